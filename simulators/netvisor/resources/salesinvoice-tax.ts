import { invalidData } from '../errors.ts';
import type { RegisterRecord } from '../records.ts';
import type { VatCode } from '../schema/rules.ts';
import type { Context } from '../store.ts';
import { textOf } from '../xml.ts';
import type { XmlNode } from '../xml.ts';
import type { InvoicedCustomer } from './salesinvoice-customer.ts';

export interface TaxHandling {
  /** Whose default accounts the lines take. */
  readonly area: InvoicedCustomer['area'];
  /** The only VAT code that the handling has a use for; undefined: any. */
  readonly onlyCode: VatCode | undefined;
}

/** The invoice's tax handling or, where it has none, its customer's; without either, by country. */
export function taxHandling(
  message: XmlNode,
  area: InvoicedCustomer['area'],
  customer: RegisterRecord | undefined,
): TaxHandling {
  switch (textOf(message, 'salesinvoicetaxhandlingtype') || customer?.values.taxhandlingtype) {
    case 'forcedomestic':
      return { area: 'domestic', onlyCode: undefined };
    case 'domesticconstructionservice':
      return { area: 'domestic', onlyCode: 'RAMY' };
    case 'notaxhandling':
      return { area, onlyCode: 'NONE' };
    default:
      return { area, onlyCode: undefined };
  }
}

/** That Netvisor refuses codes that do not go with the handling is not documented; it is a switch. */
export function checkTaxHandling(code: VatCode, { onlyCode }: TaxHandling, { settings }: Context): void {
  if (settings.taxHandling === 'ignored' || onlyCode === undefined || code === onlyCode) return;
  throw invalidData(`VAT code ${code} does not go with the tax handling of the invoice, ${onlyCode} does`);
}

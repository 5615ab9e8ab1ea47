import { Decimal } from 'decimal.js';
import { invalidData } from '../errors.ts';
import { dimensionsOf, ownValues } from '../message.ts';
import type { InvoiceContent, VoucherLine } from '../records.ts';
import type { Context } from '../store.ts';
import { decimalOf } from '../values.ts';
import { child, childrenOf, textOf } from '../xml.ts';
import type { XmlNode } from '../xml.ts';

/** The accruals of an invoice: the rule, and the legacy one with its entries. */
export function accrualOf(message: XmlNode): Pick<InvoiceContent, 'accrual' | 'accrualRule'> {
  const legacy = child(message, 'salesinvoiceaccrual');
  return {
    accrual:
      legacy === undefined
        ? null
        : {
            values: ownValues(legacy),
            entries: childrenOf(legacy, 'accrualvoucherentry').map(ownValues),
          },
    accrualRule: accrualRule(message),
  };
}

/** The accrual rule of an invoice or line. */
export function accrualRule(node: XmlNode): Readonly<Record<string, string>> | null {
  const rule = child(node, 'accrualrule');
  return rule === undefined ? null : ownValues(rule);
}

/** The lines of an own posting: their accounts must exist, and they balance, net or with their VAT. */
export function ownVoucher(message: XmlNode, { store, settings }: Context): VoucherLine[] {
  const container = child(message, 'invoicevoucherlines');
  const lines = container === undefined ? [] : childrenOf(container, 'voucherline');
  let plain = new Decimal(0);
  let withVat = new Decimal(0);
  for (const line of lines) {
    store.postableAccount(textOf(line, 'accountnumber'));
    const sum = decimalOf(textOf(line, 'linesum'));
    const factor = decimalOf(textOf(line, 'vatpercent')).div(100).plus(1);
    const isNet = child(line, 'linesum')?.attributes.type === 'net';
    plain = plain.plus(sum);
    withVat = withVat.plus(isNet ? sum.times(factor).toDecimalPlaces(2) : sum);
  }
  const balances = plain.isZero() || withVat.isZero();
  if (!balances && settings.voucherBalance === 'enforced') {
    throw invalidData('The voucher lines do not balance');
  }
  return lines.map((line) => ({ values: ownValues(line), dimensions: dimensionsOf(line) }));
}

import { invalidData } from '../errors.ts';
import { OFFICES } from '../fixture.ts';
import type { InvoiceContent, RegisterRecord } from '../records.ts';
import type { Context, NetvisorStore } from '../store.ts';
import { EU_COUNTRIES } from '../values.ts';
import { child, textOf } from '../xml.ts';
import type { XmlNode } from '../xml.ts';
import { customerByKey, requireEntry } from './customer.ts';

/** Invoicing-customer elements and where the customer register keeps the same thing. */
const DETAILS = {
  invoicingcustomername: 'name',
  invoicingcustomernameextension: 'nameextension',
  invoicingcustomeraddressline: 'streetaddress',
  invoicingcustomeradditionaladdressline: 'additionaladdressline',
  invoicingcustomerpostnumber: 'postnumber',
  invoicingcustomertown: 'city',
  invoicingcustomercountrycode: 'country',
} as const;

export interface InvoicedCustomer extends Pick<
  InvoiceContent,
  'customerKey' | 'customerCode' | 'customerName' | 'customerDetails'
> {
  /** The register's record; undefined for a one-off customer. */
  readonly record: RegisterRecord | undefined;
  readonly area: 'domestic' | 'eu' | 'outside';
}

/**
 * The customer that an invoice names, with name and address: all of them from the message as soon as it
 * gives any, otherwise all from the register (sales invoices, customer data on the invoice).
 */
export function invoicedCustomer(message: XmlNode, context: Context): InvoicedCustomer {
  const record = findCustomer(message, context);
  const given = Object.fromEntries(Object.keys(DETAILS).map((name) => [name, textOf(message, name)]));
  const own = Object.values(given).some((value) => value !== '');
  if (record === undefined && given.invoicingcustomername === '') {
    throw invalidData('A one-off customer needs name and address');
  }
  const customerDetails = own
    ? given
    : Object.fromEntries(Object.entries(DETAILS).map(([name, from]) => [name, record?.values[from] ?? '']));
  checkOffices(message);
  return {
    record,
    customerKey: record?.netvisorKey ?? null,
    customerCode: record?.values.internalidentifier ?? '',
    customerName: customerDetails.invoicingcustomername ?? '',
    customerDetails,
    area: areaOf(customerDetails.invoicingcustomercountrycode ?? ''),
  };
}

function findCustomer(message: XmlNode, { store, settings }: Context): RegisterRecord | undefined {
  const element = child(message, 'invoicingcustomeridentifier');
  const value = element?.text.trim() ?? '';
  switch (element?.attributes.type) {
    case 'netvisor':
      if (!/^[1-9]\d{0,15}$/.test(value)) {
        throw invalidData(`Customer not found with Netvisor identifier: ${value}`);
      }
      return customerByKey(store, Number(value));
    case 'organizationunitnumber':
      return customerBy(store, 'organizationunitnumber', value);
    default:
      if (value === 'TEMP' && settings.tempRecords === 'accept') return undefined;
      return customerBy(store, 'internalidentifier', value);
  }
}

function customerBy(store: NetvisorStore, name: string, value: string): RegisterRecord {
  const found = [...store.customers.values()].find((record) => record.values[name] === value);
  if (found === undefined) throw invalidData(`Asiakasta ei löydy: ${value}`);
  return found;
}

function checkOffices(message: XmlNode): void {
  const contact = child(message, 'invoicingcustomeridentifier')?.attributes.contactpersonid ?? '';
  if (contact !== '') throw invalidData(`Contact person not found: ${contact}`);
  const office = child(message, 'officeidentifier');
  const officeText = office?.text.trim() ?? '';
  if (office?.attributes.type === 'automatic') {
    const address = ['name', 'line', 'postnumber', 'town', 'countrycode'];
    if (address.some((part) => textOf(message, `deliveryaddress${part}`) === '')) {
      throw invalidData('An automatic office needs complete delivery data');
    }
  } else if (officeText !== '') {
    requireEntry('officeidentifier', officeText, 'customer', OFFICES);
  }
  const delivery = child(message, 'deliveryoffice');
  const deliveryText = delivery?.text.trim() ?? '';
  if (deliveryText !== '') {
    requireEntry('deliveryoffice', deliveryText, delivery?.attributes.type, OFFICES);
  }
}

function areaOf(country: string): InvoicedCustomer['area'] {
  if (country === '' || country === 'FI') return 'domestic';
  return EU_COUNTRIES.has(country) ? 'eu' : 'outside';
}

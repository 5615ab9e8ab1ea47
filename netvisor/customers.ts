import { z } from 'zod';
import type { Customer } from './documents.ts';
import type { Exchange, ReadOptions, WriteAttempt } from './exchange.ts';
import {
  contractMismatch,
  decimalOrNull,
  flagOrNull,
  key,
  keyOrNull,
  readLeaves,
  text,
  textOrNull,
} from './fields.ts';
import { limitedList } from './query.ts';
import { customerRows } from './schema/customer.ts';
import { elementNames } from './schema/row.ts';
import { childNamed, childrenNamed, type XmlNode } from './xml-reader.ts';
import { writeXml } from './xml.ts';

const addResource = 'customer.nv';
const listResource = 'customerlist.nv';
const getResource = 'getcustomer.nv';
const mostCodesPerList = 100;

export interface CustomerFilter {
  /** Matches name, code, business id and name extension. */
  readonly keyword?: string;
  /** At most 100 codes; together with a keyword both must match. */
  readonly customerCodeList?: readonly string[];
  /** `YYYY-MM-DDTHH:mm:ss`; Netvisor ignores it beside a keyword. */
  readonly changedSince?: string;
}

const listRow = z.object({
  netvisorKey: key,
  name: text,
  code: textOrNull,
  /** Business id. */
  organisationIdentifier: textOrNull,
  customerGroupId: keyOrNull,
  customerGroupName: textOrNull,
});
export type CustomerListRow = z.output<typeof listRow>;

const base = z.object({
  netvisorKey: key,
  internalIdentifier: textOrNull,
  externalIdentifier: textOrNull,
  organizationUnitNumber: textOrNull,
  customerGroupNetvisorKey: keyOrNull,
  customerGroupName: textOrNull,
  name: textOrNull,
  nameExtension: textOrNull,
  streetAddress: textOrNull,
  additionalAddressLine: textOrNull,
  city: textOrNull,
  postNumber: textOrNull,
  country: textOrNull,
  phoneNumber: textOrNull,
  faxNumber: textOrNull,
  email: textOrNull,
  emailInvoicingAddress: textOrNull,
  homePageUri: textOrNull,
  isActive: flagOrNull,
  isPrivateCustomer: flagOrNull,
});
const finvoice = z.object({ finvoiceAddress: textOrNull, finvoiceRouterCode: textOrNull });
const delivery = z.object({
  deliveryName: textOrNull,
  deliveryStreetAddress: textOrNull,
  deliveryCity: textOrNull,
  deliveryPostNumber: textOrNull,
  deliveryCountry: textOrNull,
});
const contact = z.object({
  contactPerson: textOrNull,
  contactPersonEmail: textOrNull,
  contactPersonPhone: textOrNull,
});
const additional = z.object({
  comment: textOrNull,
  customerAgreementIdentifier: textOrNull,
  customerReferenceNumber: textOrNull,
  yourDefaultReference: textOrNull,
  defaultTextBeforeInvoiceLines: textOrNull,
  defaultTextAfterInvoiceLines: textOrNull,
  defaultPaymentTerm: textOrNull,
  defaultPaymentTermNetvisorKey: keyOrNull,
  taxHandlingType: textOrNull,
  balanceLimit: decimalOrNull,
  invoicingLanguage: textOrNull,
  euStandardFinvoice: flagOrNull,
});

/** getcustomer.nv; an aggregate that Netvisor leaves out reads as one of nulls. */
export interface CustomerDetails {
  readonly customerBaseInformation: z.output<typeof base>;
  readonly customerFinvoiceDetails: z.output<typeof finvoice>;
  readonly customerDeliveryDetails: z.output<typeof delivery>;
  readonly customerContactDetails: z.output<typeof contact>;
  readonly customerAdditionalInformation: z.output<typeof additional>;
}

export interface Customers {
  add(document: Customer, attempt: WriteAttempt): Promise<{ netvisorKey: number }>;
  /** Sends what `renderCustomer` made, unchanged. */
  addXml(xml: string, attempt: WriteAttempt): Promise<{ netvisorKey: number }>;
  list(filter: CustomerFilter, options?: ReadOptions): Promise<readonly CustomerListRow[]>;
  /** An unknown key is `Rejected`/`InvalidData` here: Netvisor gives it no reply of its own. */
  get(netvisorKey: number, options?: ReadOptions): Promise<CustomerDetails>;
}

/** The exact XML of customer.nv. Pure. @throws NetvisorError Rejected or Bug (nothing sent) naming the element */
export function renderCustomer(document: Customer): string {
  return writeXml(addResource, 'customer', customerRows, document);
}

const names = elementNames(customerRows);

export function createCustomers(exchange: Exchange): Customers {
  const addXml: Customers['addXml'] = (xml, attempt) =>
    exchange.add(addResource, { method: 'add', useonlyexistingdimensions: 1 }, xml, attempt, names);

  return {
    addXml,
    async add(document, attempt) {
      return addXml(renderCustomer(document), attempt);
    },

    async list({ keyword, customerCodeList, changedSince }, options) {
      const root = await exchange.read(
        listResource,
        {
          keyword,
          changedsince: changedSince,
          customercodelist:
            customerCodeList &&
            limitedList(listResource, 'customercodelist', mostCodesPerList, customerCodeList),
        },
        options,
      );
      const list = childNamed(root, 'customerlist');
      if (list === undefined) throw contractMismatch(listResource, 'customerlist');
      return childrenNamed(list, 'customer').map((node) => readLeaves(listResource, listRow, node));
    },

    async get(netvisorKey, options) {
      const root = await exchange.read(getResource, { id: netvisorKey }, options);
      const node = childNamed(root, 'customer');
      if (node === undefined) throw contractMismatch(getResource, 'customer');
      return readCustomer(node);
    },
  };
}

function readCustomer(node: XmlNode): CustomerDetails {
  const part = (name: string) => childNamed(node, name);
  return {
    customerBaseInformation: readLeaves(getResource, base, part('customerbaseinformation'), {
      additionalAddressLine: 'additionalstreetaddress',
    }),
    customerFinvoiceDetails: readLeaves(getResource, finvoice, part('customerfinvoicedetails')),
    customerDeliveryDetails: readLeaves(getResource, delivery, part('customerdeliverydetails')),
    customerContactDetails: readLeaves(getResource, contact, part('customercontactdetails')),
    customerAdditionalInformation: readLeaves(
      getResource,
      additional,
      part('customeradditionalinformation'),
      {
        customerReferenceNumber: 'referencenumber',
        defaultPaymentTermNetvisorKey: 'defaultpaymentterm@netvisorkey',
      },
    ),
  };
}

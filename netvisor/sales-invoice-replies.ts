import { z } from 'zod';
import {
  contractMismatch,
  date,
  dateOrNull,
  decimal,
  decimalOrNull,
  flagOrNull,
  integerOrNull,
  key,
  keyOrNull,
  readLeaves,
  textOrNull,
  wordOrNull,
} from './fields.ts';
import { childNamed, childrenNamed, type XmlNode } from './xml-reader.ts';

export const salesInvoiceStatuses = [
  'open',
  'paid',
  'unsent',
  'overdue',
  'reminded',
  'requested',
  'collected',
  'creditloss',
  'rejected',
  'archived',
  'undelivered',
  'delivered',
  'billed',
  'draft',
] as const;
/** `other` is a status that Netvisor has added since. */
export type SalesInvoiceStatus = (typeof salesInvoiceStatuses)[number] | 'other';

const listRow = z.object({
  netvisorKey: key,
  /** Null on drafts. */
  invoiceNumber: textOrNull,
  invoiceDate: date,
  invoiceDueDate: dateOrNull,
  invoiceStatus: wordOrNull(salesInvoiceStatuses),
  substatus: wordOrNull(['open', 'overdue', 'reminded', 'requested', 'collected']),
  isInCollection: flagOrNull,
  customerNetvisorKey: keyOrNull,
  customerCode: textOrNull,
  customerName: textOrNull,
  referenceNumber: textOrNull,
  /** EUR, gross. */
  invoiceSum: decimal,
  /** EUR, gross, unpaid. */
  openSum: decimal,
});

/** Null unless asked for by `replyOption`. */
const listRowExtras = z.object({
  privateComment: textOrNull,
  invoiceCurrencySum: decimalOrNull,
  openCurrencySum: decimalOrNull,
  currencyCode: textOrNull,
});

/** A row of salesinvoicelist.nv. */
export type SalesInvoiceListRow = z.output<typeof listRow> & z.output<typeof listRowExtras>;

export function readSalesInvoiceListRow(resource: string, node: XmlNode): SalesInvoiceListRow {
  return {
    ...readLeaves(resource, listRow, node, {
      substatus: 'invoicestatus@substatus',
      isInCollection: 'invoicestatus@isincollection',
    }),
    ...readLeaves(resource, listRowExtras, childNamed(node, 'additionalinformation'), {
      currencyCode: 'invoicecurrencysum@currencycode',
    }),
  };
}

const header = z.object({
  salesInvoiceNetvisorKey: keyOrNull,
  salesInvoiceNumber: textOrNull,
  salesInvoiceDate: date,
  salesInvoiceEventDate: dateOrNull,
  salesInvoiceValueDate: dateOrNull,
  salesInvoiceDeliveryDate: dateOrNull,
  salesInvoiceDueDate: dateOrNull,
  salesInvoiceReferenceNumber: textOrNull,
  /** Gross. */
  salesInvoiceAmount: decimal,
  iso4217CurrencyCode: textOrNull,
  currencyRate: decimalOrNull,
  foreignCurrencyAmount: decimalOrNull,
  salesInvoiceCollectionCost: decimalOrNull,
  sellerIdentifier: textOrNull,
  /** From the attribute: the text is localised. */
  invoiceStatus: wordOrNull(salesInvoiceStatuses),
  invoiceVoucher: textOrNull,
  invoiceVoucherNetvisorKey: keyOrNull,
  salesInvoiceFreeTextBeforeLines: textOrNull,
  salesInvoiceFreeTextAfterLines: textOrNull,
  salesInvoiceOurReference: textOrNull,
  salesInvoiceYourReference: textOrNull,
  salesInvoicePrivateComment: textOrNull,
  salesInvoiceAgreementIdentifier: textOrNull,
  invoicingCustomerCode: textOrNull,
  invoicingCustomerName: textOrNull,
  invoicingCustomerNameExtension: textOrNull,
  invoicingCustomerNetvisorKey: keyOrNull,
  invoicingCustomerOrganizationIdentifier: textOrNull,
  invoicingCustomerAddressLine: textOrNull,
  invoicingCustomerAdditionalAddressLine: textOrNull,
  invoicingCustomerPostNumber: textOrNull,
  invoicingCustomerTown: textOrNull,
  /** ISO 3166; the text is a localised name. */
  invoicingCustomerCountryCode: textOrNull,
  deliveryAddressName: textOrNull,
  deliveryAddressLine: textOrNull,
  deliveryAddressPostNumber: textOrNull,
  deliveryAddressTown: textOrNull,
  /** As received: a name, not a code. */
  deliveryAddressCountryCode: textOrNull,
  deliveryMethod: textOrNull,
  deliveryTerm: textOrNull,
  paymentTermNetDays: integerOrNull,
  paymentTermCashDiscountDays: integerOrNull,
  paymentTermCashDiscount: decimalOrNull,
  waybillIdentifier: textOrNull,
  deliveryToCustomerDate: dateOrNull,
  deliveryToCustomerWeek: textOrNull,
  taxHandlingClause: textOrNull,
  deliveryOfficeIdentifier: textOrNull,
  creditedInvoiceNetvisorKey: keyOrNull,
});

const headerElsewhere = {
  iso4217CurrencyCode: 'salesinvoiceamount@iso4217currencycode',
  currencyRate: 'salesinvoiceamount@currencyrate',
  invoiceStatus: 'invoicestatus@status',
  invoiceVoucherNetvisorKey: 'invoicevoucher@netvisorkey',
  invoicingCustomerCountryCode: 'invoicingcustomercountrycode@iso-3166',
} as const;

const productLine = z.object({
  netvisorKey: keyOrNull,
  /** The product's code. */
  productIdentifier: textOrNull,
  productName: textOrNull,
  productNetvisorKey: keyOrNull,
  /** Net. */
  productUnitPrice: decimal,
  productPurchasePrice: decimalOrNull,
  productVatPercentage: decimal,
  /** As received; `-` has been seen for no VAT handling. */
  vatCode: textOrNull,
  productPrimaryEanCode: textOrNull,
  productSecondaryEanCode: textOrNull,
  salesInvoiceProductLineQuantity: decimal,
  salesInvoiceProductLineUnit: textOrNull,
  salesInvoiceProductLineDeliveryDate: dateOrNull,
  salesInvoiceProductLineDiscountPercentage: decimalOrNull,
  salesInvoiceProductLineFreeText: textOrNull,
  salesInvoiceProductLineVatSum: decimal,
  /** Gross, although the element of this name in requests is taken to be net. */
  salesInvoiceProductLineSum: decimal,
  salesInvoiceProductLineInventoryId: keyOrNull,
  salesInvoiceProductLineInventoryName: textOrNull,
  /** Netvisor's key of the account, although the element of this name in requests is the number. */
  accountingAccountSuggestion: keyOrNull,
  accountingAccountSuggestionAccountNumber: textOrNull,
  provisionPercentage: decimalOrNull,
  orderNumber: textOrNull,
});

const dimension = z.object({ dimensionName: textOrNull, dimensionItem: textOrNull });

export type SalesInvoiceReplyLine =
  | {
      readonly productLine: z.output<typeof productLine> & {
        readonly dimensions: readonly z.output<typeof dimension>[];
      };
    }
  | { readonly commentLine: { readonly comment: string } };

/** getsalesinvoice.nv without PDF and attachments. */
export type SalesInvoiceDetails = z.output<typeof header> & {
  readonly salesInvoiceNetvisorKey: number;
  /** In document order. */
  readonly invoiceLines: readonly SalesInvoiceReplyLine[];
};

/** `askedKey` stands in where the reply does not repeat the key, as older ones do not. */
export function readSalesInvoiceDetails(
  resource: string,
  node: XmlNode,
  askedKey: number | undefined,
): SalesInvoiceDetails {
  const own = readLeaves(resource, header, node, headerElsewhere);
  const salesInvoiceNetvisorKey = own.salesInvoiceNetvisorKey ?? askedKey;
  if (salesInvoiceNetvisorKey === undefined) throw contractMismatch(resource, 'salesinvoicenetvisorkey');
  const invoiceLines = childrenNamed(node, 'invoicelines')
    .flatMap((wrapper) => childrenNamed(wrapper, 'invoiceline'))
    .flatMap(({ children }) => children.map((line) => readLine(resource, line)));
  return { ...own, salesInvoiceNetvisorKey, invoiceLines };
}

function readLine(resource: string, node: XmlNode): SalesInvoiceReplyLine {
  switch (node.name) {
    case 'salesinvoiceproductline': {
      const own = readLeaves(resource, productLine, node, { vatCode: 'productvatpercentage@vatcode' });
      const dimensions = childrenNamed(node, 'dimension').map((child) =>
        readLeaves(resource, dimension, child),
      );
      return { productLine: { ...own, dimensions } };
    }
    case 'salesinvoicecommentline':
      return { commentLine: { comment: childNamed(node, 'comment')?.text ?? '' } };
    default:
      throw contractMismatch(resource, node.name);
  }
}

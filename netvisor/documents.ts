import type { customerBaseRows, customerAdditionalRows, customerRows } from './schema/customer.ts';
import type { productBaseRows, productRows } from './schema/product.ts';
import type { DocumentOf } from './schema/row.ts';
import type {
  attachmentRows,
  commentLineRows,
  productLineRows,
  salesInvoiceRows,
  subLineRows,
  voucherLineRows,
} from './schema/sales-invoice.ts';
import type { salesPaymentRows } from './schema/settlement.ts';

/*
 * Documents as Netvisor names them, in camelCase. Shapes come from the element tables under `schema/`, which say
 * order, length and meaning of each element. Decimals are Decimal, dates `YYYY-MM-DD`, flags boolean; an element
 * with attributes is `{ value, …attributes }`; null writes the element empty where Netvisor gives that a meaning.
 */

export interface SalesInvoice extends DocumentOf<typeof salesInvoiceRows> {}
export interface SalesInvoiceProductLine extends DocumentOf<typeof productLineRows> {}
export interface SalesInvoiceCommentLine extends DocumentOf<typeof commentLineRows> {}
export interface SalesInvoiceSubLine extends DocumentOf<typeof subLineRows> {}
export interface SalesInvoiceVoucherLine extends DocumentOf<typeof voucherLineRows> {}
export interface SalesInvoiceAttachment extends DocumentOf<typeof attachmentRows> {}
/** `{ productLine }`, `{ commentLine }` or `{ subLine }` */
export type SalesInvoiceLine = SalesInvoice['invoiceLines'][number];

export interface SalesPayment extends DocumentOf<typeof salesPaymentRows> {}

export interface Customer extends DocumentOf<typeof customerRows> {}
export interface CustomerBaseInformation extends DocumentOf<typeof customerBaseRows> {}
export interface CustomerAdditionalInformation extends DocumentOf<typeof customerAdditionalRows> {}

export interface Product extends DocumentOf<typeof productRows> {}
export interface ProductBaseInformation extends DocumentOf<typeof productBaseRows> {}

export type { VatCode } from './schema/shared.ts';

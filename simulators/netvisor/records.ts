import type { Decimal } from 'decimal.js';
import type { VatCode } from './schema/rules.ts';
import type { XmlNode } from './xml.ts';

export interface DimensionLink {
  readonly name: string;
  readonly item: string;
}

/** A customer or product: its values by element name, as the last message left them. */
export interface RegisterRecord {
  readonly netvisorKey: number;
  readonly values: Readonly<Record<string, string>>;
  /** Attributes worth keeping, as `element@attribute`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly dimensions: readonly DimensionLink[];
  readonly tags: readonly CustomTag[];
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

export interface CustomTag {
  readonly name: string;
  readonly value: string;
  readonly dataType: string;
}

export interface ProductLine {
  readonly kind: 'product';
  readonly lineKey: number;
  /** Null for the one-off product TEMP. */
  readonly productKey: number | null;
  readonly productCode: string;
  readonly name: string;
  readonly unitPrice: Decimal;
  readonly unitPriceType: 'net' | 'gross';
  readonly unitPurchasePrice: Decimal;
  readonly quantity: Decimal;
  readonly discountPercentage: Decimal;
  readonly vatCode: VatCode;
  readonly vatPercentage: Decimal;
  readonly net: Decimal;
  readonly vat: Decimal;
  readonly gross: Decimal;
  readonly freeText: string;
  readonly unitName: string;
  readonly accountNumber: string;
  readonly deliveryDate: string;
  readonly orderNumber: string;
  readonly provisionPercentage: Decimal;
  readonly dimensions: readonly DimensionLink[];
  /** All values of the line as sent, by element name, attributes as `element@attribute`. */
  readonly values: Readonly<Record<string, string>>;
  readonly accrualRule: Readonly<Record<string, string>> | null;
}

export interface CommentLine {
  readonly kind: 'comment';
  readonly comment: string;
}

export interface SubLine {
  readonly kind: 'sub';
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
}

export type InvoiceLine = ProductLine | CommentLine | SubLine;

/** Net, VAT and gross of one VAT code at one percentage, in the document's currency. */
export interface VatGroup {
  readonly vatCode: VatCode;
  readonly percentage: Decimal;
  readonly net: Decimal;
  readonly vat: Decimal;
  readonly gross: Decimal;
}

export interface Attachment {
  readonly mimeType: string;
  readonly description: string;
  readonly fileName: string;
  readonly type: string;
  readonly printByDefault: string;
  /** Base64 as received, without white space. */
  readonly documentData: string;
}

/** A line of an own posting, by element name as sent. */
export interface VoucherLine {
  readonly values: Readonly<Record<string, string>>;
  readonly dimensions: readonly DimensionLink[];
}

export const INVOICE_KINDS = ['invoice', 'order', 'draft'] as const;
export type InvoiceKind = (typeof INVOICE_KINDS)[number];

export const INVOICE_STATUSES = [
  'draft',
  'unsent',
  'open',
  'paid',
  'creditloss',
  'rejected',
  'archived',
  'undelivered',
  'delivered',
  'billed',
] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

/** Collection stage of an open invoice; `overdue` is computed from the due date when it is read. */
export const COLLECTION_STAGES = ['none', 'overdue', 'reminded', 'requested', 'collected'] as const;
export type CollectionStage = (typeof COLLECTION_STAGES)[number];

/** Terms as the message gives them or as the payment term that it names has them; '' where there is none. */
export interface PaymentTerms {
  readonly netDays: string;
  readonly cashDiscountDays: string;
  readonly cashDiscount: string;
  readonly cashDiscountType: 'percentage' | 'sum';
}

/** What a salesinvoice message says, resolved against the registers and calculated. */
export interface InvoiceContent {
  readonly kind: InvoiceKind;
  readonly date: string;
  readonly dueDate: string;
  readonly terms: PaymentTerms;
  readonly customerKey: number | null;
  readonly customerCode: string;
  readonly customerName: string;
  /** The other invoicing-customer elements, from the message or from the register, never mixed. */
  readonly customerDetails: Readonly<Record<string, string>>;
  /** Header values by element name as sent, without line and other aggregates. */
  readonly header: Readonly<Record<string, string>>;
  readonly currency: string;
  /** Units of the currency per euro. */
  readonly currencyRate: Decimal;
  readonly lines: readonly InvoiceLine[];
  readonly vatByCode: readonly VatGroup[];
  readonly net: Decimal;
  readonly vat: Decimal;
  readonly gross: Decimal;
  /** The document's total in its currency: the amount given in the message or the lines' gross sum. */
  readonly invoiceSum: Decimal;
  readonly invoiceSumEur: Decimal;
  readonly attachments: readonly Attachment[];
  readonly voucherLines: readonly VoucherLine[];
  /** The legacy accrual, its entries in the order of the message. */
  readonly accrual: {
    readonly values: Readonly<Record<string, string>>;
    readonly entries: readonly Readonly<Record<string, string>>[];
  } | null;
  readonly accrualRule: Readonly<Record<string, string>> | null;
  readonly customTags: readonly CustomTag[];
}

/** What took from an invoice's open sum, in the document's currency; negative on a credit note. */
export interface Settlement {
  readonly kind: 'match' | 'payment' | 'difference';
  /** The other document of a match, or the payment that settled the amount. */
  readonly by: 'invoice' | 'payment';
  readonly byKey: number;
  readonly amount: Decimal;
}

export interface InvoiceEvent {
  readonly at: Date;
  readonly what: string;
}

/** A sales invoice, credit note, order or draft as it is kept. */
export interface SalesInvoice {
  readonly netvisorKey: number;
  content: InvoiceContent;
  /** The message that the content came from; an edit in patch mode is laid over it. */
  message: XmlNode;
  number: string;
  referenceNumber: string;
  status: InvoiceStatus;
  stage: CollectionStage;
  settlements: readonly Settlement[];
  voucher: { readonly netvisorKey: number; readonly number: string } | null;
  readonly createdAt: Date;
  modifiedAt: Date;
  paymentsModifiedAt: Date | null;
  readonly events: InvoiceEvent[];
}

/** A payment, by itself or linked to an invoice or order. */
export interface SalesPayment {
  readonly netvisorKey: number;
  /** Imported over the API, or from the bank's reference payments. */
  readonly source: 'import' | 'bank';
  readonly name: string;
  readonly date: string;
  readonly sum: Decimal;
  readonly currency: string;
  readonly sumEur: Decimal;
  referenceNumber: string;
  /** The document that the payment settles; null while it is linked to none. */
  invoiceKey: number | null;
  readonly methodName: string;
  /** IBAN of the company's own account, or ''. */
  readonly bankAccount: string;
  readonly ledgerAccount: string;
  readonly creditLoss: boolean;
  readonly voucher: { readonly netvisorKey: number; readonly number: string };
  readonly createdAt: Date;
  modifiedAt: Date;
}

export interface DeletedDocument {
  readonly netvisorKey: number;
  readonly kind: InvoiceKind | 'payment';
  readonly number: string;
  readonly at: Date;
}

import { Decimal } from 'decimal.js';
import { Refusal, invalidData, invalidXml } from '../errors.ts';
import { CURRENCY_RATES, PRINT_LAYOUTS, SALES_PERSONS, SECOND_NAMES } from '../fixture.ts';
import { ownValues, tagsOf } from '../message.ts';
import type { Attachment, InvoiceContent, InvoiceKind } from '../records.ts';
import { requireOpenPeriod } from '../store.ts';
import type { Context } from '../store.ts';
import { sumOf } from '../totals.ts';
import { decimalOf, round2 } from '../values.ts';
import { child, childrenOf, textOf } from '../xml.ts';
import type { XmlNode } from '../xml.ts';
import { requireEntry } from './customer.ts';
import { invoicedCustomer } from './salesinvoice-customer.ts';
import { accrualOf, ownVoucher } from './salesinvoice-accounting.ts';
import { invoiceLines } from './salesinvoice-lines.ts';
import { taxHandling } from './salesinvoice-tax.ts';
import { termsOf } from './salesinvoice-terms.ts';

/**
 * Turns a valid message into content: checks it against the registers and the business rules and
 * calculates the sums. Throws the Refusal that the first broken rule gives.
 */
export function invoiceContent(message: XmlNode, context: Context): InvoiceContent {
  const kind = kindOf(message);
  checkStatus(kind, textOf(message, 'salesinvoicestatus'));
  if (kind === 'draft') checkDraft(message);
  const date = textOf(message, 'salesinvoicedate');
  requireOpenPeriod(date, context.settings);
  const eventDate = textOf(message, 'salesinvoiceeventdate');
  if (eventDate !== '') requireOpenPeriod(eventDate, context.settings);
  const { record, area, ...customer } = invoicedCustomer(message, context);
  const handling = taxHandling(message, area, record);
  checkReferences(message, context);
  const { lines, vatByCode } = invoiceLines(message, handling, context);
  const voucherLines = ownVoucher(message, context);
  const sums = sumOf(vatByCode);
  return {
    kind,
    date,
    ...termsOf(message, date, record),
    ...customer,
    header: ownValues(message),
    lines,
    vatByCode,
    ...sums,
    ...documentSum(message, sums.gross, context),
    attachments: attachmentsOf(message, context),
    voucherLines,
    ...accrualOf(message),
    customTags: tagsOf(child(message, 'customtags'), 'tag'),
  };
}

function kindOf(message: XmlNode): InvoiceKind {
  switch (textOf(message, 'invoicetype')) {
    case 'order':
      return 'order';
    case 'invoicedraft':
      return 'draft';
    default:
      return 'invoice';
  }
}

const STATUSES: Readonly<Record<InvoiceKind, readonly string[]>> = {
  invoice: ['open', 'unsent'],
  order: ['undelivered', 'delivered'],
  draft: [''],
};

function checkStatus(kind: InvoiceKind, status: string): void {
  if (STATUSES[kind].includes(status)) return;
  if (status === '') throw invalidXml('element salesinvoicestatus must not be empty');
  throw invalidData(`Status ${status} is not possible for this invoice type`);
}

function checkDraft(message: XmlNode): void {
  for (const name of ['salesinvoicenumber', 'invoicevoucherlines']) {
    const element = child(message, name);
    const filled = element !== undefined && (element.children.length > 0 || element.text.trim());
    if (filled) throw invalidData(`Element ${name} is not allowed on a draft`);
  }
}

function checkReferences(message: XmlNode, context: Context): void {
  const receivables = textOf(message, 'overridevouchersalesreceivablesaccountnumber');
  if (receivables !== '') context.store.postableAccount(receivables);
  for (const [name, register] of [
    ['selleridentifier', SALES_PERSONS],
    ['secondname', SECOND_NAMES],
  ] as const) {
    const element = child(message, name);
    const value = element?.text.trim() ?? '';
    if (value !== '') requireEntry(name, value, element?.attributes.type, register);
  }
  const print = child(message, 'printchannelformat');
  const layout = print?.text.trim() ?? '';
  const layouts: readonly string[] = print?.attributes.type === 'customer' ? PRINT_LAYOUTS : ['1', '2'];
  if (layout !== '' && !layouts.includes(layout)) {
    throw invalidData(`Print layout not found: ${layout}`);
  }
}

function documentSum(
  message: XmlNode,
  gross: Decimal,
  { settings }: Context,
): Pick<InvoiceContent, 'currency' | 'currencyRate' | 'invoiceSum' | 'invoiceSumEur'> {
  const element = child(message, 'salesinvoiceamount');
  const currency = element?.attributes.iso4217currencycode ?? 'EUR';
  const known = CURRENCY_RATES[currency];
  if (known === undefined) throw invalidData(`Unknown currency: ${currency}`);
  const givenRate = element?.attributes.currencyrate;
  const currencyRate = givenRate === undefined ? new Decimal(known) : decimalOf(givenRate);
  if (!currencyRate.isPositive() || currencyRate.isZero()) {
    throw invalidData('The currency rate must be positive');
  }
  const givenSum = element?.text.trim() ?? '';
  const invoiceSum = givenSum === '' ? gross : round2(decimalOf(givenSum));
  if (settings.amountMismatch === 'refuse' && !invoiceSum.equals(gross)) {
    throw invalidData(`Invoice amount ${invoiceSum.toFixed(2)} differs from the lines`);
  }
  return { currency, currencyRate, invoiceSum, invoiceSumEur: round2(invoiceSum.div(currencyRate)) };
}

function attachmentsOf(message: XmlNode, { settings }: Context): Attachment[] {
  const container = child(message, 'salesinvoiceattachments');
  if (container === undefined) return [];
  return childrenOf(container, 'salesinvoiceattachment').map((node) => {
    const type = child(node, 'documentdata')?.attributes.type ?? '';
    if (type === 'finvoice' && child(node, 'printbydefault') !== undefined) {
      throw invalidData('printbydefault is not allowed with a finvoice attachment');
    }
    const documentData = textOf(node, 'documentdata').replace(/\s+/g, '');
    const { maxAttachmentBytes, attachmentMimeTypes } = settings;
    const bytes = Buffer.byteLength(documentData, 'base64');
    if (maxAttachmentBytes !== null && bytes > maxAttachmentBytes) {
      throw new Refusal('INVALID_DATA_SIZE', `Data form incorrect:. The attachment has ${bytes} bytes`);
    }
    if (attachmentMimeTypes !== 'any' && !attachmentMimeTypes.includes(textOf(node, 'mimetype'))) {
      throw invalidData(`Attachments of type ${textOf(node, 'mimetype')} are not supported`);
    }
    return {
      mimeType: textOf(node, 'mimetype'),
      description: textOf(node, 'attachmentdescription'),
      fileName: textOf(node, 'filename'),
      type,
      printByDefault: textOf(node, 'printbydefault'),
      documentData,
    };
  });
}

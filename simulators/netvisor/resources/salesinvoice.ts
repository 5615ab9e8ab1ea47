import { invalidData } from '../errors.ts';
import { readMessage } from '../message.ts';
import { Query } from '../query.ts';
import type { DimensionLink, InvoiceContent, InvoiceStatus, SalesInvoice } from '../records.ts';
import { SALES_INVOICE } from '../schema/salesinvoice.ts';
import { validateElement } from '../schema/validate.ts';
import { duplicate } from '../store.ts';
import type { Context, NetvisorStore } from '../store.ts';
import { referenceCheckDigit } from '../values.ts';
import { child } from '../xml.ts';
import type { XmlNode } from '../xml.ts';
import { dimensionsOf } from '../message.ts';
import { addOrEdit, checkDimensions, inserted } from './resource.ts';
import type { ResourceRequest, ResourceResult } from './resource.ts';
import { invoiceContent } from './salesinvoice-content.ts';

/** salesinvoice.nv: adds or edits an invoice, credit note, order or draft. */
export function writeSalesInvoice(request: ResourceRequest, context: Context): ResourceResult {
  const call = addOrEdit(request.query);
  const existing = call.method === 'edit' ? editable(call.id, context) : undefined;
  const message = wholeMessage(request.body, existing, context);
  const content = invoiceContent(message, context);
  const dimensions = allDimensions(message);
  const query =
    context.settings.invoiceDimensionParameters === 'obeyed' ? request.query : new Query('/salesinvoice.nv');
  checkDimensions(query, dimensions, content.date, context);
  const invoice =
    existing === undefined
      ? addInvoice(content, message, context)
      : editInvoice(existing, content, message, context);
  context.store.dimensions.add(dimensions);
  const details = { netvisorKey: invoice.netvisorKey, number: invoice.number };
  return call.method === 'add'
    ? { payload: inserted(invoice.netvisorKey), booked: true, details }
    : { booked: true, details };
}

function editable(id: number, { store, settings }: Context): SalesInvoice {
  const invoice = store.invoices.get(id);
  if (invoice === undefined) throw invalidData(`Invoice not found with Netvisor identifier: ${id}`);
  const free = invoice.status === 'draft' || invoice.status === 'unsent';
  if (!free && settings.invoiceEditStatuses === 'draft-and-unsent') {
    throw invalidData(`An invoice with status ${invoice.status} cannot be edited`);
  }
  return invoice;
}

/** The message to work from: as received or, for an edit in patch mode, laid over the earlier one. */
function wholeMessage(
  body: Buffer,
  existing: SalesInvoice | undefined,
  { settings, warn }: Context,
): XmlNode {
  const received = readMessage(body, SALES_INVOICE.name, settings);
  const whole = { settings, mode: 'whole', warn } as const;
  if (existing === undefined || settings.invoiceEdit === 'replace') {
    validateElement(received, SALES_INVOICE, whole);
    return received;
  }
  const patchRule = { ...SALES_INVOICE, edit: 'patch' } as const;
  validateElement(received, patchRule, { ...whole, mode: 'patch' });
  const children = (SALES_INVOICE.children ?? []).flatMap((rule) => {
    const change = child(received, rule.name);
    if (change === undefined) return child(existing.message, rule.name) ?? [];
    const cleared = change.text.trim() === '' && change.children.length === 0;
    return cleared && rule.min === 0 ? [] : change;
  });
  const merged = { ...received, children };
  validateElement(merged, SALES_INVOICE, whole);
  return merged;
}

function addInvoice(content: InvoiceContent, message: XmlNode, context: Context): SalesInvoice {
  const { store, clock } = context;
  const number = numberFor(content, undefined, context);
  const referenceNumber = referenceFor(content, number, undefined, context);
  const status = statusOf(content);
  const now = clock.now();
  const invoice: SalesInvoice = {
    netvisorKey: store.nextKey('invoice'),
    content,
    message,
    number,
    referenceNumber,
    status,
    stage: 'none',
    settlements: [],
    voucher: status === 'open' ? store.nextVoucher() : null,
    createdAt: now,
    modifiedAt: now,
    paymentsModifiedAt: null,
    events: [{ at: now, what: 'imported' }],
  };
  store.invoices.set(invoice.netvisorKey, invoice);
  return invoice;
}

function editInvoice(
  existing: SalesInvoice,
  content: InvoiceContent,
  message: XmlNode,
  context: Context,
): SalesInvoice {
  const before = existing.content.kind;
  if (before !== content.kind && !(before === 'draft' && content.kind === 'invoice')) {
    throw invalidData(`A document of type ${before} cannot become one of type ${content.kind}`);
  }
  const number = numberFor(content, existing, context);
  const referenceNumber = referenceFor(content, number, existing, context);
  const now = context.clock.now();
  existing.content = content;
  existing.message = message;
  existing.number = number;
  existing.referenceNumber = referenceNumber;
  existing.status = statusOf(content);
  existing.modifiedAt = now;
  if (existing.status === 'open') existing.voucher ??= context.store.nextVoucher();
  existing.events.push({ at: now, what: 'edited' });
  return existing;
}

function statusOf(content: InvoiceContent): InvoiceStatus {
  switch (content.header.salesinvoicestatus) {
    case 'open':
      return 'open';
    case 'undelivered':
      return 'undelivered';
    case 'delivered':
      return 'delivered';
    case 'unsent':
      return 'unsent';
    default:
      return 'draft';
  }
}

/** Own number, kept number or next free one; each kind and each auxiliary trade name has its series. */
function numberFor(
  content: InvoiceContent,
  existing: SalesInvoice | undefined,
  { store, settings }: Context,
): string {
  if (content.kind === 'draft') return '';
  const series = inSeries(content, existing, store);
  const given = content.header.salesinvoicenumber ?? '';
  if (given !== '') {
    if (settings.duplicateNumbers === 'refuse' && series.includes(given)) {
      throw duplicate(`Invoice number ${given} is already in use`, settings);
    }
    return given;
  }
  if (existing !== undefined && existing.number !== '') return existing.number;
  const highest = series.reduce((max, n) => (BigInt(n) > max ? BigInt(n) : max), 1000n);
  return String(highest + 1n);
}

function inSeries(
  content: InvoiceContent,
  existing: SalesInvoice | undefined,
  store: NetvisorStore,
): string[] {
  return [...store.invoices.values()]
    .filter(
      (other) =>
        other !== existing &&
        other.number !== '' &&
        other.content.kind === content.kind &&
        (other.content.header.secondname ?? '') === (content.header.secondname ?? ''),
    )
    .map((other) => other.number);
}

/** Own reference, kept reference, the customer's own one, or the number with its check digit. */
function referenceFor(
  content: InvoiceContent,
  number: string,
  existing: SalesInvoice | undefined,
  { store, settings }: Context,
): string {
  const given = content.header.salesinvoicereferencenumber ?? '';
  if (given !== '') {
    const taken = [...store.invoices.values()].some(
      (other) => other !== existing && other.referenceNumber === given,
    );
    if (taken && settings.duplicateReferences === 'refuse') {
      throw duplicate(`Reference number ${given} is already in use`, settings);
    }
    return given;
  }
  if (content.kind === 'draft') return '';
  if (existing !== undefined && existing.referenceNumber !== '') return existing.referenceNumber;
  const customer = content.customerKey === null ? undefined : store.customers.get(content.customerKey);
  const base = number.padStart(3, '0');
  return customer?.values.customerreferencenumber ?? `${base}${referenceCheckDigit(base)}`;
}

function allDimensions(node: XmlNode): DimensionLink[] {
  return [...dimensionsOf(node), ...node.children.flatMap((element) => allDimensions(element))];
}

import { invalidData } from '../errors.ts';
import { readMessage } from '../message.ts';
import { Query } from '../query.ts';
import type { DimensionLink, InvoiceContent, InvoiceStatus, SalesInvoice } from '../records.ts';
import { SALES_INVOICE } from '../schema/salesinvoice.ts';
import { validateElement } from '../schema/validate.ts';
import type { NetvisorSimSettings } from '../settings.ts';
import { unsettled } from '../settlement.ts';
import { requireOpenPeriod } from '../store.ts';
import type { Context } from '../store.ts';
import { child } from '../xml.ts';
import type { XmlNode } from '../xml.ts';
import { dimensionsOf } from '../message.ts';
import { addOrEdit, checkDimensions, inserted } from './resource.ts';
import type { ResourceRequest, ResourceResult } from './resource.ts';
import { invoiceContent } from './salesinvoice-content.ts';
import { numberFor, referenceFor, renumber } from './salesinvoice-number.ts';

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
  if (!mayEdit(invoice, settings.invoiceEditStatuses)) {
    throw invalidData(`An invoice with status ${invoice.status} cannot be edited`);
  }
  if (invoice.voucher !== null) requireOpenPeriod(invoice.content.date, settings);
  return invoice;
}

/** Statuses in which nothing has left the house yet. */
const EDITABLE: readonly InvoiceStatus[] = ['draft', 'unsent', 'undelivered'];

function mayEdit(
  { status, settlements }: SalesInvoice,
  allowed: NetvisorSimSettings['invoiceEditStatuses'],
): boolean {
  switch (allowed) {
    case 'draft-and-unsent':
      return EDITABLE.includes(status);
    case 'without-payments':
      return EDITABLE.includes(status) || (status === 'open' && settlements.length === 0);
    case 'all':
      return true;
  }
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
  renumber(undefined, invoice, store);
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
  const status = editedStatus(existing, content, context);
  const now = context.clock.now();
  renumber(existing, { content, number }, context.store);
  existing.content = content;
  existing.message = message;
  existing.number = number;
  existing.referenceNumber = referenceNumber;
  existing.modifiedAt = now;
  const settled = existing.settlements.length > 0 && unsettled(existing).isZero();
  existing.status = status === 'open' && settled ? 'paid' : status;
  revoucher(existing, context);
  existing.events.push({ at: now, what: 'edited' });
  return existing;
}

/** What was sent once stays so, unless invoices may be set back to unsent. */
function editedStatus(
  { status }: SalesInvoice,
  content: InvoiceContent,
  { settings }: Context,
): InvoiceStatus {
  const after = statusOf(content);
  const wasSent = !EDITABLE.includes(status);
  if (wasSent && after === 'unsent' && settings.statusUnsent === 'refuse') {
    throw invalidData('Status unsent cannot be set');
  }
  return after;
}

function revoucher(invoice: SalesInvoice, { store, settings }: Context): void {
  const rebuilt = invoice.voucher !== null && settings.voucherOfEdited === 'rebuilt';
  if (rebuilt) invoice.voucher = store.nextVoucher();
  if (invoice.status === 'open' || invoice.status === 'paid') invoice.voucher ??= store.nextVoucher();
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

function allDimensions(node: XmlNode): DimensionLink[] {
  return [...dimensionsOf(node), ...node.children.flatMap((element) => allDimensions(element))];
}

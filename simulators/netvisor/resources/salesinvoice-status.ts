import { invalidData } from '../errors.ts';
import type { DeletedDocument, SalesInvoice } from '../records.ts';
import { unlink } from '../payments.ts';
import { unsettle } from '../settlement.ts';
import { requireOpenPeriod } from '../store.ts';
import type { Context } from '../store.ts';
import { wallClock } from '../values.ts';
import { el } from '../render.ts';
import { renumber } from './salesinvoice-number.ts';
import { requireDeleteMethod } from './resource.ts';
import type { ResourceRequest, ResourceResult } from './resource.ts';

const NEW_STATUSES = [
  'unsent',
  'open',
  'overdue',
  'reminded',
  'requested',
  'collected',
  'paid',
  'creditloss',
] as const;
type NewStatus = (typeof NEW_STATUSES)[number];

/** updatesalesinvoicestatus.nv: all named invoices or, when one of them cannot change, none. */
export function updateStatus(request: ResourceRequest, context: Context): ResourceResult {
  const { query } = request;
  query.allowOnly('netvisorkey', 'netvisorkeylist', 'status');
  if (request.body.length > 0) throw invalidData('This resource takes no message');
  const key = query.key('netvisorkey');
  const keys = query.keys('netvisorkeylist', 100);
  const status = query.choice('status', NEW_STATUSES);
  if (status === undefined) throw invalidData('Parameter status is missing');
  if ((key === undefined) === (keys === undefined)) {
    throw invalidData('Either netvisorkey or netvisorkeylist must be given');
  }
  const invoices = (key === undefined ? (keys ?? []) : [key]).map((k) => changeable(k, context));
  if (status === 'unsent' && context.settings.statusUnsent === 'refuse') {
    throw invalidData('Status unsent cannot be set');
  }
  for (const invoice of invoices) {
    if (invoice.voucher === null && status !== 'unsent') {
      requireOpenPeriod(invoice.content.date, context.settings);
    }
  }
  for (const invoice of invoices) setStatus(invoice, status, context);
  return { booked: true, details: { netvisorKeys: invoices.map((i) => i.netvisorKey) } };
}

function changeable(key: number, { store }: Context): SalesInvoice {
  const invoice = store.invoices.get(key);
  if (invoice === undefined || invoice.content.kind !== 'invoice') {
    throw invalidData(`Invoice not found with Netvisor identifier: ${key}`);
  }
  return invoice;
}

/** Gives an invoice a status without asking how it came to it. */
export function setStatus(
  invoice: SalesInvoice,
  status: NewStatus | 'rejected' | 'archived',
  { store, clock }: Context,
): void {
  const now = clock.now();
  // A voucher comes with any status but unsent, whoever has sent the invoice.
  if (status !== 'unsent') invoice.voucher ??= store.nextVoucher();
  switch (status) {
    case 'unsent':
    case 'open':
      invoice.status = status;
      invoice.stage = 'none';
      break;
    case 'overdue':
    case 'reminded':
    case 'requested':
    case 'collected':
      invoice.status = 'open';
      invoice.stage = status;
      break;
    case 'paid':
    case 'creditloss':
    case 'rejected':
    case 'archived':
      invoice.status = status;
      invoice.stage = 'none';
      break;
  }
  invoice.modifiedAt = now;
  invoice.events.push({ at: now, what: `status ${status}` });
}

/** deletesalesinvoice.nv: removes one invoice or draft (`invoiceid`) or one order (`orderid`). */
export function deleteSalesInvoice(request: ResourceRequest, context: Context): ResourceResult {
  const { query } = request;
  const { store, settings, clock } = context;
  query.allowOnly('invoiceid', 'orderid');
  requireDeleteMethod(request, settings);
  const invoiceId = query.key('invoiceid');
  const orderId = query.key('orderid');
  const key = invoiceId ?? orderId;
  if (key === undefined || (invoiceId !== undefined && orderId !== undefined)) {
    throw invalidData('Exactly one of invoiceid and orderid must be given');
  }
  const invoice = store.invoices.get(key);
  const isOrder = invoice?.content.kind === 'order';
  if (invoice === undefined || isOrder !== (orderId !== undefined)) {
    throw invalidData(`Invoice not found with Netvisor identifier: ${key}`);
  }
  if (invoice.voucher !== null) requireOpenPeriod(invoice.content.date, settings);
  if (invoice.settlements.length > 0 && settings.deleteSettled === 'refuse') {
    throw invalidData(`Invoice ${key} has payments or matches`);
  }
  releaseOthers(invoice, context);
  store.invoices.delete(key);
  renumber(invoice, undefined, store);
  store.deleted.push({
    netvisorKey: key,
    kind: invoice.content.kind,
    number: invoice.number,
    at: clock.now(),
  });
  return { booked: true, details: { netvisorKey: key } };
}

/** What was matched to a document that goes away is open again; its payments are linked to nothing. */
function releaseOthers({ netvisorKey, settlements }: SalesInvoice, context: Context): void {
  for (const { by, byKey } of settlements) {
    const other = by === 'invoice' ? context.store.invoices.get(byKey) : undefined;
    const payment = by === 'payment' ? context.store.payments.get(byKey) : undefined;
    if (payment !== undefined) unlink(payment, context);
    if (other !== undefined) unsettle(other, { by: 'invoice', byKey: netvisorKey }, context);
  }
}

const SEVEN_DAYS_MS = 7 * 24 * 3600 * 1000;

const DELETED_LISTS = {
  invoices: 'DeletedSalesInvoice',
  orders: 'DeletedSalesOrder',
  payments: 'DeletedSalesPayment',
} as const;

function listOf({ kind }: DeletedDocument): keyof typeof DELETED_LISTS {
  return kind === 'order' ? 'orders' : kind === 'payment' ? 'payments' : 'invoices';
}

/** deletedsalesinvoices.nv, deletedsalesorders.nv and deletedsalespayments.nv: deletions since a day at most seven days back. */
export function listDeleted(
  request: ResourceRequest,
  { store, settings, clock }: Context,
  what: keyof typeof DELETED_LISTS,
): ResourceResult {
  request.query.allowOnly('deletedsince');
  const since = request.query.day('deletedsince');
  if (since === undefined) throw invalidData('Parameter deletedsince is missing');
  const zone = settings.timeStampZone;
  const earliest = wallClock(new Date(clock.now().getTime() - SEVEN_DAYS_MS), zone).slice(0, 10);
  if (since < earliest) throw invalidData('deletedsince may be at most seven days back');
  const entry = DELETED_LISTS[what];
  const rows = store.deleted
    .filter((document) => listOf(document) === what)
    .map((document) => ({ document, at: wallClock(document.at, zone) }))
    .filter(({ at }) => at.slice(0, 10) >= since)
    .map(({ document, at }) =>
      el(entry, [
        el('NetvisorKey', document.netvisorKey),
        el('DeleteDate', at.slice(0, 16).replace('T', ' '), { format: 'ansi' }),
      ]),
    );
  return { payload: el(`${entry}s`, rows), booked: false };
}

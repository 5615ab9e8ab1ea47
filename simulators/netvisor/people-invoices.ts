import { ControlError } from '../shared/control-error.ts';
import { CREDIT_LOSS_ACCOUNT } from './fixture.ts';
import { bookPayment } from './payments.ts';
import type { InvoiceStatus, SalesInvoice } from './records.ts';
import { setStatus } from './resources/salesinvoice-status.ts';
import { unsettle, unsettled } from './settlement.ts';
import { requireOpenPeriod, today } from './store.ts';
import type { Context } from './store.ts';

/** What people do to an invoice in Netvisor's screens. */
export const INVOICE_ACTIONS = [
  'send',
  'remind',
  'request',
  'collect',
  'mark-paid',
  'mark-credit-loss',
  'write-off',
  'reject',
  'archive',
  'unmatch',
] as const;
export type InvoiceAction = (typeof INVOICE_ACTIONS)[number];

/** The statuses that an action starts from. */
const FROM: Readonly<Record<InvoiceAction, readonly InvoiceStatus[]>> = {
  send: ['unsent'],
  remind: ['open'],
  request: ['open'],
  collect: ['open'],
  'mark-paid': ['unsent', 'open'],
  'mark-credit-loss': ['open'],
  'write-off': ['open'],
  reject: ['unsent', 'open'],
  archive: ['open', 'paid', 'creditloss', 'rejected'],
  unmatch: ['open', 'paid'],
};

const BECOMES = {
  send: 'open',
  remind: 'reminded',
  request: 'requested',
  collect: 'collected',
  'mark-paid': 'paid',
  'mark-credit-loss': 'creditloss',
  reject: 'rejected',
  archive: 'archived',
} as const satisfies Partial<Record<InvoiceAction, string>>;

/** Does it to an invoice or credit note, or says why Netvisor's screens do not offer it. */
export function actOnInvoice(netvisorKey: number, action: InvoiceAction, context: Context): void {
  const invoice = context.store.invoices.get(netvisorKey);
  if (invoice === undefined) throw new ControlError(`No invoice has the key ${netvisorKey}.`);
  if (!FROM[action].includes(invoice.status)) {
    throw new ControlError(`${action} is not possible: the status is ${invoice.status}.`);
  }
  if (invoice.voucher === null) requireOpenPeriod(invoice.content.date, context.settings);
  if (action === 'write-off') writeOff(invoice, context);
  else if (action === 'unmatch') unmatch(invoice, context);
  else setStatus(invoice, BECOMES[action], context);
}

/** All matches of a document are taken back, on both sides. */
function unmatch(invoice: SalesInvoice, context: Context): void {
  for (const { kind, byKey } of invoice.settlements) {
    if (kind !== 'match') continue;
    const other = context.store.invoices.get(byKey);
    unsettle(invoice, { by: 'invoice', byKey }, context);
    if (other) unsettle(other, { by: 'invoice', byKey: invoice.netvisorKey }, context);
  }
}

/** The open sum becomes a payment to the account for credit losses. */
function writeOff(invoice: SalesInvoice, context: Context): void {
  const { content, referenceNumber } = invoice;
  bookPayment(
    {
      source: 'import',
      name: content.customerName,
      date: today(context),
      sum: unsettled(invoice),
      currency: content.currency,
      methodName: 'Luottotappio',
      bankAccount: '',
      ledgerAccount: CREDIT_LOSS_ACCOUNT,
      referenceNumber,
      target: invoice,
    },
    context,
  );
  setStatus(invoice, 'creditloss', context);
}

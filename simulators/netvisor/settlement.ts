import { Decimal } from 'decimal.js';
import type { InvoiceContent, SalesInvoice, Settlement } from './records.ts';
import type { NetvisorSimSettings } from './settings.ts';
import type { Context } from './store.ts';
import { round2 } from './values.ts';

/** Unpaid amount in the document's currency: its sum less what payments, differences and matches settled. */
export function openSum(
  invoice: SalesInvoice,
  settings: Readonly<Pick<NetvisorSimSettings, 'statusWithoutPayment'>>,
): Decimal {
  if (invoice.content.kind !== 'invoice') return new Decimal(0);
  const closed = invoice.status === 'paid' || invoice.status === 'creditloss';
  if (closed && settings.statusWithoutPayment === 'closes') return new Decimal(0);
  return unsettled(invoice);
}

/** The sum less the settlements, whatever status somebody has given to the invoice. */
export function unsettled({ content, settlements }: SalesInvoice): Decimal {
  return settlements.reduce((left, { amount }) => left.minus(amount), content.invoiceSum);
}

/** An amount in the document's currency in euros. */
export function inEuros(amount: Decimal, { currencyRate }: InvoiceContent): Decimal {
  return round2(amount.div(currencyRate));
}

/** Books a settlement; an invoice of which nothing is left is paid, and that makes its voucher. */
export function settle(invoice: SalesInvoice, settlement: Settlement, context: Context): void {
  invoice.settlements = [...invoice.settlements, settlement];
  if (unsettled(invoice).isZero()) closeSettled(invoice, settlement, context);
  noteChange(invoice, `${settlement.kind} ${settlement.amount.toFixed(2)}`, context);
}

function closeSettled(invoice: SalesInvoice, { kind }: Settlement, { store, settings }: Context): void {
  if (invoice.content.kind !== 'invoice') return;
  if (kind === 'match' && settings.matchedStatus === 'open') return;
  invoice.status = 'paid';
  invoice.stage = 'none';
  invoice.voucher ??= store.nextVoucher();
}

/** Takes back what came from one payment or one matched document; a closed invoice is open again. */
export function unsettle(
  invoice: SalesInvoice,
  by: Pick<Settlement, 'byKey' | 'by'>,
  context: Context,
): void {
  const kept = invoice.settlements.filter((one) => one.by !== by.by || one.byKey !== by.byKey);
  if (kept.length === invoice.settlements.length) return;
  invoice.settlements = kept;
  const closed = invoice.status === 'paid' || invoice.status === 'creditloss';
  if (closed && !unsettled(invoice).isZero()) invoice.status = 'open';
  noteChange(invoice, 'settlement taken back', context);
}

/** A payment does not count as a change of the invoice itself (parameter includemodifiedpayments). */
function noteChange(invoice: SalesInvoice, what: string, { clock }: Context): void {
  const now = clock.now();
  invoice.paymentsModifiedAt = now;
  invoice.events.push({ at: now, what });
}

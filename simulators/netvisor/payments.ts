import { Decimal } from 'decimal.js';
import { invalidData } from './errors.ts';
import { CREDIT_LOSS_ACCOUNT, CURRENCY_RATES } from './fixture.ts';
import type { SalesInvoice, SalesPayment } from './records.ts';
import { settle, unsettle, unsettled } from './settlement.ts';
import { requireOpenPeriod } from './store.ts';
import type { Context } from './store.ts';
import { addDays, decimalOf, round2 } from './values.ts';

export interface NewPayment extends Pick<
  SalesPayment,
  'source' | 'name' | 'date' | 'sum' | 'currency' | 'methodName' | 'bankAccount' | 'ledgerAccount'
> {
  readonly referenceNumber: string;
  /** The document that the payment names; undefined when there is none. */
  readonly target: SalesInvoice | undefined;
  /** Linked by a person as a part, whatever the invoice expects. */
  readonly partly?: boolean;
}

/** Books a payment and, where the rules for it allow, links it to the document that it names. */
export function bookPayment(wanted: NewPayment, context: Context): SalesPayment {
  const { target, partly = false, ...rest } = wanted;
  const rate = rateOf(wanted.currency);
  requireOpenPeriod(wanted.date, context.settings);
  const now = context.clock.now();
  const payment: SalesPayment = {
    ...rest,
    netvisorKey: context.store.nextKey('payment'),
    sumEur: round2(wanted.sum.div(rate)),
    invoiceKey: null,
    creditLoss: wanted.ledgerAccount === CREDIT_LOSS_ACCOUNT,
    voucher: context.store.nextVoucher(),
    createdAt: now,
    modifiedAt: now,
  };
  context.store.payments.set(payment.netvisorKey, payment);
  if (target !== undefined) link(payment, target, partly, context);
  return payment;
}

/** Units of a currency per euro. */
function rateOf(currency: string): Decimal {
  const rate = CURRENCY_RATES[currency];
  if (rate === undefined) throw invalidData(`Unknown currency: ${currency}`);
  return new Decimal(rate);
}

function link(payment: SalesPayment, invoice: SalesInvoice, partly: boolean, context: Context): void {
  const { currency, currencyRate } = invoice.content;
  const amount = payment.currency === currency ? payment.sum : round2(payment.sumEur.times(currencyRate));
  const open = unsettled(invoice);
  const rest = open.minus(amount);
  const closes = coversAll({ rest, date: payment.date }, invoice, context);
  if (!partly && !mayLink(invoice, closes)) return;
  const by = { by: 'payment', byKey: payment.netvisorKey } as const;
  const tooMuch = !rest.isZero() && rest.isNegative() !== open.isNegative();
  const surplusStays = tooMuch && context.settings.overpayment === 'closes';
  const inTwo = (closes && !rest.isZero()) || surplusStays;
  payment.invoiceKey = invoice.netvisorKey;
  payment.referenceNumber ||= invoice.referenceNumber;
  // The difference goes first, so that the payment itself is what brings the open sum to zero.
  if (inTwo) settle(invoice, { kind: 'difference', ...by, amount: rest }, context);
  settle(invoice, { kind: 'payment', ...by, amount }, context);
}

/** An order takes every payment; an invoice only what closes it, unless it expects partial payments. */
function mayLink({ content, status }: SalesInvoice, closes: boolean): boolean {
  if (content.kind === 'order') return true;
  const partial = content.header.expectpartialpayments === '1';
  switch (status) {
    case 'unsent':
      return partial;
    case 'open':
    case 'rejected':
      return partial || closes;
    default:
      return false;
  }
}

/** Whether nothing of weight is left: the exact sum, within the tolerance, or within the cash discount. */
function coversAll(
  { rest, date }: { readonly rest: Decimal; readonly date: string },
  { content }: SalesInvoice,
  { settings }: Context,
): boolean {
  if (rest.abs().lessThanOrEqualTo(settings.paymentTolerance)) return true;
  const { cashDiscountDays, cashDiscount, cashDiscountType } = content.terms;
  if (cashDiscountDays === '' || cashDiscount === '') return false;
  if (date > addDays(content.date, Number(cashDiscountDays))) return false;
  const discount =
    cashDiscountType === 'sum'
      ? decimalOf(cashDiscount)
      : round2(content.invoiceSum.abs().times(decimalOf(cashDiscount)).div(100));
  const short = rest.isNegative() === content.invoiceSum.isNegative();
  return short && rest.abs().lessThanOrEqualTo(discount);
}

/** Takes the payment off the document that it is linked to. */
export function unlink(payment: SalesPayment, context: Context): void {
  const invoice = payment.invoiceKey === null ? undefined : context.store.invoices.get(payment.invoiceKey);
  payment.invoiceKey = null;
  payment.modifiedAt = context.clock.now();
  if (invoice !== undefined) unsettle(invoice, { by: 'payment', byKey: payment.netvisorKey }, context);
}

/** The oldest document with that reference number that is not closed, or else the oldest one. */
export function byReference(reference: string, kind: 'invoice' | 'order', context: Context) {
  const wanted = reference.replace(/^0+/, '');
  return oldest(context, kind, (invoice) => invoice.referenceNumber.replace(/^0+/, '') === wanted);
}

export function oldest(
  { store }: Context,
  kind: 'invoice' | 'order',
  fits: (invoice: SalesInvoice) => boolean,
): SalesInvoice | undefined {
  const found = [...store.invoices.values()]
    .filter((invoice) => invoice.content.kind === kind && fits(invoice))
    .sort((a, b) => (a.content.date < b.content.date ? -1 : a.content.date > b.content.date ? 1 : 0));
  return found.find((invoice) => invoice.status !== 'paid') ?? found[0];
}

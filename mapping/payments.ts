import type { Decimal } from 'decimal.js';
import type { SalesPayment } from '../netvisor/documents.ts';
import type { Invoice } from '../odoo/models.ts';
import { isCreditNote } from './invoice-number.ts';
import { decimal } from './money.ts';
import { paymentsOf, type MatchedPayment } from './settlements.ts';

/** Payments by the id of their entry in Odoo: key in Netvisor, empty as long as it is to be sent. */
export type SentPayments = Readonly<Record<string, string>>;

/** Beside the payments: empty as long as Netvisor's open sum has not been compared. */
const COMPARED = 'compared';

/**
 * What goes along with an invoice, fixed before it is sent. Later payments are not Silta's to send: they may
 * have come from Netvisor in the first place.
 */
export function paymentsToFollow(invoice: Invoice): SentPayments {
  if (isCreditNote(invoice) || invoice.company_id.x_netvisor_paid !== 'with-payment') return {};
  return toFollow(paymentsOf(invoice).map(({ id }) => id));
}

export const toFollow = (ids: readonly number[]): SentPayments =>
  ids.length === 0 ? {} : Object.fromEntries([...ids.map(String), COMPARED].map((id) => [id, '']));

/** Ids of the payments that are to be sent, or were. */
export const followingIds = (payments: SentPayments): readonly number[] =>
  Object.keys(payments)
    .filter((id) => id !== COMPARED)
    .map(Number);

/** Something is still to be done about the payments of a sent invoice. */
export const arePaymentsOpen = (payments: SentPayments): boolean => Object.values(payments).includes('');

export const withPayment = (payments: SentPayments, id: number, netvisorKey: string): SentPayments => ({
  ...payments,
  [id]: netvisorKey,
});

/** All is sent and compared; what was to be sent and is no longer in Odoo is forgotten. */
export const concluded = (payments: SentPayments): SentPayments => ({
  ...Object.fromEntries(Object.entries(payments).filter(([, key]) => key !== '')),
  [COMPARED]: 'yes',
});

/** A payment with its money, which is what Netvisor gets. */
export type PaymentToSend = MatchedPayment & { readonly money: Decimal };

/** The payments that are still to be sent and that Odoo still has, oldest first; what only writes off is none. */
export function paymentsToSend(invoice: Invoice): readonly PaymentToSend[] {
  const payments = invoice.x_netvisor_payments;
  return paymentsOf(invoice)
    .filter(({ id }) => payments[id] === '')
    .filter((payment): payment is PaymentToSend => payment.money?.greaterThan(0) === true)
    .sort((one, other) => one.id - other.id);
}

/** What Netvisor says of an invoice that is to be paid there. */
export interface PaidInNetvisor {
  readonly open: Decimal;
  /** All payments that are linked to it, whoever has sent or booked them. */
  readonly linked: Decimal;
}

/**
 * Why the invoice is not as open in Netvisor as in Odoo; undefined when it is. The credit notes that Odoo has matched
 * to it are matched in Netvisor one by one, by runs of their own, and may be missing there; but only of an invoice on
 * which all the money is, or a credit note that is missing would pass for a payment that is. What Odoo has written
 * off is for a person to write off in Netvisor.
 */
export function whyNotOpenAsInOdoo(
  invoice: Invoice,
  { open, linked }: PaidInNetvisor,
): 'PaymentDiffers' | 'WriteOffNotCarried' | 'WriteOffShared' | undefined {
  const left = decimal(invoice.amount_residual);
  if (open.equals(left)) return undefined;
  const payments = paymentsOf(invoice);
  const sum = (of: (payment: MatchedPayment) => Decimal): Decimal =>
    payments.reduce((total, payment) => total.plus(of(payment)), decimal(0));
  const paid = sum(({ settled, money }) => money ?? settled);
  const writtenOff = sum(({ settled, money }) => settled.minus(money ?? settled));
  const isLeft = (more: Decimal): boolean =>
    linked.greaterThanOrEqualTo(paid) &&
    creditSums(invoice).some((credits) => left.plus(more).plus(credits).equals(open));
  if (isLeft(decimal(0))) return undefined;
  if (payments.some(({ id, money }) => id !== 0 && money === undefined)) return 'WriteOffShared';
  return !writtenOff.isZero() && isLeft(writtenOff) ? 'WriteOffNotCarried' : 'PaymentDiffers';
}

/** What any of the credit notes that Odoo has matched to an invoice come to together. */
function creditSums(invoice: Invoice): readonly Decimal[] {
  const credited = invoice.line_ids
    .flatMap(({ matched_credit_ids }) => matched_credit_ids)
    .filter(({ credit_move_id }) => credit_move_id?.move_id?.move_type === 'out_refund')
    .map(({ amount }) => decimal(amount));
  return credited.reduce<readonly Decimal[]>(
    (sums, amount) => [...sums, ...sums.map((sum) => sum.plus(amount))],
    [decimal(0)],
  );
}

/** Why payments of an invoice cannot be sent along; undefined when they can. */
export function paymentProblem(
  invoice: Invoice,
): 'PaymentWithoutEntry' | 'PaymentInCurrency' | 'WriteOffShared' | undefined {
  if (invoice.currency_id.name !== 'EUR') return 'PaymentInCurrency';
  const matched = invoice.line_ids
    .flatMap(({ matched_credit_ids }) => matched_credit_ids)
    .reduce((sum, { amount }) => sum.plus(decimal(amount)), decimal(0));
  const residual = decimal(invoice.amount_total).minus(matched);
  const payments = paymentsOf(invoice);
  const shown = payments.length > 0 && payments.every(({ id }) => id !== 0);
  const whole = shown && residual.equals(decimal(invoice.amount_residual));
  if (!whole) return 'PaymentWithoutEntry';
  return payments.some(({ money }) => money === undefined) ? 'WriteOffShared' : undefined;
}

/**
 * Ends the payer's name of a payment in Netvisor, so that it is found again whatever becomes of the reply. One entry
 * may pay several invoices, each by a payment of its own in Netvisor.
 */
export const paymentMark = (databaseUuid: string, invoice: number, id: number): string =>
  `Silta ${databaseUuid} ${invoice} ${id}`;

/** A payment that Odoo has matched to an invoice, for Netvisor (Netvisor sales API, sales payment import). */
export function mapPayment(
  invoice: Invoice,
  payment: PaymentToSend,
  { invoiceKey, mark }: { readonly invoiceKey: string; readonly mark: string },
): SalesPayment {
  return {
    sum: { value: payment.money, currency: 'EUR' },
    paymentDate: payment.date,
    targetIdentifier: { type: 'netvisor', targetType: 'invoice', value: invoiceKey },
    sourceName: `${invoice.commercial_partner_id.name ?? ''} ${mark}`.trim(),
    paymentMethod: { type: 'alternative', value: invoice.company_id.x_netvisor_payment_method ?? '' },
  };
}

import type { Decimal } from 'decimal.js';
import type { Invoice, SettlingEntry } from '../odoo/models.ts';
import { decimal } from './money.ts';
import { moneyIn } from './write-offs.ts';

/** A payment that Odoo has matched to a document. */
export interface MatchedPayment {
  /**
   * Id of the entry (`account.move`) by which the money came. It stays what it is when a match is undone and made
   * anew, which makes a new `account.partial.reconcile`; 0 where Odoo does not show it.
   */
  readonly id: number;
  /** What it has settled of the document, company currency. */
  readonly settled: Decimal;
  /** What of that is money, and was not written off; undefined where Odoo does not tell. */
  readonly money: Decimal | undefined;
  /** `YYYY-MM-DD` */
  readonly date: string;
}

/** Payments of a customer invoice in Odoo; credit notes that were matched to it are none. */
export function paymentsOf(invoice: Invoice): readonly MatchedPayment[] {
  const payments = new Map<number, Omit<MatchedPayment, 'money'> & { readonly entry?: SettlingEntry }>();
  const matched = invoice.line_ids
    .flatMap(({ matched_credit_ids }) => matched_credit_ids)
    .filter(({ debit_amount_currency }) => !isExchangeDifference(debit_amount_currency))
    .filter(({ credit_move_id }) => credit_move_id?.move_id?.move_type !== 'out_refund');
  for (const { amount, max_date, credit_move_id } of matched) {
    const entry = credit_move_id?.move_id;
    const id = entry?.id ?? 0;
    // The day of the match is that of the invoice, where the customer has paid beforehand.
    const before = payments.get(id) ?? { settled: decimal(0), date: credit_move_id?.date ?? max_date ?? '' };
    payments.set(id, {
      ...before,
      id,
      settled: before.settled.plus(decimal(amount)),
      ...(entry && { entry }),
    });
  }
  return [...payments.values()].map(({ entry, ...payment }) => ({
    ...payment,
    money: entry && moneyIn(entry, payment.settled),
  }));
}

/**
 * Odoo settles what another day's rate leaves over with an entry of its own, matched like a payment. It moves euros
 * alone: of the document's own currency there is nothing in it.
 */
const isExchangeDifference = (amountInCurrency: number): boolean => amountInCurrency === 0;

/** Odoo says that money has moved, in or back to the customer, whether or not it shows an entry for it. */
export function isPaid(invoice: Invoice): boolean {
  if (paymentsOf(invoice).length > 0 || isRefunded(invoice)) return true;
  // Without a journal entry of its own a payment leaves no match behind.
  const matched = invoice.line_ids.some(
    (item) => item.matched_credit_ids.length + item.matched_debit_ids.length > 0,
  );
  return (
    !matched &&
    ['in_payment', 'paid', 'partial'].includes(invoice.payment_state) &&
    invoice.amount_total !== 0
  );
}

/** A credit note that was paid back: matched to something that is no invoice. */
function isRefunded(creditNote: Invoice): boolean {
  return debits(creditNote).some(({ move }) => move?.move_type !== 'out_invoice');
}

const debits = ({ line_ids }: Invoice) =>
  line_ids
    .flatMap(({ matched_debit_ids }) => matched_debit_ids)
    .filter(({ credit_amount_currency }) => !isExchangeDifference(credit_amount_currency))
    .map(({ amount, debit_move_id }) => ({ amount, move: debit_move_id?.move_id }));

/** Ids of the invoices that a credit note credits: the reversed one, and those that it was matched to. */
export function originalsOf(creditNote: Invoice): readonly number[] {
  const matched = debits(creditNote).flatMap(({ move }) =>
    move?.move_type === 'out_invoice' ? move.id : [],
  );
  return [
    ...new Set([...(creditNote.reversed_entry_id ? [creditNote.reversed_entry_id.id] : []), ...matched]),
  ];
}

/** An invoice that a credit note is to be matched to. */
export interface Credited {
  /** Id of the `account.move`. */
  readonly id: number;
  /** What Odoo has matched, company currency; undefined where only the reversal link is known. */
  readonly amount?: Decimal;
}

/**
 * What a credit note is matched to in Netvisor, in this order: what Odoo has matched, by its amounts, so that both
 * ledgers settle the same; where it has matched nothing yet, the invoice that was reversed.
 */
export function creditedBy(creditNote: Invoice): readonly Credited[] {
  const matched = new Map<number, Decimal>();
  for (const { amount, move } of debits(creditNote)) {
    if (move?.move_type !== 'out_invoice') continue;
    matched.set(move.id, (matched.get(move.id) ?? decimal(0)).plus(decimal(amount)));
  }
  const ids = originalsOf(creditNote).filter((id) => matched.size === 0 || matched.has(id));
  return ids.map((id) => {
    const amount = matched.get(id);
    return { id, ...(amount && { amount }) };
  });
}

import { Decimal } from 'decimal.js';
import type { Invoice, Original } from '../odoo/models.ts';
import { keyInLedger } from './ledger-key.ts';
import { decimal } from './money.ts';
import type { Credited } from './settlements.ts';

/** A document of Netvisor as far as matching looks at it. */
export interface Standing {
  /** Sent to the customer, in whatever way; only then Netvisor matches it. */
  readonly sent: boolean;
  /** In the document's currency; negative on credit notes. */
  readonly sum: Decimal;
  readonly open: Decimal;
}

/** What a credit note and an invoice settle of each other when Netvisor matches them (matchcreditnote.nv). */
export const settledByMatch = (creditNote: Standing, invoice: Standing): Decimal =>
  Decimal.max(0, Decimal.min(creditNote.open.negated(), invoice.open));

/**
 * Whether the open sums after a match are what they were less what the two settle of each other. The invoice may have
 * less open than that: another credit note or a payment can meet it in the same moment, the credit note only this.
 */
export function isMatched(
  before: { readonly creditNote: Standing; readonly invoice: Standing },
  after: { readonly creditNote: Standing; readonly invoice: Standing },
): boolean {
  const amount = settledByMatch(before.creditNote, before.invoice);
  return (
    after.creditNote.open.equals(before.creditNote.open.plus(amount)) &&
    after.invoice.open.lessThanOrEqualTo(before.invoice.open.minus(amount))
  );
}

/**
 * Whether Netvisor would settle what Odoo has settled. It takes no amount and settles all that it can, so where
 * money has come in on one side only, the two would drift apart. Known in euros only.
 */
export function settlesLikeOdoo(amount: Decimal, inOdoo: Decimal | undefined, currency: string): boolean {
  return inOdoo === undefined || currency !== 'EUR' || amount.equals(inOdoo);
}

/**
 * Whether what is left open of a credit note is what Odoo leaves open. True where Odoo has matched no invoice:
 * then there is nothing to compare with.
 */
export function leavesWhatOdooLeaves(
  creditNote: Invoice,
  credited: readonly Credited[],
  { open }: Standing,
): boolean {
  const amounts = credited.flatMap(({ amount }) => amount ?? []);
  if (amounts.length === 0 || creditNote.currency_id.name !== 'EUR') return true;
  const settled = amounts.reduce((sum, amount) => sum.plus(amount), decimal(0));
  return open.negated().equals(decimal(creditNote.amount_total).minus(settled));
}

/** Where an invoice is that a credit note credits, as far as Odoo knows. */
export type OriginalPlace = 'in-netvisor' | 'on-its-way' | 'elsewhere';

export function placeOf(original: Original, ledger: string): OriginalPlace {
  const { x_netvisor_key: key, x_netvisor_state: state } = original;
  if (key) return keyInLedger(key, ledger) !== undefined ? 'in-netvisor' : 'elsewhere';
  const asked = original.x_netvisor_request !== original.x_netvisor_served;
  return asked || ['queued', 'sending', 'attention'].includes(state ?? '') ? 'on-its-way' : 'elsewhere';
}

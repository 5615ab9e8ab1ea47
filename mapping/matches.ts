import { Decimal } from 'decimal.js';
import type { Invoice } from '../odoo/models.ts';
import { creditedBy, type Credited } from './settlements.ts';

/**
 * What a credit note has settled in Netvisor, by id of the invoice in Odoo: the sum that Odoo had matched by then, or
 * {@link BY_LINK}. Written before a match is asked for, with {@link ASKED} behind it as long as it is not known to be
 * made.
 */
export type Matches = Readonly<Record<string, string>>;

/** Odoo had matched nothing: the invoice is the one that was reversed. */
const BY_LINK = 'link';
const ASKED = '?';

/** What is to be settled, by what Odoo says now. */
export const matchesOf = (creditNote: Invoice): Matches =>
  Object.fromEntries(creditedBy(creditNote).map((credited) => [credited.id, valueOf(credited)]));

export const withMatch = (matches: Matches, credited: Credited, state: 'asked' | 'made'): Matches => ({
  ...matches,
  [credited.id]: `${valueOf(credited)}${state === 'asked' ? ASKED : ''}`,
});

const valueOf = ({ amount }: Credited): string => amount?.toFixed(2) ?? BY_LINK;

/** Nothing is left to be done about the matches of a credit note, or has been put into a person's hands. */
export function areMatchesConcluded(creditNote: Invoice): boolean {
  const [known, now] = [creditNote.x_netvisor_matches, matchesOf(creditNote)];
  return Object.keys({ ...known, ...now }).every((id) => known[id] === now[id]);
}

/** What of an invoice is still to be settled; undefined where Odoo has matched nothing, so that no sum is known. */
export function leftToMatch(creditNote: Invoice, { id, amount }: Credited): Decimal | undefined {
  const known = creditNote.x_netvisor_matches[id];
  if (known === undefined || known.endsWith(ASKED)) return amount;
  return known === BY_LINK ? amount : amount?.minus(known);
}

/** What was settled in Netvisor and is so no more in Odoo, or only in part. */
export function movedAway(creditNote: Invoice): readonly Credited[] {
  const now = matchesOf(creditNote);
  return Object.entries(creditNote.x_netvisor_matches).flatMap(([id, text]) => {
    const value = text.replace(ASKED, '');
    const amount = value === BY_LINK ? undefined : new Decimal(value);
    const left = now[id];
    const moved = left === undefined || amount?.greaterThan(left === BY_LINK ? 0 : left) === true;
    return moved ? [{ id: Number(id), ...(amount && { amount }) }] : [];
  });
}

/** What stays settled of what was, where all sums are known: what Netvisor would have if the rest were undone there. */
export function keptOf(creditNote: Invoice): Decimal | undefined {
  const now = matchesOf(creditNote);
  let kept = new Decimal(0);
  for (const [id, text] of Object.entries(creditNote.x_netvisor_matches)) {
    const left = now[id] ?? BY_LINK;
    if (text === BY_LINK) return undefined;
    if (!text.endsWith(ASKED) && left !== BY_LINK) kept = kept.plus(Decimal.min(text, left));
  }
  return kept;
}

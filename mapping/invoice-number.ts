import type { Invoice } from '../odoo/models.ts';

/** What the numbers of a journal's documents begin with in Netvisor. */
export interface NumberRule {
  readonly numberPrefix: string;
  readonly creditNotePrefix: string;
}

export const isCreditNote = ({ move_type }: Pick<Invoice, 'move_type'>): boolean =>
  move_type === 'out_refund';

/**
 * Number in Netvisor: the prefix of the journal and kind, and the digits of Odoo's number. `INV/2026/00001`
 * becomes 202600001; its credit notes, which Odoo numbers from one again, have a prefix of their own.
 * Undefined when the journal has no rule or the number no 1 to 15 digits.
 */
export function netvisorNumber(
  invoice: Pick<Invoice, 'name' | 'move_type' | 'journal_id'>,
  journals: Readonly<Record<string, NumberRule>>,
): string | undefined {
  const rule = journals[invoice.journal_id.code];
  if (!rule) return undefined;
  const own = (invoice.name ?? '').replace(/\D/g, '');
  const digits = `${isCreditNote(invoice) ? rule.creditNotePrefix : rule.numberPrefix}${own}`;
  return own !== '' && /^[1-9]\d{0,14}$/.test(digits) ? digits : undefined;
}

/**
 * Prefixes whose numbers could meet in Netvisor. Odoo's numbers begin with the year, so two ranges stay apart
 * unless one, with "20" behind it, begins like the other.
 */
export function meetingPrefixes(journals: Readonly<Record<string, NumberRule>>): readonly string[] {
  const ranges = Object.entries(journals).flatMap(([code, { numberPrefix, creditNotePrefix }]) => [
    { of: `${code} numberPrefix`, start: `${numberPrefix}20` },
    { of: `${code} creditNotePrefix`, start: `${creditNotePrefix}20` },
  ]);
  return ranges.flatMap((one, index) =>
    ranges
      .slice(index + 1)
      .filter((other) => one.start.startsWith(other.start) || other.start.startsWith(one.start))
      .map((other) => `${one.of} and ${other.of}`),
  );
}

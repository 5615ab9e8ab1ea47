import type { SalesJournal } from '../../odoo/books-inspection.ts';
import type { NumberRule } from '../invoice-number.ts';

/** What the digits of a number can be, place by place; each place lists the digits that may stand there. */
type Places = readonly string[];

const ANY = '0123456789';
const literal = (digits: string): Places => [...digits];
const anyDigits = (count: number): Places => Array.from({ length: count }, () => ANY);

/**
 * The digits of all numbers that follow this one: years change, the sequence counts on (and may grow by a digit),
 * what else there is of digits stays. `INV/2026/00012` gives 20yynnnnn.
 */
function placesOf(number: string): readonly Places[] {
  const groups = [...number.matchAll(/\d+/g)].map(({ 0: digits, index }) => ({ digits, index }));
  const sequence = groups.pop();
  if (!sequence) return [];
  let afterYear = false;
  const fixed = groups.flatMap(({ digits, index }) => {
    const stands = !/[A-Za-z]/.test(number[index - 1] ?? '');
    if (stands && /^20\d\d$/.test(digits)) {
      afterYear = true;
      return ['2', '0', ANY, ANY];
    }
    // A month behind the year, or a year of two digits.
    if (stands && digits.length === 2) return afterYear ? ['01', ANY] : [ANY, ANY];
    return literal(digits);
  });
  const width = sequence.digits.length;
  return [
    [...fixed, ...anyDigits(width)],
    [...fixed, ANY.slice(1), ...anyDigits(width)],
  ];
}

const meet = (one: Places, other: Places): boolean =>
  one.length === other.length &&
  one.every((place, at) => [...place].some((digit) => other[at]?.includes(digit)));

/** Numbers of one journal and kind. */
export interface Range {
  readonly of: string;
  readonly forms: readonly Places[];
  /** Netvisor takes a number like this: at most 15 digits, no zero in front. */
  readonly usable: boolean;
}

/** Before the first document, Odoo numbers by code and year. */
const invoiceNumber = ({ code, lastInvoice }: SalesJournal): string => lastInvoice ?? `${code}/2026/00001`;

function creditNoteNumber(journal: SalesJournal): string {
  if (!journal.ownCreditNoteNumbers) return journal.lastCreditNote ?? invoiceNumber(journal);
  return journal.lastCreditNote ?? `R${journal.code}/2026/00001`;
}

/** What the numbers of a journal's invoices and credit notes become in Netvisor. */
export function netvisorRanges(
  journals: readonly SalesJournal[],
  rules: Readonly<Record<string, NumberRule>>,
): readonly Range[] {
  return journals.flatMap((journal) => {
    const rule = rules[journal.code];
    if (!rule) return [];
    const range = (of: string, prefix: string, number: string): Range => ({
      of: `${journal.code} ${of}`,
      forms: placesOf(number).map((places) => [...literal(prefix), ...places]),
      usable: /^[1-9]\d{0,14}$/.test(`${prefix}${number.replace(/\D/g, '')}`),
    });
    return [
      range('numberPrefix', rule.numberPrefix, invoiceNumber(journal)),
      range('creditNotePrefix', rule.creditNotePrefix, creditNoteNumber(journal)),
    ];
  });
}

/** Pairs of ranges that have a number in common. */
export const meetingRanges = (ranges: readonly Range[]): readonly string[] =>
  pairsOf(ranges)
    .filter(([one, other]) => one.forms.some((form) => other.forms.some((second) => meet(form, second))))
    .map(([one, other]) => `${one.of} + ${other.of}`);

/** The ranges that a number lies in. */
export const rangesWith = (number: string, ranges: readonly Range[]): readonly Range[] =>
  ranges.filter(({ forms }) => forms.some((form) => meet(form, literal(number))));

/** Pairs of journals that can give two invoices one Finnish reference, which is made of the digits alone. */
export const journalsWithOneReference = (journals: readonly SalesJournal[]): readonly string[] =>
  pairsOf(
    journals
      .filter(({ finnishReferences }) => finnishReferences)
      .map((journal) => ({ code: journal.code, forms: placesOf(invoiceNumber(journal)) })),
  )
    .filter(([one, other]) => one.forms.some((form) => other.forms.some((second) => meet(form, second))))
    .map(([one, other]) => `${one.code} + ${other.code}`);

const pairsOf = <T>(all: readonly T[]): readonly (readonly [T, T])[] =>
  all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other] as const));

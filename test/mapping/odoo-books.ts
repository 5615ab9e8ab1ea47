/**
 * What Odoo 19 books for the rows of a customer invoice, in whole numbers: written from what a real Odoo does
 * (test/simulators/odoo-measured-invoices.jsonl holds invoices measured there) and knowing nothing of the mapping.
 */
import { divided } from './whole-numbers.ts';

export const ROUNDING_METHODS = ['round_globally', 'round_per_line'] as const;
export type RoundingMethod = (typeof ROUNDING_METHODS)[number];

/** A row in whole numbers, so that the oracle knows no fractions at all. */
export interface OdooRow {
  /** Ten-thousandths; may be negative. */
  readonly price: bigint;
  /** Thousandths; may be negative. */
  readonly quantity: bigint;
  /** Hundredths of a percent. */
  readonly discount: bigint;
  /** None: a row without tax. */
  readonly tax?: OdooTax | undefined;
}

export interface OdooTax {
  readonly id: number;
  /** Tenths of a percent. */
  readonly percent: bigint;
  readonly included: boolean;
}

/** All in cents. */
export interface Books {
  readonly rows: readonly {
    readonly subtotal: bigint;
    readonly total: bigint;
    /** The row's own, with the cents that global rounding adds to it in the books. */
    readonly net: bigint;
  }[];
  /** By the id of the tax. */
  readonly taxes: ReadonlyMap<number, bigint>;
  readonly net: bigint;
  readonly vat: bigint;
}

export function booksOf(rows: readonly OdooRow[], method: RoundingMethod): Books {
  return method === 'round_globally' ? bookedGlobally(rows) : bookedPerLine(rows);
}

/** What {@link rawOf} is counted in, for one cent. */
const RAW = 1_000_000_000n;
const rawOf = ({ price, quantity, discount }: OdooRow): bigint => price * quantity * (10_000n - discount);

/** The row is rounded, then its tax, and all sums are sums of these. */
function bookedPerLine(rows: readonly OdooRow[]): Books {
  const booked = rows.map((row) => {
    const base = divided(rawOf(row), RAW);
    const vat = taxIn(base, row.tax);
    const subtotal = row.tax?.included === true ? base - vat : base;
    return { subtotal, net: subtotal, total: subtotal + vat, vat };
  });
  const taxes = perTax(
    rows,
    booked.map(({ vat }) => vat),
    (vat) => vat,
  );
  return { rows: booked, taxes, net: sum(booked.map(({ net }) => net)), vat: sum([...taxes.values()]) };
}

function taxIn(base: bigint, tax: OdooTax | undefined): bigint {
  if (!tax) return 0n;
  return divided(base * tax.percent, tax.included ? 1000n + tax.percent : 1000n);
}

/**
 * The tax of each tax is rounded once, on the exact sum. The net is rounded once on the exact sum of the whole
 * document, and what that is more than the rounded rows goes to the rows with the largest nets. With included
 * taxes alone, it is the total that is rounded, and the net is what the taxes leave of it.
 */
function bookedGlobally(rows: readonly OdooRow[]): Books {
  const included = rows.flatMap(({ tax }) => (tax?.included === true ? [1000n + tax.percent] : []));
  const more = [...new Set(included)].reduce((product, below) => product * below, 1000n);
  const scale = RAW * more;
  const round = (exact: bigint): bigint => divided(exact, scale);
  const exact = rows.map((row) => {
    const raw = rawOf(row) * more;
    if (!row.tax) return { net: raw, vat: 0n };
    const { percent } = row.tax;
    if (!row.tax.included) return { net: raw, vat: (raw / 1000n) * percent };
    const vat = (raw / (1000n + percent)) * percent;
    return { net: raw - vat, vat };
  });
  const own = exact.map(({ net, vat }) => ({ subtotal: round(net), total: round(net) + round(vat) }));
  const taxes = perTax(
    rows,
    exact.map(({ vat }) => vat),
    round,
  );
  const vat = sum([...taxes.values()]);
  const taxed = rows.filter(({ tax }) => tax);
  const byTotal = taxed.every(({ tax }) => tax?.included === true);
  const rounded = sum(own.map(({ subtotal }) => subtotal));
  const weights = exact.map(({ net, vat: own }) => (byTotal ? net + own : net));
  const missing = round(sum(weights)) - rounded - (byTotal ? vat : 0n);
  const extra = spread(sum(weights) === 0n ? 0n : missing, weights);
  const booked = own.map((row, index) => ({ ...row, net: row.subtotal + (extra[index] ?? 0n) }));
  return { rows: booked, taxes, net: sum(booked.map(({ net }) => net)), vat };
}

/** Cents go by weight, the heaviest first; those that rounding leaves over go one by one in the same order. */
function spread(cents: bigint, weights: readonly bigint[]): readonly bigint[] {
  const shares = weights.map(() => 0n);
  const size = (value: bigint): bigint => (value < 0n ? -value : value);
  const total = sum(weights.map(size));
  const one = cents < 0n ? -1n : 1n;
  const order = weights
    .map((weight, index) => ({ index, weight: size(weight) }))
    .sort((a, b) => (a.weight < b.weight ? 1 : a.weight > b.weight ? -1 : a.index - b.index));
  let left = size(cents);
  const give = (index: number, count: bigint): void => {
    const given = count < left ? count : left;
    shares[index] = (shares[index] ?? 0n) + one * given;
    left -= given;
  };
  for (const { index, weight } of order)
    give(index, total === 0n ? 0n : divided(weight * size(cents), total));
  for (const { index } of order) give(index, 1n);
  return shares;
}

function perTax(
  rows: readonly OdooRow[],
  vats: readonly bigint[],
  round: (exact: bigint) => bigint,
): ReadonlyMap<number, bigint> {
  const exact = new Map<number, bigint>();
  rows.forEach(({ tax }, index) => {
    if (tax) exact.set(tax.id, (exact.get(tax.id) ?? 0n) + (vats[index] ?? 0n));
  });
  return new Map([...exact].map(([id, vat]) => [id, round(vat)]));
}

const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);

import { Decimal } from 'decimal.js';
import { Exact, ZERO, cents, sum } from './decimal.ts';
import type { RowAmounts, TaxOfRow } from './row-amounts.ts';

export interface RoundedShare {
  readonly tax: TaxOfRow;
  readonly base: Decimal;
  readonly amount: Decimal;
  readonly onTop: readonly number[];
}

export interface RoundedRow {
  /** What the row shows by itself (`price_subtotal`, `price_total`). */
  readonly subtotal: Decimal;
  readonly total: Decimal;
  /** What is booked for it: the subtotal, and a cent that the document's sum may ask for. */
  readonly booked: Decimal;
  readonly shares: readonly RoundedShare[];
}

interface Draft {
  readonly raw: RowAmounts;
  readonly net: Decimal;
  readonly total: Decimal;
  extra: Decimal;
  readonly shares: { readonly raw: RowAmounts['shares'][number]; base: Decimal; amount: Decimal }[];
}

/**
 * Rounds the rows of a document in one currency. Each tax, its base, and the net of the whole document are the
 * rounded sums of what the rows have unrounded; the cents that the rounded rows miss go to the biggest rows. Where
 * all taxes are inside the prices it is the gross that is kept. Under `round_per_line` nothing is missing.
 */
export function documentAmounts(rows: readonly RowAmounts[]): RoundedRow[] {
  const drafts = rows.map(draft);
  roundTaxes(drafts);
  roundNet(drafts);
  return drafts.map(({ net, total, extra, shares }) => ({
    subtotal: net,
    total,
    booked: net.plus(extra),
    shares: shares.map(({ raw, base, amount }) => ({ tax: raw.tax, base, amount, onTop: raw.onTop })),
  }));
}

function draft(raw: RowAmounts): Draft {
  const net = cents(raw.net);
  const shares = raw.shares.map((share) => ({
    raw: share,
    base: cents(share.base),
    amount: cents(share.amount),
  }));
  return { raw, net, total: net.plus(sum(shares.map(({ amount }) => amount))), extra: ZERO, shares };
}

function roundTaxes(drafts: readonly Draft[]): void {
  const groups = new Map<string, Draft['shares']>();
  for (const share of drafts.flatMap(({ shares }) => shares)) {
    const key = `${share.raw.tax.id} ${share.raw.tax.priceInclude}`;
    groups.set(key, [...(groups.get(key) ?? []), share]);
  }
  for (const group of groups.values()) {
    const rawTax = sum(group.map(({ raw }) => raw.amount));
    const rawBase = sum(group.map(({ raw }) => raw.base));
    const tax = cents(rawTax);
    const missingTax = tax.minus(sum(group.map(({ amount }) => amount)));
    spread(
      missingTax,
      group.map(({ raw }) => raw.amount),
    ).forEach((part, index) => {
      const share = group[index];
      if (share !== undefined) share.amount = share.amount.plus(part);
    });
    const included = group[0]?.raw.tax.priceInclude === true;
    const base = included ? cents(rawBase.plus(rawTax)).minus(tax) : cents(rawBase);
    spread(
      base.minus(sum(group.map((share) => share.base))),
      group.map(({ raw }) => raw.base),
    ).forEach((part, index) => {
      const share = group[index];
      if (share !== undefined) share.base = share.base.plus(part);
    });
  }
}

function roundNet(drafts: readonly Draft[]): void {
  const grossOf = ({ raw }: Draft): Decimal => raw.net.plus(sum(raw.shares.map(({ amount }) => amount)));
  const onTop = drafts.some(({ raw }) => raw.shares.some(({ tax }) => !tax.priceInclude));
  const weights = onTop ? drafts.map(({ raw }) => raw.net) : drafts.map(grossOf);
  const wanted = sum(weights);
  if (wanted.isZero()) return;
  const taxes = onTop ? ZERO : sum(drafts.flatMap(({ shares }) => shares).map(({ amount }) => amount));
  const missing = cents(wanted).minus(sum(drafts.map(({ net }) => net)).plus(taxes));
  spread(missing, weights).forEach((part, index) => {
    const row = drafts[index];
    if (row !== undefined) row.extra = part;
  });
}

/** Gives out cents: by weight, the heaviest first, and one each to the heaviest of what is left over. */
function spread(missing: Decimal, weights: readonly Decimal[]): Decimal[] {
  const parts = weights.map((): Decimal => ZERO);
  const count = cents(missing).abs().times(100).toNumber();
  if (count === 0 || parts.length === 0) return parts;
  const cent = new Exact(missing.isNegative() ? -1 : 1).div(100);
  const total = sum(weights.map((weight) => weight.abs()));
  const heaviest = weights
    .map((weight, index) => ({ index, weight: weight.abs() }))
    .sort((one, other) => other.weight.comparedTo(one.weight));
  let left = count;
  const give = (index: number, cents_: number): void => {
    parts[index] = (parts[index] ?? ZERO).plus(cent.times(cents_));
    left -= cents_;
  };
  for (const { index, weight } of heaviest) {
    const share = total.isZero() ? new Exact(1).div(weights.length) : weight.div(total);
    // Python rounds a half to the even neighbour.
    const wish = share.times(count).toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN).toNumber();
    give(index, Math.min(wish, left));
  }
  for (const { index } of heaviest.slice(0, left)) give(index, 1);
  return parts;
}

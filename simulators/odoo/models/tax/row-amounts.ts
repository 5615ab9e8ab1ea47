import type { Decimal } from 'decimal.js';
import { Exact, ZERO, cents, sum } from './decimal.ts';

export type RoundingMethod = 'round_globally' | 'round_per_line';

export interface TaxOfRow {
  readonly id: number;
  readonly kind: 'percent' | 'fixed' | 'division';
  readonly amount: number;
  readonly priceInclude: boolean;
  /** Raises the base of the taxes after it (`include_base_amount`). */
  readonly raisesBase: boolean;
  /** Lets its base be raised by the taxes before it (`is_base_affected`). */
  readonly isRaised: boolean;
  /** The group tax that it came with. */
  readonly group: number | false;
}

export interface RowToTax {
  readonly quantity: number;
  readonly priceUnit: number;
  /** Percent. */
  readonly discount: number;
  /** In the order in which they apply, groups replaced by their members. */
  readonly taxes: readonly TaxOfRow[];
}

export interface TaxShare {
  readonly tax: TaxOfRow;
  readonly base: Decimal;
  readonly amount: Decimal;
  /** The taxes that are computed on this tax too. */
  readonly onTop: readonly number[];
}

export interface RowAmounts {
  readonly net: Decimal;
  readonly shares: readonly TaxShare[];
}

/**
 * Net and taxes of one row as Odoo 19 computes them: first fixed taxes, then what is inside the price from the last
 * tax to the first, then what comes on top from the first to the last. Unrounded under `round_globally`; under
 * `round_per_line` price and taxes are rounded one by one.
 */
export function rowAmounts(row: RowToTax, method: RoundingMethod): RowAmounts {
  const round = method === 'round_per_line' ? cents : (value: Decimal): Decimal => value;
  const price = new Exact(row.priceUnit).times(new Exact(100).minus(row.discount)).div(100);
  const gross = round(price.times(row.quantity));
  const { taxes } = row;
  const batches = batchesOf(taxes);
  const slots = taxes.map((tax, index) => ({
    tax,
    index,
    batch: batches[index] ?? [index],
    amount: undefined as Decimal | undefined,
    /** What other taxes add to the base that the amount is computed from, and to the base that is shown. */
    forAmount: ZERO,
    forBase: ZERO,
  }));
  type Slot = (typeof slots)[number];

  const settle = (slot: Slot, amount: Decimal): void => {
    slot.amount = round(amount);
    for (const other of slots) {
      if (slot.batch.includes(other.index)) continue;
      const change = slot.amount.times(influence(slot.tax, other.tax, other.index > slot.index));
      if (other.amount === undefined) other.forAmount = other.forAmount.plus(change);
      other.forBase = other.forBase.plus(change);
    }
  };
  const rateOfBatch = (slot: Slot): Decimal =>
    sum(slot.batch.map((index) => new Exact(taxes[index]?.amount ?? 0))).div(100);
  const backwards = [...slots].reverse();

  for (const slot of backwards) {
    if (slot.tax.kind !== 'fixed') continue;
    settle(slot, new Exact(slot.tax.amount).times(row.quantity).times(price.isNegative() ? -1 : 1));
  }
  for (const slot of backwards) {
    if (!slot.tax.priceInclude || slot.amount !== undefined) continue;
    const part = gross.plus(slot.forAmount).times(slot.tax.amount).div(100);
    const whole = slot.tax.kind === 'percent' ? rateOfBatch(slot).plus(1) : new Exact(1);
    settle(slot, whole.isZero() ? ZERO : part.div(whole));
  }
  for (const slot of slots) {
    if (slot.tax.priceInclude || slot.amount !== undefined) continue;
    const part = gross.plus(slot.forAmount).times(slot.tax.amount).div(100);
    const left = new Exact(1).minus(rateOfBatch(slot));
    settle(slot, slot.tax.kind === 'percent' || left.isZero() ? part : part.div(left));
  }

  const amountOf = (index: number): Decimal => slots[index]?.amount ?? ZERO;
  const shares = slots.map(({ tax, index, batch, forBase }) => {
    const inside = tax.priceInclude ? sum(batch.map(amountOf)) : ZERO;
    const after = taxes.slice(index + 1).filter((other) => other.isRaised);
    return {
      tax,
      base: gross.plus(forBase).minus(inside),
      amount: amountOf(index),
      onTop: tax.raisesBase ? after.map(({ id }) => id) : [],
    };
  });
  return { net: shares[0]?.base ?? gross, shares };
}

/** How a tax moves another one's base: +1 adds its amount, -1 takes it off. */
function influence(tax: TaxOfRow, other: TaxOfRow, isAfter: boolean): -1 | 0 | 1 {
  if (!tax.priceInclude) return isAfter && tax.raisesBase && other.isRaised ? 1 : 0;
  return isAfter && tax.raisesBase && other.isRaised ? 0 : -1;
}

/** For each tax the neighbours that share one base with it, by index. */
function batchesOf(taxes: readonly TaxOfRow[]): readonly (readonly number[])[] {
  const batches: number[][] = [];
  const found: number[][] = taxes.map(() => []);
  for (let index = taxes.length - 1; index >= 0; index -= 1) {
    const tax = taxes[index];
    const next = taxes[index + 1];
    const batch = batches.at(-1);
    if (tax === undefined) continue;
    const joins = batch !== undefined && next !== undefined && sharesBase(tax, next);
    if (joins) batch.push(index);
    else batches.push([index]);
    found[index] = batches.at(-1) ?? [index];
  }
  return found;
}

function sharesBase(tax: TaxOfRow, next: TaxOfRow): boolean {
  return (
    tax.kind === next.kind &&
    tax.priceInclude === next.priceInclude &&
    tax.raisesBase === next.raisesBase &&
    !(tax.raisesBase && next.isRaised)
  );
}

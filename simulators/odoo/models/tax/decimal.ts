import { Decimal } from 'decimal.js';

/** Exact decimals: enough digits that a quotient of prices never rounds by itself in the cents. */
export const Exact = Decimal.clone({ precision: 40 });
export const ZERO = new Exact(0);

/**
 * Half up to cents, away from zero. A quotient that is a cent's half but for its last digits counts as the half,
 * as it does in Odoo.
 */
export function cents(value: Decimal): Decimal {
  return value.toDecimalPlaces(12, Decimal.ROUND_HALF_UP).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

export function sum(values: readonly Decimal[]): Decimal {
  return values.reduce<Decimal>((total, value) => total.plus(value), ZERO);
}

/** A JSON double; never minus nought. */
export function double(value: Decimal): number {
  return value.isZero() ? 0 : value.toNumber();
}

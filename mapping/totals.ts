import { Decimal } from 'decimal.js';
import { cents } from './money.ts';

/** One invoice row as Netvisor calculates with it. */
export interface CalculatedRow {
  readonly priceType: 'net' | 'gross';
  readonly unitPrice: Decimal;
  readonly quantity: Decimal;
  /** Percent. */
  readonly discount: Decimal;
  readonly vatCode: string;
  /** Percent. */
  readonly vatPercent: Decimal;
}

/**
 * How Netvisor may round VAT: on each row, or on the sum of the rows of one code and rate. Its documents leave
 * it open (Netvisor sales API, totals and rounding).
 */
export const VAT_ROUNDINGS = ['row', 'code'] as const;
export type VatRounding = (typeof VAT_ROUNDINGS)[number];

export interface Sums {
  readonly net: Decimal;
  readonly vat: Decimal;
  readonly gross: Decimal;
}

/** What Netvisor will compute for these rows under one rounding rule. */
export function netvisorSums(rows: readonly CalculatedRow[], rounding: VatRounding): Sums {
  const parts = rounding === 'row' ? rows.map((row) => withVat(row, rowSum(row))) : groups(rows);
  const sum = (values: readonly Decimal[]): Decimal =>
    values.reduce((total, value) => total.plus(value), new Decimal(0));
  const net = sum(parts.map((part) => part.net));
  const vat = sum(parts.map((part) => part.vat));
  return { net, vat, gross: net.plus(vat) };
}

/** Net that Netvisor books for a row, on the row's account and dimensions. */
export const netvisorNet = (row: CalculatedRow): Decimal => withVat(row, rowSum(row)).net;

/** Sum of a row as its price is given, net or gross; always rounded on the row. */
function rowSum(row: CalculatedRow): Decimal {
  return cents(row.unitPrice.times(row.quantity).times(new Decimal(100).minus(row.discount)).div(100));
}

/** Splits a sum into net and VAT, rounding once. */
function withVat({ priceType, vatPercent }: CalculatedRow, sum: Decimal): Pick<Sums, 'net' | 'vat'> {
  const base = priceType === 'gross' ? vatPercent.plus(100) : new Decimal(100);
  const vat = cents(sum.times(vatPercent).div(base));
  return priceType === 'gross' ? { net: sum.minus(vat), vat } : { net: sum, vat };
}

/** Rows of one code, rate and kind of price, taken together. */
function groups(rows: readonly CalculatedRow[]): Pick<Sums, 'net' | 'vat'>[] {
  const found = new Map<string, { readonly row: CalculatedRow; readonly sum: Decimal }>();
  for (const row of rows) {
    const key = `${row.priceType} ${row.vatCode} ${row.vatPercent.toString()}`;
    found.set(key, { row, sum: rowSum(row).plus(found.get(key)?.sum ?? 0) });
  }
  return [...found.values()].map(({ row, sum }) => withVat(row, sum));
}

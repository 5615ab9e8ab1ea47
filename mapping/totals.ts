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
  const groups = new Map<string, { net: Decimal; vat: Decimal }>();
  for (const row of rows) {
    const { net, vat } = rowSums(row, rounding);
    const key = `${row.vatCode} ${row.vatPercent.toString()}`;
    const group = groups.get(key) ?? { net: new Decimal(0), vat: new Decimal(0) };
    groups.set(key, { net: group.net.plus(net), vat: group.vat.plus(vat) });
  }
  const sum = (values: readonly Decimal[]): Decimal =>
    values.reduce((total, value) => total.plus(value), new Decimal(0));
  const net = sum([...groups.values()].map((group) => group.net));
  const vat = sum([...groups.values()].map((group) => cents(group.vat)));
  return { net, vat, gross: net.plus(vat) };
}

/** Net is always rounded on the row; VAT only where the rule says so. */
function rowSums(row: CalculatedRow, rounding: VatRounding): { net: Decimal; vat: Decimal } {
  const sum = cents(row.unitPrice.times(row.quantity).times(new Decimal(100).minus(row.discount)).div(100));
  if (row.priceType === 'gross') {
    const net = cents(sum.div(row.vatPercent.div(100).plus(1)));
    return { net, vat: sum.minus(net) };
  }
  const vat = sum.times(row.vatPercent).div(100);
  return { net: sum, vat: rounding === 'row' ? cents(vat) : vat };
}

import type { VatRounding } from '../../mapping/totals.ts';

/** An invoice row in whole numbers, so that the oracle knows no fractions at all. */
export interface WholeRow {
  readonly priceType: 'net' | 'gross';
  /** Ten-thousandths of a euro. */
  readonly price: bigint;
  /** Thousandths. */
  readonly quantity: bigint;
  /** Hundredths of a percent. */
  readonly discount: bigint;
  readonly vatCode: string;
  /** Tenths of a percent. */
  readonly vat: bigint;
}

interface Sums {
  readonly net: bigint;
  readonly vat: bigint;
}

/** Nearest whole number, half away from zero. */
export function divided(above: bigint, below: bigint): bigint {
  const size = above < 0n ? -above : above;
  const rounded = (2n * size + below) / (2n * below);
  return above < 0n ? -rounded : rounded;
}

const rowSum = ({ price, quantity, discount }: WholeRow): bigint =>
  divided(price * quantity * (10_000n - discount), 1_000_000_000n);

/** Net and VAT of a sum that is net, or that has its VAT in it. */
function split(sum: bigint, vat: bigint, priceType: 'net' | 'gross'): Sums {
  if (priceType === 'net') return { net: sum, vat: divided(sum * vat, 1000n) };
  const net = divided(sum * 1000n, 1000n + vat);
  return { net, vat: sum - net };
}

/**
 * Net and VAT in cents by the rule as Netvisor's documentation leaves it to be read: VAT is rounded on each row,
 * or once on the sum of the rows of one code, rate and kind of price.
 */
export function sumsInCents(rows: readonly WholeRow[], rounding: VatRounding): Sums {
  const groups = new Map<string, { readonly row: WholeRow; sum: bigint }>();
  for (const [index, row] of rows.entries()) {
    const key = rounding === 'row' ? String(index) : `${row.vatCode}/${row.vat}/${row.priceType}`;
    const group = groups.get(key) ?? { row, sum: 0n };
    groups.set(key, { row, sum: group.sum + rowSum(row) });
  }
  const total = { net: 0n, vat: 0n };
  for (const { row, sum } of groups.values()) {
    const { net, vat } = split(sum, row.vat, row.priceType);
    total.net += net;
    total.vat += vat;
  }
  return total;
}

import { Decimal } from 'decimal.js';
import type { Values } from './desk.ts';
import type { Seen } from './seen.ts';

/** Net and VAT by tax, as `<net> + <VAT>` in the document's currency. */
export type SumsByTax = Readonly<Record<string, string>>;

const HUNDRED = new Decimal(100);
const round = (value: Decimal): Decimal => value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
const decimal = (value: unknown): Decimal => new Decimal(Number(value));

/**
 * What Netvisor reckons for the rows by its documentation, half away from zero: each row rounded by itself, or, as it
 * may be too, VAT once for each tax.
 */
export function netvisorSums({ rows, taxes }: Seen, rounding: 'row' | 'tax'): SumsByTax {
  const priced = (row: Values): Decimal => {
    const factor = HUNDRED.minus(decimal(row['discount'])).div(HUNDRED);
    return round(decimal(row['quantity']).times(decimal(row['price_unit'])).times(factor));
  };
  const split = (amount: Decimal, key: string): readonly [net: Decimal, vat: Decimal] => {
    const percent = decimal(taxes[key]?.['amount']);
    if (taxes[key]?.['price_include'] !== true) return [amount, round(amount.times(percent).div(HUNDRED))];
    const net = round(amount.div(percent.div(HUNDRED).plus(1)));
    return [net, amount.minus(net)];
  };
  const all = products(rows);
  if (rounding === 'row') return summed(all, (row, key) => split(priced(row), key));
  const left = new Map(all.map((row) => [keyOf(row), all.filter((other) => keyOf(other) === keyOf(row))]));
  return summed(all, (_row, key) => {
    const own = left.get(key) ?? [];
    left.delete(key);
    return split(
      own.reduce((sum, row) => sum.plus(priced(row)), new Decimal(0)),
      key,
    );
  });
}

/** What Odoo has booked: income by row, VAT by tax. */
export function odooSums({ move, rows, items }: Seen): SumsByTax {
  const sign = move['move_type'] === 'out_refund' ? 1 : -1;
  const booked = (line: Values): Decimal => decimal(line['amount_currency']).times(sign);
  const vat = (key: string): Decimal =>
    items
      .filter((item) => item['display_type'] === 'tax' && item['tax_line_id'] === key)
      .reduce((sum, item) => sum.plus(booked(item)), new Decimal(0));
  const seen = new Set<string>();
  return summed(products(rows), (row, key) => {
    const first = !seen.has(key);
    seen.add(key);
    return [booked(row), first ? vat(key) : new Decimal(0)];
  });
}

const keyOf = (row: Values): string => (row['tax_ids'] as readonly string[]).join(' + ');
const products = (rows: readonly Values[]): Values[] =>
  rows.filter((row) => row['display_type'] === 'product');

function summed(
  rows: readonly Values[],
  amounts: (row: Values, tax: string) => readonly [net: Decimal, vat: Decimal],
): SumsByTax {
  const sums = new Map<string, readonly [Decimal, Decimal]>();
  for (const row of rows) {
    const key = keyOf(row);
    const [net, vat] = amounts(row, key);
    const [netSoFar, vatSoFar] = sums.get(key) ?? [new Decimal(0), new Decimal(0)];
    sums.set(key, [netSoFar.plus(net), vatSoFar.plus(vat)]);
  }
  return Object.fromEntries(
    [...sums].map(([key, [net, vat]]) => [key, `${net.toFixed(2)} + ${vat.toFixed(2)}`]),
  );
}

import { Decimal } from 'decimal.js';
import { cents } from './money.ts';
import { netvisorNet, netvisorSums, type CalculatedRow, type VatRounding, VAT_ROUNDINGS } from './totals.ts';

/** One row as it would naturally be sent, with the net sum that Odoo has booked for it. */
export interface BookedRow extends CalculatedRow {
  /** Cents-exact; negative on credit notes. */
  readonly net: Decimal;
}

/** Sums that Odoo has booked for one VAT code and percentage. */
export interface BookedGroup {
  readonly vatCode: string;
  readonly vatPercent: Decimal;
  readonly net: Decimal;
  readonly vat: Decimal;
}

/** A row to send. With `given`, Netvisor takes these sums and does not calculate the row. */
export interface SentRow<Row extends BookedRow> {
  readonly row: Row;
  readonly given?: { readonly net: Decimal; readonly vat: Decimal };
}

export type RowsToSend<Row extends BookedRow> =
  | { readonly kind: 'agree'; readonly rows: readonly SentRow<Row>[] }
  /** Netvisor would come to other sums, and no way of sending the rows mends it. */
  | {
      readonly kind: 'differ';
      readonly group: BookedGroup;
      readonly netvisor: { net: Decimal; vat: Decimal };
    };

export interface RowRules {
  /** `unknown`: the rows must come out right under either rule. */
  readonly vatRounding: VatRounding | 'unknown';
  /** Whether rows may carry their sums where Netvisor would calculate others. */
  readonly mayGiveSums: boolean;
}

/**
 * The rows such that Netvisor's net and VAT are Odoo's for each VAT code and percentage, and the net also for each
 * row, so that accounts and dimensions get their cents. Rows that Netvisor calculates to the same cents go as they
 * are; those of a code where it would not carry their sums along (Netvisor sales API, totals and rounding: sums
 * rounded by the sender are taken as they are). Where sums may not be given, agreement by code is enough.
 */
export function rowsToSend<Row extends BookedRow>(
  rows: readonly Row[],
  groups: readonly BookedGroup[],
  rules: RowRules,
): RowsToSend<Row> {
  const roundings = rules.vatRounding === 'unknown' ? VAT_ROUNDINGS : [rules.vatRounding];
  const given = new Map<Row, { readonly net: Decimal; readonly vat: Decimal }>();
  for (const group of groups) {
    const own = rows.filter((row) => groupKey(row) === groupKey(group));
    const other = roundings
      .map((rounding) => netvisorSums(own, rounding))
      .find(({ net, vat }) => !net.equals(group.net) || !vat.equals(group.vat));
    // Odoo may have moved a cent from one row to another (seen: two accounts, each a cent off).
    const moved = own.some((row) => !netvisorNet(row).equals(row.net));
    if (!other && !moved) continue;
    const vats = rules.mayGiveSums ? vatPerRow(own, group) : undefined;
    if (!vats && other) return { kind: 'differ', group, netvisor: other };
    if (!vats) continue;
    own.forEach((row, index) => given.set(row, { net: row.net, vat: vats[index] ?? new Decimal(0) }));
  }
  return {
    kind: 'agree',
    rows: rows.map((row) => {
      const sums = given.get(row);
      return sums ? { row, given: sums } : { row };
    }),
  };
}

export const groupKey = ({ vatCode, vatPercent }: Pick<CalculatedRow, 'vatCode' | 'vatPercent'>): string =>
  `${vatCode} ${vatPercent.toString()}`;

/**
 * The VAT of a group shared out to its rows: each gets its own, rounded, and the cents left over go where
 * rounding has taken most. Undefined when more is left over than rounding can explain, or the nets do not add up.
 */
function vatPerRow(rows: readonly BookedRow[], group: BookedGroup): readonly Decimal[] | undefined {
  const net = sum(rows.map((row) => row.net));
  if (!net.equals(group.net)) return undefined;
  const exact = rows.map((row) => row.net.times(row.vatPercent).div(100));
  // Known before the cents are shared out, of which there may be millions where a tax is not understood.
  const most = new Decimal('0.01').times(rows.length);
  if (group.vat.minus(sum(exact)).abs().greaterThan(most)) return undefined;
  const shares = allocate(group.vat, exact);
  const fits = shares.every((share, index) =>
    share
      .minus(exact[index] ?? 0)
      .abs()
      .lessThanOrEqualTo('0.01'),
  );
  return fits ? shares : undefined;
}

/**
 * Whole cents that add up to the total, each as near to its exact share as can be. Cents left over go to the
 * shares that rounding has moved furthest the other way; earlier ones first.
 */
export function allocate(total: Decimal, exact: readonly Decimal[]): readonly Decimal[] {
  const rounded = exact.map(cents);
  const missing = total.minus(sum(rounded)).times(100).toNumber();
  const step = new Decimal(missing < 0 ? '-0.01' : '0.01');
  const order = exact
    .map((share, index) => ({ index, lost: share.minus(rounded[index] ?? 0).times(Math.sign(missing)) }))
    .sort((a, b) => b.lost.comparedTo(a.lost) || a.index - b.index);
  const shares = [...rounded];
  for (let cent = 0; cent < Math.abs(missing) && order.length > 0; cent += 1) {
    const index = order[cent % order.length]?.index ?? 0;
    shares[index] = (shares[index] ?? new Decimal(0)).plus(step);
  }
  return shares;
}

export const sum = (values: readonly Decimal[]): Decimal =>
  values.reduce((total, value) => total.plus(value), new Decimal(0));

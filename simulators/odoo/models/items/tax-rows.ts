import type { Decimal } from 'decimal.js';
import type { Row } from '../../orm/database.ts';
import type { Env } from '../../orm/env.ts';
import type { Json } from '../../schema/types.ts';
import { Exact, ZERO, cents, double, sum } from '../tax/decimal.ts';
import type { RoundedShare } from '../tax/document-amounts.ts';
import type { BaseRow, Terms } from './base-rows.ts';
import { booked, keyFrom, syncRows } from './dynamic-rows.ts';

interface TaxRow {
  readonly key: string;
  readonly name: Json;
  readonly fields: Readonly<Record<string, Json>>;
  base: Decimal;
  currency: Decimal;
  company: Decimal;
}

/** One row for each tax and account; a tax of nought has none. */
export function syncTaxRows(env: Env, move: Row, bases: readonly BaseRow[], { sign }: Terms): void {
  const rows = new Map<string, TaxRow>();
  for (const { line, currency, company } of bases) {
    currency.shares.forEach((share, index) => {
      const inCompany = company.shares[index];
      if (inCompany !== undefined) addShare(env, rows, move, line, share, inCompany);
    });
  }
  const wanted = [...rows.values()]
    .filter((row) => !row.currency.isZero() || !row.company.isZero())
    .map(({ key, name, fields, base, currency, company }) => ({
      key,
      values: {
        name,
        ...fields,
        tax_base_amount: double(base.times(sign)),
        ...booked(currency.times(sign), company.times(sign)),
      },
    }));
  syncRows(env, move, 'tax', wanted, (row) => keyOf(row));
}

const KEY_FIELDS = [
  'tax_repartition_line_id',
  'group_tax_id',
  'account_id',
  'analytic_distribution',
  'tax_ids',
] as const;

function keyOf(values: Readonly<Record<string, Json>>): string {
  return keyFrom(...KEY_FIELDS.map((name) => values[name] ?? false));
}

/** Splits one tax of one row over the tax's distribution lines. */
function addShare(
  env: Env,
  rows: Map<string, TaxRow>,
  move: Row,
  line: Row,
  share: RoundedShare,
  inCompany: RoundedShare,
): void {
  const tax = env.db.row('account.tax', share.tax.id);
  if (tax === undefined) return;
  const document = String(move['move_type']).endsWith('_refund') ? 'refund' : 'invoice';
  const parts = env.db
    .rows('account.tax.repartition.line')
    .filter(
      (row) =>
        row['tax_id'] === tax.id && row['document_type'] === document && row['repartition_type'] === 'tax',
    );
  const factors = parts.map((part) => Number(part['factor_percent']));
  const currencies = divided(share.amount, factors);
  const companies = divided(inCompany.amount, factors);
  parts.forEach((part, index) => {
    const analytic = tax['analytic'] === true || part['use_in_tax_closing'] !== true;
    const fields = {
      tax_repartition_line_id: part.id,
      tax_line_id: tax.id,
      group_tax_id: share.tax.group,
      account_id: part['account_id'] || line['account_id'] || false,
      analytic_distribution: analytic ? (line['analytic_distribution'] ?? false) : false,
      tax_ids: [...share.onTop],
    };
    const key = keyOf(fields);
    const name = env.get('account.tax', tax, 'name');
    const row = rows.get(key) ?? { key, name, fields, base: ZERO, currency: ZERO, company: ZERO };
    row.base = row.base.plus(inCompany.base);
    row.currency = row.currency.plus(currencies[index] ?? ZERO);
    row.company = row.company.plus(companies[index] ?? ZERO);
    rows.set(key, row);
  });
}

/** Cents by percentages; what rounding misses goes to the biggest part. */
function divided(amount: Decimal, percents: readonly number[]): Decimal[] {
  const parts = percents.map((percent) => cents(amount.times(percent).div(100)));
  const whole = sum(percents.map((percent) => new Exact(percent)));
  const missing = whole.equals(100) ? amount.minus(sum(parts)) : ZERO;
  const biggest = parts.reduce(
    (best, part, index) => (part.abs().gt(parts[best]?.abs() ?? 0) ? index : best),
    0,
  );
  return parts.map((part, index) => (index === biggest ? part.plus(missing) : part));
}

export function isTaxRow(line: Row): boolean {
  return (
    line['display_type'] === 'tax' || (line['display_type'] === 'rounding' && line['tax_line_id'] !== false)
  );
}

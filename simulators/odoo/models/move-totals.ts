import { Decimal } from 'decimal.js';
import { NotSimulated } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { Json } from '../schema/types.ts';
import { isPriceIncluded } from './ledger.ts';
import { computeTotals } from './totals.ts';
import type { TaxOfLine } from './totals.ts';

/** The rows of an invoice that carry money, in the order in which they were made. */
export function productLines(env: Env, move: Row): Row[] {
  return env.db
    .rows('account.move.line')
    .filter((line) => line['move_id'] === move.id && line['display_type'] === 'product');
}

/** Puts the sums of an invoice right after its rows, currency or company settings have changed. */
export function recomputeTotals(env: Env, move: Row): void {
  const sudo = env.sudo();
  const lines = productLines(sudo, move);
  const totals = computeTotals(
    lines.map((line) => ({
      quantity: sudo.number('account.move.line', line, 'quantity'),
      priceUnit: sudo.number('account.move.line', line, 'price_unit'),
      discount: sudo.number('account.move.line', line, 'discount'),
      taxes: sudo.ids('account.move.line', line, 'tax_ids').map((id) => taxOf(sudo, id)),
    })),
    sudo.get('account.move', move, 'tax_calculation_rounding_method') === 'round_globally'
      ? 'round_globally'
      : 'round_per_line',
  );
  lines.forEach((line, index) => {
    const computed = totals.lines[index];
    if (computed === undefined) return;
    put(sudo, line, { price_subtotal: computed.subtotal, price_total: computed.total });
  });
  const total = new Decimal(totals.untaxed).plus(totals.tax);
  const paid = new Decimal(number(move['amount_total'])).minus(number(move['amount_residual']));
  put(sudo, move, {
    amount_untaxed: totals.untaxed,
    amount_tax: totals.tax,
    amount_total: total.toNumber(),
    amount_residual: total.minus(paid).toNumber(),
  });
  recomputeSigned(sudo, move);
}

/** The `*_signed` figures: company currency, negative on credit notes and on what we owe. */
export function recomputeSigned(env: Env, move: Row): void {
  const sign = signOf(move['move_type'] ?? false);
  const rate = number(move['invoice_currency_rate']) || 1;
  const signed = (name: string): number =>
    new Decimal(number(move[name]))
      .times(sign)
      .div(rate)
      .toDecimalPlaces(2, Decimal.ROUND_HALF_UP)
      .toNumber();
  const inCurrency = (name: string): number => new Decimal(number(move[name])).times(sign).toNumber();
  put(env, move, {
    amount_untaxed_signed: signed('amount_untaxed'),
    amount_tax_signed: signed('amount_tax'),
    amount_total_signed: signed('amount_total'),
    amount_residual_signed: signed('amount_residual'),
    amount_total_in_currency_signed: inCurrency('amount_total'),
    amount_untaxed_in_currency_signed: inCurrency('amount_untaxed'),
  });
}

function signOf(moveType: Json): 1 | -1 {
  return moveType === 'out_refund' || moveType === 'in_invoice' || moveType === 'in_receipt' ? -1 : 1;
}

function taxOf(env: Env, id: number): TaxOfLine {
  const tax = env.db.row('account.tax', id);
  if (tax === undefined) throw new NotSimulated(`lost the tax ${id}.`);
  const kind = tax['amount_type'];
  if (kind !== 'percent' && kind !== 'fixed') {
    throw new NotSimulated(`does not compute taxes of the type ${String(kind)}.`);
  }
  if (tax['include_base_amount'] === true) {
    throw new NotSimulated('does not compute taxes that raise the base of other taxes.');
  }
  return { id, kind, amount: number(tax['amount']), priceInclude: isPriceIncluded(env, tax) };
}

function put(env: Env, row: Row, values: Readonly<Record<string, Json>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (row[name] !== value) env.db.set(row, name, value);
  }
}

function number(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0;
}

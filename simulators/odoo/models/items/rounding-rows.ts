import { Decimal } from 'decimal.js';
import { NotSimulated } from '../../errors.ts';
import type { Row } from '../../orm/database.ts';
import type { Env } from '../../orm/env.ts';
import type { JsonObject } from '../../schema/types.ts';
import { rateOn } from '../currency.ts';
import { Exact, cents, sum } from '../tax/decimal.ts';
import { booked, rowsOf, syncRows } from './dynamic-rows.ts';
import type { WantedRow } from './dynamic-rows.ts';

const METHODS: Readonly<Record<string, Decimal.Rounding>> = {
  UP: Decimal.ROUND_UP,
  DOWN: Decimal.ROUND_DOWN,
  'HALF-UP': Decimal.ROUND_HALF_UP,
};

/** What is missing to the next amount that can be paid in coins. */
export function roundingDifference(rule: Row, amount: Decimal): Decimal {
  const mode = METHODS[String(rule['rounding_method'])];
  if (mode === undefined) throw new NotSimulated(`rounds by no method ${String(rule['rounding_method'])}.`);
  const step = new Exact(Number(rule['rounding']));
  return cents(cents(amount).div(step).toDecimalPlaces(0, mode).times(step).minus(cents(amount)));
}

/** Cash rounding: a row of its own, or one more row of the biggest tax. */
export function syncRoundingRow(env: Env, move: Row): void {
  const rule = env.follow('account.move', move, 'invoice_cash_rounding_id');
  const wanted = rule === undefined ? undefined : roundingRow(env, move, rule);
  syncRows(env, move, 'rounding', wanted === undefined ? [] : [wanted], () => 'rounding');
}

function roundingRow(env: Env, move: Row, rule: Row): WantedRow | undefined {
  const others = ['product', 'epd', 'tax'].flatMap((kind) => rowsOf(env, move, kind));
  const total = sum(others.map((line) => new Exact(Number(line['amount_currency']))));
  const currency = roundingDifference(rule, total);
  if (currency.isZero()) return undefined;
  const rate = rateOn(env, move, String(move['invoice_date'] || move['date']));
  const balance = cents(currency.div(rate));
  const where = rule['strategy'] === 'biggest_tax' ? inBiggestTax(env, move) : ofItsOwn(env, rule, balance);
  if (where === undefined) return undefined;
  return {
    key: 'rounding',
    values: { ...where, ...booked(currency, balance) },
  };
}

function inBiggestTax(env: Env, move: Row): JsonObject | undefined {
  let biggest: Row | undefined;
  for (const row of rowsOf(env, move, 'tax')) {
    const beats = Math.abs(Number(row['balance'])) > Math.abs(Number(biggest?.['balance'] ?? 0));
    if (biggest === undefined || beats) biggest = row;
  }
  if (biggest === undefined) return undefined;
  return {
    name: `${String(biggest['name'])} (rounding)`,
    account_id: biggest['account_id'] ?? false,
    tax_repartition_line_id: biggest['tax_repartition_line_id'] ?? false,
    tax_line_id: biggest['tax_line_id'] ?? false,
    tax_ids: biggest['tax_ids'] ?? [],
  };
}

function ofItsOwn(env: Env, rule: Row, balance: Decimal): JsonObject {
  const model = 'account.cash.rounding';
  const loss = balance.isPositive() ? env.get(model, rule, 'loss_account_id') : false;
  return {
    name: env.get(model, rule, 'name'),
    account_id: loss || env.get(model, rule, 'profit_account_id'),
    tax_repartition_line_id: false,
    tax_line_id: false,
    tax_ids: [],
  };
}

import type { Decimal } from 'decimal.js';
import type { Row } from '../../orm/database.ts';
import type { Env } from '../../orm/env.ts';
import { Exact, double, sum } from '../tax/decimal.ts';
import { ENTERED, directionSign } from '../direction.ts';
import { settleResiduals } from '../residuals.ts';
import { syncBaseRows } from './base-rows.ts';
import type { Terms } from './base-rows.ts';
import { put, rowsOf } from './dynamic-rows.ts';
import { syncRoundingRow } from './rounding-rows.ts';
import { isTaxRow, syncTaxRows } from './tax-rows.ts';
import { syncTermRows } from './term-rows.ts';
import type { Money } from './term-rows.ts';

/** Puts the journal items and sums of an invoice right after its rows, terms, currency or settings have changed. */
export function syncItems(env: Env, move: Row): void {
  const sudo = env.sudo();
  const method = sudo.get('account.move', move, 'tax_calculation_rounding_method');
  const sign = directionSign(move);
  const terms: Terms = {
    method: method === 'round_globally' ? 'round_globally' : 'round_per_line',
    rate: Number(move['invoice_currency_rate']) || 1,
    sign,
  };
  const bases = syncBaseRows(sudo, move, terms);
  syncTaxRows(sudo, move, bases, terms);
  syncRoundingRow(sudo, move);
  const sums = sumsOf(sudo, move, sign);
  const hasRows = ENTERED.some((kind) => rowsOf(sudo, move, kind).length > 0);
  syncTermRows(sudo, move, { untaxed: owed(sums.untaxed), tax: owed(sums.tax) }, hasRows);
  settleResiduals(sudo, move);
}

/** What is booked on one side is owed on the other. */
function owed({ currency, company }: Money): Money {
  return { currency: currency.negated(), company: company.negated() };
}

function sumsOf(env: Env, move: Row, sign: 1 | -1): { untaxed: Money; tax: Money } {
  const rows = ['product', 'tax', 'rounding'].flatMap((kind) => rowsOf(env, move, kind));
  const taxes = rows.filter(isTaxRow);
  const untaxed = money(rows.filter((row) => !isTaxRow(row)));
  const tax = money(taxes);
  const both = { currency: untaxed.currency.plus(tax.currency), company: untaxed.company.plus(tax.company) };
  put(env, move, {
    amount_untaxed: double(untaxed.currency.times(sign)),
    amount_tax: double(tax.currency.times(sign)),
    amount_total: double(both.currency.times(sign)),
    amount_untaxed_signed: double(untaxed.company.negated()),
    amount_tax_signed: double(tax.company.negated()),
    amount_total_signed: double(both.company.negated()),
    amount_untaxed_in_currency_signed: double(untaxed.currency.negated()),
    amount_total_in_currency_signed: double(both.currency.negated()),
  });
  return { untaxed, tax };
}

function money(rows: readonly Row[]): Money {
  const add = (name: string): Decimal => sum(rows.map((row) => new Exact(Number(row[name]))));
  return { currency: add('amount_currency'), company: add('balance') };
}

import type { Decimal } from 'decimal.js';
import type { Row } from '../../orm/database.ts';
import type { Env } from '../../orm/env.ts';
import { documentAmounts } from '../tax/document-amounts.ts';
import type { RoundedRow } from '../tax/document-amounts.ts';
import { Exact, cents, double } from '../tax/decimal.ts';
import { rowAmounts } from '../tax/row-amounts.ts';
import type { RoundingMethod, RowAmounts } from '../tax/row-amounts.ts';
import { booked, keyFrom, put, rowsOf, syncRows } from './dynamic-rows.ts';
import { taxesOfRow } from './taxes-of-row.ts';

const MODEL = 'account.move.line';

/** A row that taxes are computed from, in the invoice's currency and in the company's. */
export interface BaseRow {
  readonly line: Row;
  readonly currency: RoundedRow;
  readonly company: RoundedRow;
}

export interface Terms {
  readonly method: RoundingMethod;
  /** Units of the invoice's currency for one of the company's. */
  readonly rate: number;
  /** -1 where the rows are booked on the credit side: invoices to customers. */
  readonly sign: 1 | -1;
}

/** Puts net, gross and booked amounts of the rows that people entered right; makes early-payment rows. */
export function syncBaseRows(env: Env, move: Row, terms: Terms): BaseRow[] {
  const products = rowsOf(env, move, 'product');
  const own = products.map((line) => amountsOf(env, line, terms.method));
  own.forEach((amounts, index) => {
    const line = products[index];
    const [alone] = documentAmounts([amounts]);
    if (line === undefined || alone === undefined) return;
    put(env, line, { price_subtotal: double(alone.subtotal), price_total: double(alone.total) });
  });
  syncEarlyPayment(env, move, products, terms);
  const discounts = rowsOf(env, move, 'epd');
  const lines = [...products, ...discounts];
  const raw = [...own, ...discounts.map((line) => amountsOfBooked(env, line, terms))];
  const currency = documentAmounts(raw);
  const company = documentAmounts(raw.map((amounts) => converted(amounts, terms)));
  return lines.flatMap((line, index) => {
    const [inCurrency, inCompany] = [currency[index], company[index]];
    if (inCurrency === undefined || inCompany === undefined) return [];
    const { sign } = terms;
    put(env, line, booked(inCurrency.booked.times(sign), inCompany.booked.times(sign)));
    return [{ line, currency: inCurrency, company: inCompany }];
  });
}

function amountsOf(env: Env, line: Row, method: RoundingMethod): RowAmounts {
  const row = {
    quantity: env.number(MODEL, line, 'quantity'),
    priceUnit: env.number(MODEL, line, 'price_unit'),
    discount: env.number(MODEL, line, 'discount'),
    taxes: taxesOfRow(env, env.ids(MODEL, line, 'tax_ids')),
  };
  return rowAmounts(row, method);
}

/** A row that has an amount instead of a price: its taxes come on top, whatever they do elsewhere. */
function amountsOfBooked(env: Env, line: Row, { method, sign }: Terms): RowAmounts {
  const taxes = taxesOfRow(env, env.ids(MODEL, line, 'tax_ids'));
  const row = {
    quantity: 1,
    priceUnit: sign * env.number(MODEL, line, 'amount_currency'),
    discount: 0,
    taxes: taxes.map((tax) => ({ ...tax, priceInclude: false })),
  };
  return rowAmounts(row, method);
}

function converted(amounts: RowAmounts, { rate, method }: Terms): RowAmounts {
  const inCompany = (value: Decimal): Decimal => {
    const exact = value.div(rate);
    return method === 'round_per_line' ? cents(exact) : exact;
  };
  return {
    net: inCompany(amounts.net),
    shares: amounts.shares.map((share) => ({
      ...share,
      base: inCompany(share.base),
      amount: inCompany(share.amount),
    })),
  };
}

/**
 * An early-payment discount that lowers the tax from the start (`mixed`): the net is taken off with its taxes and
 * put back without them, in rows of their own that add up to nothing.
 */
function syncEarlyPayment(env: Env, move: Row, products: readonly Row[], { rate, sign }: Terms): void {
  const term = env.follow('account.move', move, 'invoice_payment_term_id');
  const mixed = term?.['early_discount'] === true && term['early_pay_discount_computation'] === 'mixed';
  const percent = Number(term?.['discount_percentage'] ?? 0);
  const sums = new Map<string, { line: Row; taxes: number[]; currency: Decimal; company: Decimal }>();
  const add = (line: Row, taxes: number[], factor: 1 | -1): void => {
    const key = `${factor} ${epdKey(line, taxes)}`;
    const part = new Exact(env.number(MODEL, line, 'price_subtotal')).times(percent).div(100).times(sign);
    const known = sums.get(key) ?? { line, taxes, currency: new Exact(0), company: new Exact(0) };
    sums.set(key, {
      ...known,
      currency: known.currency.plus(cents(part).times(factor)),
      company: known.company.plus(cents(part.div(rate)).times(factor)),
    });
  };
  for (const line of mixed ? products : []) {
    const taxes = env.ids(MODEL, line, 'tax_ids');
    if (taxes.length === 0) continue;
    const kept = taxes.filter((id) => env.db.row('account.tax', id)?.['amount_type'] !== 'fixed');
    add(line, kept, -1);
    add(line, [], 1);
  }
  const wanted = [...sums.values()].map(({ line, taxes, currency, company }) => ({
    key: epdKey(line, taxes),
    values: {
      name: `Early Payment Discount (${pythonFloat(percent)}%)`,
      account_id: line['account_id'] ?? false,
      analytic_distribution: taxes.length > 0 ? (line['analytic_distribution'] ?? false) : false,
      tax_ids: taxes,
      ...booked(currency, company),
    },
  }));
  syncRows(env, move, 'epd', wanted, (row) => epdKey(row, env.ids(MODEL, row, 'tax_ids')));
}

function epdKey(line: Row, taxes: number[]): string {
  const analytic = taxes.length > 0 ? (line['analytic_distribution'] ?? false) : false;
  return keyFrom(line['account_id'] ?? false, analytic, taxes);
}

/** Python shows a whole float with `.0`. */
function pythonFloat(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

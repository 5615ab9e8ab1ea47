import type { Decimal } from 'decimal.js';
import type { Row } from '../../orm/database.ts';
import type { Env } from '../../orm/env.ts';
import type { Json } from '../../schema/types.ts';
import { directionSign } from '../direction.ts';
import { Exact, ZERO, cents, double, sum } from '../tax/decimal.ts';
import { addDays, dueDate } from './dates.ts';
import { booked, keyFrom, syncRows } from './dynamic-rows.ts';
import { roundingDifference } from './rounding-rows.ts';

export interface DocumentSums {
  /** Positive where we are owed. */
  readonly untaxed: Money;
  readonly tax: Money;
}

export interface Money {
  readonly currency: Decimal;
  readonly company: Decimal;
}

interface Installment extends Money {
  readonly due: string;
}

/** One receivable or payable row for each day on which something is due. */
export function syncTermRows(env: Env, move: Row, sums: DocumentSums, hasRows: boolean): void {
  const term = env.follow('account.move', move, 'invoice_payment_term_id');
  const parts = hasRows ? installments(env, move, term, sums) : [];
  const discount = earlyDiscount(env, move, term, sums);
  const days = [...new Set(parts.map(({ due }) => due))].sort();
  const several = term === undefined ? false : linesOf(env, term).length > 1;
  const wanted = parts
    .filter(({ due }, index) => parts.findIndex((other) => other.due === due) === index)
    .map(({ due }) => {
      const same = parts.filter((other) => other.due === due);
      const add = (pick: (part: Money) => Decimal): Decimal => sum(same.map(pick));
      return {
        key: keyFrom(due, discount.discount_date),
        values: {
          name: rowName(move, several ? days.indexOf(due) + 1 : undefined),
          account_id: counterpart(env, move),
          date_maturity: due,
          ...booked(
            add(({ currency }) => currency),
            add(({ company }) => company),
          ),
          ...discount,
        },
      };
    });
  syncRows(env, move, 'payment_term', wanted, (row) =>
    keyFrom(row['date_maturity'] ?? false, row['discount_date'] ?? false),
  );
}

/** The latest day on which something is due; undefined where no term says so. */
export function lastDueDate(env: Env, move: Row, start: string): string | undefined {
  const term = env.follow('account.move', move, 'invoice_payment_term_id');
  if (term === undefined) return undefined;
  return linesOf(env, term)
    .map((line) => dueDate(line, start))
    .sort()
    .at(-1);
}

function linesOf(env: Env, term: Row): Row[] {
  return env.db.rows('account.payment.term.line').filter((line) => line['payment_id'] === term.id);
}

function startOf(env: Env, move: Row): string {
  return String(move['invoice_date'] || move['date'] || env.today());
}

function installments(env: Env, move: Row, term: Row | undefined, sums: DocumentSums): Installment[] {
  const whole = total(sums);
  if (term === undefined) return [{ due: String(move['invoice_date_due']), ...whole }];
  const rule = env.follow('account.move', move, 'invoice_cash_rounding_id');
  const sign = directionSign(move) === -1 ? 1 : -1;
  const rate = rateOf(whole);
  const lines = linesOf(env, term);
  let left = whole;
  return lines.map((line, index) => {
    const part = index === lines.length - 1 ? left : portion(line, whole, rate, sign, rule);
    left = { currency: left.currency.minus(part.currency), company: left.company.minus(part.company) };
    return { due: dueDate(line, startOf(env, move)), ...part };
  });
}

function portion(line: Row, whole: Money, rate: Decimal, sign: 1 | -1, rule: Row | undefined): Money {
  const value = new Exact(Number(line['value_amount']));
  const plain =
    line['value'] === 'fixed'
      ? { currency: cents(value).times(sign), company: inCompany(value, rate).times(sign) }
      : {
          currency: cents(whole.currency.times(value).div(100)),
          company: cents(whole.company.times(value).div(100)),
        };
  return rule === undefined ? plain : roundedInCash(plain, rule, rate);
}

function roundedInCash(money: Money, rule: Row, rate: Decimal): Money {
  const difference = roundingDifference(rule, money.currency);
  if (difference.isZero()) return money;
  const currency = money.currency.plus(difference);
  return { currency, company: inCompany(currency, rate) };
}

function inCompany(amount: Decimal, rate: Decimal): Decimal {
  return rate.isZero() ? ZERO : cents(amount.div(rate));
}

function total({ untaxed, tax }: DocumentSums): Money {
  return { currency: untaxed.currency.plus(tax.currency), company: untaxed.company.plus(tax.company) };
}

function rateOf({ currency, company }: Money): Decimal {
  return company.isZero() ? ZERO : currency.div(company).abs();
}

/** What would be paid until the discount's last day; the same on each row, as Odoo allows one row only. */
function earlyDiscount(
  env: Env,
  move: Row,
  term: Row | undefined,
  sums: DocumentSums,
): Readonly<Record<'discount_date' | 'discount_amount_currency' | 'discount_balance', Json>> {
  if (term?.['early_discount'] !== true) {
    return { discount_date: false, discount_amount_currency: 0, discount_balance: 0 };
  }
  const percent = new Exact(Number(term['discount_percentage'])).div(100);
  const whole = total(sums);
  const base = term['early_pay_discount_computation'] === 'included' ? whole : sums.untaxed;
  const plain = {
    currency: cents(whole.currency.minus(base.currency.times(percent))),
    company: cents(whole.company.minus(base.company.times(percent))),
  };
  const rule = env.follow('account.move', move, 'invoice_cash_rounding_id');
  const money = rule === undefined ? plain : roundedInCash(plain, rule, rateOf(whole));
  return {
    discount_date: addDays(startOf(env, move), Number(term['discount_days'])),
    discount_amount_currency: double(money.currency),
    discount_balance: double(money.company),
  };
}

/** The reference that the customer pays with, and which installment it is. */
function rowName(move: Row, installment: number | undefined): Json {
  const reference = move['payment_reference'] || false;
  const ref = move['ref'] || false;
  const bill = String(move['move_type']).startsWith('in_');
  const both = reference !== false && ref !== false && ref !== reference;
  const base = both ? `${String(ref)} - ${String(reference)}` : reference || (bill ? ref : false);
  if (installment === undefined) return base;
  return `${base === false ? '' : String(base)} installment #${installment}`.trimStart();
}

/** The company's account for what customers owe, or for what it owes. */
function counterpart(env: Env, move: Row): Json {
  const type = String(move['move_type']).startsWith('out_') ? 'asset_receivable' : 'liability_payable';
  const account = env.db
    .rows('account.account')
    .find(
      (row) =>
        row['account_type'] === type &&
        env.ids('account.account', row, 'company_ids').includes(Number(move['company_id'])),
    );
  return account?.id ?? false;
}

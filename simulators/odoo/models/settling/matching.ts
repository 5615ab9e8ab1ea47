import type { Decimal } from 'decimal.js';
import { NotSimulated, userError } from '../../errors.ts';
import type { Row } from '../../orm/database.ts';
import type { Env } from '../../orm/env.ts';
import { put } from '../items/dynamic-rows.ts';
import { settleResiduals } from '../residuals.ts';
import { Exact, cents, double } from '../tax/decimal.ts';
import { bookDifference } from './exchange.ts';
import { settlePayments } from './payments.ts';

const LINE = 'account.move.line';
const PART = 'account.partial.reconcile';

/** The rows of a move that can be settled and are not, the earliest due first. */
export function openLines(env: Env, move: Row): Row[] {
  return env.db
    .where(LINE, 'move_id', move.id)
    .filter((line) => line['reconciled'] !== true)
    .filter((line) => isReceivable(env, line) && Number(line['amount_residual_currency']) !== 0)
    .sort((a, b) => String(a['date_maturity']).localeCompare(String(b['date_maturity'])) || a.id - b.id);
}

function isReceivable(env: Env, line: Row): boolean {
  const type = env.follow(LINE, line, 'account_id')?.['account_type'];
  return type === 'asset_receivable' || type === 'liability_payable';
}

/** Settles the open rows of moves against each other as far as they go (`reconcile`). */
export function matchMoves(env: Env, moves: readonly Row[]): void {
  const lines = moves.flatMap((move) => openLines(env, move));
  const debits = lines.filter((line) => Number(line['amount_residual_currency']) > 0);
  const credits = lines.filter((line) => Number(line['amount_residual_currency']) < 0);
  if (debits.length === 0 || credits.length === 0) {
    throw userError('You are trying to reconcile some entries that are already reconciled.');
  }
  for (const debit of debits) {
    for (const credit of credits) {
      if (Number(debit['amount_residual_currency']) > 0 && Number(credit['amount_residual_currency']) < 0) {
        matchPair(env, debit, credit);
      }
    }
  }
}

function matchPair(env: Env, debit: Row, credit: Row): void {
  if (debit['currency_id'] !== credit['currency_id']) {
    throw new NotSimulated('settles rows of one currency with each other.');
  }
  if (debit['account_id'] !== credit['account_id']) {
    throw userError('Entries are not from the same account.');
  }
  const open = (line: Row, name: string): Decimal => new Exact(Number(line[name])).abs();
  const [inDebit, inCredit] = [debit, credit].map((line) => open(line, 'amount_residual_currency'));
  if (inDebit === undefined || inCredit === undefined) return;
  const currency = inDebit.lt(inCredit) ? inDebit : inCredit;
  const company = amountInCompany(debit, credit, currency);
  const part = addPart(env, debit, credit, company.amount, currency);
  for (const line of [debit, credit]) settleOf(env, line);
  const last =
    [debit, credit]
      .map((line) => String(env.get(LINE, line, 'date')))
      .sort()
      .at(-1) ?? '';
  const differences: readonly (readonly [line: Row, done: boolean, share: Decimal])[] = [
    [debit, inDebit.equals(currency), company.ofDebit],
    [credit, inCredit.equals(currency), company.ofCredit],
  ];
  for (const [line, done, share] of differences) {
    const left = done ? open(line, 'amount_residual') : share.minus(company.amount);
    if (left.lte(0)) continue;
    const { entry, counter } = bookDifference(env, line, left, last);
    const [asDebit, asCredit] = line === debit ? [line, counter] : [counter, line];
    addPart(env, asDebit, asCredit, left, new Exact(0));
    env.db.set(part, 'exchange_move_id', entry.id);
    settleResiduals(env, entry);
    settleOf(env, line);
  }
  settleGroup(env, debit);
}

/** Euros for the part that is settled: the smaller of what each side's own rate makes of it. */
function amountInCompany(
  debit: Row,
  credit: Row,
  currency: Decimal,
): { amount: Decimal; ofDebit: Decimal; ofCredit: Decimal } {
  const half = new Exact(0.005);
  const side = (line: Row): { low: Decimal; share: Decimal; high: Decimal; left: Decimal } => {
    const rate = new Exact(Number(line['amount_currency'])).div(Number(line['balance']) || 1).abs();
    const left = new Exact(Number(line['amount_residual'])).abs();
    const share = cents(currency.div(rate));
    return {
      low: cents(currency.minus(half).div(rate)),
      share: share.lt(left) ? share : left,
      high: cents(currency.plus(half).div(rate)),
      left,
    };
  };
  const [one, other] = [side(debit), side(credit)];
  const close = (a: typeof one, b: typeof one): boolean => a.share.lte(b.high) && a.share.gte(b.low);
  if (close(one, other) && close(other, one)) {
    const amount = one.left.lt(other.left) ? one.left : other.left;
    return { amount, ofDebit: amount, ofCredit: amount };
  }
  const amount = one.share.lt(other.share) ? one.share : other.share;
  return { amount, ofDebit: one.share, ofCredit: other.share };
}

function addPart(env: Env, debit: Row, credit: Row, amount: Decimal, currency: Decimal): Row {
  const days = [debit, credit].map((line) => String(env.get(LINE, line, 'date')));
  const id = env.createOne(PART, {
    debit_move_id: debit.id,
    credit_move_id: credit.id,
    amount: double(amount),
    debit_amount_currency: double(currency),
    credit_amount_currency: double(currency),
    company_id: env.get(LINE, debit, 'company_id'),
    max_date: days.sort().at(-1) ?? false,
  });
  const part = env.db.row(PART, id);
  if (part === undefined) throw new NotSimulated('lost a partial reconciliation.');
  return part;
}

function settleOf(env: Env, line: Row): void {
  const move = env.follow(LINE, line, 'move_id');
  if (move !== undefined) settleResiduals(env, move);
}

/** Numbers the rows that settle each other: `P` and the first part's number until nothing is open. */
function settleGroup(env: Env, start: Row): void {
  const { lines, parts } = groupOf(env, start);
  const done = lines.every((line) => line['reconciled'] === true);
  const first = Math.min(...parts.map(({ id }) => id));
  const full = done
    ? (parts.find((p) => p['full_reconcile_id'])?.['full_reconcile_id'] ?? newFull(env))
    : false;
  for (const part of parts) put(env, part, { full_reconcile_id: full });
  const number = parts.length === 0 ? false : full === false ? `P${first}` : String(full);
  for (const line of lines) put(env, line, { full_reconcile_id: full, matching_number: number });
  settlePayments(env, lines);
}

function newFull(env: Env): number {
  return env.createOne('account.full.reconcile', {});
}

function groupOf(env: Env, start: Row): { lines: Row[]; parts: Row[] } {
  const lines = new Set<Row>([start]);
  const parts = new Set<Row>();
  for (const line of lines) {
    for (const part of env.db.rows(PART)) {
      const ends = [part['debit_move_id'], part['credit_move_id']];
      if (!ends.includes(line.id)) continue;
      parts.add(part);
      for (const id of ends) {
        const other = env.db.row(LINE, Number(id));
        if (other !== undefined) lines.add(other);
      }
    }
  }
  return { lines: [...lines], parts: [...parts] };
}

/** Takes back what has settled a move (`remove_move_reconcile`). */
export function unmatchMove(env: Env, move: Row): void {
  const lines = env.db.where(LINE, 'move_id', move.id);
  const touched = new Set<Row>(lines);
  const ids = new Set(lines.map(({ id }) => id));
  for (const part of env.db.rows(PART)) {
    const ends = [Number(part['debit_move_id']), Number(part['credit_move_id'])];
    if (!ends.some((id) => ids.has(id))) continue;
    if (part['exchange_move_id'] !== false) {
      throw new NotSimulated('does not take back settlements with an exchange difference.');
    }
    for (const id of ends) {
      const line = env.db.row(LINE, id);
      if (line !== undefined) touched.add(line);
    }
    env.unlink(PART, [part.id]);
  }
  for (const line of touched) settleOf(env, line);
  for (const line of touched) settleGroup(env, line);
}

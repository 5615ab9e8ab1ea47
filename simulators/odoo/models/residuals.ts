import type { Decimal } from 'decimal.js';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import { directionSign, isInvoice } from './direction.ts';
import { put } from './items/dynamic-rows.ts';
import { paymentState } from './settling/payment-state.ts';
import { Exact, ZERO, double, sum } from './tax/decimal.ts';

/** What is still open on the rows of a move and on the move, and what that makes of it. */
export function settleResiduals(env: Env, move: Row): void {
  const lines = env.db.where('account.move.line', 'move_id', move.id);
  for (const line of lines) settleLine(env, line);
  if (!isInvoice(move)) return;
  const open = lines.filter((line) => line['display_type'] === 'payment_term');
  const total = (name: string): Decimal => sum(open.map((line) => new Exact(Number(line[name]))));
  put(env, move, {
    amount_residual: double(total('amount_residual_currency').times(-directionSign(move))),
    amount_residual_signed: double(total('amount_residual')),
  });
  put(env, move, { payment_state: paymentState(env, move) });
}

function settleLine(env: Env, line: Row): void {
  const account = env.follow('account.move.line', line, 'account_id');
  if (account?.['reconcile'] !== true) {
    put(env, line, { amount_residual: 0, amount_residual_currency: 0, reconciled: false });
    return;
  }
  const company = new Exact(Number(line['balance'])).minus(matched(env, line, 'amount', 'amount'));
  const currency = new Exact(Number(line['amount_currency'])).minus(
    matched(env, line, 'debit_amount_currency', 'credit_amount_currency'),
  );
  put(env, line, {
    amount_residual: double(company),
    amount_residual_currency: double(currency),
    reconciled: company.isZero() && currency.isZero(),
  });
}

/** What other rows have taken off; negative on the credit side. */
function matched(env: Env, line: Row, asDebit: string, asCredit: string): Decimal {
  return env.db.rows('account.partial.reconcile').reduce<Decimal>((total, part) => {
    if (part['debit_move_id'] === line.id) return total.plus(Number(part[asDebit]));
    if (part['credit_move_id'] === line.id) return total.minus(Number(part[asCredit]));
    return total;
  }, ZERO);
}

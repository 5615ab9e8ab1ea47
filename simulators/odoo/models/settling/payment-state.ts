import type { Row } from '../../orm/database.ts';
import type { Env } from '../../orm/env.ts';

const REVERSED_BY: Readonly<Record<string, string>> = {
  out_invoice: 'out_refund',
  in_invoice: 'in_refund',
  out_refund: 'entry',
  in_refund: 'entry',
};

/** `payment_state` from what is open and what has settled the rest. */
export function paymentState(env: Env, move: Row): string {
  const empty = Number(move['amount_total']) === 0;
  if (move['state'] === 'cancel' || (move['state'] === 'draft' && empty)) return 'not_paid';
  const others = counterparts(env, move);
  if (Number(move['amount_residual']) !== 0) return others.length > 0 ? 'partial' : 'not_paid';
  const payments = others
    .map((other) => env.follow('account.move', other, 'origin_payment_id'))
    .filter((payment) => payment !== undefined);
  if (payments.length > 0) {
    return payments.every((payment) => payment['is_matched'] === true) ? 'paid' : whenPaid(env);
  }
  const kinds = new Set(others.map((other) => String(other['move_type'])));
  const reversing = REVERSED_BY[String(move['move_type'])] ?? '';
  const reversed = kinds.has(reversing) && [...kinds].every((kind) => kind === reversing || kind === 'entry');
  return reversed ? 'reversed' : 'paid';
}

/** The accounting application, which only Enterprise has, waits for the bank statement. */
function whenPaid(env: Env): string {
  const accounting = env.db
    .rows('ir.module.module')
    .find((module) => module['name'] === 'account_accountant' && module['state'] === 'installed');
  return accounting === undefined ? 'paid' : 'in_payment';
}

/** The moves that have settled something of what is owed on this one. */
function counterparts(env: Env, move: Row): Row[] {
  const mine = new Set(
    env.db
      .where('account.move.line', 'move_id', move.id)
      .filter((line) => line['display_type'] === 'payment_term')
      .map((line) => line.id),
  );
  const ends = env.db.rows('account.partial.reconcile').flatMap((part) => {
    const [debit, credit] = [Number(part['debit_move_id']), Number(part['credit_move_id'])];
    if (mine.has(debit)) return [credit];
    return mine.has(credit) ? [debit] : [];
  });
  const lines = ends.map((id) => env.db.row('account.move.line', id));
  return lines
    .map((line) => env.db.row('account.move', Number(line?.['move_id'])))
    .filter((other) => other !== undefined && other.id !== move.id)
    .filter((other) => other !== undefined);
}

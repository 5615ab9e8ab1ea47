import type { Decimal } from 'decimal.js';
import { NotSimulated } from '../../errors.ts';
import type { Row } from '../../orm/database.ts';
import type { Env } from '../../orm/env.ts';
import { double } from '../tax/decimal.ts';
import { bookEntry } from './entries.ts';

const NAME = 'Currency exchange rate difference';

/** An entry that takes from a row what another day's rate has left over, and that entry's own row against it. */
export function bookDifference(
  env: Env,
  line: Row,
  left: Decimal,
  day: string,
): { readonly entry: Row; readonly counter: Row } {
  const company = env.follow('account.move.line', line, 'company_id');
  const journal = env.db
    .rows('account.journal')
    .find((row) => row['code'] === 'EXCH' && row['company_id'] === company?.id);
  if (company === undefined || journal === undefined) throw new NotSimulated('has no exchange journal.');
  // What is left over on the debit side was lost.
  const lost = Number(line['balance']) > 0;
  const amount = double(lost ? left.negated() : left);
  const account = lost ? 'expense_currency_exchange_account_id' : 'income_currency_exchange_account_id';
  const entry = bookEntry(
    env,
    journal,
    { date: monthEnd(env, day), currency_id: line['currency_id'] ?? false },
    [
      {
        account: line['account_id'] ?? false,
        currency: 0,
        balance: amount,
        name: NAME,
        more: { partner_id: line['partner_id'] ?? false },
      },
      { account: company[account] ?? false, currency: 0, balance: -amount, name: NAME },
    ],
  );
  const counter = env.db.where('account.move.line', 'move_id', entry.id)[0];
  if (counter === undefined) throw new NotSimulated('lost the row of an exchange difference.');
  return { entry, counter };
}

/** Past months are booked on their last day, the current one today. */
function monthEnd(env: Env, day: string): string {
  const today = env.today();
  if (day.slice(0, 7) >= today.slice(0, 7)) return day > today ? day : today;
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

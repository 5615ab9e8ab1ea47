import type { Row } from '../../orm/database.ts';
import type { Env } from '../../orm/env.ts';
import { startValues } from '../../orm/start-values.ts';
import type { Json, JsonObject } from '../../schema/types.ts';
import { followName, nextNumber } from '../numbers.ts';
import { booked } from '../items/dynamic-rows.ts';
import { settleResiduals } from '../residuals.ts';
import { Exact } from '../tax/decimal.ts';

export interface EntryLine {
  readonly account: Json;
  readonly currency: number;
  readonly balance: number;
  readonly name: string;
  readonly more?: JsonObject;
}

/** A posted entry of the ledger that is no invoice: a payment, an exchange difference. */
export function bookEntry(env: Env, journal: Row, values: JsonObject, lines: readonly EntryLine[]): Row {
  const entry = insert(env, 'account.move', {
    move_type: 'entry',
    state: 'draft',
    journal_id: journal.id,
    company_id: journal['company_id'] ?? false,
    ...values,
  });
  for (const { account, currency, balance, name, more } of lines) {
    insert(env, 'account.move.line', {
      move_id: entry.id,
      display_type: 'product',
      currency_id: entry['currency_id'] ?? false,
      partner_id: entry['partner_id'] ?? false,
      account_id: account,
      name,
      ...booked(new Exact(currency), new Exact(balance)),
      ...more,
    });
  }
  const total = lines.reduce((sum, { currency }) => sum + Math.max(0, currency), 0);
  env.db.set(entry, 'amount_total', total);
  env.db.set(entry, 'name', nextNumber(env, entry));
  env.db.set(entry, 'state', 'posted');
  env.db.set(entry, 'posted_before', true);
  followName(env, entry);
  settleResiduals(env, entry);
  return entry;
}

function insert(env: Env, model: string, values: JsonObject): Row {
  const now = env.db.timestamp();
  return env.db.insert(model, {
    ...startValues(env.model(model).fields),
    create_date: now,
    create_uid: env.uid,
    write_date: now,
    write_uid: env.uid,
    ...values,
  });
}

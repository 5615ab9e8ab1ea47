import type { Row } from '../../orm/database.ts';
import type { Env } from '../../orm/env.ts';
import { isRefund } from '../direction.ts';
import { matchMoves, openLines } from './matching.ts';

/** A credit note that is made from an invoice settles what of it is open, as soon as it is posted. */
export function settleNote(env: Env, note: Row): void {
  const invoice = isRefund(note) ? env.follow('account.move', note, 'reversed_entry_id') : undefined;
  if (invoice === undefined || invoice['state'] !== 'posted') return;
  if (openLines(env, invoice).length > 0 && openLines(env, note).length > 0) matchMoves(env, [invoice, note]);
}

import { NotSimulated, userError } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { Json } from '../schema/types.ts';
import { isSale } from './direction.ts';
import { rowsOf } from './items/dynamic-rows.ts';
import { syncItems } from './items/sync.ts';
import { followDates } from './move-follows.ts';
import { followName, nextNumber } from './numbers.ts';
import { settleNote } from './settling/notes.ts';
import { settleResiduals } from './residuals.ts';
import { finnishReference, finnishRfReference } from './references.ts';

const MODEL = 'account.move';

/** `action_post`: checks, dates, number, reference; all moves or none. Odoo answers `false`. */
export function postMoves(env: Env, ids: readonly number[]): Json {
  for (const row of env.browse(MODEL, ids, 'write')) post(env, row);
  return false;
}

function post(env: Env, row: Row): void {
  if (row['state'] !== 'draft') {
    throw userError(`The entry ${env.displayName(MODEL, row)} (id ${row.id}) must be in draft.`);
  }
  if (rowsOf(env, row, 'product').length === 0) throw userError('You need to add a line before posting.');
  if (row['partner_id'] === false) {
    throw userError(
      isSale(row)
        ? "The field 'Customer' is required, please complete it to validate the Customer Invoice."
        : "The field 'Vendor' is required, please complete it to validate the Vendor Bill.",
    );
  }
  setDates(env, row);
  syncItems(env, row);
  if (Number(row['amount_total']) < 0) {
    throw userError(
      'You cannot validate an invoice with a negative total amount. You should create a credit note instead.',
    );
  }
  const db = env.db;
  if (row['name'] === false || row['name'] === '/') db.set(row, 'name', nextNumber(env, row));
  db.set(row, 'state', 'posted');
  followName(env, row);
  db.set(row, 'posted_before', true);
  if (row['move_type'] === 'out_invoice' && row['payment_reference'] === false) {
    db.set(row, 'payment_reference', reference(env, row));
    // The rows of what is owed are named after the reference.
    syncItems(env, row);
  }
  settleResiduals(env.sudo(), row);
  settleNote(env.sudo(), row);
  raiseRank(env, row);
  stamp(env, row);
}

function setDates(env: Env, row: Row): void {
  if (row['invoice_date'] === false) {
    if (!isSale(row)) throw userError('The Bill/Refund date is required to validate this document.');
    env.db.set(row, 'invoice_date', env.today());
  }
  followDates(env, row, ['invoice_currency_rate']);
  const day = String(row['invoice_date']);
  const locked = lockDate(env, row);
  if (isSale(row)) {
    // A locked day moves the accounting date, not the invoice's own.
    env.db.set(row, 'date', locked !== undefined && day <= locked ? env.today() : day);
  } else if (locked !== undefined && String(row['date']) <= locked) {
    throw new NotSimulated('does not know which accounting date a vendor bill gets in a locked period.');
  }
}

function lockDate(env: Env, row: Row): string | undefined {
  const company = env.sudo().follow(MODEL, row, 'company_id');
  const names = [
    'fiscalyear_lock_date',
    'hard_lock_date',
    'tax_lock_date',
    isSale(row) ? 'sale_lock_date' : 'purchase_lock_date',
  ];
  const dates = names.map((name) => company?.[name]).filter((day): day is string => typeof day === 'string');
  return dates.sort().at(-1);
}

function reference(env: Env, row: Row): string {
  const journal = env.sudo().follow(MODEL, row, 'journal_id');
  const name = String(row['name']);
  if (journal?.['invoice_reference_type'] !== 'invoice') {
    throw new NotSimulated('makes payment references per invoice, not per partner.');
  }
  const model = journal['invoice_reference_model'];
  switch (model) {
    case 'fi':
      return finnishReference(name);
    case 'fi_rf':
      return finnishRfReference(name);
    case 'odoo':
      return name;
    default:
      throw new NotSimulated(`does not make payment references of the model ${String(model)}.`);
  }
}

/** Partners count what was posted for them. */
function raiseRank(env: Env, row: Row): void {
  const rank = isSale(row) ? 'customer_rank' : 'supplier_rank';
  const sudo = env.sudo();
  for (const id of new Set([row['partner_id'], row['commercial_partner_id']])) {
    const partner = typeof id === 'number' ? sudo.db.row('res.partner', id) : undefined;
    if (partner !== undefined) sudo.db.set(partner, rank, Number(partner[rank]) + 1);
  }
}

/** `button_draft`: back to draft; the number stays. */
export function resetToDraft(env: Env, ids: readonly number[]): Json {
  for (const row of env.browse(MODEL, ids, 'write')) {
    if (row['state'] !== 'posted' && row['state'] !== 'cancel') {
      throw userError('Only posted/cancelled journal entries can be reset to draft.');
    }
    const journal = env.sudo().follow(MODEL, row, 'journal_id');
    if (row['state'] === 'posted' && journal?.['restrict_mode_hash_table'] === true) {
      throw userError(
        "You can't reset to draft those journal entries. You need to request a cancellation instead.",
      );
    }
    env.db.set(row, 'state', 'draft');
    stamp(env, row);
  }
  return null;
}

/** `button_cancel`: a posted move goes through draft, as Odoo 19 does by itself. */
export function cancelMoves(env: Env, ids: readonly number[]): Json {
  for (const row of env.browse(MODEL, ids, 'write')) {
    if (row['state'] === 'posted') resetToDraft(env, [row.id]);
    if (row['state'] !== 'draft') throw userError('Only draft journal entries can be cancelled.');
    env.db.set(row, 'state', 'cancel');
    settleResiduals(env.sudo(), row);
    stamp(env, row);
  }
  return null;
}

function stamp(env: Env, row: Row): void {
  env.db.set(row, 'write_date', env.db.timestamp());
  env.db.set(row, 'write_uid', env.uid);
}

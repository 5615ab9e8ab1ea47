import { validationError } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import { isRefund, isSale } from './direction.ts';

const MODEL = 'account.move';

/**
 * `INV/2026/00001` per journal and year, credit notes `RINV/…`, payments `PBNK1/…`; bills and other entries per
 * month, `BILL/2026/11/0001`.
 */
export function nextNumber(env: Env, row: Row): string {
  const journal = env.sudo().follow(MODEL, row, 'journal_id');
  const [year = '', month = ''] = String(row['date']).split('-');
  const yearly = isSale(row) || row['origin_payment_id'] !== false;
  const series = isRefund(row) && journal?.['refund_sequence'] === true ? 'R' : '';
  const code = `${row['origin_payment_id'] === false ? series : 'P'}${String(journal?.['code'])}`;
  const prefix = yearly ? `${code}/${year}/` : `${code}/${year}/${month}/`;
  const used = env.db
    .where(MODEL, 'sequence_prefix', prefix)
    .filter((other) => other['journal_id'] === journal?.id)
    .reduce((highest, other) => Math.max(highest, Number(other['sequence_number'])), 0);
  return prefix + String(used + 1).padStart(yearly ? 5 : 4, '0');
}

/** Keeps the parts of a number: what stands before its last digits, and those digits. */
export function followName(env: Env, row: Row): void {
  const name = row['name'];
  const match = typeof name === 'string' ? /^(.*?)(\d{1,9})$/.exec(name) : null;
  env.db.set(row, 'sequence_prefix', match?.[1] ?? false);
  env.db.set(row, 'sequence_number', Number(match?.[2] ?? 0));
  const twin = env.db
    .where(MODEL, 'name', typeof name === 'string' ? name : false)
    .find(
      (other) =>
        other.id !== row.id &&
        other['journal_id'] === row['journal_id'] &&
        other['state'] === 'posted' &&
        row['state'] === 'posted',
    );
  if (twin !== undefined) throw validationError('Another entry with the same name already exists.');
}

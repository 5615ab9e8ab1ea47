import { z } from 'zod';
import { finnishReference } from './models/references.ts';
import type { Row } from './orm/database.ts';
import type { Env } from './orm/env.ts';
import { createInvoice, invoiceFields, readWanted } from './people-actions.ts';
import type { Json, JsonObject } from './schema/types.ts';

const MOVE = 'account.move';
const LINE = 'account.move.line';

const manySchema = z.strictObject({
  ...invoiceFields,
  count: z.number().int().min(1).max(100_000),
  date: z.iso.date(),
});
export type ManyInvoicesWanted = z.input<typeof manySchema>;

/**
 * Posts one invoice as a person would, and has as many more in the books as if they had been posted that day: the same
 * but for number and reference. Nothing follows from those: no counter, message or automation. Answers all ids.
 */
export function createManyInvoices(env: Env, input: unknown): number[] {
  const { count, ...wanted } = readWanted(manySchema, input);
  const first = createInvoice(env, { ...wanted, post: true });
  const move = env.db.row(MOVE, first);
  if (move === undefined) throw new Error('the invoice is gone');
  age(env, move, wanted.date);
  const lines = env.db.where(LINE, 'move_id', first);
  for (const line of lines) age(env, line, wanted.date);
  const ids = [first];
  for (let index = 1; index < count; index += 1) ids.push(copy(env, move, lines, index));
  env.db.takeChanges();
  return ids;
}

/** As if it had been written at noon of its day. */
function age(env: Env, row: Row, day: string): void {
  for (const name of ['create_date', 'write_date']) env.db.set(row, name, `${day} 12:00:00`);
}

function copy(env: Env, move: Row, lines: readonly Row[], index: number): number {
  const before = String(move['name']);
  const digits = before.length - String(move['sequence_prefix']).length;
  const number = Number(move['sequence_number']) + index;
  const name = `${String(move['sequence_prefix'])}${String(number).padStart(digits, '0')}`;
  const reference = move['payment_reference'] ?? false;
  const own = referenceOf(reference, before, name);
  const { id: _id, ...values } = move;
  const made = env.db.insert(MOVE, {
    ...values,
    name,
    sequence_number: number,
    payment_reference: own,
    access_token: false,
  });
  for (const line of lines) {
    const { id: _lineId, ...rest } = line;
    const label: JsonObject = rest['name'] === reference ? { name: own } : {};
    env.db.insert(LINE, { ...rest, ...label, move_id: made.id });
  }
  return made.id;
}

/** Only references that are made from the number differ from one invoice to the next. */
function referenceOf(reference: Json, before: string, name: string): Json {
  if (reference === before) return name;
  return reference === finnishReference(before) ? finnishReference(name) : reference;
}

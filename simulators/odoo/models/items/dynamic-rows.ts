import type { Decimal } from 'decimal.js';
import type { Row } from '../../orm/database.ts';
import type { Env } from '../../orm/env.ts';
import { startValues } from '../../orm/start-values.ts';
import type { Json, JsonObject } from '../../schema/types.ts';
import { double } from '../tax/decimal.ts';

const MODEL = 'account.move.line';

/** The rows that Odoo makes by itself, in the order of its own work. */
export type DynamicKind = 'epd' | 'tax' | 'rounding' | 'payment_term';

const SEQUENCES: Readonly<Record<DynamicKind, number>> = {
  epd: 100,
  tax: 10_000,
  rounding: 11_000,
  payment_term: 12_000,
};

export interface WantedRow {
  /** Rows with the same key stay the same record. */
  readonly key: string;
  readonly values: JsonObject;
}

export function rowsOf(env: Env, move: Row, kind: string): Row[] {
  return env.db.where(MODEL, 'move_id', move.id).filter((line) => line['display_type'] === kind);
}

export function put(env: Env, row: Row, values: JsonObject): void {
  for (const [name, value] of Object.entries(values)) {
    if (JSON.stringify(row[name]) !== JSON.stringify(value)) env.db.set(row, name, value);
  }
}

/** Makes the rows of one kind what they should be; records are kept where they can be. */
export function syncRows(
  env: Env,
  move: Row,
  kind: DynamicKind,
  wanted: readonly WantedRow[],
  keyOf: (row: Row) => string,
): void {
  const existing = rowsOf(env, move, kind);
  const kept = new Map<WantedRow, Row>();
  for (const want of wanted) {
    const same = existing.find((row) => keyOf(row) === want.key && ![...kept.values()].includes(row));
    if (same !== undefined) kept.set(want, same);
  }
  const spare = existing.filter((row) => ![...kept.values()].includes(row));
  for (const want of wanted) {
    const row = kept.get(want) ?? spare.shift() ?? insert(env, move, kind);
    put(env, row, {
      currency_id: move['currency_id'] ?? false,
      partner_id: move['commercial_partner_id'] ?? false,
      ...want.values,
    });
  }
  for (const row of spare) env.db.remove(MODEL, row.id);
}

function insert(env: Env, move: Row, kind: DynamicKind): Row {
  const now = env.db.timestamp();
  const { fields } = env.model(MODEL);
  return env.db.insert(MODEL, {
    ...startValues(fields),
    create_date: now,
    create_uid: env.uid,
    write_date: now,
    write_uid: env.uid,
    move_id: move.id,
    display_type: kind,
    sequence: SEQUENCES[kind],
  });
}

/** An amount in both currencies, and its side. */
export function booked(currency: Decimal, balance: Decimal): JsonObject {
  const side = (amount: Decimal): number => (amount.isPositive() ? double(amount) : 0);
  return {
    amount_currency: double(currency),
    balance: double(balance),
    debit: side(balance),
    credit: side(balance.negated()),
  };
}

/** A key from values, whatever their order. */
export function keyFrom(...parts: readonly Json[]): string {
  return JSON.stringify(parts);
}

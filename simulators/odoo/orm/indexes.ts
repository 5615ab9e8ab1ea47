import type { Json } from '../schema/types.ts';
import type { Row } from './database.ts';

export type Scalar = boolean | number | string | null;

type ByValue = Map<Scalar, Set<number>>;

const isScalar = (value: Json | undefined): value is Scalar =>
  value !== undefined && (typeof value !== 'object' || value === null);

/** Which rows of one table hold a value, for the fields that somebody has asked about; kept in step from then on. */
export class TableIndex {
  readonly #fields = new Map<string, ByValue>();

  /** Ids of the rows whose field holds the value, ascending. */
  find(rows: Iterable<Row>, field: string, value: Scalar): number[] {
    const known = this.#fields.get(field) ?? this.#build(rows, field);
    return [...(known.get(value) ?? [])].sort((a, b) => a - b);
  }

  added(row: Row): void {
    for (const [field, byValue] of this.#fields) put(byValue, row[field], row.id);
  }

  removed(row: Row): void {
    for (const [field, byValue] of this.#fields) drop(byValue, row[field], row.id);
  }

  changed(id: number, field: string, before: Json | undefined, after: Json | undefined): void {
    const byValue = this.#fields.get(field);
    if (byValue === undefined || before === after) return;
    drop(byValue, before, id);
    put(byValue, after, id);
  }

  #build(rows: Iterable<Row>, field: string): ByValue {
    const byValue: ByValue = new Map();
    this.#fields.set(field, byValue);
    for (const row of rows) put(byValue, row[field], row.id);
    return byValue;
  }
}

function put(byValue: ByValue, value: Json | undefined, id: number): void {
  if (!isScalar(value)) return;
  const ids = byValue.get(value);
  if (ids === undefined) byValue.set(value, new Set([id]));
  else ids.add(id);
}

function drop(byValue: ByValue, value: Json | undefined, id: number): void {
  if (isScalar(value)) byValue.get(value)?.delete(id);
}

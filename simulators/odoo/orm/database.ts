import type { LogicalClock } from '../../shared/clock.ts';
import { COMMON_FIELDS } from '../schema/types.ts';
import type { FieldDef, Json, ModelDef } from '../schema/types.ts';

/** One stored record. Values are as Odoo's JSON shows them: `false` for empty, ids for relations. */
export interface Row {
  id: number;
  [field: string]: Json;
}

/** `module.name` → what it stands for. */
export interface ExternalId {
  readonly model: string;
  readonly id: number;
}

/**
 * The tables, the models that describe them, and the undo log of the call under way: one call is one
 * transaction, and nothing of it stays when it fails.
 */
export class Database {
  readonly clock: LogicalClock;
  readonly #models = new Map<string, ModelDef>();
  readonly #tables = new Map<string, Map<number, Row>>();
  readonly #lastId = new Map<string, number>();
  #undo: (() => void)[] | undefined;
  /** Records whose values are just being put in place: what follows from their rows waits until they are. */
  readonly writing = new Set<Row>();

  constructor(models: readonly ModelDef[], clock: LogicalClock) {
    this.clock = clock;
    for (const model of models) {
      this.#models.set(model.name, model);
      this.#tables.set(model.name, new Map());
    }
  }

  /** Runs a call: its changes stay if it returns, and are undone if it throws. */
  transaction<T>(work: () => T): { result: T; changed: boolean } {
    const log: (() => void)[] = [];
    this.#undo = log;
    this.writing.clear();
    try {
      const result = work();
      return { result, changed: log.length > 0 };
    } catch (error) {
      for (const step of log.reverse()) step();
      throw error;
    } finally {
      this.#undo = undefined;
    }
  }

  /** Work within the call that may fail by itself (the rows of `load`): undone alone, or kept. */
  savepoint<T>(work: () => T): T {
    const outer = this.#undo;
    const log: (() => void)[] = [];
    this.#undo = log;
    try {
      const result = work();
      outer?.push(...log);
      return result;
    } catch (error) {
      for (const step of log.reverse()) step();
      throw error;
    } finally {
      this.#undo = outer;
    }
  }

  model(name: string): ModelDef | undefined {
    return this.#models.get(name);
  }

  models(): ModelDef[] {
    return [...this.#models.values()];
  }

  field(model: string, name: string): FieldDef | undefined {
    const def = this.#models.get(model);
    if (def === undefined) return undefined;
    if (Object.hasOwn(def.fields, name)) return def.fields[name];
    return Object.hasOwn(COMMON_FIELDS, name) ? COMMON_FIELDS[name] : undefined;
  }

  /** Adds or replaces a field (`field` given) or takes it away, for every later call. */
  setField(model: string, name: string, field: FieldDef | undefined): void {
    const def = this.#models.get(model);
    if (def === undefined) throw new Error(`no model ${model}`);
    const others = Object.fromEntries(Object.entries(def.fields).filter(([key]) => key !== name));
    const fields = field === undefined ? others : { ...def.fields, [name]: field };
    this.#models.set(model, { ...def, fields });
    this.#changed(() => this.#models.set(model, def));
  }

  rows(model: string): Row[] {
    return [...this.#table(model).values()];
  }

  row(model: string, id: number): Row | undefined {
    return this.#table(model).get(id);
  }

  insert(model: string, values: Record<string, Json>): Row {
    const id = (this.#lastId.get(model) ?? 0) + 1;
    // Like a database sequence, the number is not given back when the call fails.
    this.#lastId.set(model, id);
    const row: Row = { ...values, id };
    const table = this.#table(model);
    table.set(id, row);
    this.#changed(() => table.delete(id));
    return row;
  }

  set(row: Row, field: string, value: Json): void {
    const had = Object.hasOwn(row, field);
    const before = row[field];
    row[field] = value;
    this.#changed(() => {
      if (had && before !== undefined) row[field] = before;
      else delete row[field];
    });
  }

  remove(model: string, id: number): void {
    const table = this.#table(model);
    const row = table.get(id);
    if (row === undefined) return;
    table.delete(id);
    this.#changed(() => table.set(id, row));
  }

  /** What an external id stands for; undefined when nobody gave it or the record is gone. */
  externalId(complete: string): ExternalId | undefined {
    const dot = complete.indexOf('.');
    const module = complete.slice(0, dot);
    const name = complete.slice(dot + 1);
    const found = this.rows('ir.model.data').find((row) => row['module'] === module && row['name'] === name);
    if (found === undefined) return undefined;
    const { model, res_id: id } = found;
    return typeof model === 'string' && typeof id === 'number' ? { model, id } : undefined;
  }

  /** The moment as Odoo writes it: UTC, without a zone. */
  timestamp(): string {
    return this.clock.now().toISOString().slice(0, 19).replace('T', ' ');
  }

  #table(model: string): Map<number, Row> {
    const table = this.#tables.get(model);
    if (table === undefined) throw new Error(`no table for ${model}`);
    return table;
  }

  #changed(undo: () => void): void {
    this.#undo?.push(undo);
  }
}

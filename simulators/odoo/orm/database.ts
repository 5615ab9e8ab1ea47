import type { LogicalClock } from '../../shared/clock.ts';
import { COMMON_FIELDS } from '../schema/types.ts';
import type { FieldDef, Json, ModelDef } from '../schema/types.ts';
import { TableIndex } from './indexes.ts';
import type { Scalar } from './indexes.ts';

/** One stored record. Values are as Odoo's JSON shows them: `false` for empty, ids for relations. */
export interface Row {
  id: number;
  [field: string]: Json;
}

interface Table {
  readonly model: string;
  readonly rows: Map<number, Row>;
  readonly index: TableIndex;
}

/** A record as it was before a call, undefined for one that the call made, and as it is. */
export interface Change {
  readonly model: string;
  readonly row: Row;
  readonly before: Row | undefined;
}

/** A webhook that goes out when the call is done. */
export interface WebhookPost {
  readonly url: string;
  readonly action: number;
  readonly model: string;
  readonly id: number;
  readonly body: string;
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
  readonly #tables = new Map<string, Table>();
  readonly #tableOf = new WeakMap<Row, Table>();
  readonly #lastId = new Map<string, number>();
  #undo: (() => void)[] | undefined;
  /** Told about every value that changes, while it is still possible to undo it. */
  onChange: ((model: string, row: Row, field: string) => void) | undefined;
  /** Asked before records go; may refuse by throwing. */
  onRemoval: ((user: Row, model: string, rows: readonly Row[]) => void) | undefined;
  /** Told when automations have changed. */
  onAutomations: (() => void) | undefined;
  #watched: ReadonlySet<string> = new Set();
  #changes = new Map<Row, Change>();
  #posts: WebhookPost[] = [];
  #schemaVersion = 0;
  /** Records whose values are just being put in place: what follows from their rows waits until they are. */
  readonly writing = new Set<Row>();

  constructor(models: readonly ModelDef[], clock: LogicalClock) {
    this.clock = clock;
    for (const model of models) {
      this.#models.set(model.name, model);
      this.#tables.set(model.name, { model: model.name, rows: new Map(), index: new TableIndex() });
    }
  }

  /** A database with all that another one holds, and from then on apart from it. Nobody follows its changes yet. */
  static copyOf(other: Database, clock: LogicalClock): Database {
    const copy = new Database(other.models(), clock);
    for (const [model, { rows }] of other.#tables) {
      const table = copy.#table(model);
      for (const row of rows.values()) {
        const own = structuredClone(row);
        copy.#tableOf.set(own, table);
        copy.#put(table, own);
      }
    }
    for (const [model, id] of other.#lastId) copy.#lastId.set(model, id);
    copy.#schemaVersion = other.#schemaVersion;
    return copy;
  }

  /** Runs a call: its changes stay if it returns, and are undone if it throws. */
  transaction<T>(work: () => T): { result: T; changed: boolean } {
    const log: (() => void)[] = [];
    this.#undo = log;
    this.writing.clear();
    this.#changes.clear();
    this.#posts = [];
    try {
      const result = work();
      return { result, changed: log.length > 0 };
    } catch (error) {
      for (const step of log.reverse()) step();
      this.#posts = [];
      throw error;
    } finally {
      this.#undo = undefined;
      this.#changes.clear();
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

  /** Keeps account of the changes of these models' records from now on. */
  watch(models: ReadonlySet<string>): void {
    const before = this.#watched;
    this.#watched = models;
    this.#changed(() => {
      this.#watched = before;
    });
  }

  /** The watched records that the call has changed since it was asked last. */
  takeChanges(): Change[] {
    const changes = [...this.#changes.values()];
    this.#changes.clear();
    return changes;
  }

  /** Counts a write that left a record as it was. */
  touch(row: Row): void {
    const table = this.#tableOf.get(row);
    if (table !== undefined) this.#note(table, row, 'there');
  }

  /** Has a webhook sent once the call has succeeded. */
  post(webhook: WebhookPost): void {
    this.#posts.push(webhook);
  }

  takePosts(): WebhookPost[] {
    const posts = this.#posts;
    this.#posts = [];
    return posts;
  }

  /** Another number whenever models or fields have changed. */
  get schemaVersion(): number {
    return this.#schemaVersion;
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
    this.#define(model, { ...def, fields });
    this.#changed(() => this.#define(model, def));
  }

  /** Adds a model that people make, with an empty table. */
  addModel(def: ModelDef): void {
    this.#define(def.name, def);
    this.#tables.set(def.name, { model: def.name, rows: new Map(), index: new TableIndex() });
    this.#changed(() => this.#forget(def.name));
  }

  /** Changes what a model says of itself. */
  changeModel(name: string, change: Partial<Pick<ModelDef, 'label' | 'order'>>): void {
    const def = this.#models.get(name);
    if (def === undefined) throw new Error(`no model ${name}`);
    this.#define(name, { ...def, ...change });
    this.#changed(() => this.#define(name, def));
  }

  /** Takes a model away, with its table. */
  dropModel(name: string): void {
    const [def, table] = [this.#models.get(name), this.#tables.get(name)];
    if (def === undefined || table === undefined) return;
    this.#forget(name);
    this.#changed(() => {
      this.#define(name, def);
      this.#tables.set(name, table);
    });
  }

  rows(model: string): Row[] {
    return [...this.#table(model).rows.values()];
  }

  row(model: string, id: number): Row | undefined {
    return this.#table(model).rows.get(id);
  }

  /** The rows whose field holds just this value, by id; quick however many others there are. */
  where(model: string, field: string, value: Scalar): Row[] {
    const { rows, index } = this.#table(model);
    const found = index.find(rows.values(), field, value).map((id) => rows.get(id));
    return found.filter((row) => row !== undefined);
  }

  insert(model: string, values: Record<string, Json>): Row {
    const id = (this.#lastId.get(model) ?? 0) + 1;
    // Like a database sequence, the number is not given back when the call fails.
    this.#lastId.set(model, id);
    const row: Row = { ...values, id };
    const table = this.#table(model);
    this.#tableOf.set(row, table);
    this.#note(table, row, 'new');
    this.#put(table, row);
    this.#changed(() => this.#drop(table, row));
    return row;
  }

  set(row: Row, field: string, value: Json): void {
    this.#assign(row, field, value);
  }

  /** Takes a value away as if it had never been written. */
  unset(row: Row, field: string): void {
    if (Object.hasOwn(row, field)) this.#assign(row, field, undefined);
  }

  remove(model: string, id: number): void {
    const table = this.#table(model);
    const row = table.rows.get(id);
    if (row === undefined) return;
    this.#drop(table, row);
    this.#changed(() => this.#put(table, row));
  }

  /** What an external id stands for; undefined when nobody gave it or the record is gone. */
  externalId(complete: string): ExternalId | undefined {
    const dot = complete.indexOf('.');
    const module = complete.slice(0, dot);
    const name = complete.slice(dot + 1);
    const found = this.where('ir.model.data', 'name', name).find((row) => row['module'] === module);
    if (found === undefined) return undefined;
    const { model, res_id: id } = found;
    return typeof model === 'string' && typeof id === 'number' ? { model, id } : undefined;
  }

  /** The moment as Odoo writes it: UTC, without a zone. */
  timestamp(): string {
    return this.clock.now().toISOString().slice(0, 19).replace('T', ' ');
  }

  #table(model: string): Table {
    const table = this.#tables.get(model);
    if (table === undefined) throw new Error(`no table for ${model}`);
    return table;
  }

  #note(table: Table, row: Row, how: 'new' | 'there'): void {
    if (!this.#watched.has(table.model) || this.#changes.has(row)) return;
    const before = how === 'new' ? undefined : { ...row };
    this.#changes.set(row, { model: table.model, row, before });
  }

  #forget(name: string): void {
    this.#models.delete(name);
    this.#tables.delete(name);
    this.#schemaVersion += 1;
  }

  #define(name: string, def: ModelDef): void {
    this.#models.set(name, def);
    this.#schemaVersion += 1;
  }

  #put(table: Table, row: Row): void {
    table.rows.set(row.id, row);
    table.index.added(row);
  }

  #drop(table: Table, row: Row): void {
    table.rows.delete(row.id);
    table.index.removed(row);
  }

  #assign(row: Row, field: string, value: Json | undefined): void {
    const before = Object.hasOwn(row, field) ? row[field] : undefined;
    const table = this.#tableOf.get(row);
    if (table !== undefined) this.#note(table, row, 'there');
    this.#replace(row, field, before, value);
    this.#changed(() => this.#replace(row, field, value, before));
    if (table !== undefined && before !== value) this.onChange?.(table.model, row, field);
  }

  #replace(row: Row, field: string, before: Json | undefined, after: Json | undefined): void {
    if (after === undefined) delete row[field];
    else row[field] = after;
    this.#tableOf.get(row)?.index.changed(row.id, field, before, after);
  }

  #changed(undo: () => void): void {
    this.#undo?.push(undo);
  }
}

import { startValues } from '../orm/start-values.ts';
import type { Database } from '../orm/database.ts';
import type { JsonObject } from '../schema/types.ts';

/** Puts the first records in place, before there is anybody who could create them. */
export class Seeder {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Inserts a record as it is, with an external id (`module.name`) where it has one. */
  put(model: string, values: JsonObject, externalId?: string): number {
    const def = this.#db.model(model);
    if (def === undefined) throw new Error(`no model ${model}`);
    const now = this.#db.timestamp();
    const row = this.#db.insert(model, {
      ...startValues(def.fields),
      create_date: now,
      create_uid: 1,
      write_date: now,
      write_uid: 1,
      ...values,
    });
    if (externalId !== undefined) this.name(externalId, model, row.id);
    return row.id;
  }

  /** Gives a record an external id. */
  name(externalId: string, model: string, id: number): void {
    const dot = externalId.indexOf('.');
    this.put('ir.model.data', {
      module: externalId.slice(0, dot),
      name: externalId.slice(dot + 1),
      model,
      res_id: id,
      noupdate: true,
    });
  }

  /** The record behind an external id that was given before. */
  ref(externalId: string): number {
    const found = this.#db.externalId(externalId);
    if (found === undefined) throw new Error(`no ${externalId}`);
    return found.id;
  }

  /** The one record whose field holds a value. */
  where(model: string, field: string, value: string): number {
    const [row] = this.#db.where(model, field, value);
    if (row === undefined) throw new Error(`no ${model} with ${field} ${value}`);
    return row.id;
  }

  set(model: string, id: number, values: JsonObject): void {
    const row = this.#db.row(model, id);
    if (row === undefined) throw new Error(`no ${model} ${id}`);
    for (const [name, value] of Object.entries(values)) this.#db.set(row, name, value);
  }
}

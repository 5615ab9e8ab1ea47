import { NotSimulated, missingError, validationError, valueError } from '../errors.ts';
import { behaviourOf } from '../models/index.ts';
import { isRealField } from '../schema/not-simulated.ts';
import { humanise } from '../schema/types.ts';
import type { FieldDef, Json, JsonObject, ModelDef } from '../schema/types.ts';
import { accessesTo, refusedModel, refusedRecords } from './access.ts';
import type { Operation } from './access.ts';
import { readContext } from './context.ts';
import type { CallContext } from './context.ts';
import type { Database, Row } from './database.ts';
import { getValue } from './get.ts';
import { effectiveGroups } from './groups.ts';
import { ruleTest } from './rules.ts';
import type { RowTest } from './rules.ts';
import { createRecords, unlinkRecords, writeRecords } from './change.ts';

/** Who asks, in which context, with whose rights: what Odoo calls an environment. */
export class Env {
  readonly db: Database;
  readonly user: Row;
  readonly context: CallContext;
  /** True for the server's own work and for people at the control surface: no rights, no guards. */
  readonly su: boolean;
  readonly #rules = new Map<string, RowTest | undefined>();

  constructor(
    db: Database,
    user: Row,
    context: JsonObject | CallContext,
    mode: 'user' | 'superuser' = 'user',
  ) {
    this.db = db;
    this.user = user;
    this.su = mode === 'superuser';
    this.context = isRead(context) ? context : readContext(db, user, context);
  }

  get uid(): number {
    return this.user.id;
  }

  /** The current company's id. */
  get company(): number {
    const first = this.context.companies[0];
    if (first === undefined) throw valueError('the user has no company');
    return first;
  }

  sudo(): Env {
    return this.su ? this : new Env(this.db, this.user, this.context, 'superuser');
  }

  /** The same call with some context keys changed. */
  withContext(change: JsonObject): Env {
    const raw = { ...this.context.raw, ...change };
    return new Env(this.db, this.user, raw, this.su ? 'superuser' : 'user');
  }

  hasGroup(externalId: string): boolean {
    const group = this.db.externalId(externalId);
    return group !== undefined && effectiveGroups(this.db, this.user).has(group.id);
  }

  model(name: string): ModelDef {
    const model = this.db.model(name);
    if (model === undefined) throw valueError(`no model ${name}`);
    return model;
  }

  /** Whether a record is archived, where its model knows that. */
  archived(model: string, row: Row): boolean {
    const name = this.db.model(model)?.manual === true ? 'x_active' : 'active';
    return this.db.field(model, name) !== undefined && row[name] !== true;
  }

  /** The definition of a field; Odoo's ValueError for a name that the model does not have. */
  field(model: string, name: string): FieldDef {
    const field = this.db.field(model, name);
    if (field !== undefined) return field;
    if (isRealField(model, name)) throw new NotSimulated(`does not model the field ${model}.${name}.`);
    throw valueError(`Invalid field '${name}' on model '${model}'`);
  }

  /** Whether the model has such a field, were it one that is not simulated. */
  hasField(model: string, name: string): boolean {
    return this.db.field(model, name) !== undefined || isRealField(model, name);
  }

  labelOf(model: string, name: string): string {
    return this.field(model, name).label ?? humanise(name);
  }

  /** The record of ir.model.fields that describes a field; none for those that every model has. */
  fieldRow(model: string, name: string): Row | undefined {
    return this.db.where('ir.model.fields', 'name', name).find((known) => known['model'] === model);
  }

  get(model: string, row: Row, field: string): Json {
    return getValue(this, model, row, field);
  }

  text(model: string, row: Row, field: string): string {
    const value = this.get(model, row, field);
    return typeof value === 'string' ? value : '';
  }

  number(model: string, row: Row, field: string): number {
    const value = this.get(model, row, field);
    return typeof value === 'number' ? value : 0;
  }

  ids(model: string, row: Row, field: string): number[] {
    const value = this.get(model, row, field);
    return Array.isArray(value) ? value.filter((id): id is number => typeof id === 'number') : [];
  }

  /** The record that a many2one points to. */
  follow(model: string, row: Row, field: string): Row | undefined {
    const id = this.get(model, row, field);
    const relation = this.field(model, field).relation;
    return typeof id === 'number' && relation !== undefined ? this.db.row(relation, id) : undefined;
  }

  displayName(model: string, row: Row): string {
    const special = behaviourOf(model).displayName;
    if (special !== undefined) return special(this.sudo(), row);
    const name = this.model(model).manual === true ? 'x_name' : 'name';
    return this.db.field(model, name) === undefined ? `${model},${row.id}` : this.text(model, row, name);
  }

  /** The records, or MissingError; refused where a record rule hides one. */
  browse(model: string, ids: readonly number[], operation: Operation): Row[] {
    this.checkModel(model, operation);
    const rows = ids.map((id) => this.db.row(model, id));
    const missing = ids.filter((_, index) => rows[index] === undefined);
    if (missing.length > 0) throw missingError(model, missing, this.uid);
    const found = rows.filter((row) => row !== undefined);
    this.checkRecords(model, found, operation);
    return found;
  }

  checkModel(model: string, operation: Operation): void {
    if (this.mayModel(model, operation)) return;
    throw refusedModel(this.db, model, operation);
  }

  mayModel(model: string, operation: Operation): boolean {
    if (this.su) return true;
    const mine = effectiveGroups(this.db, this.user);
    return accessesTo(this.db, model, operation).some(
      ({ group_id: group }) => group === false || (typeof group === 'number' && mine.has(group)),
    );
  }

  /** Whether the user may do this to a record, by model and by record rules. */
  may(model: string, row: Row, operation: Operation): boolean {
    return this.mayModel(model, operation) && this.visible(model, row, operation);
  }

  checkRecords(model: string, rows: readonly Row[], operation: Operation): void {
    const hidden = rows.filter((row) => !this.visible(model, row, operation));
    if (hidden.length === 0) return;
    throw refusedRecords(
      model,
      hidden.map((row) => row.id),
      operation,
      this.displayName('res.users', this.user),
    );
  }

  /** Record rules: another company's records, and what the model's own rule hides. */
  visible(model: string, row: Row, operation: Operation = 'read'): boolean {
    if (this.su) return true;
    const company =
      this.db.field(model, 'company_id') === undefined ? false : this.get(model, row, 'company_id');
    if (model !== 'res.users' && typeof company === 'number' && !this.context.companies.includes(company)) {
      return false;
    }
    if (!(this.#ruleOf(model, operation)?.(row) ?? true)) return false;
    return behaviourOf(model).visible?.(this, row, operation) ?? true;
  }

  #ruleOf(model: string, operation: Operation): RowTest | undefined {
    const key = `${model} ${operation}`;
    if (!this.#rules.has(key)) this.#rules.set(key, ruleTest(this, model, operation));
    return this.#rules.get(key);
  }

  create(model: string, values: readonly JsonObject[]): number[] {
    return createRecords(this, model, values);
  }

  createOne(model: string, values: JsonObject): number {
    const [id] = this.create(model, [values]);
    if (id === undefined) throw validationError(`nothing was created in ${model}`);
    return id;
  }

  write(model: string, ids: readonly number[], values: JsonObject): void {
    writeRecords(this, model, ids, values);
  }

  unlink(model: string, ids: readonly number[]): void {
    unlinkRecords(this, model, ids);
  }

  /** The record behind an external id of the seed. */
  ref(externalId: string): number {
    const found = this.db.externalId(externalId);
    if (found === undefined) throw valueError(`External ID not found in the system: ${externalId}`);
    return found.id;
  }

  /** Today where the caller lives. */
  today(): string {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: this.context.tz }).format(this.db.clock.now());
  }
}

function isRead(context: JsonObject | CallContext): context is CallContext {
  return 'raw' in context && 'companies' in context && 'defaults' in context;
}

import { NotSimulated, keyError, missingError, validationError } from '../errors.ts';
import { noteTracking } from '../models/tracking.ts';
import { behaviourOf } from '../models/index.ts';
import { COMMON_FIELDS } from '../schema/types.ts';
import type { FieldDef, Json, JsonObject } from '../schema/types.ts';
import { applyCommands } from './commands.ts';
import type { Row } from './database.ts';
import type { Env } from './env.ts';
import { fieldAttachment, isKeptApart } from './attachments.ts';
import { storageKey } from './get.ts';
import { computeStored } from './recompute.ts';
import { startValues } from './start-values.ts';
import { setTranslated } from './translations.ts';
import { toStored } from './values.ts';

/** Creates records one after the other; returns their ids. */
export function createRecords(env: Env, model: string, list: readonly JsonObject[]): number[] {
  env.checkModel(model, 'create');
  return list.map((given) => {
    for (const name of Object.keys(given)) checkWritable(env, model, name, 'create');
    return createRecord(env, model, given);
  });
}

function createRecord(env: Env, model: string, given: JsonObject): number {
  const behaviour = behaviourOf(model);
  const def = env.model(model);
  const defaulted: JsonObject = { ...contextDefaults(env, model), ...given };
  const values = behaviour.prepare?.(env, defaulted) ?? defaulted;
  const parent = createParent(env, model, values);
  const now = env.db.timestamp();
  const row = env.db.insert(model, {
    ...startValues(def.fields),
    ...parent,
    create_date: now,
    create_uid: env.uid,
    write_date: now,
    write_uid: env.uid,
  });
  setValues(env, model, row, values);
  computeStored(env, model, row, Object.keys(values));
  behaviour.created?.(env, row, values);
  checkRequired(env, model, row);
  env.checkRecords(model, [row], 'create');
  return row.id;
}

function contextDefaults(env: Env, model: string): JsonObject {
  return Object.fromEntries(
    Object.entries(env.context.defaults).filter(([name]) => env.db.field(model, name) !== undefined),
  );
}

/** A model that shares another's fields is created along with a record of that other model. */
function createParent(env: Env, model: string, values: JsonObject): JsonObject {
  const { inherits } = env.model(model);
  if (inherits === undefined || values[inherits.through] !== undefined) return {};
  const shared = Object.entries(values).flatMap(([name, value]): [string, Json][] => {
    const related = env.field(model, name).related?.split('.');
    const own = related?.length === 2 && related[0] === inherits.through ? related[1] : undefined;
    return own === undefined ? [] : [[own, value]];
  });
  return { [inherits.through]: env.sudo().createOne(inherits.model, Object.fromEntries(shared)) };
}

/** Writes the same values to several records. */
export function writeRecords(env: Env, model: string, ids: readonly number[], values: JsonObject): void {
  env.checkModel(model, 'write');
  const unknown = Object.keys(values).find((name) => !env.hasField(model, name));
  if (unknown !== undefined) throw keyError(unknown);
  for (const row of env.browse(model, ids, 'write')) {
    // A second load brings read-only values again as they are; only a change of them is refused.
    const changed = Object.entries(values).filter(([name, value]) => row[name] !== value);
    for (const [name] of changed) checkWritable(env, model, name, 'write');
    writeRecord(env, model, row, values);
  }
}

function writeRecord(env: Env, model: string, row: Row, given: JsonObject): void {
  const behaviour = behaviourOf(model);
  const values = behaviour.beforeWrite?.(env, row, given) ?? given;
  const tracked = Object.keys(values).filter((name) => env.field(model, name).tracking === true);
  const before = tracked.map((name) => env.get(model, row, name));
  env.db.touch(row);
  setValues(env, model, row, values);
  env.db.set(row, 'write_date', env.db.timestamp());
  env.db.set(row, 'write_uid', env.uid);
  behaviour.written?.(env, row, Object.keys(values));
  checkRequired(env, model, row);
  env.checkRecords(model, [row], 'write');
  if (!env.context.tracking) return;
  const changes = tracked.flatMap((name, index) => {
    const [old, now] = [before[index] ?? false, env.get(model, row, name)];
    return JSON.stringify(old) === JSON.stringify(now) ? [] : [{ name, old, now }];
  });
  noteTracking(env, model, row, changes);
}

function checkWritable(env: Env, model: string, name: string, when: 'create' | 'write'): void {
  const field = env.field(model, name);
  if (env.su || field.readonly !== true || field.rpc === 'write' || field.rpc === when) return;
  // What people made read-only is so in forms; a caller may write it.
  if (field.manual === true && field.related === undefined) return;
  if (name in COMMON_FIELDS && name !== 'display_name') {
    throw new NotSimulated(`takes no value for ${model}.${name}, which Odoo sets by itself.`);
  }
  throw new NotSimulated(`takes no value for the read-only field ${model}.${name} over RPC.`);
}

function setValues(env: Env, model: string, row: Row, values: JsonObject): void {
  env.db.writing.add(row);
  try {
    const entries = Object.entries(values);
    const isComputed = (name: string): boolean => env.field(model, name).compute !== undefined;
    // A computed value that is written wins over what follows from the others in the same write.
    const sorted = [
      ...entries.filter(([name]) => !isComputed(name)),
      ...entries.filter(([name]) => isComputed(name)),
    ];
    for (const [name, value] of sorted) setValue(env, model, row, name, value);
  } finally {
    env.db.writing.delete(row);
  }
}

function setValue(env: Env, model: string, row: Row, name: string, value: Json): void {
  const field = env.field(model, name);
  // Odoo takes it without a word, and computes the value anew when it is read.
  if (field.compute !== undefined && field.stored === false) return;
  if (field.type === 'one2many' || (field.type === 'many2many' && field.related === undefined)) {
    applyCommands(env, model, row, name, field, value);
    return;
  }
  if (field.related !== undefined) {
    setAlongPath(env, model, row, field.related, value);
    return;
  }
  if (isKeptApart(field)) {
    attach(env, model, row, name, toStored(env, model, name, field, value));
    return;
  }
  const stored = toStored(env, model, name, field, value);
  if (field.translate === true) {
    setTranslated(env, row, name, stored);
    return;
  }
  const key = storageKey(env, name, field);
  if (row[key] !== stored) env.db.set(row, key, stored);
}

/** Writing a related value writes where it comes from, with the server's rights as in Odoo. */
function setAlongPath(env: Env, model: string, row: Row, path: string, value: Json): void {
  const parts = path.split('.');
  const last = parts.pop();
  let [at, where] = [row, model];
  for (const part of parts) {
    const next = env.follow(where, at, part);
    where = env.field(where, part).relation ?? where;
    if (next === undefined) return;
    at = next;
  }
  if (last !== undefined) env.sudo().write(where, [at.id], { [last]: value });
}

function attach(env: Env, model: string, row: Row, name: string, data: Json): void {
  const sudo = env.sudo();
  const existing = fieldAttachment(env, model, row.id, name);
  if (data === false) {
    if (existing !== undefined) sudo.unlink('ir.attachment', [existing.id]);
  } else if (existing === undefined) {
    const values = { name, res_model: model, res_id: row.id, res_field: name, type: 'binary', datas: data };
    sudo.create('ir.attachment', [values]);
  } else sudo.write('ir.attachment', [existing.id], { datas: data });
}

function checkRequired(env: Env, model: string, row: Row): void {
  for (const [name, field] of Object.entries(env.model(model).fields)) {
    if (field.required !== true || field.related !== undefined || field.stored === false) continue;
    if (field.type === 'boolean' || field.type === 'integer' || field.type === 'float') continue;
    if (field.type === 'one2many' || field.type === 'many2many') continue;
    const value = row[name];
    if (value !== false && value !== '' && value !== undefined) continue;
    throw validationError(
      `The operation cannot be completed:\n- Create/update: a mandatory field is not set.\n` +
        `Model: ${env.model(model).label} (${model})\nField: ${env.labelOf(model, name)} (${name})`,
    );
  }
}

/** Deletes records, what hangs on them, and their external ids. */
export function unlinkRecords(env: Env, model: string, ids: readonly number[]): void {
  env.checkModel(model, 'unlink');
  const rows = env.browse(model, ids, 'unlink');
  env.db.onRemoval?.(env.user, model, rows);
  for (const row of rows) behaviourOf(model).beforeUnlink?.(env, row);
  for (const row of rows) {
    if (env.db.row(model, row.id) === undefined) throw missingError(model, [row.id], env.uid);
    releaseReferences(env, model, row.id);
    env.db.remove(model, row.id);
    removeSatellites(env, model, row.id);
    behaviourOf(model).unlinked?.(env, row);
  }
}

function releaseReferences(env: Env, model: string, id: number): void {
  const sudo = env.sudo();
  for (const other of env.db.models()) {
    for (const [name, field] of Object.entries(other.fields)) {
      if (field.relation !== model || field.related !== undefined) continue;
      if (field.type === 'many2one') releasePointers(sudo, other.name, name, field, id);
      if (field.type === 'many2many') releaseLinks(sudo, other.name, name, id);
    }
  }
}

function releasePointers(env: Env, model: string, name: string, field: FieldDef, id: number): void {
  const pointing = env.db.where(model, name, id);
  if (pointing.length === 0) return;
  const policy = field.onDelete ?? (field.required === true ? 'restrict' : 'set null');
  switch (policy) {
    case 'cascade':
      env.unlink(
        model,
        pointing.map((row) => row.id),
      );
      return;
    case 'set null':
      for (const row of pointing) env.db.set(row, name, false);
      return;
    case 'restrict':
      throw validationError(
        'The operation cannot be completed: another model requires the record being deleted. ' +
          `If possible, archive it instead.\n\nModel: ${env.model(model).label} (${model})`,
      );
  }
}

function releaseLinks(env: Env, model: string, name: string, id: number): void {
  for (const row of env.db.rows(model)) {
    const linked = row[name];
    if (Array.isArray(linked) && linked.includes(id)) {
      env.db.set(
        row,
        name,
        linked.filter((one) => one !== id),
      );
    }
  }
}

const SATELLITES = [
  ['ir.attachment', 'res_model'],
  ['mail.message', 'model'],
  ['mail.activity', 'res_model'],
  ['ir.model.data', 'model'],
] as const;

function removeSatellites(env: Env, model: string, id: number): void {
  for (const [satellite, modelField] of SATELLITES) {
    const rows = env.db.where(satellite, 'res_id', id).filter((row) => row[modelField] === model);
    if (rows.length > 0) {
      env.sudo().unlink(
        satellite,
        rows.map((row) => row.id),
      );
    }
  }
}

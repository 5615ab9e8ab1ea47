import { NotSimulated, valueError } from '../errors.ts';
import { COMMON_FIELDS } from '../schema/types.ts';
import type { Json, JsonObject } from '../schema/types.ts';
import type { Row } from './database.ts';
import type { Env } from './env.ts';

/** All names that `read` gives when none are asked for. */
export function readableFields(env: Env, model: string): string[] {
  return [...Object.keys(COMMON_FIELDS), ...Object.keys(env.model(model).fields)];
}

/**
 * Values of existing records as `read` shows them: many2one as `[id, name]`, or as plain id when `load` is
 * anything but `_classic_read`. Missing ids are dropped, hidden records refused.
 */
export function readRecords(
  env: Env,
  model: string,
  ids: readonly number[],
  fields: readonly string[],
  load: Json,
): JsonObject[] {
  env.checkModel(model, 'read');
  for (const name of fields) env.field(model, name);
  const rows = ids.map((id) => env.db.row(model, id)).filter((row) => row !== undefined);
  env.checkRecords(model, rows, 'read');
  return rows.map((row) => {
    const record: JsonObject = { id: row.id };
    for (const name of fields) record[name] = shown(env, model, row, name, load);
    return record;
  });
}

function shown(env: Env, model: string, row: Row, name: string, load: Json): Json {
  const field = env.field(model, name);
  const value = env.get(model, row, name);
  if (field.type === 'many2one' && typeof value === 'number') {
    if (load !== '_classic_read') return value;
    const target = env.db.row(field.relation ?? '', value);
    return target === undefined ? false : [value, env.displayName(field.relation ?? '', target)];
  }
  if (field.type === 'binary' && typeof value === 'string' && env.context.binSize) {
    return humanSize(Buffer.from(value, 'base64').length);
  }
  // A caller must not change what is stored by changing what it was given.
  return structuredClone(value);
}

/** `13.00 bytes`, `1.21 Kb` … */
function humanSize(bytes: number): string {
  const units = ['bytes', 'Kb', 'Mb', 'Gb'];
  let [size, unit] = [bytes, 0];
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size.toFixed(2)} ${units[unit] ?? ''}`;
}

/**
 * `web_read`: a nested specification in one call. A relation without `fields` gives plain ids; with
 * `fields` it gives records, each with its id.
 */
export function webRead(env: Env, model: string, ids: readonly number[], specification: Json): JsonObject[] {
  const wanted = asSpecification(specification);
  const names = Object.keys(wanted);
  // Ids that the caller has already: no right to the model is asked for.
  if (names.length === 0) return ids.map((id) => ({ id }));
  const records = readRecords(env, model, ids, names, null);
  return records.map((record) => {
    for (const name of names)
      record[name] = nested(env, model, name, record[name] ?? false, wanted[name] ?? {});
    return record;
  });
}

function nested(env: Env, model: string, name: string, value: Json, specification: Json): Json {
  const inner = asSpecification(specification);
  const field = env.field(model, name);
  const unknown = Object.keys(inner).filter((key) => key !== 'fields' && key !== 'context');
  if (unknown.length > 0) throw new NotSimulated(`does not know ${unknown.join(', ')} in a specification.`);
  const { fields, context } = inner;
  if (fields === undefined) return value;
  const { relation } = field;
  if (relation === undefined)
    throw new NotSimulated(`nests fields under relations only, not under ${model}.${name}.`);
  const within = context === undefined ? env : env.withContext(asSpecification(context));
  if (typeof value === 'number') return nestedOne(within, relation, value, asSpecification(fields));
  if (!Array.isArray(value)) return value;
  const targets = value.filter((id): id is number => typeof id === 'number');
  return webRead(within, relation, targets, fields);
}

/** The name of a many2one's record is read past rights; all else of it needs them (web_read of Odoo 19). */
function nestedOne(env: Env, relation: string, id: number, fields: JsonObject): Json {
  const { display_name: named, ...others } = fields;
  const [record] = webRead(env, relation, [id], others);
  const row = env.db.row(relation, id);
  if (record === undefined || row === undefined) return false;
  return named === undefined ? record : { ...record, display_name: env.sudo().displayName(relation, row) };
}

function asSpecification(value: Json): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw valueError("'list' object has no attribute 'items'");
}

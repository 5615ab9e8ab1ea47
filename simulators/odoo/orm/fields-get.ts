import { NotSimulated, valueError } from '../errors.ts';
import { isRealField } from '../schema/not-simulated.ts';
import { COMMON_FIELDS, selectionPairs } from '../schema/types.ts';
import type { FieldDef, Json, JsonObject } from '../schema/types.ts';
import type { Row } from './database.ts';
import type { Env } from './env.ts';

const ATTRIBUTES = [
  'name',
  'type',
  'string',
  'help',
  'required',
  'readonly',
  'store',
  'manual',
  'relation',
  'relation_field',
  'selection',
  'related',
  'translate',
  'company_dependent',
];

/**
 * `fields_get`: what the model's fields are. Names that the model does not have are left out, which is how a
 * caller finds out; those that the real model has and this one does not are refused.
 */
export function fieldsGet(
  env: Env,
  model: string,
  allfields: Json | undefined,
  attributes: Json | undefined,
): JsonObject {
  const names = listOf(allfields) ?? [...Object.keys(COMMON_FIELDS), ...Object.keys(env.model(model).fields)];
  const wanted = listOf(attributes);
  const unknown = (wanted ?? []).filter((name) => !ATTRIBUTES.includes(name));
  if (unknown.length > 0)
    throw new NotSimulated(`does not know the attributes ${unknown.join(', ')} of fields.`);
  const result: JsonObject = {};
  for (const name of names) {
    const field = env.db.field(model, name);
    if (field === undefined) {
      if (isRealField(model, name)) throw new NotSimulated(`does not model the field ${model}.${name}.`);
      continue;
    }
    const all = describe(env, model, name, field);
    result[name] = wanted === undefined ? all : pick(all, wanted);
  }
  return result;
}

function describe(env: Env, model: string, name: string, field: FieldDef): JsonObject {
  const row = env.fieldRow(model, name);
  const help = row === undefined ? '' : env.text('ir.model.fields', row, 'help');
  return {
    name,
    type: field.type,
    string:
      row === undefined ? env.labelOf(model, name) : env.text('ir.model.fields', row, 'field_description'),
    ...(help === '' ? {} : { help }),
    required: field.required === true,
    readonly: field.readonly === true,
    store: field.stored !== false,
    ...(field.manual === true ? { manual: true } : {}),
    ...(field.relation === undefined ? {} : { relation: field.relation }),
    ...(field.inverse === undefined ? {} : { relation_field: field.inverse }),
    ...(field.type === 'selection' ? { selection: choices(env, row, field) } : {}),
    ...(field.related === undefined ? {} : { related: field.related }),
    ...(field.translate === true ? { translate: true } : {}),
    company_dependent: field.companyDependent === true,
  };
}

/** Keys and labels, in the caller's language where people have given them one. */
function choices(env: Env, row: Row | undefined, field: FieldDef): Json {
  const named = row === undefined ? [] : env.db.where('ir.model.fields.selection', 'field_id', row.id);
  return selectionPairs(field).map(([key, label]) => {
    const own = named.find((choice) => choice['value'] === key);
    return [key, own === undefined ? label : env.text('ir.model.fields.selection', own, 'name')];
  });
}

function pick(all: JsonObject, names: readonly string[]): JsonObject {
  const picked: JsonObject = {};
  for (const name of names) {
    const value = all[name];
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}

function listOf(value: Json | undefined): string[] | undefined {
  if (value === undefined || value === null || value === false) return undefined;
  if (!Array.isArray(value) || value.length === 0) {
    if (Array.isArray(value)) return undefined;
    throw valueError('a list of names is expected');
  }
  return value.map(String);
}

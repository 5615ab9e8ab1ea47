import { behaviourOf } from '../models/index.ts';
import type { FieldDef, Json } from '../schema/types.ts';
import type { Row } from './database.ts';
import { fieldAttachment, isKeptApart } from './attachments.ts';
import type { Env } from './env.ts';
import { sortRows } from './order.ts';
import { compute } from './recompute.ts';
import { emptyValue } from './start-values.ts';

/** Where a value lives in its row: apart per language and per company where the field says so. */
export function storageKey(env: Env, name: string, field: FieldDef): string {
  if (field.companyDependent === true) return `${name}@${env.company}`;
  if (field.translate === true && env.context.lang !== 'en_US') return `${name}@${env.context.lang}`;
  return name;
}

/** One value of a record: ids for relations, `false` for empty. Rights are the caller's business. */
export function getValue(env: Env, model: string, row: Row, name: string): Json {
  const field = env.field(model, name);
  const computed = behaviourOf(model).computed?.[name];
  if (computed !== undefined) return computed(env, row);
  if (name === 'id') return row.id;
  if (name === 'display_name') return env.displayName(model, row);
  if (field.compute !== undefined && field.stored === false) return compute(env, model, row, name, field);
  if (field.related !== undefined) return alongPath(env, model, row, field.related, field);
  switch (field.type) {
    case 'one2many':
      return children(env, model, row, field);
    case 'many2many':
      return linked(env, row, name, field);
    case 'binary':
      return isKeptApart(field) ? attached(env, model, row, name) : stored(env, row, name, field);
    case 'boolean':
    case 'char':
    case 'date':
    case 'datetime':
    case 'float':
    case 'html':
    case 'integer':
    case 'json':
    case 'many2one':
    case 'many2one_reference':
    case 'monetary':
    case 'selection':
    case 'text':
      return stored(env, row, name, field);
  }
}

function stored(env: Env, row: Row, name: string, field: FieldDef): Json {
  const value = row[storageKey(env, name, field)];
  if (value !== undefined) return value;
  const plain = field.companyDependent === true ? undefined : row[name];
  return plain ?? emptyValue(field);
}

function alongPath(env: Env, model: string, row: Row, path: string, field: FieldDef): Json {
  const parts = path.split('.');
  const last = parts.pop();
  if (last === undefined) return emptyValue(field);
  // Related values are read with the server's rights: a related name is visible to who sees the record.
  const sudo = env.sudo();
  let at: Row = row;
  let where = model;
  for (const part of parts) {
    const next = sudo.follow(where, at, part);
    if (next === undefined) return emptyValue(field);
    where = sudo.field(where, part).relation ?? where;
    at = next;
  }
  return sudo.get(where, at, last);
}

function children(env: Env, model: string, row: Row, field: FieldDef): Json {
  const { relation, inverse, inverseModel } = field;
  if (relation === undefined || inverse === undefined) return [];
  const rows = env.db
    .where(relation, inverse, row.id)
    .filter((child) => inverseModel === undefined || child[inverseModel] === model)
    .filter((child) => isAmong(field, child))
    .filter((child) => isShown(env, relation, child));
  return sortRows(env, relation, rows, undefined).map((child) => child.id);
}

/** A one2many may show only some of the records that point to its own. */
export function isAmong(field: FieldDef, child: Row): boolean {
  const { only } = field;
  return only === undefined || only.in.some((value) => value === child[only.field]);
}

function linked(env: Env, row: Row, name: string, field: FieldDef): Json {
  const { relation } = field;
  const ids = row[name];
  if (relation === undefined || !Array.isArray(ids)) return [];
  const rows = ids
    .map((id) => (typeof id === 'number' ? env.db.row(relation, id) : undefined))
    .filter((other) => other !== undefined)
    .filter((other) => field.keepArchived === true || isShown(env, relation, other));
  return sortRows(env, relation, rows, undefined).map((other) => other.id);
}

function isShown(env: Env, model: string, row: Row): boolean {
  return !env.context.activeTest || !env.archived(model, row);
}

/** Binary fields made by people keep their content in an attachment that names the field. */
function attached(env: Env, model: string, row: Row, name: string): Json {
  const file = fieldAttachment(env, model, row.id, name);
  return file?.['datas'] ?? false;
}

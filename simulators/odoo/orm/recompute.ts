import { computedBy } from '../computed-fields.ts';
import { NotSimulated } from '../errors.ts';
import type { FieldDef, Json } from '../schema/types.ts';
import type { Row } from './database.ts';
import type { Env } from './env.ts';
import { emptyValue } from './start-values.ts';
import { toStored } from './values.ts';

/** The value of a computed field that is worked out when it is read. */
export function compute(env: Env, model: string, row: Row, name: string, field: FieldDef): Json {
  const equivalent = field.compute === undefined ? undefined : computedBy(field.compute.sha256);
  if (equivalent === undefined) throw new NotSimulated(`has no equivalent for the code of ${model}.${name}.`);
  return toStored(
    env,
    model,
    name,
    field,
    equivalent((path) => valueAlong(env, model, row, path)),
  );
}

/** Computes a stored field anew. */
export function recompute(env: Env, model: string, row: Row, name: string): void {
  const value = compute(env, model, row, name, env.field(model, name));
  if (row[name] === value) return;
  env.db.set(row, name, value);
  env.db.set(row, 'write_date', env.db.timestamp());
}

/** A new record gets its stored computed values, except those that the caller gave. */
export function computeStored(env: Env, model: string, row: Row, given: readonly string[]): void {
  for (const [name, field] of Object.entries(env.model(model).fields)) {
    if (field.compute === undefined || field.stored === false || given.includes(name)) continue;
    recompute(env.sudo(), model, row, name);
  }
}

function valueAlong(env: Env, model: string, row: Row, path: string): Json {
  const parts = path.split('.');
  const last = parts.pop() ?? '';
  let [at, where]: [Row | undefined, string] = [row, model];
  for (const part of parts) {
    at = at === undefined ? undefined : env.follow(where, at, part);
    where = env.field(where, part).relation ?? where;
  }
  return at === undefined ? emptyValue(env.field(where, last)) : env.get(where, at, last);
}

import { NotSimulated, userError, validationError } from '../../errors.ts';
import type { Env } from '../../orm/env.ts';
import type { FieldDef, Json, JsonObject } from '../../schema/types.ts';

/** The fields that a dotted path passes, or the first name of it that does not lead on. */
type Walk =
  { readonly fields: readonly FieldDef[] } | { readonly unknown: string } | { readonly notARelation: string };

function walk(env: Env, model: string, path: string): Walk {
  const names = path.split('.');
  const fields: FieldDef[] = [];
  let where = model;
  for (const [index, name] of names.entries()) {
    const field = env.db.field(where, name);
    if (field === undefined) return { unknown: name };
    if (index < names.length - 1 && field.relation === undefined) return { notARelation: name };
    fields.push(field);
    where = field.relation ?? where;
  }
  return { fields };
}

/** The paths of `depends`, each of which has to lead somewhere. */
export function dependencies(env: Env, model: string, depends: Json): string[] {
  if (typeof depends !== 'string' || depends === '') return [];
  return depends.split(',').map((part) => {
    const path = part.trim();
    if (path === '') throw userError(`Empty dependency in “${depends}”`);
    if (path.split('.').includes('id')) throw userError("Compute method cannot depend on field 'id'");
    const found = walk(env, model, path);
    if ('unknown' in found) {
      throw userError(`Unknown field “${found.unknown}” in dependency “${path}”`);
    }
    if ('notARelation' in found) {
      throw userError(`Non-relational field “${found.notARelation}” in dependency “${path}”`);
    }
    if (found.fields.slice(0, -1).some((field) => field.type !== 'many2one')) {
      throw new NotSimulated(`follows dependencies over many2one fields only, not ${path}.`);
    }
    return path;
  });
}

/** A related field has the type and the relation of what it follows. */
export function checkRelated(env: Env, model: string, values: JsonObject): void {
  const { related, ttype } = values;
  if (typeof related !== 'string' || related === '') return;
  const found = walk(env, model, related);
  if ('unknown' in found) {
    throw userError(`Unknown field name "${found.unknown}" in related field "${related}"`);
  }
  if ('notARelation' in found) {
    throw userError(`Non-relational field name "${found.notARelation}" in related field "${related}"`);
  }
  const last = found.fields.at(-1);
  if (last?.type !== ttype) {
    throw validationError(`Related field "${related}" does not have type "${String(ttype)}"`);
  }
  if ((last?.relation ?? false) !== (values['relation'] ?? false)) {
    throw validationError(
      `Related field "${related}" does not have comodel "${String(values['relation'] ?? false)}"`,
    );
  }
}

/** True where a dotted path of `model` passes the field `name` of `owner`. */
export function passes(env: Env, model: string, path: string, owner: string, name: string): boolean {
  let where = model;
  for (const part of path.split('.')) {
    if (where === owner && part === name) return true;
    where = env.db.field(where, part)?.relation ?? where;
  }
  return false;
}

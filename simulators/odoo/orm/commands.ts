import { NotSimulated, python, validationError, valueError } from '../errors.ts';
import type { FieldDef, Json, JsonObject } from '../schema/types.ts';
import type { Row } from './database.ts';
import type { Env } from './env.ts';
import { isAmong } from './get.ts';

/** Carries out x2many commands ([0,0,vals], [1,id,vals], [2,id], [3,id], [4,id], [5], [6,0,ids]). */
export function applyCommands(
  env: Env,
  model: string,
  row: Row,
  name: string,
  field: FieldDef,
  commands: Json,
): void {
  if (commands === false || commands === null) return;
  if (!Array.isArray(commands)) throw valueError(`Wrong value for ${model}.${name}: ${python(commands)}`);
  for (const command of commands) {
    if (typeof command === 'number') {
      throw new NotSimulated(`takes commands for ${model}.${name}, such as [6, 0, [ids]], not plain ids.`);
    }
    if (!Array.isArray(command)) throw valueError(`Wrong value for ${model}.${name}: ${python(commands)}`);
    if (field.type === 'one2many') applyToChildren(env, row, model, name, field, command);
    else applyToLinks(env, row, name, field, command);
  }
}

function applyToChildren(
  env: Env,
  row: Row,
  model: string,
  name: string,
  field: FieldDef,
  command: Json[],
): void {
  const { relation, inverse, inverseModel } = field;
  if (relation === undefined || inverse === undefined || inverseModel !== undefined) {
    throw new NotSimulated(`takes no commands for ${model}.${name}.`);
  }
  const [code, id, values] = command;
  switch (code) {
    case 0:
      env.create(relation, [{ ...asValues(values), [inverse]: row.id }]);
      return;
    case 1:
      env.write(relation, [asId(id)], asValues(values));
      return;
    case 2:
      env.unlink(relation, [asId(id)]);
      return;
    case 3:
      letGo(env, relation, inverse, asId(id));
      return;
    case 4:
      env.write(relation, [existing(env, relation, asId(id))], { [inverse]: row.id });
      return;
    case 5:
      for (const child of childIds(env, field, relation, inverse, row.id))
        letGo(env, relation, inverse, child);
      return;
    case 6: {
      if (!Array.isArray(values)) throw valueError(`Wrong value for ${name}: ${python(command)}`);
      const wanted = values.map((one) => existing(env, relation, asId(one)));
      const now = childIds(env, field, relation, inverse, row.id);
      for (const child of now) if (!wanted.includes(child)) letGo(env, relation, inverse, child);
      for (const child of wanted) {
        if (!now.includes(child)) env.write(relation, [child], { [inverse]: row.id });
      }
      return;
    }
    default:
      throw new NotSimulated(`does not know the command ${python(command)} for ${model}.${name}.`);
  }
}

/** A child that cannot be without its parent goes; another one stays without. */
function letGo(env: Env, relation: string, inverse: string, id: number): void {
  const { onDelete, required } = env.field(relation, inverse);
  if (onDelete === 'cascade' || required === true) env.unlink(relation, [id]);
  else env.write(relation, [id], { [inverse]: false });
}

function childIds(env: Env, field: FieldDef, relation: string, inverse: string, id: number): number[] {
  return env.db
    .where(relation, inverse, id)
    .filter((child) => isAmong(field, child))
    .map((child) => child.id);
}

function applyToLinks(env: Env, row: Row, name: string, field: FieldDef, command: Json[]): void {
  const relation = field.relation ?? '';
  const stored = row[name];
  const current = Array.isArray(stored) ? stored : [];
  const [code, id, values] = command;
  switch (code) {
    case 0:
      env.db.set(row, name, [...current, env.createOne(relation, asValues(values))]);
      return;
    case 3:
      env.db.set(
        row,
        name,
        current.filter((one) => one !== id),
      );
      return;
    case 4:
      env.db.set(row, name, [...new Set([...current, existing(env, relation, asId(id))])]);
      return;
    case 5:
      env.db.set(row, name, []);
      return;
    case 6: {
      if (!Array.isArray(values)) throw valueError(`Wrong value for ${name}: ${python(command)}`);
      env.db.set(row, name, [...new Set(values.map((one) => existing(env, relation, asId(one))))]);
      return;
    }
    default:
      throw new NotSimulated(`does not know the command ${python(command)} for ${name}.`);
  }
}

function existing(env: Env, relation: string, id: number): number {
  if (env.db.row(relation, id) === undefined) {
    throw validationError(`The operation cannot be completed: ${relation}(${id},) does not exist.`);
  }
  return id;
}

function asId(value: Json | undefined): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw valueError(`Wrong id in a command: ${python(value)}`);
  }
  return value;
}

function asValues(value: Json | undefined): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw valueError(`Wrong values in a command: ${python(value)}`);
}

import { NotSimulated, valueError } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { FieldDef, Json } from '../schema/types.ts';

const MODEL = 'ir.actions.server';

/** An action of the kind *Update Record*: writes a value that is given as such into a field of the record. */
export function writeValue(env: Env, action: Row, model: string, record: number): void {
  const path = env.text(MODEL, action, 'update_path');
  if (action['evaluation_type'] !== 'value') {
    throw new NotSimulated(
      `updates records with given values only, not with ${String(action['evaluation_type'])}.`,
    );
  }
  if (path === '' || path.includes('.')) throw new NotSimulated(`updates no field by the path "${path}".`);
  env.write(model, [record], { [path]: valueFor(env, action, env.field(model, path), path) });
}

function valueFor(env: Env, action: Row, field: FieldDef, path: string): Json {
  const value = env.text(MODEL, action, 'value');
  switch (field.type) {
    case 'char':
    case 'date':
    case 'datetime':
    case 'text':
      return value === '' ? false : value;
    case 'boolean':
      return action['update_boolean_value'] === 'true';
    case 'integer':
    case 'float':
    case 'monetary': {
      const number = Number(value);
      if (Number.isNaN(number)) throw valueError(`could not convert string to float: '${value}'`);
      return number;
    }
    case 'selection':
      return env.follow(MODEL, action, 'selection_value')?.['value'] ?? false;
    default:
      throw new NotSimulated(`updates no field of the type ${field.type} (${path}).`);
  }
}

import { userError, validationError } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import { COMMON_FIELDS } from '../schema/types.ts';
import type { JsonObject } from '../schema/types.ts';
import type { Behaviour } from './behaviour.ts';
import { describeField } from './fields/describe.ts';

const FIXED = { model: 'Model', state: 'Type', abstract: 'Abstract Model', transient: 'Transient Model' };
const NAME_FIELD = { name: 'x_name', field_description: 'Name', ttype: 'char', copied: true };

/** A model that people make is there before its fields are; without fields it gets a name. */
function prepare(env: Env, values: JsonObject): JsonObject {
  const name = typeof values['model'] === 'string' ? values['model'] : '';
  if (!name.startsWith('x_')) throw validationError("The model name must start with 'x_'.");
  if (!/^[a-z0-9_.]+$/.test(name)) {
    throw validationError(
      'The model name can only contain lowercase characters, digits, underscores and dots.',
    );
  }
  if (env.db.model(name) !== undefined) {
    throw validationError('The operation cannot be completed: Each model must have a unique name.');
  }
  const order = typeof values['order'] === 'string' ? values['order'] : 'id';
  const label = typeof values['name'] === 'string' ? values['name'] : name;
  env.db.addModel({ name, label, order, manual: true, fields: {} });
  const { field_id: fields = [[0, 0, NAME_FIELD]], ...rest } = values;
  return { ...rest, state: 'manual', field_id: fields };
}

function checkOrder(env: Env, row: Row): void {
  const model = String(row['model']);
  for (const part of String(row['order']).split(',')) {
    const [name = ''] = part.trim().split(/\s+/);
    const field = env.db.field(model, name);
    if (field !== undefined && field.stored !== false) continue;
    throw validationError(
      `Unable to order by ${name}: fields used for ordering must be present on the model and stored.`,
    );
  }
}

function beforeUnlink(env: Env, row: Row): void {
  if (row['state'] !== 'manual') {
    throw userError('This column contains module data and cannot be removed!');
  }
  const name = String(row['model']);
  const own = env.db
    .where('ir.model.fields', 'model_id', row.id)
    .filter((field) => field['state'] === 'manual');
  // One by one, and before anything goes: a field that another model's field needs keeps the whole model.
  const pointing = env.db
    .where('ir.model.fields', 'relation', name)
    .filter((field) => field['state'] === 'manual' && field['model_id'] !== row.id);
  for (const field of [...own, ...pointing]) env.unlink('ir.model.fields', [field.id]);
  env.sudo().unlink(
    name,
    env.db.rows(name).map(({ id }) => id),
  );
  // What every model has goes without being asked.
  for (const field of env.db.where('ir.model.fields', 'model_id', row.id)) {
    env.db.remove('ir.model.fields', field.id);
  }
}

export const irModel: Behaviour = {
  prepare,
  created: (env, row) => {
    for (const [name, field] of Object.entries(COMMON_FIELDS)) {
      describeField(env.db, String(row['model']), row.id, name, field);
    }
    checkOrder(env, row);
  },
  beforeWrite: (_env, row, values) => {
    for (const [name, label] of Object.entries(FIXED)) {
      if (values[name] !== undefined && values[name] !== row[name]) {
        throw userError(`Field ${label} cannot be modified on models.`);
      }
    }
    return values;
  },
  written: (env, row, names) => {
    const model = String(row['model']);
    if (names.includes('order')) {
      checkOrder(env, row);
      env.db.changeModel(model, { order: String(row['order']) });
    }
    if (names.includes('name')) env.db.changeModel(model, { label: String(row['name']) });
  },
  beforeUnlink,
  unlinked: (env, row) => env.db.dropModel(String(row['model'])),
};

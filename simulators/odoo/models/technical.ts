import { validationError } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { JsonObject } from '../schema/types.ts';
import { warningsOf } from '../actions/warnings.ts';
import type { Behaviour } from './behaviour.ts';

const ACTIONS = 'ir.actions.server';

function checkUnique(env: Env, row: Row): void {
  const name = String(row['name']);
  if (/\s/.test(name)) {
    throw validationError('The operation cannot be completed: External IDs cannot contain spaces');
  }
  const twin = env.db
    .rows('ir.model.data')
    .find(
      (other) => other.id !== row.id && other['module'] === row['module'] && other['name'] === row['name'],
    );
  if (twin !== undefined) {
    throw validationError(
      'The operation cannot be completed: You cannot have multiple records with the same external ID in ' +
        'the same module! (ir_model_data_module_name_uniq_index)',
    );
  }
}

export const externalId: Behaviour = {
  created: checkUnique,
  written: checkUnique,
  computed: {
    complete_name: (_env, row) => [row['module'], row['name']].filter(Boolean).join('.'),
    reference: (_env, row) => `${String(row['model'])},${String(row['res_id'])}`,
  },
};

/** A child takes model and groups from its parent; its own groups come last, as Odoo sets them. */
function prepareAction(env: Env, values: JsonObject): JsonObject {
  const { group_ids: groups, ...rest } = values;
  const usage: JsonObject =
    typeof values['base_automation_id'] === 'number' ? { usage: 'base_automation' } : {};
  const parent =
    typeof values['parent_id'] === 'number' ? env.db.row(ACTIONS, values['parent_id']) : undefined;
  const inherited: JsonObject =
    parent === undefined
      ? groups === undefined
        ? {}
        : { group_ids: groups }
      : { model_id: parent['model_id'] ?? false, group_ids: [[6, 0, env.ids(ACTIONS, parent, 'group_ids')]] };
  return { ...usage, ...rest, ...inherited };
}

export const serverAction: Behaviour = {
  prepare: prepareAction,
  computed: {
    warning: (env, row) => warningsOf(env, row).join('\n\n') || false,
    update_field_id: (env, row) => {
      const model = env.sudo().text(ACTIONS, row, 'model_name');
      return env.fieldRow(model, env.text(ACTIONS, row, 'update_path'))?.id ?? false;
    },
    xml_id: (env, row) => {
      const known = env.db.where('ir.model.data', 'res_id', row.id).find((data) => data['model'] === ACTIONS);
      return known === undefined ? '' : `${String(known['module'])}.${String(known['name'])}`;
    },
  },
};

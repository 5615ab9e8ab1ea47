import { validationError } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { Behaviour } from './behaviour.ts';

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

export const serverAction: Behaviour = {
  computed: {
    xml_id: (env, row) => {
      const known = env.db
        .rows('ir.model.data')
        .find((data) => data['model'] === 'ir.actions.server' && data['res_id'] === row.id);
      return known === undefined ? '' : `${String(known['module'])}.${String(known['name'])}`;
    },
  },
};

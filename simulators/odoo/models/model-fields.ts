import { NotSimulated, userError } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import { clearTranslations } from '../orm/translations.ts';
import { selectionPairs } from '../schema/types.ts';
import type { JsonObject } from '../schema/types.ts';
import type { Behaviour } from './behaviour.ts';
import { activateField } from './fields/activate.ts';
import { dependencies } from './fields/paths.ts';
import { checkCompute, prepareField, translation } from './fields/prepare.ts';
import { checkNotNeeded } from './fields/removal.ts';

/** What may change on a field that people made. */
const CHANGEABLE = [
  'compute',
  'copied',
  'depends',
  'field_description',
  'help',
  'index',
  'readonly',
  'required',
  'selection_ids',
  'store',
  'tracking',
  'translate',
];
/** What an administrator may change on Odoo's own fields: the words. */
const WORDS = ['field_description', 'help'];

function checkChange(env: Env, row: Row, values: JsonObject): JsonObject {
  checkCompute(values['compute'] ?? false, row['ttype'] ?? false);
  dependencies(env, String(row['model']), values['depends'] ?? false);
  const { store, translate } = values;
  const computed = row['compute'] || row['related'];
  if (store !== undefined && store !== row['store'] && !computed) {
    throw new NotSimulated('changes store of computed and related fields only.');
  }
  return translate === undefined ? values : { ...values, translate: translation(translate, row['ttype']) };
}

/** A field that is no longer translated keeps its English texts. */
function dropTranslations(env: Env, field: Row): void {
  for (const row of env.db.rows(String(field['model']))) clearTranslations(env, row, String(field['name']));
}

export const modelField: Behaviour = {
  prepare: prepareField,
  created: (env, row) => {
    if (row['state'] === 'manual') activateField(env, row);
  },
  beforeWrite: (env, row, values) => {
    if (row['state'] !== 'manual' && Object.keys(values).every((name) => WORDS.includes(name))) return values;
    if (row['state'] !== 'manual')
      throw userError('Properties of base fields cannot be altered in this manner!');
    const refused = Object.keys(values).filter((name) => !CHANGEABLE.includes(name));
    const changed = refused.filter((name) => values[name] !== env.get('ir.model.fields', row, name));
    if (changed.length > 0) throw new NotSimulated(`does not change ${changed.join(', ')} of a field.`);
    return checkChange(
      env,
      row,
      Object.fromEntries(Object.entries(values).filter(([name]) => CHANGEABLE.includes(name))),
    );
  },
  written: (env, row, names) => {
    if (row['state'] !== 'manual') return;
    activateField(env, row);
    if (names.includes('translate') && row['translate'] === false) dropTranslations(env, row);
  },
  beforeUnlink: (env, row) => {
    if (row['state'] !== 'manual') throw userError('This column contains module data and cannot be removed!');
    checkNotNeeded(env, row);
  },
  unlinked: (env, row) => {
    const [model, name] = [String(row['model']), String(row['name'])];
    if (env.db.model(model) === undefined) return;
    env.db.setField(model, name, undefined);
    for (const record of env.db.rows(model)) {
      clearTranslations(env, record, name);
      env.db.unset(record, name);
    }
    const files = env.db
      .rows('ir.attachment')
      .filter((file) => file['res_model'] === model && file['res_field'] === name)
      .map((file) => file.id);
    if (files.length > 0) env.sudo().unlink('ir.attachment', files);
  },
  displayName: (_env, row) => `${String(row['field_description'])} (${String(row['model'])})`,
  computed: {
    selection: (env, row) => {
      const field = env.db.field(String(row['model']), String(row['name']));
      if (field?.type !== 'selection') return false;
      return `[${selectionPairs(field)
        .map(([key, label]) => `('${key}', '${label}')`)
        .join(', ')}]`;
    },
    modules: () => '',
  },
};

export const fieldSelection: Behaviour = {
  created: (env, row) => refresh(env, row),
  written: (env, row) => refresh(env, row),
  unlinked: (env, row) => refresh(env, row),
};

function refresh(env: Env, choice: Row): void {
  const field = env.db.row('ir.model.fields', Number(choice['field_id']));
  if (field?.['state'] !== 'manual') return;
  if (env.db.field(String(field['model']), String(field['name'])) !== undefined) activateField(env, field);
}

import { NotSimulated, validationError } from '../errors.ts';
import type { Database, Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import { FIELD_TYPES, humanise, selectionPairs } from '../schema/types.ts';
import type { FieldDef, FieldType, Json, JsonObject } from '../schema/types.ts';
import type { Behaviour } from './behaviour.ts';

/** Types that a person can give a field here. */
const MANUAL_TYPES: readonly FieldType[] = [
  'binary',
  'boolean',
  'char',
  'date',
  'datetime',
  'float',
  'html',
  'integer',
  'json',
  'many2many',
  'many2one',
  'selection',
  'text',
];
/** What may change on a field that people made. */
const CHANGEABLE = ['field_description', 'help', 'tracking', 'copied', 'index', 'required', 'selection_ids'];

function prepare(env: Env, values: JsonObject): JsonObject {
  const { name, model_id: modelId, ttype } = values;
  const model = typeof modelId === 'number' ? env.db.row('ir.model', modelId) : undefined;
  if (model === undefined) throw validationError('The operation cannot be completed: Model is mandatory.');
  if (typeof name !== 'string' || !/^x_[a-z0-9_]+$/.test(name)) {
    throw validationError(
      "Custom fields must have a name that starts with 'x_'!\nField names can only contain characters, digits and underscores (up to 63).",
    );
  }
  if (env.db.field(String(model['model']), name) !== undefined) {
    throw validationError('The operation cannot be completed: Field names must be unique per model.');
  }
  if (!MANUAL_TYPES.some((known) => known === ttype)) {
    throw new NotSimulated(`makes no manual fields of the type ${String(ttype)}.`);
  }
  if (values['store'] === false && values['related'] === undefined) {
    throw new NotSimulated('makes no computed fields.');
  }
  if (
    (ttype === 'many2one' || ttype === 'many2many') &&
    env.db.model(String(values['relation'])) === undefined
  ) {
    throw new NotSimulated(`makes no field that points to ${String(values['relation'])}.`);
  }
  const listed = typeof values['selection'] === 'string' ? readSelection(values['selection']) : undefined;
  const { selection: _text, ...rest } = values;
  const choices: JsonObject =
    listed === undefined
      ? {}
      : { selection_ids: listed.map(([value, label]) => [0, 0, { value, name: label }]) };
  return { field_description: humanise(name), ...rest, ...choices, model: String(model['model']) };
}

/** `[('a','A'),('b','B')]` as people write it into the field's form. */
function readSelection(text: string): [string, string][] {
  const pairs = [...text.matchAll(/\(\s*(['"])(.*?)\1\s*,\s*(['"])(.*?)\3\s*\)/g)];
  if (pairs.length === 0) {
    throw validationError('The Selection Options expression is not a valid Pythonic expression.');
  }
  return pairs.map((pair) => [pair[2] ?? '', pair[4] ?? '']);
}

/** Makes the field usable in the next call, as Odoo's registry reload does. */
function activate(env: Env, row: Row): void {
  const type = FIELD_TYPES.find((known) => known === row['ttype']);
  if (type === undefined) throw new NotSimulated(`makes no fields of the type ${String(row['ttype'])}.`);
  const choices = env.db
    .rows('ir.model.fields.selection')
    .filter((choice) => choice['field_id'] === row.id)
    .sort((a, b) => Number(a['sequence']) - Number(b['sequence']) || a.id - b.id)
    .map((choice): readonly [string, string] => [String(choice['value']), String(choice['name'])]);
  const text = (name: string): string | undefined => {
    const value = row[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const related = text('related');
  const relation = text('relation');
  const field: FieldDef = {
    type,
    manual: true,
    label: text('field_description') ?? humanise(String(row['name'])),
    required: row['required'] === true,
    readonly: row['readonly'] === true,
    copied: row['copied'] === true,
    tracking: Number(row['tracking']) > 0,
    stored: related === undefined,
    ...(related === undefined ? {} : { related }),
    ...(relation === undefined ? {} : { relation }),
    ...(type === 'selection' ? { selection: choices } : {}),
  };
  env.db.setField(String(row['model']), String(row['name']), field);
}

export const modelField: Behaviour = {
  prepare: (env, values) => prepare(env, values),
  created: (env, row) => {
    if (row['state'] === 'manual') activate(env, row);
  },
  beforeWrite: (env, row, values) => {
    if (row['state'] !== 'manual')
      throw validationError('Properties of base fields cannot be altered in this manner!');
    const refused = Object.keys(values).filter((name) => !CHANGEABLE.includes(name));
    const changed = refused.filter((name) => values[name] !== env.get('ir.model.fields', row, name));
    if (changed.length > 0) throw new NotSimulated(`does not change ${changed.join(', ')} of a field.`);
    return Object.fromEntries(Object.entries(values).filter(([name]) => CHANGEABLE.includes(name)));
  },
  written: activate,
  beforeUnlink: (_env, row) => {
    if (row['state'] !== 'manual') {
      throw validationError('This column contains module data and cannot be removed!');
    }
  },
  unlinked: (env, row) => {
    const [model, name] = [String(row['model']), String(row['name'])];
    env.db.setField(model, name, undefined);
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
  if (env.db.field(String(field['model']), String(field['name'])) !== undefined) activate(env, field);
}

/** The rows of ir.model and ir.model.fields that a fresh database has about itself. */
export function describeModels(db: Database): void {
  for (const model of db.models()) {
    const owner = db.insert('ir.model', {
      name: model.label,
      model: model.name,
      state: 'base',
      transient: false,
    });
    for (const [name, field] of Object.entries(model.fields)) {
      const values: Record<string, Json> = {
        name,
        model: model.name,
        model_id: owner.id,
        field_description: field.label ?? humanise(name),
        ttype: field.type,
        state: 'base',
        help: false,
        required: field.required === true,
        readonly: field.readonly === true,
        store: field.stored !== false,
        index: false,
        copied: field.copied !== false,
        tracking: 0,
        translate: field.translate === true ? 'standard' : false,
        relation: field.relation ?? false,
        related: field.related ?? false,
        on_delete: false,
        size: 0,
      };
      db.insert('ir.model.fields', values);
    }
  }
}

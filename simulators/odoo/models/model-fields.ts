import { NotSimulated, userError, validationError } from '../errors.ts';
import type { Database, Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import { clearTranslations } from '../orm/translations.ts';
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
const TEXTS: readonly FieldType[] = ['char', 'html', 'text'];
/** What may change on a field that people made. */
const CHANGEABLE = [
  'copied',
  'field_description',
  'help',
  'index',
  'readonly',
  'required',
  'selection_ids',
  'tracking',
  'translate',
];
/** What an administrator may change on Odoo's own fields: the words. */
const WORDS = ['field_description', 'help'];

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
  const translate = translation(values['translate'] ?? false, ttype);
  const listed = typeof values['selection'] === 'string' ? readSelection(values['selection']) : undefined;
  const { selection: _text, ...rest } = values;
  const choices: JsonObject =
    listed === undefined
      ? {}
      : { selection_ids: listed.map(([value, label]) => [0, 0, { value, name: label }]) };
  return {
    field_description: humanise(name),
    ...rest,
    ...choices,
    translate,
    model: String(model['model']),
  };
}

/** Odoo 19 names the ways to translate; `true`, which older versions take, it still understands. */
function translation(given: Json, ttype: Json | undefined): Json {
  const way = given === true ? (ttype === 'html' ? 'html_translate' : 'standard') : given;
  if (way === 'html_translate' || way === 'xml_translate') {
    throw new NotSimulated('translates the text of a field as a whole, not its terms.');
  }
  return way;
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
    translate: TEXTS.includes(type) && row['translate'] !== false,
    stored: related === undefined,
    ...(related === undefined ? {} : { related }),
    ...(relation === undefined ? {} : { relation }),
    ...(type === 'selection' ? { selection: choices } : {}),
  };
  env.db.setField(String(row['model']), String(row['name']), field);
}

/** A field that is no longer translated keeps its English texts. */
function dropTranslations(env: Env, field: Row): void {
  for (const row of env.db.rows(String(field['model']))) clearTranslations(env, row, String(field['name']));
}

export const modelField: Behaviour = {
  prepare: (env, values) => prepare(env, values),
  created: (env, row) => {
    if (row['state'] === 'manual') activate(env, row);
  },
  beforeWrite: (env, row, values) => {
    if (row['state'] !== 'manual' && Object.keys(values).every((name) => WORDS.includes(name))) return values;
    if (row['state'] !== 'manual')
      throw userError('Properties of base fields cannot be altered in this manner!');
    const refused = Object.keys(values).filter((name) => !CHANGEABLE.includes(name));
    const changed = refused.filter((name) => values[name] !== env.get('ir.model.fields', row, name));
    if (changed.length > 0) throw new NotSimulated(`does not change ${changed.join(', ')} of a field.`);
    const kept = Object.fromEntries(Object.entries(values).filter(([name]) => CHANGEABLE.includes(name)));
    if (kept['translate'] === undefined) return kept;
    return { ...kept, translate: translation(kept['translate'], row['ttype']) };
  },
  written: (env, row, names) => {
    if (row['state'] !== 'manual') return;
    activate(env, row);
    if (names.includes('translate') && row['translate'] === false) dropTranslations(env, row);
  },
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

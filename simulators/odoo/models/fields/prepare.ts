import { computedBy, computeDigest } from '../../computed-fields.ts';
import { NotSimulated, userError, validationError } from '../../errors.ts';
import type { Env } from '../../orm/env.ts';
import { isRealModel } from '../../schema/not-simulated.ts';
import { humanise } from '../../schema/types.ts';
import type { FieldType, Json, JsonObject } from '../../schema/types.ts';
import { checkRelated, dependencies } from './paths.ts';

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
  'one2many',
  'selection',
  'text',
];

/** Checks what somebody wants of a new field, and fills in what was left out. */
export function prepareField(env: Env, values: JsonObject): JsonObject {
  const { name, model_id: modelId, ttype = false, compute = false, related = false } = values;
  const owner = typeof modelId === 'number' ? env.db.row('ir.model', modelId) : undefined;
  if (owner === undefined) throw validationError('The operation cannot be completed: Model is mandatory.');
  const model = String(owner['model']);
  checkName(env, model, name);
  if (!MANUAL_TYPES.some((known) => known === ttype)) {
    throw new NotSimulated(`makes no manual fields of the type ${String(ttype)}.`);
  }
  if (values['store'] === false && !related && !compute) {
    throw new NotSimulated('makes no fields that are neither stored nor computed nor related.');
  }
  checkRelation(env, values);
  checkRelated(env, model, values);
  checkCompute(compute, ttype);
  dependencies(env, model, values['depends'] ?? false);
  const listed = typeof values['selection'] === 'string' ? readSelection(values['selection']) : undefined;
  const { selection: _text, ...rest } = values;
  const choices: JsonObject =
    listed === undefined
      ? {}
      : { selection_ids: listed.map(([value, label]) => [0, 0, { value, name: label }]) };
  return {
    field_description: humanise(String(name)),
    copied: ttype !== 'one2many' && !related && !compute,
    ...rest,
    ...choices,
    translate: translation(values['translate'] ?? false, ttype),
    model,
  };
}

function checkName(env: Env, model: string, name: Json | undefined): void {
  if (typeof name !== 'string' || !/^x_[a-z0-9_]+$/.test(name)) {
    throw validationError(
      "Custom fields must have a name that starts with 'x_'!\nField names can only contain characters, digits and underscores (up to 63).",
    );
  }
  if (env.db.field(model, name) !== undefined) {
    throw validationError('The operation cannot be completed: Field names must be unique per model.');
  }
}

function checkRelation(env: Env, values: JsonObject): void {
  const { ttype, relation = false, relation_field: inverse = false } = values;
  if (ttype !== 'many2one' && ttype !== 'many2many' && ttype !== 'one2many') return;
  if (env.db.model(String(relation)) === undefined) {
    if (isRealModel(String(relation))) {
      throw new NotSimulated(`makes no field that points to ${String(relation)}.`);
    }
    throw validationError(`Unknown model name '${String(relation)}' in Related Model`);
  }
  if (ttype === 'many2one' && values['required'] === true && !hasWayOut(values['on_delete'])) {
    throw validationError(
      `The m2o field ${String(values['name'])} is required but declares its ondelete policy as being 'set null'. ` +
        "Only 'restrict' and 'cascade' make sense.",
    );
  }
  if (ttype !== 'one2many' || values['related']) return;
  const there = env.db.field(String(relation), String(inverse));
  if (there?.type !== 'many2one') {
    throw userError(`Many2one ${String(inverse)} on model ${String(relation)} does not exist!`);
  }
}

function hasWayOut(policy: Json | undefined): boolean {
  return policy === 'restrict' || policy === 'cascade';
}

/** No Python runs here: only code with an equivalent makes a field. */
export function checkCompute(code: Json, ttype: Json): void {
  if (typeof code !== 'string' || code === '') return;
  if (ttype === 'one2many' || ttype === 'many2many' || ttype === 'binary') {
    throw new NotSimulated(`makes no computed fields of the type ${String(ttype)}.`);
  }
  const sha256 = computeDigest(code);
  if (computedBy(sha256) !== undefined) return;
  throw new NotSimulated(
    `runs no Python: it has no equivalent for this code of a computed field (SHA-256 ${sha256}).`,
  );
}

/** Odoo 19 names the ways to translate; `true`, which older versions take, it still understands. */
export function translation(given: Json, ttype: Json | undefined): Json {
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

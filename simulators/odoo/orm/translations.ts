import { NotSimulated, python, userError, valueError } from '../errors.ts';
import type { Json, JsonObject } from '../schema/types.ts';
import type { Row } from './database.ts';
import type { Env } from './env.ts';
import { toStored } from './values.ts';

/** English is the language that stands in for all others; its value is kept under the field's own name. */
const SOURCE = 'en_US';

const keyOf = (name: string, lang: string): string => (lang === SOURCE ? name : `${name}@${lang}`);

/**
 * Writes a translated value in the language of the call, if it is not what shows there already. The first value of
 * all becomes the English one as well; `false` empties every language.
 */
export function setTranslated(env: Env, row: Row, name: string, value: Json): void {
  if (value === false) {
    clearTranslations(env, row, name);
    if (row[name] !== false) env.db.set(row, name, false);
    return;
  }
  const key = keyOf(name, env.context.lang);
  if ((row[key] ?? row[name]) === value) return;
  if ((row[name] ?? false) === false) env.db.set(row, name, value);
  env.db.set(row, key, value);
}

/** Leaves the English value alone in the field. */
export function clearTranslations(env: Env, row: Row, name: string): void {
  for (const key of Object.keys(row)) if (key.startsWith(`${name}@`)) env.db.unset(row, key);
}

/**
 * `update_field_translations`: `{lang: text}`; `false` takes a language's text away, so that the English one shows
 * again; English itself cannot be taken away. Answers `false` where there is nothing to translate.
 */
export function updateTranslations(env: Env, model: string, ids: readonly number[], args: JsonObject): Json {
  const row = single(env, model, ids, 'write');
  const name = String(args['field_name']);
  const field = env.field(model, name);
  const given = args['translations'] ?? null;
  if (!isTexts(given)) {
    throw userError('Translations for model translated fields only accept falsy values and str');
  }
  checkInstalled(env, Object.keys(given));
  if (field.translate !== true) return false;
  if (field.related !== undefined) throw new NotSimulated(`does not translate the related ${model}.${name}.`);
  const texts = Object.entries(given).filter(([lang, text]) => lang !== SOURCE || text !== false);
  if (texts.length === 0) return false;
  const fallback = given[SOURCE] || given[env.context.lang] || texts.find(([, text]) => text !== false)?.[1];
  if ((row[name] ?? false) === false && fallback !== undefined) {
    env.db.set(row, name, toStored(env, model, name, field, fallback));
  }
  for (const [lang, text] of texts) {
    const key = keyOf(name, lang);
    if (text === false) env.db.unset(row, key);
    else env.db.set(row, key, toStored(env, model, name, field, text));
  }
  // As Odoo does: written once more as it is, so that everything that a write does follows.
  env.write(model, [row.id], { [name]: env.get(model, row, name) });
  return true;
}

/** `get_field_translations`: each language's text as it shows, and how people would edit it. */
export function fieldTranslations(env: Env, model: string, ids: readonly number[], args: JsonObject): Json {
  const row = single(env, model, ids, 'read');
  const name = String(args['field_name']);
  const field = env.field(model, name);
  const wanted = args['langs'];
  const langs = Array.isArray(wanted) && wanted.length > 0 ? wanted.map(String) : installed(env);
  const source = row[name] ?? false;
  const texts = langs.map((lang) => ({ lang, source, value: row[keyOf(name, lang)] ?? source }));
  return [
    field.translate === true ? texts : [],
    { translation_type: field.type === 'char' ? 'char' : 'text', translation_show_source: false },
  ];
}

function installed(env: Env): string[] {
  return env.db
    .rows('res.lang')
    .filter((lang) => lang['active'] === true)
    .map((lang) => String(lang['code']));
}

function checkInstalled(env: Env, langs: readonly string[]): void {
  const known = installed(env);
  const missing = langs.filter((lang) => lang !== SOURCE && !known.includes(lang));
  if (missing.length > 0) throw userError(`The following languages are not activated: ${missing.join(', ')}`);
}

function single(env: Env, model: string, ids: readonly number[], operation: 'read' | 'write'): Row {
  const [row, ...others] = env.browse(model, ids, operation);
  if (row === undefined || others.length > 0) {
    throw valueError(`Expected singleton: ${model}(${ids.join(', ')})`);
  }
  return row;
}

function isTexts(value: Json): value is Record<string, string | false> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw valueError(`translations is not a dictionary: ${python(value)}`);
  }
  return Object.values(value).every((text) => text === false || typeof text === 'string');
}

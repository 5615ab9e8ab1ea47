import { NotSimulated, validationError, valueError } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { Json, JsonObject } from '../schema/types.ts';
import { archOf, translateTerms } from '../views/arch.ts';
import { alsoAffected, combine } from '../views/combine.ts';
import type { Combined } from '../views/combine.ts';
import { fitsSchema } from '../views/shapes.ts';
import { usesOldAttributes, validateView } from '../views/validate.ts';
import type { Without } from '../views/validate.ts';
import { ViewError } from '../views/view-error.ts';
import { openingTag } from '../xml/element.ts';
import { XmlError, parseXml } from '../xml/parse.ts';
import type { Behaviour } from './behaviour.ts';

const MODEL = 'ir.ui.view';
const TYPES = 'list form graph pivot calendar kanban search qweb hierarchy activity'.split(' ');

function prepare(env: Env, values: JsonObject): JsonObject {
  const stored = stores(env, values);
  const parent =
    typeof stored['inherit_id'] === 'number' ? env.db.row(MODEL, stored['inherit_id']) : undefined;
  const mode = stored['mode'] ?? (parent === undefined ? 'primary' : 'extension');
  if (mode === 'extension' && parent === undefined) {
    throw validationError(
      "The operation cannot be completed: Invalid inheritance mode: if the mode is 'extension', the view must extend an other view",
    );
  }
  const type = stored['type'] || parent?.['type'] || typeOf(stored['arch_db']);
  if (type === 'qweb') throw new NotSimulated('knows no qweb views.');
  return { name: `${String(stored['model'])} ${String(type)}`, ...stored, type, mode };
}

function typeOf(arch: Json | undefined): string {
  if (typeof arch !== 'string' || arch === '') throw validationError('Missing view architecture.');
  const { tag } = read(arch);
  if (TYPES.includes(tag)) return tag;
  throw validationError(
    `Invalid view type: '${tag}'.\nYou might have used an invalid starting tag in the architecture.\n` +
      `Allowed types are: ${TYPES.join(', ')}`,
  );
}

function read(arch: string): { tag: string } {
  try {
    return parseXml(arch);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    // Odoo reads broken XML as HTML and stores what that makes of it; nobody means that.
    throw new NotSimulated(`takes well-formed XML as view: ${error.message}.`);
  }
}

/** `arch`, `arch_base` and `arch_db` are one text. */
function stores(env: Env, values: JsonObject): JsonObject {
  const { arch, arch_base: base, arch_db: db, ...rest } = values;
  const text = arch || base || db;
  if (text === undefined || text === false) return rest;
  if (typeof text !== 'string') throw valueError('arch is not a text');
  if (/<\?xml[^>]*encoding=/i.test(text)) {
    throw valueError(
      'Unicode strings with encoding declaration are not supported. Please use bytes input or XML fragments without declaration.',
    );
  }
  if (env.context.lang !== 'en_US')
    throw new NotSimulated('takes a new view in English and its terms apart.');
  return { ...rest, arch_db: text };
}

function check(env: Env, row: Row): void {
  if (Array.isArray(row['group_ids']) && row['group_ids'].length > 0 && row['mode'] === 'extension') {
    throw validationError(
      "Inherited view cannot have 'Groups' define on the record. Use 'groups' attributes inside the view definition",
    );
  }
  const english = env.sudo().withContext({ lang: 'en_US' });
  const combined = parsing(() => {
    const own = combine(english, row);
    for (const other of alsoAffected(english, row)) combine(english, other);
    return own;
  });
  validating(combined, () => validateView(english, row, combined));
  if (usesOldAttributes(combined.root)) {
    throw validationError(
      `Since 17.0, the "attrs" and "states" attributes are no longer used.\nView: ${String(row['name'])} in False`,
    );
  }
  if (!fitsSchema(combined.root)) {
    throw validationError(`Invalid view ${String(row['name'])} definition in False`);
  }
}

function parsing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ViewError)) throw error;
    throw validationError(`Error while parsing or validating view:\n\n${error.message}`);
  }
}

function validating(combined: Combined, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ViewError)) throw error;
    throw validationError(
      `Error while validating view near:\n\n${openingTag(combined.root)}\n\n${error.message}`,
    );
  }
}

/** The name of a view that cannot be without a field, if there is one. */
export function viewThatNeeds(env: Env, without: Without): string | undefined {
  const english = env.sudo().withContext({ lang: 'en_US' });
  const naming = env.db.rows(MODEL).filter((view) => String(view['arch_db']).includes(without.name));
  const broken = naming.find((view) => {
    try {
      validateView(english, view, combine(english, view), without);
      return false;
    } catch (error) {
      if (error instanceof ViewError) return true;
      throw error;
    }
  });
  return broken === undefined ? undefined : String(broken['name']);
}

/** `update_field_translations` for the text of a view: `{lang: {term: text}}`. */
export function translateView(env: Env, _model: string, ids: readonly number[], args: JsonObject): Json {
  const [row, ...others] = env.browse(MODEL, ids, 'write');
  const { field_name: name, translations = null } = args;
  if (row === undefined || others.length > 0) throw valueError(`Expected singleton: ${MODEL}(${ids.join()})`);
  if (name !== 'arch_db' || typeof translations !== 'object' || translations === null) {
    throw new NotSimulated(`translates arch_db of views only, not ${String(name)}.`);
  }
  if (Array.isArray(translations)) throw valueError('translations is not a dictionary');
  translateTerms(env, row, translations);
  return true;
}

export const view: Behaviour = {
  prepare,
  created: check,
  beforeWrite: (env, _row, values) => stores(env, values),
  written: (env, row, names) => {
    if (
      ['arch_db', 'inherit_id', 'active', 'mode', 'model', 'group_ids'].some((name) => names.includes(name))
    ) {
      check(env, row);
    }
  },
  computed: {
    arch: archOf,
    arch_base: archOf,
    arch_db: archOf,
    model_id: (env, row) => env.db.where('ir.model', 'model', String(row['model']))[0]?.id ?? false,
    xml_id: (env, row) => externalIdOf(env, row),
  },
};

function externalIdOf(env: Env, row: Row): string {
  const known = env.db.where('ir.model.data', 'res_id', row.id).find((data) => data['model'] === MODEL);
  return known === undefined ? '' : `${String(known['module'])}.${String(known['name'])}`;
}

import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { Json, JsonObject } from '../schema/types.ts';
import { withDescendants } from '../xml/element.ts';
import type { Element } from '../xml/element.ts';
import { parseXml } from '../xml/parse.ts';
import { serialise } from '../xml/element.ts';

/** Attributes whose text people read. */
const WORDS = [
  'string',
  'help',
  'confirm',
  'placeholder',
  'title',
  'alt',
  'label',
  'sum',
  'avg',
  'add-label',
];

/** Where the translations of a view's terms are kept: `{lang: {term: text}}`; no field has this name. */
const TERMS = 'terms@';

/** The stored text of a view, in the language of the call. */
export function archOf(env: Env, view: Row): string {
  const arch = typeof view['arch_db'] === 'string' ? view['arch_db'] : '';
  const terms = termsOf(view)[env.context.lang];
  if (terms === undefined || Object.keys(terms).length === 0) return arch;
  const root = parseXml(arch);
  for (const node of withDescendants(root)) translate(node, terms);
  return serialise(root);
}

/** `update_field_translations` of a view's text: `{lang: {term: text}}`; unknown terms are passed over. */
export function translateTerms(env: Env, view: Row, translations: JsonObject): void {
  const all = termsOf(view);
  const changed: Record<string, Json> = { ...all };
  for (const [lang, terms] of Object.entries(translations)) {
    changed[lang] = { ...all[lang], ...texts(terms) };
  }
  env.db.set(view, TERMS, changed);
}

function translate(node: Element, terms: Readonly<Record<string, string>>): void {
  const known = (text: string): string => (Object.hasOwn(terms, text) ? terms[text] : undefined) || text;
  for (const name of WORDS) {
    const text = node.attributes.get(name);
    if (text !== undefined) node.attributes.set(name, known(text));
  }
  node.children = node.children.map((child) => (typeof child === 'string' ? known(child) : child));
}

function termsOf(view: Row): Record<string, Record<string, string>> {
  const kept = view[TERMS];
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return {};
  return Object.fromEntries(Object.entries(kept).map(([lang, terms]) => [lang, texts(terms)]));
}

function texts(terms: Json): Record<string, string> {
  if (typeof terms !== 'object' || terms === null || Array.isArray(terms)) return {};
  return Object.fromEntries(
    Object.entries(terms).map(([term, text]) => [term, typeof text === 'string' ? text : '']),
  );
}

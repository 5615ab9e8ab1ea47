import { z } from 'zod';
import { check } from '../check.ts';
import type { OdooTransport } from '../transport.ts';
import { choiceIds, readFields } from './field-steps.ts';
import { LINK_MODEL, type FieldSpec } from './fields.ts';
import type { Wanted } from './object.ts';
import type { OwnRecord, ProvisionStep } from './reconcile.ts';
import { readOwn } from './reconcile.ts';
import { idsOf, ProvisionError, search } from './rpc.ts';
import { inLanguage, knownLanguages, type InstalledLanguage } from './words.ts';

/** What is translated: plain texts of records, and the terms of views. */
interface Texts {
  readonly plain: readonly {
    readonly model: string;
    readonly ids: readonly number[];
    readonly fields: readonly string[];
  }[];
  readonly views: readonly { readonly id: number; readonly terms: readonly string[] }[];
}

interface Wish {
  readonly fields: readonly FieldSpec[];
  readonly objects: readonly Wanted[];
}

/** Languages of this Odoo that there are words for; one that is installed later is found by a later run. */
export async function installedLanguages(admin: OdooTransport): Promise<readonly InstalledLanguage[]> {
  const schema = z.object({ id: z.number(), code: z.string() });
  const rows = await search(admin, 'res.lang', [['active', '=', true]], schema, ['code']);
  return knownLanguages(rows.map(({ code }) => code));
}

/** One step for each language in which a word is missing. `others`: steps that may bring new words. */
export async function planTranslations(
  admin: OdooTransport,
  wish: Wish,
  own: readonly OwnRecord[],
  others: readonly ProvisionStep[],
): Promise<readonly ProvisionStep[]> {
  const languages = await installedLanguages(admin);
  if (languages.length === 0) return [];
  const texts = await gather(admin, wish, own);
  const steps: ProvisionStep[] = [];
  for (const language of languages) {
    const missing = await missingWords(admin, texts, language);
    if (missing.length === 0 && others.length === 0) continue;
    steps.push({
      what: `texts in ${language.name} (${language.code})`,
      apply: async () => {
        const now = await gather(admin, wish, await readOwn(admin));
        for (const put of await missingWords(admin, now, language)) await put();
      },
    });
  }
  return steps;
}

async function gather(admin: OdooTransport, wish: Wish, own: readonly OwnRecord[]): Promise<Texts> {
  const fields = [...(await readFields(admin, wish.fields)).values()];
  const ids = new Map(own.map(({ name, id }) => [name, id]));
  const plain = [
    { model: 'ir.model.fields', ids: fields.map(({ id }) => id), fields: ['field_description', 'help'] },
    { model: 'ir.model.fields.selection', ids: await choiceIds(admin, fields), fields: ['name'] },
    {
      model: 'ir.model',
      ids: await idsOf(admin, 'ir.model', [['model', '=', LINK_MODEL]]),
      fields: ['name'],
    },
  ];
  const views: { id: number; terms: readonly string[] }[] = [];
  for (const { name, model, texts } of wish.objects) {
    const id = ids.get(name);
    if (id === undefined) continue;
    const { arch_db: terms, ...others } = texts;
    if (typeof terms === 'object') views.push({ id, terms });
    if (Object.keys(others).length > 0) plain.push({ model, ids: [id], fields: Object.keys(others) });
  }
  return { plain: merged(plain), views };
}

/** One read for a model instead of one for each record. */
function merged(plain: Texts['plain']): Texts['plain'] {
  return [...new Set(plain.map(({ model }) => model))].map((model) => {
    const same = plain.filter((part) => part.model === model);
    return {
      model,
      ids: same.flatMap(({ ids }) => ids),
      fields: [...new Set(same.flatMap(({ fields }) => fields))],
    };
  });
}

type Put = () => Promise<void>;

async function missingWords(admin: OdooTransport, texts: Texts, language: InstalledLanguage): Promise<Put[]> {
  const puts: Put[] = [];
  const translate = (english: string): string => inLanguage(english, language);
  for (const part of texts.plain) puts.push(...(await missingTexts(admin, part, language, translate)));
  for (const view of texts.views) puts.push(...(await missingTerms(admin, view, language)));
  return puts;
}

const rowSchema = z.looseObject({ id: z.number() });

/** Calls that bring texts into a language; `translate` gives the words for an English original. */
export async function missingTexts(
  admin: OdooTransport,
  { model, ids, fields }: Texts['plain'][number],
  language: InstalledLanguage,
  translate: (english: string) => string,
): Promise<Put[]> {
  if (ids.length === 0) return [];
  const domain = [['id', 'in', ids]];
  const english = await search(admin, model, domain, rowSchema, fields);
  const there = await search(admin, model, domain, rowSchema, fields, { lang: language.code });
  const byId = new Map(there.map((row) => [row.id, row]));
  const rows = english.flatMap((row) => {
    const words = fields.map((field) => wordsFor(row[field], translate));
    const same = fields.every((field, index) => (byId.get(row.id)?.[field] || '') === words[index]);
    return same ? [] : [[String(row.id), ...words]];
  });
  return chunks(rows, 25).map((data) => () => loadTexts(admin, { model, fields, data }, language));
}

const wordsFor = (original: unknown, translate: (english: string) => string): string =>
  typeof original === 'string' ? translate(original) : '';

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

const loaded = z.object({
  ids: z.union([z.literal(false), z.array(z.number())]),
  messages: z.array(z.looseObject({ message: z.string().optional() })),
});

/** Many at once: Odoo loads its models anew for each label, and should not have to tell its workers so each time. */
async function loadTexts(
  admin: OdooTransport,
  { model, fields, data }: { model: string; fields: readonly string[]; data: readonly (readonly string[])[] },
  language: InstalledLanguage,
): Promise<void> {
  const answer = await admin.call({
    model,
    method: 'load',
    args: { fields: ['.id', ...fields], data },
    context: { lang: language.code },
  });
  const { ids, messages } = check(loaded, answer, `${model}/load`);
  if (ids) return;
  const said = messages.map(({ message }) => message).join(' ');
  throw new ProvisionError(`Odoo did not take the texts in ${language.name} of ${model}: ${said}`);
}

const translationsSchema = z.tuple([
  z.array(z.object({ lang: z.string(), source: z.string(), value: z.string() })),
  z.unknown(),
]);

async function missingTerms(
  admin: OdooTransport,
  { id, terms }: Texts['views'][number],
  language: InstalledLanguage,
): Promise<Put[]> {
  const call = { model: 'ir.ui.view', ids: [id] };
  const answer = await admin.call({
    ...call,
    method: 'get_field_translations',
    args: { field_name: 'arch_db', langs: [language.code] },
  });
  const [rows] = check(translationsSchema, answer, 'ir.ui.view/get_field_translations');
  const there = new Map(rows.map(({ source, value }) => [source, value || source]));
  const wanted = terms.map((term): [string, string] => [term, inLanguage(term, language)]);
  const missing = wanted.filter(([term, words]) => there.has(term) && there.get(term) !== words);
  if (missing.length === 0) return [];
  const args = { field_name: 'arch_db', translations: { [language.code]: Object.fromEntries(missing) } };
  return [async () => void (await admin.call({ ...call, method: 'update_field_translations', args }))];
}

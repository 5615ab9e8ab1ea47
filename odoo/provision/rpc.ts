import { z } from 'zod';
import { check } from '../check.ts';
import { OdooError } from '../errors.ts';
import type { OdooTransport } from '../transport.ts';

/** Refusals that a person can act on. */
export class ProvisionError extends Error {
  override readonly name = 'ProvisionError';
}

/** Archived records too; ids instead of `[id, name]`. Without a language Odoo answers the English originals. */
export async function search<T extends z.ZodType>(
  admin: OdooTransport,
  model: string,
  domain: readonly unknown[],
  schema: T,
  fields: readonly string[],
  { lang, limit }: { readonly lang?: string; readonly limit?: number } = {},
): Promise<z.output<T>[]> {
  const answer = await admin.call({
    model,
    method: 'search_read',
    args: { domain, fields, order: 'id asc', load: '', ...(limit !== undefined && { limit }) },
    context: { active_test: false, ...(lang !== undefined && { lang }) },
  });
  return check(z.array(schema), answer, `${model}/search_read`);
}

export async function write(
  admin: OdooTransport,
  model: string,
  ids: readonly number[],
  vals: Readonly<Record<string, unknown>>,
  lang?: string,
): Promise<void> {
  await admin.call({ model, method: 'write', ids, args: { vals }, context: lang ? { lang } : {} });
}

export async function create(
  admin: OdooTransport,
  model: string,
  values: readonly Readonly<Record<string, unknown>>[],
): Promise<number[]> {
  const answer = await admin.call({ model, method: 'create', args: { vals_list: values } });
  return check(z.array(z.number()), answer, `${model}/create`);
}

export async function unlink(admin: OdooTransport, model: string, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await admin.call({ model, method: 'unlink', ids });
}

const id = z.object({ id: z.number() });

export async function idsOf(
  admin: OdooTransport,
  model: string,
  domain: readonly unknown[],
): Promise<number[]> {
  return (await search(admin, model, domain, id, ['id'])).map((row) => row.id);
}

const referenceSchema = z.tuple([z.string(), z.union([z.literal(false), z.number()])]);

/** Id of the record with this external id. */
export async function reference(
  admin: OdooTransport,
  module: string,
  name: string,
): Promise<number | undefined> {
  try {
    const answer = await admin.call({
      model: 'ir.model.data',
      method: 'check_object_reference',
      args: { module, xml_id: name },
    });
    // False for a record that is archived.
    return check(referenceSchema, answer, 'ir.model.data/check_object_reference')[1] || undefined;
  } catch (error) {
    // A reference that is not there is a ValueError of Odoo's.
    if (error instanceof OdooError && error.kind === 'Bug') return undefined;
    throw error;
  }
}

const fieldSchema = z.object({
  type: z.string(),
  selection: z.array(z.tuple([z.string(), z.string()])).optional(),
});
export type FieldsOfModel = Readonly<Record<string, z.output<typeof fieldSchema>>>;

/** What a model is made of in this Odoo. */
export async function fieldsGet(
  admin: OdooTransport,
  model: string,
  names: readonly string[],
): Promise<FieldsOfModel> {
  const args = { allfields: names, attributes: ['type', 'selection'] };
  const answer = await admin.call({ model, method: 'fields_get', args });
  return check(z.record(z.string(), fieldSchema), answer, `${model}/fields_get`);
}

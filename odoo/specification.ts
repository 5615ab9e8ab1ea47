import { z } from 'zod';

/** What `web_read` is asked for: fields by name, nested where a field leads to other records. */
export interface Specification {
  readonly [field: string]: { readonly fields?: Specification | undefined };
}

export const specificationSchema: z.ZodType<Specification> = z.lazy(() =>
  z.record(z.string(), z.object({ fields: specificationSchema.optional() })),
);

/** Both together. */
export function merged(one: Specification, other: Specification): Specification {
  const all = { ...one };
  for (const [name, { fields }] of Object.entries(other)) {
    const mine = all[name]?.fields;
    all[name] =
      mine && fields ? { fields: merged(mine, fields) } : mine || fields ? { fields: mine ?? fields } : {};
  }
  return all;
}

/** Every record has these; Odoo gives a name without rights to the record. */
const NAMES = ['id', 'display_name'];

/** Whether a field that leads to records is asked for no more than their names. */
export const asksNamesOnly = (fields: Specification): boolean =>
  Object.keys(fields).every((name) => NAMES.includes(name));

export type Row = Record<string, unknown>;

export const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Records that a field of `web_read` holds: one, several or none. */
export const rowsIn = (value: unknown): readonly Row[] =>
  (Array.isArray(value) ? value : [value]).filter(isRow);

export const rowSchema = z.array(z.record(z.string(), z.unknown()));

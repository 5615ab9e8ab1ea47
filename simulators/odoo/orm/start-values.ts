import type { FieldDef, Json } from '../schema/types.ts';

/** The empty value of a type, as Odoo reads it. */
export function emptyValue(field: FieldDef): Json {
  switch (field.type) {
    case 'integer':
    case 'float':
    case 'monetary':
      return 0;
    case 'one2many':
    case 'many2many':
      return [];
    case 'binary':
    case 'boolean':
    case 'char':
    case 'date':
    case 'datetime':
    case 'html':
    case 'json':
    case 'many2one':
    case 'many2one_reference':
    case 'selection':
    case 'text':
      return false;
  }
}

/** The values of a new record before anybody has said anything. */
export function startValues(fields: Readonly<Record<string, FieldDef>>): Record<string, Json> {
  const stored = Object.entries(fields).filter(
    ([, field]) =>
      field.related === undefined && field.type !== 'one2many' && field.companyDependent !== true,
  );
  return Object.fromEntries(stored.map(([name, field]) => [name, field.default ?? emptyValue(field)]));
}

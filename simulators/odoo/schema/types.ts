/** Whatever JSON can hold; what records store and what methods take and return. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export const FIELD_TYPES = [
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
  'many2one_reference',
  'monetary',
  'one2many',
  'selection',
  'text',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** One field of a model, as `fields_get` tells it, plus what the simulator needs to keep it. */
export interface FieldDef {
  readonly type: FieldType;
  /** What people see; made from the name where it is left out. */
  readonly label?: string;
  readonly relation?: string;
  /** one2many: the field of the other model that points here. */
  readonly inverse?: string;
  /** one2many over a model name and an id: the other model's field with the model name. */
  readonly inverseModel?: string;
  /** one2many: only the records that have one of these values. */
  readonly only?: { readonly field: string; readonly in: readonly Json[] };
  readonly required?: boolean;
  readonly readonly?: boolean;
  /** A read-only field that RPC may set all the same: when creating, or always. */
  readonly rpc?: 'create' | 'write';
  /** False for what is computed when read. */
  readonly stored?: boolean;
  readonly searchable?: true;
  /** Dotted path that the value follows, for reading and writing. */
  readonly related?: string;
  readonly selection?: readonly (string | readonly [string, string])[];
  readonly default?: Json;
  /** Decimals that the value is rounded to on entry. */
  readonly digits?: number;
  readonly translate?: boolean;
  readonly companyDependent?: boolean;
  /** many2many: archived records stay in the value. */
  readonly keepArchived?: boolean;
  readonly onDelete?: 'cascade' | 'restrict' | 'set null';
  readonly copied?: boolean;
  readonly tracking?: boolean;
  /** Kept in an index, so that a search for a value is quick. */
  readonly index?: boolean;
  /** Python of a person's own field: which text, and the paths whose change computes a stored one anew. */
  readonly compute?: { readonly sha256: string; readonly depends: readonly string[] };
  /** binary: kept as a file of its own that names the field. */
  readonly attachment?: true;
  /** Made by a person through ir.model.fields. */
  readonly manual?: boolean;
}

export interface ModelDef {
  readonly name: string;
  readonly label: string;
  readonly order: string;
  /** Made by a person through ir.model: its names are x_name and x_active. */
  readonly manual?: true;
  /** A model whose fields this one shares through a many2one, created along with it. */
  readonly inherits?: { readonly model: string; readonly through: string };
  readonly fields: Readonly<Record<string, FieldDef>>;
}

/** The fields that each model has without naming them. */
export const COMMON_FIELDS: Readonly<Record<string, FieldDef>> = {
  id: { type: 'integer', label: 'ID', readonly: true },
  display_name: { type: 'char', label: 'Display Name', readonly: true, stored: false },
  create_date: { type: 'datetime', label: 'Created on', readonly: true },
  create_uid: { type: 'many2one', relation: 'res.users', label: 'Created by', readonly: true },
  write_date: { type: 'datetime', label: 'Last Updated on', readonly: true },
  write_uid: { type: 'many2one', relation: 'res.users', label: 'Last Updated by', readonly: true },
};

/** The keys of a selection. */
export function selectionKeys(field: FieldDef): string[] {
  return (field.selection ?? []).map((entry) => (typeof entry === 'string' ? entry : entry[0]));
}

/** Key and label of each choice; a label is made from the key where none is known. */
export function selectionPairs(field: FieldDef): [string, string][] {
  return (field.selection ?? []).map((entry) =>
    typeof entry === 'string' ? [entry, humanise(entry)] : [entry[0], entry[1]],
  );
}

/** `invoice_date_due` → `Invoice Date Due`. */
export function humanise(name: string): string {
  return name
    .replace(/_ids?$/, '')
    .split('_')
    .filter((part) => part !== '')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
}

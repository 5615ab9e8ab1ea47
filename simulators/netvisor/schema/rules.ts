/** What a text value must look like. `softMax` is a length that nobody has published. */
export type ValueRule =
  | { readonly kind: 'text'; readonly max?: number; readonly softMax?: number }
  | { readonly kind: 'integer' }
  | { readonly kind: 'key' }
  | { readonly kind: 'decimal'; readonly sign?: 'not-negative' }
  | { readonly kind: 'day' }
  | { readonly kind: 'day-or-week' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'country' }
  | { readonly kind: 'currency' }
  | { readonly kind: 'reference-number' }
  | { readonly kind: 'unit-number'; readonly max: number }
  | { readonly kind: 'account-number' }
  | { readonly kind: 'base64' };

/** An attribute; without `values` and `value` its content is not checked. */
export interface AttributeRule {
  readonly name: string;
  readonly need: 'compulsory' | 'optional';
  readonly values?: readonly string[];
  readonly value?: ValueRule;
}

/** One row of a message's table. The order of the rows is the order that the message must keep. */
export interface ElementRule {
  readonly name: string;
  readonly min: 0 | 1;
  readonly max: 1 | 'many';
  /** A compulsory element that may nevertheless be empty. */
  readonly empty?: 'allowed';
  /** Known from the newest clients only; the setting `newElements` can switch it off. */
  readonly age?: 'new';
  readonly attributes?: readonly AttributeRule[];
  readonly value?: ValueRule;
  /** An aggregate: these children in this order. */
  readonly children?: readonly ElementRule[];
  /** An aggregate that holds exactly one of these. */
  readonly oneOf?: readonly ElementRule[];
  /** On an edit, children that an add needs may be left out (customer.nv and product.nv). */
  readonly edit?: 'patch';
}

type Occurs = '1' | '0..1' | '0..n' | '1..n';
type Extra = Pick<ElementRule, 'empty' | 'age' | 'attributes' | 'edit'>;

function occurrence(occurs: Occurs): Pick<ElementRule, 'min' | 'max'> {
  return { min: occurs.startsWith('1') ? 1 : 0, max: occurs.endsWith('n') ? 'many' : 1 };
}

/** A row with a text value. */
export function row(name: string, occurs: Occurs, value: ValueRule, extra: Extra = {}): ElementRule {
  return { name, ...occurrence(occurs), value, ...extra };
}

/** A row that holds other rows. */
export function group(
  name: string,
  occurs: Occurs,
  children: readonly ElementRule[],
  extra: Extra = {},
): ElementRule {
  return { name, ...occurrence(occurs), children, ...extra };
}

export function text(max?: number): ValueRule {
  return max === undefined ? { kind: 'text' } : { kind: 'text', max };
}

export function softText(softMax: number): ValueRule {
  return { kind: 'text', softMax };
}

export function oneOf(...values: string[]): ValueRule {
  return { kind: 'enum', values };
}

/** An attribute that must be there; with `values`, only those. */
export function must(name: string, ...values: string[]): AttributeRule {
  return { name, need: 'compulsory', ...(values.length > 0 ? { values } : {}) };
}

/** An attribute that may be there; with `values`, only those. */
export function may(name: string, ...values: string[]): AttributeRule {
  return { name, need: 'optional', ...(values.length > 0 ? { values } : {}) };
}

export const integer: ValueRule = { kind: 'integer' };
export const key: ValueRule = { kind: 'key' };
export const decimal: ValueRule = { kind: 'decimal' };
export const day: ValueRule = { kind: 'day' };
export const flag: ValueRule = { kind: 'flag' };
export const country: ValueRule = { kind: 'country' };
export const account: ValueRule = { kind: 'account-number' };
export const referenceNumber: ValueRule = { kind: 'reference-number' };

/** `format="ansi"` is the DTD's default and may be left out. */
export const ANSI: Extra = { attributes: [may('format', 'ansi')] };
/** The value of a country's or language's `type` is not enforced by Netvisor. */
export const ISO: Extra = { attributes: [may('type')] };
export const NEW: Extra = { age: 'new' };

/** Dimension of a document or line (sales invoice documentation, dimensions). */
export const DIMENSION: ElementRule = group('dimension', '0..n', [
  row('dimensionname', '1', text()),
  row('dimensionitem', '1', text(), { attributes: [may('integrationdimensiondetailguid')] }),
  row('metadata', '0..n', text()),
]);

/** Accrual rule of an invoice or line. */
export const ACCRUAL_RULE: ElementRule = group('accrualrule', '0..1', [
  row('startmonth', '1', integer),
  row('startyear', '1', integer),
  row('endmonth', '0..1', integer),
  row('endyear', '0..1', integer),
  row('divisioncurvename', '0..1', text()),
]);

/** VAT codes of the DTD for sales invoice lines. */
export const VAT_CODES = [
  'NONE',
  'KOOS',
  'EUOS',
  'EUUO',
  'EUPO',
  '100',
  'KOMY',
  'EUMY',
  'EUUM',
  'EUPM312',
  'EUPM309',
  'MUUL',
  'EVTO',
  'EVPO',
  'EVKV',
  'KAVE',
  'RAMY',
  'RAOS',
  'EVRO',
  'MAAL',
  'EVMA',
  'KOMY0',
] as const;
export type VatCode = (typeof VAT_CODES)[number];

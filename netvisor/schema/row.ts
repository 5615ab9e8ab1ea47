import type { Decimal } from 'decimal.js';

/**
 * Element tables as data. A table is a list of rows in Netvisor's order; the writer obeys it, and the document
 * types are derived from it, so that order, occurrence, length and type stand in one place.
 * A row's wire name is its camelCase name in lower case.
 */

/** `many` = 0..n, `some` = 1..n */
export type Occurs = 'one' | 'optional' | 'many' | 'some';

export type Scalar =
  /** Free text: transliterated to Latin-9. `line` refuses line breaks. */
  | { readonly kind: 'text' | 'line'; readonly max: number | undefined }
  /** Identifiers and codes: refused rather than spelled differently. */
  | { readonly kind: 'code'; readonly max: number | undefined; readonly pattern: RegExp | undefined }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  /** Written with a comma and at least this many decimals, never rounded. */
  | { readonly kind: 'decimal'; readonly decimals: number }
  | { readonly kind: 'date' }
  | { readonly kind: 'flag'; readonly words: readonly [no: string, yes: string] }
  | { readonly kind: 'word'; readonly words: readonly string[] }
  | { readonly kind: 'base64' };

export type Spec =
  | Scalar
  | { readonly kind: 'aggregate'; readonly rows: readonly Row[] }
  /** Exactly one of the rows. */
  | { readonly kind: 'choice'; readonly rows: readonly Row[] }
  /** A wrapper that holds one kind of element only; in documents just the array. */
  | { readonly kind: 'list'; readonly of: Row };

export interface AttributeRow {
  readonly key: string;
  readonly required: boolean;
  readonly scalar: Scalar;
}

declare const valueType: unique symbol;

export interface Content<Value = unknown> {
  readonly spec: Spec;
  /** null in the document = the element present and empty. */
  readonly mayBeEmpty: boolean;
  /** Attributes that always have the same value. */
  readonly fixed: Readonly<Record<string, string>>;
  /** Attributes that the document carries: then its value is `{ value, …attributes }`. */
  readonly attributes: readonly AttributeRow[];
  /** Exists for the compiler only. */
  readonly [valueType]?: () => Value;
}

export interface Row<Key extends string = string, Value = unknown, O extends Occurs = Occurs> {
  /** Name in documents. */
  readonly key: Key;
  /** Name on the wire, lower case. */
  readonly name: string;
  readonly occurs: O;
  readonly content: Content<Value>;
}

type RowValue<R> = R extends Row<string, infer V> ? V : never;

type ArrayOf<R> = readonly RowValue<R>[];

/** The document that a table describes. */
export type DocumentOf<Rows extends readonly Row[]> = {
  readonly [R in Rows[number] as R['occurs'] extends 'one' ? R['key'] : never]: RowValue<R>;
} & {
  readonly [R in Rows[number] as R['occurs'] extends 'optional' ? R['key'] : never]?: RowValue<R>;
} & {
  readonly [R in Rows[number] as R['occurs'] extends 'some' ? R['key'] : never]: ArrayOf<R>;
} & {
  readonly [R in Rows[number] as R['occurs'] extends 'many' ? R['key'] : never]?: ArrayOf<R>;
};

type ChoiceOf<R> = R extends Row<infer K, infer V> ? { readonly [Key in K]: V } : never;

type AttributesOf<A> = {
  readonly [K in keyof A as A[K] extends Attribute<unknown, true> ? K : never]: AttributeValue<A[K]>;
} & {
  readonly [K in keyof A as A[K] extends Attribute<unknown, true> ? never : K]?: AttributeValue<A[K]>;
};

type AttributeValue<A> = A extends Attribute<infer V, boolean> ? V : never;

interface Attribute<Value, Required extends boolean> {
  readonly scalar: Scalar;
  readonly required: Required;
  readonly [valueType]?: () => Value;
}

function content<V>(spec: Spec): Content<V> {
  return { spec, mayBeEmpty: false, fixed: {}, attributes: [] };
}

function row<K extends string, V, O extends Occurs>(
  key: K,
  occurs: O,
  content: Content<V>,
  name: string = key,
): Row<K, V, O> {
  return { key, name: name.toLowerCase(), occurs, content };
}

/** Compulsory element. A wire name is given only where it differs from the key. */
export const one = <K extends string, V>(key: K, content: Content<V>, name?: string): Row<K, V, 'one'> =>
  row(key, 'one', content, name);
export const optional = <K extends string, V>(
  key: K,
  content: Content<V>,
  name?: string,
): Row<K, V, 'optional'> => row(key, 'optional', content, name);
export const many = <K extends string, V>(key: K, content: Content<V>, name?: string): Row<K, V, 'many'> =>
  row(key, 'many', content, name);
export const some = <K extends string, V>(key: K, content: Content<V>, name?: string): Row<K, V, 'some'> =>
  row(key, 'some', content, name);

export const text = (max?: number): Content<string> => content({ kind: 'text', max });
export const line = (max?: number): Content<string> => content({ kind: 'line', max });
export const code = (max?: number, pattern?: RegExp): Content<string> =>
  content({ kind: 'code', max, pattern });
export const integer = (min = 0, max = Number.MAX_SAFE_INTEGER): Content<number> =>
  content({ kind: 'integer', min, max });
export const decimal = (): Content<Decimal> => content({ kind: 'decimal', decimals: 0 });
export const money = (): Content<Decimal> => content({ kind: 'decimal', decimals: 2 });
export const plainDate = (): Content<string> => content({ kind: 'date' });
export const flag = (): Content<boolean> => content({ kind: 'flag', words: ['0', '1'] });
export const base64 = (): Content<string> => content({ kind: 'base64' });
export const word = <const W extends string>(...words: readonly W[]): Content<W> =>
  content({ kind: 'word', words });

export const aggregate = <const R extends readonly Row[]>(rows: R): Content<DocumentOf<R>> =>
  content({ kind: 'aggregate', rows });
export const choice = <const R extends readonly Row[]>(rows: R): Content<ChoiceOf<R[number]>> =>
  content({ kind: 'choice', rows });
export const list = <R extends Row<string, unknown, 'many' | 'some'>>(of: R): Content<ArrayOf<R>> =>
  content({ kind: 'list', of });

export const orEmpty = <V>({ spec, fixed, attributes }: Content<V>): Content<V | null> => ({
  spec,
  mayBeEmpty: true,
  fixed,
  attributes,
});

export const fixed = <V>(content: Content<V>, attributes: Readonly<Record<string, string>>): Content<V> => ({
  ...content,
  fixed: attributes,
});

/** Date with `format="ansi"`, as all Netvisor's samples write it. */
export const ansiDate = (): Content<string> => fixed(plainDate(), { format: 'ansi' });
/** ISO 3166 alpha-2. */
export const country = (): Content<string> => fixed(code(2, /^[A-Z]{2}$/u), { type: 'ISO-3166' });

export const needed = <V>(content: Content<V>): Attribute<V, true> => ({
  scalar: scalarOf(content),
  required: true,
});
export const possible = <V>(content: Content<V>): Attribute<V, false> => ({
  scalar: scalarOf(content),
  required: false,
});

function scalarOf({ spec }: Content): Scalar {
  switch (spec.kind) {
    case 'aggregate':
    case 'choice':
    case 'list':
      throw new TypeError('an attribute holds a plain value');
    default:
      return spec;
  }
}

/** An element whose document form is `{ value, …attributes }`. */
export function withAttributes<V, A extends Readonly<Record<string, Attribute<unknown, boolean>>>>(
  { spec, mayBeEmpty, fixed }: Content<V>,
  attributes: A,
): Content<{ readonly value: V } & AttributesOf<A>> {
  return {
    spec,
    mayBeEmpty,
    fixed,
    attributes: Object.entries(attributes).map(([key, { scalar, required }]) => ({ key, scalar, required })),
  };
}

/** An element that may carry attributes: in documents the plain value, or `{ value, …attributes }`. */
export function mayCarry<V, A extends Readonly<Record<string, Attribute<unknown, false>>>>(
  content: Content<V>,
  attributes: A,
): Content<V | ({ readonly value: V } & AttributesOf<A>)> {
  const { spec, mayBeEmpty, fixed, attributes: rows } = withAttributes(content, attributes);
  return { spec, mayBeEmpty, fixed, attributes: rows };
}

/** Key in Netvisor or identifier of our own, told apart by the attribute `type`. */
export const byType = <V, const W extends string>(content: Content<V>, ...types: readonly W[]) =>
  withAttributes(content, { type: needed(word(...types)) });

/** Names of all elements that a table can write, lower case. */
export function elementNames(rows: readonly Row[]): ReadonlySet<string> {
  const names = new Set<string>();
  const collect = (list: readonly Row[]): void => {
    for (const { name, content } of list) {
      names.add(name);
      if (content.spec.kind === 'list') collect([content.spec.of]);
      if (content.spec.kind === 'aggregate' || content.spec.kind === 'choice') collect(content.spec.rows);
    }
  };
  collect(rows);
  return names;
}

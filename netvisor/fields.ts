import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { NetvisorError } from './errors.ts';
import { leavesOf, type XmlNode } from './xml-reader.ts';

/**
 * Tolerant readers of leaf values in replies (Netvisor, general resource rules): absent and empty mean null,
 * decimals carry a comma or a point, dates are ISO or `d.M.yyyy`.
 */

type Issue = { addIssue(message: string): void };

function leaf<T>(read: (text: string, context: Issue) => T) {
  return z
    .string()
    .optional()
    .transform((value, context): T | null =>
      value === undefined || value.trim() === '' ? null : read(value.trim(), context),
    );
}

function required<T>(nullable: z.ZodType<T | null, string | undefined>) {
  return nullable.transform((value, context): T => {
    if (value !== null) return value;
    context.addIssue('missing');
    return z.NEVER;
  });
}

export const textOrNull = leaf((text) => text);
export const text = required(textOrNull);

export const integerOrNull = leaf((value, context) => {
  if (/^-?\d{1,15}$/u.test(value)) return Number(value);
  context.addIssue('not an integer');
  return z.NEVER;
});

export const keyOrNull = leaf((value, context) => {
  if (/^\d{1,15}$/u.test(value)) return Number(value);
  context.addIssue('not a key');
  return z.NEVER;
});
export const key = required(keyOrNull);

export const decimalOrNull = leaf((value, context) => {
  if (/^-?\d+(?:[.,]\d+)?$/u.test(value)) return new Decimal(value.replace(',', '.'));
  context.addIssue('not a decimal');
  return z.NEVER;
});
export const decimal = required(decimalOrNull);

/** `YYYY-MM-DD` */
export const dateOrNull = leaf((value, context) => {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(value);
  const finnish = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/u.exec(value);
  const [year, month, day] = iso !== null ? iso.slice(1) : finnish !== null ? finnish.slice(1).reverse() : [];
  const date = plainDate(year, month, day);
  if (date !== undefined) return date;
  context.addIssue('not a date');
  return z.NEVER;
});
export const date = required(dateOrNull);

/** Flags are `1` or `0`, in some resources `True` or `False`. */
export const flagOrNull = leaf((value, context) => {
  switch (value.toLowerCase()) {
    case '1':
    case 'true':
      return true;
    case '0':
    case 'false':
      return false;
    default:
      context.addIssue('not a flag');
      return z.NEVER;
  }
});

/** A word of a closed list; what is not on it reads as `other`, since Netvisor adds values without notice. */
export function wordOrNull<const W extends string>(words: readonly W[]) {
  return leaf((value): W | 'other' => words.find((word) => word === value.toLowerCase()) ?? 'other');
}

function plainDate(year = '', month = '', day = ''): string | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) ? date : undefined;
}

/**
 * Reads the leaf children of an element: a schema's key is the element's name in camelCase; `elsewhere` gives the
 * place where it differs (`element`, or `element@attribute`).
 * @throws NetvisorError ContractMismatch, naming the element and no value
 */
export function readLeaves<Shape extends z.ZodRawShape>(
  resource: string,
  schema: z.ZodObject<Shape>,
  node: XmlNode | undefined,
  elsewhere: { readonly [Key in keyof Shape]?: string } = {},
): z.output<z.ZodObject<Shape>> {
  const leaves = node === undefined ? {} : leavesOf(node);
  const places = new Map<PropertyKey, string>(
    Object.keys(schema.shape).map((name) => [name, elsewhere[name] ?? name.toLowerCase()]),
  );
  const result = schema.safeParse(
    Object.fromEntries([...places].map(([name, place]) => [name, leaves[place]])),
  );
  if (result.success) return result.data;
  const failed = result.error.issues[0]?.path[0];
  throw contractMismatch(resource, (failed === undefined ? undefined : places.get(failed)) ?? 'root');
}

export function contractMismatch(resource: string, field: string): NetvisorError {
  return new NetvisorError({ kind: 'Bug', reason: 'ContractMismatch', sent: 'answered', resource, field });
}

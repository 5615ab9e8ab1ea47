import { Decimal } from 'decimal.js';
import { NotSimulated, python, typeError, validationError, valueError } from '../errors.ts';
import { selectionKeys } from '../schema/types.ts';
import type { FieldDef, Json } from '../schema/types.ts';
import type { Env } from './env.ts';

const isNothing = (value: Json): boolean => value === null || value === false;

/**
 * A value as a caller wrote it → the value that is stored; Odoo's own error (mostly Python's, as HTTP 500)
 * for what does not fit. x2many values are commands and handled elsewhere.
 */
export function toStored(env: Env, model: string, name: string, field: FieldDef, value: Json): Json {
  switch (field.type) {
    case 'boolean':
      return Array.isArray(value) ? value.length > 0 : Boolean(value);
    case 'char':
    case 'text':
      return text(model, name, value);
    case 'html':
      return sanitise(text(model, name, value));
    case 'integer':
    case 'many2one_reference':
      return integer(value);
    case 'float':
    case 'monetary':
      return float(field, value);
    case 'date':
      return date(value);
    case 'datetime':
      return datetime(value);
    case 'selection':
      return selection(model, name, field, value);
    case 'many2one':
      return reference(env, model, name, field, value);
    case 'binary':
      return binary(value);
    case 'json':
      // An empty object is kept as nothing.
      return value === null || JSON.stringify(value) === '{}' ? false : value;
    case 'one2many':
    case 'many2many':
      throw new Error('x2many values are commands');
  }
}

function text(model: string, name: string, value: Json): string | false {
  if (isNothing(value)) return false;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new NotSimulated(`takes a text for ${model}.${name}, not ${python(value)}.`);
}

function integer(value: Json): number {
  if (isNothing(value) || value === '') return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return Math.trunc(value);
  if (typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value)) return Number(value);
  if (typeof value === 'string') throw valueError(`invalid literal for int() with base 10: ${python(value)}`);
  throw typeError('int() argument must be a string, a bytes-like object or a real number');
}

function float(field: FieldDef, value: Json): number {
  if (isNothing(value) || value === '') return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' && !/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)) {
    throw valueError(`could not convert string to float: ${python(value)}`);
  }
  if (typeof value !== 'number' && typeof value !== 'string') {
    throw typeError('float() argument must be a string or a real number');
  }
  const exact = new Decimal(typeof value === 'string' ? value.trim() : value);
  return (
    field.digits === undefined ? exact : exact.toDecimalPlaces(field.digits, Decimal.ROUND_HALF_UP)
  ).toNumber();
}

function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

function date(value: Json): string | false {
  if (isNothing(value) || value === '') return false;
  if (typeof value !== 'string') throw typeError('expected string or bytes-like object');
  const day = value.slice(0, 10);
  if (!isDay(day)) throw valueError(`time data ${python(value)} does not match format '%Y-%m-%d'`);
  return day;
}

function datetime(value: Json): string | false {
  if (isNothing(value) || value === '') return false;
  if (typeof value !== 'string') throw typeError('expected string or bytes-like object');
  if (isDay(value)) return `${value} 00:00:00`;
  const match = /^(\d{4}-\d{2}-\d{2}) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.exec(value);
  if (match?.[1] === undefined || !isDay(match[1])) {
    throw valueError(`time data ${python(value)} does not match format '%Y-%m-%d %H:%M:%S'`);
  }
  return value;
}

function selection(model: string, name: string, field: FieldDef, value: Json): string | false {
  if (isNothing(value) || value === '') return false;
  if (typeof value === 'string' && selectionKeys(field).includes(value)) return value;
  throw valueError(`Wrong value for ${model}.${name}: ${python(value)}`);
}

function reference(env: Env, model: string, name: string, field: FieldDef, value: Json): number | false {
  if (isNothing(value) || value === 0) return false;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw valueError(`Wrong value for ${model}.${name}: ${python(value)}`);
  }
  if (env.db.row(field.relation ?? '', value) === undefined) {
    throw validationError(
      `The operation cannot be completed: ${model}.${name} points to ${String(field.relation)}(${value},), ` +
        'which does not exist.',
    );
  }
  return value;
}

function binary(value: Json): string | false {
  if (isNothing(value) || value === '') return false;
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(value)) {
    throw valueError('Only base64 data is allowed.');
  }
  return value.replace(/\s/g, '');
}

/** Odoo cleans html on entry: scripts go, plain text becomes a paragraph, and the rest is written as HTML is. */
export function sanitise(html: string | false): string | false {
  if (html === false || html === '') return html;
  const clean = html
    .replace(/<script\b[^>]*>[^]*?<\/script\s*>/gi, '')
    .replace(/\son\w+\s*=\s*("[^"]*"|'[^']*')/gi, '');
  const written = clean.replace(/<[^>]*>|[^<]+/g, (part) =>
    part.startsWith('<') ? tag(part) : inText(part),
  );
  return /^\s*</.test(written) ? written : `<p>${written}</p>`;
}

const tag = (part: string): string => part.replace(/^(<(?:br|hr|img)\b[^>]*?)\s*\/>$/i, '$1>');

/** Outside of tags quotes need no escape, and ampersands do. */
const inText = (part: string): string =>
  part
    .replace(/&(?!\w+;|#\d+;)/g, '&amp;')
    .replace(/&(?:quot|#34);/g, '"')
    .replace(/&(?:apos|#39);/g, "'")
    .replaceAll('>', '&gt;');

export function escapeHtml(plain: string): string {
  return plain
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&#34;')
    .replaceAll("'", '&#39;');
}

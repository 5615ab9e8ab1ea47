import { Decimal } from 'decimal.js';
import { requireNetvisorText, toNetvisorText, UnsupportedCharactersError } from './charset.ts';
import {
  NetvisorError,
  notSent,
  together,
  type NetvisorErrorDetails,
  type NetvisorErrorReason,
} from './errors.ts';
import type { AttributeRow, Content, Row, Scalar } from './schema/row.ts';

/**
 * Writes a document as Netvisor reads it: elements in the table's order whatever the order of the object's keys,
 * comma decimals, no declaration, no white space of its own. Pure.
 * @param earlier what the caller has found wrong itself
 * @throws NetvisorError Rejected (nothing sent) naming the element, and limit and length where they matter; whatever
 * else is wrong with the message stands beside it
 */
export function writeXml(
  resource: string,
  objectName: string,
  rows: readonly Row[],
  document: object,
  earlier: readonly NetvisorError[] = [],
): string {
  const name = objectName.toLowerCase();
  const refused = [...earlier];
  const content = writeRows({ resource, path: name, refused }, rows, document);
  const [first, ...others] = refused;
  if (first) throw together([first, ...others]);
  return `<root><${name}>${content}</${name}></root>`;
}

interface Place {
  readonly resource: string;
  readonly path: string;
  /** What cannot be written, so that all of it is told at once. */
  readonly refused: NetvisorError[];
}

/** Writes one element, or keeps why it cannot be written and goes on. A bug of ours still stops everything. */
function orRefused({ refused }: Place, write: () => string): string {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof NetvisorError) || error.kind !== 'Rejected') throw error;
    refused.push(error);
    return '';
  }
}

function writeRows(place: Place, rows: readonly Row[], value: unknown): string {
  if (!isRecord(value)) throw refusal(place, 'ElementInvalid');
  const keys = new Set(rows.map(({ key }) => key));
  for (const key of Object.keys(value)) {
    if (!keys.has(key) && value[key] !== undefined)
      throw refusal(at(place, key.toLowerCase()), 'UnknownElement');
  }
  return rows
    .map((row) => {
      const own = at(place, row.name);
      return orRefused(own, () => writeRow(own, row, value[row.key]));
    })
    .join('');
}

function writeRow(place: Place, row: Row, value: unknown): string {
  switch (row.occurs) {
    case 'one':
      if (value === undefined) throw refusal(place, 'ElementMissing');
      return writeElement(place, row, value);
    case 'optional':
      return value === undefined ? '' : writeElement(place, row, value);
    case 'many':
    case 'some': {
      const values = value === undefined ? [] : value;
      if (!Array.isArray(values)) throw refusal(place, 'ElementInvalid');
      if (row.occurs === 'some' && values.length === 0) throw refusal(place, 'ElementMissing');
      return values
        .map((item: unknown, index) => {
          const own = numbered(place, index);
          return orRefused(own, () => writeElement(own, row, item));
        })
        .join('');
    }
  }
}

function writeElement(place: Place, { name, content }: Row, value: unknown): string {
  const { plain, attributes } = takeApart(place, content, value);
  const fixed = Object.entries(content.fixed).map(([key, text]) => ` ${key}="${escapeAttribute(text)}"`);
  const own = content.attributes.map((row) => writeAttribute(place, row, attributes[row.key]));
  return `<${name}${fixed.join('')}${own.join('')}>${writeContent(place, content, plain)}</${name}>`;
}

/** The value and the attributes of `{ value, …attributes }`, or of a plain value. */
function takeApart(
  place: Place,
  { attributes }: Content,
  value: unknown,
): { plain: unknown; attributes: Readonly<Record<string, unknown>> } {
  if (attributes.length === 0 || !isRecord(value) || !('value' in value))
    return { plain: value, attributes: {} };
  const { value: plain, ...carried } = value;
  const known = new Set(attributes.map(({ key }) => key));
  for (const key of Object.keys(carried)) {
    if (!known.has(key)) throw refusal(at(place, `@${key.toLowerCase()}`), 'UnknownElement');
  }
  return { plain, attributes: carried };
}

function writeAttribute(place: Place, { key, required, scalar }: AttributeRow, value: unknown): string {
  const attributePlace = at(place, `@${key.toLowerCase()}`);
  if (value === undefined) {
    if (required) throw refusal(attributePlace, 'ElementMissing');
    return '';
  }
  return ` ${key.toLowerCase()}="${escapeAttribute(writeScalar(attributePlace, scalar, value))}"`;
}

function writeContent(place: Place, { spec, mayBeEmpty }: Content, value: unknown): string {
  if (value === null && mayBeEmpty) return '';
  if (value === null || value === undefined) throw refusal(place, 'ElementMissing');
  switch (spec.kind) {
    case 'aggregate':
      return writeRows(place, spec.rows, value);
    case 'choice': {
      if (!isRecord(value)) throw refusal(place, 'ElementInvalid');
      const chosen = Object.keys(value).filter((key) => value[key] !== undefined);
      const row = spec.rows.find(({ key }) => key === chosen[0]);
      if (row === undefined || chosen.length !== 1) throw refusal(place, 'UnknownElement');
      return writeRow(at(place, row.name), row, value[row.key]);
    }
    case 'list':
      return writeRow(at(place, spec.of.name), spec.of, value);
    default: {
      const text = writeScalar(place, spec, value);
      if (text === '' && !mayBeEmpty) throw refusal(place, 'ElementMissing');
      return escapeText(text);
    }
  }
}

function writeScalar(place: Place, scalar: Scalar, value: unknown): string {
  switch (scalar.kind) {
    case 'text':
    case 'line':
      return withinLimit(
        place,
        scalar.max,
        inCharset(
          place,
          () => toNetvisorText(asString(place, value), scalar.kind === 'text' ? 'kept' : 'refused').text,
        ),
      );
    case 'code': {
      const text = inCharset(place, () => requireNetvisorText(asString(place, value)));
      withinLimit(place, scalar.max, text);
      if (scalar.pattern !== undefined && !scalar.pattern.test(text)) throw refusal(place, 'ElementInvalid');
      return text;
    }
    case 'integer':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw refusal(place, 'ElementInvalid');
      if (value < scalar.min || value > scalar.max) throw refusal(place, 'ElementInvalid');
      return String(value);
    case 'decimal':
      if (!Decimal.isDecimal(value) || !value.isFinite()) throw refusal(place, 'ElementInvalid');
      return decimalText(value, scalar.decimals);
    case 'date':
      if (typeof value !== 'string' || !isPlainDate(value)) throw refusal(place, 'ElementInvalid');
      return value;
    case 'flag':
      if (typeof value !== 'boolean') throw refusal(place, 'ElementInvalid');
      return scalar.words[value ? 1 : 0];
    case 'word':
      if (typeof value !== 'string' || !scalar.words.includes(value)) throw refusal(place, 'ElementInvalid');
      return value;
    case 'base64':
      if (typeof value !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/u.test(value) || value.length % 4 !== 0) {
        throw refusal(place, 'ElementInvalid');
      }
      return value;
  }
}

/** Comma, no thousands separator, no exponent; every digit kept. */
export function decimalText(value: Decimal, atLeastDecimals: number): string {
  const text = value.toFixed(Math.max(atLeastDecimals, value.decimalPlaces())).replace('.', ',');
  return /^-[0,]+$/u.test(text) ? text.slice(1) : text;
}

function withinLimit(place: Place, limit: number | undefined, text: string): string {
  if (limit === undefined || text.length <= limit) return text;
  throw refusal(place, 'ElementTooLong', { limit, actual: text.length });
}

function inCharset(place: Place, spell: () => string): string {
  try {
    return spell();
  } catch (error) {
    if (!(error instanceof UnsupportedCharactersError)) throw error;
    throw refusal(place, 'UnsupportedCharacters', { characters: error.characters });
  }
}

function asString(place: Place, value: unknown): string {
  if (typeof value !== 'string') throw refusal(place, 'ElementInvalid');
  return value;
}

function isPlainDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Decimal.isDecimal(value);
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;');
}

function at(place: Place, name: string): Place {
  return { ...place, path: `${place.path}/${name}` };
}

function numbered(place: Place, index: number): Place {
  return { ...place, path: `${place.path}[${index + 1}]` };
}

function refusal(
  { resource, path }: Place,
  reason: Extract<
    NetvisorErrorReason,
    'ElementMissing' | 'ElementTooLong' | 'ElementInvalid' | 'UnsupportedCharacters' | 'UnknownElement'
  >,
  details: Pick<NetvisorErrorDetails, 'limit' | 'actual' | 'characters'> = {},
): NetvisorError {
  const field = /([^/@[]+)(?:\[\d+\])?(?:\/@.+)?$/u.exec(path)?.[1] ?? path;
  const kind = reason === 'UnknownElement' ? 'Bug' : 'Rejected';
  return notSent(kind, reason, resource, { ...details, field, path });
}

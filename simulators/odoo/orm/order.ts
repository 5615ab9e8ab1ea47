import { NotSimulated, userError, valueError } from '../errors.ts';
import type { Json } from '../schema/types.ts';
import type { Row } from './database.ts';
import type { Env } from './env.ts';

interface Term {
  readonly field: string;
  readonly direction: 1 | -1;
  readonly nulls: 'first' | 'last';
}

/** Sorts as the database would: ascending with empty values last, descending with them first. */
export function sortRows(env: Env, model: string, rows: readonly Row[], order: string | undefined): Row[] {
  const terms = parseOrder(env, model, order ?? env.model(model).order);
  return [...rows].sort((a, b) => {
    for (const term of terms) {
      const compared = compareValues(
        comparable(env, model, a, term.field),
        comparable(env, model, b, term.field),
        term,
      );
      if (compared !== 0) return compared;
    }
    return 0;
  });
}

function parseOrder(env: Env, model: string, order: string): Term[] {
  return order.split(',').map((part) => {
    const match = /^\s*([a-z0-9_.]+)(?:\s+(asc|desc))?(?:\s+nulls\s+(first|last))?\s*$/i.exec(part);
    if (match?.[1] === undefined) {
      throw userError(
        `Invalid "order" specified (${order}). A valid "order" specification is a comma-separated list of valid field names.`,
      );
    }
    const direction = match[2]?.toLowerCase() === 'desc' ? -1 : 1;
    const nulls = match[3]?.toLowerCase();
    checkSortable(env, model, match[1]);
    return {
      field: match[1],
      direction,
      nulls: nulls === 'first' || nulls === 'last' ? nulls : direction === 1 ? 'last' : 'first',
    };
  });
}

function checkSortable(env: Env, model: string, name: string): void {
  const field = env.field(model, name);
  if (name === 'id') return;
  if (field.stored === false && field.related === undefined) {
    throw valueError(`Cannot convert ${model}.${name} to SQL because it is not stored`);
  }
  if (field.type === 'many2one' || field.type === 'one2many' || field.type === 'many2many') {
    throw new NotSimulated(`does not sort ${model} by the relation ${name}.`);
  }
}

function comparable(env: Env, model: string, row: Row, field: string): Json {
  const value = env.get(model, row, field);
  const type = env.field(model, field).type;
  return value === false && type !== 'boolean' ? null : value;
}

function compareValues(a: Json, b: Json, term: Term): number {
  if (a === null || b === null) {
    if (a === b) return 0;
    return (a === null) === (term.nulls === 'first') ? -1 : 1;
  }
  if (a === b) return 0;
  const smaller = typeof a === 'number' && typeof b === 'number' ? a < b : String(a) < String(b);
  return smaller ? -term.direction : term.direction;
}

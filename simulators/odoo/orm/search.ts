import { NotSimulated } from '../errors.ts';
import type { FieldDef, Json } from '../schema/types.ts';
import type { Row } from './database.ts';
import { compileDomain, fieldsOf } from './domain.ts';
import type { Env } from './env.ts';
import { sortRows } from './order.ts';

export interface Window {
  readonly offset: number;
  readonly limit: number | undefined;
  readonly order: string | undefined;
}

/** The records that fit a domain and that the caller may see, in order. */
export function searchRows(env: Env, model: string, domain: Json, window: Window): Row[] {
  const sorted = sortRows(env, model, fittingRows(env, model, domain), window.order);
  return sorted.slice(window.offset, window.limit === undefined ? undefined : window.offset + window.limit);
}

/** How many there are, which needs no order. */
export function countRows(env: Env, model: string, domain: Json, { limit }: Pick<Window, 'limit'>): number {
  return Math.min(fittingRows(env, model, domain).length, limit ?? Infinity);
}

function fittingRows(env: Env, model: string, domain: Json): Row[] {
  env.checkModel(model, 'read');
  const asked = fieldsOf(domain);
  const test = compileDomain(env, model, domain);
  const hidesArchived = env.context.activeTest && !asked.includes('active') && !asked.includes('x_active');
  // Files of binary fields do not show among the ordinary ones unless they are asked for.
  const hidesFieldFiles = model === 'ir.attachment' && !asked.includes('res_field') && !asked.includes('id');
  return candidates(env, model, domain).filter((row) => {
    if (hidesArchived && env.archived(model, row)) return false;
    if (hidesFieldFiles && row['res_field'] !== false) return false;
    return test(row) && env.visible(model, row);
  });
}

/** Reads offset, limit and order as a caller gives them. */
export function readWindow(args: Readonly<Record<string, Json>>): Window {
  const { offset = 0, limit = null, order = null } = args;
  if (offset !== null && (typeof offset !== 'number' || offset < 0)) {
    throw new NotSimulated('takes a number as offset.');
  }
  if (limit !== null && limit !== false && typeof limit !== 'number') {
    throw new NotSimulated('takes a number as limit.');
  }
  if (order !== null && order !== false && typeof order !== 'string') {
    throw new NotSimulated('takes a text as order.');
  }
  return {
    offset: offset ?? 0,
    limit: typeof limit === 'number' && limit > 0 ? limit : undefined,
    order: typeof order === 'string' && order !== '' ? order : undefined,
  };
}

/** The rows that can fit a domain: those that an index gives for one of its conditions, else all. */
function candidates(env: Env, model: string, domain: Json): Row[] {
  const leaves = Array.isArray(domain) && !domain.includes('|') && !domain.includes('!') ? domain : [];
  for (const leaf of leaves) {
    if (!Array.isArray(leaf) || leaf[1] !== '=') continue;
    const [name, , value] = leaf;
    // What was never written is in no index, and reads as false, zero or nothing.
    if (typeof name !== 'string' || !value || typeof value === 'object') continue;
    if (name === 'id') return [env.db.row(model, Number(value))].filter((row) => row !== undefined);
    const field = env.db.field(model, name);
    if (field === undefined || !isIndexed(field)) continue;
    if (field.relation !== undefined && typeof value !== 'number') continue;
    return env.db.where(model, name, field.type === 'boolean' ? true : value);
  }
  return env.db.rows(model);
}

function isIndexed(field: FieldDef): boolean {
  const plain = field.related === undefined && field.translate !== true && field.companyDependent !== true;
  const kept = field.compute === undefined || field.stored !== false;
  return plain && kept && field.index === true;
}

import { NotSimulated } from '../errors.ts';
import type { Json } from '../schema/types.ts';
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
  return env.db.rows(model).filter((row) => {
    if (hidesArchived && env.archived(model, row)) return false;
    if (hidesFieldFiles && row['res_field'] !== false) return false;
    return env.visible(model, row) && test(row);
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

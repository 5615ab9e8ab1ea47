import { createHash } from 'node:crypto';
import type { Json } from './schema/types.ts';

/** Reads a value of the record that is being computed, by field name or dotted path; `false` for empty. */
export type ReadValue = (path: string) => Json;
/** What a compute method assigns to its field, for one record. */
export type ComputedValue = (value: ReadValue) => Json;

/**
 * Compute methods of manual fields that the simulator can stand in for, by the SHA-256 of their Python text as it is
 * stored in ir.model.fields (UTF-8, unchanged). Any other text is refused when somebody makes a field of it.
 */
const EQUIVALENTS = new Map<string, ComputedValue>();

/** Adds an equivalent for a Python text that has this digest. */
export function standInForCompute(sha256: string, compute: ComputedValue): void {
  EQUIVALENTS.set(sha256, compute);
}

export function computeDigest(code: string): string {
  return createHash('sha256').update(code, 'utf8').digest('hex');
}

export function computedBy(sha256: string): ComputedValue | undefined {
  return EQUIVALENTS.get(sha256);
}

/** `x_netvisor_open`: a request or a look that has not been served. */
export const netvisorOpen: ComputedValue = (value) =>
  isOpen(value('x_netvisor_request'), value('x_netvisor_served')) ||
  isOpen(value('x_netvisor_look'), value('x_netvisor_looked'));

function isOpen(asked: Json, served: Json): boolean {
  return asked !== false && asked !== '' && asked !== served;
}

/** `x_netvisor_url`: the company's address of an invoice in Netvisor, with the invoice's key in its place. */
export const netvisorUrl: ComputedValue = (value) => {
  const [link, key] = [value('company_id.x_netvisor_link'), value('x_netvisor_key')];
  if (typeof link !== 'string' || link === '' || typeof key !== 'string' || key === '') return false;
  return link.replaceAll('{key}', key);
};

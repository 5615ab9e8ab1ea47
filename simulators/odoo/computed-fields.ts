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
const EQUIVALENTS = new Map<string, ComputedValue>([
  ['694a66576cc15a56f36b9b619fcd23c1036ce752c0648e9ca204fd12939c1494', netvisorOpen],
  ['a8d0275e6ae3d9f97bbf05b9c006ee8f623330f0468da5bac1b21e6b2245d985', netvisorUrl],
  ['53dd260c1f257201614505891f993248f058d60f7c8e269b4129cf708bbd80aa', netvisorHere],
]);

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
export function netvisorOpen(value: ReadValue): Json {
  return (
    isOpen(value('x_netvisor_request'), value('x_netvisor_served')) ||
    isOpen(value('x_netvisor_look'), value('x_netvisor_looked'))
  );
}

function isOpen(asked: Json, served: Json): boolean {
  return asked !== false && asked !== '' && asked !== served;
}

/** `x_netvisor_url`: the company's address of an invoice in Netvisor, with the number of the invoice's key in its place. */
export function netvisorUrl(value: ReadValue): Json {
  const [link, key] = [value('company_id.x_netvisor_link'), value('x_netvisor_key')];
  if (typeof link !== 'string' || link === '' || typeof key !== 'string' || key === '') return false;
  return link.replaceAll('{key}', key.split(':').at(-1) ?? '');
}

/** `x_netvisor_here`: a customer invoice or credit note of a company that is connected to Netvisor. */
export function netvisorHere(value: ReadValue): Json {
  const sales = value('move_type') === 'out_invoice' || value('move_type') === 'out_refund';
  return sales && Boolean(value('company_id.x_netvisor_pin'));
}

import { invalidData } from '../errors.ts';
import type { Query } from '../query.ts';
import { el } from '../render.ts';
import type { Xml } from '../render.ts';
import type { Context } from '../store.ts';
import type { InterfaceLanguage } from '../values.ts';

/** A request that has passed authentication and rights. */
export interface ResourceRequest {
  readonly method: 'GET' | 'POST';
  readonly query: Query;
  readonly body: Buffer;
  readonly language: InterfaceLanguage;
  /** Scheme and host under which the caller knows Netvisor; for the Uri elements of replies. */
  readonly publicBaseUrl: string;
}

/** What a resource answers besides the response status. */
export interface ResourceResult {
  readonly payload?: Xml;
  /** True if the request changed the company's data. */
  readonly booked: boolean;
  /** Keys and numbers for the call log. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface Resource {
  readonly methods: readonly ('GET' | 'POST')[];
  /** Calls are told apart by the parameter `method`. */
  readonly byMethod?: 'add-edit';
  readonly handle: (request: ResourceRequest, context: Context) => ResourceResult;
}

export const DIMENSION_PARAMETERS = ['useonlyexistingdimensions', 'checkdimensionvalidityperiod'] as const;

/** `method=add`, or `method=edit` with the key of an existing object. */
export function addOrEdit(query: Query): { method: 'add' } | { method: 'edit'; id: number } {
  query.allowOnly('method', 'id', ...DIMENSION_PARAMETERS);
  query.flag('checkdimensionvalidityperiod');
  const method = query.choice('method', ['add', 'edit'] as const);
  const id = query.key('id');
  if (method === undefined) throw invalidData('Parameter method is missing');
  if (method === 'add') {
    if (id !== undefined) throw invalidData('Parameter id is not allowed with method add');
    return { method };
  }
  if (id === undefined) throw invalidData('Parameter id is missing');
  return { method, id };
}

/** The reply to an add. */
export function inserted(netvisorKey: number): Xml {
  return el('Replies', [el('InsertedDataIdentifier', netvisorKey)]);
}

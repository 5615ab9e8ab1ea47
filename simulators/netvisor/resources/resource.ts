import { invalidData } from '../errors.ts';
import type { Query } from '../query.ts';
import type { DimensionLink } from '../records.ts';
import { el } from '../render.ts';
import type { Xml } from '../render.ts';
import type { NetvisorSimSettings } from '../settings.ts';
import type { Context } from '../store.ts';
import { wallClock } from '../values.ts';
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

/** Refuses links that the parameters of the call or the settings exclude; creates nothing. */
export function checkDimensions(
  query: Query,
  links: readonly DimensionLink[],
  day: string,
  { store, settings }: Context,
): void {
  store.dimensions.check(links, {
    unknown: query.flag('useonlyexistingdimensions') === '1' ? 'refuse' : 'create',
    hidden: settings.hiddenDimensions,
    activeOn: query.flag('checkdimensionvalidityperiod') === '1' ? day : undefined,
  });
}

/** Refuses the HTTP method for a deletion that the settings do not allow; articles and index disagree. */
export function requireDeleteMethod(
  { method }: ResourceRequest,
  { deleteMethods }: Readonly<NetvisorSimSettings>,
): void {
  const wrong =
    (deleteMethods === 'get' && method !== 'GET') || (deleteMethods === 'post' && method !== 'POST');
  if (wrong) throw invalidData(`HTTP method ${method} is not supported`);
}

/** Whether a moment lies between lastmodifiedstart and lastmodifiedend, ends included. */
export function momentFilter(
  query: Query,
  { timeStampZone }: Readonly<NetvisorSimSettings>,
): (moment: Date | null) => boolean {
  const start = query.moment('lastmodifiedstart');
  const end = query.moment('lastmodifiedend');
  if (start === undefined && end === undefined) return (moment) => moment !== null;
  return (moment) => {
    if (moment === null) return false;
    const at = wallClock(moment, timeStampZone);
    return (start === undefined || at >= start) && (end === undefined || at <= end);
  };
}

/** The reply to an add. */
export function inserted(netvisorKey: number): Xml {
  return el('Replies', [el('InsertedDataIdentifier', netvisorKey)]);
}

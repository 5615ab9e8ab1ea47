/** A fault of a simulator with its parameters. */
export type Fault = readonly [name: string, parameters?: Readonly<Record<string, unknown>>];

/** What can happen to a call to Odoo. */
export const ODOO_FAULTS: readonly Fault[] = [
  ['cut-before'],
  ['cut-after'],
  ['garbage-before'],
  ['garbage-after'],
  ['hold-before'],
  ['hold-after'],
  ['slow', { delayMs: 400 }],
  ['duplicate'],
  ['unavailable'],
  ['unauthorized'],
  ['forbidden'],
  ['serialization-failure'],
  ['too-many-requests', { retryAfterSeconds: 1 }],
];

/** What can happen to a call to Netvisor. */
export const NETVISOR_FAULTS: readonly Fault[] = [
  ['cut-before'],
  ['cut-after'],
  ['garbage-before'],
  ['garbage-after'],
  ['hold-before'],
  ['hold-after'],
  ['slow', { delayMs: 400 }],
  ['duplicate'],
  ['maintenance'],
  ['technical-error-before'],
  ['technical-error-after'],
  ['overlap'],
  ['http-429', { retryAfterSeconds: 1 }],
  ['refuse', { code: 'INVALID_DATA' }],
  ['refuse', { code: 'PERIOD_LOCK' }],
  ['refuse', { code: 'DUPLICATE_DATA' }],
  ['refuse', { code: 'REQUEST_NOT_UNIQUE' }],
  ['refuse', { code: 'AUTHENTICATION_FAILED' }],
  ['refuse', { code: 'SERVICE_ACCESS_ERROR' }],
];

export const faultLabel = ([name, parameters]: Fault): string =>
  [name, ...Object.values(parameters ?? {})].join(' ');

/**
 * By what was refused: a customer or product, a match, a payment, a look-up. After a look-up that should have told
 * whether a refused request had got through all the same, the person is asked about that request, too.
 */
const REFUSED = ['RegisterRejected', 'MatchRefused', 'PaymentRefused', 'Bug', 'RequestNotUnique'];

/**
 * Reasons for which a person may be asked after a fault: a refusal that Netvisor meant, and a request that
 * Netvisor says to know and does not show. Everything else has to pass by itself.
 */
const REASONS: Readonly<Record<string, readonly string[]>> = {
  'technical-error-before': ['RequestNotUnique', 'RegisterRejected'],
  overlap: ['RequestNotUnique', 'RegisterRejected'],
  'refuse REQUEST_NOT_UNIQUE': ['RequestNotUnique', 'RegisterRejected'],
  'refuse INVALID_DATA': ['InvalidData', ...REFUSED],
  'refuse PERIOD_LOCK': ['PeriodLocked', ...REFUSED],
  'refuse DUPLICATE_DATA': ['DuplicateData', ...REFUSED],
};

export const reasonsFor = (label: string): readonly string[] => REASONS[label] ?? [];

/**
 * The closed list of what can go wrong between Silta and Netvisor, and the pure function that decides it.
 * A message holds code and resource only; Netvisor's own words travel apart from it, for operators.
 */

export const netvisorErrorKinds = [
  'Rejected',
  'AlreadyExists',
  'InDoubt',
  'Transient',
  'Paused',
  'Bug',
] as const;
export type NetvisorErrorKind = (typeof netvisorErrorKinds)[number];

export const netvisorErrorReasons = [
  // Netvisor answered with a code of its own
  'InvalidData',
  'InvalidDataSize',
  'PeriodLocked',
  'DuplicateData',
  'AuthFailed',
  'RightMissing',
  'Maintenance',
  'TechnicalError',
  'RequestNotUnique',
  'UnknownReply',
  // something answered, but not with Netvisor's envelope
  'NotXml',
  'HttpRefused',
  'HttpFailed',
  'TooManyRequests',
  'MessageTooLong',
  'ContractMismatch',
  // nobody answered
  'Timeout',
  'ConnectionLost',
  'NotReached',
  // refused here, before anything left
  'DeadlineTooNear',
  'ShuttingDown',
  'ElementMissing',
  'ElementTooLong',
  'ElementInvalid',
  'UnsupportedCharacters',
  'UnknownElement',
  'TooManyKeys',
  'BadSettings',
] as const;
export type NetvisorErrorReason = (typeof netvisorErrorReasons)[number];

/** What closes the gate of the whole connection. */
export type GateReason = Extract<NetvisorErrorReason, 'AuthFailed' | 'Maintenance'>;

/**
 * How far the request came: `no` = no byte of it left this process, `unknown` = it may have arrived and nobody
 * answered, `answered` = something answered (whether that settles the outcome is what `kind` says).
 */
export type Sent = 'no' | 'unknown' | 'answered';

/** Codes of the second Status element (Netvisor, "controlling errors"). */
export const netvisorCodes = [
  'AUTHENTICATION_FAILED',
  'SERVICE_ACCESS_ERROR',
  'REQUEST_NOT_UNIQUE',
  'INVALID_DATA',
  'INVALID_DATA_SIZE',
  'DUPLICATE_DATA',
  'PERIOD_LOCK',
  'SYSTEM_MAINTENANCE',
  'TECHNICAL_ERROR',
] as const;
export type NetvisorCode = (typeof netvisorCodes)[number];

export type Operation = 'read' | 'write';

/** What happened, reduced to what the decision needs. */
export type Occurrence =
  | { readonly phase: 'connecting'; readonly operation: Operation }
  | { readonly phase: 'sent'; readonly operation: Operation; readonly failure: 'timeout' | 'lost' }
  | {
      readonly phase: 'answered';
      readonly operation: Operation;
      readonly httpStatus: number;
      /** Code of a FAILED envelope; `unknown` = an envelope without a code that we know; absent = no envelope. */
      readonly code?: NetvisorCode | 'unknown';
    };

export interface Verdict {
  readonly kind: NetvisorErrorKind;
  readonly reason: NetvisorErrorReason;
  readonly sent: Sent;
}

/**
 * Decides kind and reason of a failure. Pure.
 * On a write only a reply that settles the outcome may say anything but `InDoubt`; the exceptions without an
 * envelope are HTTP 429 and 413, which by their definition come instead of processing.
 */
export function classify(occurrence: Occurrence): Verdict {
  switch (occurrence.phase) {
    case 'connecting':
      return { kind: 'Transient', reason: 'NotReached', sent: 'no' };
    case 'sent':
      return {
        kind: occurrence.operation === 'write' ? 'InDoubt' : 'Transient',
        reason: occurrence.failure === 'timeout' ? 'Timeout' : 'ConnectionLost',
        sent: 'unknown',
      };
    case 'answered': {
      const { operation, httpStatus, code } = occurrence;
      if (httpStatus === 429) return answered('Transient', 'TooManyRequests');
      return code === undefined ? withoutEnvelope(operation, httpStatus) : byCode(operation, code);
    }
  }
}

function answered(kind: NetvisorErrorKind, reason: NetvisorErrorReason): Verdict {
  return { kind, reason, sent: 'answered' };
}

function withoutEnvelope(operation: Operation, httpStatus: number): Verdict {
  const refused = httpStatus >= 400 && httpStatus < 500;
  const reason = httpStatus >= 500 ? 'HttpFailed' : refused ? 'HttpRefused' : 'NotXml';
  switch (operation) {
    case 'write':
      return httpStatus === 413 ? answered('Rejected', 'MessageTooLong') : answered('InDoubt', reason);
    case 'read':
      return refused && httpStatus !== 408 ? answered('Bug', reason) : answered('Transient', reason);
  }
}

function byCode(operation: Operation, code: NetvisorCode | 'unknown'): Verdict {
  const unsettled = operation === 'write' ? 'InDoubt' : 'Transient';
  switch (code) {
    case 'AUTHENTICATION_FAILED':
      return answered('Paused', 'AuthFailed');
    case 'SERVICE_ACCESS_ERROR':
      return answered('Paused', 'RightMissing');
    case 'SYSTEM_MAINTENANCE':
      return answered('Paused', 'Maintenance');
    case 'INVALID_DATA':
      return answered('Rejected', 'InvalidData');
    case 'INVALID_DATA_SIZE':
      return answered('Rejected', 'InvalidDataSize');
    case 'PERIOD_LOCK':
      return answered('Rejected', 'PeriodLocked');
    case 'DUPLICATE_DATA':
      // a question cannot duplicate anything, so on a read this reply makes no sense
      return operation === 'write'
        ? answered('AlreadyExists', 'DuplicateData')
        : answered('Bug', 'UnknownReply');
    case 'TECHNICAL_ERROR':
      return answered(unsettled, 'TechnicalError');
    case 'REQUEST_NOT_UNIQUE':
      return answered(unsettled, 'RequestNotUnique');
    case 'unknown':
      return answered(unsettled, 'UnknownReply');
  }
}

export interface NetvisorErrorDetails extends Verdict {
  /** Resource without query, e.g. `salesinvoice.nv`. */
  readonly resource: string;
  /** Netvisor's element name, lower case, when it can be told. */
  readonly field?: string;
  /** Where in the document, e.g. `salesinvoice/invoicelines/invoiceline[2]/…/productname`; holds no values. */
  readonly path?: string;
  /** Greatest length or count allowed, and what was met. */
  readonly limit?: number;
  readonly actual?: number;
  /** Characters that Netvisor cannot hold. */
  readonly characters?: readonly string[];
  /** What else is wrong with the same message, where it was refused before it was sent. */
  readonly others?: readonly NetvisorError[];
  readonly retryAfterMs?: number;
  readonly httpStatus?: number;
  /** Node's code of a network failure, e.g. `ECONNRESET`. */
  readonly networkCode?: string;
  /** Netvisor's words as received; may hold personal data, so for operators only. */
  readonly netvisorText?: string;
}

/** Every error that leaves the Netvisor client. It has no `cause`: that would carry headers and bodies along. */
export class NetvisorError extends Error {
  override readonly name = 'NetvisorError';
  readonly kind: NetvisorErrorKind;
  readonly reason: NetvisorErrorReason;
  readonly sent: Sent;
  readonly resource: string;
  readonly field: string | undefined;
  readonly path: string | undefined;
  readonly limit: number | undefined;
  readonly actual: number | undefined;
  readonly characters: readonly string[] | undefined;
  readonly others: readonly NetvisorError[];
  readonly retryAfterMs: number | undefined;
  readonly httpStatus: number | undefined;
  readonly networkCode: string | undefined;
  /** Not enumerable, so that a logger or serializer that walks the error does not meet it. */
  declare readonly netvisorText: string | undefined;

  constructor(details: NetvisorErrorDetails) {
    super(`Netvisor ${details.reason} (${details.kind}) on ${details.resource}`);
    this.kind = details.kind;
    this.reason = details.reason;
    this.sent = details.sent;
    this.resource = details.resource;
    this.field = details.field;
    this.path = details.path;
    this.limit = details.limit;
    this.actual = details.actual;
    this.characters = details.characters;
    this.others = details.others ?? [];
    this.retryAfterMs = details.retryAfterMs;
    this.httpStatus = details.httpStatus;
    this.networkCode = details.networkCode;
    Object.defineProperty(this, 'netvisorText', { value: details.netvisorText, enumerable: false });
  }
}

/** An error of this client's own making before anything was sent. */
export function notSent(
  kind: NetvisorErrorKind,
  reason: NetvisorErrorReason,
  resource: string,
  details: Omit<NetvisorErrorDetails, 'kind' | 'reason' | 'sent' | 'resource'> = {},
): NetvisorError {
  return new NetvisorError({ ...details, kind, reason, sent: 'no', resource });
}

/** One error for all refusals of a message: the first, with the others beside it. */
export function together([first, ...others]: readonly [NetvisorError, ...NetvisorError[]]): NetvisorError {
  const { kind, reason, resource, field, path, limit, actual, characters } = first;
  return notSent(kind, reason, resource, {
    ...(field !== undefined && { field }),
    ...(path !== undefined && { path }),
    ...(limit !== undefined && { limit }),
    ...(actual !== undefined && { actual }),
    ...(characters !== undefined && { characters }),
    others,
  });
}

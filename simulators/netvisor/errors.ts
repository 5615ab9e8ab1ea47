/** The error codes of Netvisor's API (general documentation, controlling errors). */
export const NETVISOR_CODES = [
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
export type NetvisorCode = (typeof NETVISOR_CODES)[number];

/**
 * HTTP status per code when the caller asks for status codes. The real mapping is not published; this one
 * is a guess, and the setting `httpStatusCodes` switches it off.
 */
export const HTTP_STATUS: Readonly<Record<NetvisorCode, number>> = {
  AUTHENTICATION_FAILED: 401,
  SERVICE_ACCESS_ERROR: 403,
  REQUEST_NOT_UNIQUE: 409,
  INVALID_DATA: 400,
  INVALID_DATA_SIZE: 413,
  DUPLICATE_DATA: 409,
  PERIOD_LOCK: 409,
  SYSTEM_MAINTENANCE: 503,
  TECHNICAL_ERROR: 500,
};

/** A request that Netvisor would refuse: `FAILED`, `CODE :: text`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: NetvisorCode;

  constructor(code: NetvisorCode, text: string) {
    super(text);
    this.code = code;
  }
}

/** INVALID_DATA in the wording that Netvisor uses for content that breaks a rule. */
export function invalidData(text: string): Refusal {
  return new Refusal('INVALID_DATA', `Data form incorrect:. ${text}`);
}

/** INVALID_DATA in the wording that Netvisor uses for a message that breaks the DTD. */
export function invalidXml(detail: string): Refusal {
  return invalidData(`XML message validation failed: Could not validate xml ${detail}`);
}

/** Something that Netvisor may know but this simulator does not; it says so instead of guessing. */
export class NotSimulated extends Error {
  override readonly name = 'NotSimulated';
}

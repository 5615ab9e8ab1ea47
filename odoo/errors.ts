/**
 * What can go wrong when Odoo is called, as a closed list. `kind` decides what the caller does; `detail`
 * holds Odoo's own words, which may carry personal data: it is for a field on an Odoo record, never for a log
 * or for workflow history.
 */
export const ODOO_ERROR_KINDS = ['Transient', 'Refused', 'Rejected', 'Gone', 'Bug'] as const;
export type OdooErrorKind = (typeof ODOO_ERROR_KINDS)[number];

export class OdooError extends Error {
  override readonly name = 'OdooError';
  constructor(
    readonly kind: OdooErrorKind,
    /** Odoo's exception class, or a code of ours such as `Timeout`. */
    readonly code: string,
    /** `model/method` of the call. */
    readonly operation: string,
    readonly detail?: string,
    readonly retryAfterMs?: number,
  ) {
    super(`Odoo ${operation}: ${code}`);
  }
}

interface Answer {
  readonly status: number;
  /** `name` of the error object; undefined when the body was not one. */
  readonly name: string | undefined;
  readonly message: string | undefined;
}

const TEMPORARY_STATUS = new Set([408, 409, 425, 429, 502, 503, 504]);

/**
 * Kind of an error answer (Odoo external JSON-2 API: real HTTP status and `{name, message, …}`). A body that
 * is not such an object comes from a proxy or from a wrong address.
 */
export function classifyAnswer({ status, name, message }: Answer): OdooErrorKind {
  if (status === 401 || status === 403) return 'Refused';
  if (TEMPORARY_STATUS.has(status)) return 'Transient';
  if (name?.startsWith('psycopg2.')) return 'Transient';
  if (message?.includes('could not serialize access')) return 'Transient';
  if (name === 'odoo.exceptions.MissingError') return 'Gone';
  if (name?.startsWith('odoo.exceptions.')) return 'Rejected';
  if (name === undefined && status >= 500) return 'Transient';
  return 'Bug';
}

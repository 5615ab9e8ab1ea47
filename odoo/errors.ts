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

/** The error of a JSON-RPC answer, which has no status of its own. */
interface RpcFault {
  readonly code: number | undefined;
  /** `data.name`: Odoo's exception class. */
  readonly name: string | undefined;
  readonly message: string | undefined;
  /** Model that was called. */
  readonly model: string;
}

/** Classes that stand for a key, user or session that Odoo does not take, or a right that is missing. */
const REFUSALS = new Set([
  'odoo.exceptions.AccessDenied',
  'odoo.exceptions.AccessError',
  'odoo.http.SessionExpiredException',
]);

const SESSION_EXPIRED = 100;

/** Kind of an error that came by JSON-RPC: the same as by JSON-2, told by the class alone. */
export function classifyRpcFault(fault: RpcFault): OdooErrorKind {
  const { code, name, message } = fault;
  if (code === SESSION_EXPIRED || REFUSALS.has(name ?? '') || isUserGone(fault)) return 'Refused';
  if (name === 'odoo.exceptions.LockError') return 'Transient';
  // JSON-2 calls this 404 NotFound.
  if (name === 'odoo.exceptions.UserError' && /^Object \S+ doesn't exist/.test(message ?? '')) return 'Bug';
  return classifyAnswer({ status: 200, name, message });
}

/** The user that the connection signed in as was deleted, or the database was exchanged for another. */
export function isUserGone({ name, message, model }: RpcFault): boolean {
  if (name !== 'odoo.exceptions.MissingError' || model === 'res.users') return false;
  return /\bres\.users\(\d+,?\)/.test(message ?? '');
}

/** Name and words of the error object that both APIs use. */
export function errorObjectOf(data: unknown): {
  readonly name: string | undefined;
  readonly message: string | undefined;
} {
  const body = typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
  const { name, message } = body;
  return {
    // Taken only if it is the name of a Python class: it becomes a code in logs and in workflow history.
    name: typeof name === 'string' && /^[a-z_]\w*(\.\w+){1,6}$/.test(name) ? name : undefined,
    message: typeof message === 'string' ? message : undefined,
  };
}

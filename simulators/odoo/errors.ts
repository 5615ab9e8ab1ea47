import type { Json } from './schema/types.ts';

/**
 * A refusal as Odoo 19 words it over JSON-2: HTTP status, dotted Python class, text (external API
 * reference, error table of JSON-2).
 */
export class OdooError extends Error {
  readonly status: number;
  readonly pythonName: string;
  readonly args: readonly Json[];

  constructor(status: number, pythonName: string, message: string, args?: readonly Json[]) {
    super(message);
    this.status = status;
    this.pythonName = pythonName;
    this.args = args ?? [message];
  }
}

/** What the simulator does not understand or does not do; HTTP 501 in plain text, never a guess. */
export class NotSimulated extends Error {
  override readonly name = 'NotSimulated';
  constructor(what: string) {
    super(`The Odoo simulator ${what}`);
  }
}

export function userError(message: string): OdooError {
  return new OdooError(422, 'odoo.exceptions.UserError', message);
}

export function validationError(message: string): OdooError {
  return new OdooError(422, 'odoo.exceptions.ValidationError', message);
}

export function accessError(message: string): OdooError {
  return new OdooError(403, 'odoo.exceptions.AccessError', message);
}

export function missingError(model: string, ids: readonly number[], uid: number): OdooError {
  const records = `${model}(${ids.join(', ')},)`;
  return new OdooError(
    404,
    'odoo.exceptions.MissingError',
    `Record does not exist or has been deleted.\n(Record: ${records}, User: ${uid})`,
  );
}

/** Python errors that reach the client are our caller's bugs: HTTP 500. */
export function valueError(message: string): OdooError {
  return new OdooError(500, 'builtins.ValueError', message);
}

export function keyError(key: string): OdooError {
  return new OdooError(500, 'builtins.KeyError', key);
}

export function typeError(message: string): OdooError {
  return new OdooError(500, 'builtins.TypeError', message);
}

export function notFound(description: string): OdooError {
  return new OdooError(404, 'werkzeug.exceptions.NotFound', description, [description, 404]);
}

export function unprocessable(description: string): OdooError {
  return new OdooError(422, 'werkzeug.exceptions.UnprocessableEntity', description, [description, 422]);
}

export function badRequest(description: string): OdooError {
  return new OdooError(400, 'werkzeug.exceptions.BadRequest', description, [description, 400]);
}

export function unauthorized(description: string): OdooError {
  return new OdooError(401, 'werkzeug.exceptions.Unauthorized', description, [description, 401]);
}

/** Python's way of showing a value inside an error text. */
export function python(value: unknown): string {
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (value === null || value === undefined) return 'None';
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([key, inner]) => `${python(key)}: ${python(inner)}`)
      .join(', ')}}`;
  }
  return String(value);
}

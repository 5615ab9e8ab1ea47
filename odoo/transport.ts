import { classifyAnswer, errorObjectOf, OdooError } from './errors.ts';
import { createOdooHttp } from './http.ts';

export interface OdooCall {
  readonly model: string;
  readonly method: string;
  /** Records that the method runs on; left out for model-level methods. */
  readonly ids?: readonly number[];
  /** Arguments by Odoo's own parameter names, those of Odoo 19. */
  readonly args?: Readonly<Record<string, unknown>>;
  readonly context?: Readonly<Record<string, unknown>>;
}

/** The seam between the typed client and the wire. Whatever the version, it speaks as JSON-2 of Odoo 19 does. */
export interface OdooTransport {
  /** Result of the call as JSON. Throws {@link OdooError}. */
  call(call: OdooCall): Promise<unknown>;
}

export interface OdooConnectionOptions {
  readonly url: string;
  readonly database: string;
  readonly apiKey: string;
  readonly timeoutMs: number;
}

/** Odoo 19 and later: `POST /json/2/<model>/<method>`, bearer key (Odoo external JSON-2 API). */
export function createJson2Transport(options: OdooConnectionOptions): OdooTransport {
  const { url, database, apiKey, timeoutMs } = options;
  const headers = { Authorization: `bearer ${apiKey}`, 'X-Odoo-Database': database };
  const http = createOdooHttp({ url, timeoutMs, headers });

  return {
    async call({ model, method, ids, args, context }) {
      const operation = `${model}/${method}`;
      const body = { ...args, ...(ids && { ids }), ...(context && { context }) };
      const { status, data, isJson, retryAfterMs } = await http.post(
        `/json/2/${model}/${method}`,
        body,
        operation,
      );
      if (status === 200 && isJson) return data;
      if (status === 200) throw new OdooError('Transient', 'NotJson', operation);
      const { name, message } = errorObjectOf(data);
      const kind = classifyAnswer({ status, name, message });
      throw new OdooError(kind, name ?? `Http${status}`, operation, message, retryAfterMs);
    },
  };
}

import axios, { AxiosError, type AxiosInstance } from 'axios';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { classifyAnswer, OdooError } from './errors.ts';

export interface OdooCall {
  readonly model: string;
  readonly method: string;
  /** Records that the method runs on; left out for model-level methods. */
  readonly ids?: readonly number[];
  /** Arguments by Odoo's own parameter names. */
  readonly args?: Readonly<Record<string, unknown>>;
  readonly context?: Readonly<Record<string, unknown>>;
}

/** The seam between the typed client and the wire: JSON-2 today, JSON-RPC for Odoo 16–18 beside it. */
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
  const http: AxiosInstance = axios.create({
    baseURL: options.url,
    timeout: options.timeoutMs,
    maxRedirects: 0,
    proxy: false,
    maxBodyLength: Infinity,
    maxContentLength: Infinity,
    validateStatus: () => true,
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true }),
    headers: {
      Authorization: `bearer ${options.apiKey}`,
      'X-Odoo-Database': options.database,
      'Content-Type': 'application/json',
      'User-Agent': 'Silta',
    },
  });

  return {
    async call({ model, method, ids, args, context }) {
      const operation = `${model}/${method}`;
      const body = { ...args, ...(ids && { ids }), ...(context && { context }) };
      let answer;
      try {
        answer = await http.post<unknown>(`/json/2/${model}/${method}`, body);
      } catch (error) {
        // Only the code is kept: the error of axios holds the key and the body.
        const code = error instanceof AxiosError ? (error.code ?? 'NetworkError') : 'NetworkError';
        throw new OdooError('Transient', code, operation);
      }
      if (answer.status === 200 && isJson(answer.headers['content-type'])) return answer.data;
      if (answer.status === 200) throw new OdooError('Transient', 'NotJson', operation);
      throw errorOf(operation, answer.status, answer.data, answer.headers['retry-after']);
    },
  };
}

function isJson(contentType: unknown): boolean {
  return typeof contentType === 'string' && contentType.startsWith('application/json');
}

function errorOf(operation: string, status: number, data: unknown, retryAfter: unknown): OdooError {
  const body = typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
  // Taken only if it is the name of a Python class: it becomes a code in logs and in workflow history.
  const name =
    typeof body['name'] === 'string' && /^[a-z_]\w*(\.\w+){1,6}$/.test(body['name'])
      ? body['name']
      : undefined;
  const message = typeof body['message'] === 'string' ? body['message'] : undefined;
  const seconds = Number(retryAfter);
  return new OdooError(
    classifyAnswer({ status, name, message }),
    name ?? `Http${status}`,
    operation,
    message,
    Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined,
  );
}

import axios, { AxiosError, type AxiosInstance, type AxiosResponse } from 'axios';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { OdooError } from './errors.ts';

export interface OdooAnswer {
  readonly status: number;
  /** Parsed where it is JSON. */
  readonly data: unknown;
  readonly isJson: boolean;
  readonly retryAfterMs: number | undefined;
}

/** How Silta talks HTTP to one Odoo. `operation` names the call in errors. */
export interface OdooHttp {
  get(path: string, operation: string): Promise<OdooAnswer>;
  post(path: string, body: unknown, operation: string): Promise<OdooAnswer>;
}

export interface OdooHttpOptions {
  readonly url: string;
  readonly timeoutMs: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Throws {@link OdooError} `Transient` when no answer came; whatever did come is an answer. */
export function createOdooHttp({ url, timeoutMs, headers }: OdooHttpOptions): OdooHttp {
  const http: AxiosInstance = axios.create({
    baseURL: url,
    timeout: timeoutMs,
    maxRedirects: 0,
    proxy: false,
    maxBodyLength: Infinity,
    maxContentLength: Infinity,
    validateStatus: () => true,
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true }),
    headers: { 'Content-Type': 'application/json', 'User-Agent': 'Silta', ...headers },
  });
  return {
    get: (path, operation) => answered(operation, http.get<unknown>(path)),
    post: (path, body, operation) => answered(operation, http.post<unknown>(path, body)),
  };
}

async function answered(operation: string, reply: Promise<AxiosResponse<unknown>>): Promise<OdooAnswer> {
  try {
    const { status, data, headers } = await reply;
    const contentType: unknown = headers['content-type'];
    const seconds = Number(headers['retry-after']);
    return {
      status,
      data,
      isJson: typeof contentType === 'string' && contentType.startsWith('application/json'),
      retryAfterMs: Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined,
    };
  } catch (error) {
    // Only the code is kept: the error of axios holds the key and the body.
    const code = error instanceof AxiosError ? (error.code ?? 'NetworkError') : 'NetworkError';
    throw new OdooError('Transient', code, operation);
  }
}

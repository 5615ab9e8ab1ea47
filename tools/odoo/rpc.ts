import axios from 'axios';

/** What a refused JSON-2 call says: the HTTP status and Odoo's exception class, or `html` for a page. */
export class OdooRpcError extends Error {
  readonly status: number;
  /** Dotted Python class, e.g. `odoo.exceptions.UserError`. */
  readonly exception: string;

  constructor(call: string, status: number, exception: string, message: string) {
    super(`${call}: ${status} ${exception}: ${message}`);
    this.name = 'OdooRpcError';
    this.status = status;
    this.exception = exception;
  }
}

/** `POST /json/2/<model>/<method>`; the body's keys are the method's parameter names plus `ids` and `context`. */
export type Rpc = (
  key: string,
  model: string,
  method: string,
  body?: Readonly<Record<string, unknown>>,
) => Promise<unknown>;

/** A bare caller for tests and set-up; on purpose not the product's client, so that it cannot share its errors. */
export function createRpc(url: string, database: string): Rpc {
  return async (key, model, method, body = {}) => {
    const reply = await axios.post<unknown>(`${url}/json/2/${model}/${method}`, JSON.stringify(body), {
      headers: {
        Authorization: `bearer ${key}`,
        'Content-Type': 'application/json',
        'X-Odoo-Database': database,
        'User-Agent': 'silta-tests',
      },
      proxy: false,
      validateStatus: () => true,
      timeout: 150_000,
    });
    if (reply.status === 200) return reply.data;
    throw refusal(`${model}/${method}`, reply.status, reply.data);
  };
}

function refusal(call: string, status: number, data: unknown): OdooRpcError {
  if (typeof data === 'object' && data !== null && 'name' in data && 'message' in data) {
    return new OdooRpcError(call, status, String(data.name), String(data.message));
  }
  return new OdooRpcError(call, status, 'html', String(data).slice(0, 200));
}

import { z } from 'zod';
import { classifyAnswer, classifyRpcFault, errorObjectOf, isUserGone, OdooError } from './errors.ts';
import { createOdooHttp } from './http.ts';
import { asJson2, positional } from './json-rpc-names.ts';
import type { OdooConnectionOptions, OdooTransport } from './transport.ts';

export interface JsonRpcOptions extends OdooConnectionOptions {
  /** Login of the user whose key it is. */
  readonly user: string;
}

/** The error's fields are not trusted before they were looked at one by one. */
const envelope = z.object({
  jsonrpc: z.literal('2.0'),
  result: z.unknown().optional(),
  error: z.object({ code: z.unknown().optional(), data: z.unknown().optional() }).optional(),
});

/** Odoo 16 to 18: `POST /jsonrpc`, where the key stands in the place of the password (Odoo external RPC API). */
export function createJsonRpcTransport(options: JsonRpcOptions): OdooTransport {
  const { url, database, user, apiKey, timeoutMs } = options;
  const http = createOdooHttp({ url, timeoutMs });
  let requests = 0;
  let signedIn: Promise<number> | undefined;

  async function ask(
    service: 'common' | 'object',
    method: string,
    args: readonly unknown[],
    operation: string,
    model: string,
  ): Promise<unknown> {
    const body = { jsonrpc: '2.0', method: 'call', id: ++requests, params: { service, method, args } };
    const { status, data, isJson, retryAfterMs } = await http.post('/jsonrpc', body, operation);
    if (status !== 200) {
      const kind = classifyAnswer({ status, name: undefined, message: undefined });
      throw new OdooError(kind, `Http${status}`, operation, undefined, retryAfterMs);
    }
    const answer = isJson ? envelope.safeParse(data) : undefined;
    // The page of a proxy, or whatever else stands at this address.
    if (!answer?.success) throw new OdooError('Transient', 'NotJson', operation);
    if (answer.data.error) throw failure(answer.data.error, operation, model);
    return answer.data.result;
  }

  function failure(
    error: { readonly code?: unknown; readonly data?: unknown },
    operation: string,
    model: string,
  ) {
    const { name, message } = errorObjectOf(error.data);
    const code = typeof error.code === 'number' ? error.code : undefined;
    const fault = { code, name, message, model };
    if (isUserGone(fault)) signedIn = undefined;
    // The key is an argument of the call, which Python may quote.
    const detail = message?.replaceAll(apiKey, '…');
    return new OdooError(classifyRpcFault(fault), name ?? `Rpc${code ?? ''}`, operation, detail);
  }

  async function signIn(): Promise<number> {
    const operation = 'common/authenticate';
    const uid = await ask('common', 'authenticate', [database, user, apiKey, {}], operation, 'common');
    // Refused is `false`, and no error.
    if (typeof uid !== 'number') throw new OdooError('Refused', 'AccessDenied', operation);
    return uid;
  }

  function userId(): Promise<number> {
    if (signedIn) return signedIn;
    const attempt = signIn();
    // A failed sign-in must not stick.
    attempt.catch(() => {
      if (signedIn === attempt) signedIn = undefined;
    });
    signedIn = attempt;
    return attempt;
  }

  return {
    async call(call) {
      const { model, method } = call;
      const { args, kwargs } = positional(call);
      const credentials = [database, await userId(), apiKey];
      const execute = [...credentials, model, method, args, kwargs];
      const result = await ask('object', 'execute_kw', execute, `${model}/${method}`, model);
      return asJson2(method, result);
    },
  };
}

import axios, { AxiosError } from 'axios';
import http from 'node:http';
import https from 'node:https';
import { connectedAgents } from './agents.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Sent byte by byte as given; the caller has signed it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For everything: connecting, sending, waiting, receiving. */
  readonly timeoutMs: number;
  /** Asked on a connected socket, right before the first byte: false = do not send. */
  readonly maySend: () => boolean;
  /** Gives up at once; only for requests whose outcome does not matter. */
  readonly signal?: AbortSignal;
}

export type HttpOutcome =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      readonly body: Uint8Array;
      readonly retryAfterMs?: number;
      /** The header `Date`, in epoch ms: whole seconds of the other side's clock. */
      readonly serverTimeMs?: number;
    }
  /** Certain: no byte left. */
  | { readonly outcome: 'heldBack' }
  | { readonly outcome: 'notReached'; readonly networkCode?: string }
  | { readonly outcome: 'lost'; readonly failure: 'timeout' | 'lost'; readonly networkCode?: string };

export interface Transport {
  /** One HTTP request, never repeated, never redirected; the caller keeps to one at a time. Never throws. */
  send(request: HttpRequest): Promise<HttpOutcome>;
  close(): void;
}

const connectTimeoutMs = 30_000;
/**
 * A kept socket is used again only within this time: later the other side may be closing it just now, and a
 * write that meets the closing would be in doubt without need.
 */
const reuseWithinMs = 4_000;
const greatestReplyBytes = 128 * 1024 * 1024;

export function createTransport(): Transport {
  const agents = connectedAgents(connectTimeoutMs);
  let lastUsed = 0;

  return {
    async send(request) {
      if (performance.now() - lastUsed > reuseWithinMs) agents.dropKept();
      const state: SendState = { progress: 'connecting', timedOut: false };
      const giveUp = new AbortController();
      const timer = setTimeout(() => {
        state.timedOut = true;
        giveUp.abort();
      }, request.timeoutMs);
      const stop = () => giveUp.abort();
      if (request.signal?.aborted === true) stop();
      request.signal?.addEventListener('abort', stop, { once: true });
      try {
        const reply = await axios.request<ArrayBuffer>({
          adapter: 'http',
          method: request.method,
          url: request.url,
          headers: headersOf(request),
          data: request.body === undefined ? undefined : Buffer.from(request.body, 'utf8'),
          transformRequest: [],
          transformResponse: [],
          responseType: 'arraybuffer',
          validateStatus: () => true,
          maxRedirects: 0,
          proxy: false,
          maxContentLength: greatestReplyBytes,
          maxBodyLength: Infinity,
          httpAgent: agents.http,
          httpsAgent: agents.https,
          signal: giveUp.signal,
          transport: watched(request, state),
        });
        const retryAfterMs = parseRetryAfter(reply.headers['retry-after']);
        const serverTimeMs = Date.parse(String(reply.headers['date']));
        return {
          outcome: 'answered',
          status: reply.status,
          body: new Uint8Array(reply.data),
          ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
          ...(Number.isNaN(serverTimeMs) ? {} : { serverTimeMs }),
        };
      } catch (error) {
        return failure(state, error);
      } finally {
        clearTimeout(timer);
        agents.abandonConnecting();
        request.signal?.removeEventListener('abort', stop);
        lastUsed = performance.now();
      }
    },
    close: () => agents.dropKept(),
  };
}

interface SendState {
  progress: 'connecting' | 'heldBack' | 'sent';
  timedOut: boolean;
}

/** Node emits `socket` right before it flushes, and our agents give out connected sockets only. */
function watched(request: HttpRequest, state: SendState) {
  return {
    request(
      options: http.RequestOptions,
      onReply: (reply: http.IncomingMessage) => void,
    ): http.ClientRequest {
      const outgoing = (options.protocol === 'https:' ? https : http).request(options, onReply);
      outgoing.once('socket', () => {
        if (request.maySend()) {
          state.progress = 'sent';
          return;
        }
        state.progress = 'heldBack';
        outgoing.destroy(new Error('held back'));
      });
      return outgoing;
    },
  };
}

function headersOf(request: HttpRequest): Record<string, string> {
  const headers: Record<string, string> = { ...request.headers, 'User-Agent': 'Silta', Accept: '*/*' };
  if (request.method === 'POST') headers['Content-Type'] = 'text/xml; charset=utf-8';
  return headers;
}

function failure(state: SendState, error: unknown): HttpOutcome {
  const networkCode =
    error instanceof AxiosError && error.code !== undefined ? { networkCode: error.code } : {};
  switch (state.progress) {
    case 'heldBack':
      return { outcome: 'heldBack' };
    case 'connecting':
      return { outcome: 'notReached', ...networkCode };
    case 'sent':
      return { outcome: 'lost', failure: state.timedOut ? 'timeout' : 'lost', ...networkCode };
  }
}

/** Seconds or an HTTP date (RFC 9110), as milliseconds from now. */
export function parseRetryAfter(value: unknown, now = Date.now()): number | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^\d{1,6}$/u.test(value.trim())) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

import { fastify } from 'fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { conductCall } from '../shared/conduct.ts';
import { registerControl } from '../shared/control.ts';
import { callerHeaders } from './authentication.ts';
import { addControl } from './control.ts';
import { decodeBody } from './message.ts';
import { Query } from './query.ts';
import { RESOURCES } from './resources/index.ts';
import type { NetvisorSimSettings } from './settings.ts';
import { NetvisorSimulator, resourceName } from './simulator.ts';

export interface NetvisorServerOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly host?: string;
  readonly settings?: Partial<NetvisorSimSettings>;
}

export interface NetvisorServer {
  /** Scheme, host and port, without a slash at the end. */
  readonly url: string;
  readonly simulator: NetvisorSimulator;
  /** Stops listening, drops held calls and open connections. */
  close(): Promise<void>;
}

const BODY_LIMIT_BYTES = 64 * 1024 * 1024;

/** Starts a Netvisor simulator with its control endpoints under `/_sim/`. */
export async function startNetvisorSimulator(options: NetvisorServerOptions = {}): Promise<NetvisorServer> {
  const simulator = new NetvisorSimulator(options.settings);
  const closing = new AbortController();
  const app = fastify({ bodyLimit: BODY_LIMIT_BYTES, forceCloseConnections: true, logger: false });
  await registerControl(app, simulator, (scope) => addControl(scope, simulator));
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body);
    });
    scope.all('/*', (request, reply) => answer(simulator, closing.signal, request, reply));
  });
  const url = await app.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
  return {
    url,
    simulator,
    close: async () => {
      closing.abort();
      simulator.faults.release('discarded');
      await app.close();
    },
  };
}

async function answer(
  simulator: NetvisorSimulator,
  closing: AbortSignal,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const target = request.raw.url ?? '/';
  const headers = callerHeaders(request.headers);
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const company = headers.organisationId === '' ? 'unknown' : headers.organisationId;
  const { earlier } = simulator.inFlight.enter(company, reply.raw);
  const incoming = {
    method: request.method,
    target,
    headers,
    host: request.headers.host ?? '',
    body,
    receivedAt: simulator.clock.now(),
    earlier,
  };
  await conductCall(
    { faults: simulator.faults, calls: simulator.calls, closing },
    {
      operation: operationOf(request.method, target),
      ids: idsOf(target, body),
      request,
      reply,
      async process(own) {
        const answer = await simulator.process(incoming, own);
        return { ...answer, headers: { ...answer.headers, date: simulator.clock.now().toUTCString() } };
      },
    },
  );
}

/** The call's name in the call log and for faults, e.g. `POST salesinvoice.nv add`. */
function operationOf(method: string, target: string): string {
  const name = resourceName(target);
  const variant = RESOURCES[name]?.byMethod === 'add-edit' ? new Query(target).text('method') : undefined;
  return [method, name, ...(variant === undefined ? [] : [variant.toLowerCase()])].join(' ');
}

const KEY_PARAMETERS = ['id', 'netvisorkey', 'invoiceid', 'orderid', 'paymentid', 'invoicenetvisorkey'];
const BODY_IDS: readonly (readonly [string, RegExp])[] = [
  ['invoiceNumber', /<salesinvoicenumber[^>]*>\s*([^<]*?)\s*</i],
  ['privateComment', /<salesinvoiceprivatecomment[^>]*>\s*([^<]*?)\s*</i],
  ['customerCode', /<internalidentifier[^>]*>\s*([^<]*?)\s*</i],
  ['productCode', /<productcode[^>]*>\s*([^<]*?)\s*</i],
];

const BODY_KEYS: readonly (readonly [string, RegExp])[] = [
  ['netvisorKey', /<invoicenetvisorkey[^>]*>\s*(\d{1,15})\s*</i],
  ['netvisorKey', /<targetidentifier[^>]*type="netvisor"[^>]*>\s*(\d{1,15})\s*</i],
  ['creditNoteKey', /<creditnotenetvisorkey[^>]*>\s*(\d{1,15})\s*</i],
];

/** What a fault's `where` may ask for; the names are in docs/simulators.md. */
function idsOf(target: string, body: Buffer): Record<string, string | number> {
  const ids: Record<string, string | number> = {};
  const query = new Query(target);
  for (const name of KEY_PARAMETERS) {
    const value = query.text(name);
    if (value !== undefined && /^\d{1,15}$/.test(value)) ids.netvisorKey = Number(value);
  }
  const number = query.text('invoicenumber');
  if (number !== undefined) ids.invoiceNumber = number;
  if (body.length === 0) return ids;
  const text = decodeBody(body);
  for (const [name, pattern] of BODY_IDS) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined && found !== '') ids[name] = found;
  }
  for (const [name, pattern] of BODY_KEYS) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) ids[name] = Number(found);
  }
  return ids;
}

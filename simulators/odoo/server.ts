import { once } from 'node:events';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { conductCall } from '../shared/conduct.ts';
import type { Answer } from '../shared/conduct.ts';
import type { FiredFault } from '../shared/faults.ts';
import { registerControl } from '../shared/control.ts';
import { notFound } from './errors.ts';
import { addControl } from './control.ts';
import { answerJson2, errorAnswer, htmlAnswer, idsOf, jsonAnswer } from './json2.ts';
import type { Json2Request } from './json2.ts';
import { PORTAL, answerPortal } from './portal.ts';
import { OdooSimulator } from './simulator.ts';
import type { OdooSimSettings } from './settings.ts';

export interface OdooSimOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly host?: string;
  readonly settings?: Partial<OdooSimSettings>;
  /** What this one begins with, instead of the seed. */
  readonly like?: OdooSimulator;
}

export interface RunningOdooSimulator {
  readonly url: string;
  readonly simulator: OdooSimulator;
  close(): Promise<void>;
}

/** Largest body that Odoo takes. */
const BODY_LIMIT = 128 * 1024 * 1024;

const VERSION_INFO = [19, 0, 0, 'final', 0, ''];

/**
 * Starts an Odoo 19 that lives in memory: JSON-2, the version probes, and the control endpoints under
 * `/_sim/`. It knows what its documentation lists and refuses the rest.
 */
export async function startOdooSimulator(options: OdooSimOptions = {}): Promise<RunningOdooSimulator> {
  const simulator = new OdooSimulator(options.settings, options.like);
  const closing = new AbortController();
  const app = Fastify({ logger: false, bodyLimit: BODY_LIMIT, forceCloseConnections: true });
  await registerControl(app, simulator, (scope) => addControl(scope, simulator));
  await app.register((scope) => {
    addApi(scope, simulator, closing.signal);
    return Promise.resolve();
  });
  const host = options.host ?? '127.0.0.1';
  await app.listen({ port: options.port ?? 0, host });
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://${host}:${port}`,
    simulator,
    close: async () => {
      closing.abort();
      simulator.faults.release('discarded');
      app.server.closeAllConnections();
      await app.close();
      if (app.server.listening) await once(app.server, 'close');
    },
  };
}

function addApi(scope: FastifyInstance, simulator: OdooSimulator, closing: AbortSignal): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  const surface = { faults: simulator.faults, calls: simulator.calls, closing };
  const conduct = (
    operation: string,
    answer: (request: FastifyRequest, own: FiredFault | undefined) => Answer,
  ): ((request: FastifyRequest, reply: FastifyReply) => Promise<void>) => {
    return (request, reply) =>
      conductCall(surface, {
        operation,
        request,
        reply,
        process: (own) => Promise.resolve(answer(request, own)),
      });
  };
  scope.post<{ Params: { model: string; method: string } }>('/json/2/:model/:method', (request, reply) => {
    const call: Json2Request = {
      model: request.params.model,
      method: request.params.method,
      headers: request.headers,
      body: typeof request.body === 'string' ? request.body : '',
    };
    return conductCall(surface, {
      operation: `${call.model}/${call.method}`,
      ids: idsOf(call.body),
      request,
      reply,
      process: async (own) => {
        const answer = answerJson2(simulator, call, own);
        await simulator.sendWebhooks();
        return answer;
      },
    });
  });
  addProbes(scope, simulator, conduct);
  scope.setNotFoundHandler((request, reply) =>
    conduct(`${request.method} ${request.url.split('?')[0] ?? ''}`, unknownPath)(request, reply),
  );
}

function addProbes(
  scope: FastifyInstance,
  simulator: OdooSimulator,
  conduct: (
    operation: string,
    answer: (request: FastifyRequest, own: FiredFault | undefined) => Answer,
  ) => (request: FastifyRequest, reply: FastifyReply) => Promise<void>,
): void {
  const probe = (answer: Answer) => (_request: FastifyRequest, own: FiredFault | undefined) =>
    own !== undefined || simulator.settings.value.unavailable
      ? htmlAnswer(503, 'Service Unavailable', 'The server is temporarily unable to service your request.')
      : answer;
  const version = jsonAnswer(200, { version_info: VERSION_INFO, version: '19.0' });
  scope.get<{ Params: { id: string } }>('/my/invoices/:id', (request, reply) =>
    conduct(PORTAL, (_request, own) =>
      own === undefined
        ? answerPortal(simulator, Number(request.params.id), new URLSearchParams(request.url.split('?')[1]))
        : htmlAnswer(503, 'Service Unavailable', 'The server is temporarily unable to service your request.'),
    )(request, reply),
  );
  scope.get('/web/version', conduct('GET /web/version', probe(version)));
  scope.get('/json/version', conduct('GET /web/version', probe(version)));
  scope.get('/web/health', conduct('GET /web/health', probe(jsonAnswer(200, { status: 'pass' }))));
  const info = jsonAnswer(200, {
    jsonrpc: '2.0',
    id: null,
    result: {
      server_version: '19.0',
      server_version_info: VERSION_INFO,
      server_serie: '19.0',
      protocol_version: 1,
    },
  });
  scope.post('/web/webclient/version_info', conduct('POST /web/webclient/version_info', probe(info)));
  scope.get(
    '/web/webclient/version_info',
    conduct('GET /web/webclient/version_info', () =>
      htmlAnswer(415, 'Unsupported Media Type', 'The route is a JSON-RPC one: use POST.'),
    ),
  );
}

function unknownPath(request: FastifyRequest): Answer {
  const path = request.url.split('?')[0] ?? '';
  if (path === '/json/2' || path.startsWith('/json/2/')) {
    return errorAnswer(notFound('Did you mean POST /json/2/<model>/<method>?'));
  }
  if (path === '/jsonrpc' || path.startsWith('/xmlrpc/')) {
    return {
      status: 501,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: 'The Odoo simulator speaks JSON-2 only.\n',
      code: 'NotSimulated',
      booked: false,
    };
  }
  return htmlAnswer(404, 'Not Found', 'The requested URL was not found on the server.');
}

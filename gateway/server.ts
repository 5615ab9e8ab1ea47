import rateLimit from '@fastify/rate-limit';
import type { Client } from '@temporalio/client';
import { fastify, type FastifyInstance } from 'fastify';
import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Settings } from '../config/settings.ts';
import { ensureConnections } from '../control/connections.ts';
import { connectionHealth } from '../control/health.ts';
import { hintSweep } from '../control/sweep.ts';
import { createHints } from './hints.ts';

/** Odoo's webhooks hold a few fields; whatever is larger is none of them. */
const LARGEST_BODY = 16 * 1024;
/** From one address. A busy Odoo may confirm hundreds of invoices in a minute; a hint that is refused is no loss. */
const CALLS_PER_MINUTE = 1200;
const BETWEEN_HINTS_MS = 1000;
const ENSURE_EVERY_MS = 60_000;

export interface GatewayOptions {
  readonly settings: Settings;
  readonly client: Client;
  readonly log: Log;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

/** Fields hold names and codes only: no body, no address, no secret. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface Gateway {
  /** Where it listens. */
  readonly url: string;
  close(): Promise<void>;
}

/** What Odoo sends with a webhook (external API reference, webhooks). It is checked and then not used: Odoo is asked. */
const webhookSchema = z.looseObject({ _model: z.string(), _id: z.int().positive() });

/**
 * Takes Odoo's webhooks and tells how Silta is. A webhook comes once, is not signed, and Odoo waits for it for one
 * second: so it is answered at once, and means no more than that it is worth looking into Odoo now.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { settings, client, log, host, port } = options;
  const connections = [...settings.connections.keys()];
  const hints = createHints({
    connections,
    everyMs: BETWEEN_HINTS_MS,
    pass: async (name) => {
      const own = settings.connections.get(name);
      if (own) await hintSweep(client, own);
    },
    failed: (connection, error) =>
      log.warn({ connection, error: nameOf(error) }, 'a hint could not be passed on; the schedule will look'),
  });
  const server = await createServer(options, (connection) => hints.hint(connection));
  const ensuring = setInterval(() => {
    ensureConnections(client, settings).catch((error: unknown) => {
      log.warn({ error: nameOf(error) }, 'the connections could not be ensured');
    });
  }, ENSURE_EVERY_MS);
  ensuring.unref();
  const url = await server.listen({ host, port });
  log.info({ url }, 'gateway ready');
  return {
    url,
    async close() {
      clearInterval(ensuring);
      await server.close();
      await hints.close();
    },
  };
}

async function createServer(
  { settings, client }: GatewayOptions,
  hint: (connection: string) => void,
): Promise<FastifyInstance> {
  const server = fastify({
    bodyLimit: LARGEST_BODY,
    // Who does not come to the end of a request in this time is cut off.
    requestTimeout: 5000,
    keepAliveTimeout: 5000,
    http: { headersTimeout: 5000, connectionsCheckingInterval: 1000 },
    // Secrets stand in paths, so nothing of a request is ever logged.
    logger: false,
  });
  // Only JSON: otherwise a plain text would be taken as well.
  server.removeContentTypeParser('text/plain');
  await server.register(rateLimit, { max: CALLS_PER_MINUTE, timeWindow: '1 minute' });
  // Never what went wrong inside: this is open to whoever finds it.
  server.setErrorHandler((error, _request, reply) => {
    const status = statusOf(error);
    return reply.code(status).send({ error: STATUS_WORDS[status] ?? 'refused' });
  });
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not found' }));

  server.get('/health/live', () => ({ live: true }));
  server.get('/health/ready', async (_request, reply) => {
    const health = await connectionHealth(client, [...settings.connections.keys()]);
    return reply.code(health.temporal === 'reached' ? 200 : 503).send(health);
  });
  server.post<{ Params: { connection: string; secret: string } }>(
    '/odoo/:connection/:secret',
    (request, reply) => {
      const { connection, secret } = request.params;
      const expected = settings.connections.get(connection)?.odoo.webhookSecret;
      // The same answer whether the connection, its secret or the address is wrong.
      if (expected === undefined || !isSecret(secret, expected)) {
        return reply.code(404).send({ error: 'not found' });
      }
      if (!webhookSchema.safeParse(request.body).success) {
        return reply.code(400).send({ error: 'not a webhook of Odoo' });
      }
      hint(connection);
      return reply.code(202).send({ accepted: true });
    },
  );
  return server;
}

const STATUS_WORDS: Readonly<Record<number, string>> = {
  400: 'not understood',
  413: 'too large',
  415: 'only JSON is taken',
  429: 'too many calls',
  500: 'failed',
};

function statusOf(error: unknown): number {
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}

/** Takes as long for a wrong secret as for the right one. */
function isSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

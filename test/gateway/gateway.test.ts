import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import axios, { type AxiosResponse } from 'axios';
import type { Client } from '@temporalio/client';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { z } from 'zod';
import { startGateway, type Gateway } from '../../gateway/server.ts';
import { aConnection, SECRETS, settingsOf } from '../config/samples.ts';

const WEBHOOK_SECRET = 'CANARY-webhook-secret-0123456789';
const settings = settingsOf(
  {
    main: aConnection({ odoo: { webhookSecret: { env: 'WEBHOOK_SECRET' } } }),
    silent: aConnection({ netvisor: { organisationId: '9300117-5' } }),
  },
  { ...SECRETS, WEBHOOK_SECRET },
);
const WEBHOOK = {
  _action: 'Netvisor(#77)',
  _id: 42,
  _model: 'account.move',
  id: 42,
  x_netvisor_request: 'send',
};

/** Of Temporal only what the gateway asks: which workflows were signalled, and whether it answers. */
function temporal() {
  const asked: unknown[] = [];
  const state = { away: false };
  const answer = async <T>(value: T): Promise<T> => {
    if (state.away) throw new Error('Temporal is away');
    return value;
  };
  const client = {
    workflow: {
      signalWithStart: (type: string, { workflowId }: { workflowId: string }) => {
        asked.push({ type, workflowId });
        return answer({});
      },
      start: () => answer({}),
      getHandle: () => ({
        describe: () =>
          answer({ status: { name: 'RUNNING' }, typedSearchAttributes: { get: () => 'Running' } }),
      }),
    },
    withDeadline: (_deadline: number, run: () => Promise<unknown>) => run(),
  };
  return { client: client as unknown as Client, asked, state };
}

const agent = new Agent({ keepAlive: true, maxSockets: 20 });
let gateway: Gateway;
let stage: ReturnType<typeof temporal>;
const said: string[] = [];
const log = (fields: object, message: string): void => void said.push(JSON.stringify({ ...fields, message }));
beforeEach(async () => {
  stage = temporal();
  said.length = 0;
  gateway = await startGateway({
    settings,
    client: stage.client,
    log: { info: log, warn: log },
    host: '127.0.0.1',
    port: 0,
  });
});
afterEach(() => gateway.close());

const call = (path: string, body: unknown = WEBHOOK, headers: object = {}): Promise<AxiosResponse<unknown>> =>
  axios.post(`${gateway.url}${path}`, body, {
    proxy: false,
    httpAgent: agent,
    validateStatus: () => true,
    headers: { 'content-type': 'application/json', ...headers },
  });
const path = (secret = WEBHOOK_SECRET, connection = 'main'): string => `/odoo/${connection}/${secret}`;

describe('a webhook of Odoo', () => {
  test('is answered at once and makes the sweep look, whatever it says', async () => {
    expect((await call(path())).status).toBe(202);
    expect(stage.asked).toEqual([{ type: 'InvoiceSweep', workflowId: 'invoice-sweep/main' }]);
    expect((await call(path(), { ...WEBHOOK, _id: 999_999, state: 'posted' })).status).toBe(202);
  });

  test('asks for no invoice by itself: what is not in Odoo cannot be sent by it', async () => {
    for (const body of [WEBHOOK, { ...WEBHOOK, _id: 7 }, { ...WEBHOOK, _model: 'res.partner' }]) {
      await call(path(), body);
    }
    await gateway.close();
    expect(JSON.stringify(stage.asked)).not.toMatch(/send-invoice|42|999/);
  });

  test('is answered although Temporal is away, and that is told to the operator', async () => {
    stage.state.away = true;
    expect((await call(path())).status).toBe(202);
    await gateway.close();
    expect(said.join('\n')).toContain('a hint could not be passed on');
  });
});

describe('an attack', () => {
  test.each([
    ['a wrong secret', path('x'.repeat(32))],
    ['a secret of almost the right kind', path(`${WEBHOOK_SECRET}x`)],
    ['a connection that is not there', path(WEBHOOK_SECRET, 'nobody')],
    ['a connection without webhooks', path(WEBHOOK_SECRET, 'silent')],
    ['no secret', '/odoo/main'],
    ['another address', '/admin'],
    ['a long address', `/odoo/main/${'a'.repeat(5000)}`],
  ])('with %s gets the same 404 and comes to nothing', async (_what, address) => {
    const { status } = await call(address);
    expect([404, 414]).toContain(status);
    await gateway.close();
    expect(stage.asked).toEqual([]);
  });

  test.each([
    ['no JSON', '{"_id": 42', 400, {}],
    ['another JSON', '[1,2]', 400, {}],
    ['fields of other kinds', JSON.stringify({ _model: 3, _id: 'x' }), 400, {}],
    ['a poisoned object', '{"__proto__": {"_id": 1}, "_model": "account.move"}', 400, {}],
    ['an empty body', '', 400, {}],
    ['another type', 'a=b', 415, { 'content-type': 'text/plain' }],
    ['too much', JSON.stringify({ ...WEBHOOK, more: 'x'.repeat(20_000) }), 413, {}],
  ])('with %s is refused by its status and comes to nothing', async (_what, body, status, headers) => {
    const answer = await call(path(), body, headers);
    expect(answer.status).toBe(status);
    expect(Object.keys(z.record(z.string(), z.unknown()).parse(answer.data))).toEqual(['error']);
    await gateway.close();
    expect(stage.asked).toEqual([]);
  });

  test('of thousands of calls is held off, takes no memory with it, and asks for a handful of looks', async () => {
    global.gc?.();
    const before = process.memoryUsage().heapUsed;
    const statuses = new Map<number, number>();
    for (let round = 0; round < 30; round += 1) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => call(path())));
      for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    await gateway.close();
    expect([...statuses.keys()].sort((a, b) => a - b)).toEqual([202, 429]);
    expect(statuses.get(202)).toBe(1200);
    // One look at a time and at most one a second: far fewer than calls, however long this took.
    expect(stage.asked.length).toBeLessThan(120);
    global.gc?.();
    // The callers live in this process, too.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200 * 1024 * 1024);
  });

  test('by a connection that says nothing is cut off', async () => {
    const { port, hostname } = new URL(gateway.url);
    const socket = connect(Number(port), hostname);
    socket.resume();
    socket.write('POST /odoo/main/x HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n');
    await new Promise((resolve) => socket.once('close', resolve));
    expect(stage.asked).toEqual([]);
  }, 30_000);

  test('leaves neither secrets nor bodies in the log', async () => {
    stage.state.away = true;
    await call(path());
    await call(path('x'.repeat(32)), { ...WEBHOOK, name: 'CANARY-name' });
    await call(path(), '{"CANARY-broken');
    await gateway.close();
    expect(said.join('\n')).not.toMatch(/CANARY/);
  });
});

describe('health', () => {
  const get = (where: string): Promise<AxiosResponse<unknown>> =>
    axios.get(`${gateway.url}${where}`, { proxy: false, validateStatus: () => true });

  test('is alive while it listens, and ready only while Temporal answers', async () => {
    expect((await get('/health/live')).status).toBe(200);
    const ready = await get('/health/ready');
    expect([ready.status, ready.data]).toEqual([
      200,
      { temporal: 'reached', connections: { main: 'open', silent: 'open' } },
    ]);
    stage.state.away = true;
    expect((await get('/health/live')).status).toBe(200);
    const away = await get('/health/ready');
    expect([away.status, away.data]).toEqual([
      503,
      { temporal: 'not reached', connections: { main: 'unknown', silent: 'unknown' } },
    ]);
  });
});

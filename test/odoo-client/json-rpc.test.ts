import { afterEach, describe, expect, test } from '@jest/globals';
import { inspect } from 'node:util';
import { createJsonRpcTransport } from '../../odoo/json-rpc.ts';
import { asJson2, positional } from '../../odoo/json-rpc-names.ts';
import type { OdooCall, OdooTransport } from '../../odoo/transport.ts';
import { answerWith, closeAll, closeLater, tinyServer, type Answer } from '../netvisor/server.ts';
import { odooErrorOf } from './fake-transport.ts';

const KEY = 'canaryodookey0000000000000000000000000001';
const BODY = 'Aava Hiidenkoski';
const SIGNED_IN = { jsonrpc: '2.0', id: 1, result: 2 };

afterEach(closeAll);

type Reply = Readonly<Record<string, unknown>> | readonly unknown[] | string;

/** Answers the sign-in with `signIn`, and calls with these replies one after the other, the last one for good. */
async function talking(calls: readonly (Reply | Answer)[], signIn: Reply = SIGNED_IN, timeoutMs = 5000) {
  let turn = 0;
  const server = await tinyServer((seen, reply, request) => {
    const answer = seen.body.includes('"authenticate"')
      ? signIn
      : (calls[Math.min(turn++, calls.length - 1)] ?? signIn);
    if (typeof answer === 'function') return answer(seen, reply, request);
    const [type, text] =
      typeof answer === 'string' ? ['text/html', answer] : ['application/json', JSON.stringify(answer)];
    reply.writeHead(200, { 'Content-Type': type });
    reply.end(text);
  });
  closeLater(server.close);
  const url = server.url.replace(/\/$/, '');
  const options = { url, database: 'kuurabox', user: 'silta@kuurabox.example', apiKey: KEY, timeoutMs };
  const sent = () =>
    server.seen.map(
      ({ body }) => (JSON.parse(body) as { params: { method: string; args: unknown[] } }).params,
    );
  return { server, sent, transport: createJsonRpcTransport(options) };
}

const result = (value: unknown) => ({ jsonrpc: '2.0', id: 1, result: value });
const fault = (name: string, message: string, code = 200) => ({
  jsonrpc: '2.0',
  id: 1,
  error: {
    code,
    message: 'Odoo Server Error',
    data: { name, message, arguments: [message], debug: `Traceback: ${BODY}` },
  },
});

const WRITE: OdooCall = {
  model: 'res.partner',
  method: 'write',
  ids: [7],
  args: { vals: { name: BODY } },
  context: { lang: 'en_US' },
};
const call = (transport: OdooTransport): Promise<unknown> => transport.call(WRITE);

describe('a call to Odoo by JSON-RPC', () => {
  test('signs in once, and then carries database, user, key and arguments in their places', async () => {
    const { server, sent, transport } = await talking([result(true)]);
    expect(await Promise.all([call(transport), call(transport)])).toEqual([true, true]);
    expect(sent().map(({ method }) => method)).toEqual(['authenticate', 'execute_kw', 'execute_kw']);
    expect(sent()[0]?.args).toEqual(['kuurabox', 'silta@kuurabox.example', KEY, {}]);
    expect(sent()[1]?.args).toEqual([
      'kuurabox',
      2,
      KEY,
      'res.partner',
      'write',
      [[7], { name: BODY }],
      { context: { lang: 'en_US' } },
    ]);
    expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(Array(3).fill('POST /jsonrpc'));
    expect(inspect(server.seen.map(({ headers }) => headers))).not.toContain(KEY);
  });

  test('whose answer has no result was answered with nothing', async () => {
    expect(await call((await talking([{ jsonrpc: '2.0', id: 1 }])).transport)).toBeNull();
  });

  test('may be answered with false, which is an answer', async () => {
    expect(await call((await talking([result(false)])).transport)).toBe(false);
  });
});

describe('arguments', () => {
  const of = (method: string, args: Record<string, unknown>, ids?: number[]) =>
    positional({ model: 'x', method, args, ...(ids && { ids }) });

  test.each([
    ['read', { fields: ['name'] }, [1], [[1], ['name']], {}],
    ['web_read', { specification: { name: {} } }, [1], [[1], { name: {} }], {}],
    ['search', { domain: [], order: 'id asc' }, undefined, [[]], { order: 'id asc' }],
    ['search', { domain: [], offset: 0, limit: 5, order: 'id' }, undefined, [[], 0, 5, 'id'], {}],
    ['search_read', { domain: [], fields: ['id'], limit: 5 }, undefined, [[], ['id']], { limit: 5 }],
    ['search_read', { domain: [], fields: ['id'], load: '' }, undefined, [[], ['id']], { load: '' }],
    ['search_count', { domain: [] }, undefined, [[]], {}],
    ['create', { vals_list: [{}] }, undefined, [[{}]], {}],
    ['write', { vals: { a: 1 } }, [1, 2], [[1, 2], { a: 1 }], {}],
    ['fields_get', { attributes: ['type'] }, undefined, [], { attributes: ['type'] }],
    ['check_object_reference', { module: 'account', xml_id: 'x' }, undefined, ['account', 'x'], {}],
    ['name_search', { name: 'a', domain: [] }, undefined, ['a', []], {}],
    // Odoo 16 to 18 call it `args`.
    ['name_search', { domain: [], limit: 5 }, undefined, [], { args: [], limit: 5 }],
    ['message_post', { body: 'a', subject: 'b' }, [1], [[1]], { body: 'a', subject: 'b' }],
    ['try_loading', { template_code: 'fi' }, [], [[]], { template_code: 'fi' }],
    ['action_post', {}, [1], [[1]], {}],
  ] as const)('of %s %j go by position as far as they may', (method, args, ids, wanted, kwargs) => {
    expect(of(method, args, ids && [...ids])).toEqual({ args: wanted, kwargs });
  });

  test('of a call without any are none', () => {
    expect(positional({ model: 'x', method: 'context_get' })).toEqual({ args: [], kwargs: {} });
  });
});

describe('an answer in the shape of older versions becomes that of JSON-2', () => {
  test.each([
    ['create', 5, [5]],
    ['create', [5, 6], [5, 6]],
    ['copy', 5, [5]],
    ['message_post', 5, [5]],
    ['message_post', [5], [5]],
    ['activity_schedule', 'mail.activity(21,)', [21]],
    ['activity_schedule', 'mail.activity(21, 22)', [21, 22]],
    ['activity_schedule', 'mail.activity()', []],
    ['activity_schedule', 'something else', 'something else'],
    ['search_count', 5, 5],
    ['run', undefined, null],
    ['run', false, false],
    ['name_get', 'mail.activity(21,)', 'mail.activity(21,)'],
  ])('%s: %j', (method, before, after) => {
    expect(asJson2(method, before)).toEqual(after);
  });
});

describe('a call by JSON-RPC that fails', () => {
  const failing = async (reply: Reply | Answer, signIn?: Reply) =>
    odooErrorOf(call((await talking([reply], signIn)).transport));

  test('carries the class of Odoo, and its words apart', async () => {
    const error = await failing(fault('odoo.exceptions.UserError', `No, ${BODY}`));
    expect(error).toMatchObject({
      kind: 'Rejected',
      code: 'odoo.exceptions.UserError',
      operation: 'res.partner/write',
      detail: `No, ${BODY}`,
    });
    expect(error.message).not.toContain(BODY);
  });

  test('for lack of a class keeps the number', async () => {
    const bare = { jsonrpc: '2.0', id: 1, error: { code: 200, message: 'Odoo Server Error' } };
    expect(await failing(bare)).toMatchObject({ kind: 'Bug', code: 'Rpc200' });
    expect(await failing(fault('No class, but a text', 'x'))).toMatchObject({ kind: 'Bug', code: 'Rpc200' });
  });

  test('because the key or the login is refused says so', async () => {
    expect(await failing(result(true), result(false))).toMatchObject({
      kind: 'Refused',
      code: 'AccessDenied',
      operation: 'common/authenticate',
    });
    expect(await failing(fault('odoo.exceptions.AccessDenied', 'Access Denied'))).toMatchObject({
      kind: 'Refused',
      code: 'odoo.exceptions.AccessDenied',
    });
  });

  test('at the sign-in signs in anew the next time', async () => {
    const { sent, transport } = await talking(
      [result(true)],
      fault('psycopg2.OperationalError', 'no database'),
    );
    expect(await odooErrorOf(call(transport))).toMatchObject({ kind: 'Transient' });
    expect(await odooErrorOf(call(transport))).toMatchObject({ kind: 'Transient' });
    expect(sent().map(({ method }) => method)).toEqual(['authenticate', 'authenticate']);
  });

  test('because its user is gone signs in anew the next time', async () => {
    const gone = fault('odoo.exceptions.MissingError', '(Record: res.users(2,), User: 2)');
    const { sent, transport } = await talking([gone, result(true)]);
    expect(await odooErrorOf(call(transport))).toMatchObject({ kind: 'Refused' });
    expect(await call(transport)).toBe(true);
    expect(sent().filter(({ method }) => method === 'authenticate')).toHaveLength(2);
  });

  test.each([
    ['a page', '<html>login</html>'],
    ['JSON of something else', { status: 'ok' }],
    ['an error of something else', { error: 'maintenance' }],
    ['a list', []],
  ])('with %s instead of an answer may be tried again', async (_what, reply) => {
    expect(await failing(reply)).toMatchObject({ kind: 'Transient', code: 'NotJson' });
  });

  test.each([
    [502, 'Transient'],
    [503, 'Transient'],
    [429, 'Transient'],
    [400, 'Bug'],
    [404, 'Bug'],
    [302, 'Bug'],
    [401, 'Refused'],
    [403, 'Refused'],
  ])('with status %s is %s', async (status, kind) => {
    const answer = answerWith('<html>', status, { 'Retry-After': '7', Location: '/elsewhere' });
    expect(await failing(answer)).toMatchObject({ kind, code: `Http${status}`, retryAfterMs: 7000 });
  });

  test.each([
    ['no answer in time', () => undefined, 'ECONNABORTED'],
    ['a cut connection', (_seen, _reply, request) => request.socket.destroy(), 'ECONNRESET'],
  ] as readonly (readonly [string, Answer, string])[])(
    'with %s may be tried again, and shows neither key nor body',
    async (_how, answer, code) => {
      const error = await odooErrorOf(call((await talking([answer], SIGNED_IN, 200)).transport));
      expect(error).toMatchObject({ kind: 'Transient', code });
      const shown = inspect(error, { depth: 10, showHidden: true });
      expect(shown).not.toContain(KEY);
      expect(shown).not.toContain(BODY);
    },
  );

  test('shows the key nowhere, though Odoo may quote it', async () => {
    const error = await failing(fault('builtins.TypeError', `execute_kw() got ${KEY}`));
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(KEY);
  });
});

import { afterEach, describe, expect, test } from '@jest/globals';
import { inspect } from 'node:util';
import type { OdooError } from '../../odoo/errors.ts';
import { createJson2Transport, type OdooTransport } from '../../odoo/transport.ts';
import { answerWith, closeAll, closeLater, tinyServer, type Answer } from '../netvisor/server.ts';
import { odooErrorOf } from './fake-transport.ts';

const KEY = 'canaryodookey0000000000000000000000000001';
const BODY = 'Aava Hiidenkoski';

afterEach(closeAll);

const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  answerWith(JSON.stringify(body), status, { 'Content-Type': 'application/json; charset=utf-8', ...headers });

async function talking(answer: Answer, timeoutMs = 5000) {
  const server = await tinyServer(answer);
  closeLater(server.close);
  const url = server.url.replace(/\/$/, '');
  return { server, transport: createJson2Transport({ url, database: 'kuurabox', apiKey: KEY, timeoutMs }) };
}

const call = (transport: OdooTransport): Promise<unknown> =>
  transport.call({
    model: 'res.partner',
    method: 'write',
    ids: [7],
    args: { vals: { name: BODY } },
    context: { lang: 'en_US' },
  });

async function failureFor(answer: Answer): Promise<OdooError> {
  return odooErrorOf(call((await talking(answer)).transport));
}

describe('a call to Odoo', () => {
  test('names model and method in the path, key and database in the headers, the rest in the body', async () => {
    const { server, transport } = await talking(json([true]));
    expect(await call(transport)).toEqual([true]);
    const [seen] = server.seen;
    expect(seen?.method).toBe('POST');
    expect(seen?.url).toBe('/json/2/res.partner/write');
    expect(seen?.headers).toMatchObject({ authorization: `bearer ${KEY}`, 'x-odoo-database': 'kuurabox' });
    expect(JSON.parse(seen?.body ?? '')).toEqual({
      ids: [7],
      vals: { name: BODY },
      context: { lang: 'en_US' },
    });
  });

  test('may answer with false or null, which are answers', async () => {
    expect(await call((await talking(json(false))).transport)).toBe(false);
    expect(await call((await talking(json(null))).transport)).toBeNull();
  });
});

describe('a call that fails', () => {
  test('with an error object carries its class, and its words apart', async () => {
    const error = await failureFor(json({ name: 'odoo.exceptions.UserError', message: `No, ${BODY}` }, 422));
    expect(error).toMatchObject({
      kind: 'Rejected',
      code: 'odoo.exceptions.UserError',
      operation: 'res.partner/write',
      detail: `No, ${BODY}`,
    });
    expect(error.message).not.toContain(BODY);
  });

  test('with the page of a proxy may be tried again', async () => {
    expect(await failureFor(answerWith('<html>', 502))).toMatchObject({ kind: 'Transient', code: 'Http502' });
    expect(await failureFor(answerWith('<html>login</html>', 200))).toMatchObject({
      kind: 'Transient',
      code: 'NotJson',
    });
  });

  test('carries the delay that was asked for', async () => {
    expect(await failureFor(json({}, 429, { 'Retry-After': '7' }))).toMatchObject({ retryAfterMs: 7000 });
    for (const header of ['soon', '-1', '0']) {
      expect((await failureFor(json({}, 429, { 'Retry-After': header }))).retryAfterMs).toBeUndefined();
    }
  });

  test('does not follow a redirect: the key would travel to another place', async () => {
    const elsewhere = await tinyServer(json(true));
    closeLater(elsewhere.close);
    const error = await failureFor(answerWith('', 302, { Location: elsewhere.url }));
    expect(error).toMatchObject({ kind: 'Bug', code: 'Http302' });
    expect(elsewhere.seen).toEqual([]);
  });

  const silence: Answer = () => undefined;
  const cut: Answer = (_seen, _reply, request) => request.socket.destroy();
  // A cut must be seen before time is up, also on a busy machine.
  test.each([
    ['no answer in time', silence, 'ECONNABORTED', 100],
    ['a cut connection', cut, 'ECONNRESET', 5000],
  ] as const)('with %s may be tried again', async (_how, answer, code, timeoutMs) => {
    const { transport } = await talking(answer, timeoutMs);
    expect(await odooErrorOf(call(transport))).toMatchObject({ kind: 'Transient', code });
  });

  test('because nobody listens may be tried again', async () => {
    const { server, transport } = await talking(json(true));
    await server.close();
    expect(await odooErrorOf(call(transport))).toMatchObject({ kind: 'Transient', code: 'ECONNREFUSED' });
  });

  test('shows neither key nor body, however closely one looks', async () => {
    const { transport } = await talking(cut);
    const shown = inspect(await odooErrorOf(call(transport)), { depth: 10, showHidden: true });
    expect(shown).not.toContain(KEY);
    expect(shown).not.toContain(BODY);
  });
});

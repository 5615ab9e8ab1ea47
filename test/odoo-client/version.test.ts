import { afterEach, describe, expect, test } from '@jest/globals';
import { createOdooTransport } from '../../odoo/any-version.ts';
import { versionOf } from '../../odoo/version.ts';
import { answerWith, closeAll, closeLater, tinyServer, type Answer } from '../netvisor/server.ts';
import { odooErrorOf } from './fake-transport.ts';
import { RECORDED, startRecordedOdoo, type RecordedVersion } from './recorded-odoo.ts';

afterEach(closeAll);

const COUNT = { model: 'account.move', method: 'search_count', args: { domain: [] } };

async function recorded(version: RecordedVersion, user: string | undefined = RECORDED.user) {
  const odoo = await startRecordedOdoo(version);
  closeLater(odoo.close);
  const { url } = odoo;
  const transport = createOdooTransport({ ...RECORDED, url, user, timeoutMs: 5000 });
  return { odoo, transport, urls: () => odoo.seen.map((seen) => `${seen.method} ${seen.url}`) };
}

/** An Odoo of which nothing is known but how it answers the two probes. */
async function probed(direct: Answer, older: Answer = answerWith('<html>', 404)) {
  const server = await tinyServer((seen, reply, request) =>
    (seen.url === '/web/version' ? direct : older)(seen, reply, request),
  );
  closeLater(server.close);
  const url = server.url.replace(/\/$/, '');
  return { server, transport: createOdooTransport({ ...RECORDED, url, timeoutMs: 5000 }) };
}

const json = (body: unknown): Answer =>
  answerWith(JSON.stringify(body), 200, { 'Content-Type': 'application/json' });
const infoOf = (...parts: unknown[]): Answer =>
  json({ jsonrpc: '2.0', id: null, result: { server_version_info: parts, server_version: 'x' } });
const NOT_FOUND = answerWith('<html>', 404);

describe('a version', () => {
  test.each([
    [[19, 0, 0, 'final', 0, ''], { major: 19, minor: 0 }],
    [[17, 0, 0, 'final', 0, 'e'], { major: 17, minor: 0 }],
    [['saas~18', 2, 0, 'final', 0, 'e'], { major: 18, minor: 2 }],
    [['saas-18', 3], { major: 18, minor: 3 }],
    [['20', 'x'], { major: 20, minor: 0 }],
    [[16], { major: 16, minor: 0 }],
  ])('is read from %j in both answers', (parts, version) => {
    expect(versionOf({ version_info: parts, version: '' })).toEqual(version);
    expect(versionOf({ jsonrpc: '2.0', result: { server_version_info: parts } })).toEqual(version);
  });

  test.each([
    [{}],
    [[]],
    [null],
    ['19.0'],
    [{ version_info: [] }],
    [{ version_info: ['master'] }],
    [{ version_info: [null, 0] }],
    [{ version_info: [{}] }],
    [{ version_info: '19.0' }],
    [{ result: {} }],
  ])('is not guessed from %j', (answer) => {
    expect(versionOf(answer)).toBeUndefined();
  });
});

describe('a connection', () => {
  test('to Odoo 19 asks once for the version, and then speaks JSON-2 without a login', async () => {
    const { transport, urls } = await recorded(19, undefined);
    await Promise.all([transport.call(COUNT), transport.call(COUNT)]);
    await transport.call(COUNT);
    expect(await transport.version()).toEqual({ major: 19, minor: 0 });
    expect(urls()).toEqual([
      'GET /web/version',
      ...Array<string>(3).fill('POST /json/2/account.move/search_count'),
    ]);
  });

  test.each([16, 17, 18] as const)('to Odoo %s asks twice, signs in and speaks JSON-RPC', async (version) => {
    const { transport, urls } = await recorded(version);
    await Promise.all([transport.call(COUNT), transport.call(COUNT)]);
    expect(await transport.version()).toEqual({ major: version, minor: 0 });
    expect(urls()).toEqual([
      'GET /web/version',
      'POST /web/webclient/version_info',
      ...Array<string>(3).fill('POST /jsonrpc'),
    ]);
  });

  test('asks nothing before it is used', async () => {
    expect((await recorded(17)).urls()).toEqual([]);
  });

  test('shows neither key nor database to whatever answers the probes', async () => {
    const { odoo, transport } = await recorded(17);
    await transport.version();
    for (const { headers, body } of odoo.seen) {
      expect(JSON.stringify(headers) + body).not.toContain(RECORDED.apiKey);
      expect(JSON.stringify(headers) + body).not.toContain(RECORDED.database);
    }
  });

  test.each([16, 17, 18] as const)('to Odoo %s without a login is refused by name', async (version) => {
    const { url } = (await recorded(version)).odoo;
    const { database, apiKey } = RECORDED;
    const transport = createOdooTransport({ url, database, apiKey, timeoutMs: 5000 });
    expect(await odooErrorOf(transport.call(COUNT))).toMatchObject({
      kind: 'Refused',
      code: 'OdooUserMissing',
    });
  });

  test.each([8, 13, 15])('to Odoo %s is refused by name', async (major) => {
    const { transport } = await probed(NOT_FOUND, infoOf(major, 0));
    expect(await odooErrorOf(transport.call(COUNT))).toMatchObject({ kind: 'Refused', code: 'OdooTooOld' });
  });

  test.each([
    ['something else', answerWith('<html>hello</html>', 200), answerWith('<html>hello</html>', 200)],
    ['something else that speaks JSON', json({ status: 'ok' }), json({ status: 'ok' })],
    ['nothing of that name', NOT_FOUND, NOT_FOUND],
    ['a version that is no number', NOT_FOUND, infoOf('master')],
    ['another place', answerWith('', 301, { Location: 'https://x.example' }), answerWith('', 301)],
    ['a password prompt', answerWith('', 401), answerWith('', 401)],
  ])('that meets %s is refused by name', async (_what, direct, older) => {
    const { transport } = await probed(direct, older);
    expect(await odooErrorOf(transport.call(COUNT))).toMatchObject({
      kind: 'Refused',
      code: 'OdooVersionUnknown',
      operation: 'web/version',
    });
  });

  test.each([
    ['the first', answerWith('<html>', 503, { 'Retry-After': '7' }), NOT_FOUND],
    ['the second', NOT_FOUND, answerWith('<html>', 503, { 'Retry-After': '7' })],
  ])('whose server is busy at %s probe tries again later', async (_which, direct, older) => {
    const { transport, server } = await probed(direct, older);
    const busy = { kind: 'Transient', code: 'Http503', retryAfterMs: 7000 };
    expect(await odooErrorOf(transport.call(COUNT))).toMatchObject(busy);
    const before = server.seen.length;
    expect(await odooErrorOf(transport.call(COUNT))).toMatchObject(busy);
    expect(server.seen.length).toBe(2 * before);
  });
});

describe('an Odoo that was upgraded', () => {
  const READ = {
    model: 'account.payment.term',
    method: 'web_read',
    ids: [5],
    args: { specification: { discount_days: {}, line_ids: { fields: { nb_days: {} } } } },
  };
  const TERM = [{ id: 5, discount_days: 7, line_ids: [{ id: 5, nb_days: 14 }] }];

  test.each([
    [16, 17],
    [16, 19],
    [19, 17],
  ] as const)('from %s to %s is noticed by the first call that makes no sense', async (before, after) => {
    const { odoo, transport } = await recorded(before);
    expect(await transport.call(READ)).toMatchObject(TERM);
    odoo.become(after);
    expect(await odooErrorOf(transport.call(READ))).toMatchObject({ kind: 'Bug' });
    expect(await transport.call(READ)).toMatchObject(TERM);
    expect(await transport.version()).toMatchObject({ major: after });
  });

  test('is not looked for after an answer that makes sense, however unwelcome', async () => {
    const { odoo, transport, urls } = await recorded(17);
    await transport.call(COUNT);
    const gone = { model: 'account.move', method: 'write', ids: [99], args: { vals: {} } };
    expect(await odooErrorOf(transport.call(gone))).toMatchObject({ kind: 'Gone' });
    await transport.call(COUNT);
    expect(urls().filter((url) => url.includes('version'))).toHaveLength(2);
    expect(odoo.calls).toHaveLength(3);
  });
});

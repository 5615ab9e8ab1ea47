import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { macOf } from '../../simulators/netvisor/authentication.ts';
import { NETVISOR_SIM_CREDENTIALS } from '../../simulators/netvisor/credentials.ts';
import { bench, call, codeOf, send } from './netvisor-harness.ts';
import type { Bench } from './netvisor-harness.ts';

const KEYS = {
  customerKey: '1F2E3D4C5B6A79880011223344556677',
  partnerKey: 'A0B1C2D3E4F5061728394A5B6C7D8E9F',
};
const COMMON = {
  customerId: 'KB_11223_4455',
  partnerId: 'Kbx_204',
  organisationId: '9120034-9',
  timestamp: '2026-11-21 10:15:30.125',
  timestampUnix: '1795256130',
  mac: '',
  algorithm: 'HMACSHA256',
  useStatusCodes: '1',
};
const VECTOR_A = {
  url: 'https://integration.netvisor.fi/salesinvoicelist.nv?begininvoicedate=2026-11-01&invoicestatus=open',
  headers: {
    ...COMMON,
    sender: 'Kuurabox',
    language: 'FI',
    transactionId: '5b0f0c9e-7a53-4f0e-9d7e-2f8a6c1d4e10',
  },
};
const VECTOR_B = {
  url: 'https://integration.netvisor.fi/salesinvoice.nv?method=add',
  headers: {
    ...COMMON,
    sender: 'Yöpöytä Äly',
    language: 'EN',
    transactionId: 'c2d7a1b4-0f6e-4b57-8a39-6d1e5f90b233',
  },
};

describe('the published signature vectors', () => {
  test.each([
    [VECTOR_A, 'HMACSHA256', 'latin1', 'fd8e5d92809c42a53e748ad6af8c6a4bcb83adeb4e99e80a497f07c19907ec1c'],
    [VECTOR_A, 'HMACSHA256', 'utf8', 'fd8e5d92809c42a53e748ad6af8c6a4bcb83adeb4e99e80a497f07c19907ec1c'],
    [VECTOR_B, 'HMACSHA256', 'latin1', '6acbe4656a3d93da2fdb9914809680a5dfc8793827af376076aab80fe56be1f7'],
    [VECTOR_B, 'HMACSHA256', 'utf8', 'a3dda7d5dd087abee96cc57101b2dcece5e403e0d2b28ebb496617e0dcac92cb'],
    [VECTOR_A, 'SHA256', 'latin1', '35a0c7e41cb553839dcccf06e3c83705464404cf5913af00e4268a2d6b3299b6'],
    [VECTOR_B, 'SHA256', 'latin1', '7c06ca7d8c186a37460e63491b03040299266a4f905b933f7091b439873b66bb'],
    [VECTOR_A, 'MD5', 'latin1', 'cdd2b4c15ea08e38cbaa09c00e2e1ae4'],
    [VECTOR_B, 'MD5', 'latin1', '3c0eaeeccd71c93aa4d85851995f99b0'],
  ] as const)('vector %# is reproduced', (vector, algorithm, charset, expected) => {
    expect(macOf(vector.url, vector.headers, algorithm, charset, KEYS)).toBe(expected);
  });
});

describe('authentication refuses', () => {
  let sim: Bench;
  beforeEach(async () => {
    sim = await bench();
  });
  afterEach(() => sim.server.close());
  const target = '/accountlist.nv';

  test('nothing when everything is right', async () => {
    const reply = await sim.get(target);
    expect([reply.status, codeOf(reply)]).toEqual([200, 'OK']);
    expect(reply.headers['content-type']).toContain('text/html');
  });

  test.each([
    'X-Netvisor-Authentication-Sender',
    'X-Netvisor-Authentication-CustomerId',
    'X-Netvisor-Authentication-PartnerId',
    'X-Netvisor-Authentication-Timestamp',
    'X-Netvisor-Authentication-TimestampUnix',
    'X-Netvisor-Authentication-TransactionId',
    'X-Netvisor-Interface-Language',
    'X-Netvisor-Organisation-ID',
    'X-Netvisor-Authentication-MAC',
    'X-Netvisor-Authentication-MACHashCalculationAlgorithm',
  ])('a request without %s', async (name) => {
    const reply = await call({ url: sim.url, target, headers: { [name]: undefined } });
    expect([reply.status, codeOf(reply)]).toEqual([401, 'AUTHENTICATION_FAILED']);
  });

  test.each([
    [{ partnerId: 'Other_1' }],
    [{ customerId: 'Other_2' }],
    [{ organisationId: '9345672-7' }],
    [{ customerKey: 'FF' }],
    [{ partnerKey: 'FF' }],
    [{ language: 'SV' }],
  ])('a wrong identity %j', async (identity) => {
    const reply = await call({ url: sim.url, target, identity });
    expect(codeOf(reply)).toBe('AUTHENTICATION_FAILED');
  });

  test('a signature over another URL, and shows what it hashed with masked keys', async () => {
    const reply = await call({ url: sim.url, target, signedUrl: `${sim.url}/customerlist.nv` });
    expect(codeOf(reply)).toBe('AUTHENTICATION_FAILED');
    expect(reply.body).toContain('URI-metodi');
    expect(reply.body).not.toContain(NETVISOR_SIM_CREDENTIALS.customerKey);
  });

  test('timestamps outside the tolerance of the logical clock', async () => {
    const at = (seconds: number): Date => new Date(sim.simulator.clock.now().getTime() + seconds * 1000);
    expect(codeOf(await call({ url: sim.url, target, now: at(-290) }))).toBe('OK');
    expect(codeOf(await call({ url: sim.url, target, now: at(290) }))).toBe('OK');
    expect(codeOf(await call({ url: sim.url, target, now: at(-310) }))).toBe('AUTHENTICATION_FAILED');
    expect(codeOf(await call({ url: sim.url, target, now: at(310) }))).toBe('AUTHENTICATION_FAILED');
    sim.simulator.clock.advance(1000);
    expect(codeOf(await call({ url: sim.url, target }))).toBe('AUTHENTICATION_FAILED');
  });

  test('a timestamp text that lies, only when both timestamps are checked', async () => {
    const lie = new Date(Date.now() - 7_200_000).toISOString().slice(0, 23).replace('T', ' ');
    const send2 = (): Promise<string> => signedWithTimestamp(sim.url, target, lie);
    expect(await send2()).toBe('OK');
    sim.simulator.settings.patch({ timestampChecked: 'both' });
    expect(await send2()).toBe('AUTHENTICATION_FAILED');
  });

  test('a transaction id for the second time, also after a request that failed', async () => {
    const identity = { transactionId: 'once-1' };
    const bad = await call({ url: sim.url, target: '/getcustomer.nv?id=1', identity });
    expect(codeOf(bad)).toBe('INVALID_DATA');
    const again = await call({ url: sim.url, target, identity });
    expect([again.status, codeOf(again)]).toEqual([409, 'REQUEST_NOT_UNIQUE']);
    sim.simulator.settings.patch({ checkTransactionIds: false });
    expect(codeOf(await call({ url: sim.url, target, identity }))).toBe('OK');
  });

  test('resources that the company has not allowed', async () => {
    sim.simulator.settings.patch({ allowedResources: ['customerlist.nv'] });
    const reply = await sim.get(target);
    expect([reply.status, codeOf(reply)]).toEqual([403, 'SERVICE_ACCESS_ERROR']);
    expect(codeOf(await sim.get('/customerlist.nv'))).toBe('OK');
  });

  test('everything during maintenance and after the keys were withdrawn', async () => {
    sim.simulator.settings.patch({ maintenance: true });
    const closed = await sim.get(target);
    expect([closed.status, codeOf(closed)]).toEqual([503, 'SYSTEM_MAINTENANCE']);
    sim.simulator.settings.patch({ maintenanceSpelling: 'SYSTEM_MAINTANANCE' });
    expect(codeOf(await sim.get(target))).toBe('SYSTEM_MAINTANANCE');
    sim.simulator.settings.patch({ maintenance: false, keysRefused: true });
    expect(codeOf(await sim.get(target))).toBe('AUTHENTICATION_FAILED');
  });

  test('legacy algorithms unless they are switched on', async () => {
    const legacy = (): Promise<string> => legacySigned(sim.url, target);
    expect(await legacy()).toBe('AUTHENTICATION_FAILED');
    sim.simulator.settings.patch({ legacyAlgorithms: 'accept' });
    expect(await legacy()).toBe('OK');
  });
});

describe('the signature is compared', () => {
  let sim: Bench;
  beforeEach(async () => {
    sim = await bench();
  });
  afterEach(() => sim.server.close());

  test('over the raw or the decoded URL, and the log says which', async () => {
    const target = '/customerlist.nv?keyword=A%20B';
    expect(codeOf(await sim.get(target))).toBe('OK');
    const decoded = await call({
      url: sim.url,
      target,
      signedUrl: `${sim.url}/customerlist.nv?keyword=A B`,
    });
    expect(codeOf(decoded)).toBe('OK');
    const matched = sim.simulator.calls.list().map((entry) => entry.details?.macMatched);
    expect(matched).toEqual(['raw', 'decoded']);
    sim.simulator.settings.patch({ macUrl: 'decoded' });
    expect(codeOf(await sim.get(target))).toBe('AUTHENTICATION_FAILED');
  });

  test('with the public base URL where one is set', async () => {
    sim.simulator.settings.patch({ publicBaseUrl: 'https://integration.netvisor.fi' });
    const target = '/customerlist.nv';
    expect(codeOf(await sim.get(target))).toBe('AUTHENTICATION_FAILED');
    const reply = await call({
      url: sim.url,
      target,
      signedUrl: `https://integration.netvisor.fi${target}`,
    });
    expect(codeOf(reply)).toBe('OK');
    expect(reply.body).toContain('<Uri>https://integration.netvisor.fi/getcustomer.nv?id=4711</Uri>');
  });

  test('without regard to the case of the hexadecimal digits', async () => {
    const seen = sim.simulator.clock.now();
    const mac = await macFromRefusal(sim, seen);
    expect(mac).toMatch(/^[0-9A-F]{64}$/);
  });
});

describe('failures come with', () => {
  test('HTTP 200 without the status-code header or with the switch', async () => {
    const sim = await bench();
    const target = '/getcustomer.nv?id=1';
    const without = await call({
      url: sim.url,
      target,
      headers: { 'X-Netvisor-Authentication-UseHTTPResponseStatusCodes': undefined },
    });
    expect([without.status, codeOf(without)]).toEqual([200, 'INVALID_DATA']);
    expect((await sim.get(target)).status).toBe(400);
    sim.simulator.settings.patch({ httpStatusCodes: 'always-200' });
    expect((await sim.get(target)).status).toBe(200);
    await sim.server.close();
  });

  test('the envelope of the documentation', async () => {
    const sim = await bench();
    const reply = await sim.get('/getcustomer.nv?id=4712');
    expect(reply.body.replace(/\d+\.\d+\.\d{4} \d+:\d\d:\d\d/, 'NOW')).toBe(
      `<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<Root>
  <ResponseStatus>
    <Status>FAILED</Status>
    <Status>INVALID_DATA :: Data form incorrect:. Customer not found with Netvisor identifier: 4712</Status>
    <TimeStamp>NOW</TimeStamp>
  </ResponseStatus>
</Root>
`,
    );
    await sim.server.close();
  });

  test('404 for a wrong path and 501 for what only the simulator lacks', async () => {
    const sim = await bench();
    expect((await sim.get('/salesinvoices.nv')).status).toBe(404);
    const lacking = await sim.get('/getbankaccounts.nv');
    expect([lacking.status, lacking.body]).toEqual([
      501,
      'this simulator does not know resource getbankaccounts.nv\n',
    ]);
    const parameter = await sim.get('/customerlist.nv?keywrod=a');
    expect([parameter.status, parameter.body]).toEqual([
      501,
      'this simulator does not know query parameters: keywrod\n',
    ]);
    expect((await sim.get('/salesinvoice.nv?method=add')).status).toBe(501);
    await sim.server.close();
  });
});

/** A request whose textual timestamp differs from the Unix one; signed as sent. */
async function signedWithTimestamp(url: string, target: string, timestamp: string): Promise<string> {
  const headers = {
    ...base('HMACSHA256'),
    timestamp,
    timestampUnix: String(Math.floor(Date.now() / 1000)),
  };
  const mac = macOf(url + target, headers, 'HMACSHA256', 'latin1');
  return codeOf(await send({ url, target, headers: wire({ ...headers, mac }) }));
}

async function legacySigned(url: string, target: string): Promise<string> {
  const headers = { ...base('SHA256'), timestamp: '2026-11-21 10:15:30.125', timestampUnix: '' };
  const { customerKey, partnerKey } = NETVISOR_SIM_CREDENTIALS;
  const fields = [
    url + target,
    headers.sender,
    headers.customerId,
    headers.timestamp,
    headers.language,
    headers.organisationId,
    headers.transactionId,
    customerKey,
    partnerKey,
  ];
  const mac = createHash('sha256').update(fields.join('&'), 'latin1').digest('hex').toUpperCase();
  return codeOf(await send({ url, target, headers: wire({ ...headers, mac }) }));
}

let counter = 0;
function base(algorithm: string) {
  counter += 1;
  return {
    sender: 'Silta tests',
    customerId: NETVISOR_SIM_CREDENTIALS.customerId,
    partnerId: NETVISOR_SIM_CREDENTIALS.partnerId,
    organisationId: NETVISOR_SIM_CREDENTIALS.organisationId,
    language: 'EN',
    transactionId: `t-${counter}`,
    timestampUnix: '',
    timestamp: '',
    mac: '',
    algorithm,
    useStatusCodes: '1',
  };
}

function wire(headers: ReturnType<typeof base>): Record<string, string | undefined> {
  return {
    'X-Netvisor-Authentication-Sender': headers.sender,
    'X-Netvisor-Authentication-CustomerId': headers.customerId,
    'X-Netvisor-Authentication-PartnerId': headers.partnerId,
    'X-Netvisor-Authentication-Timestamp': headers.timestamp,
    'X-Netvisor-Authentication-TimestampUnix': headers.timestampUnix || undefined,
    'X-Netvisor-Authentication-TransactionId': headers.transactionId,
    'X-Netvisor-Interface-Language': headers.language,
    'X-Netvisor-Organisation-ID': headers.organisationId,
    'X-Netvisor-Authentication-MAC': headers.mac,
    'X-Netvisor-Authentication-MACHashCalculationAlgorithm': headers.algorithm,
    'X-Netvisor-Authentication-UseHTTPResponseStatusCodes': headers.useStatusCodes,
  };
}

/** The upper-case hash that a refusal shows is accepted when it is sent back as the MAC. */
async function macFromRefusal(sim: Bench, now: Date): Promise<string> {
  const target = '/accountlist.nv';
  const headers = {
    ...base('HMACSHA256'),
    timestamp: now.toISOString().slice(0, 23).replace('T', ' '),
    timestampUnix: String(Math.floor(now.getTime() / 1000)),
  };
  const refused = await send({ url: sim.url, target, headers: wire({ ...headers, mac: 'ff' }) });
  const mac = /([0-9A-F]{64})<\/Status>/.exec(refused.body)?.[1] ?? '';
  const accepted = await send({ url: sim.url, target, headers: wire({ ...headers, mac }) });
  expect(codeOf(accepted)).toBe('OK');
  return mac;
}

import { Agent } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bench, call, codeOf, invoiceXml, textsIn } from './netvisor-harness.ts';
import type { Bench, Reply } from './netvisor-harness.ts';

const COUNT = 501;
const agent = new Agent({ keepAlive: true });
let sim: Bench;
const get = (target: string): Promise<Reply> =>
  call({ url: sim.url, target, agent, now: sim.simulator.clock.now() });
const listed = async (query: string): Promise<string[]> =>
  textsIn(await get(`/salesinvoicelist.nv?${query}`), 'NetvisorKey');

beforeAll(async () => {
  sim = await bench();
  for (let i = 0; i < COUNT; i += 1) {
    const body = invoiceXml({
      number: String(20_000 + i),
      status: i % 2 === 0 ? 'open' : 'unsent',
      date: i % 3 === 0 ? '2026-11-20' : '2026-10-20',
      afterStatus: `<salesinvoiceprivatecomment>kbx:${i}</salesinvoiceprivatecomment>`,
      customer: `<invoicingcustomeridentifier type="netvisor">${i % 5 === 0 ? 4709 : 4711}</invoicingcustomeridentifier>`,
    });
    const reply = await call({ url: sim.url, target: '/salesinvoice.nv?method=add', body, agent });
    expect(codeOf(reply)).toBe('OK');
  }
});
afterAll(async () => {
  agent.destroy();
  await sim.server.close();
});

describe('of many invoices', () => {
  test('the list gives 500 at a time, and the last key leads to the rest', async () => {
    const first = await listed('replyoption=3');
    const second = await listed(`replyoption=3&invoicesabovenetvisorkey=${first.at(-1)}`);
    expect([first.length, second.length]).toEqual([500, 1]);
    expect(new Set([...first, ...second]).size).toBe(COUNT);
    expect(await listed(`invoicesabovenetvisorkey=${second.at(-1)}`)).toEqual([]);
  });

  test('getsalesinvoice.nv gives 500 at once, each one that was asked for', async () => {
    const keys = await listed('');
    const reply = await get(`/getsalesinvoice.nv?netvisorkeylist=${keys.join(',')}&pdfimage=nopdf`);
    expect(textsIn(reply, 'SalesInvoiceNetvisorKey')).toEqual(keys);
  });

  test('every filter narrows what the others left', async () => {
    const november = 'begininvoicedate=2026-11-01&endinvoicedate=2026-11-30';
    const expected = sim.simulator
      .state()
      .salesInvoices.filter(
        ({ date, status, customerKey }) => date === '2026-11-20' && status === 'open' && customerKey === 4709,
      )
      .map(({ netvisorKey }) => String(netvisorKey));
    expect(expected.length).toBeGreaterThan(10);
    const all = [
      november,
      'invoicestatus=open',
      'customernetvisorkey=4709',
      'customercode=P-3001',
      'invoicingcustomercontrycode=FI',
      'lastmodifiedstart=2020-01-01T00:00:00',
      'lastmodifiedend=2099-01-01T00:00:00',
      'includemodifiedpayments=1',
      'listtype=draftandinvoice',
      'replyoption=3',
    ].join('&');
    expect(await listed(all)).toEqual(expected);
    expect(await listed(`${all}&invoicesabovenetvisorkey=${expected[4]}`)).toEqual(expected.slice(5));
    const number = 20_000 + Number(expected[2]) - 58_231;
    expect(await listed(`${all}&invoicenumber=${number}`)).toEqual([expected[2]]);
    expect(await listed(all.replace('P-3001', 'HT-1001'))).toEqual([]);
    const comments = textsIn(await get(`/salesinvoicelist.nv?${all}`), 'PrivateComment');
    expect(comments).toEqual(expected.map((key) => `kbx:${Number(key) - 58_231}`));
  });
});

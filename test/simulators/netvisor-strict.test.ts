import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Agent } from 'node:http';
import { bench, call, codeOf, invoiceXml, lineXml } from './netvisor-harness.ts';
import type { Bench } from './netvisor-harness.ts';
import {
  brokenMessages,
  fullMessage,
  longestOf,
  messageWith,
  readTable,
  rowsBelow,
} from './netvisor-breaker.ts';
import type { Row } from './netvisor-breaker.ts';
import {
  CUSTOMER,
  MATCH_CREDIT_NOTE,
  PRODUCT,
  SALES_INVOICE,
  SALES_INVOICE_COMMENTS,
  SALES_PAYMENT,
} from './netvisor-tables.ts';

const MESSAGES = [
  ['salesinvoice.nv?method=add', SALES_INVOICE],
  ['customer.nv?method=add', CUSTOMER],
  ['product.nv?method=add', PRODUCT],
  ['matchcreditnote.nv', MATCH_CREDIT_NOTE],
  ['salespayment.nv', SALES_PAYMENT],
  ['salesinvoicecomment.nv', SALES_INVOICE_COMMENTS],
] as const;

describe.each(MESSAGES)('%s is strict', (target, table) => {
  const root = readTable(table);
  const agent = new Agent({ keepAlive: true });
  let sim: Bench;
  beforeAll(async () => {
    sim = await bench({
      duplicateNumbers: 'accept',
      duplicateCustomerCodes: 'accept',
      duplicateProductCodes: 'accept',
      matchTwice: 'accept',
    });
    // Keys 58231 and 58232: a sent invoice and its credit note, for the messages that name documents.
    for (const quantity of ['1', '-1']) {
      const invoice = invoiceXml({ status: 'open', lines: lineXml({ quantity }) });
      expect(codeOf(await sim.post('/salesinvoice.nv?method=add', invoice))).toBe('OK');
    }
  });
  afterAll(async () => {
    agent.destroy();
    await sim.server.close();
  });
  const post = async (body: string): Promise<string> =>
    codeOf(await call({ url: sim.url, target: `/${target}`, body, agent }));

  test('and accepts the message that has every row', async () => {
    expect(await post(fullMessage(root))).toBe('OK');
  });

  test('and accepts names in any case', async () => {
    const shouted = fullMessage(root).replace(
      /<(\/?)([a-z0-9]+)/g,
      (_all, slash: string, name: string) => `<${slash}${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    );
    expect(await post(shouted)).toBe('OK');
  });

  const rows = rowsBelow(root).map((row) => [row.path, row] as const);
  test.each(rows)('about %s', async (_path, row) => {
    const outcomes = [];
    const wanted = [];
    for (const broken of brokenMessages(root, row, siblingsOf(root, row))) {
      const label = `${broken.how}: ${broken.what}`;
      outcomes.push([label, await post(broken.xml)]);
      wanted.push([label, broken.code]);
    }
    const longest = longestOf(row);
    if (longest !== undefined) {
      outcomes.push(['longest', await post(messageWith(root, row, 'ä'.repeat(longest)))]);
      wanted.push(['longest', 'OK']);
    }
    expect(outcomes).toEqual(wanted);
    expect(outcomes.length).toBeGreaterThan(0);
  });
});

function siblingsOf(root: Row, row: Row): readonly Row[] {
  const parent = [root, ...rowsBelow(root)].find((candidate) => candidate.children.includes(row));
  return parent?.children ?? [];
}

describe('salesinvoice.nv also refuses', () => {
  let sim: Bench;
  beforeAll(async () => {
    sim = await bench();
  });
  afterAll(() => sim.server.close());
  const whole = fullMessage(readTable(SALES_INVOICE));

  test.each([
    ['an empty body', ''],
    ['an XML declaration', `<?xml version="1.0"?>${whole}`],
    ['characters before root', ` ${whole}`],
    ['two objects', whole.replace('</root>', '<salesinvoice></salesinvoice></root>')],
    ['another object', '<root><customer></customer></root>'],
    ['another outermost element', whole.replaceAll('root>', 'message>')],
    ['an unclosed element', whole.replace('</salesinvoicedate>', '')],
    ['an unescaped ampersand', whole.replace('Havutupa', 'Havu & Tupa')],
    ['a control character', whole.replace('Havutupa', 'Havu\u0007tupa')],
    ['an unknown element', whole.replace('<salesinvoicedate', '<colour>red</colour><salesinvoicedate')],
    [
      'a line holder without a line',
      whole.replace('</invoicelines>', '<invoiceline></invoiceline></invoicelines>'),
    ],
    [
      'two lines in one holder',
      whole.replace(
        '</salesinvoicecommentline>',
        '</salesinvoicecommentline><salesinvoicecommentline><comment>b</comment></salesinvoicecommentline>',
      ),
    ],
  ])('%s', async (_what, body) => {
    const reply = await sim.post('/salesinvoice.nv?method=add', body);
    expect([reply.status, codeOf(reply)]).toEqual([400, 'INVALID_DATA']);
    expect(sim.simulator.state().salesInvoices).toEqual([]);
  });

  test('a call without method, an edit without id, an add with id', async () => {
    for (const target of ['', '?method=edit', '?method=remove', '?method=add&id=1', '?method=edit&id=99']) {
      expect(codeOf(await sim.post(`/salesinvoice.nv${target}`, whole))).toBe('INVALID_DATA');
    }
  });

  test('what the switches forbid: new elements, decimal points, unpublished lengths', async () => {
    const post = async (body: string) => codeOf(await sim.post('/salesinvoice.nv?method=add', body));
    sim.simulator.settings.patch({ newElements: 'refuse' });
    expect(await post(whole)).toBe('INVALID_DATA');
    sim.simulator.settings.patch({ newElements: 'accept', decimalPoint: 'refuse' });
    expect(await post(whole.replace('45,00', '45.00'))).toBe('INVALID_DATA');
    const long = whole.replace('Tilaaja 55', 'x'.repeat(201));
    sim.simulator.settings.patch({ decimalPoint: 'accept', softLimits: 'refuse' });
    expect(await post(long)).toBe('INVALID_DATA_SIZE');
    sim.simulator.settings.patch({ softLimits: 'warn', maxRequestBytes: 100 });
    expect(await post(long)).toBe('INVALID_DATA_SIZE');
    sim.simulator.settings.patch({ maxRequestBytes: null });
    expect(await post(long)).toBe('OK');
    expect(sim.simulator.state().warnings).toHaveLength(1);
  });

  test('nothing because of ISO-8859-15 bytes', async () => {
    const body = Buffer.from(whole.replace('20260001', '20260009'), 'latin1');
    const reply = await call({ url: sim.url, target: '/salesinvoice.nv?method=add', method: 'POST', body });
    expect(codeOf(reply)).toBe('OK');
    expect(sim.simulator.state().salesInvoices.at(-1)?.ourReference).toBe('Säde');
  });
});

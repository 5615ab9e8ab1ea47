import { afterEach, describe, expect, test } from '@jest/globals';
import { resourceUrl } from '../../netvisor/query.ts';
import { answerWith, closeAll, listReply, listRow, okReply, talking } from './server.ts';

afterEach(closeAll);

describe('reading many', () => {
  test('getMany gives each invoice under its own key', async () => {
    const invoice = (key: number) =>
      `<SalesInvoice><SalesInvoiceNetvisorKey>${key}</SalesInvoiceNetvisorKey><SalesInvoiceDate>2026-11-20</SalesInvoiceDate><SalesInvoiceAmount>1</SalesInvoiceAmount><InvoiceStatus status="archived">Arkistoitu</InvoiceStatus></SalesInvoice>`;
    const { client, server } = await talking(
      answerWith(okReply(`<SalesInvoices>${invoice(5)}${invoice(7)}</SalesInvoices>`)),
    );
    const found = await client.salesInvoices.getMany([5, 6, 7]);
    expect(found.map(({ salesInvoiceNetvisorKey }) => salesInvoiceNetvisorKey)).toEqual([5, 7]);
    expect(server.seen[0]?.url).toContain('netvisorkeylist=5,6,7&');
  });

  test('more keys than Netvisor takes, or none, are refused before anything is sent', async () => {
    const { client, server } = await talking(answerWith(okReply()));
    const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
    for (const ask of [
      client.salesInvoices.getMany(numbers(501)),
      client.salesInvoices.getMany([]),
      client.customers.list({ customerCodeList: numbers(101).map(String) }),
      client.products.get({ codeList: numbers(401).map(String) }),
    ]) {
      await expect(ask).rejects.toMatchObject({ kind: 'Bug', reason: 'TooManyKeys', sent: 'no' });
    }
    await expect(client.customers.list({ customerCodeList: ['a,b'] })).rejects.toMatchObject({
      kind: 'Rejected',
      reason: 'ElementInvalid',
      sent: 'no',
    });
    expect(server.seen).toHaveLength(0);
  });

  test('a list goes on while pages come full', async () => {
    const keys = Array.from({ length: 1100 }, (_, index) => index + 1);
    const { client, server } = await talking(({ url }, reply) => {
      const above = Number(new URL(url, 'http://x').searchParams.get('invoicesabovenetvisorkey') ?? 0);
      const page = keys.filter((key) => key > above).slice(0, 500);
      reply.end(listReply(page.map((key) => listRow(key)).join('')));
    });
    const rows = await client.salesInvoices.list({ invoiceStatus: 'unsent' });
    expect(rows.map(({ netvisorKey }) => netvisorKey)).toEqual(keys);
    expect(server.seen.map(({ url }) => url)).toEqual([
      '/salesinvoicelist.nv?invoicestatus=unsent',
      '/salesinvoicelist.nv?invoicesabovenetvisorkey=500&invoicestatus=unsent',
      '/salesinvoicelist.nv?invoicesabovenetvisorkey=1000&invoicestatus=unsent',
    ]);
  });

  test('a full page that is not in ascending order cannot be continued, and says so', async () => {
    const page = Array.from({ length: 500 }, (_, index) => listRow(1000 - index)).join('');
    const { client } = await talking(answerWith(listReply(page)));
    await expect(client.salesInvoices.list({})).rejects.toMatchObject({
      reason: 'ContractMismatch',
      field: 'netvisorkey',
    });
  });

  test.each([
    ['opensum', listRow(1).replace('<OpenSum>1,00</OpenSum>', '<OpenSum>1.000,00</OpenSum>')],
    ['netvisorkey', listRow(1).replace('<NetvisorKey>1</NetvisorKey>', '')],
    ['invoicedate', listRow(1).replace('2026-11-20', 'eilen')],
  ])('a row whose %s cannot be read names the element and no value', async (field, rows) => {
    const { client } = await talking(answerWith(listReply(rows)));
    const error: unknown = await client.salesInvoices.list({}).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      kind: 'Bug',
      reason: 'ContractMismatch',
      resource: 'salesinvoicelist.nv',
      field,
    });
  });

  test('all filters travel under their documented names', async () => {
    const { client, server } = await talking(answerWith(listReply('')));
    await client.salesInvoices.list({
      replyOption: 'privateComment',
      invoiceStatus: 'open',
      invoicesAboveNetvisorKey: 3,
      lastModifiedStart: '2026-11-01T00:00:00',
      lastModifiedEnd: '2026-11-02T00:00:00',
      beginInvoiceDate: '2026-11-01',
      endInvoiceDate: '2026-11-30',
      customerNetvisorKey: 4711,
      customerCode: 'HT-1',
      invoiceNumber: 1,
    });
    expect(server.seen[0]?.url).toBe(
      '/salesinvoicelist.nv?invoicenumber=1&customernetvisorkey=4711&customercode=HT-1&begininvoicedate=2026-11-01&endinvoicedate=2026-11-30&lastmodifiedstart=2026-11-01T00:00:00&lastmodifiedend=2026-11-02T00:00:00&invoicesabovenetvisorkey=3&invoicestatus=open&replyoption=1',
    );
  });
});

describe('the URL', () => {
  test('is left alone by a URL parser, whatever a keyword holds', () => {
    const keyword = `a'b!c(d)e*f~g "h" <i> #j ?k=l&m %20 [n] {o} |p| \\q\\ ^r ä€`;
    const url = resourceUrl('https://integration.netvisor.fi/', 'customerlist.nv', { keyword });
    expect(new URL(url).href).toBe(url);
    expect(new URL(url).searchParams.get('keyword')).toBe(keyword);
    expect(url).toMatch(/^[\w:/.?=%-]+$/u);
  });
});

import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { NetvisorOptions } from '../../netvisor/client.ts';
import { renderSalesInvoice } from '../../netvisor/sales-invoices.ts';
import { maximalProduct, minimalInvoice } from './fixtures.ts';
import {
  addedReply,
  answerWith,
  anyCustomer,
  attempt,
  clientFor,
  closeAll,
  closeLater,
  credentials,
  emptyList,
  failedReply,
  failureOf,
  okReply,
  talking,
} from './server.ts';

afterEach(closeAll);

describe('a request', () => {
  test('sends the stored XML byte for byte, signed over the URL that travels', async () => {
    const { server, client } = await talking(answerWith(addedReply(58231)));
    const xml = renderSalesInvoice(minimalInvoice);
    const result = await client.salesInvoices.addXml(xml, attempt({ transactionId: 'tx-1' }));
    expect(result).toEqual({ netvisorKey: 58231 });
    const [seen] = server.seen;
    if (seen === undefined) throw new Error('nothing seen');
    expect(seen.method).toBe('POST');
    expect(seen.url).toBe('/salesinvoice.nv?method=add&useonlyexistingdimensions=1');
    expect(seen.body).toBe(xml);
    expect(seen.headers['content-type']).toBe('text/xml; charset=utf-8');
    expect(seen.headers['x-netvisor-authentication-transactionid']).toBe('tx-1');
    const header = (name: string) => String(seen.headers[`x-netvisor-${name}`]);
    const { customerKey, partnerKey } = credentials;
    const message = [
      server.url.replace(/\/$/u, '') + seen.url,
      header('authentication-sender'),
      header('authentication-customerid'),
      header('authentication-timestamp'),
      header('interface-language'),
      header('organisation-id'),
      header('authentication-transactionid'),
      header('authentication-timestampunix'),
      customerKey,
      partnerKey,
    ].join('&');
    const mac = createHmac('sha256', `${customerKey}&${partnerKey}`).update(message, 'latin1').digest('hex');
    expect(header('authentication-mac')).toBe(mac);
  });

  test('the documents of all three kinds reach their resources', async () => {
    const { server, client } = await talking(answerWith(addedReply(1)));
    await client.salesInvoices.add(minimalInvoice, attempt());
    await client.customers.add(anyCustomer, attempt());
    await client.products.add(maximalProduct, attempt());
    expect(server.seen.map(({ method, url }) => `${method} ${url.split('?')[0]}`)).toEqual([
      'POST /salesinvoice.nv',
      'POST /customer.nv',
      'POST /product.nv',
    ]);
  });

  test('takes a fresh transaction id for each read', async () => {
    const { server, client } = await talking(answerWith(emptyList));
    await client.salesInvoices.list({});
    await client.salesInvoices.list({});
    const ids = server.seen.map(({ headers }) => headers['x-netvisor-authentication-transactionid']);
    expect(new Set(ids).size).toBe(2);
  });

  test('ignores a proxy of the environment and follows no redirect', async () => {
    const before = process.env['http_proxy'];
    process.env['http_proxy'] = 'http://127.0.0.1:9/';
    try {
      const { server, client } = await talking(answerWith('', 302, { Location: '/elsewhere.nv' }));
      const error = await failureOf(client.customers.add(anyCustomer, attempt()));
      expect(error).toMatchObject({ kind: 'InDoubt', reason: 'NotXml', httpStatus: 302 });
      expect(server.seen).toHaveLength(1);
    } finally {
      if (before === undefined) delete process.env['http_proxy'];
      else process.env['http_proxy'] = before;
    }
  });

  test('never overlaps another, and keeps the order in which they came', async () => {
    const { server, client } = await talking((_seen, reply) => {
      setTimeout(() => reply.end(emptyList), 3);
    });
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => client.salesInvoices.list({ invoiceNumber: index + 1 })),
    );
    expect(server.counters.mostAtOnce).toBe(1);
    expect(server.seen.map(({ url }) => url)).toEqual(
      Array.from({ length: 20 }, (_, index) => `/salesinvoicelist.nv?invoicenumber=${index + 1}`),
    );
    expect(server.counters.connections).toBe(1);
  });

  test('keeps the wanted distance from the one before', async () => {
    const { client } = await talking(answerWith(emptyList), { minimumSpacingMs: 60 });
    await client.salesInvoices.list({});
    const ended = performance.now();
    await client.salesInvoices.list({});
    expect(performance.now() - ended).toBeGreaterThanOrEqual(55);
  });
});

describe('an answer that is not OK', () => {
  test.each([
    [failedReply('INVALID_DATA :: x'), 400, { kind: 'Rejected', reason: 'InvalidData', sent: 'answered' }],
    [failedReply('PERIOD_LOCK :: x'), 200, { kind: 'Rejected', reason: 'PeriodLocked', sent: 'answered' }],
    [failedReply('DUPLICATE_DATA :: x'), 409, { kind: 'AlreadyExists', reason: 'DuplicateData' }],
    [failedReply('TECHNICAL_ERROR :: x'), 500, { kind: 'InDoubt', reason: 'TechnicalError' }],
    [failedReply('REQUEST_NOT_UNIQUE :: x'), 409, { kind: 'InDoubt', reason: 'RequestNotUnique' }],
    [failedReply('SOMETHING_NEW :: x'), 200, { kind: 'InDoubt', reason: 'UnknownReply' }],
    [
      '<html><body>Bad gateway</body></html>',
      502,
      { kind: 'InDoubt', reason: 'HttpFailed', httpStatus: 502 },
    ],
    ['<html><body>Welcome</body></html>', 200, { kind: 'InDoubt', reason: 'NotXml' }],
    [okReply(), 200, { kind: 'InDoubt', reason: 'ContractMismatch', field: 'inserteddataidentifier' }],
    ['', 503, { kind: 'InDoubt', reason: 'HttpFailed' }],
  ])('to a write (%#)', async (body, status, expected) => {
    const { server, client } = await talking(answerWith(body, status));
    expect(await failureOf(client.customers.add(anyCustomer, attempt()))).toMatchObject(expected);
    expect(server.seen).toHaveLength(1);
  });

  test('HTTP 429 says when to come again', async () => {
    const { client } = await talking(answerWith('slow down', 429, { 'Retry-After': '7' }));
    expect(await failureOf(client.customers.add(anyCustomer, attempt()))).toMatchObject({
      kind: 'Transient',
      reason: 'TooManyRequests',
      retryAfterMs: 7000,
    });
  });

  test('names the field when the text does, and keeps the words and the keys out of what is logged', async () => {
    const said = `INVALID_DATA :: Element 'SalesInvoiceDate' of Aava Hiidenkoski, ${credentials.customerKey}&${credentials.partnerKey}`;
    const { client } = await talking(answerWith(failedReply(said.replace('&', '&amp;')), 400));
    const error = await failureOf(client.salesInvoices.add(minimalInvoice, attempt()));
    expect(error.field).toBe('salesinvoicedate');
    expect(error.netvisorText).toBe(
      "INVALID_DATA :: Element 'SalesInvoiceDate' of Aava Hiidenkoski, ***&***",
    );
    expect(error.message + JSON.stringify(error) + String(error.stack)).not.toMatch(
      /Aava|1F2E3D4C|A0B1C2D3/u,
    );
  });
});

describe('settings', () => {
  test.each<[string, Partial<NetvisorOptions>]>([
    ['baseUrl', { baseUrl: 'integration.netvisor.fi' }],
    ['baseUrl', { baseUrl: 'ftp://integration.netvisor.fi/' }],
    ['baseUrl', { baseUrl: 'https://user:secret@integration.netvisor.fi/' }],
    ['baseUrl', { baseUrl: 'https://integration.netvisor.fi/?a=b' }],
    ['credentials.sender', { credentials: { ...credentials, sender: 'Yöpöytä' } }],
    ['credentials.customerKey', { credentials: { ...credentials, customerKey: 'secret ' } }],
    ['credentials.partnerKey', { credentials: { ...credentials, partnerKey: '' } }],
    ['credentials.organisationId', { credentials: { ...credentials, organisationId: '91200349' } }],
    ['writeTimeoutMs', { writeTimeoutMs: 0 }],
    ['readTimeoutMs', { readTimeoutMs: Number.NaN }],
  ])('%s is refused by name, without its value', (field, options) => {
    let caught: unknown;
    try {
      clientFor('http://127.0.0.1:1/', options);
    } catch (error) {
      caught = error;
    }
    expect(caught).toMatchObject({ kind: 'Bug', reason: 'BadSettings', field });
    expect(JSON.stringify(caught)).not.toContain('secret');
  });

  test('a base URL without the closing slash, or with the default port, is signed as it travels', async () => {
    const { server, client } = await talking(answerWith(emptyList));
    const other = clientFor(server.url.replace(/\/$/u, ''));
    closeLater(() => other.close());
    await client.salesInvoices.list({});
    await other.salesInvoices.list({});
    expect(server.seen.map(({ url }) => url)).toEqual(['/salesinvoicelist.nv', '/salesinvoicelist.nv']);
  });
});

import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import { renderSalesPayment } from '../../netvisor/sales-payments.ts';
import { addedReply, answerWith, attempt, closeAll, failedReply, okReply, talking } from './server.ts';

afterEach(closeAll);

const sample = readFileSync(new URL('samples/salespaymentlist.xml', import.meta.url), 'utf8');
const PAIR = { creditNoteNetvisorKey: 58240, invoiceNetvisorKey: 58231 };

describe('matchcreditnote.nv', () => {
  test('names the credit note, then the invoice, and needs no key in the reply', async () => {
    const { client, server } = await talking(answerWith(okReply()));
    await client.creditNotes.match(PAIR, attempt());
    expect(server.seen.at(-1)).toMatchObject({
      method: 'POST',
      url: '/matchcreditnote.nv',
      body: '<root><matchcreditnote><creditnotenetvisorkey>58240</creditnotenetvisorkey><invoicenetvisorkey>58231</invoicenetvisorkey></matchcreditnote></root>',
    });
  });

  test('refused is a refusal, and a lost reply is doubt', async () => {
    const refused = await talking(answerWith(failedReply('INVALID_DATA :: Invoice is not sent')));
    await expect(refused.client.creditNotes.match(PAIR, attempt())).rejects.toMatchObject({
      kind: 'Rejected',
    });
    const lost = await talking((_seen, reply) => reply.socket?.destroy());
    await expect(lost.client.creditNotes.match(PAIR, attempt())).rejects.toMatchObject({ kind: 'InDoubt' });
  });
});

describe('salespayment.nv', () => {
  test('writes everything that it may hold in Netvisor’s order, whatever the order of the keys', () => {
    const xml = renderSalesPayment({
      salesPaymentVoucherLines: [
        {
          vatPercent: { vatCode: 'NONE', value: new Decimal(0) },
          accountNumber: '1701',
          description: 'Lasku 20260001',
          lineSum: { type: 'gross', value: new Decimal('-182.65') },
          dimensions: [{ dimensionItem: 'Helsinki', dimensionName: 'Toimipiste' }],
        },
      ],
      paymentMethod: {
        type: 'bankaccount',
        value: 'FI2099999900123451',
        overrideAccountingAccountNumber: '1910',
        overrideSalesReceivableAccountNumber: '1701',
      },
      sourceName: 'Havutupa Tukku Oy',
      targetIdentifier: { type: 'reference', targetType: 'invoice', value: '202600017' },
      paymentDate: '2026-12-03',
      sum: { value: new Decimal('182.65'), currency: 'EUR' },
    });
    expect([...xml.matchAll(/<(\w+)[ >]/g)].map(([, name]) => name)).toEqual([
      'root',
      'salespayment',
      'sum',
      'paymentdate',
      'targetidentifier',
      'sourcename',
      'paymentmethod',
      'salespaymentvoucherlines',
      'voucherline',
      'linesum',
      'description',
      'accountnumber',
      'vatpercent',
      'dimension',
      'dimensionname',
      'dimensionitem',
    ]);
    expect(xml).toContain('<sum currency="EUR">182,65</sum>');
  });

  test('gives the new payment’s key', async () => {
    const { client } = await talking(answerWith(addedReply(90311)));
    const added = client.salesPayments.add(
      {
        sum: { value: new Decimal(1) },
        paymentDate: '2026-11-25',
        targetIdentifier: { type: 'netvisor', value: '58231' },
        sourceName: 'x',
        paymentMethod: { type: 'alternative', value: 'Kortti' },
      },
      attempt(),
    );
    expect(await added).toEqual({ netvisorKey: 90311 });
  });
});

describe('salespaymentlist.nv', () => {
  test('reads the published sample', async () => {
    const { client, server } = await talking(answerWith(sample));
    expect(await client.salesPayments.list({ invoiceNetvisorKey: 58231 })).toEqual([
      {
        netvisorKey: 90311,
        name: 'Havutupa Tukku Oy',
        date: '2026-11-25',
        sum: new Decimal(100),
        invoiceNumber: '20260001',
        bankStatus: 'ok',
      },
    ]);
    expect(server.seen.at(-1)?.url).toBe('/salespaymentlist.nv?invoicenetvisorkey=58231');
  });

  test('asks for unlinked payments of days', async () => {
    const { client, server } = await talking(answerWith(okReply('<SalesPaymentList/>')));
    const filter = { beginDate: '2026-11-25', endDate: '2026-11-26', linked: 'unlinked' } as const;
    expect(await client.salesPayments.list(filter)).toEqual([]);
    expect(server.seen.at(-1)?.url).toBe(
      '/salespaymentlist.nv?begindate=2026-11-25&enddate=2026-11-26&limitlinkedpayments=0',
    );
  });

  test('asks on above the last key while replies are long, and refuses rows that go round in a circle', async () => {
    const row = (key: number): string =>
      `<SalesPayment><NetvisorKey>${key}</NetvisorKey><Date>1.12.2026</Date><Sum>1</Sum></SalesPayment>`;
    const page = (from: number, rows: number): string =>
      okReply(
        `<SalesPaymentList>${Array.from({ length: rows }, (_, index) => row(from + index)).join('')}</SalesPaymentList>`,
      );
    const { client } = await talking((seen, reply) =>
      reply.end(seen.url?.includes('abovenetvisorkey=300') ? page(301, 3) : page(1, 300)),
    );
    expect(await client.salesPayments.list({})).toHaveLength(303);
    const circle = await talking(answerWith(page(1, 300)));
    await expect(circle.client.salesPayments.list({})).rejects.toMatchObject({ reason: 'ContractMismatch' });
  });
});

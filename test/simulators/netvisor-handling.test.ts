import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { InvoiceAction } from '../../simulators/netvisor/people-invoices.ts';
import { bench, codeOf, control, invoiceXml, lineXml, textIn, textsIn } from './netvisor-harness.ts';
import type { Bench, InvoiceParts } from './netvisor-harness.ts';

let sim: Bench;
beforeEach(async () => {
  sim = await bench();
});
afterEach(() => sim.server.close());

/** An invoice of 125,50. */
const PARTS: InvoiceParts = { lines: lineXml({ price: '100,00', quantity: '1' }) };
const add = async (parts: InvoiceParts = {}): Promise<number> => {
  const reply = await sim.post('/salesinvoice.nv?method=add', invoiceXml({ ...PARTS, ...parts }));
  expect(codeOf(reply)).toBe('OK');
  return Number(textIn(reply, 'InsertedDataIdentifier'));
};
const edit = async (key: number, parts: InvoiceParts = {}): Promise<string> =>
  codeOf(await sim.post(`/salesinvoice.nv?method=edit&id=${key}`, invoiceXml({ ...PARTS, ...parts })));
const invoice = (key: number) => sim.simulator.state().salesInvoices.find((one) => one.netvisorKey === key);
const act = (netvisorKey: number, ...actions: InvoiceAction[]): void => {
  for (const action of actions) sim.simulator.handleInvoice({ netvisorKey, action });
};
const referenceOf = (key: number): string => invoice(key)?.referenceNumber ?? '';

describe('editing', () => {
  const OPEN = { status: 'open' } as const;
  const paid = async (): Promise<number> => {
    const key = await add(OPEN);
    sim.simulator.receivePayment({ reference: referenceOf(key), sum: '125.50', date: '2026-11-21' });
    return key;
  };
  const partlyPaid = async (): Promise<number> => {
    const key = await add({
      ...OPEN,
      afterCustomer:
        '<paymenttermnetdays>14</paymenttermnetdays><expectpartialpayments>1</expectpartialpayments>',
    });
    sim.simulator.receivePayment({ reference: referenceOf(key), sum: '100', date: '2026-11-21' });
    return key;
  };
  const handled =
    (...actions: InvoiceAction[]) =>
    async (): Promise<number> => {
      const key = await add();
      act(key, ...actions);
      return key;
    };
  const STATUSES: readonly [string, () => Promise<number>, InvoiceParts, readonly string[]][] = [
    ['a draft', () => add({ type: 'invoicedraft', status: '' }), {}, ['OK', 'OK', 'OK']],
    ['an unsent invoice', () => add(), {}, ['OK', 'OK', 'OK']],
    [
      'an undelivered order',
      () => add({ type: 'order', status: 'undelivered' }),
      { type: 'order', status: 'undelivered' },
      ['OK', 'OK', 'OK'],
    ],
    [
      'a delivered order',
      () => add({ type: 'order', status: 'delivered' }),
      { type: 'order', status: 'delivered' },
      ['INVALID_DATA', 'INVALID_DATA', 'OK'],
    ],
    ['an open invoice', () => add(OPEN), OPEN, ['INVALID_DATA', 'OK', 'OK']],
    ['a reminded invoice', handled('send', 'remind'), OPEN, ['INVALID_DATA', 'OK', 'OK']],
    ['a partly paid invoice', partlyPaid, OPEN, ['INVALID_DATA', 'INVALID_DATA', 'OK']],
    ['a paid invoice', paid, OPEN, ['INVALID_DATA', 'INVALID_DATA', 'OK']],
    ['a written-off invoice', handled('send', 'write-off'), OPEN, ['INVALID_DATA', 'INVALID_DATA', 'OK']],
    ['a rejected invoice', handled('reject'), OPEN, ['INVALID_DATA', 'INVALID_DATA', 'OK']],
    ['an archived invoice', handled('send', 'archive'), OPEN, ['INVALID_DATA', 'INVALID_DATA', 'OK']],
  ];

  test.each(STATUSES)('%s: draft-and-unsent, without-payments, all', async (_what, make, parts, expected) => {
    const outcomes = [];
    for (const invoiceEditStatuses of ['draft-and-unsent', 'without-payments', 'all'] as const) {
      const key = await make();
      sim.simulator.settings.patch({ invoiceEditStatuses });
      outcomes.push(await edit(key, parts));
    }
    expect(outcomes).toEqual(expected);
  });

  test('keeps what was paid: the open sum is the new sum less the payments', async () => {
    const key = await partlyPaid();
    sim.simulator.settings.patch({ invoiceEditStatuses: 'all' });
    expect(await edit(key, { ...OPEN, lines: lineXml({ price: '200,00', quantity: '1' }) })).toBe('OK');
    expect(invoice(key)).toMatchObject({ status: 'open', invoiceSum: '251.00', openSum: '151.00' });
    const exact = lineXml({ price: '100,00', quantity: '1', code: 'NONE', vat: '0' });
    expect(await edit(key, { ...OPEN, lines: exact })).toBe('OK');
    expect(invoice(key)).toMatchObject({ status: 'paid', openSum: '0.00' });
  });

  test('keeps the voucher or makes a new one, and never sets back what was sent, by the switches', async () => {
    const key = await add(OPEN);
    const voucher = invoice(key)?.voucher;
    sim.simulator.settings.patch({ invoiceEditStatuses: 'all' });
    await edit(key, OPEN);
    expect(invoice(key)?.voucher).toEqual(voucher);
    sim.simulator.settings.patch({ voucherOfEdited: 'rebuilt' });
    await edit(key, OPEN);
    expect(invoice(key)?.voucher).not.toEqual(voucher);
    expect(await edit(key)).toBe('INVALID_DATA');
    sim.simulator.settings.patch({ statusUnsent: 'accept' });
    expect(await edit(key)).toBe('OK');
  });

  test('is refused while the voucher stands in a locked period, also with a date outside it', async () => {
    const key = await add({ ...OPEN, date: '2026-10-31' });
    sim.simulator.settings.patch({ invoiceEditStatuses: 'all', accountingPeriodLockDate: '2026-10-31' });
    expect(await edit(key, { ...OPEN, date: '2026-11-20' })).toBe('PERIOD_LOCK');
  });

  test('frees the number that it changes and holds the new one, until the invoice is deleted', async () => {
    const key = await add({ number: '5000' });
    expect(await edit(key, { number: '6000' })).toBe('OK');
    expect(await edit(key, { number: '6000' })).toBe('OK');
    await add({ number: '5000' });
    const refused = await sim.post('/salesinvoice.nv?method=add', invoiceXml({ ...PARTS, number: '6000' }));
    expect(codeOf(refused)).toBe('DUPLICATE_DATA');
    expect(codeOf(await sim.get(`/deletesalesinvoice.nv?invoiceid=${key}`))).toBe('OK');
    expect(invoice(await add())?.number).toBe('5001');
    expect(invoice(await add({ number: '6000' }))?.number).toBe('6000');
  });
});

describe('people', () => {
  test('send an unsent invoice, which makes its voucher', async () => {
    const key = await add();
    const { json } = await control(sim.url, 'POST', '/invoices', { netvisorKey: key, action: 'send' });
    expect(json).toEqual({ ok: true });
    expect(invoice(key)).toMatchObject({ status: 'open', voucher: { number: 'ML 214' } });
    const history = await sim.get(`/getsalesinvoice.nv?netvisorkey=${key}&showprocesshistory=1`);
    expect(textsIn(history, 'ProcessStatus')).toEqual(['imported', 'status open']);
  });

  test('collect an open invoice in stages; the clock alone makes it overdue', async () => {
    const today = sim.simulator.clock.now().toISOString().slice(0, 10);
    const key = await add({ status: 'open', date: today });
    const stages = [invoice(key)?.stage];
    sim.simulator.clock.advance(16 * 86_400);
    stages.push(invoice(key)?.stage);
    for (const action of ['remind', 'request', 'collect'] as const) {
      act(key, action);
      stages.push(invoice(key)?.stage);
    }
    expect(stages).toEqual(['none', 'overdue', 'reminded', 'requested', 'collected']);
    const list = await sim.get('/salesinvoicelist.nv?invoicestatus=overdue');
    expect(list.body).toContain('<InvoiceStatus substatus="collected" isincollection="1">open<');
  });

  test('write an invoice off: the rest becomes a credit loss among the payments', async () => {
    const key = await add({ status: 'open' });
    act(key, 'write-off');
    expect(invoice(key)).toMatchObject({ status: 'creditloss', openSum: '0.00' });
    const losses = await sim.get('/salespaymentlist.nv?limitbytype=onlycreditloss');
    expect([textIn(losses, 'Sum'), textsIn(losses, 'NetvisorKey')]).toEqual(['125,50', ['90311']]);
    await sim.get('/deletesalespayment.nv?paymentid=90311');
    expect(invoice(key)).toMatchObject({ status: 'open', openSum: '125.50' });
  });

  test.each([
    ['mark-paid', 'paid', '0.00'],
    ['mark-credit-loss', 'creditloss', '0.00'],
    ['reject', 'rejected', '125.50'],
    ['archive', 'archived', '125.50'],
  ] as const)('%s gives the status %s, and no payment', async (action, status, openSum) => {
    const key = await add({ status: 'open' });
    act(key, action);
    expect(invoice(key)).toMatchObject({ status, openSum });
    expect(sim.simulator.state().salesPayments).toEqual([]);
    const read = await sim.get(`/getsalesinvoice.nv?netvisorkey=${key}`);
    expect(read.body).toContain(`<InvoiceStatus status="${status}">`);
  });

  test('are refused what Netvisor’s screens do not offer', async () => {
    const sent = await add({ status: 'open' });
    const order = await add({ type: 'order', status: 'undelivered' });
    for (const wish of [
      { netvisorKey: sent, action: 'send' },
      { netvisorKey: order, action: 'send' },
      { netvisorKey: 99, action: 'send' },
      { netvisorKey: sent, action: 'burn' },
      { netvisorKey: sent, action: 'remind', colour: 'red' },
    ]) {
      expect((await control(sim.url, 'POST', '/invoices', wish)).status).toBe(400);
    }
    const unsent = await add();
    sim.simulator.settings.patch({ accountingPeriodLockDate: '2026-11-30' });
    expect(() => act(unsent, 'send')).toThrow('PERIOD_LOCK');
    expect(invoice(unsent)?.status).toBe('unsent');
  });
});

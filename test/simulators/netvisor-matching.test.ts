import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { bench, codeOf, invoiceXml, lineXml, textIn, textsIn } from './netvisor-harness.ts';
import type { Bench, InvoiceParts } from './netvisor-harness.ts';

let sim: Bench;
beforeEach(async () => {
  sim = await bench();
});
afterEach(() => sim.server.close());

const SENT = { status: 'open', date: '2026-11-20' } as const;
const add = async (parts: InvoiceParts): Promise<number> => {
  const reply = await sim.post('/salesinvoice.nv?method=add', invoiceXml({ ...SENT, ...parts }));
  expect(codeOf(reply)).toBe('OK');
  return Number(textIn(reply, 'InsertedDataIdentifier'));
};
/** 125,50 per piece. */
const pieces = (quantity: string): InvoiceParts => ({ lines: lineXml({ price: '100,00', quantity }) });
const match = async (creditNote: number, invoice: number): Promise<string> =>
  codeOf(
    await sim.post(
      '/matchcreditnote.nv',
      `<root><matchcreditnote><creditnotenetvisorkey>${creditNote}</creditnotenetvisorkey>` +
        `<invoicenetvisorkey>${invoice}</invoicenetvisorkey></matchcreditnote></root>`,
    ),
  );
const standing = (key: number): (string | undefined)[] => {
  const found = sim.simulator.state().salesInvoices.find((one) => one.netvisorKey === key);
  return [found?.status, found?.openSum];
};

test('a credit note is open with a negative open sum until it is matched', async () => {
  await add(pieces('-1'));
  const list = await sim.get('/salesinvoicelist.nv?invoicestatus=open');
  expect([textIn(list, 'InvoiceSum'), textIn(list, 'OpenSum')]).toEqual(['-125,50', '-125,50']);
});

describe('matchcreditnote.nv', () => {
  test('closes an invoice and its credit note of the same sum, and answers without a key', async () => {
    const [invoice, creditNote] = [await add(pieces('1')), await add(pieces('-1'))];
    expect(await match(creditNote, invoice)).toBe('OK');
    expect([standing(invoice), standing(creditNote)]).toEqual([
      ['paid', '0.00'],
      ['paid', '0.00'],
    ]);
    const list = await sim.get('/salesinvoicelist.nv');
    expect([textsIn(list, 'InvoiceStatus'), textsIn(list, 'OpenSum')]).toEqual([
      ['paid', 'paid'],
      ['0,00', '0,00'],
    ]);
  });

  test('is taken back by a person, on both sides, and can be made anew', async () => {
    const [invoice, creditNote] = [await add(pieces('3')), await add(pieces('-1'))];
    expect(await match(creditNote, invoice)).toBe('OK');
    sim.simulator.handleInvoice({ netvisorKey: creditNote, action: 'unmatch' });
    expect([standing(invoice), standing(creditNote)]).toEqual([
      ['open', '376.50'],
      ['open', '-125.50'],
    ]);
    expect(await match(creditNote, invoice)).toBe('OK');
  });

  test('takes the smaller open sum off both; the rest can be matched with others', async () => {
    const [invoice, small, large] = [
      await add(pieces('3')),
      await add(pieces('-1')),
      await add(pieces('-5')),
    ];
    expect(await match(small, invoice)).toBe('OK');
    expect([standing(invoice), standing(small)]).toEqual([
      ['open', '251.00'],
      ['paid', '0.00'],
    ]);
    expect(await match(large, invoice)).toBe('OK');
    expect([standing(invoice), standing(large)]).toEqual([
      ['paid', '0.00'],
      ['open', '-376.50'],
    ]);
    sim.simulator.settings.patch({ matchUnequalSums: 'refuse' });
    const another = await add(pieces('1'));
    expect(await match(large, another)).toBe('INVALID_DATA');
    expect([standing(another), standing(large)]).toEqual([
      ['open', '125.50'],
      ['open', '-376.50'],
    ]);
  });

  test('counts as a change of payments, not of the invoice', async () => {
    const [invoice, creditNote] = [await add(pieces('1')), await add(pieces('-1'))];
    sim.simulator.clock.advance(86_400);
    // Netvisor's moments are Finnish.
    const since = sim.simulator.clock.now().toLocaleDateString('sv-SE', { timeZone: 'Europe/Helsinki' });
    await match(creditNote, invoice);
    const window = `lastmodifiedstart=${since}T00:00:00&lastmodifiedend=2099-01-01T00:00:00`;
    const keys = async (query: string) =>
      textsIn(await sim.get(`/salesinvoicelist.nv?${query}`), 'NetvisorKey');
    expect(await keys(window)).toEqual([]);
    expect(await keys(`${window}&includemodifiedpayments=1`)).toEqual([`${invoice}`, `${creditNote}`]);
  });

  test('refuses the same pair a second time, or accepts it without effect, by the switch', async () => {
    const [invoice, creditNote] = [await add(pieces('2')), await add(pieces('-1'))];
    await match(creditNote, invoice);
    expect(await match(creditNote, invoice)).toBe('INVALID_DATA');
    sim.simulator.settings.patch({ matchTwice: 'accept' });
    expect(await match(creditNote, invoice)).toBe('OK');
    expect(standing(invoice)).toEqual(['open', '125.50']);
    expect(sim.simulator.calls.list().at(-1)?.booked).toBe(false);
  });

  test('leaves the status alone where the switch says so', async () => {
    sim.simulator.settings.patch({ matchedStatus: 'open' });
    const [invoice, creditNote] = [await add(pieces('1')), await add(pieces('-1'))];
    expect(await match(creditNote, invoice)).toBe('OK');
    expect(standing(invoice)).toEqual(['open', '0.00']);
    expect(await match(await add(pieces('-1')), invoice)).toBe('INVALID_DATA');
  });

  test.each<[string, InvoiceParts, InvoiceParts]>([
    ['an unsent invoice', { status: 'unsent' }, {}],
    ['an unsent credit note', {}, { status: 'unsent' }],
    ['a draft', { type: 'invoicedraft', status: '' }, {}],
    ['an order', { type: 'order', status: 'delivered' }, {}],
    [
      'documents in two currencies',
      { amount: '<salesinvoiceamount iso4217currencycode="USD"></salesinvoiceamount>' },
      {},
    ],
    [
      'two customers',
      { customer: '<invoicingcustomeridentifier type="netvisor">4709</invoicingcustomeridentifier>' },
      {},
    ],
  ])('refuses %s', async (_what, invoiceParts, creditParts) => {
    const invoice = await add({ ...pieces('1'), ...invoiceParts });
    const creditNote = await add({ ...pieces('-1'), ...creditParts });
    const before = [standing(invoice), standing(creditNote)];
    expect(await match(creditNote, invoice)).toBe('INVALID_DATA');
    expect([standing(invoice), standing(creditNote)]).toEqual(before);
  });

  test('matches across customers where the switch says so', async () => {
    sim.simulator.settings.patch({ matchOtherCustomers: 'accept' });
    const other = '<invoicingcustomeridentifier type="netvisor">4709</invoicingcustomeridentifier>';
    expect(await match(await add(pieces('-1')), await add({ ...pieces('1'), customer: other }))).toBe('OK');
  });

  test('refuses two invoices, two credit notes, exchanged roles, what is closed and what is unknown', async () => {
    const [one, two] = [await add(pieces('1')), await add(pieces('1'))];
    const [back, more] = [await add(pieces('-1')), await add(pieces('-1'))];
    for (const [creditNote, invoice] of [
      [one, two],
      [back, more],
      [one, back],
      [99, one],
      [back, 99],
    ] as const) {
      expect(await match(creditNote, invoice)).toBe('INVALID_DATA');
    }
    await sim.post(`/updatesalesinvoicestatus.nv?netvisorkey=${one}&status=paid`, '');
    expect(await match(back, one)).toBe('INVALID_DATA');
  });

  test('keeps cents of a foreign currency, and lists euros beside them', async () => {
    const dollars = '<salesinvoiceamount iso4217currencycode="USD" currencyrate="1,10"></salesinvoiceamount>';
    const invoice = await add({ ...pieces('3'), amount: dollars });
    const creditNote = await add({ ...pieces('-1'), amount: dollars });
    expect(await match(creditNote, invoice)).toBe('OK');
    const list = await sim.get(`/salesinvoicelist.nv?replyoption=2&invoicesabovenetvisorkey=${invoice - 1}`);
    expect([textIn(list, 'OpenSum'), textIn(list, 'OpenCurrencySum')]).toEqual(['228,18', '251,00']);
  });
});

test('deleting one of a matched pair opens the other again, or is refused by the switch', async () => {
  const [invoice, creditNote] = [await add(pieces('1')), await add(pieces('-1'))];
  await match(creditNote, invoice);
  sim.simulator.settings.patch({ deleteSettled: 'refuse' });
  expect(codeOf(await sim.get(`/deletesalesinvoice.nv?invoiceid=${creditNote}`))).toBe('INVALID_DATA');
  sim.simulator.settings.patch({ deleteSettled: 'accept' });
  expect(codeOf(await sim.get(`/deletesalesinvoice.nv?invoiceid=${creditNote}`))).toBe('OK');
  expect(standing(invoice)).toEqual(['open', '125.50']);
});

test('a status of paid without payment closes the open sum or leaves it, by the switch', async () => {
  const key = await add(pieces('1'));
  await sim.post(`/updatesalesinvoicestatus.nv?netvisorkey=${key}&status=paid`, '');
  expect(standing(key)).toEqual(['paid', '0.00']);
  sim.simulator.settings.patch({ statusWithoutPayment: 'leaves-open-sum' });
  expect(standing(key)).toEqual(['paid', '125.50']);
});

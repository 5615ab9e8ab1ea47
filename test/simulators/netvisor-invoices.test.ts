import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { bench, codeOf, invoiceXml, lineXml, textIn, textsIn } from './netvisor-harness.ts';
import type { Bench, InvoiceParts, LineParts, Reply } from './netvisor-harness.ts';

let sim: Bench;
beforeEach(async () => {
  sim = await bench();
});
afterEach(() => sim.server.close());

const post = (parts: InvoiceParts = {}, query = 'method=add'): Promise<Reply> =>
  sim.post(`/salesinvoice.nv?${query}`, invoiceXml(parts));
const add = async (parts: InvoiceParts = {}): Promise<number> => {
  const reply = await post(parts);
  expect(codeOf(reply)).toBe('OK');
  return Number(textIn(reply, 'InsertedDataIdentifier'));
};
const code = async (parts: InvoiceParts, query?: string): Promise<string> => codeOf(await post(parts, query));
const invoice = (key: number) => sim.simulator.state().salesInvoices.find((one) => one.netvisorKey === key);
const lines = (...parts: LineParts[]): InvoiceParts => ({ lines: parts.map(lineXml).join('') });

describe('an added invoice', () => {
  test('gets number, reference with check digit, due date and the register’s customer data', async () => {
    const key = await add();
    expect(invoice(key)).toMatchObject({
      kind: 'invoice',
      number: '1001',
      referenceNumber: '10016',
      date: '2026-11-20',
      dueDate: '2026-12-04',
      status: 'unsent',
      voucher: null,
      customerKey: 4711,
      customerName: 'Havutupa Tukku Oy',
      customerDetails: { invoicingcustomertown: 'Helsinki' },
      openSum: '112.95',
      lines: [{ name: 'Säilytyslaatikko S, kuukausivuokra', unitName: 'kk', accountNumber: '3000' }],
    });
    const second = await add({ number: '20260001' });
    expect(invoice(second)).toMatchObject({ number: '20260001', referenceNumber: '202600017' });
    const third = await add();
    expect(invoice(third)?.number).toBe('20260002');
  });

  test('takes no customer data from the register once it gives any', async () => {
    const key = await add({
      afterCustomer:
        '<invoicingcustomername>Toinen Nimi</invoicingcustomername><paymenttermnetdays>7</paymenttermnetdays>',
    });
    expect(invoice(key)).toMatchObject({
      customerName: 'Toinen Nimi',
      customerDetails: { invoicingcustomertown: '' },
    });
  });

  test('with status open has a voucher at once', async () => {
    const key = await add({ status: 'open' });
    expect(invoice(key)?.voucher).toEqual({ netvisorKey: 70112, number: 'ML 214' });
  });

  test('keeps attachments, dimensions and comment lines', async () => {
    const key = await add({
      lines:
        '<invoiceline><salesinvoicecommentline><comment>Hei</comment></salesinvoicecommentline></invoiceline>' +
        lineXml({
          rest: '<dimension><dimensionname>Projekti</dimensionname><dimensionitem>P-1</dimensionitem></dimension>',
        }),
      end: `<salesinvoiceattachments><salesinvoiceattachment><mimetype>application/pdf</mimetype>
        <attachmentdescription>A</attachmentdescription><filename>a.pdf</filename>
        <documentdata type="pdf">aGVp</documentdata></salesinvoiceattachment></salesinvoiceattachments>`,
    });
    expect(invoice(key)).toMatchObject({
      attachments: [{ fileName: 'a.pdf', bytes: 3 }],
      lines: [{ kind: 'comment', comment: 'Hei' }, { dimensions: [{ name: 'Projekti', item: 'P-1' }] }],
    });
    expect(sim.simulator.state().dimensions.at(-1)).toMatchObject({
      name: 'Projekti',
      items: ['P-2026', 'P-1'],
    });
  });
});

describe('sums', () => {
  const sums = async (parts: InvoiceParts) => {
    const found = invoice(await add(parts));
    return [found?.net, found?.vat, found?.gross, found?.invoiceSum];
  };

  test('follow the examples of the documentation', async () => {
    const full = lines(
      { quantity: '2' },
      {
        product: 'KB-SERV-H',
        price: '100,00',
        quantity: '1',
        rest: '<salesinvoiceproductlinediscountpercentage>10</salesinvoiceproductlinediscountpercentage>',
      },
      { product: 'KB-LOUNAS', price: '12,50', quantity: '4', vat: '13,5' },
    );
    expect(await sums(full)).toEqual(['230.00', '52.65', '282.65', '282.65']);
    expect(await sums(lines({ quantity: '-1' }))).toEqual(['-45.00', '-11.48', '-56.48', '-56.48']);
    const gross = lines({ price: '56,48', priceType: 'gross', quantity: '1' });
    expect(await sums(gross)).toEqual(['45.00', '11.48', '56.48', '56.48']);
  });

  test('round VAT per line or per VAT code, as the setting says', async () => {
    const cents = lines(...[1, 2, 3].map(() => ({ price: '0,10', quantity: '1' })));
    expect(await sums(cents)).toEqual(['0.30', '0.09', '0.39', '0.39']);
    sim.simulator.settings.patch({ rounding: 'total' });
    expect(await sums(cents)).toEqual(['0.30', '0.08', '0.38', '0.38']);
    const gross = lines(
      ...[1, 2, 3].map(() => ({ price: '0,13', quantity: '1', priceType: 'gross' as const })),
    );
    expect(await sums(gross)).toEqual(['0.31', '0.08', '0.39', '0.39']);
  });

  test('per VAT code and percentage are kept', async () => {
    const key = await add(lines({}, {}, { product: 'KB-LOUNAS', vat: '13,5', price: '10', quantity: '1' }));
    expect(invoice(key)?.vatByCode).toEqual([
      { vatCode: 'KOMY', percentage: '25.5', net: '180.00', vat: '45.90', gross: '225.90' },
      { vatCode: 'KOMY', percentage: '13.5', net: '10.00', vat: '1.35', gross: '11.35' },
    ]);
  });

  test('given per line count only as a pair, net or gross by the setting', async () => {
    const vat = '<salesinvoiceproductlinevatsum>23,00</salesinvoiceproductlinevatsum>';
    const sum = '<salesinvoiceproductlinesum>90,00</salesinvoiceproductlinesum>';
    expect(await sums(lines({ rest: vat }))).toEqual(['90.00', '22.95', '112.95', '112.95']);
    expect(await sums(lines({ rest: vat + sum }))).toEqual(['90.00', '23.00', '113.00', '113.00']);
    sim.simulator.settings.patch({ lineSumMeaning: 'gross', rounding: 'total' });
    expect(await sums(lines({ rest: vat + sum }))).toEqual(['67.00', '23.00', '90.00', '90.00']);
  });

  test('given for the invoice stand, unless a difference is refused', async () => {
    const parts = { amount: '<salesinvoiceamount>113,00</salesinvoiceamount>' };
    expect(await sums(parts)).toEqual(['90.00', '22.95', '112.95', '113.00']);
    sim.simulator.settings.patch({ amountMismatch: 'refuse' });
    expect(await code(parts)).toBe('INVALID_DATA');
  });

  test('in a currency are listed in euros', async () => {
    const key = await add({
      amount: '<salesinvoiceamount iso4217currencycode="USD" currencyrate="1,20">120,00</salesinvoiceamount>',
    });
    expect(invoice(key)).toMatchObject({ invoiceSum: '120.00', invoiceSumEur: '100.00', openSum: '100.00' });
    const list = await sim.get('/salesinvoicelist.nv?replyoption=2');
    expect(textIn(list, 'InvoiceSum')).toBe('100,00');
    expect(list.body).toContain('<InvoiceCurrencySum type="ISO-4217" currencycode="USD">120,00<');
    const unknown = '<salesinvoiceamount iso4217currencycode="XXX"></salesinvoiceamount>';
    expect(await code({ amount: unknown })).toBe('INVALID_DATA');
  });
});

describe('business rules refuse', () => {
  const customer = (type: string, value: string): InvoiceParts => ({
    customer: `<invoicingcustomeridentifier type="${type}">${value}</invoicingcustomeridentifier>`,
  });

  test.each<[string, InvoiceParts]>([
    ['an unknown customer key', customer('netvisor', '999')],
    ['an unknown customer code', customer('customer', 'NO-1')],
    ['an unknown unit number', customer('organizationunitnumber', '003700000000')],
    ['an unknown product', lines({ product: 'NO-1' })],
    [
      'an invoice without product line',
      {
        lines:
          '<invoiceline><salesinvoicecommentline><comment>a</comment></salesinvoicecommentline></invoiceline>',
      },
    ],
    ['a percentage that does not fit the code', lines({ vat: '25,5', code: 'EUMY' })],
    ['a percentage that never was', lines({ vat: '22' })],
    ['the reduced rate of last year', lines({ vat: '14' })],
    ['the general rate of 2024', lines({ vat: '24' })],
    ['this year’s reduced rate for last year', { ...lines({ vat: '13,5' }), date: '2025-12-31' }],
    ['a line without VAT code and posting suggestion', lines({ code: null })],
    [
      'an account that is not in the chart',
      lines({ rest: '<accountingaccountsuggestion>3999</accountingaccountsuggestion>' }),
    ],
    [
      'an account that is not in use',
      lines({ rest: '<accountingaccountsuggestion>3990</accountingaccountsuggestion>' }),
    ],
    ['a negative unit price', lines({ price: '-1' })],
    ['no payment term at all', { afterCustomer: '' }],
    ['an unknown payment term', { afterCustomer: '<paymentterm type="netvisor">99</paymentterm>' }],
    ['an order’s status on an invoice', { status: 'delivered' }],
    ['an invoice without status', { status: '' }],
    ['a draft with a number', { number: '5', type: 'invoicedraft', status: '' }],
    ['a voucher that does not balance', { end: voucher('100,00', '-90,00') }],
    [
      'a finvoice attachment with printbydefault',
      { end: attachment('finvoice', '<printbydefault>1</printbydefault>') },
    ],
  ])('%s', async (_what, parts) => {
    expect(await code(parts)).toBe('INVALID_DATA');
    expect(sim.simulator.state().salesInvoices).toEqual([]);
  });

  test.each<[string, InvoiceParts]>([
    ['a credit at the old rate', lines({ vat: '14', quantity: '-1' })],
    [
      'a delivery of last year at its rate',
      {
        ...lines({ vat: '14' }),
        afterDate: '<salesinvoicedeliverydate>2025-12-31</salesinvoicedeliverydate>',
      },
    ],
    [
      'a code from the account’s suggestion',
      lines({ code: null, rest: '<accountingaccountsuggestion>3000</accountingaccountsuggestion>' }),
    ],
    [
      'the customer’s default payment term',
      { afterCustomer: '<paymentterm type="customerdefault">1</paymentterm>' },
    ],
    ['a voucher that balances', { end: voucher('100,00', '-100,00') }],
    ['a finvoice attachment', { end: attachment('finvoice', '') }],
    ['a draft', { type: 'invoicedraft', status: '' }],
    ['an order', { type: 'order', status: 'undelivered' }],
  ])('but not %s', async (_what, parts) => {
    expect(await code(parts)).toBe('OK');
  });

  test('a number that is in use, with the code that the setting says', async () => {
    await add({ number: '5' });
    const duplicate = await post({ number: '5' });
    expect([duplicate.status, codeOf(duplicate)]).toEqual([409, 'DUPLICATE_DATA']);
    expect(duplicate.body).toContain('Invoice number 5 is already in use');
    await add({ number: '5', type: 'order', status: 'undelivered' });
    sim.simulator.settings.patch({ duplicateErrorCode: 'INVALID_DATA' });
    expect(await code({ number: '5' })).toBe('INVALID_DATA');
    sim.simulator.settings.patch({ duplicateNumbers: 'accept' });
    expect(await code({ number: '5' })).toBe('OK');
  });

  test('a reference number that is in use, only where the setting says so', async () => {
    const parts = { afterDate: '<salesinvoicereferencenumber>202600017</salesinvoicereferencenumber>' };
    expect([await code(parts), await code(parts)]).toEqual(['OK', 'OK']);
    sim.simulator.settings.patch({ duplicateReferences: 'refuse' });
    expect(await code(parts)).toBe('DUPLICATE_DATA');
  });

  test('dates in a locked accounting or VAT period', async () => {
    sim.simulator.settings.patch({ accountingPeriodLockDate: '2026-11-20' });
    expect(await code({})).toBe('PERIOD_LOCK');
    expect(await code({ date: '2026-11-21' })).toBe('OK');
    expect(
      await code({
        date: '2026-11-21',
        afterDate: '<salesinvoiceeventdate>2026-11-20</salesinvoiceeventdate>',
      }),
    ).toBe('PERIOD_LOCK');
    sim.simulator.settings.patch({ vatPeriodLockDate: '2026-11-30' });
    expect(await code({ date: '2026-11-21' })).toBe('PERIOD_LOCK');
    const periods = await sim.get('/accountingperiodlist.nv');
    expect(textIn(periods, 'VatPeriodLockDate')).toBe('30.11.2026');
  });

  test('unknown dimensions only when asked to, and one-off records unless switched on', async () => {
    const rest = '<dimension><dimensionname>A</dimensionname><dimensionitem>B</dimensionitem></dimension>';
    expect(await code(lines({ rest }), 'method=add&useonlyexistingdimensions=1')).toBe('INVALID_DATA');
    await add(lines({ rest }));
    expect(await code(lines({ rest }), 'method=add&useonlyexistingdimensions=1')).toBe('OK');
    const oneOff =
      lines({ product: 'TEMP' }).lines?.replace(
        '<productname></productname>',
        '<productname>Muu</productname>',
      ) ?? '';
    expect(await code({ lines: oneOff })).toBe('INVALID_DATA');
    sim.simulator.settings.patch({ tempRecords: 'accept' });
    expect(await code({ lines: oneOff })).toBe('OK');
  });
});

describe('editing', () => {
  test('replaces an unsent invoice but keeps number and reference', async () => {
    const key = await add({
      number: '5',
      afterStatus: '<salesinvoiceprivatecomment>a</salesinvoiceprivatecomment>',
    });
    const reply = await post(lines({ quantity: '1' }), `method=edit&id=${key}`);
    expect(codeOf(reply)).toBe('OK');
    expect(reply.body).not.toContain('Replies');
    expect(invoice(key)).toMatchObject({
      number: '5',
      referenceNumber: '0055',
      privateComment: '',
      net: '45.00',
    });
    expect(sim.simulator.state().salesInvoices).toHaveLength(1);
  });

  test('patches where the setting says so', async () => {
    sim.simulator.settings.patch({ invoiceEdit: 'patch' });
    const key = await add({ afterStatus: '<salesinvoiceprivatecomment>a</salesinvoiceprivatecomment>' });
    const patch =
      '<root><salesinvoice><salesinvoiceyourreference>b</salesinvoiceyourreference></salesinvoice></root>';
    expect(codeOf(await sim.post(`/salesinvoice.nv?method=edit&id=${key}`, patch))).toBe('OK');
    expect(invoice(key)).toMatchObject({ privateComment: 'a', yourReference: 'b', net: '90.00' });
    const clear =
      '<root><salesinvoice><salesinvoiceprivatecomment></salesinvoiceprivatecomment></salesinvoice></root>';
    expect(codeOf(await sim.post(`/salesinvoice.nv?method=edit&id=${key}`, clear))).toBe('OK');
    expect(invoice(key)).toMatchObject({ privateComment: '', yourReference: 'b' });
  });

  test('turns a draft into an invoice with a number', async () => {
    const key = await add({ type: 'invoicedraft', status: '' });
    expect(invoice(key)).toMatchObject({ kind: 'draft', number: '', status: 'draft' });
    expect(await code({}, `method=edit&id=${key}`)).toBe('OK');
    expect(invoice(key)).toMatchObject({ kind: 'invoice', number: '1001', status: 'unsent' });
    expect(await code({ type: 'invoicedraft', status: '' }, `method=edit&id=${key}`)).toBe('INVALID_DATA');
  });

  test('is refused for an open invoice', async () => {
    const key = await add({ status: 'open' });
    expect(await code({}, `method=edit&id=${key}`)).toBe('INVALID_DATA');
    sim.simulator.settings.patch({ invoiceEditStatuses: 'all' });
    expect(await code({ status: 'open' }, `method=edit&id=${key}`)).toBe('OK');
  });
});

describe('statuses', () => {
  const update = (query: string): Promise<Reply> => sim.post(`/updatesalesinvoicestatus.nv?${query}`, '');
  const status = async (query: string): Promise<string[]> =>
    textsIn(await sim.get(`/salesinvoicelist.nv?${query}`), 'NetvisorKey');

  test('open makes a voucher; the due date makes it overdue when the clock passes it', async () => {
    const key = await add({ date: '2020-01-01', ...lines({ vat: '24' }) });
    expect(await status('invoicestatus=unsent')).toEqual([String(key)]);
    const reply = await update(`netvisorkey=${key}&status=open`);
    expect([codeOf(reply), reply.body.includes('Replies')]).toEqual(['OK', false]);
    expect(invoice(key)).toMatchObject({ status: 'open', stage: 'overdue', voucher: { number: 'ML 214' } });
    expect(await status('invoicestatus=overdue')).toEqual([String(key)]);
    const today = sim.simulator.clock.now().toISOString().slice(0, 10);
    const young = await add({ date: today, status: 'open' });
    expect(await status('invoicestatus=overdue')).toEqual([String(key)]);
    expect(await status('invoicestatus=open')).toEqual([String(key), String(young)]);
    sim.simulator.clock.advance(16 * 86400);
    expect(await status('invoicestatus=overdue')).toEqual([String(key), String(young)]);
  });

  test('of several invoices change together or not at all', async () => {
    const [a, b] = [await add(), await add()];
    expect(codeOf(await update(`netvisorkeylist=${a},${b},99&status=reminded`))).toBe('INVALID_DATA');
    expect(invoice(a)?.status).toBe('unsent');
    expect(codeOf(await update(`netvisorkeylist=${a},${b}&status=reminded`))).toBe('OK');
    expect([invoice(a)?.stage, invoice(b)?.status]).toEqual(['reminded', 'open']);
    expect(codeOf(await update(`netvisorkey=${a}&status=paid`))).toBe('OK');
    expect(invoice(a)).toMatchObject({ status: 'paid', openSum: '0.00' });
    const list = await sim.get('/salesinvoicelist.nv');
    expect(list.body).toContain('<InvoiceStatus substatus="reminded" isincollection="0">open<');
  });

  test('that are unknown, for too many or for no invoices are refused', async () => {
    const key = await add();
    const many = Array.from({ length: 101 }, () => key).join(',');
    for (const query of [
      `netvisorkey=${key}`,
      'status=open',
      `netvisorkey=${key}&status=sent`,
      `netvisorkeylist=${many}&status=open`,
      `netvisorkey=${key}&status=unsent`,
    ]) {
      expect(codeOf(await update(query))).toBe('INVALID_DATA');
    }
  });
});

describe('deleting', () => {
  test('removes the invoice and lists it as deleted for seven days', async () => {
    const key = await add();
    expect(codeOf(await sim.get(`/deletesalesinvoice.nv?orderid=${key}`))).toBe('INVALID_DATA');
    expect(codeOf(await sim.get(`/deletesalesinvoice.nv?invoiceid=${key}`))).toBe('OK');
    expect(invoice(key)).toBeUndefined();
    const today = sim.simulator.clock.now().toISOString().slice(0, 10);
    const deleted = await sim.get(`/deletedsalesinvoices.nv?deletedsince=${today}`);
    expect(textsIn(deleted, 'NetvisorKey')).toEqual([String(key)]);
    expect(textIn(deleted, 'DeleteDate')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
    expect(codeOf(await sim.get('/deletedsalesinvoices.nv?deletedsince=2020-01-01'))).toBe('INVALID_DATA');
    expect(codeOf(await sim.get('/deletedsalesinvoices.nv'))).toBe('INVALID_DATA');
    expect(codeOf(await sim.post(`/deletesalesinvoice.nv?invoiceid=${key}`, ''))).toBe('INVALID_DATA');
  });

  test('accepts the methods that the setting says', async () => {
    const key = await add();
    sim.simulator.settings.patch({ deleteMethods: 'get' });
    expect(codeOf(await sim.post(`/deletesalesinvoice.nv?invoiceid=${key}`, ''))).toBe('INVALID_DATA');
    sim.simulator.settings.patch({ deleteMethods: 'post' });
    expect(codeOf(await sim.get(`/deletesalesinvoice.nv?invoiceid=${key}`))).toBe('INVALID_DATA');
    expect(codeOf(await sim.post(`/deletesalesinvoice.nv?invoiceid=${key}`, ''))).toBe('OK');
  });
});

function voucher(debit: string, credit: string): string {
  const line = (sum: string, account: string): string =>
    `<voucherline><linesum type="net">${sum}</linesum><accountnumber>${account}</accountnumber>` +
    '<vatpercent vatcode="NONE">0</vatpercent></voucherline>';
  return `<invoicevoucherlines>${line(debit, '1701')}${line(credit, '3000')}</invoicevoucherlines>`;
}

function attachment(type: string, print: string): string {
  return `<salesinvoiceattachments><salesinvoiceattachment><mimetype>text/xml</mimetype>
    <attachmentdescription>A</attachmentdescription><filename>a.xml</filename>
    <documentdata type="${type}">aGVp</documentdata>${print}
    </salesinvoiceattachment></salesinvoiceattachments>`;
}

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { bench, codeOf, control, invoiceXml, lineXml, textIn, textsIn } from './netvisor-harness.ts';
import type { Bench, InvoiceParts, Reply } from './netvisor-harness.ts';

let sim: Bench;
beforeEach(async () => {
  sim = await bench();
});
afterEach(() => sim.server.close());

const PARTIAL = '<paymenttermnetdays>14</paymenttermnetdays><expectpartialpayments>1</expectpartialpayments>';
/** A sent invoice of 125,50. */
const add = async (parts: InvoiceParts = {}): Promise<number> => {
  const lines = lineXml({ price: '100,00', quantity: '1' });
  const reply = await sim.post(
    '/salesinvoice.nv?method=add',
    invoiceXml({ status: 'open', lines, ...parts }),
  );
  expect(codeOf(reply)).toBe('OK');
  return Number(textIn(reply, 'InsertedDataIdentifier'));
};

interface PaymentParts {
  readonly sum?: string;
  readonly currency?: string;
  readonly date?: string;
  readonly target?: string;
  readonly name?: string;
  readonly method?: string;
  readonly end?: string;
}
const key = (netvisorKey: number): string =>
  `<targetidentifier type="netvisor">${netvisorKey}</targetidentifier>`;
const paymentXml = (parts: PaymentParts): string => {
  const { sum = '125,50', currency, date = '2026-11-25', target = key(58231), name = 'Havutupa' } = parts;
  const { method = '<paymentmethod type="alternative">Kortti</paymentmethod>', end = '' } = parts;
  const attribute = currency === undefined ? '' : ` currency="${currency}"`;
  return `<root><salespayment><sum${attribute}>${sum}</sum><paymentdate>${date}</paymentdate>${target}
    <sourcename>${name}</sourcename>${method}${end}</salespayment></root>`;
};
const send = (parts: PaymentParts = {}): Promise<Reply> => sim.post('/salespayment.nv', paymentXml(parts));
const pay = async (parts: PaymentParts = {}): Promise<number> => {
  const reply = await send(parts);
  expect(codeOf(reply)).toBe('OK');
  return Number(textIn(reply, 'InsertedDataIdentifier'));
};
const standing = (netvisorKey: number): (string | undefined)[] => {
  const found = sim.simulator.state().salesInvoices.find((one) => one.netvisorKey === netvisorKey);
  return [found?.status, found?.openSum];
};
const invoiceOf = (payment: number) =>
  sim.simulator.state().salesPayments.find((one) => one.netvisorKey === payment)?.invoiceKey;
const listed = async (query = ''): Promise<number[]> =>
  textsIn(await sim.get(`/salespaymentlist.nv?${query}`), 'NetvisorKey').map(Number);

describe('a payment of the whole sum', () => {
  test('closes the invoice, and the lists show both', async () => {
    const invoice = await add({ number: '20260001' });
    const payment = await pay();
    expect([standing(invoice), invoiceOf(payment)]).toEqual([['paid', '0.00'], invoice]);
    const row = /<SalesPayment>[\s\S]*<\/SalesPayment>/.exec(
      (await sim.get('/salespaymentlist.nv')).body,
    )?.[0];
    expect(row?.replace(/\n\s*/g, '').replace(/\d+\.\d+\.\d{4} \d+:\d\d:\d\d/, 'NOW')).toBe(
      [
        `<SalesPayment><NetvisorKey>${payment}</NetvisorKey><Name>Havutupa</Name><Date>25.11.2026</Date>`,
        '<Sum>125,50</Sum><ReferenceNumber>202600017</ReferenceNumber><ForeignCurrencyAmount />',
        `<InvoiceNumber netvisorkey="${invoice}">20260001</InvoiceNumber>`,
        '<PaymentAccountName>Kortti</PaymentAccountName><VoucherID>70113</VoucherID>',
        '<LastModifiedTimestamp>NOW</LastModifiedTimestamp><PaymentAccountNumber>1910</PaymentAccountNumber>',
        '<PaymentSource>2</PaymentSource><BankStatus>OK</BankStatus></SalesPayment>',
      ].join(''),
    );
  });

  test.each(['<targetidentifier type="invoicenumber">77</targetidentifier>', 'reference'])(
    'finds the invoice by %s',
    async (how) => {
      const invoice = await add({ number: '77' });
      const target = how === 'reference' ? '<targetidentifier type="reference">0770</targetidentifier>' : how;
      expect(invoiceOf(await pay({ target }))).toBe(invoice);
    },
  );

  test('goes to the oldest open invoice of several with the same reference number', async () => {
    const reference = { afterDate: '<salesinvoicereferencenumber>202600017</salesinvoicereferencenumber>' };
    const young = await add({ ...reference, date: '2026-11-20' });
    const old = await add({ ...reference, date: '2026-11-10' });
    const target = '<targetidentifier type="reference">202600017</targetidentifier>';
    expect([invoiceOf(await pay({ target })), invoiceOf(await pay({ target }))]).toEqual([old, young]);
  });

  test('refunds a credit note', async () => {
    const creditNote = await add({ lines: lineXml({ price: '100,00', quantity: '-1' }) });
    expect(standing(creditNote)).toEqual(['open', '-125.50']);
    await pay({ sum: '-125,50', target: key(creditNote) });
    expect(standing(creditNote)).toEqual(['paid', '0.00']);
  });

  test('is not stopped by a voucher of its own, whose accounts and dimensions must fit', async () => {
    const invoice = await add();
    const line = (account: string): string => `<salespaymentvoucherlines><voucherline>
      <linesum type="gross">-125,50</linesum><accountnumber>${account}</accountnumber>
      <vatpercent vatcode="NONE">0</vatpercent>
      <dimension><dimensionname>Projekti</dimensionname><dimensionitem>P-9</dimensionitem></dimension>
      </voucherline></salespaymentvoucherlines>`;
    expect(codeOf(await send({ end: line('3999') }))).toBe('INVALID_DATA');
    await pay({ end: line('1701') });
    expect(standing(invoice)).toEqual(['paid', '0.00']);
    expect(sim.simulator.state().dimensions.map(({ name }) => name)).toContain('Projekti');
  });
});

describe('a payment of another sum', () => {
  test('stays without an invoice that does not expect partial payments', async () => {
    const invoice = await add();
    const payment = await pay({ sum: '100,00' });
    expect([standing(invoice), invoiceOf(payment)]).toEqual([['open', '125.50'], null]);
    const list = await sim.get('/salespaymentlist.nv');
    expect(list.body).toContain('<InvoiceNumber />');
  });

  test('lowers the open sum of an invoice that expects partial payments, until nothing is left', async () => {
    const invoice = await add({ afterCustomer: PARTIAL });
    await pay({ sum: '100,00' });
    expect(standing(invoice)).toEqual(['open', '25.50']);
    await pay({ sum: '25,50' });
    expect(standing(invoice)).toEqual(['paid', '0.00']);
  });

  test('above the open sum closes the invoice or makes the open sum negative, by the switch', async () => {
    const [one, two] = [await add({ afterCustomer: PARTIAL }), await add({ afterCustomer: PARTIAL })];
    await pay({ sum: '130,00', target: key(one) });
    expect(standing(one)).toEqual(['paid', '0.00']);
    sim.simulator.settings.patch({ overpayment: 'negative-open-sum' });
    await pay({ sum: '130,00', target: key(two) });
    expect(standing(two)).toEqual(['open', '-4.50']);
  });

  test('closes the invoice within the tolerance', async () => {
    sim.simulator.settings.patch({ paymentTolerance: 0.05 });
    const [one, two] = [await add(), await add()];
    await pay({ sum: '125,45', target: key(one) });
    await pay({ sum: '125,44', target: key(two) });
    expect([standing(one), standing(two)]).toEqual([
      ['paid', '0.00'],
      ['open', '125.50'],
    ]);
  });

  test.each([
    ['paymentterm of the register', '<paymentterm type="netvisor">5</paymentterm>'],
    [
      'terms in per cent',
      '<paymenttermnetdays>14</paymenttermnetdays><paymenttermcashdiscountdays>7</paymenttermcashdiscountdays><paymenttermcashdiscount type="percentage">2</paymenttermcashdiscount>',
    ],
    [
      'terms as a sum',
      '<paymenttermnetdays>14</paymenttermnetdays><paymenttermcashdiscountdays>7</paymenttermcashdiscountdays><paymenttermcashdiscount type="sum">2,51</paymenttermcashdiscount>',
    ],
  ])('closes the invoice less cash discount in time (%s)', async (_how, afterCustomer) => {
    const [intime, late, less, more] = [
      await add({ afterCustomer }),
      await add({ afterCustomer }),
      await add({ afterCustomer }),
      await add({ afterCustomer }),
    ];
    await pay({ sum: '122,99', date: '2026-11-27', target: key(intime) });
    await pay({ sum: '122,99', date: '2026-11-28', target: key(late) });
    await pay({ sum: '122,98', date: '2026-11-27', target: key(less) });
    await pay({ sum: '126,00', date: '2026-11-27', target: key(more) });
    expect([intime, late, less, more].map(standing)).toEqual([
      ['paid', '0.00'],
      ['open', '125.50'],
      ['open', '125.50'],
      ['open', '125.50'],
    ]);
  });
});

describe('a payment is not linked', () => {
  test('to an invoice that is paid', async () => {
    await add({ afterCustomer: PARTIAL });
    await pay();
    expect(invoiceOf(await pay())).toBeNull();
  });

  test('to an unsent invoice, unless that expects partial payments', async () => {
    const unsent = await add({ status: 'unsent' });
    expect(invoiceOf(await pay())).toBeNull();
    const partial = await add({ status: 'unsent', afterCustomer: PARTIAL });
    expect(invoiceOf(await pay({ sum: '100,00', target: key(partial) }))).toBe(partial);
    expect([standing(unsent), standing(partial)]).toEqual([
      ['unsent', '125.50'],
      ['unsent', '25.50'],
    ]);
  });

  test('to an invoice that comes later, or is refused by the switch', async () => {
    const payment = await pay({ target: '<targetidentifier type="invoicenumber">77</targetidentifier>' });
    const invoice = await add({ number: '77' });
    expect([standing(invoice), invoiceOf(payment)]).toEqual([['open', '125.50'], null]);
    sim.simulator.settings.patch({ unknownPaymentTarget: 'refuse' });
    expect(codeOf(await send({ target: key(99) }))).toBe('INVALID_DATA');
  });
});

describe('a payment is refused', () => {
  test.each<[string, PaymentParts]>([
    ['in an unknown currency', { currency: 'XXX' }],
    ['by an unknown method', { method: '<paymentmethod type="alternative">Sekki</paymentmethod>' }],
    [
      'to an unknown bank account',
      { method: '<paymentmethod type="bankaccount">FI000000000000</paymentmethod>' },
    ],
    [
      'with an account that is not in the chart',
      {
        method:
          '<paymentmethod type="alternative" overrideaccountingaccountnumber="1999">Kortti</paymentmethod>',
      },
    ],
    [
      'for an order without an account for advances',
      { target: '<targetidentifier type="netvisor" targettype="order">58232</targetidentifier>' },
    ],
  ])('%s', async (_what, parts) => {
    await add();
    await add({ type: 'order', status: 'undelivered' });
    expect(codeOf(await send(parts))).toBe('INVALID_DATA');
    expect(await listed()).toEqual([]);
  });

  test('in a locked period', async () => {
    sim.simulator.settings.patch({ accountingPeriodLockDate: '2026-11-25' });
    expect(codeOf(await send())).toBe('PERIOD_LOCK');
  });

  test('not with a bank account of the company, or with the switch for methods', async () => {
    await add();
    await pay({ method: '<paymentmethod type="bankaccount">FI20 9999 9900 1234 51</paymentmethod>' });
    expect(textIn(await sim.get('/salespaymentlist.nv'), 'PaymentAccountNumber')).toBe('FI2099999900123451');
    sim.simulator.settings.patch({ unknownPaymentMethod: 'accept' });
    await pay({ method: '<paymentmethod type="alternative">Sekki</paymentmethod>' });
  });
});

test('an order takes prepayments', async () => {
  const order = await add({ type: 'order', status: 'undelivered' });
  const payment = await pay({
    sum: '20,00',
    target: `<targetidentifier type="netvisor" targettype="order">${order}</targetidentifier>`,
    method:
      '<paymentmethod type="alternative" overridesalesreceivableaccountnumber="2861">Kortti</paymentmethod>',
  });
  expect([invoiceOf(payment), standing(order)]).toEqual([order, ['undelivered', '0.00']]);
});

test('currencies: a payment in the invoice’s own leaves no cents, one in euros uses the invoice’s rate', async () => {
  const dollars = '<salesinvoiceamount iso4217currencycode="USD" currencyrate="1,25"></salesinvoiceamount>';
  const [one, two] = [await add({ amount: dollars }), await add({ amount: dollars })];
  const own = await pay({ currency: 'USD', target: key(one) });
  await pay({ sum: '100,40', target: key(two) });
  expect([standing(one), standing(two)]).toEqual([
    ['paid', '0.00'],
    ['paid', '0.00'],
  ]);
  const list = await sim.get(`/salespaymentlist.nv?abovenetvisorkey=${own - 1}`);
  expect([textsIn(list, 'Sum')[0], textsIn(list, 'ForeignCurrencyAmount')[0]]).toEqual(['114,09', '125,50']);
});

describe('salespaymentlist.nv', () => {
  test('filters by key, day, name, link, kind, change and invoice', async () => {
    const invoice = await add({ number: '77' });
    const linked = await pay({ date: '2026-11-24', name: 'Havutupa Tukku Oy' });
    sim.simulator.clock.advance(3600);
    const loss = await pay({
      date: '2026-11-25',
      name: 'Tappio',
      method:
        '<paymentmethod type="alternative" overrideaccountingaccountnumber="8590">Kortti</paymentmethod>',
    });
    expect(await listed()).toEqual([linked, loss]);
    expect(await listed(`abovenetvisorkey=${linked}`)).toEqual([loss]);
    expect(await listed('begindate=2026-11-25')).toEqual([loss]);
    expect(await listed('enddate=2026-11-24')).toEqual([linked]);
    expect(await listed('searchbyname=tukku')).toEqual([linked]);
    expect(await listed('limitlinkedpayments=0')).toEqual([loss]);
    expect(await listed('limitlinkedpayments=1')).toEqual([linked]);
    expect(await listed('limitbytype=onlycreditloss')).toEqual([loss]);
    expect(await listed('limitbytype=excludecreditloss')).toEqual([linked]);
    expect(await listed(`invoicenetvisorkey=${invoice}`)).toEqual([linked]);
    expect(await listed('invoicenumber=77')).toEqual([linked]);
    const moment = new Date(sim.simulator.clock.now().getTime() - 1_800_000);
    const since = moment.toLocaleString('sv-SE', { timeZone: 'Europe/Helsinki' }).replace(' ', 'T');
    expect(await listed(`lastmodifiedstart=${since}`)).toEqual([loss]);
    expect(await listed(`lastmodifiedend=${since}`)).toEqual([linked]);
    sim.simulator.settings.patch({ paymentInvoiceKey: 'absent' });
    expect((await sim.get('/salespaymentlist.nv')).body).toContain('<InvoiceNumber>77<');
  });

  test.each(['limitbytype=all', 'begindate=1.1.2026', 'limitlinkedpayments=2', 'abovenetvisorkey=x'])(
    'refuses %s',
    async (query) => {
      expect(codeOf(await sim.get(`/salespaymentlist.nv?${query}`))).toBe('INVALID_DATA');
    },
  );
});

describe('deletesalespayment.nv', () => {
  test('opens the invoice again and lists the payment as deleted, apart from invoices', async () => {
    const invoice = await add();
    const payment = await pay();
    expect(codeOf(await sim.get(`/deletesalespayment.nv?paymentid=${payment}`))).toBe('OK');
    expect([standing(invoice), await listed()]).toEqual([['open', '125.50'], []]);
    const today = sim.simulator.clock.now().toISOString().slice(0, 10);
    const deleted = async (what: string) =>
      textsIn(await sim.get(`/deletedsales${what}.nv?deletedsince=${today}`), 'NetvisorKey');
    expect(await deleted('payments')).toEqual([String(payment)]);
    expect([await deleted('invoices'), await deleted('orders')]).toEqual([[], []]);
    expect(codeOf(await sim.post(`/deletesalespayment.nv?paymentid=${payment}`, ''))).toBe('INVALID_DATA');
  });

  test('is refused in a locked period, and by the method that the setting excludes', async () => {
    await add();
    const payment = await pay();
    sim.simulator.settings.patch({ deleteMethods: 'post' });
    expect(codeOf(await sim.get(`/deletesalespayment.nv?paymentid=${payment}`))).toBe('INVALID_DATA');
    sim.simulator.settings.patch({ deleteMethods: 'both', accountingPeriodLockDate: '2026-11-30' });
    expect(codeOf(await sim.get(`/deletesalespayment.nv?paymentid=${payment}`))).toBe('PERIOD_LOCK');
    expect(await listed()).toEqual([payment]);
  });
});

test('deleting a paid invoice leaves its payment linked to nothing', async () => {
  const invoice = await add();
  const payment = await pay();
  expect(codeOf(await sim.get(`/deletesalesinvoice.nv?invoiceid=${invoice}`))).toBe('OK');
  expect([await listed('limitlinkedpayments=0'), invoiceOf(payment)]).toEqual([[payment], null]);
});

describe('a payment from the bank', () => {
  test('is linked by its reference number, whatever zeros lead it', async () => {
    const invoice = await add({ number: '77' });
    const { json } = await control(sim.url, 'POST', '/payments', { reference: '0000770', sum: '125.50' });
    expect(json).toEqual({ netvisorKey: 90311, invoiceKey: invoice });
    const list = await sim.get('/salespaymentlist.nv');
    expect([textIn(list, 'PaymentSource'), textIn(list, 'PaymentAccountNumber')]).toEqual([
      '1',
      'FI2099999900123451',
    ]);
    expect(standing(invoice)).toEqual(['paid', '0.00']);
  });

  test('is kept without an invoice when nothing fits', async () => {
    await add({ number: '77' });
    expect(sim.simulator.receivePayment({ reference: '0770', sum: 1 }).invoiceKey).toBeNull();
    expect(sim.simulator.receivePayment({ reference: '12344', sum: 1 }).invoiceKey).toBeNull();
    expect(await listed('limitlinkedpayments=0')).toHaveLength(2);
  });

  test.each([
    {},
    { reference: '770', sum: 'x' },
    { reference: '0770', sum: 1, colour: 'red' },
    { reference: '0770', sum: 1, currency: 'XXX' },
  ])('is refused as a wish that is not understood: %j', async (wish) => {
    expect((await control(sim.url, 'POST', '/payments', wish)).status).toBe(400);
  });
});

test('a fault can pick the call about one invoice', async () => {
  const [one, two] = [await add(), await add()];
  sim.simulator.faults.add({
    operation: 'POST salespayment.nv',
    fault: 'technical-error-after',
    where: { netvisorKey: two },
  });
  expect(codeOf(await send({ target: key(one) }))).toBe('OK');
  expect(codeOf(await send({ target: key(two) }))).toBe('TECHNICAL_ERROR');
  expect(standing(two)).toEqual(['paid', '0.00']);
});

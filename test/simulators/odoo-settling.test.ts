import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startOdoo } from './odoo-client.ts';
import type { Reply, Setting } from './odoo-client.ts';

let odoo: Setting;
beforeEach(async () => {
  odoo = await startOdoo();
});
afterEach(() => odoo.close());

const taxes = ['tax_dom_sales_goods_25_5'];

/** A posted invoice of 125.50. */
const invoice = (more: object = {}): number =>
  odoo.simulator.createInvoice({
    partner: 'Havutupa Tukku Oy',
    date: '2026-11-10',
    lines: [
      { product: 'KB-100', price: 100, taxes },
      { kind: 'note', name: 'Hei' },
    ],
    ...more,
  }).id;

const value = (id: number, field: string): unknown => odoo.simulator.value('account.move', id, field);
const standing = (id: number): unknown[] => [value(id, 'payment_state'), value(id, 'amount_residual')];
const post = (path: string, body: unknown): Promise<Reply> =>
  odoo.bot.raw(`/_sim${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
/** What is owed on a move, as the journal item says it. */
const owed = async (id: number): Promise<unknown> => {
  const fields = [
    'amount_residual',
    'reconciled',
    'matching_number',
    'matched_debit_ids',
    'matched_credit_ids',
    'full_reconcile_id',
  ];
  const domain = [
    ['move_id', '=', id],
    ['display_type', '=', 'payment_term'],
  ];
  return odoo.bot.call('account.move.line', 'search_read', { domain, fields, load: null });
};

describe('a credit note through the wizard', () => {
  test('copies the invoice, says which one it reverses, and has a number of its own series', async () => {
    const id = invoice({ values: { ref: 'PO 7', invoice_origin: 'S0001', narration: '<p>Terms</p>' } });
    const reply = await post('/credit-notes', {
      invoice: 'INV/2026/00001',
      date: '2026-11-15',
      reason: 'Väärä hinta',
    });
    expect(reply.json).toEqual({ id: id + 1, name: 'RINV/2026/00001', draft: false });
    expect(await odoo.bot.call('account.move', 'read', { ids: [id + 1], load: null })).toMatchObject([
      {
        move_type: 'out_refund',
        state: 'posted',
        ref: 'Reversal of: INV/2026/00001, Väärä hinta',
        reversed_entry_id: id,
        payment_reference: false,
        invoice_date: '2026-11-15',
        invoice_date_due: '2026-11-15',
        invoice_payment_term_id: false,
        invoice_origin: 'S0001',
        narration: '<p>Terms</p>',
        amount_total: 125.5,
        amount_total_signed: -125.5,
      },
    ]);
    expect(value(id, 'reversal_move_ids')).toEqual([id + 1]);
    expect(value(id + 1, 'invoice_line_ids')).toHaveLength(2);
  });

  test('settles the invoice when it is posted, not before', () => {
    const id = invoice();
    const { id: draft, name } = odoo.simulator.createCreditNote({ invoice: id, post: false });
    expect(name).toBe(false);
    expect(standing(id)).toEqual(['not_paid', 125.5]);
    odoo.simulator.remove('account.move', draft);
    const { id: note } = odoo.simulator.createCreditNote({ invoice: id });
    expect([standing(id), standing(note)]).toEqual([
      ['reversed', 0],
      ['paid', 0],
    ]);
  });

  test('of a part leaves the rest open; what is credited beyond it stays open on the note', () => {
    const id = invoice();
    const part = (price: number): number =>
      odoo.simulator.createCreditNote({ invoice: id, lines: [{ product: 'KB-100', price, taxes }] }).id;
    const first = part(50);
    expect([standing(id), standing(first)]).toEqual([
      ['partial', 62.75],
      ['paid', 0],
    ]);
    const second = part(80);
    expect([standing(id), standing(second)]).toEqual([
      ['reversed', 0],
      ['partial', 37.65],
    ]);
  });

  test('of a paid invoice stays open', () => {
    const id = invoice();
    odoo.simulator.registerPayment({ invoice: id });
    const { id: note } = odoo.simulator.createCreditNote({ invoice: id });
    expect([standing(id), standing(note)]).toEqual([
      ['paid', 0],
      ['not_paid', 125.5],
    ]);
  });

  test('can be followed by a new draft like the old invoice', () => {
    const id = invoice();
    const { draft } = odoo.simulator.createCreditNote({ invoice: id, date: '2026-11-15', modify: true });
    expect(value(id, 'payment_state')).toBe('reversed');
    expect([value(Number(draft), 'state'), value(Number(draft), 'date')]).toEqual(['draft', '2026-11-15']);
    expect([value(Number(draft), 'amount_total'), value(Number(draft), 'invoice_date')]).toEqual([
      125.5,
      false,
    ]);
  });

  test('is refused for a draft', async () => {
    const reply = await post('/credit-notes', { invoice: invoice({ post: false }) });
    expect(reply.status).toBe(400);
  });
});

describe('settling', () => {
  test('a credit note of its own settles an invoice when somebody says so, and can be taken back', async () => {
    const id = invoice();
    const note = invoice({ type: 'out_refund', lines: [{ product: 'KB-100', price: 40, taxes }] });
    expect(standing(note)).toEqual(['not_paid', 50.2]);
    expect((await post('/reconcile', { invoice: id, with: note })).json).toEqual({ ok: true });
    expect([standing(id), standing(note)]).toEqual([
      ['partial', 75.3],
      ['paid', 0],
    ]);
    expect(await owed(id)).toMatchObject([
      { amount_residual: 75.3, reconciled: false, matching_number: 'P1', matched_credit_ids: [1] },
    ]);
    expect(await owed(note)).toMatchObject([
      { amount_residual: 0, reconciled: true, matching_number: 'P1', matched_debit_ids: [1] },
    ]);
    const parts = await odoo.bot.call('account.partial.reconcile', 'read', {
      ids: [1],
      fields: ['amount', 'debit_amount_currency', 'debit_move_id', 'credit_move_id', 'max_date'],
      load: null,
    });
    expect(parts).toMatchObject([{ amount: 50.2, debit_amount_currency: 50.2, max_date: '2026-11-10' }]);
    expect((await post('/unreconcile', { invoice: id })).json).toEqual({ ok: true });
    expect([standing(id), standing(note)]).toEqual([
      ['not_paid', 125.5],
      ['not_paid', 50.2],
    ]);
    expect(await owed(id)).toMatchObject([{ matching_number: false, matched_credit_ids: [] }]);
  });

  test('what is not open is not settled again', async () => {
    const id = invoice();
    const { id: note } = odoo.simulator.createCreditNote({ invoice: id });
    expect((await post('/reconcile', { invoice: id, with: note })).status).toBe(400);
    expect((await post('/reconcile', { invoice: id, with: 999 })).status).toBe(400);
  });
});

describe('payments', () => {
  test('that write off the rest pay the invoice with less money, as the wizard does', async () => {
    const id = invoice();
    odoo.simulator.registerPayment({ invoice: id, amount: 122.99, writeOff: '4230' });
    expect(standing(id)).toEqual(['paid', 0]);
    const [payment] = (await odoo.bot.call('account.payment', 'web_read', {
      ids: [1],
      specification: {
        amount: {},
        amount_company_currency_signed: {},
        move_id: { fields: { line_ids: { fields: { balance: {}, account_id: { fields: { code: {} } } } } } },
      },
    })) as readonly { move_id: { line_ids: readonly { balance: number; account_id: { code: string } }[] } }[];
    expect(payment).toMatchObject({ amount: 122.99, amount_company_currency_signed: 122.99 });
    expect(payment?.move_id.line_ids.map(({ balance, account_id }) => [account_id.code, balance])).toEqual([
      ['1923', 122.99],
      ['1701', -125.5],
      ['4230', 2.51],
    ]);
  });

  test('a part leaves the invoice partly paid, the rest pays it', async () => {
    const id = invoice();
    const first = await post('/payments', { invoice: 'INV/2026/00001', amount: 20, date: '2026-11-18' });
    expect(first.json).toEqual({ id: 1, name: 'PBNK1/2026/00001' });
    expect(standing(id)).toEqual(['partial', 105.5]);
    expect(odoo.simulator.value('account.payment', 1, 'state')).toBe('in_process');
    odoo.simulator.registerPayment({ invoice: id });
    expect(standing(id)).toEqual(['paid', 0]);
    expect(value(id, 'amount_paid')).toBe(125.5);
    expect(value(id, 'matched_payment_ids')).toEqual([2, 1]);
    expect(await owed(id)).toMatchObject([
      { reconciled: true, matching_number: '1', full_reconcile_id: 1, matched_credit_ids: [1, 2] },
    ]);
    expect(
      await odoo.bot.call('account.payment', 'read', {
        ids: [2],
        fields: ['state', 'payment_type', 'amount', 'memo', 'is_reconciled', 'invoice_ids'],
        load: null,
      }),
    ).toEqual([
      {
        id: 2,
        state: 'paid',
        payment_type: 'inbound',
        amount: 105.5,
        memo: '2026000011',
        is_reconciled: true,
        invoice_ids: [id],
      },
    ]);
  });

  test('a payment that is too big stays open with the customer, nothing is paid twice', async () => {
    const id = invoice();
    odoo.simulator.registerPayment({ invoice: id, amount: 130 });
    expect(standing(id)).toEqual(['paid', 0]);
    expect((await post('/payments', { invoice: id })).status).toBe(400);
  });

  test('a credit note is paid out', () => {
    const note = invoice({ type: 'out_refund' });
    const { id } = odoo.simulator.registerPayment({ invoice: note });
    expect(standing(note)).toEqual(['paid', 0]);
    expect(odoo.simulator.value('account.payment', id, 'payment_type')).toBe('outbound');
  });

  test('credit note and payment together make an invoice paid, not reversed', () => {
    const id = invoice();
    odoo.simulator.createCreditNote({ invoice: id, lines: [{ product: 'KB-100', price: 40, taxes }] });
    odoo.simulator.registerPayment({ invoice: id });
    expect(standing(id)).toEqual(['paid', 0]);
  });

  test('with the accounting application an invoice is in payment until the bank statement is matched', () => {
    const [module] = odoo.simulator.db
      .rows('ir.module.module')
      .filter((row) => row['name'] === 'account_accountant');
    odoo.simulator.edit('ir.module.module', module?.id ?? 0, { state: 'installed' });
    const id = invoice();
    const payment = odoo.simulator.registerPayment({ invoice: id });
    expect([value(id, 'payment_state'), value(id, 'status_in_payment')]).toEqual([
      'in_payment',
      'in_payment',
    ]);
    odoo.simulator.edit('account.payment', payment.id, { is_matched: true });
    expect(value(id, 'payment_state')).toBe('paid');
  });

  test('in installments the earliest is paid first', async () => {
    const id = invoice({ paymentTerm: odoo.simulator.ref('account.account_payment_term_advance_60days') });
    odoo.simulator.registerPayment({ invoice: id, amount: 50 });
    expect(await owed(id)).toMatchObject([{ amount_residual: 0 }, { amount_residual: 75.5 }]);
  });

  test('another rate on the day of payment is booked as an exchange difference', async () => {
    const id = invoice({ date: '2026-03-01', currency: 'SEK' });
    expect(value(id, 'amount_total_signed')).toBe(11.43);
    odoo.simulator.registerPayment({ invoice: id, date: '2026-03-02' });
    expect([...standing(id), value(id, 'amount_residual_signed')]).toEqual(['paid', 0, 0]);
    const parts = await odoo.bot.call('account.partial.reconcile', 'search_read', {
      domain: [],
      fields: ['amount', 'debit_amount_currency', 'exchange_move_id'],
    });
    expect(parts).toMatchObject([
      { amount: 11.41, debit_amount_currency: 125.5, exchange_move_id: [id + 2, 'EXCH/2026/03/0001'] },
      { amount: 0.02, debit_amount_currency: 0, exchange_move_id: false },
    ]);
    expect(value(id + 2, 'date')).toBe('2026-03-31');
  });

  test('parts in a foreign currency are settled at the rate of the invoice, as a real Odoo 19 does', async () => {
    const id = invoice({
      date: '2026-01-15',
      currency: 'USD',
      lines: [{ product: 'KB-100', price: 1000, taxes }],
    });
    const open = (): unknown[] => [value(id, 'amount_residual'), value(id, 'amount_residual_signed')];
    expect(open()).toEqual([1255, 1068.08]);
    odoo.simulator.registerPayment({ invoice: id, date: '2026-02-10', amount: 400 });
    expect(open()).toEqual([855, 727.66]);
    odoo.simulator.registerPayment({ invoice: id, date: '2026-03-10', amount: 500 });
    expect(open()).toEqual([355, 302.13]);
    odoo.simulator.registerPayment({ invoice: id, date: '2026-06-10' });
    expect([...standing(id), ...open()]).toEqual(['paid', 0, 0, 0]);
    const parts = await odoo.bot.call('account.partial.reconcile', 'search_read', {
      domain: [],
      fields: ['amount'],
      order: 'id',
    });
    const amounts = [340.42, 0.01, 425.53, 35.85, 302.13, 20.6];
    expect(parts).toMatchObject(amounts.map((amount) => ({ amount })));
  });

  test('are listed in the state, their entries are no invoices', () => {
    const id = invoice();
    odoo.simulator.registerPayment({ invoice: id });
    const { invoices, payments } = odoo.simulator.state();
    expect([invoices.length, payments.length]).toEqual([1, 1]);
    expect(value(id + 1, 'move_type')).toBe('entry');
  });
});

test('a draft keeps what has settled it', async () => {
  const id = invoice();
  odoo.simulator.registerPayment({ invoice: id });
  await odoo.bot.call('account.move', 'button_draft', { ids: [id] });
  expect([value(id, 'state'), ...standing(id)]).toEqual(['draft', 'paid', 0]);
});

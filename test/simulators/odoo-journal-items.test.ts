import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { member, startOdoo } from './odoo-client.ts';
import type { Setting } from './odoo-client.ts';

let odoo: Setting;
beforeEach(async () => {
  odoo = await startOdoo();
});
afterEach(() => odoo.close());

const GOODS = 'tax_dom_sales_goods_25_5';

function posted(more: object = {}): number {
  const made = odoo.simulator.createInvoice({
    partner: 'Havutupa Tukku Oy',
    date: '2026-11-20',
    lines: [
      { kind: 'section', name: 'Boxes' },
      { product: 'KB-100', quantity: 2, price: 10, taxes: [GOODS] },
      { kind: 'subsection', name: 'More' },
      { product: 'KB-200', quantity: 1, price: 5, taxes: [GOODS] },
      { kind: 'note', name: 'Handle with care' },
    ],
    ...more,
  });
  return made.id;
}

const items = (id: number, ...fields: string[]): Promise<unknown> =>
  odoo.bot.call('account.move.line', 'search_read', {
    domain: [['move_id', '=', id]],
    fields,
    order: 'sequence, id',
    load: null,
  });

describe('journal items', () => {
  test('an invoice is one tree of rows, tax and what is owed, readable in one call', async () => {
    const id = posted();
    const trees = await odoo.bot.call('account.move', 'web_read', {
      ids: [id],
      specification: {
        invoice_line_ids: {},
        line_ids: { fields: { display_type: {}, balance: {}, debit: {}, credit: {}, account_code: {} } },
      },
    });
    const row = (display_type: string, balance: number, account_code: unknown = false): object => ({
      display_type,
      balance,
      debit: Math.max(0, balance),
      credit: Math.max(0, -balance),
      account_code,
    });
    expect(trees).toMatchObject([
      {
        invoice_line_ids: [1, 2, 3, 4, 5],
        line_ids: [
          row('line_section', 0),
          row('product', -20, '3000'),
          row('line_subsection', 0),
          row('product', -5, '3000'),
          row('line_note', 0),
          row('tax', -6.38, '2930'),
          row('payment_term', 31.38, '1701'),
        ],
      },
    ]);
  });

  test('a credit note is booked the other way round', async () => {
    expect(await items(posted({ type: 'out_refund' }), 'balance', 'amount_residual')).toMatchObject([
      { balance: 0 },
      { balance: 20 },
      { balance: 0 },
      { balance: 5 },
      { balance: 0 },
      { balance: 6.38, amount_residual: 0 },
      { balance: -31.38, amount_residual: -31.38 },
    ]);
  });

  test('what is owed is named after the reference, and each installment is counted', async () => {
    const paymentTerm = odoo.simulator.ref('account.account_payment_term_advance_60days');
    const id = posted({ paymentTerm });
    const found = await odoo.bot.call('account.move.line', 'search_read', {
      domain: [
        ['move_id', '=', id],
        ['display_type', '=', 'payment_term'],
      ],
      fields: ['name', 'date_maturity', 'balance'],
    });
    expect(found).toMatchObject([
      { name: '2026000011 installment #1', date_maturity: '2026-11-20', balance: 9.41 },
      { name: '2026000011 installment #2', date_maturity: '2027-01-19', balance: 21.97 },
    ]);
    expect(odoo.simulator.value('account.move', id, 'invoice_date_due')).toBe('2027-01-19');
  });

  test('the tax row says which tax, which part of it and of what', async () => {
    const tax = odoo.simulator.ref(`account.1_${GOODS}`);
    const id = posted();
    const rows = await odoo.bot.call('account.move.line', 'search_read', {
      domain: [
        ['move_id', '=', id],
        ['tax_line_id', '=', tax],
      ],
      fields: ['tax_base_amount', 'tax_repartition_line_id', 'tax_group_id'],
      load: null,
    });
    expect(rows).toMatchObject([{ tax_base_amount: -25 }]);
    const part = member(Array.isArray(rows) ? rows[0] : undefined, 'tax_repartition_line_id');
    expect(
      await odoo.bot.call('account.tax.repartition.line', 'read', {
        ids: [part],
        fields: ['document_type', 'repartition_type', 'factor_percent', 'tax_id'],
        load: null,
      }),
    ).toEqual([
      { id: part, document_type: 'invoice', repartition_type: 'tax', factor_percent: 100, tax_id: tax },
    ]);
  });

  test('follow the rows of a draft, and keep being the same records', async () => {
    const id = posted({ post: false });
    const before = await items(id, 'display_type');
    const lines = odoo.simulator.value('account.move', id, 'invoice_line_ids');
    const first = Array.isArray(lines) ? lines[1] : undefined;
    await odoo.bot.call('account.move', 'write', {
      ids: [id],
      vals: { invoice_line_ids: [[1, first, { price_unit: 100 }]] },
    });
    expect(await items(id, 'display_type')).toEqual(before);
    expect(odoo.simulator.value('account.move', id, 'amount_residual')).toBe(257.28);
    expect(await odoo.bot.call('account.move', 'unlink', { ids: [id] })).toBe(true);
    expect(await items(id, 'display_type')).toEqual([]);
  });

  test('may not be changed or deleted one by one', async () => {
    const id = posted({ post: false });
    const [tax] = await odoo.bot.ids('account.move.line', 'search', {
      domain: [
        ['move_id', '=', id],
        ['display_type', '=', 'tax'],
      ],
    });
    const write = await odoo.bot.reply('account.move.line', 'write', { ids: [tax], vals: { name: 'x' } });
    expect(write.status).toBe(501);
    expect((await odoo.bot.reply('account.move.line', 'unlink', { ids: [tax] })).status).toBe(501);
  });
});

describe('currencies', () => {
  test.each([
    ['2024-05-05', 11.42],
    ['2026-03-01', 10.9812],
    ['2026-03-02', 11.0034],
    ['2026-03-31', 11.0034],
  ])('on %s one euro is %d Swedish crowns', (date, rate) => {
    const id = posted({ date, currency: 'SEK' });
    expect(odoo.simulator.value('account.move', id, 'invoice_currency_rate')).toBe(rate);
  });

  test('rows are booked in euros, and what they add up to is what is owed', async () => {
    const id = posted({ date: '2026-03-02', currency: 'SEK' });
    expect(await items(id, 'amount_currency', 'balance')).toMatchObject([
      {},
      { amount_currency: -20, balance: -1.82 },
      {},
      { amount_currency: -5, balance: -0.45 },
      {},
      { amount_currency: -6.38, balance: -0.58 },
      { amount_currency: 31.38, balance: 2.85 },
    ]);
    const { simulator } = odoo;
    expect(simulator.value('account.move', id, 'amount_total')).toBe(31.38);
    expect(simulator.value('account.move', id, 'amount_total_signed')).toBe(2.85);
  });

  test('rates can be read, and new ones entered by the administrator', async () => {
    const currency = odoo.simulator.ref('base.USD');
    await odoo.admin.call('res.currency.rate', 'create', {
      vals_list: { currency_id: currency, name: '2026-11-20', company_rate: 1.25 },
    });
    expect(
      await odoo.bot.call('res.currency.rate', 'search_read', {
        domain: [['currency_id', '=', currency]],
        fields: ['name', 'rate'],
        limit: 1,
      }),
    ).toMatchObject([{ name: '2026-11-20', rate: 1.25 }]);
    const id = posted({ currency: 'USD' });
    expect(odoo.simulator.value('account.move', id, 'invoice_currency_rate')).toBe(1.25);
  });
});

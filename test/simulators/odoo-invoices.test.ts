import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { finnishReference, finnishRfReference } from '../../simulators/odoo/models/references.ts';
import { startOdoo } from './odoo-client.ts';
import type { Setting } from './odoo-client.ts';

let odoo: Setting;
beforeEach(async () => {
  odoo = await startOdoo();
});
afterEach(() => odoo.close());

const GOODS = 'tax_dom_sales_goods_25_5';
const value = (id: number, field: string): unknown => odoo.simulator.value('account.move', id, field);

async function draft(over: object = {}): Promise<number> {
  const [partner] = await odoo.bot.ids('res.partner', 'search', {
    domain: [['name', '=', 'Havutupa Tukku Oy']],
  });
  return odoo.bot.one('account.move', 'create', {
    vals_list: {
      move_type: 'out_invoice',
      partner_id: partner,
      invoice_date: '2026-11-20',
      invoice_line_ids: [
        [
          0,
          0,
          {
            name: 'Box',
            quantity: 2,
            price_unit: 10,
            tax_ids: [[6, 0, [odoo.simulator.ref(`account.1_${GOODS}`)]]],
          },
        ],
      ],
      ...over,
    },
  });
}

describe('reference numbers', () => {
  test.each([
    ['INV/2026/00001', '2026000011', undefined],
    ['INV/2026/00012', '2026000121', 'RF032026000121'],
  ])('%s is %s', (name, reference, rf) => {
    expect(finnishReference(name)).toBe(reference);
    if (rf !== undefined) expect(finnishRfReference(name)).toBe(rf);
  });
});

describe('posting', () => {
  test('a draft has no number; posting numbers per journal and year and sets the Finnish reference', async () => {
    const [first, second, next] = [await draft(), await draft(), await draft({ invoice_date: '2027-01-02' })];
    expect(value(first, 'name')).toBe(false);
    expect(await odoo.bot.call('account.move', 'action_post', { ids: [first, second, next] })).toBe(false);
    expect([first, second, next].map((id) => value(id, 'name'))).toEqual([
      'INV/2026/00001',
      'INV/2026/00002',
      'INV/2027/00001',
    ]);
    expect(value(first, 'payment_reference')).toBe('2026000011');
    expect(value(first, 'state')).toBe('posted');
    expect(value(first, 'date')).toBe('2026-11-20');
  });

  test('credit notes have their own series and no reference', async () => {
    const invoice = await draft();
    await odoo.bot.call('account.move', 'action_post', { ids: [invoice] });
    const note = await draft({ move_type: 'out_refund', reversed_entry_id: invoice });
    await odoo.bot.call('account.move', 'action_post', { ids: [note] });
    expect(value(note, 'name')).toBe('RINV/2026/00001');
    expect(value(note, 'payment_reference')).toBe(false);
    expect(value(note, 'amount_total')).toBe(25.1);
    expect(value(note, 'amount_total_signed')).toBe(-25.1);
    expect(value(invoice, 'reversal_move_ids')).toEqual([note]);
  });

  test('a posted move is not posted again', async () => {
    const id = await draft();
    await odoo.bot.call('account.move', 'action_post', { ids: [id] });
    const again = await odoo.bot.reply('account.move', 'action_post', { ids: [id] });
    expect(again.json).toMatchObject({ name: 'odoo.exceptions.UserError' });
  });

  test('a customer invoice without a date gets today where the user lives', async () => {
    const id = await draft({ invoice_date: false });
    await odoo.bot.call('account.move', 'action_post', { ids: [id] });
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' }).format(new Date());
    expect(value(id, 'invoice_date')).toBe(today);
  });

  test('a vendor bill without a date is refused', async () => {
    const [partner] = await odoo.bot.ids('res.partner', 'search', {
      domain: [['name', '=', 'Pakkaspalvelu Oy']],
    });
    const id = await odoo.bot.one('account.move', 'create', {
      vals_list: {
        move_type: 'in_invoice',
        partner_id: partner,
        invoice_line_ids: [[0, 0, { name: 'Repair', price_unit: 50, tax_ids: [[6, 0, []]] }]],
      },
    });
    expect((await odoo.bot.reply('account.move', 'action_post', { ids: [id] })).status).toBe(422);
    await odoo.bot.call('account.move', 'write', { ids: [id], vals: { invoice_date: '2026-11-20' } });
    await odoo.bot.call('account.move', 'action_post', { ids: [id] });
    expect(value(id, 'name')).toBe('BILL/2026/11/0001');
  });

  test('an invoice dated in a locked period keeps its date and is booked today', async () => {
    odoo.simulator.edit('res.company', 1, { sale_lock_date: '2026-11-20' });
    const id = await draft();
    await odoo.bot.call('account.move', 'action_post', { ids: [id] });
    expect(value(id, 'invoice_date')).toBe('2026-11-20');
    expect(String(value(id, 'date')) > '2026-11-20').toBe(true);
  });

  test('nothing to sell, nobody to sell to and a negative total are refused', async () => {
    const empty = await draft({ invoice_line_ids: [] });
    const nobody = await draft({ partner_id: false });
    const negative = await draft({
      invoice_line_ids: [[0, 0, { name: 'Refund', price_unit: -5, tax_ids: [[6, 0, []]] }]],
    });
    for (const id of [empty, nobody, negative]) {
      expect((await odoo.bot.reply('account.move', 'action_post', { ids: [id] })).status).toBe(422);
      expect(value(id, 'state')).toBe('draft');
    }
  });

  test('reset to draft keeps the number; the last one may be deleted and is used again', async () => {
    const [first, second] = [await draft(), await draft()];
    await odoo.bot.call('account.move', 'action_post', { ids: [first, second] });
    expect((await odoo.bot.reply('account.move', 'unlink', { ids: [second] })).status).toBe(422);
    await odoo.bot.call('account.move', 'button_draft', { ids: [first, second] });
    expect(value(second, 'name')).toBe('INV/2026/00002');
    expect((await odoo.bot.reply('account.move', 'unlink', { ids: [first] })).status).toBe(422);
    expect(await odoo.bot.call('account.move', 'unlink', { ids: [second] })).toBe(true);
    const third = await draft();
    await odoo.bot.call('account.move', 'action_post', { ids: [third] });
    expect(value(third, 'name')).toBe('INV/2026/00002');
    await odoo.bot.call('account.move', 'button_cancel', { ids: [third] });
    expect(value(third, 'state')).toBe('cancel');
  });
});

test('without terms an invoice is due on the day that it is made, whatever its date', async () => {
  const today = odoo.simulator.clock.now().toLocaleDateString('sv-SE', { timeZone: 'Europe/Helsinki' });
  const id = await draft({ invoice_date: '2027-03-01' });
  await odoo.bot.call('account.move', 'action_post', { ids: [id] });
  expect(value(id, 'invoice_date_due')).toBe(today);
});

describe('a posted invoice', () => {
  let id: number;
  let line: number;
  beforeEach(async () => {
    id = await draft();
    await odoo.bot.call('account.move', 'action_post', { ids: [id] });
    [line = 0] = await odoo.bot.ids('account.move.line', 'search', { domain: [['move_id', '=', id]] });
  });

  test.each([
    ['ref', 'PO 77'],
    ['payment_reference', 'RF032026000121'],
    ['narration', '<p>Thank you</p>'],
  ])('takes a new %s', async (name, wanted) => {
    await odoo.bot.call('account.move', 'write', { ids: [id], vals: { [name]: wanted } });
    expect(value(id, name)).toBe(wanted);
  });

  test.each([
    ['invoice_line_ids', [[0, 0, { name: 'More', price_unit: 1 }]]],
    ['invoice_date', '2026-11-19'],
    ['date', '2026-11-19'],
    ['partner_id', 5],
    ['currency_id', 2],
  ])('refuses a new %s', async (name, wanted) => {
    const reply = await odoo.bot.reply('account.move', 'write', { ids: [id], vals: { [name]: wanted } });
    expect(reply.status).toBe(422);
    expect(reply.json).toMatchObject({ name: 'odoo.exceptions.UserError' });
  });

  test('refuses a new price on a row, also through the row itself', async () => {
    const reply = await odoo.bot.reply('account.move.line', 'write', {
      ids: [line],
      vals: { price_unit: 1 },
    });
    expect(reply.json).toMatchObject({ name: 'odoo.exceptions.UserError' });
    expect((await odoo.bot.reply('account.move.line', 'unlink', { ids: [line] })).status).toBe(422);
    expect(value(id, 'amount_total')).toBe(25.1);
  });

  test('can be changed past the guards at the control surface, and its sums follow', () => {
    odoo.simulator.edit('account.move.line', line, { price_unit: 20 });
    expect(value(id, 'amount_total')).toBe(50.2);
    odoo.simulator.edit('account.move', id, { amount_residual: 0, payment_state: 'paid' });
    expect(value(id, 'amount_paid')).toBe(50.2);
  });
});

describe('totals', () => {
  test('follow the company setting, quantities of two decimals and price-included taxes on the document', async () => {
    const tax = odoo.simulator.ref(`account.1_${GOODS}`);
    const lines = [1, 2, 3].map(() => [0, 0, { name: 'Cent', price_unit: 0.1, tax_ids: [[6, 0, [tax]]] }]);
    const id = await draft({ invoice_line_ids: lines });
    expect(value(id, 'amount_tax')).toBe(0.08);
    odoo.simulator.edit('res.company', 1, { tax_calculation_rounding_method: 'round_per_line' });
    const other = await draft({ invoice_line_ids: lines });
    expect(value(other, 'amount_tax')).toBe(0.09);
    const third = await draft({
      invoice_line_ids: [[0, 0, { name: 'Part', quantity: 1.333, price_unit: 3 }]],
    });
    expect(value(third, 'amount_untaxed')).toBe(3.99);
    odoo.simulator.edit('account.tax', tax, { price_include_override: 'tax_included' });
    const included = await draft();
    expect([value(included, 'amount_untaxed'), value(included, 'amount_tax')]).toEqual([15.94, 4.06]);
  });

  test('a foreign invoice has signed sums in the company currency', async () => {
    const id = await draft({ currency_id: odoo.simulator.ref('base.SEK') });
    expect(value(id, 'amount_total')).toBe(25.1);
    expect(value(id, 'invoice_currency_rate')).toBe(11.25);
    expect(value(id, 'amount_total_signed')).toBe(2.23);
  });

  test('replacing the rows of a draft in one write works', async () => {
    const id = await draft();
    await odoo.bot.call('account.move', 'write', {
      ids: [id],
      vals: {
        invoice_line_ids: [
          [5, 0, 0],
          [0, 0, { name: 'Other', price_unit: 7, tax_ids: [[6, 0, []]] }],
        ],
      },
    });
    expect(value(id, 'amount_total')).toBe(7);
    expect(value(id, 'invoice_line_ids')).toHaveLength(1);
  });
});

test('a product gives the row its name, price, unit, tax and account', () => {
  const { id } = odoo.simulator.createInvoice({
    partner: 'Aava Hiidenkoski',
    lines: [{ product: 'KB-WORK' }],
  });
  const lines = odoo.simulator.state().invoices.find((move) => move['id'] === id)?.['lines'];
  const line = Array.isArray(lines) ? lines[0] : undefined;
  expect(line).toMatchObject({
    name: '[KB-WORK] Packing work',
    price_unit: 65,
    product_uom_id: odoo.simulator.ref('uom.product_uom_hour'),
    tax_ids: [odoo.simulator.ref('account.1_tax_dom_sales_service_25_5')],
  });
});

test('a payment term decides the due date', () => {
  const paymentTerm = odoo.simulator.ref('account.account_payment_term_30days');
  const { id } = odoo.simulator.createInvoice({
    partner: 'Havutupa Tukku Oy',
    date: '2026-11-20',
    paymentTerm,
    lines: [{ product: 'KB-100' }],
  });
  expect(value(id, 'invoice_date_due')).toBe('2026-12-20');
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startOdoo } from './odoo-client.ts';
import type { Setting } from './odoo-client.ts';

let odoo: Setting;
beforeEach(async () => {
  odoo = await startOdoo();
});
afterEach(() => odoo.close());

const value = (model: string, id: number, field: string): unknown => odoo.simulator.value(model, id, field);
const partner = (values: object): Promise<number> =>
  odoo.bot.one('res.partner', 'create', { vals_list: { is_company: true, ...values } });
const country = (code: string): number => odoo.simulator.ref(`base.${code}`);

/** Fiscal position and taxes of an invoice over goods and work at 25.5 %. */
async function underPosition(values: object, head: object = {}): Promise<unknown> {
  const customer = await partner({ name: 'Asiakas', ...values });
  const { id } = odoo.simulator.createInvoice({
    partner: customer,
    lines: [{ product: 'KB-100' }, { product: 'KB-WORK' }],
    values: { ...head },
    post: false,
  });
  const [move] = await read('account.move', [id], ['fiscal_position_id', 'invoice_line_ids']);
  const lines = await read('account.move.line', listOf(move?.['invoice_line_ids']), ['tax_ids']);
  const names = lines.map((line) => listOf(line['tax_ids']).map((tax) => value('account.tax', tax, 'name')));
  const position = move?.['fiscal_position_id'];
  return [Array.isArray(position) ? position[1] : position, names];
}

async function read(model: string, ids: number[], fields: string[]): Promise<Record<string, unknown>[]> {
  const found = await odoo.bot.call(model, 'read', { ids, fields });
  return Array.isArray(found) ? found.map((row: object) => ({ ...row })) : [];
}

function listOf(ids: unknown): number[] {
  return Array.isArray(ids) ? ids.map(Number) : [];
}

describe('the fiscal position that an invoice falls under', () => {
  // As a real Odoo 19 with the Finnish chart was seen to choose.
  test.each([
    ['a Finnish company', { code: 'fi', vat: 'FI93456727' }, 'Finland', [['25.5%'], ['25.5% S']]],
    [
      'a Swedish company with a VAT number',
      { code: 'se', vat: 'SE556036079301' },
      'EU',
      [['0% EU G'], ['0% EU S']],
    ],
    ['somebody in Sweden', { code: 'se' }, 'EU no VAT', [['25.5%'], ['25.5% S']]],
    ['an American company', { code: 'us' }, 'Non EU', [['0% EX'], ['0% EX']]],
    ['a company on Åland, whose taxes are archived', { code: 'ax' }, 'Aland', [['25.5%'], ['25.5% S']]],
  ])('for %s', async (_who, { code, ...values }, position, taxes) => {
    expect(await underPosition({ country_id: country(code), ...values })).toEqual([position, taxes]);
  });

  test('is none for a customer without a country', async () => {
    expect(await underPosition({})).toEqual([false, [['25.5%'], ['25.5% S']]]);
  });

  test('takes all taxes away where it has no active ones', async () => {
    const construction = odoo.simulator.ref('account.1_construction');
    expect(await underPosition({ country_id: country('fi') }, { fiscal_position_id: construction })).toEqual([
      'Construction services + Scrap metal',
      [[], []],
    ]);
  });

  test('leaves taxes alone that somebody chose', () => {
    const { id } = odoo.simulator.createInvoice({
      partner: 'Nordlicht Muster GmbH',
      lines: [{ product: 'KB-100', price: 100, taxes: ['tax_dom_sales_goods_25_5'] }],
    });
    expect(value('account.move', id, 'amount_total')).toBe(125.5);
  });
});

describe('the taxes of the Finnish chart', () => {
  test('are all there for sales, archived ones too, with their external ids', async () => {
    const found = await odoo.bot.call('account.tax', 'search_read', {
      domain: [
        ['type_tax_use', '=', 'sale'],
        ['company_id', '=', 1],
      ],
      fields: ['name', 'active'],
      context: { active_test: false },
    });
    const all = Array.isArray(found) ? found.map((tax: object) => ({ ...tax })) : [];
    expect(all).toHaveLength(16);
    expect(all.filter((tax: { active?: unknown }) => tax.active === true)).toHaveLength(9);
    const export0 = odoo.simulator.ref('account.1_vat0export');
    expect(value('account.tax', export0, 'invoice_label')).toBe('0% EX');
    expect(value('account.tax', export0, 'original_tax_ids')).toHaveLength(4);
  });
});

describe('contacts of a company', () => {
  test('share its identity and terms; plain contacts its address too', async () => {
    const term = odoo.simulator.ref('account.account_payment_term_30days');
    const parent = await partner({
      name: 'Emo Oy',
      vat: 'FI93456727',
      street: 'Kuusikuja 1',
      country_id: country('fi'),
      property_payment_term_id: term,
    });
    const child = (values: object): Promise<number> =>
      partner({ parent_id: parent, is_company: false, ...values });
    const contact = await child({ name: 'Maija' });
    const delivery = await child({ name: 'Varasto', type: 'delivery', street: 'Satama 2' });
    const rows = await read(
      'res.partner',
      [contact, delivery],
      ['vat', 'street', 'country_id', 'commercial_company_name', 'property_payment_term_id'],
    );
    const same = { vat: 'FI93456727', commercial_company_name: 'Emo Oy' };
    expect(rows).toMatchObject([
      { ...same, street: 'Kuusikuja 1', property_payment_term_id: [term, '30 Days'] },
      { ...same, street: 'Satama 2', country_id: false },
    ]);
    const { id } = odoo.simulator.createInvoice({ partner: contact, lines: [{ product: 'KB-100' }] });
    expect([
      value('account.move', id, 'commercial_partner_id'),
      value('account.move', id, 'partner_shipping_id'),
      value('account.move', id, 'invoice_payment_term_id'),
    ]).toEqual([parent, contact, term]);
  });

  test.each([
    ['FI93456727', 'fi', '0213', 'FI93456727'],
    [false, 'fi', '0216', false],
    ['SE556036079301', 'se', '9955', 'SE556036079301'],
    [false, 'us', false, false],
  ])('VAT number %s in %s: electronic address %s:%s', async (vat, code, eas, endpoint) => {
    const id = await partner({ name: 'Osoite Oy', vat, country_id: country(code) });
    expect([value('res.partner', id, 'peppol_eas'), value('res.partner', id, 'peppol_endpoint')]).toEqual([
      eas,
      endpoint,
    ]);
  });

  test('categories stay refused, names that Odoo does not have too', async () => {
    const write = (vals: object): Promise<unknown> =>
      odoo.bot.reply('res.partner', 'write', { ids: [5], vals }).then(({ status }) => status);
    expect(await write({ category_id: [[6, 0, []]] })).toBe(501);
    expect(await write({ einvoice_operator: 'x' })).toBe(500);
  });
});

describe('a row', () => {
  test('is named in the language of the customer and priced in the currency of the invoice', () => {
    const { id } = odoo.simulator.createInvoice({
      partner: 'Havutupa Tukku Oy',
      date: '2026-03-02',
      currency: 'SEK',
      lines: [{ product: 'KB-100' }],
    });
    const [line] = listOf(value('account.move', id, 'invoice_line_ids'));
    expect(value('account.move.line', line ?? 0, 'name')).toBe('[KB-100] Muuttolaatikko 60 l');
    expect(value('account.move.line', line ?? 0, 'price_unit')).toBeCloseTo(273.98466, 10);
  });

  test('may be shared out over accounts of several plans', async () => {
    const accounts = await odoo.bot.ids('account.analytic.account', 'search', { domain: [], order: 'id' });
    const [sales, , project] = accounts;
    const { id } = odoo.simulator.createInvoice({
      partner: 'Havutupa Tukku Oy',
      lines: [{ product: 'KB-100', price: 100 }],
      post: false,
    });
    const [line] = listOf(value('account.move', id, 'invoice_line_ids'));
    await odoo.bot.call('account.move.line', 'write', {
      ids: [line],
      vals: { analytic_distribution: { [`${sales},${project}`]: 33.333, [String(sales)]: 66.667 } },
    });
    expect(value('account.move.line', line ?? 0, 'analytic_distribution')).toEqual({
      [`${sales},${project}`]: 33.33,
      [String(sales)]: 66.67,
    });
    expect(value('account.move.line', line ?? 0, 'distribution_analytic_account_ids')).toEqual([
      sales,
      project,
    ]);
  });
});

test('analytic accounts are open to invoicing, their plans are not', async () => {
  const body = { domain: [], fields: ['code', 'plan_id', 'root_plan_id'], order: 'id' };
  const found = await odoo.bot.call('account.analytic.account', 'search_read', body);
  expect(Array.isArray(found) ? found[3] : undefined).toMatchObject({
    code: 'P-2',
    plan_id: [3, 'Projektit / Asiakasprojektit'],
    root_plan_id: [2, 'Projektit'],
  });
  expect((await odoo.bot.reply('account.analytic.plan', 'search', { domain: [] })).status).toBe(403);
  expect(await odoo.admin.ids('account.analytic.plan', 'search', { domain: [] })).toHaveLength(3);
});

describe('a posted invoice', () => {
  test.each([
    ['delivery_date', '2026-11-19'],
    ['invoice_origin', 'S0001'],
    ['incoterm_location', 'Oulu'],
    ['invoice_incoterm_id', 1],
    ['partner_shipping_id', 5],
    ['invoice_user_id', 2],
  ])('takes a new %s, as Odoo 19 does', async (name, wanted) => {
    const { id } = odoo.simulator.createInvoice({ partner: 5, lines: [{ product: 'KB-100' }] });
    await odoo.bot.call('account.move', 'write', { ids: [id], vals: { [name]: wanted } });
    expect(value('account.move', id, name)).toBe(wanted);
  });

  test('is sent when somebody has sent it', async () => {
    const { id } = odoo.simulator.createInvoice({ partner: 5, lines: [{ product: 'KB-100' }] });
    const shown = (): unknown[] =>
      ['move_sent_values', 'status_in_payment'].map((name) => value('account.move', id, name));
    expect(shown()).toEqual(['not_sent', 'posted']);
    await odoo.bot.call('account.move', 'write', { ids: [id], vals: { is_move_sent: true } });
    expect(shown()).toEqual(['sent', 'sent']);
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { member, startOdoo } from './odoo-client.ts';
import type { Setting } from './odoo-client.ts';

let odoo: Setting;
let invoice: number;
beforeAll(async () => {
  odoo = await startOdoo();
  invoice = odoo.simulator.createInvoice({
    partner: 'Havutupa Tukku Oy',
    date: '2026-11-20',
    lines: [
      { kind: 'section', name: 'Boxes' },
      { product: 'KB-100', quantity: 2 },
      { kind: 'note', name: 'Handle with care' },
    ],
  }).id;
});
afterAll(() => odoo.close());

const partner = (name: string): Promise<number> =>
  odoo.bot.one('res.partner', 'search', { domain: [['name', '=', name]] });

describe('web_read', () => {
  test('reads a document with its partner, country, rows and taxes in one call', async () => {
    const [record] = await list(
      odoo.bot.call('account.move', 'web_read', {
        ids: [invoice],
        specification: {
          name: {},
          narration: {},
          journal_id: {},
          partner_id: {
            fields: { name: {}, country_id: { fields: { code: {} } }, parent_id: { fields: { name: {} } } },
          },
          currency_id: { fields: { name: {} } },
          invoice_line_ids: {
            fields: {
              display_type: {},
              name: {},
              quantity: {},
              price_subtotal: {},
              product_id: { fields: { default_code: {} } },
              tax_ids: { fields: { amount: {} } },
            },
          },
          reversal_move_ids: {},
        },
      }),
    );
    const havutupa = await partner('Havutupa Tukku Oy');
    expect(record).toMatchObject({
      id: invoice,
      name: 'INV/2026/00001',
      narration: false,
      journal_id: 1,
      partner_id: { id: havutupa, name: 'Havutupa Tukku Oy', country_id: { code: 'FI' }, parent_id: false },
      currency_id: { name: 'EUR' },
      invoice_line_ids: [
        { display_type: 'line_section', name: 'Boxes', quantity: 0, product_id: false, tax_ids: [] },
        {
          display_type: 'product',
          quantity: 2,
          price_subtotal: 49.8,
          product_id: { default_code: 'KB-100' },
          tax_ids: [{ amount: 25.5 }],
        },
        { display_type: 'line_note', name: 'Handle with care' },
      ],
      reversal_move_ids: [],
    });
  });

  test('gives plain ids for a relation without fields', async () => {
    const [record] = await list(
      odoo.bot.call('account.move', 'web_read', {
        ids: [invoice],
        specification: { partner_id: {}, invoice_line_ids: {} },
      }),
    );
    expect(record).toEqual({ id: invoice, partner_id: expect.any(Number), invoice_line_ids: [1, 2, 3] });
  });

  test('takes a context for what is nested', async () => {
    const [line] = await odoo.bot.ids('account.move.line', 'search', {
      domain: [['product_id', '!=', false]],
    });
    const [record] = await list(
      odoo.bot.call('account.move.line', 'web_read', {
        ids: [line],
        specification: { product_id: { fields: { name: {} }, context: { lang: 'fi_FI' } } },
      }),
    );
    expect(record).toMatchObject({ product_id: { name: 'Muuttolaatikko 60 l' } });
  });
});

describe('read and search', () => {
  test('show a many2one with its name, or as a plain id with load empty', async () => {
    const [classic] = await list(
      odoo.bot.call('account.move', 'read', { ids: [invoice], fields: ['partner_id', 'ref'] }),
    );
    const id = await partner('Havutupa Tukku Oy');
    expect(classic).toEqual({ id: invoice, partner_id: [id, 'Havutupa Tukku Oy'], ref: false });
    const [plain] = await list(
      odoo.bot.call('account.move', 'read', { ids: [invoice], fields: ['partner_id'], load: '' }),
    );
    expect(plain).toEqual({ id: invoice, partner_id: id });
  });

  test.each([
    [[['default_code', '=', 'KB-100']], ['KB-100']],
    [
      [
        ['default_code', '!=', 'KB-100'],
        ['type', '=', 'consu'],
      ],
      ['KB-200', 'KB-310'],
    ],
    [[['default_code', 'in', ['KB-100', 'KB-200']]], ['KB-100', 'KB-200']],
    [[['default_code', 'not in', ['KB-100', 'KB-200', 'KB-310']]], ['KB-WORK', false]],
    [[['default_code', '=', false]], [false]],
    [[['default_code', '=like', 'KB-_00']], ['KB-100', 'KB-200']],
    [[['name', 'ilike', 'BOX']], ['KB-100', 'KB-200', 'KB-310']],
    [[['name', 'like', 'BOX']], []],
    [[['list_price', '>=', 65]], ['KB-200', 'KB-WORK']],
    [
      ['|', ['list_price', '<', 1], ['uom_id.name', '=', 'Hours']],
      ['KB-310', 'KB-WORK'],
    ],
    [
      ['!', ['type', '=', 'consu']],
      ['KB-WORK', false],
    ],
    [['&', ['type', '=', 'service'], '!', ['uom_id', 'ilike', 'hour']], [false]],
    [
      [
        ['taxes_id.amount', '=', 25.5],
        ['default_code', '=', 'KB-WORK'],
      ],
      ['KB-WORK'],
    ],
    [[['product_tmpl_id.name', 'ilike', 'freight']], [false]],
  ])('domain %j', async (domain, codes) => {
    const found = await list(
      odoo.bot.call('product.product', 'search_read', { domain, fields: ['default_code'], order: 'id asc' }),
    );
    expect(found.map((row) => member(row, 'default_code'))).toEqual(codes);
  });

  test('hide archived records unless active_test is off or active is asked for', async () => {
    const domain = [
      ['name', '=', '14%'],
      ['company_id', '=', 1],
    ];
    const count = (body: object): Promise<unknown> => odoo.bot.call('account.tax', 'search_count', body);
    expect(await count({ domain })).toBe(0);
    expect(await count({ domain, context: { active_test: false } })).toBe(2);
    expect(await count({ domain: [...domain, ['active', '=', false]] })).toBe(2);
  });

  test('page and order by id or by time of change', async () => {
    const page = (offset: number): Promise<unknown> =>
      odoo.bot.call('res.country', 'search', { domain: [], order: 'id asc', limit: 3, offset });
    expect(await page(0)).toEqual([1, 2, 3]);
    expect(await page(3)).toEqual([4, 5, 6]);
    const moves = { domain: [['write_date', '>=', '2020-01-01 00:00:00']], order: 'write_date asc, id asc' };
    expect(await odoo.bot.call('account.move', 'search', moves)).toEqual([invoice]);
  });

  test('write_date follows the logical clock, in UTC and without a zone', async () => {
    const id = await partner('Aava Hiidenkoski');
    odoo.simulator.clock.advance(3600);
    const before = odoo.simulator.clock.now().toISOString().slice(0, 19).replace('T', ' ');
    await odoo.bot.call('res.partner', 'write', { ids: [id], vals: { phone: '040 555 0102' } });
    const [row] = await list(
      odoo.bot.call('res.partner', 'read', { ids: [id], fields: ['write_date', 'write_uid'], load: '' }),
    );
    expect(String(member(row, 'write_date')) >= before).toBe(true);
    expect(member(row, 'write_date')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });
});

describe('companies', () => {
  test('a record of another company is hidden from searches and refused to readers', async () => {
    const other = odoo.simulator.createInvoice({
      company: 2,
      partner: 'Havutupa Tukku Oy',
      lines: [{ product: 'KB-100' }],
    }).id;
    const context = { allowed_company_ids: [1] };
    expect(await odoo.bot.call('account.move', 'search', { domain: [['id', '=', other]], context })).toEqual(
      [],
    );
    const refused = await odoo.bot.reply('account.move', 'read', { ids: [other], fields: ['name'], context });
    expect(refused.status).toBe(403);
    expect(await odoo.bot.call('account.move', 'search', { domain: [['id', '=', other]] })).toEqual([other]);
  });

  test('a company-dependent field has one value per company', async () => {
    const id = await partner('Havutupa Tukku Oy');
    const term = await odoo.bot.one('account.payment.term', 'search', { domain: [['name', '=', '30 Days']] });
    await odoo.bot.call('res.partner', 'write', {
      ids: [id],
      vals: { property_payment_term_id: term },
      context: { allowed_company_ids: [2] },
    });
    const read = async (company: number): Promise<unknown> => {
      const [row] = await list(
        odoo.bot.call('res.partner', 'read', {
          ids: [id],
          fields: ['property_payment_term_id'],
          load: '',
          context: { allowed_company_ids: [company] },
        }),
      );
      return member(row, 'property_payment_term_id');
    };
    expect(await read(2)).toBe(term);
    expect(await read(1)).toBe(false);
  });
});

describe('partners and products', () => {
  test('a VAT number is normalised and checked', async () => {
    const id = await odoo.bot.one('res.partner', 'create', {
      vals_list: [
        { name: 'Testi Oy', is_company: true, vat: '9222218-7', country_id: odoo.simulator.ref('base.fi') },
      ],
    });
    expect(odoo.simulator.value('res.partner', id, 'vat')).toBe('92222187');
    const wrong = await odoo.bot.reply('res.partner', 'write', { ids: [id], vals: { vat: 'FI92222188' } });
    expect(wrong.status).toBe(422);
    expect(odoo.simulator.value('res.partner', id, 'vat')).toBe('92222187');
    const skipped = { ids: [id], vals: { vat: 'FI92222188' }, context: { no_vat_validation: true } };
    expect(await odoo.bot.call('res.partner', 'write', skipped)).toBe(true);
  });

  test('a bank account is the same whatever its spacing', async () => {
    const id = await partner('Pakkaspalvelu Oy');
    const account = { partner_id: id, acc_number: 'FI21 1234 5600 0007 85' };
    await odoo.bot.call('res.partner.bank', 'create', { vals_list: account });
    const twin = { ...account, acc_number: 'FI2112345600000785' };
    expect((await odoo.bot.reply('res.partner.bank', 'create', { vals_list: twin })).status).toBe(422);
  });

  test('a product brings its template, and shares name and price with it', async () => {
    const id = await odoo.bot.one('product.product', 'create', {
      vals_list: { name: 'Strap', default_code: 'KB-900', lst_price: 4.5, type: 'consu' },
    });
    const template = odoo.simulator.value('product.product', id, 'product_tmpl_id');
    expect(odoo.simulator.value('product.template', Number(template), 'list_price')).toBe(4.5);
    expect(odoo.simulator.value('product.product', id, 'display_name')).toBe('[KB-900] Strap');
  });

  test('a delivery address knows its commercial partner', async () => {
    const id = await partner('Havutupa varasto');
    expect(odoo.simulator.value('res.partner', id, 'commercial_partner_id')).toBe(
      await partner('Havutupa Tukku Oy'),
    );
    expect(odoo.simulator.value('res.partner', id, 'display_name')).toBe(
      'Havutupa Tukku Oy, Havutupa varasto',
    );
  });
});

test('a call that fails leaves nothing behind', async () => {
  const before = odoo.simulator.state().partners.length;
  const vals = [{ name: 'First' }, { name: 'Second', vat: 'FI12345678' }];
  expect((await odoo.bot.reply('res.partner', 'create', { vals_list: vals })).status).toBe(422);
  expect(odoo.simulator.state().partners).toHaveLength(before);
});

async function list(result: Promise<unknown>): Promise<unknown[]> {
  const value: unknown = await result;
  if (!Array.isArray(value)) throw new Error('not a list');
  return [...(value as readonly unknown[])];
}

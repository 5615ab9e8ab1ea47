import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startOdoo } from './odoo-client.ts';
import type { Setting } from './odoo-client.ts';

let odoo: Setting;
beforeEach(async () => {
  odoo = await startOdoo();
});
afterEach(() => odoo.close());

interface Loaded {
  readonly ids: number[] | false;
  readonly messages: readonly { readonly type: string; readonly message: string }[];
  readonly nextrow: number;
}

async function load(model: string, fields: string[], data: string[][]): Promise<Loaded> {
  const result = await odoo.bot.call(model, 'load', { fields, data });
  if (typeof result !== 'object' || result === null || !('ids' in result)) throw new Error('not a load');
  return result as Loaded;
}

const KEY = '__netvisor__.test_partner_1_4711';

describe('load', () => {
  test('creates once and updates on the same external id', async () => {
    const first = await load('res.partner', ['id', 'name', 'is_company'], [[KEY, 'Uusi Oy', '1']]);
    expect(first).toEqual({ ids: [expect.any(Number)], messages: [], nextrow: 0 });
    const second = await load('res.partner', ['id', 'name'], [[KEY, 'Uusi Nimi Oy']]);
    expect(second.ids).toEqual(first.ids);
    const partners = odoo.simulator.state().partners;
    expect(partners.filter((row) => row['name'] === 'Uusi Nimi Oy')).toHaveLength(1);
    expect(partners.some((row) => row['name'] === 'Uusi Oy')).toBe(false);
  });

  test('an external id without a module goes to __import__', async () => {
    const { ids } = await load('res.partner', ['id', 'name'], [['plain', 'Plain']]);
    const reference = { module: '__import__', xml_id: 'plain' };
    const found = await odoo.bot.call('ir.model.data', 'check_object_reference', reference);
    expect(found).toEqual(['res.partner', Array.isArray(ids) ? ids[0] : 0]);
  });

  test('works for a user to whom external ids themselves are closed', async () => {
    expect((await odoo.bot.reply('ir.model.data', 'search', { domain: [] })).status).toBe(403);
    expect((await load('res.partner', ['id', 'name'], [[KEY, 'Uusi']])).ids).not.toBe(false);
  });

  test('takes selection keys and labels, database ids, external ids and names', async () => {
    const tax = odoo.simulator.ref('account.1_tax_dom_sales_goods_25_5');
    const columns = [
      'id',
      'move_type',
      'partner_id',
      'currency_id/id',
      'invoice_line_ids/name',
      'invoice_line_ids/price_unit',
      'invoice_line_ids/tax_ids/.id',
    ];
    const row = [
      '__netvisor__.move_1',
      'out_invoice',
      'Havutupa Tukku Oy',
      'base.EUR',
      'Box',
      '10',
      String(tax),
    ];
    const { ids } = await load('account.move', columns, [row]);
    const id = Array.isArray(ids) ? (ids[0] ?? 0) : 0;
    expect(odoo.simulator.value('account.move', id, 'amount_total')).toBe(12.55);
    const typed = await load('res.partner', ['id', 'name', 'type'], [[KEY, 'Ovi', 'Delivery']]);
    expect(
      odoo.simulator.value('res.partner', Array.isArray(typed.ids) ? (typed.ids[0] ?? 0) : 0, 'type'),
    ).toBe('delivery');
  });

  test('appends rows without an external id again, and leaves rows with one alone', async () => {
    const head = ['__netvisor__.move_2', 'out_invoice', 'Havutupa Tukku Oy'];
    const columns = ['id', 'move_type', 'partner_id', 'invoice_line_ids/name', 'invoice_line_ids/price_unit'];
    const rows = [
      [...head, 'One', '10'],
      ['', '', '', 'Two', '3'],
    ];
    const first = await load('account.move', columns, rows);
    const id = Array.isArray(first.ids) ? (first.ids[0] ?? 0) : 0;
    expect(odoo.simulator.value('account.move', id, 'amount_untaxed')).toBe(13);
    await load('account.move', columns, rows);
    expect(odoo.simulator.value('account.move', id, 'amount_untaxed')).toBe(26);

    const named = [...columns, 'invoice_line_ids/id'];
    const again = [
      ['__netvisor__.move_3', 'out_invoice', 'Havutupa Tukku Oy', 'One', '10', '__netvisor__.line_3_1'],
    ];
    const third = await load('account.move', named, again);
    await load('account.move', named, again);
    const other = Array.isArray(third.ids) ? (third.ids[0] ?? 0) : 0;
    expect(odoo.simulator.value('account.move', other, 'amount_untaxed')).toBe(10);
  });

  test('a failure is a message with HTTP 200, and no row stays', async () => {
    const before = odoo.simulator.state().partners.length;
    const result = await load(
      'res.partner',
      ['id', 'name', 'country_id/id'],
      [
        [KEY, 'Good', 'base.fi'],
        ['__netvisor__.b', 'Bad', 'base.ghost'],
      ],
    );
    expect(result.ids).toBe(false);
    expect(result.messages[0]).toMatchObject({ type: 'error', rows: { from: 1, to: 1 } });
    expect(odoo.simulator.state().partners).toHaveLength(before);
    expect(odoo.simulator.calls.list().at(-1)).toMatchObject({ status: 200, booked: false });
  });

  test('an unknown column is an exception, a space in an external id a message', async () => {
    expect((await odoo.bot.reply('res.partner', 'load', { fields: ['ghost'], data: [['x']] })).status).toBe(
      500,
    );
    expect((await load('res.partner', ['id', 'name'], [['__netvisor__.a b', 'X']])).ids).toBe(false);
  });

  test('a deleted record takes its external id along, so a later load makes a new one', async () => {
    const first = await load('res.partner', ['id', 'name'], [[KEY, 'Uusi']]);
    await odoo.bot.call('res.partner', 'unlink', { ids: first.ids });
    const second = await load('res.partner', ['id', 'name'], [[KEY, 'Uusi']]);
    expect(second.ids).not.toEqual(first.ids);
  });

  test('a serialization failure shows as a message, as load swallows it', async () => {
    odoo.simulator.faults.add({ operation: 'res.partner/load', fault: 'serialization-failure' });
    const result = await load('res.partner', ['id', 'name'], [[KEY, 'Uusi']]);
    expect(result.ids).toBe(false);
    expect(result.messages[0]?.message).toContain('could not serialize access due to concurrent update');
    expect((await load('res.partner', ['id', 'name'], [[KEY, 'Uusi']])).ids).not.toBe(false);
  });
});

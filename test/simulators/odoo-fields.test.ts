import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { addFields, startOdoo } from './odoo-client.ts';
import type { Setting } from './odoo-client.ts';

let odoo: Setting;
let invoice: number;
beforeEach(async () => {
  odoo = await startOdoo();
  invoice = odoo.simulator.createInvoice({ partner: 'Havutupa Tukku Oy', lines: [{ product: 'KB-100' }] }).id;
});
afterEach(() => odoo.close());

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('fields that people add', () => {
  test('are usable in the next call, also on posted invoices', async () => {
    await addFields(odoo.admin, 'account.move', [{ name: 'x_netvisor_key', ttype: 'char' }]);
    await odoo.bot.call('account.move', 'write', { ids: [invoice], vals: { x_netvisor_key: '4711' } });
    const domain = [['x_netvisor_key', '=', '4711']];
    expect(await odoo.bot.call('account.move', 'search', { domain })).toEqual([invoice]);
    const fields = await odoo.bot.call('account.move', 'fields_get', {
      allfields: ['x_netvisor_key', 'x_other'],
    });
    expect(fields).toEqual({
      x_netvisor_key: expect.objectContaining({ type: 'char', string: 'Netvisor', store: true }),
    });
  });

  test('must begin with x_ and be new on their model', async () => {
    const make = (name: string): Promise<{ status: number }> =>
      odoo.admin.reply('ir.model.fields', 'create', {
        vals_list: { name, ttype: 'char', field_description: 'N', model_id: moveModel() },
      });
    expect((await make('netvisor_key')).status).toBe(422);
    expect((await make('x_netvisor_key')).status).toBe(200);
    expect((await make('x_netvisor_key')).status).toBe(422);
  });

  test('are made by administrators only', async () => {
    const reply = await odoo.bot.reply('ir.model.fields', 'create', {
      vals_list: { name: 'x_a', ttype: 'char', field_description: 'A', model_id: moveModel() },
    });
    expect(reply.json).toMatchObject({ name: 'odoo.exceptions.AccessError' });
    expect(reply.text).toContain('Access Rights');
  });

  test('with tracking leave a note with the old and the new value', async () => {
    await addFields(odoo.admin, 'account.move', [
      {
        name: 'x_netvisor_state',
        ttype: 'selection',
        tracking: 1,
        selection_ids: [
          [0, 0, { value: 'sending', name: 'Sending' }],
          [0, 0, { value: 'sent', name: 'In Netvisor' }],
        ],
      },
    ]);
    const write = (state: string, context = {}): Promise<unknown> =>
      odoo.bot.call('account.move', 'write', { ids: [invoice], vals: { x_netvisor_state: state }, context });
    await write('sending');
    await write('sending');
    await write('sent');
    await write('sending', { tracking_disable: true });
    const notes = odoo.simulator.state().messages;
    expect(notes.map((note) => note['tracking'])).toEqual([
      [{ field: 'x_netvisor_state', old: false, new: 'Sending' }],
      [{ field: 'x_netvisor_state', old: 'Sending', new: 'In Netvisor' }],
    ]);
    expect(notes[0]).toMatchObject({ model: 'account.move', res_id: invoice, message_type: 'notification' });
    expect(
      (await odoo.bot.reply('account.move', 'write', { ids: [invoice], vals: { x_netvisor_state: 'lost' } }))
        .status,
    ).toBe(500);
  });

  test('of type binary keep their content as an attachment that does not show among the others', async () => {
    await addFields(odoo.admin, 'account.move', [{ name: 'x_netvisor_data', ttype: 'binary' }]);
    const vals = { x_netvisor_data: base64('<?xml version="1.0"?><root/>') };
    await odoo.bot.call('account.move', 'write', { ids: [invoice], vals });
    const read = (context = {}): Promise<unknown> =>
      odoo.bot.call('account.move', 'read', { ids: [invoice], fields: ['x_netvisor_data'], context });
    expect(await read()).toEqual([{ id: invoice, ...vals }]);
    expect(await read({ bin_size: true })).toEqual([{ id: invoice, x_netvisor_data: '28.00 bytes' }]);
    const on = [
      ['res_model', '=', 'account.move'],
      ['res_id', '=', invoice],
    ];
    expect(await odoo.bot.call('ir.attachment', 'search', { domain: on })).toEqual([]);
    const domain = [...on, ['res_field', '=', 'x_netvisor_data']];
    expect(await odoo.bot.call('ir.attachment', 'search_count', { domain })).toBe(1);
  });

  test('can be provisioned with load, again and again', async () => {
    const columns = ['id', 'model_id/.id', 'name', 'field_description', 'ttype', 'copied'];
    const row = [
      '__netvisor__.field_key',
      String(moveModel()),
      'x_netvisor_key',
      'Netvisor key',
      'char',
      '0',
    ];
    const load = (): Promise<unknown> =>
      odoo.admin.call('ir.model.fields', 'load', { fields: columns, data: [row] });
    const first = await load();
    expect(first).toMatchObject({ ids: [expect.any(Number)], messages: [] });
    expect(await load()).toEqual(first);
  });

  test('disappear with their values when they are deleted', async () => {
    await addFields(odoo.admin, 'account.move', [{ name: 'x_netvisor_key', ttype: 'char' }]);
    const ids = await odoo.admin.ids('ir.model.fields', 'search', {
      domain: [['name', '=', 'x_netvisor_key']],
    });
    await odoo.admin.call('ir.model.fields', 'unlink', { ids });
    const reply = await odoo.bot.reply('account.move', 'read', {
      ids: [invoice],
      fields: ['x_netvisor_key'],
    });
    expect(reply.json).toMatchObject({ name: 'builtins.ValueError' });
  });
});

describe('chatter, activities and files', () => {
  test('message_post makes an internal note and escapes plain text', async () => {
    const result = await odoo.bot.call('account.move', 'message_post', {
      ids: [invoice],
      body: 'Sent <b>now</b>',
    });
    expect(result).toEqual([expect.any(Number)]);
    const [note] = odoo.simulator.state().messages;
    expect(note).toMatchObject({
      body: '<p>Sent &lt;b&gt;now&lt;/b&gt;</p>',
      message_type: 'notification',
      subtype_id: odoo.simulator.ref('mail.mt_note'),
    });
    const html = { ids: [invoice], body: '<p>Hi</p><script>x</script>', body_is_html: true };
    await odoo.bot.call('account.move', 'message_post', html);
    expect(odoo.simulator.state().messages[1]).toMatchObject({ body: '<p>Hi</p>' });
  });

  test('activity_schedule answers the ids of what it planned', async () => {
    const ids = await odoo.bot.ids('account.move', 'activity_schedule', {
      ids: [invoice],
      act_type_xmlid: 'mail.mail_activity_data_todo',
      summary: 'Netvisor refused it',
      user_id: 1,
    });
    expect(odoo.simulator.state().activities).toEqual([
      expect.objectContaining({ id: ids[0], res_id: invoice, summary: 'Netvisor refused it', user_id: 1 }),
    ]);
  });

  test('an attachment gets checksum, size and type from the server', async () => {
    const id = await odoo.bot.one('ir.attachment', 'create', {
      vals_list: { name: 'a.pdf', datas: base64('%PDF-1.7 x'), res_model: 'account.move', res_id: invoice },
    });
    const fields = ['checksum', 'file_size', 'mimetype', 'datas'];
    expect(await odoo.bot.call('ir.attachment', 'read', { ids: [id], fields })).toEqual([
      {
        id,
        checksum: expect.stringMatching(/^[0-9a-f]{40}$/),
        file_size: 10,
        mimetype: 'application/pdf',
        datas: base64('%PDF-1.7 x'),
      },
    ]);
  });
});

describe('users', () => {
  test('context_get tells who asks, has_group what they may', async () => {
    const context = await odoo.bot.call('res.users', 'context_get');
    expect(context).toEqual({ lang: 'en_US', tz: 'Europe/Helsinki', uid: 2 });
    const has = (group: string): Promise<unknown> =>
      odoo.bot.call('res.users', 'has_group', { ids: [2], group_ext_id: group });
    expect(await has('account.group_account_invoice')).toBe(true);
    expect(await has('base.group_system')).toBe(false);
    expect(await has('ghost.group')).toBe(false);
  });

  test('an installed module can be read by the bot, a language that is not installed is refused', async () => {
    const domain = [
      ['name', '=', 'l10n_fi'],
      ['state', '=', 'installed'],
    ];
    expect(await odoo.bot.call('ir.module.module', 'search_count', { domain })).toBe(1);
    const german = await odoo.bot.reply('res.partner', 'search', { domain: [], context: { lang: 'de_DE' } });
    expect(german.json).toMatchObject({ name: 'odoo.exceptions.UserError' });
  });
});

function moveModel(): number {
  const row = odoo.simulator.db.rows('ir.model').find((model) => model['model'] === 'account.move');
  return row?.id ?? 0;
}

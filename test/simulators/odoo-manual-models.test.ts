import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { addFields, startOdoo } from './odoo-client.ts';
import type { Reply, Setting } from './odoo-client.ts';

const LINK = 'x_netvisor_link';
let odoo: Setting;
beforeEach(async () => {
  odoo = await startOdoo();
});
afterEach(() => odoo.close());

const make = (values: object = {}): Promise<Reply> =>
  odoo.admin.reply('ir.model', 'create', {
    vals_list: { name: 'Netvisor link', model: LINK, ...values },
  });

async function open(
  letters: object = { perm_write: true, perm_create: true, perm_unlink: true },
): Promise<void> {
  const model_id = await odoo.admin.one('ir.model', 'search', { domain: [['model', '=', LINK]] });
  const group_id = odoo.simulator.ref('account.group_account_invoice');
  const access = { name: 'link', model_id, group_id, perm_read: true, ...letters };
  await odoo.admin.call('ir.model.access', 'create', { vals_list: access });
}

const newInvoice = (): number =>
  odoo.simulator.createInvoice({ partner: 'Havutupa Tukku Oy', lines: [{ product: 'KB-100' }] }).id;

/** The model with a link to invoices, and the invoices' list of links. */
async function linked(policy = 'set null'): Promise<void> {
  await make();
  await open();
  await addFields(odoo.admin, LINK, [
    { name: 'x_move_id', ttype: 'many2one', relation: 'account.move', on_delete: policy },
  ]);
  await addFields(odoo.admin, 'account.move', [
    { name: 'x_netvisor_events', ttype: 'one2many', relation: LINK, relation_field: 'x_move_id' },
  ]);
}

const events = (invoice: number): unknown =>
  odoo.simulator.value('account.move', invoice, 'x_netvisor_events');
const write = (invoice: number, commands: unknown[]): Promise<unknown> =>
  odoo.bot.call('account.move', 'write', { ids: [invoice], vals: { x_netvisor_events: commands } });
const newLink = (values: object): Promise<number> => odoo.bot.one(LINK, 'create', { vals_list: values });

describe('a model that people make', () => {
  test('has a name field unless it is told its fields, and shows its records by that name', async () => {
    await make();
    await open();
    const id = await newLink({ x_name: 'INV/2026/00001' });
    const fields = ['display_name', 'x_name'];
    expect(await odoo.bot.call(LINK, 'read', { ids: [id], fields })).toEqual([
      { id, display_name: 'INV/2026/00001', x_name: 'INV/2026/00001' },
    ]);
    const kind = { name: 'x_kind', ttype: 'char', field_description: 'Kind' };
    await make({ model: 'x_other', field_id: [[0, 0, kind]] });
    const names = await odoo.admin.call('ir.model.fields', 'search_read', {
      domain: [
        ['model', '=', 'x_other'],
        ['state', '=', 'manual'],
      ],
      fields: ['name'],
    });
    expect(names).toEqual([{ id: expect.any(Number), name: 'x_kind' }]);
  });

  test('is open to nobody, not even to who made it, until access is given', async () => {
    await make();
    for (const caller of [odoo.bot, odoo.admin]) {
      const reply = await caller.reply(LINK, 'search', { domain: [] });
      expect(reply.json).toMatchObject({
        name: 'odoo.exceptions.AccessError',
        message: expect.stringContaining('No group currently allows this operation.'),
      });
    }
    await open({});
    expect(await odoo.bot.call(LINK, 'search', { domain: [] })).toEqual([]);
    expect((await odoo.bot.reply(LINK, 'create', { vals_list: { x_name: 'x' } })).status).toBe(403);
  });

  test.each([
    ['netvisor_link', "The model name must start with 'x_'."],
    ['x_Link', 'The model name can only contain lowercase characters, digits, underscores and dots.'],
    [LINK, 'The operation cannot be completed: Each model must have a unique name.'],
  ])('cannot be called %s', async (model, message) => {
    await make();
    const reply = await make({ model });
    expect(reply.json).toMatchObject({ name: 'odoo.exceptions.ValidationError', message });
  });

  test('is sorted as it says, by fields that it has', async () => {
    await make({ order: 'x_name desc, id desc' });
    await open();
    const [first, second] = [await newLink({ x_name: 'a' }), await newLink({ x_name: 'b' })];
    expect(await odoo.bot.call(LINK, 'search', { domain: [] })).toEqual([second, first]);
    const ids = await odoo.admin.ids('ir.model', 'search', { domain: [['model', '=', LINK]] });
    await odoo.admin.call('ir.model', 'write', { ids, vals: { order: 'id' } });
    expect(await odoo.bot.call(LINK, 'search', { domain: [] })).toEqual([first, second]);
    const reply = await odoo.admin.reply('ir.model', 'write', { ids, vals: { order: 'x_ghost' } });
    expect(reply.json).toMatchObject({ message: expect.stringContaining('Unable to order by x_ghost') });
  });

  test('hides its archived records where it has x_active', async () => {
    await make();
    await open();
    await addFields(odoo.admin, LINK, [{ name: 'x_active', ttype: 'boolean' }]);
    const [shown] = [await newLink({ x_name: 'a', x_active: true }), await newLink({ x_name: 'b' })];
    expect(await odoo.bot.call(LINK, 'search', { domain: [] })).toEqual([shown]);
  });

  test('keeps its technical name', async () => {
    await make();
    const ids = await odoo.admin.ids('ir.model', 'search', { domain: [['model', '=', LINK]] });
    const reply = await odoo.admin.reply('ir.model', 'write', { ids, vals: { model: 'x_other' } });
    expect(reply.json).toMatchObject({ message: 'Field Model cannot be modified on models.' });
  });

  test('is gone without a trace when the call that makes it fails', async () => {
    expect((await make({ field_id: [[0, 0, { name: 'kind', ttype: 'char' }]] })).status).toBe(422);
    expect((await odoo.admin.reply(LINK, 'search', { domain: [] })).status).toBe(404);
    expect((await make()).status).toBe(200);
  });

  test('can be provisioned with load, again and again', async () => {
    const load = (): Promise<unknown> =>
      odoo.admin.call('ir.model', 'load', {
        fields: ['id', 'name', 'model'],
        data: [['__netvisor__.model_link', 'Netvisor link', LINK]],
      });
    const first = await load();
    expect(first).toMatchObject({ ids: [expect.any(Number)], messages: [] });
    expect(await load()).toEqual(first);
  });
});

describe('a one2many field that people make', () => {
  test('needs the many2one that it is the other side of', async () => {
    await make();
    const model_id = await odoo.admin.one('ir.model', 'search', {
      domain: [['model', '=', 'account.move']],
    });
    const field = { name: 'x_events', field_description: 'E', ttype: 'one2many', model_id };
    const reply = await odoo.admin.reply('ir.model.fields', 'create', {
      vals_list: { ...field, relation: LINK, relation_field: 'x_move_id' },
    });
    expect(reply.json).toMatchObject({
      name: 'odoo.exceptions.UserError',
      message: 'Many2one x_move_id on model x_netvisor_link does not exist!',
    });
    const other = await odoo.admin.reply('ir.model.fields', 'create', {
      vals_list: { ...field, relation: 'x_ghost', relation_field: 'x_move_id' },
    });
    expect(other.json).toMatchObject({ message: "Unknown model name 'x_ghost' in Related Model" });
  });

  test('shows the records that point to its own, and takes them by command', async () => {
    await linked();
    const invoice = newInvoice();
    const made = await newLink({ x_name: 'sent', x_move_id: invoice });
    expect(events(invoice)).toEqual([made]);
    const free = await newLink({ x_name: 'free' });
    await write(invoice, [[4, free]]);
    expect(events(invoice)).toEqual([made, free]);
    await write(invoice, [[6, 0, [free]]]);
    expect(events(invoice)).toEqual([free]);
    await write(invoice, [[3, free]]);
    expect(events(invoice)).toEqual([]);
    expect(await odoo.bot.call(LINK, 'search_count', { domain: [['x_move_id', '=', false]] })).toBe(2);
    await write(invoice, [[0, 0, { x_name: 'new' }]]);
    expect(events(invoice)).toHaveLength(1);
    const specification = { x_netvisor_events: { fields: { x_name: {} } } };
    expect(await odoo.bot.call('account.move', 'web_read', { ids: [invoice], specification })).toEqual([
      { id: invoice, x_netvisor_events: [{ id: expect.any(Number), x_name: 'new' }] },
    ]);
  });

  test('can be searched through', async () => {
    await linked();
    const invoice = newInvoice();
    newInvoice();
    await newLink({ x_name: 'sent', x_move_id: invoice });
    const domain = [['x_netvisor_events.x_name', '=', 'sent']];
    expect(await odoo.bot.call('account.move', 'search', { domain })).toEqual([invoice]);
  });
});

describe('a many2one field that people make', () => {
  const draft = (): number =>
    odoo.simulator.createInvoice({
      partner: 'Havutupa Tukku Oy',
      lines: [{ product: 'KB-100' }],
      post: false,
    }).id;

  test.each([
    ['set null', [[expect.any(Number), false]]],
    ['cascade', []],
  ])('with %s does so when what it points to is deleted', async (policy, left) => {
    await linked(policy);
    const invoice = draft();
    await newLink({ x_name: 'sent', x_move_id: invoice });
    await odoo.bot.call('account.move', 'unlink', { ids: [invoice] });
    const rows = odoo.simulator.db.rows(LINK);
    expect(rows.map((row) => [row.id, row['x_move_id']])).toEqual(left);
  });

  test('with restrict keeps what it points to from being deleted', async () => {
    await linked('restrict');
    const invoice = draft();
    await newLink({ x_name: 'sent', x_move_id: invoice });
    expect((await odoo.bot.reply('account.move', 'unlink', { ids: [invoice] })).status).toBe(422);
  });

  test('cannot be required and set null at once', async () => {
    await make();
    const model_id = await odoo.admin.one('ir.model', 'search', { domain: [['model', '=', LINK]] });
    const reply = await odoo.admin.reply('ir.model.fields', 'create', {
      vals_list: {
        name: 'x_move_id',
        field_description: 'M',
        ttype: 'many2one',
        relation: 'account.move',
        required: true,
        model_id,
      },
    });
    expect(reply.json).toMatchObject({ name: 'odoo.exceptions.ValidationError' });
  });
});

describe('removing a model', () => {
  const remove = async (model = LINK): Promise<Reply> =>
    odoo.admin.reply('ir.model', 'unlink', {
      ids: await odoo.admin.ids('ir.model', 'search', { domain: [['model', '=', model]] }),
    });

  test('waits until no list on another model needs its fields', async () => {
    await linked();
    const reply = await remove();
    expect(reply.json).toMatchObject({
      name: 'odoo.exceptions.UserError',
      message:
        "The field 'x_netvisor_link.x_move_id' cannot be removed because the field " +
        "'account.move.x_netvisor_events' depends on it.",
    });
    const ids = await odoo.admin.ids('ir.model.fields', 'search', {
      domain: [['name', '=', 'x_netvisor_events']],
    });
    await odoo.admin.call('ir.model.fields', 'unlink', { ids });
    expect((await remove()).status).toBe(200);
  });

  test('takes its records, fields and access along', async () => {
    await make();
    await open();
    await newLink({ x_name: 'sent' });
    await remove();
    expect((await odoo.bot.reply(LINK, 'search', { domain: [] })).status).toBe(404);
    const left = { domain: [['model', '=', LINK]] };
    expect(await odoo.admin.call('ir.model.fields', 'search_count', left)).toBe(0);
    const access = { domain: [['name', '=', 'link']] };
    expect(await odoo.admin.call('ir.model.access', 'search_count', access)).toBe(0);
    await make();
    await open();
    expect(await odoo.bot.call(LINK, 'search', { domain: [] })).toEqual([]);
  });

  test("does not work for Odoo's own", async () => {
    expect((await remove('account.move')).json).toMatchObject({
      name: 'odoo.exceptions.UserError',
      message: 'This column contains module data and cannot be removed!',
    });
  });
});

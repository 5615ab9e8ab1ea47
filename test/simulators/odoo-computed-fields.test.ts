import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  computeDigest,
  netvisorOpen,
  netvisorUrl,
  standInForCompute,
} from '../../simulators/odoo/computed-fields.ts';
import { addFields, startOdoo } from './odoo-client.ts';
import type { Reply, Setting } from './odoo-client.ts';

const OPEN = "for record in self:\n    record['x_netvisor_open'] = ...";
const URL_CODE = "for record in self:\n    record['x_netvisor_url'] = ...";
const TOKENS = ['x_netvisor_request', 'x_netvisor_served', 'x_netvisor_look', 'x_netvisor_looked'];

let odoo: Setting;
let invoice: number;
beforeAll(() => {
  standInForCompute(computeDigest(OPEN), netvisorOpen);
  standInForCompute(computeDigest(URL_CODE), netvisorUrl);
});
beforeEach(async () => {
  odoo = await startOdoo();
  invoice = newInvoice();
  await addFields(
    odoo.admin,
    'account.move',
    ['x_netvisor_key', ...TOKENS].map((name) => ({ name, ttype: 'char' })),
  );
});
afterEach(() => odoo.close());

const newInvoice = (): number =>
  odoo.simulator.createInvoice({ partner: 'Havutupa Tukku Oy', lines: [{ product: 'KB-100' }] }).id;

const openField = {
  name: 'x_netvisor_open',
  ttype: 'boolean',
  index: true,
  depends: TOKENS.join(', '),
  compute: OPEN,
};
const addOpen = (): Promise<void> => addFields(odoo.admin, 'account.move', [openField]);
const write = (vals: object, id = invoice): Promise<unknown> =>
  odoo.bot.call('account.move', 'write', { ids: [id], vals });
const value = (name: string, id = invoice): unknown => odoo.simulator.value('account.move', id, name);
const openOnes = (): Promise<unknown> =>
  odoo.bot.call('account.move', 'search', { domain: [['x_netvisor_open', '=', true]], order: 'id' });

async function addUrl(): Promise<void> {
  await addFields(odoo.admin, 'res.company', [{ name: 'x_netvisor_link', ttype: 'char' }]);
  await addFields(odoo.admin, 'account.move', [
    {
      name: 'x_netvisor_url',
      ttype: 'char',
      store: false,
      readonly: true,
      depends: 'x_netvisor_key,company_id.x_netvisor_link',
      compute: URL_CODE,
    },
  ]);
}

async function make(over: object): Promise<Reply> {
  const [model] = await odoo.admin.ids('ir.model', 'search', { domain: [['model', '=', 'account.move']] });
  return odoo.admin.reply('ir.model.fields', 'create', {
    vals_list: { ...openField, field_description: 'Open', model_id: model, ...over },
  });
}

async function fieldId(name: string): Promise<number> {
  return odoo.admin.one('ir.model.fields', 'search', { domain: [['name', '=', name]] });
}

describe('a stored computed field', () => {
  test('is worked out for the records that are there when it is made', async () => {
    const other = newInvoice();
    await write({ x_netvisor_request: 'send 1' });
    await addOpen();
    expect([value('x_netvisor_open'), value('x_netvisor_open', other)]).toEqual([true, false]);
  });

  test('follows what it depends on, and can be searched', async () => {
    await addOpen();
    expect(await openOnes()).toEqual([]);
    await write({ x_netvisor_request: 'send 1' });
    expect(await openOnes()).toEqual([invoice]);
    await write({ x_netvisor_served: 'send 1' });
    expect(await openOnes()).toEqual([]);
    await write({ x_netvisor_look: 'preview 2' });
    expect(await openOnes()).toEqual([invoice]);
    await write({ x_netvisor_looked: 'preview 2', x_netvisor_request: 'send 3' });
    expect(await openOnes()).toEqual([invoice]);
    await write({ x_netvisor_request: false });
    expect(await openOnes()).toEqual([]);
  });

  test('has its value on new records at once', async () => {
    await addOpen();
    const values = { x_netvisor_request: 'send 1' };
    const made = odoo.simulator.createInvoice({
      partner: 'Havutupa Tukku Oy',
      lines: [{ product: 'KB-100' }],
      values,
    });
    expect(value('x_netvisor_open', made.id)).toBe(true);
  });

  test('follows nothing that it does not name', async () => {
    await addFields(odoo.admin, 'account.move', [{ ...openField, depends: 'x_netvisor_request' }]);
    await write({ x_netvisor_request: 'send 1' });
    await write({ x_netvisor_served: 'send 1' });
    expect(value('x_netvisor_open')).toBe(true);
  });

  test('takes a value that is written, until it is worked out again', async () => {
    await addOpen();
    await write({ x_netvisor_open: true, x_netvisor_served: 'x' });
    expect(value('x_netvisor_open')).toBe(true);
    await write({ x_netvisor_served: 'y' });
    expect(value('x_netvisor_open')).toBe(false);
  });

  test('is as it was when the call that changed it fails', async () => {
    await addOpen();
    const reply = await odoo.bot.reply('account.move', 'write', {
      ids: [invoice],
      vals: { x_netvisor_request: 'send 1', x_netvisor_key: { no: 'text' } },
    });
    expect(reply.status).toBe(501);
    expect(await openOnes()).toEqual([]);
  });
});

describe('a computed field that is not stored', () => {
  test('is worked out whenever it is read', async () => {
    await addUrl();
    await write({ x_netvisor_key: '58231' });
    expect(value('x_netvisor_url')).toBe(false);
    odoo.simulator.edit('res.company', 1, { x_netvisor_link: 'https://nv.example/invoice/{key}' });
    expect(value('x_netvisor_url')).toBe('https://nv.example/invoice/58231');
    await write({ x_netvisor_key: false });
    expect(value('x_netvisor_url')).toBe(false);
  });

  test('cannot be searched or sorted by, and takes a value without a word', async () => {
    await addUrl();
    const message = 'Cannot convert account.move.x_netvisor_url to SQL because it is not stored';
    const domain = [['x_netvisor_url', '=', 'x']];
    const search = await odoo.bot.reply('account.move', 'search', { domain });
    expect(search.json).toMatchObject({ name: 'builtins.ValueError', message });
    const sort = await odoo.bot.reply('account.move', 'search', { domain: [], order: 'x_netvisor_url' });
    expect(sort.json).toMatchObject({ name: 'builtins.ValueError', message });
    expect(await write({ x_netvisor_url: 'https://elsewhere.example' })).toBe(true);
    expect(value('x_netvisor_url')).toBe(false);
  });
});

describe('what makes a computed field', () => {
  test('is code that the simulator has an equivalent for; other code is refused loudly', async () => {
    const reply = await make({ compute: "for r in self:\n    r['x_netvisor_open'] = True" });
    expect(reply.status).toBe(501);
    expect(reply.text).toContain('no equivalent for this code');
  });

  test('is stored, not read-only and not copied unless somebody says otherwise', async () => {
    await addOpen();
    const fields = ['store', 'readonly', 'copied', 'depends'];
    const ids = [await fieldId('x_netvisor_open')];
    expect(await odoo.admin.call('ir.model.fields', 'read', { ids, fields })).toEqual([
      { id: ids[0], store: true, readonly: false, copied: false, depends: TOKENS.join(', ') },
    ]);
  });

  test.each([
    ['x_ghost', 'Unknown field “x_ghost” in dependency “x_ghost”'],
    ['ref.x', 'Non-relational field “ref” in dependency “ref.x”'],
    ['id', "Compute method cannot depend on field 'id'"],
    ['ref,', 'Empty dependency in “ref,”'],
  ])('cannot depend on %s', async (depends, message) => {
    expect((await make({ depends })).json).toMatchObject({ name: 'odoo.exceptions.UserError', message });
  });

  test('can be changed; what is stored stays until something changes', async () => {
    await write({ x_netvisor_request: 'send 1' });
    await addFields(odoo.admin, 'account.move', [{ ...openField, depends: 'x_netvisor_look' }]);
    const ids = [await fieldId('x_netvisor_open')];
    await odoo.admin.call('ir.model.fields', 'write', { ids, vals: { depends: 'x_netvisor_served' } });
    expect(value('x_netvisor_open')).toBe(true);
    await write({ x_netvisor_served: 'send 1' });
    expect(value('x_netvisor_open')).toBe(false);
  });
});

describe('deleting fields', () => {
  test('goes from the computed one to those that it depends on, each in a call of its own', async () => {
    await addOpen();
    const [open, request] = [await fieldId('x_netvisor_open'), await fieldId('x_netvisor_request')];
    const message =
      "The field 'account.move.x_netvisor_request' cannot be removed because the field " +
      "'account.move.x_netvisor_open' depends on it.";
    for (const ids of [[request], [open, request]]) {
      const reply = await odoo.admin.reply('ir.model.fields', 'unlink', { ids });
      expect(reply.json).toMatchObject({ name: 'odoo.exceptions.UserError', message });
    }
    for (const id of [open, request]) await odoo.admin.call('ir.model.fields', 'unlink', { ids: [id] });
  });

  test('takes the values along: a new field of the same name is empty', async () => {
    await write({ x_netvisor_key: '58231' });
    await odoo.admin.call('ir.model.fields', 'unlink', { ids: [await fieldId('x_netvisor_key')] });
    await addFields(odoo.admin, 'account.move', [{ name: 'x_netvisor_key', ttype: 'char' }]);
    expect(value('x_netvisor_key')).toBe(false);
  });
});

describe('related fields', () => {
  const related = (over: object): Promise<Reply> =>
    make({
      compute: false,
      depends: false,
      index: false,
      name: 'x_vat',
      ttype: 'char',
      related: 'partner_id.vat',
      store: false,
      ...over,
    });

  test('follow the path and can be searched', async () => {
    await related({});
    expect(value('x_vat')).toMatch(/^FI\d{8}$/);
    const domain = [['x_vat', '=', value('x_vat')]];
    expect(await odoo.bot.call('account.move', 'search', { domain })).toEqual([invoice]);
  });

  test.each([
    [{ ttype: 'integer' }, 'Related field "partner_id.vat" does not have type "integer"'],
    [{ related: 'partner_id.x_ghost' }, 'Unknown field name "x_ghost" in related field "partner_id.x_ghost"'],
    [{ related: 'ref.vat' }, 'Non-relational field name "ref" in related field "ref.vat"'],
  ])('of another kind or along a path that leads nowhere are refused: %j', async (over, message) => {
    const reply = await related(over);
    expect(reply.status).toBe(422);
    expect(reply.json).toMatchObject({ message });
  });
});

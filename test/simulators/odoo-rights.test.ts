import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Caller, startOdoo } from './odoo-client.ts';
import type { Setting } from './odoo-client.ts';

let odoo: Setting;
beforeEach(async () => {
  odoo = await startOdoo();
});
afterEach(() => odoo.close());

const modelId = (model: string): Promise<number> =>
  odoo.admin.one('ir.model', 'search', { domain: [['model', '=', model]] });

const newGroup = (values: object = {}): Promise<number> =>
  odoo.admin.one('res.groups', 'create', { vals_list: { name: 'Silta', ...values } });

const newUser = (values: object = {}): Promise<number> =>
  odoo.admin.one('res.users', 'create', { vals_list: { name: 'Reader', login: 'reader', ...values } });

const as = (user: string): Caller => new Caller(odoo.url, odoo.simulator.addApiKey({ user }));

async function letRead(group: number, model: string, more: object = {}): Promise<number> {
  const access = { name: model, model_id: await modelId(model), group_id: group, perm_read: true, ...more };
  return odoo.admin.one('ir.model.access', 'create', { vals_list: access });
}

const readUser = (id: number, fields: string[]): Promise<unknown> =>
  odoo.admin.call('res.users', 'read', { ids: [id], fields });

describe('rights of a new group', () => {
  test('are just those that rows of ir.model.access give', async () => {
    const invoice = odoo.simulator.createInvoice({
      partner: 'Havutupa Tukku Oy',
      lines: [{ product: 'KB-100' }],
    }).id;
    const group = await newGroup();
    await newUser({ group_ids: [[6, 0, [group]]] });
    await letRead(group, 'account.move');
    const reader = as('reader');
    expect(await reader.call('account.move', 'search', { domain: [] })).toEqual([invoice]);
    for (const [model, method, body] of [
      ['account.move', 'write', { ids: [invoice], vals: { ref: 'x' } }],
      ['account.move', 'unlink', { ids: [invoice] }],
      ['account.move.line', 'search', { domain: [] }],
      ['res.partner', 'search', { domain: [] }],
    ] as const) {
      const reply = await reader.reply(model, method, body);
      expect([reply.status, reply.text.includes('You are not allowed to')]).toEqual([403, true]);
    }
  });

  test('come together with those of the groups that it implies', async () => {
    const group = await newGroup({ implied_ids: [[4, odoo.simulator.ref('base.group_user')]] });
    const id = await newUser({ group_ids: [[6, 0, [group]]] });
    expect(await as('reader').call('res.partner', 'search_count', { domain: [] })).toBeGreaterThan(0);
    expect(await readUser(id, ['group_ids', 'share'])).toEqual([{ id, group_ids: [group], share: false }]);
    const has = { ids: [id], group_ext_id: 'base.group_user' };
    expect(await as('reader').call('res.users', 'has_group', has)).toBe(true);
  });

  test('end with the row, or while it is not active', async () => {
    const group = await newGroup();
    await newUser({ group_ids: [[6, 0, [group]]] });
    const access = await letRead(group, 'res.country');
    const status = async (): Promise<number> =>
      (await as('reader').reply('res.country', 'search', { domain: [] })).status;
    expect(await status()).toBe(200);
    await odoo.admin.call('ir.model.access', 'write', { ids: [access], vals: { active: false } });
    expect(await status()).toBe(403);
    await odoo.admin.call('ir.model.access', 'unlink', { ids: [access] });
    expect(await status()).toBe(403);
  });

  test('are named in the refusal by the groups that have them', async () => {
    await letRead(await newGroup({ name: 'Silta readers' }), 'ir.config_parameter');
    const reply = await odoo.bot.reply('ir.config_parameter', 'search', { domain: [] });
    expect(reply.json).toMatchObject({
      message: expect.stringContaining(
        'This operation is allowed for the following groups:\n\t- Role / Administrator\n\t- Silta readers\n',
      ),
    });
  });

  test('to attachments follow those to the record that they hang on', async () => {
    const invoice = odoo.simulator.createInvoice({
      partner: 'Havutupa Tukku Oy',
      lines: [{ product: 'KB-100' }],
    }).id;
    const file = odoo.simulator.addFile({ invoice, name: 'a.pdf', content: 'JVBERg==' });
    const group = await newGroup({ implied_ids: [[4, odoo.simulator.ref('base.group_user')]] });
    await newUser({ group_ids: [[6, 0, [group]]] });
    const files = (): Promise<unknown> => as('reader').call('ir.attachment', 'search', { domain: [] });
    expect(await files()).toEqual([]);
    await letRead(group, 'account.move');
    expect(await files()).toEqual([file]);
    const write = { ids: [file], vals: { name: 'b.pdf' } };
    expect((await as('reader').reply('ir.attachment', 'write', write)).status).toBe(403);
  });
});

describe('record rules', () => {
  const rule = async (model: string, domain: string, more: object = {}): Promise<number> =>
    odoo.admin.one('ir.rule', 'create', {
      vals_list: { name: 'rule', model_id: await modelId(model), domain_force: domain, ...more },
    });
  const codes = async (): Promise<unknown> =>
    (
      (await odoo.bot.call('res.country', 'search_read', { domain: [], fields: ['code'] })) as {
        code: string;
      }[]
    )
      .map(({ code }) => code)
      .sort();

  test('of nobody in particular hold all for everybody', async () => {
    await rule('res.country', "[('code', 'in', ['FI', 'SE', 'DE'])]");
    await rule('res.country', "[('code', '!=', 'DE')]");
    expect(await codes()).toEqual(['FI', 'SE']);
  });

  test('of groups: one of those of the own groups is enough, those of others do not count', async () => {
    const user = [[6, 0, [odoo.simulator.ref('base.group_user')]]];
    const system = [[6, 0, [odoo.simulator.ref('base.group_system')]]];
    await rule('res.country', "[('code', '=', 'FI')]", { groups: user });
    await rule('res.country', "[('code', '=', 'SE')]", { groups: user });
    await rule('res.country', "[('code', '=', 'NO')]", { groups: system });
    expect(await codes()).toEqual(['FI', 'SE']);
  });

  test('may be about some operations only, and about who asks', async () => {
    await rule('res.partner', "[('create_uid', '=', user.id)]", { perm_read: false });
    const domain = [['name', '=', 'Havutupa Tukku Oy']];
    const [partner] = await odoo.bot.ids('res.partner', 'search', { domain });
    const write = { ids: [partner], vals: { ref: 'x' } };
    expect((await odoo.bot.reply('res.partner', 'write', write)).json).toMatchObject({
      name: 'odoo.exceptions.AccessError',
    });
    const mine = await odoo.bot.one('res.partner', 'create', { vals_list: { name: 'Mine' } });
    expect(await odoo.bot.call('res.partner', 'write', { ...write, ids: [mine] })).toBe(true);
  });

  test.each([
    ["[('ghost', '=', 1)]", {}, 'Invalid domain'],
    ["[('id', '=", {}, 'Invalid domain'],
    [
      '[]',
      { perm_read: false, perm_write: false, perm_create: false, perm_unlink: false },
      'at least one checked access right',
    ],
  ])('that make no sense are refused: %s %j', async (domain, more, message) => {
    const vals = { name: 'r', model_id: await modelId('res.partner'), domain_force: domain, ...more };
    const reply = await odoo.admin.reply('ir.rule', 'create', { vals_list: vals });
    expect(reply.json).toMatchObject({
      name: 'odoo.exceptions.ValidationError',
      message: expect.stringContaining(message),
    });
  });
});

describe('users', () => {
  test('get a partner, the company of who made them and the rights of every user', async () => {
    const id = await newUser({ email: 'reader@kuurabox.example' });
    expect(await readUser(id, ['name', 'email', 'company_ids', 'group_ids', 'active', 'password'])).toEqual([
      {
        id,
        name: 'Reader',
        email: 'reader@kuurabox.example',
        company_ids: [1],
        group_ids: [odoo.simulator.ref('base.group_user')],
        active: true,
        password: '',
      },
    ]);
  });

  test.each([
    ['a login twice', { login: 'admin' }, 'two users with the same login'],
    [
      'a company that is not among theirs',
      { company_id: 1, company_ids: [[6, 0, [2]]] },
      'not in the allowed',
    ],
  ])('cannot have %s', async (_what, values, message) => {
    const reply = await odoo.admin.reply('res.users', 'create', {
      vals_list: { name: 'Reader', login: 'reader', ...values },
    });
    expect(reply.json).toMatchObject({ message: expect.stringContaining(message) });
  });

  test('join and leave groups from either side', async () => {
    const [id, group] = [await newUser(), await newGroup()];
    const members = (): Promise<unknown> =>
      odoo.admin.call('res.groups', 'read', { ids: [group], fields: ['user_ids'] });
    await odoo.admin.call('res.users', 'write', { ids: [id], vals: { group_ids: [[4, group]] } });
    expect(await members()).toEqual([{ id: group, user_ids: [id] }]);
    await odoo.admin.call('res.groups', 'write', { ids: [group], vals: { user_ids: [[3, id]] } });
    expect(await members()).toEqual([{ id: group, user_ids: [] }]);
    await odoo.admin.call('res.groups', 'write', { ids: [group], vals: { user_ids: [[6, 0, [id]]] } });
    expect(await members()).toEqual([{ id: group, user_ids: [id] }]);
  });

  test('are made by who may give rights only', async () => {
    const reply = await odoo.bot.reply('res.users', 'create', { vals_list: { name: 'X', login: 'x' } });
    expect(reply.status).toBe(403);
  });

  test('who are archived get in no more', async () => {
    const id = await newUser();
    const reader = as('reader');
    expect((await reader.reply('res.users', 'context_get')).status).toBe(200);
    await odoo.admin.call('res.users', 'write', { ids: [id], vals: { active: false } });
    expect((await reader.reply('res.users', 'context_get')).status).toBe(401);
  });
});

describe('API keys', () => {
  test('let their user in until they expire', async () => {
    await newUser();
    const expires = new Date(Date.now() + 3600_000).toISOString().slice(0, 19).replace('T', ' ');
    const reader = new Caller(odoo.url, odoo.simulator.addApiKey({ user: 'reader', expires }));
    expect((await reader.reply('res.users', 'context_get')).status).toBe(200);
    const seen = { domain: [], fields: ['name', 'scope', 'expiration_date'] };
    expect(await reader.call('res.users.apikeys', 'search_read', seen)).toEqual([
      { id: expect.any(Number), name: 'Silta', scope: 'rpc', expiration_date: expires },
    ]);
    odoo.simulator.clock.advance(3601);
    expect((await reader.reply('res.users', 'context_get')).status).toBe(401);
  });

  test('are made by people in their preferences, not over the API', async () => {
    const create = await odoo.admin.reply('res.users.apikeys', 'create', {
      vals_list: { name: 'x', user_id: 1 },
    });
    expect(create.json).toMatchObject({
      name: 'odoo.exceptions.AccessError',
      message: expect.stringContaining('No group currently allows this operation.'),
    });
    expect((await odoo.admin.reply('res.users.apikeys', 'generate', {})).status).toBe(404);
  });

  test('are seen by their user, and all of them by who may give rights', async () => {
    const count = (caller: Caller): Promise<unknown> =>
      caller.call('res.users.apikeys', 'search_count', { domain: [] });
    expect([await count(odoo.bot), await count(odoo.admin)]).toEqual([1, 2]);
  });
});

describe('languages', () => {
  test('can be switched on by the administrator', async () => {
    const german = { context: { lang: 'de_DE' }, domain: [] };
    expect((await odoo.bot.reply('res.country', 'search', german)).status).toBe(422);
    const [id] = await odoo.admin.ids('res.lang', 'search', {
      domain: [['code', '=', 'de_DE']],
      context: { active_test: false },
    });
    await odoo.admin.call('res.lang', 'write', { ids: [id], vals: { active: true } });
    expect((await odoo.bot.reply('res.country', 'search', german)).status).toBe(200);
  });
});

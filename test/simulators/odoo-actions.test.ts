import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { codeDigest, standInForAction } from '../../simulators/odoo/actions/equivalents.ts';
import { addFields, startOdoo } from './odoo-client.ts';
import type { Reply, Setting } from './odoo-client.ts';
import { listen } from './odoo-hooks.ts';
import type { Listener } from './odoo-hooks.ts';

/** Says what the code of an action is given. */
const TELL = "action = {'record': record.id, 'records': records.ids, 'su': env.su, 'lang': env.lang}";
standInForAction(codeDigest(TELL), (env, { model, record, records }) => ({
  model,
  record: record?.id ?? false,
  records: records?.map(({ id }) => id) ?? null,
  su: env.su,
  lang: env.context.lang,
}));

let odoo: Setting;
let hooks: Listener;
let invoices: number[];
beforeEach(async () => {
  [odoo, hooks] = await Promise.all([startOdoo(), listen()]);
  invoices = [1, 2].map(
    () => odoo.simulator.createInvoice({ partner: 'Havutupa Tukku Oy', lines: [{ product: 'KB-100' }] }).id,
  );
});
afterEach(() => Promise.all([odoo.close(), hooks.close()]));

const INVOICING = 'account.group_account_invoice';
const groups = (...names: string[]): unknown => [[6, 0, names.map((name) => odoo.simulator.ref(name))]];

async function create(values: object): Promise<number> {
  const model_id = odoo.simulator.ref('account.model_account_move');
  const vals_list = { name: 'Action', model_id, state: 'code', group_ids: groups(INVOICING), ...values };
  return odoo.admin.one('ir.actions.server', 'create', { vals_list });
}

const webhook = (values: object = {}): Promise<number> =>
  create({ state: 'webhook', webhook_url: `${hooks.url}/hook`, ...values });

const run = (id: number, context: object = { active_ids: invoices }): Promise<Reply> =>
  odoo.bot.reply('ir.actions.server', 'run', {
    ids: [id],
    context: { active_model: 'account.move', ...context },
  });

const told = (): unknown[] => hooks.take().map(({ body }) => (JSON.parse(body) as { _id: unknown })._id);

describe('code', () => {
  test('is given the records that the context names, with the rights of who runs it', async () => {
    const id = await create({ code: TELL });
    const [first] = invoices;
    expect((await run(id)).json).toMatchObject({ record: false, records: invoices, su: false });
    expect((await run(id, { active_id: first })).json).toMatchObject({ record: first, records: null });
    expect((await run(id, { active_model: 'res.partner', active_ids: [1] })).json).toMatchObject({
      record: false,
      records: null,
    });
  });

  test('without a result answers false', async () => {
    standInForAction(codeDigest('pass'), () => false);
    expect((await run(await create({ code: 'pass' }))).json).toBe(false);
    expect((await run(await create({ code: '' }))).json).toBe(false);
  });
});

describe('a webhook action', () => {
  test('tells of each record, once the call is done', async () => {
    expect((await run(await webhook())).json).toBe(false);
    expect(told()).toEqual(invoices);
    await run(await webhook(), { active_id: invoices[1] });
    expect(told()).toEqual([invoices[1]]);
    await run(await webhook(), { active_model: false });
    expect(told()).toEqual([]);
  });

  test('needs an address', async () => {
    const reply = await run(await webhook({ webhook_url: false }));
    expect(reply.json).toMatchObject({ name: 'odoo.exceptions.UserError' });
    expect(reply.text).toContain('you really need to give me a URL');
  });
});

describe('an action that updates records', () => {
  test('writes its value into each, past the rights of who runs it', async () => {
    const group = await odoo.admin.one('res.groups', 'create', { vals_list: { name: 'Pressers' } });
    await odoo.admin.call('res.users', 'create', {
      vals_list: { name: 'P', login: 'presser', group_ids: [[6, 0, [group]]] },
    });
    const id = await create({
      state: 'object_write',
      update_path: 'ref',
      value: 'hello',
      group_ids: [[6, 0, [group]]],
    });
    odoo.simulator.press({ action: id, model: 'account.move', ids: invoices, user: 'presser' });
    expect(invoices.map((invoice) => odoo.simulator.value('account.move', invoice, 'ref'))).toEqual([
      'hello',
      'hello',
    ]);
    const [field] = (await odoo.admin.call('ir.actions.server', 'read', {
      ids: [id],
      fields: ['update_field_id', 'evaluation_type'],
    })) as { update_field_id: [number, string] }[];
    expect(field?.update_field_id[1]).toBe('Ref (account.move)');
  });

  test('by an expression is refused loudly', async () => {
    const values = { state: 'object_write', update_path: 'ref', value: '1', evaluation_type: 'equation' };
    expect((await run(await create(values))).status).toBe(501);
  });
});

describe('an action of several', () => {
  test('runs its children for each record, with the rights of the server; the last answer counts', async () => {
    const children = [await webhook(), await create({ code: TELL, sequence: 9 })];
    const multi = await create({ state: 'multi', child_ids: [[6, 0, children]] });
    expect((await run(multi)).json).toMatchObject({ records: [invoices[1]], su: true });
    expect(told()).toEqual(invoices);
    const parents = { ids: children, fields: ['parent_id'] };
    expect(await odoo.admin.call('ir.actions.server', 'read', parents)).toMatchObject(
      children.map(() => ({ parent_id: [multi, 'Action'] })),
    );
  });

  test('tells nobody when a later child fails', async () => {
    const children = [await webhook(), await create({ code: 'unknown', sequence: 9 })];
    const multi = await create({ state: 'multi', child_ids: [[6, 0, children]] });
    expect((await run(multi)).status).toBe(501);
    expect(told()).toEqual([]);
  });

  test('has children of its own groups, or does not run', async () => {
    const child = await create({ code: TELL, group_ids: groups('base.group_user') });
    const multi = await create({ state: 'multi', child_ids: [[6, 0, [child]]] });
    const reply = await run(multi);
    expect(reply.status).toBe(422);
    expect(reply.json).toMatchObject({
      name: 'odoo.addons.base.models.ir_actions.ServerActionWithWarningsError',
      message: 'Server action Action has one or more warnings, address them first.',
    });
    const warning = await odoo.admin.call('ir.actions.server', 'read', { ids: [multi], fields: ['warning'] });
    expect(warning).toMatchObject([
      { warning: 'Following child actions should have the same groups: Action' },
    ]);
  });

  test('makes children in place without groups, whatever its own are', async () => {
    const model_id = odoo.simulator.ref('account.model_account_move');
    const child = { name: 'Child', model_id, state: 'code', code: TELL, group_ids: groups(INVOICING) };
    const multi = await create({ state: 'multi', child_ids: [[0, 0, child]] });
    expect((await run(multi)).status).toBe(422);
    await odoo.admin.call('ir.actions.server', 'write', { ids: [multi], vals: { group_ids: [[5]] } });
    expect((await run(multi)).json).toMatchObject({ su: true });
  });
});

describe('who may run an action', () => {
  test('is who is in one of its groups, also by implication', async () => {
    const id = await create({ code: TELL, group_ids: groups('base.group_user') });
    const group = await odoo.admin.one('res.groups', 'create', {
      vals_list: { name: 'Silta', implied_ids: groups('base.group_user') },
    });
    await odoo.admin.call('res.users', 'create', {
      vals_list: { name: 'S', login: 'silta', group_ids: [[6, 0, [group]]] },
    });
    const wish = { action: id, model: 'account.move', ids: invoices };
    expect(odoo.simulator.press({ ...wish, user: 'silta' })).toMatchObject({ records: invoices });
    const closed = await create({ code: TELL, group_ids: groups('base.group_system') });
    expect((await run(closed)).json).toMatchObject({
      name: 'odoo.exceptions.AccessError',
      message: "You don't have enough access rights to run this action.",
    });
  });

  test('without groups is who may write the model and the records', async () => {
    const id = await create({ code: TELL, group_ids: [[5]] });
    expect((await run(id)).status).toBe(200);
    await odoo.admin.call('ir.rule', 'create', {
      vals_list: {
        name: 'first only',
        model_id: odoo.simulator.ref('account.model_account_move'),
        domain_force: `[('id', '=', ${String(invoices[0])})]`,
        perm_read: false,
      },
    });
    expect((await run(id)).status).toBe(403);
    expect((await run(id, { active_ids: [invoices[0]] })).status).toBe(200);
  });
});

describe('an action is', () => {
  test('of a kind and with a name', async () => {
    const model_id = odoo.simulator.ref('account.model_account_move');
    for (const values of [{ name: 'x' }, { state: 'code' }]) {
      const reply = await odoo.admin.reply('ir.actions.server', 'create', {
        vals_list: { model_id, ...values },
      });
      expect(reply.json).toMatchObject({ name: 'odoo.exceptions.ValidationError' });
    }
  });

  test('pressed in the language of who presses', async () => {
    const bot = odoo.simulator.db.rows('res.users').find((user) => user['login'] === 'silta-bot');
    odoo.simulator.edit('res.users', bot?.id ?? 0, { lang: 'fi_FI' });
    const wish = { action: await create({ code: TELL }), model: 'account.move', ids: [invoices[0] ?? 0] };
    expect(odoo.simulator.press({ ...wish, user: 'silta-bot' })).toMatchObject({
      lang: 'fi_FI',
      record: invoices[0],
      records: [invoices[0]],
      su: false,
    });
    const pressed = await odoo.admin.raw('/_sim/press', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wish),
    });
    expect(pressed.json).toMatchObject({ action: { lang: 'en_US' } });
  });

  test('found by its external id, which its own field shows', async () => {
    const load = await odoo.admin.call('ir.actions.server', 'load', {
      fields: ['id', 'name', 'model_id/id', 'state', 'code', 'group_ids/id', 'binding_model_id/id'],
      data: [
        [
          '__netvisor__.send',
          'Send',
          'account.model_account_move',
          'code',
          TELL,
          INVOICING,
          'account.model_account_move',
        ],
      ],
    });
    const [id] = (load as { ids: number[] }).ids;
    const fields = ['xml_id', 'binding_type', 'binding_view_types', 'usage'];
    expect(await odoo.admin.call('ir.actions.server', 'read', { ids: [id], fields })).toEqual([
      {
        id,
        xml_id: '__netvisor__.send',
        binding_type: 'action',
        binding_view_types: 'list,form',
        usage: 'ir_actions_server',
      },
    ]);
    const wish = { action: '__netvisor__.send', model: 'account.move', ids: invoices };
    expect(odoo.simulator.press(wish)).toMatchObject({ records: invoices });
  });

  test('gone with its fields', async () => {
    await addFields(odoo.admin, 'account.move', [{ name: 'x_a', ttype: 'char' }]);
    const field = await odoo.admin.one('ir.model.fields', 'search', { domain: [['name', '=', 'x_a']] });
    const id = await webhook({ webhook_field_ids: [[6, 0, [field]]] });
    await odoo.admin.call('ir.model.fields', 'unlink', { ids: [field] });
    const read = { ids: [id], fields: ['webhook_field_ids'] };
    expect(await odoo.admin.call('ir.actions.server', 'read', read)).toEqual([{ id, webhook_field_ids: [] }]);
  });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { codeDigest, passOverAction, standInForAction } from '../../simulators/odoo/actions/equivalents.ts';
import { userError } from '../../simulators/odoo/errors.ts';
import { addFields, startOdoo } from './odoo-client.ts';
import type { Reply, Setting } from './odoo-client.ts';
import { listen } from './odoo-hooks.ts';
import type { Listener } from './odoo-hooks.ts';

let odoo: Setting;
let hooks: Listener;
beforeEach(async () => {
  [odoo, hooks] = await Promise.all([startOdoo(), listen()]);
  await addFields(odoo.admin, 'account.move', [
    { name: 'x_request', ttype: 'char' },
    { name: 'x_served', ttype: 'char' },
  ]);
});
afterEach(() => Promise.all([odoo.close(), hooks.close()]));

const model = (): number => odoo.simulator.ref('account.model_account_move');
const field = (name: string): Promise<number> =>
  odoo.admin.one('ir.model.fields', 'search', {
    domain: [
      ['name', '=', name],
      ['model', '=', 'account.move'],
    ],
  });

/** An automation with one action; by default a webhook that tells the request. */
async function create(values: object, action: object = {}): Promise<Reply> {
  const webhook = {
    name: 'Tell Silta',
    model_id: model(),
    state: 'webhook',
    webhook_url: `${hooks.url}/hook`,
    webhook_field_ids: [[6, 0, [await field('x_request')]]],
    usage: 'base_automation',
    ...action,
  };
  return odoo.admin.reply('base.automation', 'create', {
    vals_list: { name: 'Silta', model_id: model(), action_server_ids: [[0, 0, webhook]], ...values },
  });
}

async function made(values: object, action: object = {}): Promise<number> {
  const reply = await create(values, action);
  if (reply.status !== 200) throw new Error(reply.text);
  return Number((reply.json as number[])[0]);
}

const onRequest = async (over: object = {}): Promise<object> => ({
  trigger: 'on_create_or_write',
  filter_domain: "[('x_request', '!=', False)]",
  trigger_field_ids: [[6, 0, [await field('x_request')]]],
  ...over,
});

const newInvoice = (more: object = {}): number =>
  odoo.simulator.createInvoice({
    partner: 'Havutupa Tukku Oy',
    lines: [{ product: 'KB-100', price: 10 }],
    ...more,
  }).id;

const write = (id: number, vals: object, context: object = {}): Promise<Reply> =>
  odoo.bot.reply('account.move', 'write', { ids: [id], vals, context });

const bodies = (): unknown[] => hooks.take().map(({ body }) => JSON.parse(body) as unknown);

describe('a webhook of an automation', () => {
  test('tells once when a watched field changes, by whomever, and the answer waits for it', async () => {
    await made(await onRequest());
    const invoice = newInvoice();
    await odoo.simulator.webhooks.settled();
    expect(hooks.take()).toEqual([]);
    await write(invoice, { x_request: 'send 1' });
    const [action] = odoo.simulator.db.rows('ir.actions.server');
    expect(hooks.take()).toEqual([
      {
        path: '/hook',
        contentType: 'application/json',
        body:
          `{"_action": "Tell Silta(#${action?.id})", "_id": ${invoice}, "_model": "account.move", ` +
          `"id": ${invoice}, "x_request": "send 1"}`,
      },
    ]);
    for (const vals of [{ x_request: 'send 1' }, { x_served: 'send 1' }, { x_request: false }]) {
      await write(invoice, vals);
    }
    expect(hooks.take()).toEqual([]);
    odoo.simulator.edit('account.move', invoice, { x_request: 'send 2' });
    await odoo.simulator.webhooks.settled();
    expect(bodies()).toMatchObject([{ x_request: 'send 2' }]);
    expect(odoo.simulator.state().webhooks).toMatchObject([
      { id: invoice, outcome: 'answered', status: 200 },
      { id: invoice, outcome: 'answered', status: 200 },
    ]);
  });

  test('tells of a new record too, without looking at what was before', async () => {
    await made(await onRequest({ filter_pre_domain: "[('state', '=', 'ghost')]" }));
    const invoice = newInvoice({ values: { x_request: 'send 0' } });
    await odoo.simulator.webhooks.settled();
    expect(bodies()).toMatchObject([{ _id: invoice, x_request: 'send 0' }]);
  });

  test('tells of each record of a write, whatever tracking is', async () => {
    await made(await onRequest());
    const ids = [newInvoice(), newInvoice()];
    const vals = { x_request: 'send 3' };
    await odoo.bot.call('account.move', 'write', { ids, vals, context: { tracking_disable: true } });
    expect(bodies()).toMatchObject(ids.map((_id) => ({ _id })));
  });

  test('can be had exactly once for each posting, by the states before and after', async () => {
    const state = await field('state');
    await made({
      trigger: 'on_create_or_write',
      filter_pre_domain: "[('state', '!=', 'posted')]",
      filter_domain: "[('state', '=', 'posted'), ('move_type', 'in', ['out_invoice', 'out_refund'])]",
      trigger_field_ids: [[6, 0, [state]]],
    });
    const call = (method: string, body: object = {}): Promise<unknown> =>
      odoo.bot.call('account.move', method, { ids: [invoice], ...body });
    const invoice = newInvoice({ post: false });
    await call('write', { vals: { ref: 'draft' } });
    expect(bodies()).toEqual([]);
    await call('action_post');
    expect(bodies()).toMatchObject([{ _id: invoice }]);
    await call('write', { vals: { ref: 'posted' } });
    await call('button_draft');
    expect(bodies()).toEqual([]);
    await call('action_post');
    expect(bodies()).toHaveLength(1);
  });

  test('follows a stored computed field', async () => {
    const code = "for r in self:\n    r['x_netvisor_open'] = ...";
    const { computeDigest, netvisorOpen, standInForCompute } =
      await import('../../simulators/odoo/computed-fields.ts');
    standInForCompute(computeDigest(code), netvisorOpen);
    const tokens = ['request', 'served', 'look', 'looked'].map((name) => `x_netvisor_${name}`);
    await addFields(odoo.admin, 'account.move', [
      ...tokens.map((name) => ({ name, ttype: 'char' })),
      { name: 'x_netvisor_open', ttype: 'boolean', depends: tokens.join(), compute: code },
    ]);
    await made({
      trigger: 'on_create_or_write',
      filter_domain: "[('x_netvisor_open', '=', True)]",
      trigger_field_ids: [[6, 0, [await field('x_netvisor_open')]]],
    });
    const invoice = newInvoice();
    await write(invoice, { x_netvisor_request: 'send 1' });
    await write(invoice, { x_netvisor_request: 'send 2' });
    expect(bodies()).toHaveLength(1);
    await write(invoice, { x_netvisor_served: 'send 2' });
    await write(invoice, { x_netvisor_request: 'send 3' });
    expect(bodies()).toHaveLength(1);
  });

  test('without trigger fields tells of every write that fits', async () => {
    await made({ trigger: 'on_write', filter_domain: "[('ref', '=', 'x')]" }, { webhook_field_ids: [] });
    const invoice = newInvoice();
    await write(invoice, { ref: 'x' });
    await write(invoice, { ref: 'x' });
    expect(bodies()).toEqual([1, 2].map(() => expect.objectContaining({ _id: invoice })));
    const last = odoo.simulator.webhooks.list().at(-1);
    expect(JSON.parse(last?.body ?? '')).toEqual({
      _action: expect.any(String),
      _id: invoice,
      _model: 'account.move',
    });
  });

  test('has ids for links, texts for moments and false for nothing', async () => {
    const names = ['partner_id', 'invoice_line_ids', 'invoice_date', 'amount_untaxed', 'ref', 'create_date'];
    const ids = await Promise.all(names.map(field));
    await made(await onRequest(), { webhook_field_ids: [[6, 0, ids]] });
    const invoice = newInvoice({ date: '2026-11-20' });
    await write(invoice, { x_request: 'Lähetä' });
    const [{ body } = { body: '' }] = hooks.take();
    expect(JSON.parse(body)).toMatchObject({
      partner_id: odoo.simulator.value('account.move', invoice, 'partner_id'),
      invoice_line_ids: odoo.simulator.value('account.move', invoice, 'invoice_line_ids'),
      invoice_date: '2026-11-20',
      ref: false,
      create_date: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    });
    expect(body).toContain('"amount_untaxed": 10.0,');
  });

  test('goes out only when the call has succeeded', async () => {
    await made(await onRequest());
    const reply = await write(newInvoice(), { x_request: 'send 1', x_served: { no: 'text' } });
    expect([reply.status, bodies()]).toEqual([501, []]);
  });

  test('is tried once for a second, and nobody hears of it when it fails', async () => {
    await made(await onRequest(), { webhook_url: `${hooks.url}/slow` });
    await made(await onRequest(), { webhook_url: `${hooks.url}/bad` });
    await made(await onRequest(), { webhook_url: 'http://127.0.0.1:1/nobody' });
    const before = Date.now();
    expect((await write(newInvoice(), { x_request: 'send 1' })).status).toBe(200);
    expect(Date.now() - before).toBeLessThan(2500);
    const outcomes = odoo.simulator.state().webhooks.map(({ outcome, status }) => [outcome, status]);
    expect(outcomes).toEqual([
      ['timed out', undefined],
      ['answered', 500],
      ['refused', undefined],
    ]);
  });

  test('may be lost, by a setting of the simulator', async () => {
    await made(await onRequest());
    odoo.simulator.settings.patch({ webhooks: 'lost' });
    await write(newInvoice(), { x_request: 'send 1' });
    expect(bodies()).toEqual([]);
    expect(odoo.simulator.state().webhooks).toMatchObject([{ outcome: 'lost' }]);
  });
});

describe('an automation', () => {
  test('keeps what it was told, and its actions are its own', async () => {
    const values = await onRequest({ filter_pre_domain: "[('state', '!=', 'posted')]" });
    const id = await made(values, { usage: undefined });
    const fields = ['trigger', 'filter_domain', 'filter_pre_domain', 'active', 'url', 'model_name'];
    expect(await odoo.admin.call('base.automation', 'read', { ids: [id], fields })).toEqual([
      {
        id,
        trigger: 'on_create_or_write',
        filter_domain: "[('x_request', '!=', False)]",
        filter_pre_domain: "[('state', '!=', 'posted')]",
        active: true,
        url: '',
        model_name: 'account.move',
      },
    ]);
    const own = { domain: [['base_automation_id', '=', id]], fields: ['usage'] };
    expect(await odoo.admin.call('ir.actions.server', 'search_read', own)).toMatchObject([
      { usage: 'base_automation' },
    ]);
    await odoo.admin.call('base.automation', 'unlink', { ids: [id] });
    expect(await odoo.admin.call('ir.actions.server', 'search', { domain: own.domain })).toEqual([]);
  });

  test('forgets its domains when its trigger is written without them, even the same one', async () => {
    const id = await made(await onRequest({ filter_pre_domain: "[('state', '!=', 'posted')]" }));
    const fields = ['filter_domain', 'filter_pre_domain', 'trigger_field_ids'];
    const after = async (vals: object): Promise<unknown> => {
      await odoo.admin.call('base.automation', 'write', { ids: [id], vals });
      return odoo.admin.call('base.automation', 'read', { ids: [id], fields });
    };
    const watched = [await field('x_request')];
    expect(await after({ trigger: 'on_create_or_write' })).toEqual([
      { id, filter_domain: false, filter_pre_domain: false, trigger_field_ids: watched },
    ]);
    const whole = await onRequest({ filter_pre_domain: '[]' });
    expect(await after(whole)).toMatchObject([
      { filter_domain: "[('x_request', '!=', False)]", trigger_field_ids: watched },
    ]);
    expect(await after({ trigger: 'on_write' })).toMatchObject([
      { filter_domain: false, trigger_field_ids: [] },
    ]);
    const reply = await odoo.admin.reply('base.automation', 'write', {
      ids: [id],
      vals: { model_id: model() },
    });
    expect(reply.text).toContain("Missing required value for the field 'Trigger'");
  });

  test('rests while it is not active', async () => {
    const id = await made(await onRequest());
    await odoo.admin.call('base.automation', 'write', { ids: [id], vals: { active: false } });
    await write(newInvoice(), { x_request: 'send 1' });
    expect(bodies()).toEqual([]);
  });

  test.each([
    [{}, 'Missing required value for the field'],
    [{ trigger: 'on_change' }, 'can only be used with "Execute Python Code"'],
  ])('is refused as %j', async (values, message) => {
    const reply = await create(values);
    expect(reply.json).toMatchObject({ name: 'odoo.exceptions.ValidationError' });
    expect((reply.json as { message: string }).message).toContain(message);
  });

  test('has actions of its own model only', async () => {
    const reply = await create(
      { trigger: 'on_write' },
      { model_id: odoo.simulator.ref('base.model_res_partner') },
    );
    expect(reply.json).toMatchObject({
      message: 'Target model of actions Tell Silta are different from rule model.',
    });
  });

  test('of a kind that is not simulated is refused loudly', async () => {
    expect((await create({ trigger: 'on_tag_set' })).status).toBe(501);
  });

  test('takes any domain, and breaks every write when it cannot be understood then', async () => {
    await made({ trigger: 'on_write', filter_domain: "[('x_ghost', '=', 1)]" });
    const reply = await write(newInvoice(), { ref: 'x' });
    expect(reply.json).toMatchObject({ name: 'builtins.ValueError' });
  });

  test('loses the fields that are deleted, and then breaks writes by its domain', async () => {
    const id = await made(await onRequest());
    await odoo.admin.call('ir.model.fields', 'unlink', { ids: [await field('x_request')] });
    expect(
      await odoo.admin.call('base.automation', 'read', { ids: [id], fields: ['trigger_field_ids'] }),
    ).toEqual([{ id, trigger_field_ids: [] }]);
    expect((await odoo.bot.reply('account.move', 'write', { ids: [1], vals: { ref: 'x' } })).status).toBe(
      404,
    );
    const invoice = await odoo.bot.reply('account.move', 'create', {
      vals_list: { move_type: 'out_invoice' },
    });
    expect(invoice.json).toMatchObject({ name: 'builtins.ValueError' });
  });

  test('is made by the administrator only', async () => {
    expect((await odoo.bot.reply('base.automation', 'search', { domain: [] })).status).toBe(403);
  });
});

describe('code of an automation', () => {
  const REFUSE = "raise UserError('in flight')";
  const withCode = (code: string, values: object = { trigger: 'on_write' }): Promise<number> =>
    made(values, { state: 'code', code, webhook_url: false, webhook_field_ids: [] });

  test('is run by its equivalent, with the rights of the server, in the name of who writes', async () => {
    const code = "if env.su: records.write({'x_served': str(env.uid)})";
    standInForAction(codeDigest(code), (env, { model: about, records }) => {
      const ids = (records ?? []).map(({ id }) => id);
      if (env.su) env.write(about, ids, { x_served: String(env.uid) });
      return false;
    });
    await withCode(code, await onRequest());
    const invoice = newInvoice();
    await write(invoice, { x_request: 'send 1' });
    expect(odoo.simulator.value('account.move', invoice, 'x_served')).toBe('2');
  });

  test('may refuse what set it off, and nothing stays', async () => {
    standInForAction(codeDigest(REFUSE), () => {
      throw userError('in flight');
    });
    await withCode(REFUSE, await onRequest());
    const invoice = newInvoice();
    const reply = await write(invoice, { x_request: 'send 1' });
    expect(reply.json).toMatchObject({ name: 'odoo.exceptions.UserError', message: 'in flight' });
    expect(odoo.simulator.value('account.move', invoice, 'x_request')).toBe(false);
  });

  test('may keep a record from being deleted', async () => {
    standInForAction(codeDigest(REFUSE), () => {
      throw userError('in flight');
    });
    await withCode(REFUSE, { trigger: 'on_unlink', filter_domain: "[('ref', '=', 'keep')]" });
    const [kept, other] = [newInvoice({ post: false, values: { ref: 'keep' } }), newInvoice({ post: false })];
    const unlink = async (id: number): Promise<number> =>
      (await odoo.bot.reply('account.move', 'unlink', { ids: [id] })).status;
    expect([await unlink(kept), await unlink(other)]).toEqual([422, 200]);
  });

  test('that is not known is refused loudly when it is due, and kept until then', async () => {
    await withCode("log('hello')", await onRequest());
    const invoice = newInvoice();
    expect((await write(invoice, { ref: 'x' })).status).toBe(200);
    const reply = await write(invoice, { x_request: 'send 1' });
    expect(reply.status).toBe(501);
    expect(reply.text).toContain('the simulator has no equivalent for this code');
  });

  test('that is listed as without effect is passed over', async () => {
    const code = "log('nothing to see')";
    passOverAction(codeDigest(code));
    await withCode(code, await onRequest());
    expect((await write(newInvoice(), { x_request: 'send 1' })).status).toBe(200);
  });

  test('that writes to its own record ends', async () => {
    const code = "records.write({'x_request': 'again'})";
    let runs = 0;
    standInForAction(codeDigest(code), (env, { model: about, records }) => {
      runs += 1;
      env.write(
        about,
        (records ?? []).map(({ id }) => id),
        { x_request: `again ${runs}` },
      );
      return false;
    });
    await withCode(code, await onRequest());
    await write(newInvoice(), { x_request: 'send 1' });
    expect(runs).toBe(1);
  });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { codeDigest } from '../../simulators/odoo/actions/equivalents.ts';
import { SILTA_ACTION_SHA256 } from '../../simulators/odoo/server-actions.ts';
import { actionFile, addFields, member, startOdoo } from './odoo-client.ts';
import type { Reply, Setting } from './odoo-client.ts';

let odoo: Setting;
let invoice: number;
let action: number;
let database: string;
beforeEach(async () => {
  odoo = await startOdoo();
  invoice = odoo.simulator.createInvoice({ partner: 'Havutupa Tukku Oy', lines: [{ product: 'KB-100' }] }).id;
  for (const model of ['account.move', 'res.partner']) {
    await addFields(odoo.admin, model, [
      { name: 'x_netvisor_state', ttype: 'char' },
      { name: 'x_netvisor_attempt', ttype: 'char' },
      { name: 'x_netvisor_keys', ttype: 'json' },
      { name: 'x_netvisor_sent_at', ttype: 'datetime' },
    ]);
  }
  action = await createAction(await actionFile());
  const identity = await run({});
  database = String(member(identity.json, 'database'));
});
afterEach(() => odoo.close());

async function createAction(code: string, groups = true): Promise<number> {
  const model = odoo.simulator.db.rows('ir.model').find((row) => row['model'] === 'account.move');
  return odoo.admin.one('ir.actions.server', 'create', {
    vals_list: {
      name: 'Silta',
      model_id: model?.id,
      state: 'code',
      code,
      group_ids: [[6, 0, groups ? [odoo.simulator.ref('account.group_account_invoice')] : []]],
    },
  });
}

const run = (silta: unknown, id = action): Promise<Reply> =>
  odoo.bot.reply('ir.actions.server', 'run', { ids: [id], context: { silta } });

const job = (over: object = {}): object => ({
  model: 'account.move',
  id: invoice,
  database,
  expect: { x_netvisor_state: false, x_netvisor_attempt: false },
  values: { x_netvisor_state: 'sending', x_netvisor_attempt: 'token-1' },
  ...over,
});

const value = (field: string): unknown => odoo.simulator.value('account.move', invoice, field);

test('the equivalent in TypeScript stands for the Python file as it is', async () => {
  const digest = codeDigest(await actionFile());
  // Differs? Read what changed in odoo/provision/silta-action.py, change `siltaAction` in
  // simulators/odoo/server-actions.ts so that it does the same, then put this digest into its constant.
  expect(SILTA_ACTION_SHA256).toBe(digest);
});

describe('the Silta action', () => {
  test('tells which database this is', async () => {
    expect((await run({})).json).toEqual({ done: false, why: 'identity', database });
    expect(database).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('sets values while the record is as it was read', async () => {
    expect((await run(job())).json).toEqual({ done: true, database });
    expect([value('x_netvisor_state'), value('x_netvisor_attempt')]).toEqual(['sending', 'token-1']);
    expect(odoo.simulator.calls.list().at(-1)).toMatchObject({
      operation: 'ir.actions.server/run',
      booked: true,
    });
  });

  test('refuses when it has changed, and shows what it found', async () => {
    await run(job());
    expect((await run(job({ values: { x_netvisor_attempt: 'token-2' } }))).json).toEqual({
      done: false,
      why: 'changed',
      found: { x_netvisor_state: 'sending', x_netvisor_attempt: 'token-1' },
      database,
    });
    expect(value('x_netvisor_attempt')).toBe('token-1');
  });

  test('lets exactly one of many with the same expectation through', async () => {
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, n) => run(job({ values: { x_netvisor_attempt: `token-${n}` } }))),
    );
    expect(replies.filter((reply) => member(reply.json, 'done') === true)).toHaveLength(1);
  });

  test('leaves a note where one is given', async () => {
    await run(job({ note: 'Sent to Netvisor' }));
    expect(odoo.simulator.state().messages.at(-1)).toMatchObject({
      res_id: invoice,
      body: '<p>Sent to Netvisor</p>',
    });
  });

  test('refuses another database', async () => {
    expect((await run(job({ database: 'elsewhere' }))).json).toEqual({
      done: false,
      why: 'database',
      database,
    });
    expect(value('x_netvisor_state')).toBe(false);
  });

  test('says that a record is gone', async () => {
    expect((await run(job({ id: 9999 }))).json).toEqual({ done: false, why: 'gone', database });
  });

  test.each([
    ['a field of another', { values: { ref: 'x' } }],
    ['a model of another', { model: 'account.journal' }],
  ])('refuses %s', async (_what, over) => {
    const reply = await run(job(over));
    expect(reply.json).toMatchObject({ name: 'odoo.exceptions.UserError' });
  });

  test('writes all or nothing', async () => {
    const reply = await run(job({ values: { x_netvisor_state: 'sent', x_netvisor_ghost: 1 } }));
    expect(reply.json).toMatchObject({ name: 'builtins.ValueError' });
    expect(value('x_netvisor_state')).toBe(false);
  });

  test('compares as Python does: null is not False, a moment never equals its text', async () => {
    const asks = async (expectation: object): Promise<unknown> =>
      member((await run(job({ expect: expectation, values: {} }))).json, 'done');
    expect(await asks({ x_netvisor_state: null })).toBe(false);
    expect(await asks({ x_netvisor_state: 0 })).toBe(true);
    odoo.simulator.edit('account.move', invoice, {
      x_netvisor_sent_at: '2026-11-20 08:00:00',
      x_netvisor_keys: { key: 1 },
    });
    expect(await asks({ x_netvisor_sent_at: '2026-11-20 08:00:00' })).toBe(false);
    expect(await asks({ x_netvisor_keys: { key: 1 } })).toBe(true);
    odoo.simulator.edit('account.move', invoice, { x_netvisor_keys: {} });
    expect(await asks({ x_netvisor_keys: false })).toBe(true);
  });

  test('never equals a link or a file to what JSON can say, and shows a link as Python prints it', async () => {
    const partner = value('partner_id');
    expect((await run(job({ expect: { partner_id: partner } }))).json).toMatchObject({
      why: 'changed',
      found: { partner_id: `res.partner(${String(partner)},)` },
    });
    expect((await run(job({ expect: { invoice_incoterm_id: false } }))).json).toMatchObject({
      found: { invoice_incoterm_id: 'account.incoterms()' },
    });
  });

  test('reports a missing key as the ValueError that Python becomes', async () => {
    const reply = await run(job({ values: undefined }));
    expect(reply.json).toMatchObject({ name: 'builtins.ValueError' });
    expect(reply.text).toContain('KeyError');
  });
});

describe('server actions in general', () => {
  test('code without an equivalent is refused loudly', async () => {
    const other = await createAction("action = {'done': True}");
    const reply = await run(job(), other);
    expect(reply.status).toBe(501);
    expect(reply.text).toContain('the simulator has no equivalent for this code');
  });

  test('run only by members of their groups', async () => {
    const group = odoo.simulator.ref('base.group_system');
    await odoo.admin.call('ir.actions.server', 'write', {
      ids: [action],
      vals: { group_ids: [[6, 0, [group]]] },
    });
    expect((await run({})).status).toBe(403);
  });

  test('without groups need the right to write their model', async () => {
    const open = await createAction(await actionFile(), false);
    expect((await run({}, open)).status).toBe(200);
  });

  test('are made by administrators only', async () => {
    const reply = await odoo.bot.reply('ir.actions.server', 'create', { vals_list: { name: 'x' } });
    expect(reply.json).toMatchObject({ name: 'odoo.exceptions.AccessError' });
  });
});

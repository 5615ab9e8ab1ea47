import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { codeDigest } from '../../simulators/odoo/actions/equivalents.ts';
import { SILTA_ACTION_SHA256 } from '../../simulators/odoo/server-actions.ts';
import { provisionSimulator } from '../../tools/playground/world.ts';
import { actionFile, member, startOdoo } from './odoo-client.ts';
import type { Reply, Setting } from './odoo-client.ts';

let odoo: Setting;
let invoice: number;
let action: number;
let database: string;
// The action writes to fields of many models and makes rows of Silta's own: it runs where all of them are.
beforeAll(async () => {
  odoo = await startOdoo();
  await provisionSimulator(odoo.url);
  action = odoo.simulator.ref('__netvisor__.silta_action');
  const identity = await run({});
  database = String(member(identity.json, 'database'));
});
beforeEach(() => {
  invoice = createInvoice();
});
afterAll(() => odoo.close());

const createInvoice = (): number =>
  odoo.simulator.createInvoice({ partner: 'Havutupa Tukku Oy', lines: [{ product: 'KB-100' }] }).id;

async function createAction(code: string, groups: readonly string[]): Promise<number> {
  const model = odoo.simulator.db.rows('ir.model').find((row) => row['model'] === 'account.move');
  return odoo.admin.one('ir.actions.server', 'create', {
    vals_list: {
      name: 'Silta',
      model_id: model?.id,
      state: 'code',
      code,
      group_ids: [[6, 0, groups.map((group) => odoo.simulator.ref(group))]],
    },
  });
}

const run = (silta: unknown, id = action): Promise<Reply> =>
  odoo.bot.reply('ir.actions.server', 'run', { ids: [id], context: { silta } });

const job = (over: object = {}): object => ({
  model: 'account.move',
  id: invoice,
  database,
  language: 'en',
  expect: { x_netvisor_state: false, x_netvisor_attempt: false },
  values: { x_netvisor_state: 'sending', x_netvisor_attempt: 'token-1' },
  ...over,
});

const value = (field: string): unknown => odoo.simulator.value('account.move', invoice, field);

const rowsOf = (model: string, field: string): readonly object[] =>
  odoo.simulator.db.rows(model).filter((row) => row[field] === invoice);

const words = (text: string): object => ({ en: text, fi: `${text} (fi)`, sv: `${text} (sv)` });

test('the equivalent in TypeScript stands for the Python file as it is', async () => {
  // Differs? Read what changed in odoo/provision/silta-action.py, change `siltaAction` in
  // simulators/odoo/server-actions.ts so that it does the same, then put this digest into its constant.
  expect(SILTA_ACTION_SHA256).toBe(codeDigest(await actionFile()));
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
    await run(job({ note: words('Sent to Netvisor') }));
    expect(odoo.simulator.state().messages.at(-1)).toMatchObject({
      res_id: invoice,
      body: '<p>Sent to Netvisor</p>',
    });
  });

  test('tells who is responsible what to do, once, in their language, until it is no longer to do', async () => {
    const told = {
      values: { x_netvisor_state: 'attention', x_netvisor_reason: 'VatCodeMissing' },
      message: words('Choose a <code>'),
      task: words('Netvisor'),
    };
    for (const expectation of [{ x_netvisor_state: false }, { x_netvisor_state: 'attention' }])
      expect((await run(job({ ...told, expect: expectation }))).json).toMatchObject({ done: true });
    expect(value('x_netvisor_message')).toBe('Choose a <code>');
    expect(rowsOf('mail.activity', 'res_id')).toMatchObject([
      { summary: 'Netvisor', note: '<p>Choose a &lt;code&gt;</p>', user_id: value('invoice_user_id') },
    ]);
    await run(job({ expect: { x_netvisor_state: 'attention' } }));
    expect(rowsOf('mail.activity', 'res_id')).toEqual([]);
  });

  test('keeps a row of each change of state, and of nothing else', async () => {
    await run(job());
    const expectation = { x_netvisor_attempt: 'token-1' };
    await run(job({ expect: expectation, values: { x_netvisor_attempt: 'token-2' } }));
    expect(rowsOf('x_netvisor_link', 'x_move_id')).toMatchObject([
      { x_kind: 'event', x_name: value('name'), x_state: 'sending', x_reason: false, x_detail: 'token-1' },
    ]);
  });

  test('counts as served whatever has been asked of the document', async () => {
    odoo.simulator.edit('account.move', invoice, { x_netvisor_request: 'asked-1' });
    await run(job({ serve: true }));
    expect(value('x_netvisor_served')).toBe('asked-1');
  });

  test('writes nothing while another record clashes', async () => {
    const clash = [['id', '=', invoice]];
    expect((await run(job({ clash }))).json).toEqual({ done: false, why: 'clash', database });
    expect((await run(job({ clash: [['id', '=', 0]] }))).json).toEqual({ done: true, database });
  });

  test('writes nothing under a name that another document was sent under', async () => {
    const [sent, usedName] = [invoice, value('name')];
    await run(job({ values: { x_netvisor_state: 'sent', x_netvisor_key: 'test:1' } }));
    invoice = createInvoice();
    const reply = await run(job({ usedName }));
    expect(reply.json).toEqual({ done: false, why: 'number-used', database });
    const itsOwn = await run(job({ id: sent, expect: {}, usedName }));
    expect(itsOwn.json).toEqual({ done: true, database });
  });

  test('writes of many only those that are still the version that was read', async () => {
    const other = createInvoice();
    for (const id of [invoice, other]) odoo.simulator.edit('account.move', id, { x_netvisor_mark: `m${id}` });
    const many = {
      ids: [invoice, other],
      marks: { [invoice]: `m${invoice}`, [other]: 'earlier' },
      expect: {},
      values: { x_netvisor_verified_at: '2026-11-20 08:00:00' },
    };
    expect((await run(job(many))).json).toEqual({ done: true, database });
    expect(value('x_netvisor_verified_at')).toBe('2026-11-20 08:00:00');
    expect(odoo.simulator.value('account.move', other, 'x_netvisor_verified_at')).toBe(false);
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
    ['what people decide', { model: 'res.company', id: 1, values: { x_netvisor_since: false } }],
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
      x_netvisor_payments: { 7: 1 },
    });
    expect(await asks({ x_netvisor_sent_at: '2026-11-20 08:00:00' })).toBe(false);
    expect(await asks({ x_netvisor_payments: { 7: 1 } })).toBe(true);
    odoo.simulator.edit('account.move', invoice, { x_netvisor_payments: {} });
    expect(await asks({ x_netvisor_payments: false })).toBe(true);
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
    const other = await createAction("action = {'done': True}", ['account.group_account_invoice']);
    const reply = await run(job(), other);
    expect(reply.status).toBe(501);
    expect(reply.text).toContain('the simulator has no equivalent for this code');
  });

  test('run only by members of their groups', async () => {
    const closed = await createAction(await actionFile(), ['base.group_system']);
    expect((await run({}, closed)).status).toBe(403);
  });

  test('without groups need the right to write their model', async () => {
    const open = await createAction(await actionFile(), []);
    expect((await run({}, open)).status).toBe(200);
  });

  test('are made by administrators only', async () => {
    const reply = await odoo.bot.reply('ir.actions.server', 'create', { vals_list: { name: 'x' } });
    expect(reply.json).toMatchObject({ name: 'odoo.exceptions.AccessError' });
  });
});

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { describeOdoo } from './harness.ts';
import { firstId, readMove } from './helpers.ts';
import { newPerson, type Person } from './person.ts';
import {
  adminIdOf,
  draft,
  listen,
  posted,
  press,
  provision,
  put,
  refusedWith,
  type Ear,
} from './provisioned.ts';

const TOKEN = /^(send|resend) \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/;
const REQUEST = ['x_netvisor_request', 'x_netvisor_state', 'x_netvisor_open'];
const LOOK = ['x_netvisor_look', 'x_netvisor_open', 'x_netvisor_state'];
const SENT = { x_netvisor_state: 'sent', x_netvisor_key: 'test:1:42', x_netvisor_number: '20261' };

describeOdoo('buttons and automations in Odoo', (odoo) => {
  let ear: Ear;
  let clerk: Person;

  beforeAll(async () => {
    ear = await listen();
    await provision(odoo(), { webhookUrl: ear.url });
    clerk = await newPerson(odoo(), 'Kirsi Kirjuri', ['account.group_account_invoice']);
  }, 300_000);
  afterAll(() => ear?.close());
  beforeEach(() => ear.news());

  const send = (...ids: number[]): Promise<unknown> => press(odoo(), clerk, 'action_send', ids);
  const company = (vals: Record<string, unknown>): Promise<unknown> =>
    odoo().rpc(odoo().adminKey, 'res.company', 'write', { ids: [odoo().companyId], vals });

  test('Send asks once however often it is pressed, and tells the gateway once', async () => {
    const id = await posted(odoo());
    expect(await ear.news()).toBe(0);
    expect(await send(id)).toMatchObject({ tag: 'display_notification', params: { type: 'success' } });
    expect(await ear.news()).toBe(1);
    const first = await readMove(odoo(), id, REQUEST);
    expect(first).toMatchObject({
      x_netvisor_request: expect.stringMatching(TOKEN),
      x_netvisor_state: 'queued',
      x_netvisor_open: true,
    });
    expect(await send(id)).toMatchObject({ params: { message: 'Is on its way already.' } });
    expect(await readMove(odoo(), id, REQUEST)).toEqual(first);
    expect(await ear.news()).toBe(0);
  });

  test('the gateway hears of no content that it could believe', async () => {
    await send(await posted(odoo()));
    expect(ear.heard.at(-1)).toEqual({
      _action: expect.stringMatching(/^Silta hint\(#\d+\)$/),
      _id: odoo().companyId,
      _model: 'res.company',
    });
  });

  test('what Silta writes tells nobody, and closes what was asked for', async () => {
    const id = await posted(odoo());
    await send(id);
    await ear.news();
    const { x_netvisor_request: token } = await readMove(odoo(), id, REQUEST);
    await put(odoo(), id, { x_netvisor_state: 'sending', x_netvisor_attempt: 'a' });
    await put(odoo(), id, { ...SENT, x_netvisor_served: token, x_netvisor_attempt: false });
    expect(await readMove(odoo(), id, REQUEST)).toMatchObject({ x_netvisor_open: false });
    expect(await ear.news()).toBe(0);
  });

  test('a selection is asked for in one go, and what cannot be sent is left out with its reason', async () => {
    const ids = [await posted(odoo()), await posted(odoo()), await posted(odoo())];
    const notPosted = await draft(odoo());
    const there = await posted(odoo());
    await put(odoo(), there, SENT);
    await ear.news();
    const answer = await press(odoo(), clerk, 'action_send_many', [...ids, notPosted, there]);
    expect(answer).toMatchObject({
      params: { type: 'warning', message: expect.stringMatching(/^Asked for: 3\. Left out: 2\. .*Confirm/) },
    });
    for (const id of ids)
      expect(await readMove(odoo(), id, REQUEST)).toMatchObject({ x_netvisor_state: 'queued' });
    expect(await readMove(odoo(), there, REQUEST)).toMatchObject({ x_netvisor_request: false });
    expect(await ear.news()).toBe(1);
  });

  test('Send refuses with words what is not for Netvisor', async () => {
    expect(await refusedWith(send(await draft(odoo())))).toContain('Confirm the invoice first.');
    const bill = await draft(odoo(), { move_type: 'in_invoice' });
    expect(await refusedWith(send(bill))).toContain('Only customer invoices and credit notes');
    expect(await refusedWith(send(await posted(odoo(), { invoice_date: '2026-01-05' })))).toContain(
      'Older ones are never sent.',
    );
    const there = await posted(odoo());
    await put(odoo(), there, SENT);
    expect(await refusedWith(send(there))).toContain('press Resend to Netvisor');
    expect(await ear.news()).toBe(0);
  });

  test('Send refuses in a copy of the database', async () => {
    const id = await posted(odoo());
    const { rpc, adminKey, databaseUuid } = odoo();
    const set = (value: string): Promise<unknown> =>
      rpc(adminKey, 'ir.config_parameter', 'set_param', { key: 'database.uuid', value });
    await set('00000000-0000-4000-8000-000000000002');
    try {
      expect(await refusedWith(send(id))).toContain('This database is a copy.');
    } finally {
      await set(databaseUuid);
    }
  });

  test('Retry takes up what needs attention, and nothing else', async () => {
    const parked = await posted(odoo());
    await put(odoo(), parked, {
      x_netvisor_state: 'attention',
      x_netvisor_request: 'send 1',
      x_netvisor_served: 'send 1',
    });
    const idle = await posted(odoo());
    const answer = await press(odoo(), clerk, 'action_retry', [parked, idle]);
    expect(answer).toMatchObject({
      params: { message: expect.stringMatching(/^Asked for: 1\. Left out: 1\./) },
    });
    expect(await readMove(odoo(), parked, REQUEST)).toMatchObject({
      x_netvisor_request: expect.stringMatching(TOKEN),
      x_netvisor_state: 'queued',
    });
    expect(await readMove(odoo(), idle, REQUEST)).toMatchObject({ x_netvisor_request: false });
  });

  test('of one whose arrival is in doubt, Retry does not say that it is only queued', async () => {
    const id = await posted(odoo());
    await put(odoo(), id, { x_netvisor_state: 'attention', x_netvisor_attempt: 'a' });
    await send(id);
    expect(await readMove(odoo(), id, REQUEST)).toMatchObject({
      x_netvisor_state: 'attention',
      x_netvisor_open: true,
    });
  });

  test('Preview and Resend ask for a look in the language of the person, and send nothing', async () => {
    const id = await posted(odoo());
    await press(odoo(), clerk, 'action_preview', [id], 'en_US');
    expect(await readMove(odoo(), id, [...LOOK, 'x_netvisor_request'])).toMatchObject({
      x_netvisor_look: expect.stringMatching(/^preview .+ en_US$/),
      x_netvisor_open: true,
      x_netvisor_state: false,
      x_netvisor_request: false,
    });
    expect(await ear.news()).toBe(1);
    await put(odoo(), id, SENT);
    await press(odoo(), clerk, 'action_compare', [id]);
    expect(await readMove(odoo(), id, LOOK)).toMatchObject({
      x_netvisor_look: expect.stringMatching(/^compare /),
      x_netvisor_state: 'sent',
    });
  });

  test('Edit in Netvisor asks only after a look has found that it may', async () => {
    const id = await posted(odoo());
    await put(odoo(), id, SENT);
    const edit = (): Promise<unknown> => press(odoo(), clerk, 'action_resend', [id]);
    expect(await refusedWith(edit())).toContain('Press Resend to Netvisor first');
    await put(odoo(), id, { x_netvisor_can_resend: true });
    await edit();
    expect(await readMove(odoo(), id, [...REQUEST, 'x_netvisor_can_resend'])).toMatchObject({
      x_netvisor_request: expect.stringMatching(/^resend /),
      x_netvisor_state: 'sent',
      x_netvisor_can_resend: false,
    });
  });

  test('Open in Netvisor goes where the company says, with the key of the invoice', async () => {
    const id = await posted(odoo());
    await put(odoo(), id, SENT);
    expect(await readMove(odoo(), id, ['x_netvisor_url'])).toMatchObject({ x_netvisor_url: false });
    await company({ x_netvisor_link: 'https://netvisor.example/invoice?id={key}' });
    expect(await press(odoo(), clerk, 'action_open', [id])).toMatchObject({
      type: 'ir.actions.act_url',
      url: 'https://netvisor.example/invoice?id=42',
    });
  });

  test('Test connection asks once, by an accounting manager who may not change the company', async () => {
    const manager = await newPerson(odoo(), 'Mats Ekonom', ['account.group_account_manager']);
    const test = async (): Promise<unknown> =>
      manager.call('ir.actions.server', 'run', [[await adminIdOf(odoo(), '__netvisor__.action_test')]], {
        context: { active_model: 'res.company', active_id: odoo().companyId, active_ids: [odoo().companyId] },
      });
    await test();
    await test();
    expect(await ear.news()).toBe(1);
    const change = manager.call('res.company', 'write', [
      [odoo().companyId],
      { x_netvisor_zero_total: 'send' },
    ]);
    expect(await refusedWith(change)).toContain('AccessError');
    expect(
      await refusedWith(
        clerk.call('ir.actions.server', 'run', [[await adminIdOf(odoo(), '__netvisor__.action_test')]]),
      ),
    ).toContain('AccessError');
  });

  test('the group "Netvisor options" lets an accounting manager change them', async () => {
    const manager = await newPerson(odoo(), 'Olga Option', ['__netvisor__.group_options']);
    await manager.call('res.company', 'write', [[odoo().companyId], { x_netvisor_zero_total: 'send' }]);
    await company({ x_netvisor_zero_total: false });
  });

  test('somebody who may read invoices and not make them cannot press', async () => {
    const auditor = await newPerson(odoo(), 'Aatos Auditoija', ['account.group_account_readonly']);
    const id = await posted(odoo());
    expect(await refusedWith(press(odoo(), auditor, 'action_send', [id]))).toContain('AccessError');
  });

  test('confirming sends nothing while the option is off', async () => {
    const id = await posted(odoo());
    expect(await readMove(odoo(), id, REQUEST)).toMatchObject({
      x_netvisor_request: false,
      x_netvisor_open: false,
    });
    expect(await ear.news()).toBe(0);
  });

  test('confirming asks for sending where the company wants it: invoices and credit notes from the cut-over on', async () => {
    await company({ x_netvisor_send_on_confirm: true });
    try {
      for (const move_type of ['out_invoice', 'out_refund']) {
        const id = await draft(odoo(), { move_type });
        expect(await readMove(odoo(), id, REQUEST)).toMatchObject({ x_netvisor_request: false });
        await clerk.call('account.move', 'action_post', [[id]]);
        expect(await readMove(odoo(), id, REQUEST)).toMatchObject({
          x_netvisor_request: expect.stringMatching(TOKEN),
          x_netvisor_state: 'queued',
        });
        expect(await ear.news()).toBe(1);
      }
      const others = [
        await posted(odoo(), { invoice_date: '2026-01-05' }),
        await posted(odoo(), { move_type: 'in_invoice' }),
      ];
      for (const id of others)
        expect(await readMove(odoo(), id, REQUEST)).toMatchObject({ x_netvisor_request: false });
      expect(await ear.news()).toBe(0);
    } finally {
      await company({ x_netvisor_send_on_confirm: false });
    }
  });

  test('twenty confirmed at once are told of once', async () => {
    const ids: number[] = [];
    for (let count = 0; count < 20; count += 1) ids.push(await draft(odoo()));
    await company({ x_netvisor_send_on_confirm: true });
    await ear.news();
    await clerk.call('account.move', 'action_post', [ids]);
    await company({ x_netvisor_send_on_confirm: false });
    for (const id of ids)
      expect(await readMove(odoo(), id, REQUEST)).toMatchObject({ x_netvisor_state: 'queued' });
    expect(await ear.news()).toBe(1);
  });

  test('Send & Print warns where Netvisor delivers and the invoice is there or on its way', async () => {
    const warns = async (ids: readonly number[]): Promise<unknown> => {
      const one = ids.length === 1;
      const model = one ? 'account.move.send.wizard' : 'account.move.send.batch.wizard';
      const context = { active_model: 'account.move', active_ids: ids };
      const values = one ? { move_id: ids[0] } : { move_ids: [[6, 0, ids]] };
      const wizard = firstId([await clerk.call(model, 'create', [values], { context })].flat());
      const [row] = (await clerk.call(model, 'read', [[wizard], ['x_netvisor_warning']])) as Record<
        string,
        unknown
      >[];
      return row?.['x_netvisor_warning'];
    };
    const fresh = await posted(odoo());
    const queued = await posted(odoo());
    await send(queued);
    expect(await warns([fresh])).toBe(false);
    expect(await warns([queued])).toBe(true);
    expect(await warns([fresh, queued])).toBe(true);
    await company({ x_netvisor_invoice_status: 'open' });
    expect(await warns([queued])).toBe(false);
    await company({ x_netvisor_invoice_status: false });
  });

  test('a salesperson without accounting opens an invoice as before', async () => {
    const id = await posted(odoo());
    const seller = await newPerson(odoo(), 'Sanna Seller', ['sales_team.group_sale_salesman_all_leads']);
    const view = (await seller.call('account.move', 'get_view', [], {
      view_id: await adminIdOf(odoo(), 'account.view_move_form'),
      view_type: 'form',
    })) as Record<string, unknown>;
    expect(String(view['arch'])).not.toContain('x_netvisor_events');
    const specification = { name: {}, x_netvisor_state: {}, x_netvisor_here: {}, x_netvisor_url: {} };
    expect(await seller.call('account.move', 'web_read', [[id]], { specification })).toMatchObject([
      { x_netvisor_here: true },
    ]);
  });
});

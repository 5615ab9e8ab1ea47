import { beforeAll, expect, test } from '@jest/globals';
import { OdooError } from '../../odoo/errors.ts';
import { FIELDS } from '../../odoo/provision/fields.ts';
import { applySteps } from '../../odoo/provision/provision.ts';
import { planRemoval } from '../../odoo/provision/remove.ts';
import { planUser } from '../../odoo/provision/user.ts';
import type { OdooTransport } from '../../odoo/transport.ts';
import { LEDGER } from './bridge.ts';
import { EARLIER_CHOICES, EARLIER_FIELDS, EARLIER_RELATIONS } from './earlier-fields.ts';
import { describeOdoo } from './harness.ts';
import { firstId, firstRow, idOf, readMove, rows } from './helpers.ts';
import { newPerson } from './person.ts';
import { adminIdOf, administrator, plan, posted, press, provision, put, refusedWith } from './provisioned.ts';

const TECHNICAL = [
  'ir.ui.view',
  'ir.ui.menu',
  'ir.actions.server',
  'base.automation',
  'ir.model.access',
  'ir.rule',
  'res.groups',
  'ir.model',
  'ir.model.fields',
  'ir.model.fields.selection',
];

describeOdoo('what provisioning makes in a database', (odoo) => {
  const rpc = (model: string, method: string, body: Record<string, unknown> = {}): Promise<unknown> =>
    odoo().rpc(odoo().adminKey, model, method, body);
  const write = (model: string, id: number, vals: Record<string, unknown>): Promise<unknown> =>
    rpc(model, 'write', { ids: [id], vals });

  /** How many records of each kind there are: what was not there before shows. */
  async function census(): Promise<Record<string, unknown>> {
    const all: Record<string, unknown> = {};
    for (const model of TECHNICAL)
      all[model] = await rpc(model, 'search_count', { domain: [], context: { active_test: false } });
    return all;
  }

  let before: Record<string, unknown>;
  let sent: number;

  async function makeEarlier(): Promise<void> {
    for (const [model, name, ttype, field_description] of EARLIER_FIELDS) {
      const [model_id] = (await rpc('ir.model', 'search', { domain: [['model', '=', model]] })) as number[];
      const choices = EARLIER_CHOICES[name];
      const vals_list = {
        model_id,
        name,
        ttype,
        field_description,
        copied: false,
        ...(EARLIER_RELATIONS[name] && { relation: EARLIER_RELATIONS[name] }),
        ...(ttype === 'selection' && {
          selection_ids: (choices ?? ['x']).map((value, sequence) => [
            0,
            0,
            { value, name: value, sequence },
          ]),
        }),
      };
      await rpc('ir.model.fields', 'create', { vals_list });
    }
    const move = firstId(await rpc('ir.model', 'search', { domain: [['model', '=', 'account.move']] }));
    const group = await idOf(odoo(), 'account.group_account_invoice');
    await rpc('ir.actions.server', 'load', {
      fields: ['id', 'name', 'model_id/.id', 'state', 'code', 'group_ids/.id'],
      data: [['__netvisor__.silta_action', 'Silta', String(move), 'code', 'action = {}', String(group)]],
    });
  }

  const EARLIER_VALUES = {
    x_netvisor_state: 'sent',
    x_netvisor_key: 'test:1:42',
    x_netvisor_message: 'Words of before',
    x_netvisor_sent_at: '2026-10-01 10:00:00',
  };

  beforeAll(async () => {
    before = await census();
    await makeEarlier();
    sent = await posted(odoo());
    await put(odoo(), sent, EARLIER_VALUES);
    const tax = await idOf(odoo(), `account.${odoo().companyId}_tax_dom_sales_goods_25_5`);
    await write('account.tax', tax, { x_netvisor_vat_code: 'NONE' });
  }, 300_000);

  test('is added to what an earlier version made, whose data stays', async () => {
    const made = await provision(odoo());
    expect(made).toContain('field x_netvisor_message on account.move: translate');
    expect(made).toContain('server action "Silta": what it points to');
    expect(await readMove(odoo(), sent, Object.keys(EARLIER_VALUES))).toMatchObject(EARLIER_VALUES);
    const tax = await idOf(odoo(), `account.${odoo().companyId}_tax_dom_sales_goods_25_5`);
    expect(
      firstRow(await rpc('account.tax', 'read', { ids: [tax], fields: ['x_netvisor_vat_code'] })),
    ).toMatchObject({
      x_netvisor_vat_code: 'NONE',
    });
    expect((await plan(odoo())).map(({ what }) => what)).toEqual([]);
  });

  test('sets the cut-over date to today in Finland, and leaves what a person writes', async () => {
    const read = async (): Promise<unknown> =>
      firstRow(await rpc('res.company', 'read', { ids: [odoo().companyId], fields: ['x_netvisor_since'] }))[
        'x_netvisor_since'
      ];
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' }).format(new Date());
    expect(await read()).toBe(today);
    await write('res.company', odoo().companyId, { x_netvisor_since: '2026-07-01' });
    expect(await plan(odoo())).toEqual([]);
    expect(await read()).toBe('2026-07-01');
  });

  test('a person has changed is shown and put right, and nothing else', async () => {
    const view = await adminIdOf(odoo(), '__netvisor__.view_invoice_form');
    const guard = await adminIdOf(odoo(), '__netvisor__.guard_change');
    const action = await adminIdOf(odoo(), '__netvisor__.guard_change_action');
    const send = await adminIdOf(odoo(), '__netvisor__.action_send');
    const group = await adminIdOf(odoo(), '__netvisor__.group_silta');
    await write('ir.ui.view', view, { active: false, priority: 5 });
    await write('base.automation', guard, { active: false });
    await write('ir.actions.server', action, { code: 'pass' });
    await write('ir.actions.server', send, { group_ids: [[5, 0, 0]] });
    await write('res.groups', group, {
      implied_ids: [[4, await idOf(odoo(), 'account.group_account_manager')]],
    });
    await rpc('ir.model.access', 'unlink', {
      ids: [await adminIdOf(odoo(), '__netvisor__.access_silta_account_move')],
    });
    const label = firstId(
      await rpc('ir.model.fields', 'search', {
        domain: [
          ['model', '=', 'account.move'],
          ['name', '=', 'x_netvisor_number'],
        ],
      }),
    );
    await write('ir.model.fields', label, { field_description: 'Number over there' });
    expect(await provision(odoo())).toEqual([
      'field x_netvisor_number on account.move: field_description',
      'group "Silta", for the user that Silta works as: implied_ids',
      'right to read account.move, of group_silta',
      'button "Send to Netvisor": group_ids',
      'automation "Netvisor: no reset to draft of what was sent": active',
      'action of automation "Netvisor: no reset to draft of what was sent": code',
      'view "tab and buttons on invoices": priority, active',
    ]);
    expect(await plan(odoo())).toEqual([]);
  });

  test('a deleted button is made again, and the view gets its new number', async () => {
    await rpc('ir.actions.server', 'unlink', {
      ids: [await adminIdOf(odoo(), '__netvisor__.action_preview')],
    });
    expect(await provision(odoo())).toEqual([
      'button "Netvisor preview"',
      'view "tab and buttons on invoices": what it points to',
    ]);
    const form = await rpc('account.move', 'get_view', {
      view_id: await adminIdOf(odoo(), 'account.view_move_form'),
      view_type: 'form',
    });
    const number = await adminIdOf(odoo(), '__netvisor__.action_preview');
    expect((form as { readonly arch: string }).arch).toContain(`name="${number}" type="action"`);
    expect(await plan(odoo())).toEqual([]);
  });

  test('of an earlier version that is no longer wanted goes; business records and other companies stay', async () => {
    const move = firstId(await rpc('ir.model', 'search', { domain: [['model', '=', 'account.move']] }));
    const load = (name: string): Promise<unknown> =>
      rpc('ir.actions.server', 'load', {
        fields: ['id', 'name', 'model_id/.id', 'state', 'code'],
        data: [[`__netvisor__.${name}`, name, String(move), 'code', 'pass']],
      });
    await load('action_of_before');
    await load('hint_c99');
    const data = {
      module: '__netvisor__',
      name: 'test_account.move_1_40117',
      model: 'account.move',
      res_id: sent,
    };
    await rpc('ir.model.data', 'create', { vals_list: data });
    const made = await provision(odoo());
    // Another company's webhook needs the rules that set it off.
    expect(made).toContain('remove server action "action_of_before"');
    expect(made).toContain('automation "Netvisor: tell what is asked for"');
    expect(await adminIdOf(odoo(), '__netvisor__.hint_c99')).toBeGreaterThan(0);
    expect(await adminIdOf(odoo(), '__netvisor__.test_account.move_1_40117')).toBe(sent);
    await rpc('ir.actions.server', 'unlink', { ids: [await adminIdOf(odoo(), '__netvisor__.hint_c99')] });
    await provision(odoo());
    expect(await plan(odoo())).toEqual([]);
  });

  test('gets the texts of a language that was installed later, for fields, views, buttons and refusals', async () => {
    const context = { active_test: false };
    const domain = [['code', 'in', ['fi_FI', 'sv_SE']]];
    const langs = await rpc('res.lang', 'search', { domain, context });
    const wizard = await rpc('base.language.install', 'create', {
      vals_list: { lang_ids: [[6, 0, langs]], overwrite: false },
    });
    await rpc('base.language.install', 'lang_install', { ids: wizard });
    expect(await provision(odoo())).toEqual(['texts in Finnish (fi_FI)', 'texts in Swedish (sv_SE)']);
    expect(await plan(odoo())).toEqual([]);

    const labels = async (lang: string): Promise<unknown> =>
      rpc('account.move', 'fields_get', {
        allfields: ['x_netvisor_state', 'x_netvisor_sent_at'],
        attributes: ['string', 'selection'],
        context: { lang },
      });
    expect(await labels('fi_FI')).toMatchObject({
      x_netvisor_sent_at: { string: 'Lähetetty Netvisoriin' },
      x_netvisor_state: { selection: expect.arrayContaining([['attention', 'Vaatii toimia']]) },
    });
    expect(await labels('sv_SE')).toMatchObject({ x_netvisor_sent_at: { string: 'Skickad till Netvisor' } });
    expect(await labels('en_US')).toMatchObject({ x_netvisor_sent_at: { string: 'Sent to Netvisor' } });
    const form = (await rpc('account.move', 'get_view', {
      view_id: await adminIdOf(odoo(), 'account.view_move_form'),
      view_type: 'form',
      context: { lang: 'fi_FI' },
    })) as { readonly arch: string };
    expect(form.arch).toContain('string="Lähetä Netvisoriin"');
    expect(form.arch).toContain('Netvisor: vaatii toimia');
    const clerk = await newPerson(odoo(), 'Kirsi Kirjuri', ['account.group_account_invoice']);
    const reset = (lang: string): Promise<string> =>
      refusedWith(clerk.call('account.move', 'button_draft', [[sent]], { context: { lang } }));
    expect(await reset('fi_FI')).toContain('tekemällä hyvityslasku');
    expect(await reset('sv_SE')).toContain('med en kreditfaktura');
    expect(await refusedWith(press(odoo(), clerk, 'action_send', [sent], 'fi_FI'))).toContain(
      'jo Netvisorissa',
    );
    await clerk.call('res.users', 'write', [
      [await uidOf('kirsi.kirjuri@kuurabox.example')],
      { lang: 'sv_SE' },
    ]);
    expect(await refusedWith(clerk.call('account.move', 'button_draft', [[sent]]))).toContain(
      'kreditfaktura',
    );
  });

  const uidOf = async (login: string): Promise<number> =>
    firstId(await rpc('res.users', 'search', { domain: [['login', '=', login]] }));

  const removal = (data: 'keep' | 'delete') =>
    planRemoval({ admin: administrator(odoo()), company: odoo().companyId, data });

  test('is taken away without the data, and Odoo works as before', async () => {
    await applySteps(
      await planUser({ admin: administrator(odoo()), company: odoo().companyId, login: 'silta' }),
    );
    const open = await posted(odoo());
    await put(odoo(), open, { x_netvisor_request: 'send 1', x_netvisor_state: 'queued' });
    await applySteps(await removal('keep'));
    expect((await removal('keep')).map(({ what }) => what)).toEqual([]);
    const now = await census();
    for (const model of TECHNICAL.filter((name) => !/^ir\.model(\.fields.*)?$/.test(name)))
      expect([model, now[model]]).toEqual([model, before[model]]);
    expect(await readMove(odoo(), sent, Object.keys(EARLIER_VALUES))).toMatchObject(EARLIER_VALUES);
    const labels = { allfields: ['x_netvisor_number'], attributes: ['string'], context: { lang: 'fi_FI' } };
    expect(await rpc('account.move', 'fields_get', labels)).toEqual({
      x_netvisor_number: { string: 'Netvisor number' },
    });
    const [silta] = rows(
      await rpc('res.users', 'search_read', {
        domain: [['login', '=', 'silta']],
        fields: ['active'],
        context: { active_test: false },
      }),
    );
    expect(silta).toMatchObject({ active: false });
    // Nothing guards any more.
    await rpc('account.move', 'button_draft', { ids: [sent] });
    await rpc('account.move', 'action_post', { ids: [sent] });

    await provision(odoo());
    expect(await plan(odoo())).toEqual([]);
    // What was asked for before is not forgotten.
    expect(await readMove(odoo(), open, ['x_netvisor_open'])).toMatchObject({ x_netvisor_open: true });
    expect(await readMove(odoo(), sent, ['x_netvisor_open'])).toMatchObject({ x_netvisor_open: false });
  });

  test('is taken away with the data, and leaves nothing of ours', async () => {
    await applySteps(await removal('delete'));
    expect((await removal('delete')).map(({ what }) => what)).toEqual([]);
    expect(await census()).toEqual(before);
    await rpc('account.move', 'get_view', {
      view_id: await adminIdOf(odoo(), 'account.view_move_form'),
      view_type: 'form',
    });
    await posted(odoo());
  });

  test('is made once even when replies are lost, again and again', async () => {
    const admin = administrator(odoo());
    const lost = new Map<string, number>();
    const forgetful: OdooTransport = {
      async call(call) {
        const answer = await admin.call(call);
        const operation = `${call.model}/${call.method}`;
        const times = lost.get(operation) ?? 0;
        if (!/\/(load|create|write)$/.test(operation) || times >= 2) return answer;
        lost.set(operation, times + 1);
        throw new OdooError('Transient', 'ECONNRESET', operation);
      },
    };
    for (let done = false; !done;) {
      try {
        await applySteps(await plan(odoo(), { admin: forgetful }));
        done = true;
      } catch (error) {
        if (!(error instanceof OdooError) || error.code !== 'ECONNRESET') throw error;
      }
    }
    expect(await plan(odoo())).toEqual([]);
    expect(lost.size).toBeGreaterThan(8);
    const ours = rows(
      await rpc('ir.ui.view', 'search_read', { domain: [['name', 'like', 'Netvisor: ']], fields: ['name'] }),
    );
    expect(new Set(ours.map(({ name }) => name)).size).toBe(ours.length);
    const actions = rows(
      await rpc('ir.actions.server', 'search_read', {
        domain: [['name', 'in', ['Send to Netvisor', 'Silta', 'Edit in Netvisor']]],
        fields: ['name'],
      }),
    );
    expect(actions).toHaveLength(3);
    const domain = [
      ['state', '=', 'manual'],
      ['name', '=like', 'x\\_netvisor\\_%'],
    ];
    const fields = rows(await rpc('ir.model.fields', 'search_read', { domain, fields: ['name', 'copied'] }));
    expect(fields).toHaveLength(FIELDS.filter(({ name }) => name.startsWith('x_netvisor_')).length + 2);
    expect(fields.filter(({ copied }) => copied !== false)).toEqual([]);
    expect(await readPin()).toBe(`${odoo().databaseUuid} ${LEDGER}`);
  });

  const readPin = async (): Promise<unknown> =>
    firstRow(await rpc('res.company', 'read', { ids: [odoo().companyId], fields: ['x_netvisor_pin'] }))[
      'x_netvisor_pin'
    ];

  test('data is not deleted while another company is connected, and only its own webhook goes', async () => {
    const other = firstId(
      await rpc('res.company', 'create', {
        vals_list: { name: 'Toinen Oy', country_id: await idOf(odoo(), 'base.fi') },
      }),
    );
    await write('res.company', other, { x_netvisor_pin: `${odoo().databaseUuid} test:other` });
    await provision(odoo(), { webhookUrl: 'http://127.0.0.1:9/odoo/kuurabox/secret' });
    expect(await refusedWith(removal('delete'))).toContain('Toinen Oy');
    const steps = await removal('keep');
    expect(steps.map(({ what }) => what)).toEqual([
      `pin of company ${odoo().companyId}`,
      `remove server action "hint_c${odoo().companyId}"`,
    ]);
    await applySteps(steps);
    expect(await adminIdOf(odoo(), '__netvisor__.view_invoice_form')).toBeGreaterThan(0);
  });
});

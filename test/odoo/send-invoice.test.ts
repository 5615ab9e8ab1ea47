import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { FIELDS } from '../../odoo/provision/fields.ts';
import { until } from '../../tools/playground/world.ts';
import { workflowIds } from '../../workflows/contract.ts';
import { CONNECTION, LEDGER, ROUNDINGS } from './bridge.ts';
import { describeOdoo } from './harness.ts';
import { chatter, firstId, firstRow, readMove, rows } from './helpers.ts';
import { openInvoicing, type Invoicing } from './invoicing.ts';

const [PER_LINE] = ROUNDINGS;

/** Made in the dialogs of "Send & Print" that Odoo 19 has. */
const WARNINGS = ['account.move.send.wizard', 'account.move.send.batch.wizard'].map((model) => ({
  model,
  name: 'x_netvisor_warning',
  type: 'boolean',
  index: undefined,
}));

describeOdoo('invoices of a real Odoo', (odoo) => {
  let silta: Invoicing;

  beforeAll(async () => {
    silta = await openInvoicing(odoo());
  }, 180_000);
  afterAll(() => silta?.close());
  afterEach(() => silta.expectNoBugs());

  async function runs(moveId: number): Promise<string[]> {
    const found: string[] = [];
    const query = `WorkflowId = '${workflowIds.sendInvoice(CONNECTION, moveId)}'`;
    for await (const run of silta.bridge.temporal.client.workflow.list({ query }))
      found.push(run.status.name);
    return found;
  }

  test('provisioning plans and makes fields, action, pin and VAT codes; a second plan is empty', async () => {
    const { bridge, made } = silta;
    expect(made).toContain('server action "Silta"');
    const codes = made.filter((what) => what.startsWith('VAT code'));
    expect((await bridge.plan()).map(({ what }) => what)).toEqual([]);

    const { rpc, adminKey, companyId, databaseUuid } = odoo();
    // Odoo shows fields of invoices on bank statement lines too, and those of partners on users: not ours.
    const domain = [
      ['name', '=like', 'x\\_netvisor\\_%'],
      ['state', '=', 'manual'],
    ];
    const fields = rows(
      await rpc(adminKey, 'ir.model.fields', 'search_read', {
        domain,
        fields: ['model', 'name', 'ttype', 'copied', 'state', 'index'],
      }),
    );
    const byName = (a: Record<string, unknown>, b: Record<string, unknown>): number =>
      `${String(a['model'])} ${String(a['name'])}`.localeCompare(
        `${String(b['model'])} ${String(b['name'])}`,
      );
    expect(fields.toSorted(byName)).toEqual(
      [...FIELDS.filter(({ name }) => name.startsWith('x_netvisor_')), ...WARNINGS]
        .map(({ model, name, type, index }) => ({
          id: expect.any(Number),
          model,
          name,
          ttype: type,
          copied: false,
          state: 'manual',
          index: index !== undefined,
        }))
        .toSorted(byName),
    );

    const company = firstRow(
      await rpc(adminKey, 'res.company', 'read', {
        ids: [companyId],
        fields: ['x_netvisor_pin', 'x_netvisor_action'],
      }),
    );
    expect(company).toMatchObject({ x_netvisor_pin: `${databaseUuid} ${LEDGER}` });
    const action = company['x_netvisor_action'];
    const run = await rpc(odoo().botKey, 'ir.actions.server', 'run', { ids: [action], context: {} });
    expect(run).toEqual({ done: false, why: 'identity', database: databaseUuid });
    const taxes = rows(
      await rpc(adminKey, 'account.tax', 'search_read', {
        domain: [['x_netvisor_vat_code', '!=', false]],
        fields: ['amount', 'type_tax_use', 'x_netvisor_vat_code'],
        context: { active_test: false },
      }),
    );
    const certain = new Map<unknown, number[]>();
    for (const { amount, x_netvisor_vat_code: code, type_tax_use: use } of taxes) {
      expect(use).toBe('sale');
      certain.set(
        code,
        [...(certain.get(code) ?? []), Number(amount)].toSorted((a, b) => a - b),
      );
    }
    expect(codes).toHaveLength(certain.size);
    expect(Object.fromEntries(certain)).toEqual({
      KOMY: [10, 10, 14, 14, 24, 24, 25.5, 25.5],
      EUMY: [0],
      RAMY: [0],
      EUUM: [0],
    });
  });

  test('carry key, number, reference, time, message and mark afterwards, and a note tells of it', async () => {
    const { bridge, posted, inNetvisor, expectAgreement } = silta;
    const id = await posted();
    await bridge.send(id);
    expect(await bridge.settled([id])).toEqual(new Map([[id, 'sent']]));
    const move = await readMove(odoo(), id, [
      ...FIELDS.filter(({ model }) => model === 'account.move').map(({ name }) => name),
      'name',
      'payment_reference',
      'is_manually_modified',
    ]);
    const [invoice, ...more] = inNetvisor(move['name']);
    if (!invoice) throw new Error('not in Netvisor');
    expect(more).toEqual([]);
    expect(move).toMatchObject({
      x_netvisor_key: `${LEDGER}:${invoice.netvisorKey}`,
      x_netvisor_number: invoice.number,
      x_netvisor_reference: move['payment_reference'],
      x_netvisor_sent_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      x_netvisor_reason: false,
      x_netvisor_message: false,
      x_netvisor_detail: false,
      x_netvisor_data_name: `netvisor-${invoice.number}.xml`,
      is_manually_modified: false,
    });
    expect(Math.abs(Date.parse(`${String(move['x_netvisor_sent_at'])}Z`) - Date.now())).toBeLessThan(60_000);
    const comment = invoice.privateComment;
    expect(comment).toMatch(new RegExp(`^Silta ${odoo().databaseUuid} account\\.move ${id} [0-9a-f]{16}$`));
    expect(JSON.parse(String(move['x_netvisor_mark']))).toMatchObject({ number: invoice.number, comment });

    const stored = await odoo().rpc(odoo().botKey, 'ir.attachment', 'search_read', {
      domain: [
        ['res_model', '=', 'account.move'],
        ['res_id', '=', id],
        ['res_field', '=', 'x_netvisor_data'],
      ],
      fields: ['datas', 'mimetype'],
    });
    expect(rows(stored)).toHaveLength(1);
    const xml = Buffer.from(String(firstRow(stored)['datas']), 'base64').toString('utf8');
    expect([xml]).toEqual(bridge.messagesOf(invoice.number));
    const notes = await chatter(odoo(), 'account.move', id);
    expect(notes).toContain(
      `In Netvisor: invoice number ${invoice.number}, Netvisor key ${invoice.netvisorKey}.`,
    );
    await expectAgreement(id);
  });

  test('of one new customer, sent at the same moment, share the one customer that is made', async () => {
    const { bridge, person, posted, expectAgreement } = silta;
    const businessId = { company_registry: '9345680-7', is_company: true };
    const name = 'Uusi Asiakas Oy';
    const partner_id = Number(await person.call('res.partner', 'create', [{ name, ...businessId }]));
    const ids = [await posted({ partner_id }), await posted({ partner_id })];
    await Promise.all(ids.map((id) => bridge.send(id)));
    expect([...(await bridge.settled(ids)).values()]).toEqual(['sent', 'sent']);
    const { customers } = bridge.netvisor.state();
    const made = customers.filter((customer) => customer.businessId === businessId.company_registry);
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({ name, code: `ODOO-${partner_id}` });
    const partner = await odoo().rpc(odoo().botKey, 'res.partner', 'read', {
      ids: [partner_id],
      fields: ['x_netvisor_keys', 'x_netvisor_attempt'],
    });
    expect(firstRow(partner)).toMatchObject({
      x_netvisor_keys: { [LEDGER]: String(made[0]?.netvisorKey) },
      x_netvisor_attempt: false,
    });

    // Another contact of the same business id is the same customer to Netvisor.
    const twin = Number(await person.call('res.partner', 'create', [{ name: 'Sama Oy', ...businessId }]));
    const third = await posted({ partner_id: twin });
    await bridge.send(third);
    await bridge.settled([third]);
    expect(bridge.netvisor.state().customers).toHaveLength(customers.length);
    await expectAgreement(third);
  });

  test('asked for again after they were sent cause no further message', async () => {
    const { bridge, posted, posts, ended } = silta;
    const id = await posted();
    await bridge.send(id);
    await bridge.settled([id]);
    await ended(id);
    const before = posts();
    await bridge.send(id);
    await ended(id);
    expect(posts()).toBe(before);
    expect(await bridge.settled([id])).toEqual(new Map([[id, 'sent']]));
    expect(await runs(id)).toEqual(['COMPLETED', 'COMPLETED']);
  });

  test('asked for 20 times at once are sent once', async () => {
    const { bridge, posted, inNetvisor, ended } = silta;
    const id = await posted();
    await Promise.all(Array.from({ length: 20 }, () => bridge.send(id)));
    expect(await bridge.settled([id])).toEqual(new Map([[id, 'sent']]));
    const { name } = await readMove(odoo(), id, ['name']);
    await ended(id);
    expect(bridge.messagesOf(String(name).replace(/\D/g, ''))).toHaveLength(1);
    expect(inNetvisor(name)).toHaveLength(1);
  });

  test('with a tax that has no VAT code wait with words, and go out once it has one', async () => {
    const { bridge, shelf, posted, inNetvisor, ended, expectAgreement } = silta;
    const { rpc, adminKey, companyId } = odoo();
    const group = firstRow(
      await rpc(adminKey, 'account.tax', 'read', {
        ids: [shelf.taxes.get(10)],
        fields: ['tax_group_id'],
        load: '',
      }),
    );
    const handMade = { name: '13.5%', amount: 13.5, type_tax_use: 'sale', company_id: companyId };
    const vals_list = [{ ...handMade, tax_group_id: group['tax_group_id'] }];
    const tax = firstId(await rpc(adminKey, 'account.tax', 'create', { vals_list }));
    const id = await posted({}, { tax_ids: [[6, 0, [tax]]] });
    await bridge.send(id);
    expect(await bridge.settled([id])).toEqual(new Map([[id, 'attention']]));
    const words =
      'The tax "13.5%" has no Netvisor VAT code. Give it one: Accounting → Configuration → Taxes, field "Netvisor VAT code".';
    const fields = [
      'name',
      'x_netvisor_reason',
      'x_netvisor_message',
      'x_netvisor_attempt',
      'x_netvisor_key',
    ];
    const move = await readMove(odoo(), id, fields);
    expect(move).toMatchObject({
      x_netvisor_reason: 'TaxWithoutVatCode',
      x_netvisor_message: words,
      x_netvisor_attempt: false,
      x_netvisor_key: false,
    });
    expect(await chatter(odoo(), 'account.move', id)).toContainEqual(expect.stringContaining('13.5%'));
    expect(inNetvisor(move['name'])).toEqual([]);

    await rpc(adminKey, 'account.tax', 'write', { ids: [tax], vals: { x_netvisor_vat_code: 'KOMY' } });
    await bridge.send(id);
    await ended(id);
    expect(await readMove(odoo(), id, fields)).toMatchObject({
      x_netvisor_reason: false,
      x_netvisor_message: false,
    });
    await expectAgreement(id);
  });

  test('whose reply was lost after booking are found and adopted, not sent again', async () => {
    const { bridge, posted, expectAgreement } = silta;
    const id = await posted();
    const { name } = await readMove(odoo(), id, ['name']);
    const invoiceNumber = String(name).replace(/\D/g, '');
    const fault = { operation: 'POST salesinvoice.nv add', fault: 'cut-after', where: { invoiceNumber } };
    bridge.netvisor.faults.add(fault);
    await bridge.send(id);
    expect(await bridge.settled([id])).toEqual(new Map([[id, 'sent']]));
    expect(bridge.messagesOf(invoiceNumber)).toHaveLength(1);
    expect(bridge.netvisor.faults.list().map(({ fired }) => fired)).toEqual([1]);
    bridge.netvisor.faults.clear();
    await expectAgreement(id);
  });

  test('duplicated in Odoo do not look sent, and the duplicate is sent as an invoice of its own', async () => {
    const { bridge, person, posted, expectAgreement } = silta;
    const id = await posted();
    await bridge.send(id);
    await bridge.settled([id]);
    const copy = firstId([await person.call('account.move', 'copy', [[id]])].flat());
    const many = ['x_netvisor_files', 'x_netvisor_events'];
    // Where the company sends to is no trace of what was sent.
    const names = FIELDS.filter(({ model }) => model === 'account.move')
      .map((field) => field.name)
      .filter((name) => name !== 'x_netvisor_here');
    expect(await readMove(odoo(), copy, names)).toEqual({
      id: copy,
      ...Object.fromEntries(names.map((name) => [name, many.includes(name) ? [] : false])),
    });
    await person.call('account.move', 'action_post', [[copy]]);
    await bridge.send(copy);
    expect(await bridge.settled([copy])).toEqual(new Map([[copy, 'sent']]));
    await expectAgreement(copy);
    await expectAgreement(id);
  });

  test('changed in Odoo are edited while unsent in Netvisor, and shown to a person once it has sent them', async () => {
    const { bridge, person, posted, inNetvisor, posts, ended } = silta;
    const id = await posted();
    await bridge.send(id);
    await bridge.settled([id]);
    await ended(id);
    const before = posts();
    const { name } = await readMove(odoo(), id, ['name']);
    const change = async (ref: string): Promise<void> => {
      await person.call('account.move', 'write', [[id], { ref }]);
      await bridge.send(id);
    };

    await change('changed while unsent');
    await ended(id);
    const [invoice, ...more] = inNetvisor(name);
    expect(more).toEqual([]);
    expect(invoice).toMatchObject({ yourReference: 'changed while unsent' });

    bridge.netvisor.handleInvoice({ netvisorKey: invoice?.netvisorKey ?? 0, action: 'send' });
    await change('changed after that');
    const reason = async (): Promise<unknown> =>
      (await readMove(odoo(), id, ['x_netvisor_reason']))['x_netvisor_reason'];
    expect(await until('a reason in Odoo', reason, Boolean)).toBe('ChangedAfterSending');
    expect(posts()).toBe(before);
    expect(inNetvisor(name)).toMatchObject([{ yourReference: 'changed while unsent' }]);
  });

  test('in a restored copy of the database are not sent: the connection says so and stands still', async () => {
    const { bridge, posted, posts, expectAgreement } = silta;
    const { rpc, adminKey, databaseUuid } = odoo();
    const become = (value: string): Promise<unknown> =>
      rpc(adminKey, 'ir.config_parameter', 'set_param', { key: 'database.uuid', value });
    const ids = [await posted(), await posted()];
    const before = posts();
    await bridge.status(({ lane }) => lane === 'held');
    await become(randomUUID());
    try {
      // The lane is held, so the claim in Odoo is what refuses.
      await bridge.send(ids[0] ?? 0);
      expect(await bridge.status(({ pause }) => pause !== undefined)).toMatchObject({
        lane: 'paused',
        pause: { reason: 'OtherDatabase' },
      });
      // A worker that starts on the copy is refused by its probe.
      await silta.work(PER_LINE, 'afresh');
      await bridge.send(ids[1] ?? 0);
      expect(await bridge.status(({ pause }) => (pause?.probes ?? 0) > 0)).toMatchObject({
        pause: { reason: 'OtherDatabase' },
      });
      await expect(bridge.plan()).rejects.toThrow('as a restored copy would be');
    } finally {
      await become(databaseUuid);
    }
    expect(posts()).toBe(before);
    for (const id of ids)
      expect(await readMove(odoo(), id, ['x_netvisor_state', 'x_netvisor_attempt'])).toMatchObject({
        x_netvisor_state: false,
        x_netvisor_attempt: false,
      });
    expect(bridge.said('OtherDatabase')).toBe(true);

    // Back in the right database nothing was lost.
    await bridge.resume();
    expect([...(await bridge.settled(ids)).values()]).toEqual(['sent', 'sent']);
    for (const id of ids) await expectAgreement(id);
  });
});

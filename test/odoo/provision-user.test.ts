import { beforeAll, expect, test } from '@jest/globals';
import { createOdooClient, type OdooClient } from '../../odoo/client.ts';
import { applySteps } from '../../odoo/provision/provision.ts';
import { makeKey, planUser, type MadeKey } from '../../odoo/provision/user.ts';
import { readSalesTaxes } from '../../odoo/taxes.ts';
import { createJson2Transport, type OdooTransport } from '../../odoo/transport.ts';
import { LEDGER } from './bridge.ts';
import { describeOdoo } from './harness.ts';
import { createCustomer, firstId, firstRow, readMove, rows } from './helpers.ts';
import { newPerson } from './person.ts';
import { adminIdOf, administrator, draft, posted, provision, put, refusedWith } from './provisioned.ts';

const LOGIN = 'silta-prod';

describeOdoo('the user that Silta works as', (odoo) => {
  let made: MadeKey;
  let transport: OdooTransport;
  let silta: OdooClient;
  let invoice: number;

  const user = () => ({ admin: administrator(odoo()), company: odoo().companyId, login: LOGIN });
  /** Calls Odoo with Silta's key. */
  const call = (model: string, method: string, body: Record<string, unknown>): Promise<unknown> =>
    odoo().rpc(made.key, model, method, body);

  beforeAll(async () => {
    await provision(odoo());
    await applySteps(await planUser(user()));
    made = await makeKey(user());
    transport = createJson2Transport({ ...odoo(), apiKey: made.key, timeoutMs: 60_000 });
    silta = createOdooClient(transport, { company: odoo().companyId, ledger: LEDGER, language: 'en' });
    invoice = await posted(odoo());
  }, 300_000);

  test('is made once, internal, of one company, in one group, without a password', async () => {
    expect((await planUser(user())).map(({ what }) => what)).toEqual([]);
    const domain = [['login', '=', LOGIN]];
    const fields = ['group_ids', 'company_ids', 'tz', 'email', 'share'];
    const found = rows(await odoo().rpc(odoo().adminKey, 'res.users', 'search_read', { domain, fields }));
    expect(found).toEqual([
      {
        id: expect.any(Number),
        group_ids: [await adminIdOf(odoo(), '__netvisor__.group_silta')],
        company_ids: [odoo().companyId],
        tz: 'Europe/Helsinki',
        email: 'silta@kuurabox.example',
        share: false,
      },
    ]);
    const mails = { domain: [['email_to', 'like', 'silta@']] };
    expect(await odoo().rpc(odoo().adminKey, 'mail.mail', 'search_count', mails)).toBe(0);
  });

  test('has a key for a year, which nothing in Odoo tells a second time', async () => {
    const inAYear = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);
    expect([inAYear, new Date(Date.now() + 364 * 86_400_000).toISOString().slice(0, 10)]).toContain(
      made.expires,
    );
    expect(made.others).toBe(0);
    const left = { domain: [['name', 'like', 'Silta, once']] };
    expect(await odoo().rpc(odoo().adminKey, 'ir.actions.server', 'search_count', left)).toBe(0);
    const second = await makeKey(user());
    expect(second.others).toBe(1);
    expect(second.key).not.toBe(made.key);
  });

  test('reads all that sending, comparing and testing the connection need', async () => {
    await put(odoo(), invoice, {
      x_netvisor_state: 'sent',
      x_netvisor_key: `${LEDGER}:42`,
      x_netvisor_data: Buffer.from('<root/>').toString('base64'),
    });
    expect(await silta.checkPin()).toMatchObject({ kind: 'pinned', databaseUuid: odoo().databaseUuid });
    const read = await silta.readInvoice(invoice);
    expect(read).toMatchObject({ id: invoice, state: 'posted', amount_total: 112.95 });
    expect(await silta.readPartner(read?.commercial_partner_id.id ?? 0)).toMatchObject({
      name: 'Asiakas Oy',
    });
    expect(await silta.readOriginals([invoice])).toHaveLength(1);
    expect(await silta.readProductChoice()).toMatchObject({ id: odoo().companyId });
    expect(await silta.countProductsWithCode('none')).toBe(0);
    expect(await silta.invoicesWithKey(`${LEDGER}:42`)).toEqual([invoice]);
    expect(await silta.readInvoiceSums([invoice])).toHaveLength(1);
    expect(await silta.findUnverified({ limit: 5 })).toHaveLength(1);
    expect((await readSalesTaxes(transport, odoo().companyId)).length).toBeGreaterThan(5);
    const file = { name: 'a.pdf', datas: 'YQ==', res_model: 'account.move', res_id: invoice };
    const id = firstId(await odoo().rpc(odoo().botKey, 'ir.attachment', 'create', { vals_list: file }));
    expect(await silta.readFiles([id])).toEqual(new Map([[id, 'YQ==']]));
    const readable = {
      'account.journal': ['name', 'type', 'invoice_reference_model', 'default_account_id'],
      'account.account': ['code', 'name', 'account_type'],
      'account.payment.method.line': ['journal_id', 'payment_account_id'],
      'account.tax': ['repartition_line_ids', 'x_netvisor_vat_code'],
      'account.analytic.account': ['name', 'code', 'plan_id'],
      'account.partial.reconcile': ['amount'],
      'res.lang': ['code'],
      'res.users': ['name', 'lang'],
      'ir.module.module': ['name', 'state'],
      'mail.message': ['body'],
      'mail.activity': ['summary'],
      x_netvisor_link: ['x_at'],
      'res.company': ['tax_calculation_rounding_method', 'x_netvisor_test', 'x_netvisor_since'],
    };
    for (const [model, fields] of Object.entries(readable))
      expect(rows(await call(model, 'search_read', { domain: [], fields, limit: 3 }))).toBeDefined();
  });

  test('sees invoices of every salesperson', async () => {
    const seller = await newPerson(odoo(), 'Sanna Seller', [
      'sales_team.group_sale_salesman',
      'account.group_account_invoice',
    ]);
    const [uid] = (await seller.call('res.users', 'search', [
      [['login', '=', 'sanna.seller@kuurabox.example']],
    ])) as number[];
    const id = await posted(odoo(), { invoice_user_id: uid });
    expect(await silta.readInvoice(id)).toMatchObject({ id });
  });

  test('cannot post, change, make or delete anything, nor see what is not its business', async () => {
    const notPosted = await draft(odoo());
    const customer = await createCustomer(odoo());
    const product = firstId(
      await odoo().rpc(odoo().botKey, 'product.product', 'create', { vals_list: { name: 'Vuokra' } }),
    );
    const model = firstId(await odoo().rpc(odoo().adminKey, 'ir.model', 'search', { domain: [], limit: 1 }));
    const button = await adminIdOf(odoo(), '__netvisor__.action_send');
    const context = { active_model: 'account.move', active_id: invoice, active_ids: [invoice] };
    const refused: Readonly<Record<string, readonly [string, string, Record<string, unknown>]>> = {
      'post a draft': ['account.move', 'action_post', { ids: [notPosted] }],
      'reset an invoice': ['account.move', 'button_draft', { ids: [invoice] }],
      'cancel an invoice': ['account.move', 'button_cancel', { ids: [invoice] }],
      'write on an invoice': ['account.move', 'write', { ids: [invoice], vals: { ref: 'x' } }],
      'write its own fields': [
        'account.move',
        'write',
        { ids: [invoice], vals: { x_netvisor_state: 'sent' } },
      ],
      'make an invoice': ['account.move', 'create', { vals_list: { move_type: 'out_invoice' } }],
      'make an entry': ['account.move', 'create', { vals_list: { move_type: 'entry' } }],
      'delete an invoice': ['account.move', 'unlink', { ids: [notPosted] }],
      'change a row': ['account.move.line', 'create', { vals_list: { move_id: notPosted, name: 'x' } }],
      'make a payment': ['account.payment', 'create', { vals_list: { amount: 1 } }],
      'see payments': ['account.payment', 'search', { domain: [] }],
      'make a contact': ['res.partner', 'create', { vals_list: { name: 'x' } }],
      'change a contact': ['res.partner', 'write', { ids: [customer], vals: { name: 'x' } }],
      'delete a contact': ['res.partner', 'unlink', { ids: [customer] }],
      'make a product': ['product.product', 'create', { vals_list: { name: 'x' } }],
      'change a product': ['product.product', 'write', { ids: [product], vals: { name: 'x' } }],
      'delete a product': ['product.product', 'unlink', { ids: [product] }],
      'change a tax': ['account.tax', 'write', { ids: [1], vals: { x_netvisor_vat_code: 'NONE' } }],
      'change the options': [
        'res.company',
        'write',
        { ids: [odoo().companyId], vals: { x_netvisor_send_on_confirm: true } },
      ],
      'change the pin': ['res.company', 'write', { ids: [odoo().companyId], vals: { x_netvisor_pin: 'x' } }],
      'write the time-line': ['x_netvisor_link', 'create', { vals_list: { x_name: 'x' } }],
      'press a button': ['ir.actions.server', 'run', { ids: [button], context }],
      'make a server action': [
        'ir.actions.server',
        'create',
        { vals_list: { name: 'x', model_id: model, state: 'code' } },
      ],
      'look into views': ['ir.ui.view', 'search', { domain: [] }],
      'look into automations': ['base.automation', 'search', { domain: [] }],
      'read parameters': ['ir.config_parameter', 'search', { domain: [] }],
      'give itself rights': ['res.users', 'write', { ids: [2], vals: { name: 'x' } }],
      'make a user': ['res.users', 'create', { vals_list: { name: 'x', login: 'x' } }],
      'read private data of employees': [
        'hr.employee',
        'search_read',
        { domain: [], fields: ['private_email', 'ssnid'] },
      ],
      'read contracts': ['hr.version', 'search_read', { domain: [], fields: ['wage'] }],
      'attach a file': [
        'ir.attachment',
        'create',
        { vals_list: { name: 'x', datas: 'YQ==', res_model: 'account.move', res_id: invoice } },
      ],
    };
    const done: string[] = [];
    for (const [what, [on, method, body]] of Object.entries(refused)) {
      const words = await refusedWith(call(on, method, body)).catch(() => undefined);
      if (words === undefined || !/AccessError|not available/.test(words)) done.push(`${what}: ${words}`);
    }
    expect(done).toEqual([]);
    expect(await readMove(odoo(), notPosted, ['state'])).toMatchObject({ state: 'draft' });
    // Payroll is not part of Odoo Community; with it, payslips are its own groups' alone.
    expect(await call('hr.expense', 'search_count', { domain: [] })).toBe(0);
  });

  test('cannot get into its own group more than it has', async () => {
    const [self] = rows(
      await odoo().rpc(odoo().adminKey, 'res.users', 'search_read', {
        domain: [['login', '=', LOGIN]],
        fields: ['id'],
      }),
    );
    const vals = { group_ids: [[4, await adminIdOf(odoo(), 'base.group_system')]] };
    expect(await refusedWith(call('res.users', 'write', { ids: [self?.['id']], vals }))).toContain(
      'AccessError',
    );
  });

  test('with more rights than it should have, or archived, is mended', async () => {
    const domain = [['login', '=', LOGIN]];
    const { rpc, adminKey } = odoo();
    const [self] = rows(await rpc(adminKey, 'res.users', 'search_read', { domain, fields: ['id'] }));
    const vals = {
      group_ids: [[4, await adminIdOf(odoo(), 'account.group_account_manager')]],
      active: false,
      tz: false,
    };
    await rpc(adminKey, 'res.users', 'write', { ids: [self?.['id']], vals });
    const steps = await planUser(user());
    expect(steps.map(({ what }) => what)).toEqual([`user "${LOGIN}": archived, time zone, groups`]);
    await applySteps(steps);
    expect(await planUser(user())).toEqual([]);
    const after = firstRow(
      await rpc(adminKey, 'res.users', 'read', { ids: [self?.['id']], fields: ['group_ids'] }),
    );
    expect(after['group_ids']).toEqual([await adminIdOf(odoo(), '__netvisor__.group_silta')]);
  });

  test('is never an administrator, whose rights would be taken away', async () => {
    const administratorsLogin = planUser({ ...user(), login: odoo().adminLogin });
    expect(await refusedWith(administratorsLogin)).toContain('is an administrator of Odoo');
  });
});

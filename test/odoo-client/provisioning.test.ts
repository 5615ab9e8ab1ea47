import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { suggestVatCode } from '../../mapping/vat.ts';
import { createOdooClient, pinOf } from '../../odoo/client.ts';
import { OdooError } from '../../odoo/errors.ts';
import { FIELDS, LINK_MODEL } from '../../odoo/provision/fields.ts';
import { planProvisioning, ProvisionError, type ProvisionStep } from '../../odoo/provision/provision.ts';
import { createJson2Transport, type OdooTransport } from '../../odoo/transport.ts';
import { ODOO_SIM_ADMIN, ODOO_SIM_BOT, ODOO_SIM_DATABASE } from '../../simulators/odoo/credentials.ts';
import { startOdooSimulator, type RunningOdooSimulator } from '../../simulators/odoo/server.ts';
import { joinSilta } from '../../tools/playground/world.ts';
import { errorOf } from './fake-transport.ts';

const LEDGER = 'test:9120034-9';
let odoo: RunningOdooSimulator;

beforeEach(async () => {
  odoo = await startOdooSimulator({});
});
afterEach(() => odoo.close());

const as = (apiKey: string): OdooTransport =>
  createJson2Transport({ url: odoo.url, database: ODOO_SIM_DATABASE, apiKey, timeoutMs: 30_000 });

type Change = Partial<Parameters<typeof planProvisioning>[0]>;

const plan = (change: Change = {}): Promise<readonly ProvisionStep[]> =>
  planProvisioning({
    admin: as(ODOO_SIM_ADMIN.key),
    company: 1,
    ledger: LEDGER,
    repin: 'keep',
    suggestVatCode,
    ...change,
  });

async function provision(change: Change = {}): Promise<string[]> {
  const steps = await plan(change);
  for (const { apply } of steps) await apply();
  return steps.map(({ what }) => what);
}

const changes = (): number => odoo.simulator.calls.list().filter(({ booked }) => booked).length;

/** Whatever is made may bring new words. */
const TEXTS = ['texts in Finnish (fi_FI)', 'texts in Swedish (sv_SE)'];

/** Beside the domestic rates, what a tax of the chart is for says its code; services and zero rates at home do not. */
const CERTAIN: Readonly<Record<string, string>> = {
  tax_eu_sales_goods_0: 'EUMY',
  tax_construct_sales_0: 'RAMY',
};

const fieldId = (name: string): number =>
  odoo.simulator.db
    .rows('ir.model.fields')
    .find((row) => row['name'] === name && row['model'] === 'account.move')?.id ?? 0;

describe('provisioning', () => {
  test('makes every field, the action, the pin and the VAT codes, and then has nothing left to do', async () => {
    const made = await provision();
    for (const { model, name } of FIELDS.filter((field) => field.model !== LINK_MODEL)) {
      const step = made.find((what) => what.startsWith('field') && what.endsWith(` on ${model}`));
      expect(step?.split(/[ ,]+/)).toContain(name);
    }
    expect(made).toContain(`model "Netvisor link" (${LINK_MODEL})`);
    expect(made).toContain('server action "Silta"');
    expect(made).toContain(`pin of company 1 to this database and ${LEDGER}`);
    expect(made.filter((what) => what.startsWith('VAT code KOMY'))).toHaveLength(1);
    expect(await plan()).toEqual([]);
  });

  test('changes nothing while it plans', async () => {
    await plan();
    expect(changes()).toBe(0);
    await provision();
    const before = changes();
    await plan();
    expect(changes()).toBe(before);
  });

  test('leaves Odoo fit for the user that Silta works as', async () => {
    await provision();
    await joinSilta(as(ODOO_SIM_ADMIN.key));
    const client = createOdooClient(as(ODOO_SIM_BOT.key), { company: 1, ledger: LEDGER, language: 'en' });
    expect(await client.checkPin()).toMatchObject({ kind: 'pinned' });
    const { id } = odoo.simulator.createInvoice({
      partner: odoo.simulator.addPartner({ name: 'Havutupa Tukku Oy' }),
      lines: [
        { product: odoo.simulator.addProduct({ name: 'Vuokra', default_code: 'V' }), price: 45, quantity: 1 },
      ],
    });
    expect(await client.readInvoice(id)).toMatchObject({ id, state: 'posted' });
    const write = { model: 'account.move', id, values: { x_netvisor_attempt: 'a' } } as const;
    const expected = { ...write, expect: { x_netvisor_attempt: false } };
    expect(await client.guardedWrite(expected)).toEqual({ kind: 'done' });
    expect(await client.guardedWrite(expected)).toEqual({
      kind: 'changed',
      found: { x_netvisor_attempt: 'a' },
    });
  });

  test('that stopped half way goes on where it stopped', async () => {
    const steps = await plan();
    const half = Math.floor(steps.length / 2);
    for (const { apply } of steps.slice(0, half)) await apply();
    expect((await plan()).map(({ what }) => what)).toEqual(steps.slice(half).map(({ what }) => what));
    await provision();
    expect(await plan()).toEqual([]);
  });

  test('mends what was taken away, and only that', async () => {
    await provision();
    // One that no view shows: Odoo keeps the others.
    odoo.simulator.remove('ir.model.fields', fieldId('x_netvisor_payment_attempt'));
    expect(await provision()).toEqual(['field x_netvisor_payment_attempt on account.move', ...TEXTS]);
    expect(await plan()).toEqual([]);
  });

  test('adds the choices of a newer version to fields that an earlier one made', async () => {
    await provision();
    const choice = odoo.simulator.db
      .rows('ir.model.fields.selection')
      .find((row) => row['value'] === 'waiting' && row['field_id'] === fieldId('x_netvisor_state'));
    odoo.simulator.remove('ir.model.fields.selection', choice?.id ?? 0);
    expect(await provision()).toEqual([
      'choice "In Netvisor, waiting to be matched" of field x_netvisor_state on account.move',
      ...TEXTS,
    ]);
    expect(await plan()).toEqual([]);
  });

  test('puts its own code back into the action, without making a second one', async () => {
    await provision();
    const action = odoo.simulator.ref('__netvisor__.silta_action');
    odoo.simulator.edit('ir.actions.server', action, { code: 'action = {}' });
    expect(await provision()).toEqual(['server action "Silta": code', ...TEXTS]);
    expect(odoo.simulator.ref('__netvisor__.silta_action')).toBe(action);
    expect(odoo.simulator.value('res.company', 1, 'x_netvisor_action')).toBe(action);
    expect(odoo.simulator.value('ir.actions.server', action, 'code')).toContain('job = env.context');
    expect(await plan()).toEqual([]);
  });

  test('tells the company which action to run, since the bot may not look it up', async () => {
    await provision();
    const action = odoo.simulator.ref('__netvisor__.silta_action');
    odoo.simulator.edit('res.company', 1, { x_netvisor_action: 0 });
    expect(await provision()).toEqual([`pin of company 1 to this database and ${LEDGER}`]);
    expect(odoo.simulator.value('res.company', 1, 'x_netvisor_action')).toBe(action);
  });

  test('makes the action again when it was deleted, and says so to the company', async () => {
    await provision();
    await joinSilta(as(ODOO_SIM_ADMIN.key));
    odoo.simulator.remove('ir.actions.server', odoo.simulator.ref('__netvisor__.silta_action'));
    const client = createOdooClient(as(ODOO_SIM_BOT.key), { company: 1, ledger: LEDGER, language: 'en' });
    expect(await errorOf(client.checkPin())).toMatchObject({ kind: 'Refused', code: 'NotProvisioned' });
    await provision();
    expect(await plan()).toEqual([]);
    expect(await client.checkPin()).toMatchObject({ kind: 'pinned' });
  });

  test('gives taxes the code that is certain, leaves a zero rate at home to an accountant, and keeps what one chose', async () => {
    await provision();
    const codeOf = (tax: string) =>
      odoo.simulator.value('account.tax', odoo.simulator.ref(`account.1_${tax}`), 'x_netvisor_vat_code');
    const taxes = odoo.simulator.db
      .rows('ir.model.data')
      .filter((row) => row['model'] === 'account.tax' && String(row['name']).startsWith('1_tax_'))
      .map((row) => String(row['name']).slice(2));
    expect(taxes.length).toBeGreaterThan(3);
    for (const tax of taxes) {
      const domestic = tax.startsWith('tax_dom_sales_') && !tax.endsWith('_0');
      expect([tax, codeOf(tax)]).toEqual([tax, domestic ? 'KOMY' : (CERTAIN[tax] ?? false)]);
    }
    const chosen = odoo.simulator.ref('account.1_tax_dom_sales_goods_25_5');
    odoo.simulator.edit('account.tax', chosen, { x_netvisor_vat_code: 'NONE' });
    expect(await plan()).toEqual([]);
    expect(codeOf('tax_dom_sales_goods_25_5')).toBe('NONE');
  });
});

describe('the pin', () => {
  const OTHER = 'production:9120034-9';

  test('to another ledger is refused, and nothing is changed', async () => {
    await provision();
    const before = changes();
    const error = await errorOf(plan({ ledger: OTHER }));
    expect(error).toBeInstanceOf(ProvisionError);
    expect(String(error)).toContain('--repin');
    expect(changes()).toBe(before);
  });

  test('of a restored copy, whose database has another number, is refused', async () => {
    await provision();
    const parameter = odoo.simulator.db
      .rows('ir.config_parameter')
      .find((row) => row['key'] === 'database.uuid');
    odoo.simulator.edit('ir.config_parameter', parameter?.id ?? 0, {
      value: '00000000-0000-4000-8000-000000000002',
    });
    expect(await errorOf(plan())).toBeInstanceOf(ProvisionError);
    expect(await provision({ repin: 'repin' })).toEqual([`pin of company 1 to this database and ${LEDGER}`]);
    expect(odoo.simulator.value('res.company', 1, 'x_netvisor_pin')).toBe(
      pinOf('00000000-0000-4000-8000-000000000002', LEDGER),
    );
  });

  test('moves when a person says so, and only then', async () => {
    await provision();
    expect(await provision({ ledger: OTHER, repin: 'repin' })).toEqual([
      `pin of company 1 to this database and ${OTHER}`,
    ]);
    expect(await plan({ ledger: OTHER })).toEqual([]);
    expect(await errorOf(plan())).toBeInstanceOf(ProvisionError);
  });
});

describe('what provisioning cannot do', () => {
  test('without Invoicing and Products is told by the names of what is missing', async () => {
    const admin = as(ODOO_SIM_ADMIN.key);
    const bare: OdooTransport = {
      async call(call) {
        const answer = await admin.call(call);
        if (call.model !== 'ir.model' || !Array.isArray(answer)) return answer;
        return (answer as { readonly model: string }[]).filter(
          ({ model }) => model !== 'account.move' && model !== 'product.product',
        );
      },
    };
    const error = await errorOf(plan({ admin: bare }));
    expect(error).toBeInstanceOf(ProvisionError);
    expect(String(error)).toMatch(/account\.move, product\.product\. Install Invoicing and Products first/);
  });

  test('without the group of invoicing says which module to install', async () => {
    const group = odoo.simulator.db
      .rows('ir.model.data')
      .find((row) => row['module'] === 'account' && row['name'] === 'group_account_invoice');
    odoo.simulator.remove('ir.model.data', group?.id ?? 0);
    expect(String(await errorOf(plan()))).toContain('install the module "account" first');
  });

  test('with the key of an ordinary user is refused by Odoo, and nothing is changed', async () => {
    const error = await errorOf(provision({ admin: as(ODOO_SIM_BOT.key) }));
    expect(error).toBeInstanceOf(OdooError);
    expect(error).toMatchObject({ kind: 'Refused' });
    expect(changes()).toBe(0);
  });
});

test('no field of Silta is copied with a record: a duplicated invoice must not look sent', async () => {
  await provision();
  const ours = odoo.simulator.db
    .rows('ir.model.fields')
    .filter((row) => String(row['name']).startsWith('x_netvisor_'));
  const names = ours.map(({ model, name }) => `${String(model)} ${String(name)}`);
  for (const { model, name } of FIELDS.filter((field) => field.model !== LINK_MODEL))
    expect(names).toContain(`${model} ${name}`);
  expect(ours.filter((row) => row['copied'] !== false)).toEqual([]);
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import axios from 'axios';
import { hintSweep } from '../../control/sweep.ts';
import { startGateway } from '../../gateway/server.ts';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import {
  createWorld,
  until,
  WEBHOOK_SECRET,
  type Company,
  type World,
} from '../../tools/playground/world.ts';
import { workflowIds } from '../../workflows/contract.ts';

let temporal: TestTemporal;
let world: World;
beforeAll(async () => {
  temporal = await startTemporal();
  world = await createWorld({ temporal, companies: 4, limitSeconds: 5 });
  await world.startWorker();
}, 120_000);
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

const companyAt = (index: number): Company => {
  const company = world.companies[index];
  if (!company) throw new Error('no such company');
  return company;
};
const now = (): string => new Date().toISOString().slice(0, 23).replace('T', ' ');

const INVOICE = {
  partner: 'Havutupa Tukku Oy',
  lines: [{ product: 'KB-100', quantity: 1, price: 10, taxes: ['tax_dom_sales_goods_25_5'] }],
};

function posted({ odoo }: Company): number {
  return odoo.createInvoice(INVOICE).id;
}

/** What the button *Send to Netvisor* writes. */
function press({ odoo }: Company, moveId: number): void {
  odoo.edit('account.move', moveId, { x_netvisor_request: `send ${now()}`, x_netvisor_state: 'queued' });
}

/** A sweep, as the schedule starts it. */
async function sweep({ settings, name }: Company): Promise<void> {
  await hintSweep(temporal.client, settings);
  await temporal.client.workflow.getHandle(workflowIds.invoiceSweep(name)).result();
}

const sent = (company: Company): Promise<number> =>
  Promise.resolve(
    company.odoo.state().invoices.filter((invoice) => invoice['x_netvisor_state'] === 'sent').length,
  );
const posts = ({ netvisor }: Company): number =>
  netvisor.calls.list().filter(({ operation }) => operation === 'POST salesinvoice.nv add').length;
const callsTo = ({ odoo }: Company): number => odoo.calls.list().length;
const historyOf = async ({ workflowId }: Company, moveId: number): Promise<number> =>
  (await temporal.client.workflow.getHandle(workflowId(moveId)).describe()).historyLength;

describe('the sweep', () => {
  test('sends all that was asked for while no webhook got through, once; webhooks afterwards send nothing again', async () => {
    const company = companyAt(0);
    const ids = Array.from({ length: 200 }, () => posted(company));
    ids.forEach((id) => press(company, id));
    await sweep(company);
    await until(
      'all are sent',
      () => sent(company),
      (count) => count === 200,
      300_000,
    );
    expect(posts(company)).toBe(200);
    expect(company.netvisor.state().salesInvoices).toHaveLength(200);

    const gateway = await startGateway({
      settings: world.settings,
      client: temporal.client,
      log: { info: () => undefined, warn: () => undefined },
      host: '127.0.0.1',
      port: 0,
    });
    const hook = `${gateway.url}/odoo/${company.name}/${WEBHOOK_SECRET}`;
    const replies = await Promise.all(
      ids.map((id) => axios.post(hook, { _model: 'account.move', _id: id }, { proxy: false })),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([202]));
    await gateway.close();
    await temporal.client.workflow.getHandle(workflowIds.invoiceSweep(company.name)).result();
    expect(posts(company)).toBe(200);
  }, 400_000);

  test('by the schedule and by a webhook at once sends an invoice once', async () => {
    const company = companyAt(1);
    const id = posted(company);
    press(company, id);
    await Promise.all(Array.from({ length: 10 }, () => hintSweep(temporal.client, company.settings)));
    await until('it is sent', () => sent(company), Boolean);
    await sweep(company);
    expect(posts(company)).toBe(1);
  });

  test('of a webhook for what nobody asked for sends nothing', async () => {
    const company = companyAt(1);
    const before = posts(company);
    posted(company);
    await sweep(company);
    expect(posts(company)).toBe(before);
  });

  test('of ten thousand old invoices sends none and costs what it costs without them', async () => {
    const company = companyAt(2);
    const count = async (): Promise<number> => {
      const before = callsTo(company);
      await sweep(company);
      return callsTo(company) - before;
    };
    await count();
    const without = await count();
    company.odoo.createManyInvoices({ ...INVOICE, count: 10_000, date: '2025-06-30' });
    expect(await count()).toBe(without);
    expect(without).toBeLessThanOrEqual(2);
    expect(posts(company)).toBe(0);
    expect(
      await temporal.client.workflow.count(
        `WorkflowType = 'SendInvoice' AND SiltaConnection = '${company.name}'`,
      ),
    ).toMatchObject({ count: 0 });
  }, 300_000);

  test('leaves one that waits for a person alone, however long, and wakes it when its cause is gone', async () => {
    const company = companyAt(3);
    const tax = company.odoo.ref('account.1_tax_dom_sales_goods_25_5');
    const code = company.odoo.value('account.tax', tax, 'x_netvisor_vat_code');
    company.odoo.edit('account.tax', tax, { x_netvisor_vat_code: false });
    const id = posted(company);
    press(company, id);
    await sweep(company);
    await until(
      'it waits',
      () => company.invoice(id)['x_netvisor_state'],
      (state) => state === 'attention',
    );
    await until(
      'its history is a start and a wait',
      () => historyOf(company, id),
      (length) => length === 4,
    );
    const [events, notes] = [await historyOf(company, id), company.odoo.state().messages.length];
    // A month of nights and days, as far as a sweep can tell: it does the same each time.
    for (let round = 0; round < 60; round += 1) await sweep(company);
    expect([await historyOf(company, id), company.odoo.state().messages.length]).toEqual([events, notes]);
    company.odoo.edit('account.tax', tax, { x_netvisor_vat_code: code ?? false });
    await sweep(company);
    await until(
      'it is sent',
      () => company.invoice(id)['x_netvisor_state'],
      (state) => state === 'sent',
    );
    expect(posts(company)).toBe(1);
  }, 300_000);
});

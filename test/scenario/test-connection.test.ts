import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import { testConnection as askForTest } from '../../control/test-connection.ts';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld, until, type Company, type World } from '../../tools/playground/world.ts';
import { connectionStatus, testConnection, workflowIds } from '../../workflows/contract.ts';
import { pageOf } from '../workflows/stage.ts';

let temporal: TestTemporal;
let world: World;

beforeAll(async () => {
  temporal = await startTemporal();
  world = await createWorld({ temporal, companies: 2, limitSeconds: 4 });
  // Two processes: whoever does not hold the lane must not ask Netvisor beside it.
  await Promise.all([world.startWorker(), world.startWorker()]);
}, 120_000);
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
}, 60_000);

function company(index: number): Company {
  const found = world.companies[index];
  if (!found) throw new Error('no such company');
  return found;
}

const connectionOf = (own: Company): WorkflowHandle =>
  temporal.client.workflow.getHandle(workflowIds.connection(own.name));

const laneIs = (own: Company, lane: string): Promise<unknown> =>
  until(
    `lane ${lane}`,
    () => connectionOf(own).query(connectionStatus),
    (status) => status.lane === lane,
  );

test('a test beside invoices that are being sent: Netvisor never sees two requests at once', async () => {
  const own = company(0);
  await laneIs(own, 'held');
  const partner = own.odoo.addPartner({ name: 'Havutupa Tukku Oy', is_company: true });
  const product = own.odoo.addProduct({ name: 'Laatikko', default_code: 'L-1' });
  const ids = Array.from({ length: 6 }, () => {
    const lines = [
      { product, name: 'Laatikko', quantity: 1, price: 45, taxes: ['tax_dom_sales_goods_25_5'] },
    ];
    return own.odoo.createInvoice({ partner, lines }).id;
  });
  own.netvisor.faults.add({ operation: 'GET customerlist.nv', fault: 'slow', delayMs: 300 });
  const sending = ids.map((id) => own.send(id));
  await connectionOf(own).signal(testConnection, null);
  await Promise.all(sending);
  await Promise.all(ids.map((id) => temporal.client.workflow.getHandle(own.workflowId(id)).result()));
  const page = await until(
    'counts on the page',
    () => pageOf(connectionOf(own)),
    (text) => text.includes('Tested at'),
  );
  expect(page).toMatch(/Tested at .* UTC: \d+ green, \d+ red, \d+ not provable/);
  expect(own.netvisor.state().counters).toMatchObject({ maxConcurrent: 1, overlaps: 0 });
}, 120_000);

test('a right that is taken away turns its line red, in history by its id alone', async () => {
  const own = company(0);
  const before = await (await askForTest(temporal.client, own.settings)).result();
  const all = ['salesinvoicelist', 'getsalesinvoice', 'customerlist', 'getcustomer', 'getproduct'];
  const registers = ['salespaymentlist', 'accountlist', 'dimensionlist', 'accountingperiodlist'];
  own.netvisor.settings.patch({ allowedResources: [...all, ...registers].map((name) => `${name}.nv`) });
  const handle = await askForTest(temporal.client, own.settings);
  const { reds } = await handle.result();
  expect(reds.filter((line) => !before.reds.includes(line))).toEqual(['netvisor.right.paymenttermlist.nv']);
  own.netvisor.settings.patch({ allowedResources: 'all' });
}, 60_000);

test('a connection that refused keys have paused can be tested all the same, and says what is wrong', async () => {
  const own = company(1);
  await laneIs(own, 'held');
  own.netvisor.settings.patch({ keysRefused: true });
  const partner = own.odoo.addPartner({ name: 'Havutupa Tukku Oy', is_company: true });
  const product = own.odoo.addProduct({ name: 'Laatikko', default_code: 'L-1' });
  const lines = [{ product, name: 'Laatikko', quantity: 1, price: 45, taxes: ['tax_dom_sales_goods_25_5'] }];
  const { id } = own.odoo.createInvoice({ partner, lines });
  await own.send(id);
  await laneIs(own, 'paused');
  await connectionOf(own).signal(testConnection, null);
  const page = await until(
    'the red line on the page',
    () => pageOf(connectionOf(own)),
    (text) => text.includes('netvisor.keys'),
  );
  expect(page).toContain('**AuthFailed**');
  own.netvisor.settings.patch({ keysRefused: false });
  const { reds } = await (await askForTest(temporal.client, own.settings)).result();
  expect(reds).not.toContain('netvisor.keys');
}, 120_000);

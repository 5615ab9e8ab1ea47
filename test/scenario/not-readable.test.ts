import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inbox } from '../../control/inbox.ts';
import { ignoreInvoice } from '../../control/invoices.ts';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld, until, type World } from '../../tools/playground/world.ts';
import { connectionStatus, workflowIds } from '../../workflows/contract.ts';
import { expectOnce, newCase, settled } from './cases.ts';

let temporal: TestTemporal;
let world: World;

beforeAll(async () => {
  temporal = await startTemporal();
  world = await createWorld({ temporal, companies: 1, limitSeconds: 4 });
});
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

test("one invoice that Silta's user may not see waits by itself, and the others flow", async () => {
  const [company] = world.companies;
  if (!company) throw new Error('no company');
  const worker = await world.startWorker();
  const hidden = newCase(company);
  company.odoo.edit('account.move', hidden.moveId, { company_id: 2 });
  const good = newCase(company);
  await company.send(hidden.moveId);
  await company.send(good.moveId);
  await settled(good);
  expectOnce(good);

  await until(
    'in the inbox',
    () => inbox(temporal.client),
    (items) => items.some(({ reason }) => reason === 'NotReadable'),
  );
  const another = newCase(company);
  await company.send(another.moveId);
  await settled(another);

  const connection = temporal.client.workflow.getHandle(workflowIds.connection(company.name));
  expect(await connection.query(connectionStatus)).toEqual({ lane: 'held', closedResources: [] });
  expect(worker.lines.filter((line) => line.includes('the connection is paused'))).toEqual([]);
  expect(worker.lines.filter((line) => line.includes('does not let Silta at a record'))).not.toEqual([]);
  expect(company.odoo.value('account.move', hidden.moveId, 'x_netvisor_state')).toBe(false);

  expect(await ignoreInvoice(temporal.client, company.name, hidden.moveId, 'OtherCompany')).toBe(true);
  const run = temporal.client.workflow.getHandle(company.workflowId(hidden.moveId));
  expect(await run.result()).toEqual({ state: 'Ignored', code: 'OtherCompany' });
});

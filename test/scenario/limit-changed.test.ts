import { afterAll, beforeAll, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { retryInvoice } from '../../control/invoices.ts';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import type { WorkerProcess } from '../../tools/playground/worker-process.ts';
import { createWorld, until, type World } from '../../tools/playground/world.ts';
import { expectOnce, newCase, settled, strike, type Case } from './cases.ts';
import { POST } from './stage.ts';

let temporal: TestTemporal;
let world: World;
let worker: WorkerProcess;

beforeAll(async () => {
  temporal = await startTemporal();
  world = await createWorld({ temporal, companies: 1 });
  worker = await world.startWorker();
});
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

/** An operator changes the limit and starts the worker anew. */
async function changeLimit(limitSeconds: number): Promise<void> {
  await worker.stop();
  const yaml = readFileSync(world.configFile, 'utf8');
  writeFileSync(world.configFile, yaml.replace(/limitSeconds: .*/, `limitSeconds: ${limitSeconds}`));
  worker = await world.startWorker();
}

async function parked(): Promise<Case> {
  const [company] = world.companies;
  if (!company) throw new Error('no company');
  const own = newCase(company);
  strike(company, { side: 'netvisor', operation: POST, nth: 0 }, 'refuse', { code: 'INVALID_DATA' });
  await company.send(own.moveId);
  await settled(own, { person: 'absent' });
  return own;
}

async function retried(own: Case): Promise<void> {
  const { company, moveId } = own;
  await until(
    'a run that waits',
    () => retryInvoice(temporal.client, company.name, moveId),
    (asked) => asked,
  );
  await until(
    'sent without more ado',
    () => company.odoo.value('account.move', moveId, 'x_netvisor_state'),
    (state) => state === 'sent',
    30_000,
  );
  expectOnce(own);
}

test('an invoice that was parked before the limit was raised or lowered is sent when a person retries', async () => {
  const [early, late] = [await parked(), await parked()];
  await changeLimit(10);
  await retried(early);
  await changeLimit(2);
  await retried(late);
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import type { WorkerProcess } from '../../tools/playground/worker-process.ts';
import { createWorld, type Company, type World } from '../../tools/playground/world.ts';
import { expectNothingStuck, PERSONALITIES, settled } from './cases.ts';
import { expectDocumentOnce } from './expect-document.ts';
import { NETVISOR_FAULTS, ODOO_FAULTS } from './faults.ts';
import { equip } from './kinds.ts';
import { COMPANIES, MIX, PER_COMPANY, planFor } from './random-plan.ts';
import { makeDocuments, makeTrouble } from './random-run.ts';

/** `SILTA_SEED=… npm test -- test/scenario/randomised` repeats a run's plan. */
const SEED = Number(process.env['SILTA_SEED'] ?? Math.floor(Math.random() * 1e9));
const PLAN = planFor(SEED);

let temporal: TestTemporal;
let world: World;
let begin: WorkerProcess;

beforeAll(async () => {
  temporal = await startTemporal();
  world = await createWorld({ temporal, companies: Object.keys(PERSONALITIES).length });
  Object.values(PERSONALITIES).forEach((settings, index) => {
    const company = world.companies[index];
    if (!company) return;
    company.netvisor.settings.patch(settings);
    equip(company, COMPANIES[index]?.as);
    if (COMPANIES[index]?.files === 'files refused')
      company.netvisor.settings.patch({ attachmentMimeTypes: ['application/pdf'] });
  });
  begin = await world.startWorker();
});
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

/** People at Netvisor send to the customers what has arrived unsent. */
function sendWhatArrived(): void {
  for (const { netvisor } of world.companies)
    for (const { netvisorKey, status } of netvisor.state().salesInvoices)
      if (status === 'unsent') netvisor.handleInvoice({ netvisorKey, action: 'send' });
}

/** Nothing stands in Netvisor that Odoo does not have: documents, matches, payments, customers, products. */
function expectEqualBooks({ odoo, netvisor }: Company): void {
  const { salesInvoices, salesPayments, customers, products } = netvisor.state();
  const sum = (amounts: readonly number[]): number =>
    amounts.reduce((total, amount) => total + Math.round(amount * 100), 0);
  const { invoices } = odoo.state();
  const inOdoo = invoices.map((one) => Number(one['amount_total_in_currency_signed']));
  expect(sum(salesInvoices.map(({ gross }) => Number(gross)))).toBe(sum(inOdoo));
  expect(salesInvoices).toHaveLength(PER_COMPANY);
  expect(salesPayments).toHaveLength(MIX.paid);
  const settlements = salesInvoices.flatMap((one) => one.settlements.map(({ kind }) => kind));
  expect(settlements.filter((kind) => kind === 'match')).toHaveLength(2 * MIX['credit note']);
  expect(settlements.filter((kind) => kind === 'payment')).toHaveLength(MIX.paid);
  expect(new Set(customers.map(({ code }) => code)).size).toBe(customers.length);
  expect(new Set(products.map(({ code }) => code)).size).toBe(products.length);
}

test(`hundreds of documents of all kinds, every kind of fault, dying workers: both sides are equal at the end (seed ${SEED})`, async () => {
  const documents = makeDocuments(world, PLAN);
  const trouble = makeTrouble(world, PLAN, documents, begin);
  const sending = setInterval(sendWhatArrived, 4000);
  let pressed = 0;
  try {
    for (const index of PLAN.order) {
      const own = documents[index];
      if (own) await own.company.send(own.moveId);
    }
    const presses = await Promise.all(documents.map((own) => settled(own, { limitMs: 780_000 })));
    pressed = presses.flat().length;
  } finally {
    clearInterval(sending);
    await trouble.end();
  }

  documents.forEach(expectDocumentOnce);
  world.companies.forEach(expectEqualBooks);
  await expectNothingStuck(world, documents);

  const counts = trouble.fired();
  const fired = [...counts.values()].reduce((sum, count) => sum + count, 0);
  process.stdout.write(
    `randomised run, seed ${SEED}: ${documents.length} documents, ${fired} faults of ${counts.size} kinds fired, ${trouble.happened.length} times a worker was ended or stopped, a person pressed Send ${pressed} times\n` +
      [...counts].map(([kind, count]) => `  ${count} × ${kind}\n`).join('') +
      trouble.happened.map((deed) => `  ${deed}\n`).join(''),
  );
  expect(trouble.missing()).toEqual([]);
  expect(trouble.happened).toHaveLength(PLAN.deeds.length);
  expect([...counts].filter(([, count]) => count < 5)).toEqual([]);
  expect(counts.size).toBe(ODOO_FAULTS.length + NETVISOR_FAULTS.length);
}, 900_000);

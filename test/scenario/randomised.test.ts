import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import type { WorkerProcess } from '../../tools/playground/worker-process.ts';
import { createWorld, type Company, type World } from '../../tools/playground/world.ts';
import { expectInvoiceOnce, expectNothingStuck, PERSONALITIES, settled, type Case } from './cases.ts';
import { faultLabel, NETVISOR_FAULTS, ODOO_FAULTS, type Fault } from './faults.ts';
import { random, type Random } from './random.ts';

/** `SILTA_SEED=… npm test -- test/scenario/randomised` repeats a run's plan. */
const SEED = Number(process.env['SILTA_SEED'] ?? Math.floor(Math.random() * 1e9));
const INVOICES_PER_COMPANY = 75;
/** Each kind of fault is planned this often and must have fired at least five times. */
const STRIKES = 6;

const OPERATIONS = {
  odoo: ['account.move/web_read', 'ir.actions.server/run'],
  netvisor: ['POST salesinvoice.nv add'],
} as const;

let temporal: TestTemporal;
let world: World;
let worker: WorkerProcess;

beforeAll(async () => {
  temporal = await startTemporal();
  world = await createWorld({ temporal, companies: Object.keys(PERSONALITIES).length });
  Object.values(PERSONALITIES).forEach((settings, index) =>
    world.companies[index]?.netvisor.settings.patch(settings),
  );
  worker = await world.startWorker();
});
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

/** Invoices with shared customers and products, so that they compete for their creation. */
function makeInvoices(company: Company, dice: Random): Case[] {
  const partners = Array.from({ length: 12 }, (_, index) =>
    company.odoo.addPartner({ name: `Asiakas ${index} Oy`, is_company: true, customer_rank: 1 }),
  );
  const products = Array.from({ length: 8 }, (_, index) =>
    company.odoo.addProduct({ name: `Tuote ${index}`, default_code: `P-${index}`, list_price: 10 + index }),
  );
  return Array.from({ length: INVOICES_PER_COMPANY }, () => {
    const partnerId = dice.pick(partners);
    const productId = dice.pick(products);
    const { id: moveId } = company.odoo.createInvoice({
      partner: partnerId,
      lines: [
        {
          product: productId,
          quantity: 1 + dice.below(9),
          price: (1 + dice.below(99_999)) / 100,
          taxes: ['tax_dom_sales_goods_25_5'],
        },
      ],
    });
    return { company, moveId, partnerId, productId };
  });
}

/** Spreads the strikes of a fault over the companies where it can be survived. */
function arm(side: 'odoo' | 'netvisor', fault: Fault, dice: Random): void {
  const [name, parameters] = fault;
  const candidates = world.companies.filter(
    // Nothing can tell two bookings of one request apart where Netvisor checks neither id nor number.
    (_, index) => name !== 'duplicate' || Object.keys(PERSONALITIES)[index] !== 'checks nothing',
  );
  for (let strike = 0; strike < STRIKES; strike += 1) {
    dice.pick(candidates)[side].faults.add({
      operation: dice.pick(OPERATIONS[side]),
      fault: name,
      skip: dice.below(Math.floor(INVOICES_PER_COMPANY * 0.6)),
      ...parameters,
    });
  }
}

function firedByKind(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const company of world.companies) {
    for (const side of ['odoo', 'netvisor'] as const) {
      for (const { fault, parameters, fired } of company[side].faults.list()) {
        const key = `${side} ${faultLabel([fault, fault === 'refuse' ? { code: parameters['code'] } : {}])}`;
        counts.set(key, (counts.get(key) ?? 0) + fired);
      }
    }
  }
  return counts;
}

/** Kills, stops, and freezes workers while the invoices are on their way. */
async function trouble(dice: Random, done: () => boolean): Promise<string[]> {
  const happened: string[] = [];
  const deeds = ['SIGKILL', 'SIGTERM', 'SIGSTOP', 'SIGKILL', 'SIGKILL'] as const;
  for (const deed of deeds) {
    await new Promise((resolve) => setTimeout(resolve, 6000 + dice.below(8000)));
    if (done()) break;
    happened.push(deed);
    const old = worker;
    old.signal(deed);
    if (deed !== 'SIGSTOP') await old.gone();
    worker = await world.startWorker();
    if (deed === 'SIGSTOP') {
      await new Promise((resolve) => setTimeout(resolve, 12_000));
      old.signal('SIGCONT');
      await new Promise((resolve) => setTimeout(resolve, 3000));
      old.signal('SIGTERM');
    }
  }
  return happened;
}

test(`hundreds of invoices, every kind of fault, dying workers: both sides are equal at the end (seed ${SEED})`, async () => {
  const dice = random(SEED);
  const cases = world.companies.flatMap((company) => makeInvoices(company, dice));
  for (const fault of ODOO_FAULTS) arm('odoo', fault, dice);
  for (const fault of NETVISOR_FAULTS) arm('netvisor', fault, dice);

  // What hangs is let go in the end: processed late, or never.
  const releasing = setInterval(() => {
    for (const { odoo, netvisor } of world.companies) {
      odoo.faults.release(dice.next() < 0.5 ? 'released' : 'discarded');
      netvisor.faults.release(dice.next() < 0.5 ? 'released' : 'discarded');
    }
  }, 4000);
  let over = false;
  const troubles = trouble(dice, () => over);
  let pressed = 0;
  try {
    for (const { company, moveId } of cases) await company.send(moveId);
    const presses = await Promise.all(cases.map((own) => settled(own, { limitMs: 780_000 })));
    pressed = presses.flat().length;
  } finally {
    over = true;
    clearInterval(releasing);
    for (const { odoo, netvisor } of world.companies) {
      odoo.faults.release('discarded');
      netvisor.faults.release('discarded');
    }
  }
  const happened = await troubles;

  for (const own of cases) expectInvoiceOnce(own);
  for (const { odoo, netvisor } of world.companies) {
    const { salesInvoices, customers, products } = netvisor.state();
    const odooCents = odoo
      .state()
      .invoices.reduce((sum, invoice) => sum + Math.round(Number(invoice['amount_total']) * 100), 0);
    const netvisorCents = salesInvoices.reduce((sum, { gross }) => sum + Math.round(Number(gross) * 100), 0);
    expect(netvisorCents).toBe(odooCents);
    expect(salesInvoices).toHaveLength(INVOICES_PER_COMPANY);
    expect(new Set(customers.map(({ code }) => code)).size).toBe(customers.length);
    expect(new Set(products.map(({ code }) => code)).size).toBe(products.length);
  }
  await expectNothingStuck(world, cases);

  const counts = firedByKind();
  const fired = [...counts.values()].reduce((sum, count) => sum + count, 0);
  process.stdout.write(
    `randomised run, seed ${SEED}: ${cases.length} invoices, ${fired} faults of ${counts.size} kinds fired, workers met ${happened.join(', ')}, a person pressed Send ${pressed} times\n` +
      [...counts].map(([kind, count]) => `  ${count} × ${kind}\n`).join(''),
  );
  expect([...counts].filter(([, count]) => count < 5)).toEqual([]);
  expect(counts.size).toBe(ODOO_FAULTS.length + NETVISOR_FAULTS.length);
}, 900_000);

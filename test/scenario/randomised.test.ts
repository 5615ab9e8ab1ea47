import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import type { WorkerProcess } from '../../tools/playground/worker-process.ts';
import { createWorld, type Company, type World } from '../../tools/playground/world.ts';
import { expectNothingStuck, PERSONALITIES, settled } from './cases.ts';
import { expectDocumentOnce } from './expect-document.ts';
import { faultLabel, NETVISOR_FAULTS, ODOO_FAULTS, type Fault } from './faults.ts';
import { equip, makeDocument, type Document, type Kind } from './kinds.ts';
import { MATCH, PAY } from './netvisor-documents.ts';
import { random, type Random } from './random.ts';
import { POST } from './stage.ts';

/** `SILTA_SEED=… npm test -- test/scenario/randomised` repeats a run's plan. */
const SEED = Number(process.env['SILTA_SEED'] ?? Math.floor(Math.random() * 1e9));
/** A sixth of each kind and more; the ordinary ones are what credit notes credit. */
const MIX: Readonly<Partial<Record<Kind, number>>> = {
  ordinary: 11,
  'credit note': 13,
  'with files': 13,
  paid: 13,
  'many rows': 13,
  'in dollars': 13,
};
const PER_COMPANY = Object.values(MIX).reduce((sum, count) => sum + count, 0);
/** Each kind of fault is planned this often and must have fired at least five times. */
const STRIKES = 6;

/** Where faults strike: the operation as often as it stands here, and how many of its calls may pass before. */
const TARGETS = {
  odoo: [
    { operation: 'account.move/web_read', pass: 45 },
    { operation: 'ir.actions.server/run', pass: 45 },
  ],
  netvisor: [
    ...[POST, POST, POST, POST].map((operation) => ({ operation, pass: 45 })),
    { operation: MATCH, pass: 4 },
    { operation: PAY, pass: 4 },
  ],
} as const;

/**
 * How the companies differ beside their Netvisor: two deliver from Odoo, for the others people in Netvisor send what
 * has arrived; one's Netvisor takes no text files.
 */
const COMPANIES = [
  { as: 'open', files: 'with files' },
  { as: 'unsent', files: 'with files' },
  { as: 'open', files: 'files refused' },
  { as: 'unsent', files: 'with files' },
] as const;

let temporal: TestTemporal;
let world: World;
let worker: WorkerProcess;

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
  worker = await world.startWorker();
});
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

/** Documents with shared customers and products, so that they compete for their creation, in any order. */
function makeDocuments(company: Company, files: Kind, dice: Random): Document[] {
  const partners = Array.from({ length: 12 }, (_, index) =>
    company.odoo.addPartner({ name: `Asiakas ${index} Oy`, is_company: true, customer_rank: 1 }),
  );
  const products = Array.from({ length: 8 }, (_, index) =>
    company.odoo.addProduct({ name: `Tuote ${index}`, default_code: `P-${index}`, list_price: 10 + index }),
  );
  const make = (kind: Kind): Document => {
    const price = (1000 + dice.below(99_000)) / 100;
    const own = kind === 'with files' ? files : kind;
    return makeDocument(company, own, {
      partnerId: dice.pick(partners),
      productId: dice.pick(products),
      // What is to come out at Odoo's cent in euros, too, is one price.
      price: kind === 'in dollars' ? 45 : price,
    });
  };
  const kinds = Object.entries(MIX).flatMap(([kind, count]) =>
    Array.from({ length: count }, () => kind as Kind),
  );
  const invoices = kinds.filter((kind) => kind !== 'credit note').map(make);
  const ordinary = invoices.filter(({ kind }) => kind === 'ordinary');
  const notes = kinds
    .filter((kind) => kind === 'credit note')
    .map((kind) => {
      const { partnerId, productId, moveId: original } = dice.pick(ordinary);
      return makeDocument(company, kind, { partnerId, productId, original, price: 10 });
    });
  return shuffled([...invoices, ...notes], dice);
}

function shuffled<T>(items: readonly T[], dice: Random): T[] {
  const keyed = items.map((item) => ({ item, at: dice.next() }));
  return keyed.sort((one, other) => one.at - other.at).map(({ item }) => item);
}

/** Nothing can tell two bookings of one request apart where Netvisor checks neither its id nor a number. */
function canBeSurvived(fault: string, operation: string, index: number): boolean {
  if (fault !== 'duplicate') return true;
  const settings = Object.values(PERSONALITIES)[index];
  const idsChecked = settings?.checkTransactionIds !== false;
  return idsChecked || (operation !== PAY && settings?.duplicateNumbers !== 'accept');
}

/** Spreads the strikes of a fault over the companies where it can be survived. */
function arm(side: 'odoo' | 'netvisor', [fault, parameters]: Fault, dice: Random): void {
  for (let strike = 0; strike < STRIKES; strike += 1) {
    const { operation, pass } = dice.pick<{ readonly operation: string; readonly pass: number }>(
      TARGETS[side],
    );
    const candidates = world.companies.filter((_, index) => canBeSurvived(fault, operation, index));
    dice.pick(candidates)[side].faults.add({ operation, fault, skip: dice.below(pass), ...parameters });
  }
}

/** People at Netvisor send to the customers what has arrived unsent. */
function sendWhatArrived(): void {
  for (const { netvisor } of world.companies)
    for (const { netvisorKey, status } of netvisor.state().salesInvoices)
      if (status === 'unsent') netvisor.handleInvoice({ netvisorKey, action: 'send' });
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

/** Nothing stands in Netvisor that Odoo does not have: documents, matches, payments, customers, products. */
function expectEqualBooks({ odoo, netvisor }: Company): void {
  const { salesInvoices, salesPayments, customers, products } = netvisor.state();
  const sum = (amounts: readonly number[]): number =>
    amounts.reduce((total, amount) => total + Math.round(amount * 100), 0);
  const { invoices } = odoo.state();
  const inOdoo = invoices.map((one) => Number(one['amount_total_in_currency_signed']));
  expect(sum(salesInvoices.map(({ gross }) => Number(gross)))).toBe(sum(inOdoo));
  expect(salesInvoices).toHaveLength(PER_COMPANY);
  expect(salesPayments).toHaveLength(MIX.paid ?? 0);
  const settlements = salesInvoices.flatMap((one) => one.settlements.map(({ kind }) => kind));
  expect(settlements.filter((kind) => kind === 'match')).toHaveLength(2 * (MIX['credit note'] ?? 0));
  expect(settlements.filter((kind) => kind === 'payment')).toHaveLength(MIX.paid ?? 0);
  expect(new Set(customers.map(({ code }) => code)).size).toBe(customers.length);
  expect(new Set(products.map(({ code }) => code)).size).toBe(products.length);
}

test(`hundreds of documents of all kinds, every kind of fault, dying workers: both sides are equal at the end (seed ${SEED})`, async () => {
  const dice = random(SEED);
  const cases = world.companies.flatMap((company, index) =>
    makeDocuments(company, COMPANIES[index]?.files ?? 'with files', dice),
  );
  for (const fault of ODOO_FAULTS) arm('odoo', fault, dice);
  for (const fault of NETVISOR_FAULTS) arm('netvisor', fault, dice);

  // What hangs is let go in the end: processed late, or never.
  const releasing = setInterval(() => {
    sendWhatArrived();
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

  for (const own of cases) expectDocumentOnce(own);
  for (const company of world.companies) expectEqualBooks(company);
  await expectNothingStuck(world, cases);

  const counts = firedByKind();
  const fired = [...counts.values()].reduce((sum, count) => sum + count, 0);
  process.stdout.write(
    `randomised run, seed ${SEED}: ${cases.length} documents, ${fired} faults of ${counts.size} kinds fired, workers met ${happened.join(', ')}, a person pressed Send ${pressed} times\n` +
      [...counts].map(([kind, count]) => `  ${count} × ${kind}\n`).join(''),
  );
  expect([...counts].filter(([, count]) => count < 5)).toEqual([]);
  expect(counts.size).toBe(ODOO_FAULTS.length + NETVISOR_FAULTS.length);
}, 900_000);

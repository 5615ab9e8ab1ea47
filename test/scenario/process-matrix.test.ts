import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { WorkflowNotFoundError } from '@temporalio/client';
import type Long from 'long';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld, until, type World } from '../../tools/playground/world.ts';
import type { WorkerProcess } from '../../tools/playground/worker-process.ts';
import {
  expectNothingStuck,
  expectOnce,
  newCase,
  observeCallSites,
  PERSONALITIES,
  settled,
  strike,
} from './cases.ts';
import type { CallSite, Case } from './cases.ts';

/**
 * Processes and runs that end, freeze or are asked too much, at every call that an invoice takes. Each company
 * stands still at another call; then the same thing happens to all of them at once.
 */
let temporal: TestTemporal;
let places: readonly Place[];
let world: World;
let worker: WorkerProcess;
let standing: { readonly own: Case; readonly site: CallSite }[];
let total = 0;

/** A call at which a company stands, and whether it is one that only settling a lost reply takes. */
interface Place {
  readonly site: CallSite;
  readonly settles: boolean;
}

const POST_INVOICE: CallSite = { side: 'netvisor', operation: 'POST salesinvoice.nv add', nth: 0 };

beforeAll(async () => {
  temporal = await startTemporal();
  const observing = await createWorld({ temporal, companies: 2 });
  await observing.startWorker();
  const [ordinary, lossy] = observing.companies;
  if (!ordinary || !lossy) throw new Error('no companies');
  const calls = await observeCallSites(ordinary, 'from the start');
  const settling = await observeCallSites(lossy, 'from the start', POST_INVOICE);
  places = [
    ...calls.map((site) => ({ site, settles: false })),
    ...settling.filter((site) => !calls.some(sameCall(site))).map((site) => ({ site, settles: true })),
  ];
  expect(places.some(({ settles }) => settles)).toBe(true);
  await observing.close();
});

afterAll(async () => {
  const settling = places.filter(({ settles }) => settles).length;
  process.stdout.write(
    `process matrix: ${places.length - settling} calls of a starting worker and its invoice, ${settling} of settling, ${total} cases\n`,
  );
  await temporal?.stop();
});

beforeEach(async () => {
  world = await createWorld({
    temporal,
    companies: places.length,
    limitSeconds: 3,
    netvisor: PERSONALITIES['checks nothing'] ?? {},
  });
});
afterEach(() => world.close());

/** Brings each company to a stand at its own call: received and not processed, or processed and not answered. */
async function standStill(when: 'before' | 'after'): Promise<void> {
  standing = places.flatMap(({ site, settles }, index) => {
    const company = world.companies[index];
    if (!company) return [];
    const own = newCase(company);
    if (settles) strike(company, POST_INVOICE, 'cut-after');
    strike(company, site, `hold-${when}`);
    return [{ own, site }];
  });
  worker = await world.startWorker();
  await Promise.all(standing.map(({ own }) => own.company.send(own.moveId)));
  await Promise.all(
    standing.map(({ own, site }) =>
      until(
        `${own.company.name} stands at ${site.operation} #${site.nth}`,
        () => own.company[site.side].faults.held().length,
        (held) => held === 1,
      ),
    ),
  );
}

const sameCall =
  (one: CallSite) =>
  (other: CallSite): boolean =>
    one.side === other.side && one.operation === other.operation && one.nth === other.nth;

function release(how: 'released' | 'discarded'): void {
  for (const { own, site } of standing) own.company[site.side].faults.release(how);
}

async function expectAllOnce(): Promise<void> {
  const cases = standing.map(({ own }) => own);
  await Promise.all(
    standing.map(({ own, site }) =>
      settled(own).catch((error: unknown) => {
        throw new Error(`at ${site.operation} #${site.nth}: ${String(error)}`);
      }),
    ),
  );
  await expectNothingStuck(world, cases);
  for (const own of cases) expectOnce(own);
  total += cases.length;
}

/** Until no simulator has been called for a while: whoever was going to act has acted. */
async function quiet(): Promise<void> {
  const calls = (): number =>
    standing.reduce(
      (sum, { own }) => sum + own.company.odoo.calls.list().length + own.company.netvisor.calls.list().length,
      0,
    );
  let seen = -1;
  while (calls() !== seen) {
    seen = calls();
    await new Promise((resolve) => setTimeout(resolve, 3000));
  }
}

/** Ids of the events to which a run can be reset. */
async function completedTasks(workflowId: string): Promise<Long[]> {
  const { events } = await temporal.client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).flatMap(({ eventId, workflowTaskCompletedEventAttributes }) =>
    workflowTaskCompletedEventAttributes && eventId ? [eventId] : [],
  );
}

/** A run that got past its held call meanwhile is over already. */
async function terminate({ company, moveId }: Case): Promise<void> {
  const handle = temporal.client.workflow.getHandle(company.workflowId(moveId));
  if ((await handle.describe()).status.name !== 'RUNNING') return;
  await handle.terminate('test').catch((error: unknown) => {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  });
}

describe('the worker process', () => {
  test('killed before a call is processed: the call is lost, the invoice is not', async () => {
    await standStill('before');
    worker.signal('SIGKILL');
    await worker.gone();
    release('discarded');
    await world.startWorker();
    await expectAllOnce();
  }, 240_000);

  test('killed, and the other side processes the call it had received all the same', async () => {
    await standStill('before');
    worker.signal('SIGKILL');
    await worker.gone();
    await world.startWorker();
    release('released');
    await expectAllOnce();
  }, 240_000);

  test('killed after a call was processed: what was booked is found', async () => {
    await standStill('after');
    worker.signal('SIGKILL');
    await worker.gone();
    release('discarded');
    await world.startWorker();
    await expectAllOnce();
  }, 240_000);

  test.each(['before', 'after'] as const)(
    'frozen %s a call past its deadline, replaced, and woken again: it does no harm',
    async (when) => {
      await standStill(when);
      worker.signal('SIGSTOP');
      release('released');
      await world.startWorker();
      await Promise.all(standing.map(({ own }) => settled(own)));
      worker.signal('SIGCONT');
      await quiet();
      await expectAllOnce();
    },
    240_000,
  );

  test.each(['before', 'after'] as const)(
    'told to stop %s a call: it ends in order and its successor goes on',
    async (when) => {
      await standStill(when);
      worker.signal('SIGTERM');
      release('released');
      expect(await worker.gone()).toBe(0);
      await world.startWorker();
      await expectAllOnce();
    },
    240_000,
  );
});

describe('the run of an invoice', () => {
  test.each(['before', 'after'] as const)(
    'terminated %s a call and asked for again at once: once in Netvisor',
    async (when) => {
      await standStill(when);
      await Promise.all(standing.map(({ own }) => terminate(own)));
      await Promise.all(standing.map(({ own }) => own.company.send(own.moveId)));
      release('released');
      await quiet();
      await expectAllOnce();
    },
    240_000,
  );

  test.each([
    ['its beginning', 'before'],
    ['its beginning', 'after'],
    ['its newest task', 'before'],
    ['its newest task', 'after'],
  ] as const)(
    'reset to %s %s a call: once in Netvisor',
    async (where, when) => {
      await standStill(when);
      await Promise.all(
        standing.map(async ({ own }) => {
          const workflowId = own.company.workflowId(own.moveId);
          const tasks = await completedTasks(workflowId);
          await temporal.client.workflowService.resetWorkflowExecution({
            namespace: 'default',
            workflowExecution: { workflowId },
            reason: 'test',
            requestId: `reset-${workflowId}`,
            workflowTaskFinishEventId: (where === 'its beginning' ? tasks.at(0) : tasks.at(-1)) ?? null,
          });
        }),
      );
      release('released');
      await quiet();
      await expectAllOnce();
    },
    240_000,
  );

  test('asked for fifty times at once, at every call: once in Netvisor', async () => {
    await standStill('before');
    await Promise.all(
      standing.flatMap(({ own }) => Array.from({ length: 50 }, () => own.company.send(own.moveId))),
    );
    release('released');
    await quiet();
    await expectAllOnce();
  }, 240_000);

  test.each(['before', 'after'] as const)(
    'changed in Odoo %s a call: the new version stands in Netvisor, once, and the newest request is served',
    async (when) => {
      await standStill(when);
      for (const { own } of standing) {
        const lines = own.company.invoice(own.moveId)['lines'];
        const line = Array.isArray(lines) ? (lines[0] as { id: number }) : undefined;
        own.company.odoo.edit('account.move.line', line?.id ?? 0, { price_unit: 60 });
        own.company.odoo.edit('account.move', own.moveId, { x_netvisor_request: '2026-11-21 12:00:00' });
      }
      await Promise.all(standing.map(({ own }) => own.company.send(own.moveId)));
      release('released');
      await quiet();
      await expectAllOnce();
      for (const { own } of standing)
        expect(own.company.invoice(own.moveId)).toMatchObject({
          amount_total: 150.6,
          x_netvisor_served: '2026-11-21 12:00:00',
        });
    },
    240_000,
  );
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { WorkflowNotFoundError } from '@temporalio/client';
import type Long from 'long';
import { resendInvoice } from '../../control/invoices.ts';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld, until, type Company, type World } from '../../tools/playground/world.ts';
import type { WorkerProcess } from '../../tools/playground/worker-process.ts';
import { expectNothingStuck, PERSONALITIES, settled, strike, type Case } from './cases.ts';
import { expectAllOnce } from './expect-document.ts';
import { newDocument, type Document, type Kind } from './kinds.ts';
import { observePlaces, placeLabel, tally, type Place, type Places } from './places.ts';

/**
 * Processes and runs that end, freeze or are asked too much, at every call that a document takes. Each company
 * stands still at another call; then the same thing happens to all of them at once.
 */
let temporal: TestTemporal;
let places: Places;
let world: World;
let worker: WorkerProcess;
let standing: { readonly own: Document; readonly place: Place }[];
let total = 0;

beforeAll(async () => {
  temporal = await startTemporal();
  places = await observePlaces(temporal);
  expect(places.all.some(({ when }) => when === 'settling')).toBe(true);
  world = await createWorld({
    temporal,
    companies: places.all.length,
    limitSeconds: 3,
    netvisor: PERSONALITIES['checks nothing'] ?? {},
  });
}, 240_000);

afterAll(async () => {
  process.stdout.write(`process matrix: ${places.all.length} calls (${tally(places.all)}), ${total} cases\n`);
  await world?.close();
  await temporal?.stop();
});

beforeEach(async () => {
  world = await world.renewed();
});

/** Kinds that can be changed in Odoo and edited in Netvisor, where they arrive unsent. */
const EDITED: readonly Kind[] = ['ordinary', 'with files', 'files refused'];

/** Brings each company to a stand at its own call: received and not processed, or processed and not answered. */
async function standStill(when: 'before' | 'after', wanted: 'all' | 'edited' = 'all'): Promise<void> {
  standing = await Promise.all(
    places.all.flatMap((place, index) => {
      const company = world.companies[index];
      if (!company || (wanted === 'edited' && !EDITED.includes(place.kind))) return [];
      return [placed(company, place, wanted === 'all' ? 'open' : 'unsent')];
    }),
  );
  for (const { own, place } of standing) {
    const { site, lost } = place;
    if (lost) strike(own.company, places.fromStart({ ...place, site: lost }), 'cut-after');
    strike(own.company, places.fromStart({ ...place, site }), `hold-${when}`);
  }
  worker = await world.startWorker();
  await Promise.all(standing.map(({ own }) => own.company.send(own.moveId)));
  await Promise.all(
    standing.map(({ own, place }) =>
      until(
        `${own.company.name} stands at ${placeLabel(place)}`,
        () => own.company[place.site.side].faults.held().length,
        (held) => held === 1,
      ),
    ),
  );
}

/** As the button *Edit in Netvisor* writes it. */
const REQUEST = 'resend 2026-11-21 12:00:00';

async function placed(company: Company, place: Place, as: 'open' | 'unsent') {
  return { own: await newDocument(company, place.kind, as), place };
}

function release(how: 'released' | 'discarded'): void {
  for (const { own, place } of standing) own.company[place.site.side].faults.release(how);
}

async function expectEachOnce(): Promise<void> {
  const cases = standing.map(({ own }) => own);
  await Promise.all(
    standing.map(({ own, place }) =>
      settled(own).catch((error: unknown) => {
        throw new Error(`at ${placeLabel(place)}: ${String(error)}`);
      }),
    ),
  );
  await expectNothingStuck(world, cases);
  for (const own of cases) expectAllOnce(own);
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
    await expectEachOnce();
  }, 240_000);

  test('killed, and the other side processes the call it had received all the same', async () => {
    await standStill('before');
    worker.signal('SIGKILL');
    await worker.gone();
    await world.startWorker();
    release('released');
    await expectEachOnce();
  }, 240_000);

  test('killed after a call was processed: what was booked is found', async () => {
    await standStill('after');
    worker.signal('SIGKILL');
    await worker.gone();
    release('discarded');
    await world.startWorker();
    await expectEachOnce();
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
      await expectEachOnce();
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
      await expectEachOnce();
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
      await expectEachOnce();
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
      await expectEachOnce();
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
    await expectEachOnce();
  }, 240_000);

  test.each(['before', 'after'] as const)(
    'changed in Odoo %s a call: the new version stands in Netvisor, once, and the newest request is served',
    async (when) => {
      await standStill(when, 'edited');
      for (const { own } of standing) {
        const lines = own.company.invoice(own.moveId)['lines'];
        const line = Array.isArray(lines) ? (lines[0] as { id: number }) : undefined;
        own.company.odoo.edit('account.move.line', line?.id ?? 0, { price_unit: 60 });
        own.company.odoo.edit('account.move', own.moveId, { x_netvisor_request: REQUEST });
      }
      await Promise.all(
        standing.map(({ own }) => resendInvoice(temporal.client, own.company.settings, own.moveId)),
      );
      release('released');
      await quiet();
      await expectEachOnce();
      for (const { own } of standing)
        expect(own.company.invoice(own.moveId)).toMatchObject({
          amount_total: 150.6,
          x_netvisor_served: REQUEST,
        });
    },
    240_000,
  );
});

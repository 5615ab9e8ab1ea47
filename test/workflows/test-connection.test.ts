import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { activityInfo } from '@temporalio/activity';
import type { WorkflowHandle } from '@temporalio/client';
import type { ProbeResult } from '../../activities/contract.ts';
import { testConnection as askForTest } from '../../control/test-connection.ts';
import { until } from '../../tools/playground/world.ts';
import {
  connectionTested,
  holderQueue,
  laneQueue,
  pauseConnection,
  SILTA_QUEUE,
  testConnection,
  workflowIds,
  type ConnectionTested,
  type TestConnectionResult,
} from '../../workflows/contract.ts';
import { aLane, untilLane } from './lanes.ts';
import { inNetvisor } from './invoices.ts';
import { look, openStage, pageOf, promised, type FakeCompany, type Fakes, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const QUICK = { limitSeconds: 2 } as const;
const green = (): Promise<ProbeResult> => Promise.resolve({ kind: 'green' });
const RESULT: TestConnectionResult = {
  greens: 41,
  reds: ['netvisor.right.customer.nv'],
  unknown: 6,
  written: true,
};

/** A connection whose lane is held by a worker, and the queues that its tests ran on. */
async function company(
  more: Fakes = {},
  lane: 'held' | 'nobody on the lane' = 'held',
): Promise<{ readonly own: FakeCompany; readonly queues: readonly string[] }> {
  const queues: string[] = [];
  const own = await stage.company(
    {
      probe: green,
      announce: () => Promise.resolve(),
      ...(lane === 'held' && { postInvoice: () => Promise.resolve(inNetvisor()) }),
      ...aLane().fakes,
      testConnection: () => {
        queues.push(activityInfo().taskQueue ?? '');
        return Promise.resolve(RESULT);
      },
      ...more,
    },
    QUICK,
  );
  return { own, queues };
}

const control = (own: FakeCompany): ReturnType<typeof askForTest> => {
  const netvisor = { limitSeconds: QUICK.limitSeconds } as Parameters<typeof askForTest>[1]['netvisor'];
  return askForTest(stage.client, { name: own.connection, netvisor });
};

const testOf = (own: FakeCompany): WorkflowHandle =>
  stage.client.workflow.getHandle(workflowIds.testConnection(own.connection));

const tests = (own: FakeCompany): number => own.callsOf('testConnection').length;

describe('the signal testConnection', () => {
  test('starts a test on the lane, and the page of the connection shows counts and time', async () => {
    const { own, queues } = await company();
    const handle = await own.startConnection();
    await untilLane(own, 'held');
    await handle.signal(testConnection, null);
    const page = await until(
      'counts on the page',
      () => pageOf(handle),
      (text) => text.includes('41 green'),
    );
    expect(page).toMatch(/Open: documents flow/);
    expect(page).toMatch(
      /Tested at \d{4}-\d\d-\d\d \d\d:\d\d UTC: 41 green, 1 red, 6 not provable\. Red: `netvisor\.right\.customer\.nv`\./,
    );
    expect(queues).toEqual([laneQueue(own.connection)]);
    expect(own.callsOf('testConnection')).toEqual([{ connection: own.connection }]);
    expect(await testOf(own).result()).toEqual(RESULT);
  });

  test('works while the connection is paused, and the page says both', async () => {
    const { own, queues } = await company({}, 'nobody on the lane');
    const handle = await own.startConnection();
    await untilLane(own, 'held');
    await handle.signal(pauseConnection);
    await untilLane(own, 'paused');
    await handle.signal(testConnection, null);
    const page = await until(
      'counts on the page',
      () => pageOf(handle),
      (text) => text.includes('41 green'),
    );
    expect(page).toMatch(/Paused by a person/);
    expect(queues).toEqual([holderQueue(own.connection)]);
  });

  test('that comes while a test runs is served by one more, however often it comes', async () => {
    const first = promised<TestConnectionResult>();
    const { own } = await company({
      testConnection: () => (tests(own) === 1 ? first.promise : Promise.resolve({ ...RESULT, greens: 42 })),
    });
    const handle = await own.startConnection();
    await untilLane(own, 'held');
    await handle.signal(testConnection, null);
    await until(
      'a test',
      () => tests(own),
      (count) => count === 1,
    );
    for (let times = 0; times < 3; times += 1) await handle.signal(testConnection, null);
    await until(
      'all three to have arrived',
      () => signalsOf(testOf(own)),
      (count) => count === 3,
    );
    first.resolve(RESULT);
    await until(
      'the second result',
      () => pageOf(handle),
      (text) => text.includes('42 green'),
    );
    expect(await testOf(own).result()).toMatchObject({ greens: 42 });
    expect(tests(own)).toBe(2);
  });

  test('may carry anything, and does not disturb the lane', async () => {
    const { own } = await company();
    const handle = await own.startConnection();
    await untilLane(own, 'held');
    for (const payload of [[], [null], [{ any: 'thing' }], ['x', 2]]) {
      await handle.signal(testConnection.name, ...payload);
    }
    for (const payload of [[], [null], [7], [{ greens: 'many' }], [{ ...RESULT, at: 'never' }]]) {
      await handle.signal(connectionTested.name, ...payload);
    }
    await until(
      'counts on the page',
      () => pageOf(handle),
      (text) => text.includes('41 green'),
    );
    expect(await look(handle)).toMatchObject({ running: true, state: 'Running' });
    expect((await own.laneStatus()).lane).toBe('held');
  });
});

describe('a test of a connection', () => {
  test('that nobody on the lane takes is done by whoever may hold it', async () => {
    const queues: string[] = [];
    const own = await stage.company(
      {
        probe: green,
        testConnection: () => {
          queues.push(activityInfo().taskQueue ?? '');
          return Promise.resolve({ ...RESULT, written: false });
        },
      },
      QUICK,
    );
    const handle = await control(own);
    expect(await handle.result()).toEqual({ ...RESULT, written: false });
    expect(queues).toEqual([holderQueue(own.connection)]);
    const { typedSearchAttributes } = await handle.describe();
    expect(JSON.stringify(typedSearchAttributes)).toContain('TestConnection');
  });

  test('that a program asks for runs once, and needs no connection to tell', async () => {
    const { own } = await company();
    const handle = await control(own);
    expect(await handle.result()).toEqual(RESULT);
    expect(tests(own)).toBe(1);
  });

  test('is shown by a connection that continues as new, too', async () => {
    const { own } = await company();
    const tested: ConnectionTested = { ...RESULT, at: '2026-11-30T12:00:00.000Z' };
    const handle = await stage.client.workflow.start('Connection', {
      taskQueue: SILTA_QUEUE,
      workflowId: workflowIds.connection(own.connection),
      args: [{ connection: own.connection, ...QUICK, tested }],
    });
    await untilLane(own, 'held');
    expect(await pageOf(handle)).toMatch(/Open: .*\n\nTested at 2026-11-30 12:00 UTC: 41 green/s);
  });
});

async function signalsOf(handle: WorkflowHandle): Promise<number> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).filter(({ workflowExecutionSignaledEventAttributes: signal }) => signal).length;
}

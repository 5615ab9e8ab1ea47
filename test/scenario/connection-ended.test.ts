import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ensureConnections } from '../../control/connections.ts';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import type { WorkerProcess } from '../../tools/playground/worker-process.ts';
import { createWorld, until, type Company, type World } from '../../tools/playground/world.ts';
import {
  connectionStatus,
  pauseConnection,
  workflowIds,
  type ConnectionStatus,
} from '../../workflows/contract.ts';
import { expectOnce, newCase, settled, strike, type Case } from './cases.ts';
import { READ } from './stage.ts';

/** An operator ends or resets the workflow of a connection whose lane is held, and whose worker goes on. */
let temporal: TestTemporal;
let world: World;
let worker: WorkerProcess;
let free: Company[];

beforeAll(async () => {
  temporal = await startTemporal();
  world = await createWorld({ temporal, companies: 5, limitSeconds: 20 });
  worker = await world.startWorker();
  free = [...world.companies];
});
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

const connectionOf = ({ name }: Company) => temporal.client.workflow.getHandle(workflowIds.connection(name));
const laneIs = (company: Company, wanted: ConnectionStatus['lane']): Promise<ConnectionStatus> =>
  until(
    `lane ${wanted}`,
    () => connectionOf(company).query(connectionStatus),
    ({ lane }) => lane === wanted,
  );

async function held(): Promise<Company> {
  const company = free.pop();
  if (!company) throw new Error('not enough companies');
  await laneIs(company, 'held');
  return company;
}

/** An invoice that the lane reads in Odoo for a while, so that it cannot be let go at once. */
async function underWay(company: Company): Promise<Case> {
  const own = newCase(company);
  strike(company, { side: 'odoo', operation: READ, nth: 0 }, 'hold-before');
  await company.send(own.moveId);
  await until(
    'being read',
    () => company.odoo.faults.held().length,
    (reads) => reads === 1,
  );
  setTimeout(() => company.odoo.faults.release('released'), 6000);
  return own;
}

async function terminate(company: Company): Promise<void> {
  await connectionOf(company).terminate('test');
  await ensureConnections(temporal.client, world.settings);
}

/** To where nothing had happened yet; what it was told since is told to the new run. */
async function reset(company: Company): Promise<void> {
  const { events } = await connectionOf(company).fetchHistory();
  const first = events?.find(({ workflowTaskCompletedEventAttributes: done }) => done)?.eventId;
  await temporal.client.workflowService.resetWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId: workflowIds.connection(company.name) },
    reason: 'test',
    requestId: `reset-${company.name}`,
    ...(first && { workflowTaskFinishEventId: first }),
  });
}

const ends = { terminated: terminate, reset } as const;
const ways = ['terminated', 'reset'] as const;

test.each(ways)(
  'a connection that is %s while a document is under way is held again, and pauses nothing',
  async (how) => {
    const company = await held();
    const own = await underWay(company);
    await ends[how](company);
    const next = newCase(company);
    await company.send(next.moveId);
    for (const each of [own, next]) {
      await settled(each);
      expectOnce(each);
    }
    expect(await laneIs(company, 'held')).toEqual({ lane: 'held', closedResources: [] });
    const paused = (line: string): boolean => line.includes(company.name) && line.includes('is paused');
    expect(worker.lines.filter(paused)).toEqual([]);
  },
);

test("a person's pause outlives a reset: what the run was told is told to it again", async () => {
  const company = await held();
  await connectionOf(company).signal(pauseConnection);
  await laneIs(company, 'paused');
  await reset(company);
  const own = newCase(company);
  await company.send(own.moveId);
  await new Promise((resolve) => setTimeout(resolve, 4000));
  expect((await laneIs(company, 'paused')).pause).toMatchObject({ reason: 'ByPerson' });
  expect(company.netvisor.state().salesInvoices).toEqual([]);
});

test("a person's pause ends with a terminated run, and its page has said so", async () => {
  const company = await held();
  await connectionOf(company).signal(pauseConnection);
  await laneIs(company, 'paused');
  const page = await until(
    'shown',
    async () => JSON.stringify(await connectionOf(company).query('__temporal_workflow_metadata')),
    (text) => text.includes('Paused by a person'),
  );
  expect(page).toContain('A pause does not outlive this workflow');
  await terminate(company);
  await laneIs(company, 'held');
});

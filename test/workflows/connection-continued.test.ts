import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import { join } from 'node:path';
import type { ProbeResult } from '../../activities/contract.ts';
import { until } from '../../tools/playground/world.ts';
import { bundleWorkflows } from '../../workers/bundle.ts';
import { pauseConnection, resumeConnection } from '../../workflows/contract.ts';
import { plantMutant } from '../scenario/mutant.ts';
import { aLane, pauses, timersOf, untilLane } from './lanes.ts';
import { look, openStage, type FakeCompany, type Fakes, type Stage } from './stage.ts';

/** Queue of workflows that continue as new after every hold. */
const SHORT_RUNS = 'short-runs';
let stage: Stage;

beforeAll(async () => {
  const short = plantMutant({
    file: 'workflows/connection.ts',
    find: 'const EVENTS_PER_RUN = 2000;',
    replace: 'const EVENTS_PER_RUN = 12;',
  });
  try {
    const [opened, bundle] = await Promise.all([
      openStage(),
      bundleWorkflows(join(short.root, 'workflows/index.ts')),
    ]);
    stage = opened;
    await stage.addWorkflows(SHORT_RUNS, bundle);
  } finally {
    short.remove();
  }
});
afterAll(() => stage?.close());

const green = (): Promise<ProbeResult> => Promise.resolve({ kind: 'green' });
const announce = (): Promise<void> => Promise.resolve();

async function aConnection(
  fakes: Fakes,
): Promise<{ company: FakeCompany; handle: WorkflowHandle; first: string }> {
  const company = await stage.company({ probe: green, announce, ...fakes }, { limitSeconds: 2 });
  const { workflowId } = await company.startConnection(SHORT_RUNS);
  const handle = stage.client.workflow.getHandle(workflowId);
  return { company, handle, first: (await look(handle)).runId };
}

const continued = (handle: WorkflowHandle, first: string) =>
  until(
    'continued as new',
    () => look(handle),
    ({ running, runId }) => running && runId !== first,
    30_000,
  );

describe('a connection that continues as new', () => {
  test('goes on with the same limit and takes the lane again', async () => {
    const lane = aLane();
    const { handle, first } = await aConnection(lane.fakes);
    await lane.end(0, { kind: 'released' });
    await continued(handle, first);
    await until(
      'held again',
      () => lane.holds.length,
      (holds) => holds === 2,
    );
    expect(lane.holds[1]?.predecessor).toBe('released');
  });

  test('keeps a pause for a reason, and does not tell it a second time', async () => {
    const lane = aLane();
    const { company, handle, first } = await aConnection(lane.fakes);
    await lane.end(0, { kind: 'paused', reason: 'AuthFailed' });
    await continued(handle, first);
    expect((await untilLane(company, 'paused')).pause).toMatchObject({ reason: 'AuthFailed' });
    await until(
      'waiting for the probe',
      () => timersOf(handle),
      (timers) => timers.length === 1,
    );
    expect(pauses(company)).toEqual(['AuthFailed']);
    expect(lane.holds).toHaveLength(1);
    await handle.signal(resumeConnection);
    await until(
      'held again',
      () => lane.holds.length,
      (holds) => holds === 2,
    );
    expect(pauses(company)).toEqual(['AuthFailed', null]);
  });

  test('keeps a pause by a person, and waits for a person', async () => {
    const lane = aLane();
    const { company, handle, first } = await aConnection(lane.fakes);
    await until(
      'held',
      () => lane.holds.length,
      (holds) => holds === 1,
    );
    await handle.signal(pauseConnection);
    await continued(handle, first);
    expect((await untilLane(company, 'paused')).pause).toMatchObject({ reason: 'ByPerson' });
    expect(lane.holds).toHaveLength(1);
    await handle.signal(resumeConnection);
    await until(
      'held again',
      () => lane.holds.length,
      (holds) => holds === 2,
    );
  });

  test('tells of a pause by a person as of any other', async () => {
    const lane = aLane();
    const { company, handle, first } = await aConnection(lane.fakes);
    await until(
      'held',
      () => lane.holds.length,
      (holds) => holds === 1,
    );
    await handle.signal(pauseConnection);
    await continued(handle, first);
    await handle.signal(resumeConnection);
    await until(
      'held again',
      () => lane.holds.length,
      (holds) => holds === 2,
    );
    expect(pauses(company)).toEqual(['ByPerson', null]);
  });

  test('remembers that the last holder was lost, so that the next one waits for it', async () => {
    const lane = aLane({ silent: [0] });
    const { handle, first } = await aConnection(lane.fakes);
    await continued(handle, first);
    await until(
      'held again',
      () => lane.holds.length,
      (holds) => holds === 2,
    );
    expect(lane.holds[1]?.predecessor).toBe('lost');
  });
});

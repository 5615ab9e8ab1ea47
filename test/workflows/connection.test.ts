import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CancelledFailure } from '@temporalio/common';
import type { WorkflowHandle } from '@temporalio/client';
import type { HoldResult, ProbeResult } from '../../activities/contract.ts';
import type { PauseReason } from '../../mapping/reasons.ts';
import { until } from '../../tools/playground/world.ts';
import { closedResources, pauseConnection, resumeConnection, timing } from '../../workflows/contract.ts';
import { aLane, pauses, timersOf, untilLane } from './lanes.ts';
import { bug, inTurn, look, openStage, promised, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

/** Short heartbeats, so that a hold hears soon that it is to let go. */
const QUICK = { limitSeconds: 2 } as const;
const green = (): Promise<ProbeResult> => Promise.resolve({ kind: 'green' });
const red = (reason: PauseReason) => (): Promise<ProbeResult> => Promise.resolve({ kind: 'red', reason });
const announce = (): Promise<void> => Promise.resolve();

describe('a connection', () => {
  test('takes the lane after a green probe, and says that documents flow', async () => {
    const lane = aLane();
    const company = await stage.company({ probe: green, announce, ...lane.fakes }, QUICK);
    const handle = await company.startConnection();
    await untilLane(company, 'held');
    await until(
      'held',
      () => lane.holds.length,
      (holds) => holds === 1,
    );
    // A run that was terminated may have left a holder behind.
    expect(lane.holds[0]?.predecessor).toBe('lost');
    expect(company.callsOf('announce')).toEqual([]);
    expect(await look(handle)).toMatchObject({ running: true, state: 'Running', reason: undefined });
  });

  test('takes it again when its worker was stopped in order', async () => {
    const lane = aLane();
    const company = await stage.company({ probe: green, announce, ...lane.fakes }, QUICK);
    await company.startConnection();
    await lane.end(0, { kind: 'released' });
    await until(
      'held again',
      () => lane.holds.length,
      (holds) => holds === 2,
    );
    expect(lane.holds[1]?.predecessor).toBe('released');
    expect(company.callsOf('announce')).toEqual([]);
  });

  test('whose worker was lost tells the next holder, and pauses nothing', async () => {
    const lane = aLane({ silent: [0] });
    const company = await stage.company({ probe: green, announce, ...lane.fakes }, QUICK);
    await company.startConnection();
    await until(
      'taken over',
      () => lane.holds.length,
      (holds) => holds === 2,
    );
    expect(lane.holds[1]?.predecessor).toBe('lost');
    expect(company.callsOf('announce')).toEqual([]);
    await lane.end(1, { kind: 'released' });
    await until(
      'held again',
      () => lane.holds.length,
      (holds) => holds === 3,
    );
    expect(lane.holds[2]?.predecessor).toBe('released');
  });

  test('whose lane failed holds still and probes before it takes it again', async () => {
    const lane = aLane();
    const company = await stage.company({ probe: green, announce, ...lane.fakes }, QUICK);
    const handle = await company.startConnection();
    await lane.fail(0, bug('TransportError'));
    await untilLane(company, 'paused');
    await until(
      'shown',
      () => look(handle),
      ({ state, reason }) => state === 'NeedsAttention' && reason === 'LaneFailed',
    );
    await handle.signal(resumeConnection);
    await until(
      'held again',
      () => lane.holds.length,
      (holds) => holds === 2,
    );
  });
});

describe('a pause by a person', () => {
  test('lets go of the lane, is told once, and ends with a probe when a person says so', async () => {
    const lane = aLane();
    const company = await stage.company({ probe: green, announce, ...lane.fakes }, QUICK);
    const handle = await company.startConnection();
    await until(
      'held',
      () => lane.holds.length,
      (holds) => holds === 1,
    );
    await handle.signal(pauseConnection);
    const status = await untilLane(company, 'paused');
    expect(status.pause).toMatchObject({ reason: 'ByPerson' });
    await until(
      'shown',
      () => look(handle),
      ({ state }) => state === 'Waiting',
    );
    expect(pauses(company)).toEqual(['ByPerson']);
    const probes = company.callsOf('probe').length;

    await handle.signal(resumeConnection);
    await until(
      'held again',
      () => lane.holds.length,
      (holds) => holds === 2,
    );
    expect(lane.holds[1]?.predecessor).toBe('released');
    expect(company.callsOf('probe')).toHaveLength(probes + 1);
    expect(pauses(company)).toEqual(['ByPerson', null]);
    expect(await untilLane(company, 'held')).not.toHaveProperty('pause');
  });

  test('waits for the person alone: no probe runs meanwhile', async () => {
    const lane = aLane();
    const company = await stage.company({ probe: green, announce, ...lane.fakes }, { limitSeconds: 0.5 });
    const handle = await company.startConnection();
    await until(
      'held',
      () => lane.holds.length,
      (holds) => holds === 1,
    );
    await handle.signal(pauseConnection);
    await untilLane(company, 'paused');
    await until(
      'told',
      () => pauses(company),
      (told) => told.length === 1,
    );
    expect(await timersOf(handle)).toEqual([]);
  });

  test('that meets a red probe on resuming goes on as a pause for that reason', async () => {
    const lane = aLane();
    const company = await stage.company(
      { probe: inTurn(green, red('Maintenance')), announce, ...lane.fakes },
      QUICK,
    );
    const handle = await company.startConnection();
    await until(
      'held',
      () => lane.holds.length,
      (holds) => holds === 1,
    );
    await handle.signal(pauseConnection);
    await untilLane(company, 'paused');
    await handle.signal(resumeConnection);
    await until(
      'told',
      () => pauses(company),
      (told) => told.length === 2,
    );
    expect(pauses(company)).toEqual(['ByPerson', 'Maintenance']);
  });

  test('that is asked for while a probe runs is not forgotten', async () => {
    const lane = aLane();
    const probing = promised<ProbeResult>();
    const company = await stage.company({ probe: () => probing.promise, announce, ...lane.fakes }, QUICK);
    const handle = await company.startConnection();
    await until(
      'probing',
      () => company.callsOf('probe').length,
      (probes) => probes === 1,
    );
    await handle.signal(pauseConnection);
    probing.resolve({ kind: 'green' });
    const { lane: now } = await until(
      'decided',
      () => company.laneStatus(),
      ({ lane: state }) => state !== 'waiting-for-worker',
    );
    expect(now).toBe('paused');
  });

  test('that is taken back before the lane was let go does not end the connection', async () => {
    const cancelled = promised();
    const resumed = promised();
    const lane = aLane({
      async onCancel() {
        cancelled.resolve();
        await resumed.promise;
        throw new CancelledFailure('as a hold that waits for a lost predecessor does');
      },
    });
    const company = await stage.company({ probe: green, announce, ...lane.fakes }, QUICK);
    const handle = await company.startConnection();
    await until(
      'held',
      () => lane.holds.length,
      (holds) => holds === 1,
    );
    await handle.signal(pauseConnection);
    await cancelled.promise;
    await handle.signal(resumeConnection);
    resumed.resolve();
    const { running } = await until(
      'taken again or ended',
      () => look(handle),
      (seen) => !seen.running || lane.holds.length === 2,
    );
    expect(running).toBe(true);
  });
});

describe('a pause for a reason', () => {
  test.each([
    ['Maintenance', 'Waiting'],
    ['NotReached', 'Waiting'],
    ['AuthFailed', 'NeedsAttention'],
    ['OdooRefused', 'NeedsAttention'],
    ['OtherDatabase', 'NeedsAttention'],
  ] as const)('%s is told once and shown as %s until a probe is green', async (reason, state) => {
    const lane = aLane();
    const company = await stage.company({ probe: inTurn(green), announce, ...lane.fakes }, QUICK);
    const handle = await company.startConnection();
    await lane.end(0, { kind: 'paused', reason } satisfies HoldResult);
    expect((await untilLane(company, 'paused')).pause).toMatchObject({ reason, probes: 0 });
    await until(
      'shown',
      () => look(handle),
      (seen) => seen.state === state && seen.reason === reason,
    );
    await handle.signal(resumeConnection);
    await until(
      'held again',
      () => lane.holds.length,
      (holds) => holds === 2,
    );
    expect(pauses(company)).toEqual([reason, null]);
  });

  test('is probed after a while, then more and more seldom, and told only once', async () => {
    const { probeAfterMs } = timing();
    const company = await stage.company({ probe: red('Maintenance'), announce });
    const handle = await company.startConnection();
    for (let probes = 1; probes <= 4; probes += 1) {
      await until(
        'probed',
        () => timersOf(handle),
        (timers) => timers.length === probes,
      );
      await handle.signal(resumeConnection);
    }
    const waits = await until(
      'probed',
      () => timersOf(handle),
      (timers) => timers.length === 5,
    );
    const [first = 0, second = 0, last = 0] = probeAfterMs;
    expect(waits).toEqual([first, second, last, last, last]);
    expect(pauses(company)).toEqual(['Maintenance']);
    expect((await company.laneStatus()).pause).toMatchObject({ reason: 'Maintenance', probes: 4 });
  });

  test('ends by itself when the next probe is green', async () => {
    const lane = aLane();
    const company = await stage.company(
      { probe: inTurn(red('NotReached'), green), announce, ...lane.fakes },
      { limitSeconds: 0.5 },
    );
    await company.startConnection();
    await until(
      'held',
      () => lane.holds.length,
      (holds) => holds === 1,
    );
    expect(pauses(company)).toEqual(['NotReached', null]);
  });

  test('that changes is told anew, and probed soon again', async () => {
    const company = await stage.company({
      probe: inTurn(red('Maintenance'), red('Maintenance'), red('AuthFailed')),
      announce,
    });
    const handle = await company.startConnection();
    for (let probes = 1; probes <= 2; probes += 1) {
      await until(
        'probed',
        () => timersOf(handle),
        (timers) => timers.length === probes,
      );
      await handle.signal(resumeConnection);
    }
    const waits = await until(
      'probed',
      () => timersOf(handle),
      (timers) => timers.length === 3,
    );
    expect(waits[2]).toBe(timing().probeAfterMs[0]);
    expect(pauses(company)).toEqual(['Maintenance', 'AuthFailed']);
  });
});

describe('missing rights', () => {
  const tell = (handle: WorkflowHandle, ...payload: unknown[]): Promise<void> =>
    handle.signal(closedResources.name, ...payload);

  test('are shown while the rest flows, and vanish when they are granted', async () => {
    const lane = aLane();
    const company = await stage.company({ probe: green, announce, ...lane.fakes }, QUICK);
    const handle = await company.startConnection();
    await untilLane(company, 'held');
    await tell(handle, ['product.nv']);
    await until(
      'shown',
      () => look(handle),
      ({ reason }) => reason === 'RightMissing',
    );
    expect(await company.laneStatus()).toMatchObject({ lane: 'held', closedResources: ['product.nv'] });
    await tell(handle, []);
    await until(
      'gone',
      () => look(handle),
      ({ state, reason }) => state === 'Running' && !reason,
    );
  });

  test('signalled with any garbage leave the connection standing', async () => {
    const lane = aLane();
    const company = await stage.company({ probe: green, announce, ...lane.fakes }, QUICK);
    const handle = await company.startConnection();
    await untilLane(company, 'held');
    for (const payload of [[], [null], [42], ['product.nv'], [{ 0: 'x' }], [[null, 5, {}, 'customer.nv']]]) {
      await tell(handle, ...payload);
    }
    await handle.signal(resumeConnection.name, { any: 'thing' });
    expect((await company.laneStatus()).closedResources).toEqual(['customer.nv']);
    await handle.signal(pauseConnection.name, [1, 2], 'x');
    expect((await untilLane(company, 'paused')).pause).toMatchObject({ reason: 'ByPerson' });
  });
});

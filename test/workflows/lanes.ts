import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import type { WorkflowHandle } from '@temporalio/client';
import type { HoldInput, HoldResult } from '../../activities/contract.ts';
import type { ConnectionStatus } from '../../workflows/contract.ts';
import { until } from '../../tools/playground/world.ts';
import type { FakeCompany, Fakes } from './stage.ts';
import { promised } from './stage.ts';

interface Lane {
  readonly fakes: Pick<Fakes, 'holdLane'>;
  /** Inputs of all holds so far. */
  readonly holds: readonly HoldInput[];
  /** Lets a hold end so, once it has begun. */
  end(hold: number, result: HoldResult): Promise<void>;
  fail(hold: number, error: Error): Promise<void>;
}

interface LaneOptions {
  /** Holds that never beat, like those of a process that died. */
  readonly silent?: readonly number[];
  /** What a hold does when it is told to let go; left out: it lets go. */
  readonly onCancel?: () => Promise<HoldResult>;
}

/** Holders of a lane that do as they are told; by themselves they hold until they are cancelled. */
export function aLane({ silent = [], onCancel }: LaneOptions = {}): Lane {
  const holds: HoldInput[] = [];
  const orders = Array.from({ length: 9 }, () => promised<() => HoldResult>());
  const begun = (hold: number): Promise<number> =>
    until(
      'a hold',
      () => holds.length,
      (length) => length > hold,
    );

  async function holdLane(input: HoldInput): Promise<HoldResult> {
    const hold = holds.push(input) - 1;
    const beat = silent.includes(hold)
      ? undefined
      : setInterval(() => heartbeat(), (activityInfo().heartbeatTimeoutMs ?? 1000) / 5);
    const cancelled = new Promise<'cancelled'>((resolve) =>
      cancellationSignal().addEventListener('abort', () => resolve('cancelled')),
    );
    try {
      const order = await Promise.race([cancelled, orders[hold]?.promise ?? cancelled]);
      if (order !== 'cancelled') return order();
      return onCancel ? await onCancel() : { kind: 'released' };
    } finally {
      clearInterval(beat);
    }
  }

  return {
    fakes: { holdLane },
    holds,
    async end(hold, result) {
      await begun(hold);
      orders[hold]?.resolve(() => result);
    },
    async fail(hold, error) {
      await begun(hold);
      orders[hold]?.resolve(() => {
        throw error;
      });
    },
  };
}

export function untilLane(company: FakeCompany, lane: ConnectionStatus['lane']): Promise<ConnectionStatus> {
  return until(
    `lane ${lane}`,
    () => company.laneStatus(),
    (status) => status.lane === lane,
    30_000,
  );
}

/** What was told to people: reasons of pauses, null for their ends. */
export const pauses = (company: FakeCompany): (string | null)[] =>
  company.callsOf('announce').map(({ pause }) => pause?.reason ?? null);

/** Lengths of all timers that the newest run has started, in ms. */
export async function timersOf(handle: WorkflowHandle): Promise<number[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap(({ timerStartedEventAttributes }) => {
    const wait = timerStartedEventAttributes?.startToFireTimeout;
    return wait ? [Number(wait.seconds ?? 0) * 1000 + Number(wait.nanos ?? 0) / 1e6] : [];
  });
}

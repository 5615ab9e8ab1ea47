/** How activities are called: one place for time limits, retries and cancellation. */
import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type { ActivityInterfaceFor } from '@temporalio/workflow';
import type {
  HolderActivities,
  LaneActivities,
  OfficeActivities,
  TestActivities,
} from '../activities/contract.ts';
import { holderQueue, laneQueue, SILTA_QUEUE, type Timing } from './contract.ts';
import type { Limit } from './limit.ts';

/**
 * Temporal's own time-outs say nothing about what Netvisor did, so they are never repeated by Temporal: the
 * workflow settles them. What Temporal does repeat are failures that prove that nothing was sent.
 */
const UNKNOWN_OUTCOME = ['TemporalTimeout:StartToClose', 'TemporalTimeout:Heartbeat'];

/**
 * Activities of the Netvisor lane. No schedule-to-start and no schedule-to-close limit: while the connection
 * is paused they wait in the queue, and no document fails for it.
 */
export function laneActivities(connection: string, limit: Limit): Lane {
  const { waits } = limit;
  const asked = (): ActivityInterfaceFor<LaneActivities> =>
    proxyActivities<LaneActivities>({
      taskQueue: laneQueue(connection),
      startToCloseTimeout: waits.attemptMs,
      heartbeatTimeout: waits.heartbeatMs,
      cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
      retry: {
        initialInterval: '1 second',
        maximumInterval: '1 minute',
        nonRetryableErrorTypes: UNKNOWN_OUTCOME,
      },
    });
  const keeping = <I, O>(of: () => Call<I, O>): Call<I, O> => ({
    executeWithOptions: (options, args) => limit.keeping(() => of().executeWithOptions(options, args)),
  });
  return {
    postInvoice: keeping(() => asked().postInvoice),
    matchCreditNote: keeping(() => asked().matchCreditNote),
    sendPayment: keeping(() => asked().sendPayment),
    createCustomer: keeping(() => asked().createCustomer),
    createProduct: keeping(() => asked().createProduct),
  };
}

interface Call<I, O> {
  executeWithOptions(options: { readonly summary: string }, args: [I]): Promise<O>;
}

/** What a run may write to Netvisor, by the limit of the settings; what only reads is `laneReads`. */
export type Lane = {
  readonly [K in Exclude<keyof LaneActivities, 'verifySums' | 'showInvoice'>]: Call<
    Parameters<LaneActivities[K]>[0],
    Awaited<ReturnType<LaneActivities[K]>>
  >;
};

/** Bulk work of the lane that only reads Netvisor: repeated as often as it takes, and behind what people wait for. */
export function laneReads(connection: string, waits: Timing): ActivityInterfaceFor<LaneActivities> {
  return proxyActivities<LaneActivities>({
    taskQueue: laneQueue(connection),
    startToCloseTimeout: waits.attemptMs,
    heartbeatTimeout: waits.heartbeatMs,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
    priority: { priorityKey: 4 },
  });
}

/** Activities that write to Odoo only: guarded writes, which may be repeated at any time; about half an hour. */
export function officeActivities(waits: Timing): ActivityInterfaceFor<OfficeActivities> {
  return proxyActivities<OfficeActivities>({
    taskQueue: SILTA_QUEUE,
    startToCloseTimeout: 3 * waits.odooMs,
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
    retry: { initialInterval: '1 second', maximumInterval: '1 minute', maximumAttempts: 35 },
  });
}

/** A sweep that does not get through is left to the next one. */
export function sweepActivities(waits: Timing): ActivityInterfaceFor<OfficeActivities> {
  return proxyActivities<OfficeActivities>({
    taskQueue: SILTA_QUEUE,
    startToCloseTimeout: 5 * waits.odooMs,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { initialInterval: '1 second', maximumInterval: '1 minute', maximumAttempts: 4 },
  });
}

export function holderActivities(
  connection: string,
  waits: Timing,
): {
  readonly probing: ActivityInterfaceFor<HolderActivities>;
  readonly holding: ActivityInterfaceFor<HolderActivities>;
} {
  return {
    probing: proxyActivities<HolderActivities>({
      taskQueue: holderQueue(connection),
      startToCloseTimeout: waits.attemptMs,
      cancellationType: ActivityCancellationType.TRY_CANCEL,
      retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
    }),
    // One attempt: how a hold ended decides what the connection does next.
    holding: proxyActivities<HolderActivities>({
      taskQueue: holderQueue(connection),
      startToCloseTimeout: '365 days',
      heartbeatTimeout: waits.heartbeatMs,
      cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
      retry: { maximumAttempts: 1 },
    }),
  };
}

/**
 * The test of a connection reads only. Unlike documents it does not wait for a paused lane: what nobody has taken
 * there after the time of one attempt is done by whoever may hold it.
 */
export function testActivities(
  connection: string,
  waits: Timing,
): {
  readonly onLane: ActivityInterfaceFor<TestActivities>;
  readonly onHolder: ActivityInterfaceFor<TestActivities>;
} {
  const options = {
    startToCloseTimeout: waits.attemptMs + 3 * waits.odooMs,
    heartbeatTimeout: waits.heartbeatMs,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { initialInterval: '1 second', maximumInterval: '1 minute', maximumAttempts: 5 },
    priority: { priorityKey: 2 },
  } as const;
  return {
    onLane: proxyActivities<TestActivities>({
      ...options,
      taskQueue: laneQueue(connection),
      // Whoever holds the lane has a slot free after one attempt, and a test is first in the queue. Sooner, another
      // process could ask Netvisor beside the holder, which never sees two requests at once.
      scheduleToStartTimeout: waits.attemptMs,
    }),
    onHolder: proxyActivities<TestActivities>({ ...options, taskQueue: holderQueue(connection) }),
  };
}

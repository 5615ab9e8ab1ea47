/** What the steps after sending have in common: who takes part, and how an activity may end. */
import { ActivityFailure, ApplicationFailure, isCancellation, TimeoutFailure } from '@temporalio/workflow';
import type { ActivityInterfaceFor } from '@temporalio/workflow';
import type { LaneActivities, OfficeActivities } from '../activities/contract.ts';
import type { Reason } from '../mapping/reasons.ts';
import type { Doubt, Timing, Waiting } from './contract.ts';
import type { Requests } from './requests.ts';
import type { Status } from './status.ts';

/** A run of a document that is in Netvisor. */
export interface SentRun {
  readonly connection: string;
  readonly moveId: number;
  readonly netvisorKey: string;
  readonly lane: ActivityInterfaceFor<LaneActivities>;
  readonly office: ActivityInterfaceFor<OfficeActivities>;
  readonly requests: Requests;
  readonly status: Status;
  readonly waits: Timing;
  readonly recording: <T>(write: () => Promise<T>) => Promise<T>;
}

export type FollowUp =
  /** `how` it ended, for the status page. */
  | { readonly state: 'Done'; readonly netvisorKey: string; readonly how?: string }
  | { readonly state: 'NeedsAttention'; readonly reason: Reason; readonly doubt?: Doubt }
  /** To be gone on with: a request came in between, or the history has become long. */
  | { readonly state: 'Waiting'; readonly waiting: Waiting };

/** Resolves to what an activity returns, or to how else it ended. Only a cancellation is thrown. */
export async function ending<T>(call: () => Promise<T>): Promise<T | 'bug' | 'worker-lost'> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    if (error.cause instanceof ApplicationFailure) return 'bug';
    if (error.cause instanceof TimeoutFailure) return 'worker-lost';
    throw error;
  }
}

/** Once and no more: what made the activity fail may be in the way of this, too. */
export async function parkedForBug({ connection, moveId, office }: SentRun): Promise<FollowUp> {
  const summary = 'Write the reason into Odoo';
  await ending(() =>
    office.recordParked.executeWithOptions({ summary }, [{ connection, moveId, reason: 'Bug', sent: true }]),
  );
  return { state: 'NeedsAttention', reason: 'Bug' };
}

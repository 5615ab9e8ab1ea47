/** What the steps after sending have in common: who takes part, and how an activity may end. */
import { ActivityFailure, ApplicationFailure, isCancellation, TimeoutFailure } from '@temporalio/workflow';
import type { ActivityInterfaceFor } from '@temporalio/workflow';
import type { OfficeActivities } from '../activities/contract.ts';
import type { Reason } from '../mapping/reasons.ts';
import type { Doubt, Timing, Waiting } from './contract.ts';
import type { Lane } from './policies.ts';
import type { Requests } from './requests.ts';
import type { Status } from './status.ts';

/** A run of a document that is in Netvisor. */
export interface SentRun {
  readonly connection: string;
  readonly moveId: number;
  readonly netvisorKey: string;
  readonly lane: Pick<Lane, 'matchCreditNote' | 'sendPayment'>;
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

/** Why an activity gave up: Odoo refuses it a record, or Silta itself is at fault. */
export type GivenUp = Extract<Reason, 'NotReadable' | 'Bug'>;
export const reasonOf = ({ type }: ApplicationFailure): GivenUp => (type === 'NotReadable' ? type : 'Bug');

/** A write to a record, unless Odoo refuses just this record: repeating it changes nothing then. */
export async function unlessRefused<T>(
  write: () => Promise<T>,
): Promise<T | { readonly kind: 'not-readable' }> {
  try {
    return await write();
  } catch (error) {
    const refused = error instanceof ActivityFailure && error.cause instanceof ApplicationFailure;
    if (!refused || reasonOf(error.cause) !== 'NotReadable') throw error;
    return { kind: 'not-readable' };
  }
}

/** Resolves to what an activity returns, or to how else it ended. Only a cancellation is thrown. */
export async function ending<T>(call: () => Promise<T>): Promise<T | GivenUp | 'worker-lost'> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    if (error.cause instanceof ApplicationFailure) return reasonOf(error.cause);
    if (error.cause instanceof TimeoutFailure) return 'worker-lost';
    throw error;
  }
}

/** Once and no more: what made the activity fail may be in the way of this, too. */
export async function parkedFor(reason: GivenUp, { connection, moveId, office }: SentRun): Promise<FollowUp> {
  const summary = 'Write the reason into Odoo';
  await ending(() =>
    office.recordParked.executeWithOptions({ summary }, [{ connection, moveId, reason, sent: true }]),
  );
  return { state: 'NeedsAttention', reason };
}

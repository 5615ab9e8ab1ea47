import { activityInfo, heartbeat } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { randomUUID } from 'node:crypto';
import { OTHER_LIMIT } from '../workflows/contract.ts';
import type { ConnectionDeps } from './deps.ts';

/** One try of an activity that may write to Netvisor. */
export interface Attempt {
  /** Unique for each try: run, activity and number of the try. */
  readonly token: string;
  /** By when the try must be over (epoch ms), counted from when the worker picked it up. */
  readonly deadline: number;
  /** When Netvisor can no longer be working on anything that this try sent (epoch ms). */
  readonly settleAfter: number;
  readonly newTransactionId: () => string;
}

/**
 * To be called first thing in the activity: the clock of the attempt starts here. A run that was started under another
 * limit than the settings have now is told so, before anything is done.
 */
export function beginAttempt({ waits, settings }: Pick<ConnectionDeps, 'waits' | 'settings'>): Attempt {
  const { workflowExecution, activityId, attempt, startToCloseTimeoutMs } = activityInfo();
  // Temporal keeps whole milliseconds.
  if (Math.abs(startToCloseTimeoutMs - waits.attemptMs) >= 1)
    throw otherLimit(settings.netvisor.limitSeconds);
  const deadline = Date.now() + startToCloseTimeoutMs;
  return {
    token: `${workflowExecution?.runId ?? 'no-run'}/${activityId}/${attempt}`,
    deadline,
    settleAfter: deadline + waits.toleranceMs,
    newTransactionId: randomUUID,
  };
}

function otherLimit(limitSeconds: number): ApplicationFailure {
  const failure = ApplicationFailure.create({
    message: 'the run was started under another time limit',
    type: OTHER_LIMIT,
    nonRetryable: true,
    details: [limitSeconds],
    category: ApplicationFailureCategory.BENIGN,
  });
  // History keeps no paths of this machine.
  failure.stack = '';
  return failure;
}

/** Runs the body with a heartbeat, so that a dead or frozen worker is noticed long before the time limit. */
export async function whileBeating<T>(body: () => Promise<T>): Promise<T> {
  const every = (activityInfo().heartbeatTimeoutMs ?? 30_000) / 3;
  const timer = setInterval(() => heartbeat(), every);
  try {
    return await body();
  } finally {
    clearInterval(timer);
  }
}

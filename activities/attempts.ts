import { activityInfo, heartbeat } from '@temporalio/activity';
import { randomUUID } from 'node:crypto';
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

/** To be called first thing in the activity: the clock of the attempt starts here. */
export function beginAttempt({ waits }: Pick<ConnectionDeps, 'waits'>): Attempt {
  const { workflowExecution, activityId, attempt, startToCloseTimeoutMs } = activityInfo();
  const deadline = Date.now() + startToCloseTimeoutMs;
  return {
    token: `${workflowExecution?.runId ?? 'no-run'}/${activityId}/${attempt}`,
    deadline,
    settleAfter: deadline + waits.toleranceMs,
    newTransactionId: randomUUID,
  };
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

import {
  ScheduleNotFoundError,
  type Client,
  type ScheduleDescription,
  type WorkflowHandle,
} from '@temporalio/client';
import { searchAttributes, SILTA_QUEUE, workflowIds } from '../workflows/contract.ts';
import type { VerifyInvoicesInput, VerifyInvoicesResult } from '../workflows/contract.ts';
import type { ConnectionSettings } from '../config/settings.ts';
import { limitOf } from './connections.ts';

type VerifyInvoices = (input: VerifyInvoicesInput) => Promise<VerifyInvoicesResult>;

/** Compares now, without waiting for the schedule; a comparison that runs already serves. */
export async function verifyInvoices(
  client: Client,
  { name: connection, netvisor }: Pick<ConnectionSettings, 'name' | 'netvisor'>,
): Promise<WorkflowHandle<VerifyInvoices>> {
  return client.workflow.start<VerifyInvoices>('VerifyInvoices', {
    taskQueue: SILTA_QUEUE,
    workflowId: workflowIds.verifyInvoices(connection),
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: [{ connection, ...limitOf(netvisor.limitSeconds) }],
    typedSearchAttributes: [
      { key: searchAttributes.connection, value: connection },
      { key: searchAttributes.flow, value: 'VerifyInvoices' },
    ],
    staticSummary: `VerifyInvoices of ${connection}`,
  });
}

/** When the sums are compared next, and how the last comparison went. */
export interface VerificationTimes {
  /** Status of the last run in Temporal's words, and when it ended or, while it runs, began. */
  readonly last: { readonly status: string; readonly at: string } | null;
  /** Null when the schedule is off or paused. */
  readonly next: string | null;
}

export async function verificationTimes(client: Client, connection: string): Promise<VerificationTimes> {
  const id = workflowIds.verifyInvoices(connection);
  const [last, schedule] = await Promise.all([lastRun(client, id), describe(client, id)]);
  const next = schedule?.state.paused === false ? schedule.info.nextActionTimes[0] : undefined;
  return { last, next: next?.toISOString() ?? null };
}

async function lastRun(client: Client, workflowId: string): Promise<VerificationTimes['last']> {
  const query = `WorkflowId = '${workflowId}'`;
  // Newest first.
  for await (const { status, startTime, closeTime } of client.workflow.list({ query, pageSize: 1 })) {
    return { status: status.name, at: (closeTime ?? startTime).toISOString() };
  }
  return null;
}

async function describe(client: Client, id: string): Promise<ScheduleDescription | undefined> {
  try {
    return await client.schedule.getHandle(id).describe();
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return undefined;
    throw error;
  }
}

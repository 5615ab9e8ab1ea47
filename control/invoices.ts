import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { ConnectionSettings } from '../config/settings.ts';
import {
  ignore,
  requestSend,
  resend,
  retry,
  searchAttributes,
  SILTA_QUEUE,
  workflowIds,
} from '../workflows/contract.ts';
import type { SendInvoiceInput } from '../workflows/contract.ts';
import { limitOf } from './connections.ts';

/** Temporal priorities: a person's click passes what a nightly run has queued. */
export const PRIORITY = { person: 2, batch: 4 } as const;

/**
 * Asks for an invoice to be sent: starts its workflow, or nudges the one that runs. Asking again is harmless; a
 * sent invoice stays as it is.
 */
export async function sendInvoice(
  client: Client,
  own: Pick<ConnectionSettings, 'name' | 'netvisor'>,
  moveId: number,
  by: keyof typeof PRIORITY,
): Promise<void> {
  await askFor(client, own, moveId, by, requestSend);
}

async function askFor(
  client: Client,
  { name: connection, netvisor }: Pick<ConnectionSettings, 'name' | 'netvisor'>,
  moveId: number,
  by: keyof typeof PRIORITY,
  signal: typeof requestSend | typeof resend,
): Promise<void> {
  const input: SendInvoiceInput = { connection, moveId, ...limitOf(netvisor.limitSeconds) };
  await client.workflow.signalWithStart('SendInvoice', {
    taskQueue: SILTA_QUEUE,
    workflowId: workflowIds.sendInvoice(connection, moveId),
    args: [input],
    signal,
    typedSearchAttributes: [
      { key: searchAttributes.connection, value: connection },
      { key: searchAttributes.flow, value: 'SendInvoice' },
      { key: searchAttributes.document, value: `account.move,${moveId}` },
      { key: searchAttributes.state, value: 'Running' },
    ],
    staticSummary: `Invoice with Odoo id ${moveId} to Netvisor`,
    priority: { priorityKey: PRIORITY[by] },
  });
}

/** The same for one that is in Netvisor and has changed in Odoo since: it is edited there, where Netvisor lets it. */
export async function resendInvoice(
  client: Client,
  own: Pick<ConnectionSettings, 'name' | 'netvisor'>,
  moveId: number,
): Promise<void> {
  await askFor(client, own, moveId, 'person', resend);
}

/** Asks a parked invoice to try again; false when no run of it waits. */
export function retryInvoice(client: Client, connection: string, moveId: number): Promise<boolean> {
  return toRunning(() =>
    client.workflow.getHandle(workflowIds.sendInvoice(connection, moveId)).signal(retry),
  );
}

/** Leaves a parked invoice out of Netvisor; false when no run of it waits. `code` is kept in history. */
export function ignoreInvoice(
  client: Client,
  connection: string,
  moveId: number,
  code: string,
): Promise<boolean> {
  return toRunning(() =>
    client.workflow.getHandle(workflowIds.sendInvoice(connection, moveId)).signal(ignore, { code }),
  );
}

async function toRunning(signal: () => Promise<void>): Promise<boolean> {
  try {
    await signal();
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { ConnectionSettings } from '../config/settings.ts';
import { hint, searchAttributes, SILTA_QUEUE, workflowIds } from '../workflows/contract.ts';
import { limitOf } from './connections.ts';

/** Has Odoo looked at now. Whoever asks need not be believed: the sweep does only what Odoo says. */
export async function hintSweep(
  client: Client,
  { name: connection, netvisor }: Pick<ConnectionSettings, 'name' | 'netvisor'>,
): Promise<void> {
  await client.workflow.signalWithStart('InvoiceSweep', {
    taskQueue: SILTA_QUEUE,
    workflowId: workflowIds.invoiceSweep(connection),
    args: [{ connection, ...limitOf(netvisor.limitSeconds) }],
    signal: hint,
    typedSearchAttributes: [
      { key: searchAttributes.connection, value: connection },
      { key: searchAttributes.flow, value: 'InvoiceSweep' },
    ],
    staticSummary: `Sweep of ${connection}`,
  });
}

/**
 * Documents of a connection whose runs are not over: `working` on them, or `resting` until a person or another
 * document moves. Temporal's list lags behind by moments.
 */
export async function runsOfInvoices(
  client: Client,
  connection: string,
): Promise<ReadonlyMap<number, 'working' | 'resting'>> {
  const query = `ExecutionStatus = 'Running' AND SiltaFlow = 'SendInvoice' AND SiltaConnection = '${connection}'`;
  const runs = new Map<number, 'working' | 'resting'>();
  for await (const { workflowId, typedSearchAttributes } of client.workflow.list({ query })) {
    const state = typedSearchAttributes.get(searchAttributes.state);
    const moveId = Number(workflowId.split('/').at(-1));
    runs.set(moveId, state === 'NeedsAttention' || state === 'Waiting' ? 'resting' : 'working');
  }
  return runs;
}

export async function isInvoiceRunning(client: Client, connection: string, moveId: number): Promise<boolean> {
  try {
    const { status } = await client.workflow
      .getHandle(workflowIds.sendInvoice(connection, moveId))
      .describe();
    return status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

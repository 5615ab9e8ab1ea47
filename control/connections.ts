import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { Settings } from '../config/settings.ts';
import { DEFAULT_LIMIT_SECONDS, SILTA_QUEUE, searchAttributes, workflowIds } from '../workflows/contract.ts';

/** `limitSeconds` for workflow input; left out where it is the default, to keep histories small. */
export function limitOf(limitSeconds: number): { readonly limitSeconds?: number } {
  return limitSeconds === DEFAULT_LIMIT_SECONDS ? {} : { limitSeconds };
}

/** Makes sure that the workflow of each connection runs. Safe to repeat at any time. */
export async function ensureConnections(client: Client, { connections }: Settings): Promise<void> {
  for (const [connection, { netvisor }] of connections) {
    try {
      await client.workflow.start('Connection', {
        taskQueue: SILTA_QUEUE,
        workflowId: workflowIds.connection(connection),
        args: [{ connection, ...limitOf(netvisor.limitSeconds) }],
        typedSearchAttributes: [
          { key: searchAttributes.connection, value: connection },
          { key: searchAttributes.flow, value: 'Connection' },
          { key: searchAttributes.state, value: 'Running' },
        ],
        staticSummary: 'The way from Odoo to Netvisor: open or paused, and why',
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }
}

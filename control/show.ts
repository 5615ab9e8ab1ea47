import type { Client } from '@temporalio/client';
import type { ConnectionSettings } from '../config/settings.ts';
import { searchAttributes, SILTA_QUEUE, workflowIds } from '../workflows/contract.ts';
import { limitOf } from './connections.ts';

/** Has a person shown what sending would come to, or what Netvisor holds; a showing that is under way serves. */
export async function showInvoice(
  client: Client,
  { name: connection, netvisor }: Pick<ConnectionSettings, 'name' | 'netvisor'>,
  moveId: number,
): Promise<void> {
  await client.workflow.start('ShowInvoice', {
    taskQueue: SILTA_QUEUE,
    workflowId: workflowIds.showInvoice(connection, moveId),
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: [{ connection, moveId, ...limitOf(netvisor.limitSeconds) }],
    typedSearchAttributes: [
      { key: searchAttributes.connection, value: connection },
      { key: searchAttributes.flow, value: 'ShowInvoice' },
      { key: searchAttributes.document, value: `account.move,${moveId}` },
    ],
    staticSummary: `What Netvisor would get, or holds, of the invoice with Odoo id ${moveId}`,
  });
}

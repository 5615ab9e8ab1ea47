import type { Client, WorkflowHandle } from '@temporalio/client';
import type { ConnectionSettings } from '../config/settings.ts';
import { searchAttributes, SILTA_QUEUE, testAgain, workflowIds } from '../workflows/contract.ts';
import type { FlowInput, TestConnectionResult } from '../workflows/contract.ts';
import { limitOf } from './connections.ts';
import { PRIORITY } from './invoices.ts';

type TestConnection = (input: FlowInput) => Promise<TestConnectionResult>;

/**
 * Tests a connection: starts its test, or has the one that runs do it once more. The report goes onto the company in
 * Odoo; the result of the handle holds counts and codes.
 */
export async function testConnection(
  client: Client,
  { name: connection, netvisor }: Pick<ConnectionSettings, 'name' | 'netvisor'>,
): Promise<WorkflowHandle<TestConnection>> {
  return client.workflow.signalWithStart<TestConnection, [unknown]>('TestConnection', {
    taskQueue: SILTA_QUEUE,
    workflowId: workflowIds.testConnection(connection),
    args: [{ connection, ...limitOf(netvisor.limitSeconds) }],
    signal: testAgain,
    signalArgs: [null],
    typedSearchAttributes: [
      { key: searchAttributes.connection, value: connection },
      { key: searchAttributes.flow, value: 'TestConnection' },
    ],
    staticSummary: `Test of ${connection}: every right and every assumption`,
    priority: { priorityKey: PRIORITY.person },
  });
}

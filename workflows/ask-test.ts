import {
  ChildWorkflowCancellationType,
  getExternalWorkflowHandle,
  isCancellation,
  ParentClosePolicy,
  startChild,
} from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { searchAttributes, testAgain, workflowIds } from './contract.ts';
import type { ConnectionTested, FlowInput } from './contract.ts';
import { TestConnection } from './test-connection.ts';

/**
 * Starts the test of a connection, or has the one that runs do it once more; it outlives whoever asks. False when
 * neither worked.
 */
export async function askForTest({ connection, limitSeconds }: FlowInput): Promise<boolean> {
  const workflowId = workflowIds.testConnection(connection);
  // Between the two a test that runs may end, and is then started.
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      await startChild(TestConnection, {
        workflowId,
        args: [{ connection, ...(limitSeconds !== undefined && { limitSeconds }) }],
        parentClosePolicy: ParentClosePolicy.ABANDON,
        cancellationType: ChildWorkflowCancellationType.ABANDON,
        typedSearchAttributes: [
          { key: searchAttributes.connection, value: connection },
          { key: searchAttributes.flow, value: 'TestConnection' },
        ],
        staticSummary: `Test of ${connection}: every right and every assumption`,
      });
      return true;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
    try {
      await getExternalWorkflowHandle(workflowId).signal(testAgain, null);
      return true;
    } catch (error) {
      if (isCancellation(error)) throw error;
    }
  }
  return false;
}

/** What a signal says of a test; undefined for anything that no test would send. */
export function readTested(message: unknown): ConnectionTested | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { greens, reds, unknown, written, at } = message as Partial<Record<keyof ConnectionTested, unknown>>;
  if (typeof greens !== 'number' || typeof unknown !== 'number' || typeof written !== 'boolean')
    return undefined;
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at)) || !Array.isArray(reds)) return undefined;
  const lines = reds.filter(
    (line): line is string => typeof line === 'string' && /^[\w.-]{1,60}$/.test(line),
  );
  return { greens, reds: lines, unknown, written, at };
}

import { ChildWorkflowCancellationType, executeChild, ParentClosePolicy } from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { searchAttributes } from './contract.ts';
import type { ScheduledInput } from './contract.ts';

/**
 * What a schedule starts. Temporal gives each scheduled run an id of its own and sees no runs but those; the flow
 * itself therefore runs as a child under its fixed id, at which scheduled and manual runs meet: one at a time.
 */
export async function Scheduled({ flow, workflowId, input }: ScheduledInput): Promise<unknown> {
  try {
    return await executeChild(flow, {
      workflowId,
      args: [input],
      parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
      cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
      typedSearchAttributes: [
        { key: searchAttributes.connection, value: input.connection },
        { key: searchAttributes.flow, value: flow },
      ],
      staticSummary: `${flow} of ${input.connection}`,
    });
  } catch (error) {
    // Somebody is at it; what that run has passed by is for the next one.
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'runs already';
    throw error;
  }
}

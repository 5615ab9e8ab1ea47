import type { Client } from '@temporalio/client';
import { searchAttributes } from '../workflows/contract.ts';

/** What waits for a person: parked documents, paused connections, and runs that Temporal itself reports. */
export const INBOX_QUERY =
  "ExecutionStatus = 'Running' AND (SiltaState = 'NeedsAttention' OR TemporalReportedProblems IS NOT NULL)";

export interface InboxItem {
  readonly workflowId: string;
  readonly flow: string;
  readonly connection: string;
  readonly document: string;
  readonly reason: string;
  readonly since: string;
}

export async function inbox(client: Client): Promise<InboxItem[]> {
  const items: InboxItem[] = [];
  for await (const run of client.workflow.list({ query: INBOX_QUERY })) {
    const attributes = run.typedSearchAttributes;
    items.push({
      workflowId: run.workflowId,
      flow: attributes.get(searchAttributes.flow) ?? run.type,
      connection: attributes.get(searchAttributes.connection) ?? '',
      document: attributes.get(searchAttributes.document) ?? '',
      reason: attributes.get(searchAttributes.reason) ?? 'TemporalReportedProblems',
      since: run.startTime.toISOString(),
    });
  }
  return items;
}

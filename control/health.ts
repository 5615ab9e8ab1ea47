import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import { searchAttributes, workflowIds } from '../workflows/contract.ts';

/** What can be said of an installation from outside, without a worker. */
export interface Health {
  readonly temporal: 'reached' | 'not reached';
  /** By connection: open, paused, in need of a person, or not running at all. */
  readonly connections: Readonly<Record<string, 'open' | 'paused' | 'attention' | 'not running' | 'unknown'>>;
}

const LIMIT_MS = 3000;

/** Asks Temporal itself, not a memory of it. */
export async function connectionHealth(client: Client, names: readonly string[]): Promise<Health> {
  try {
    const states = await client.withDeadline(Date.now() + LIMIT_MS, () =>
      Promise.all(names.map(async (name) => [name, await stateOf(client, name)] as const)),
    );
    return { temporal: 'reached', connections: Object.fromEntries(states) };
  } catch {
    // Whatever it is, Temporal has not answered.
    return {
      temporal: 'not reached',
      connections: Object.fromEntries(names.map((name) => [name, 'unknown'])),
    };
  }
}

async function stateOf(client: Client, name: string): Promise<Health['connections'][string]> {
  try {
    const run = await client.workflow.getHandle(workflowIds.connection(name)).describe();
    if (run.status.name !== 'RUNNING') return 'not running';
    switch (run.typedSearchAttributes.get(searchAttributes.state)) {
      case 'Waiting':
        return 'paused';
      case 'NeedsAttention':
        return 'attention';
      default:
        return 'open';
    }
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'not running';
    throw error;
  }
}

import type { Client } from '@temporalio/client';

export interface PendingWatch {
  /** What Temporal told of activities that had not ended yet. */
  seen(): readonly unknown[];
  /** Messages that they had failed with. */
  failures(): readonly string[];
  stop(): Promise<void>;
}

/**
 * Looks at the open workflows again and again. The failure of an activity that is going to be retried, and the
 * details of its heartbeat, stand in no history: they can only be seen while they are there.
 */
export function watchPending(client: Client): PendingWatch {
  const seen: unknown[] = [];
  const failures = new Set<string>();
  let stopped = false;
  const watching = watch();
  return {
    seen: () => seen,
    failures: () => [...failures],
    async stop() {
      stopped = true;
      await watching;
    },
  };

  async function watch(): Promise<void> {
    while (!stopped) {
      for await (const { workflowId } of client.workflow.list({ query: "ExecutionStatus = 'Running'" })) {
        const described = await client.workflow
          .getHandle(workflowId)
          .describe()
          .catch(() => undefined);
        const activities = described?.raw.pendingActivities ?? [];
        for (const { lastFailure, heartbeatDetails, activityType } of activities) {
          const message = lastFailure?.message;
          if (message) failures.add(message);
          if (lastFailure || heartbeatDetails) seen.push({ lastFailure, heartbeatDetails, activityType });
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

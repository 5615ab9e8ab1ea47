import { DefaultLogger, Runtime, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { HistoryJson } from '../scenario/histories.ts';

export interface Replayed {
  readonly name: string;
  /** Set when the code can no longer follow the history. */
  readonly error?: string;
}

export interface Replayable {
  readonly name: string;
  readonly history: HistoryJson;
}

let installed = false;

/** Runs the code of the bundle through each history, offline: no server, no activities. */
export async function replayAll(
  workflowBundle: WorkflowBundleWithSourceMap,
  replayables: readonly Replayable[],
): Promise<Replayed[]> {
  // What a replay that fails has to say is in its result.
  if (!installed) {
    Runtime.install({
      logger: new DefaultLogger('ERROR', () => undefined),
      telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } },
    });
  }
  installed = true;
  const results: Replayed[] = [];
  const histories = replayables.map(({ history }) => ({ history, workflowId: workflowIdOf(history) }));
  for await (const { error } of Worker.runReplayHistories({ workflowBundle }, histories)) {
    const name = replayables[results.length]?.name ?? '';
    results.push({ name, ...(error && { error: `${error.name}: ${error.message}` }) });
  }
  return results;
}

/** The id that the workflow had; the code may look at it. */
function workflowIdOf({ events }: HistoryJson): string {
  const attributes = events[0]?.['workflowExecutionStartedEventAttributes'];
  const id = typeof attributes === 'object' && attributes !== null && 'workflowId' in attributes;
  return id && typeof attributes.workflowId === 'string' ? attributes.workflowId : 'unknown';
}

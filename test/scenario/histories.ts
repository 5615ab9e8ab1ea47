import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A history in Temporal's own JSON form, as `temporal workflow show --output json` prints it. */
export interface HistoryJson {
  readonly events: readonly HistoryEvent[];
}
export interface HistoryEvent {
  readonly eventId: string;
  readonly eventType: string;
  readonly [attributes: string]: unknown;
}

/** One run of a workflow with what happened in it. */
export interface RunHistory {
  readonly workflowId: string;
  readonly runId: string;
  readonly type: string;
  readonly history: HistoryJson;
}

/** The runs that a visibility query finds (all of the namespace without one), oldest first. */
export async function fetchRuns(client: Client, query?: string): Promise<RunHistory[]> {
  const found = [];
  for await (const run of client.workflow.list(query === undefined ? {} : { query })) found.push(run);
  found.sort((a, b) => a.startTime.getTime() - b.startTime.getTime());
  return Promise.all(
    found.map(async ({ workflowId, runId, type }) => {
      const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      return { workflowId, runId, type, history: parseHistory(historyToJSON(history)) };
    }),
  );
}

/** The runs of one workflow that continued each other up to the newest one, oldest first. */
export async function fetchChain(client: Client, workflowId: string): Promise<RunHistory[]> {
  const { runId: newest, type } = await client.workflow.getHandle(workflowId).describe();
  const runs: RunHistory[] = [];
  for (let runId: string | undefined = newest; runId;) {
    const fetched = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    runs.unshift({ workflowId, runId, type, history: parseHistory(historyToJSON(fetched)) });
    runId =
      fetched.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? undefined;
  }
  return runs;
}

export function parseHistory(text: string): HistoryJson {
  return JSON.parse(text) as HistoryJson;
}

/**
 * Any message in Temporal's JSON form with its payloads read: what stands there as base64 is replaced by what
 * it holds, so that arguments, results, failures, summaries, memo and search attributes can be read and searched.
 */
export function decoded(message: unknown): Json {
  return decode(message as Json);
}

function decode(value: Json): Json {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object' || value === null) return value;
  const { data, metadata } = value;
  const isPayload = typeof metadata === 'object' && metadata !== null && 'encoding' in metadata;
  if (!isPayload) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, decode(one)]));
  const inside = {
    metadata: mapValues(metadata, (one) => (typeof one === 'string' ? fromBase64(one) : one)),
  };
  if (typeof data !== 'string') return inside;
  const text = fromBase64(data);
  try {
    return { ...inside, data: JSON.parse(text) as Json };
  } catch {
    return { ...inside, data: text };
  }
}

function mapValues(value: Json, change: (one: Json) => Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, change(one)]));
}

const fromBase64 = (text: string): string => Buffer.from(text, 'base64').toString('utf8');

import { z } from 'zod';
import { startChild } from './child.ts';
import type { Span } from './wire.ts';

const started = z.object({ url: z.string() });
const seen = z.object({ spans: z.array(z.object({ startedAt: z.number(), endedAt: z.number() })) });
const call = z.object({ seq: z.number(), operation: z.string() });
const refusal = z.object({ error: z.string() });

/** A simulator in a process of its own, with its control endpoints. */
export interface Side {
  readonly url: string;
  /** Operations of the calls after the one with this number; 0 gives all. */
  operations(after: number): Promise<readonly string[]>;
  /** Number of the last call so far. */
  lastCall(): Promise<number>;
  /** When each call that began after `from` (epoch ms) travelled. */
  spans(from: number): Promise<readonly Span[]>;
  control<T extends z.ZodType>(
    method: 'GET' | 'POST',
    path: string,
    answer: T,
    body?: object,
  ): Promise<z.output<T>>;
  stop(): Promise<void>;
}

export async function startSide(kind: 'odoo' | 'netvisor'): Promise<Side> {
  const child = startChild('simulator-process.ts', [kind]);
  const { url } = await child.hear(started);

  const control: Side['control'] = async (method, path, answer, body) => {
    const reply = await fetch(`${url}/_sim/${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const json: unknown = await reply.json();
    if (!reply.ok) throw new Error(`the ${kind} simulator refused ${path}: ${refusal.parse(json).error}`);
    return answer.parse(json);
  };
  const calls = (after: number) => control('GET', `calls?after=${after}`, z.array(call));

  return {
    url,
    control,
    operations: async (after) => (await calls(after)).map(({ operation }) => operation),
    lastCall: async () => (await calls(0)).at(-1)?.seq ?? 0,
    spans: async (from) =>
      (await child.ask({ ask: 'spans' }, seen)).spans.filter(({ startedAt }) => startedAt >= from),
    stop: () => child.stop(),
  };
}

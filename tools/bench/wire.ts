/** One call on the wire, as the simulated Netvisor saw it: request in, reply out (epoch ms, with fractions). */
export interface Span {
  readonly startedAt: number;
  readonly endedAt: number;
}

export interface WireUse {
  /** Time in which at least one request was on the wire. */
  readonly busyMs: number;
  readonly firstStart: number;
  readonly lastEnd: number;
  /** `busyMs` of the time from the first call's start to the last one's end; 0 to 1. */
  readonly share: number;
  /** Quiet times between one call and the next, in ms, shortest first. */
  readonly gaps: readonly number[];
  /** Greatest number of requests on the wire at once. */
  readonly atOnce: number;
}

/** How well the wire was used. Overlapping calls count once. Throws when there was no call at all. */
export function wireUse(spans: readonly Span[]): WireUse {
  const ordered = [...spans].sort((a, b) => a.startedAt - b.startedAt);
  const [first] = ordered;
  if (!first) throw new Error('nothing travelled on the wire');
  let busyMs = 0;
  let lastEnd = first.startedAt;
  const gaps: number[] = [];
  for (const { startedAt, endedAt } of ordered) {
    if (startedAt > lastEnd) gaps.push(startedAt - lastEnd);
    busyMs += Math.max(0, endedAt - Math.max(startedAt, lastEnd));
    lastEnd = Math.max(lastEnd, endedAt);
  }
  return {
    busyMs,
    firstStart: first.startedAt,
    lastEnd,
    share: busyMs / (lastEnd - first.startedAt),
    gaps: gaps.sort((a, b) => a - b),
    atOnce: Math.max(...ordered.map((span) => overlapping(span, ordered))),
  };
}

/** Calls under way at the moment when this one began, itself included. */
function overlapping({ startedAt }: Span, spans: readonly Span[]): number {
  return spans.filter((other) => other.startedAt <= startedAt && startedAt < other.endedAt).length;
}

/** The value below which this share of the values lies; they come in order. */
export function quantile(ordered: readonly number[], share: number): number {
  return ordered[Math.min(Math.floor(share * ordered.length), ordered.length - 1)] ?? 0;
}

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { CallLog } from './calls.ts';
import type { LogicalClock } from './clock.ts';
import { ControlError } from './control-error.ts';
import type { FaultBook } from './faults.ts';

/** What a simulator offers to the people and tests that steer it. */
export interface ControlSurface {
  readonly faults: FaultBook;
  readonly calls: CallLog;
  readonly clock: LogicalClock;
  readonly settings: { readonly value: unknown; patch(change: unknown): void };
  /** The whole state as JSON-ready data. */
  state(): unknown;
  /** Back to the seed: records, settings, faults, calls, clock. */
  reset(): void;
}

const clockSchema = z.strictObject({ advanceSeconds: z.number().min(0) });
const releaseSchema = z.strictObject({
  id: z.number().int().optional(),
  discard: z.boolean().optional(),
});
const afterSchema = z.strictObject({ after: z.coerce.number().int().min(0).default(0) });

/**
 * Adds the control endpoints under `/_sim/` (JSON, no authentication) in a scope of their own, so that the
 * simulated API may parse bodies in its own way. Whatever is not understood is refused with HTTP 400 and
 * `{ "error": text }`. `more` adds a simulator's own endpoints to the same scope.
 */
export async function registerControl(
  app: FastifyInstance,
  surface: ControlSurface,
  more: (scope: FastifyInstance) => void = () => undefined,
): Promise<void> {
  await app.register(
    async (scope) => {
      scope.setErrorHandler((error, _request, reply) => {
        const status = refusalStatus(error);
        const text = error instanceof Error ? error.message : String(error);
        return reply.status(status).send({ error: text });
      });
      addEndpoints(scope, surface);
      more(scope);
      // The simulated API may listen on every path; a misspelt control endpoint must not end up there.
      scope.all('/*', (request, reply) =>
        reply.status(404).send({ error: `No control endpoint ${request.method} ${request.url}.` }),
      );
    },
    { prefix: '/_sim' },
  );
}

function addEndpoints(scope: FastifyInstance, surface: ControlSurface): void {
  scope.get('/state', () => surface.state());
  scope.post('/reset', () => {
    surface.reset();
    return { ok: true };
  });
  scope.get('/calls', (request) => surface.calls.list(read(afterSchema, request.query).after));
  scope.get('/settings', () => surface.settings.value);
  scope.patch('/settings', (request) => {
    surface.settings.patch(request.body);
    return surface.settings.value;
  });
  scope.get('/clock', () => clockState(surface));
  scope.post('/clock', (request) => {
    surface.clock.advance(read(clockSchema, request.body).advanceSeconds);
    return clockState(surface);
  });
  scope.get('/faults', () => surface.faults.list());
  scope.post('/faults', (request) => {
    if (!Array.isArray(request.body)) return { id: surface.faults.add(request.body) };
    const ids = surface.faults.addAll(request.body);
    return { id: ids[0], ids };
  });
  scope.delete('/faults', () => {
    surface.faults.clear();
    return { ok: true };
  });
  scope.get('/faults/held', () => surface.faults.held());
  scope.post('/faults/release', (request) => {
    const { id, discard } = read(releaseSchema, request.body ?? {});
    return { released: surface.faults.release(discard === true ? 'discarded' : 'released', id) };
  });
}

function clockState(surface: ControlSurface): { now: string; offsetSeconds: number } {
  return { now: surface.clock.now().toISOString(), offsetSeconds: surface.clock.offsetSeconds };
}

function read<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`);
  throw new ControlError(reasons.join('; '));
}

function refusalStatus(error: unknown): number {
  if (error instanceof ControlError || error instanceof RangeError) return 400;
  const given = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof given === 'number' && given >= 400 ? given : 500;
}

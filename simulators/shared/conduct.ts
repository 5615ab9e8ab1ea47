import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CallLog, CallRecord } from './calls.ts';
import { COMMON_FAULTS, isCommonFaultName } from './faults.ts';
import type { CommonFaultName, FaultBook, FiredFault } from './faults.ts';

/** What a simulator answers to a call, before any fault touches the reply. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** Error code or name, for the call log. */
  readonly code?: string;
  /** True if the call changed the simulator's state. */
  readonly booked: boolean;
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface ConductedCall {
  /** The call's name, the same each time, e.g. `POST salesinvoice.nv add`. */
  readonly operation: string;
  /** Ids that a fault's `where` may ask for. */
  readonly ids?: Readonly<Record<string, unknown>>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Processes the request. A fault of the simulator's own is passed in; common ones are handled around it. */
  readonly process: (own: FiredFault | undefined) => Promise<Answer>;
}

const GARBAGE: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><html><head><title>Gateway</title></head><body><p>Welcome<br>to the gateway</body></html>',
  booked: false,
};

/**
 * Takes one simulated call from arrival to its end: writes the call log, lets the fault that is due strike,
 * has the call processed and puts the reply onto the wire by itself (Fastify's reply is hijacked).
 */
export async function conductCall(
  surface: { readonly faults: FaultBook; readonly calls: CallLog; readonly closing: AbortSignal },
  call: ConductedCall,
): Promise<void> {
  const ids = call.ids ?? {};
  const record = surface.calls.begin(call.operation, ids);
  const fault = surface.faults.take(call.operation, ids);
  if (fault !== undefined) record.fault = fault.name;
  call.reply.hijack();
  try {
    const answer =
      fault !== undefined && isCommonFaultName(fault.name)
        ? await underFault(surface, call, record, fault, fault.name)
        : await processed(call, record, fault);
    record.outcome = answer === 'cut' ? cut(call) : await deliver(call, answer);
  } catch (error) {
    // A bug of the simulator must look like one, not like the simulated system's own refusal.
    record.details = { ...record.details, simulatorBug: String(error) };
    record.outcome = await deliver(call, {
      status: 500,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: `simulator bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      booked: false,
    });
    record.status = 500;
  }
}

async function underFault(
  surface: { readonly faults: FaultBook; readonly closing: AbortSignal },
  call: ConductedCall,
  record: CallRecord,
  fault: FiredFault,
  name: CommonFaultName,
): Promise<Answer | 'cut'> {
  switch (name) {
    case 'hold-before': {
      record.outcome = 'held';
      const how = await hold(surface, record, fault, 'before');
      if (how === 'discarded') return 'cut';
      record.outcome = 'pending';
      return processed(call, record, undefined);
    }
    case 'hold-after': {
      const answer = await processed(call, record, undefined);
      record.outcome = 'withheld';
      return (await hold(surface, record, fault, 'after')) === 'discarded' ? 'cut' : answer;
    }
    case 'cut-before':
      return 'cut';
    case 'cut-after':
      await processed(call, record, undefined);
      return 'cut';
    case 'garbage-before':
      record.status = GARBAGE.status;
      return GARBAGE;
    case 'garbage-after':
      await processed(call, record, undefined);
      record.status = GARBAGE.status;
      return GARBAGE;
    case 'slow': {
      const { delayMs } = COMMON_FAULTS.slow.parse(fault.parameters);
      try {
        await delay(delayMs, undefined, { signal: surface.closing });
      } catch {
        return 'cut';
      }
      return processed(call, record, undefined);
    }
    case 'duplicate':
      await processed(call, record, undefined);
      return processed(call, record, undefined);
  }
}

async function hold(
  surface: { readonly faults: FaultBook },
  record: CallRecord,
  fault: FiredFault,
  phase: 'before' | 'after',
): Promise<'released' | 'discarded'> {
  return surface.faults.hold({ faultId: fault.id, callSeq: record.seq, phase });
}

async function processed(
  call: ConductedCall,
  record: CallRecord,
  own: FiredFault | undefined,
): Promise<Answer> {
  const answer = await call.process(own);
  record.status = answer.status;
  if (answer.code === undefined) delete record.code;
  else record.code = answer.code;
  record.booked ||= answer.booked;
  if (answer.details !== undefined) record.details = { ...record.details, ...answer.details };
  return answer;
}

function cut(call: ConductedCall): 'cut' {
  call.request.raw.socket.destroy();
  return 'cut';
}

/** Writes the reply; `cut` when the client was gone before it was out. */
function deliver(call: ConductedCall, answer: Answer): Promise<'answered' | 'cut'> {
  const raw = call.reply.raw;
  if (raw.destroyed || call.request.raw.socket.destroyed) return Promise.resolve('cut');
  return new Promise((resolve) => {
    raw.once('finish', () => resolve('answered'));
    raw.once('close', () => resolve(raw.writableFinished ? 'answered' : 'cut'));
    raw.once('error', () => resolve('cut'));
    const body = typeof answer.body === 'string' ? Buffer.from(answer.body, 'utf8') : answer.body;
    raw.writeHead(answer.status, { ...answer.headers, 'content-length': body.length });
    raw.end(body);
  });
}

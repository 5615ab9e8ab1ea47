import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { parseReply, type Reply } from './envelope.ts';
import {
  classify,
  NetvisorError,
  notSent,
  type NetvisorErrorDetails,
  type Occurrence,
  type Operation,
} from './errors.ts';
import type { Gate, Pass, PassResult } from './gate.ts';
import { resourceUrl, type QueryValue } from './query.ts';
import { signedHeaders, type NetvisorCredentials } from './signing.ts';
import type { HttpOutcome, Transport } from './transport.ts';
import type { Wire } from './wire.ts';
import type { XmlNode } from './xml-reader.ts';

/** What a write needs besides its document. */
export interface WriteAttempt {
  /** The same for a re-POST after doubt as for the first; the timestamp is always fresh. */
  readonly transactionId: string;
  /** Epoch ms by which the attempt must be over, counted from when the activity was picked up. */
  readonly deadline: number;
  /** Prevents sending. Once sent, the reply is awaited up to the time limit: abandoning it would only make doubt. */
  readonly signal: AbortSignal;
  /** Called on the wire, right before signing. */
  readonly beforeSend?: () => void;
}

export interface ReadOptions {
  /** Gives up at any time: a read leaves nothing behind. */
  readonly signal?: AbortSignal;
}

export interface ExchangeSettings {
  readonly baseUrl: string;
  readonly credentials: NetvisorCredentials;
  readonly writeTimeoutMs: number;
  readonly readTimeoutMs: number;
  readonly minimumSpacingMs: number;
  readonly now: () => number;
  readonly gate: Gate;
  readonly wire: Wire;
  readonly transport: Transport;
}

export type Query = Readonly<Record<string, QueryValue>>;

/** The one way to Netvisor: waits for the wire, passes the gate, signs, sends once, reads the envelope. */
export interface Exchange {
  /** Root element of an OK reply. */
  read(resource: string, query: Query, options?: ReadOptions): Promise<XmlNode>;
  /** As `read`, through a closed gate; opens it when the keys are accepted. */
  probe(resource: string, query: Query, options?: ReadOptions): Promise<XmlNode>;
  /** POSTs one document; `elementNames` lets a refusal be tied to a field. */
  write(
    resource: string,
    query: Query,
    xml: string,
    attempt: WriteAttempt,
    elementNames: ReadonlySet<string>,
  ): Promise<{ readonly insertedKey?: number | undefined }>;
  /** As `write`, for a document that Netvisor gives a key. */
  add(
    resource: string,
    query: Query,
    xml: string,
    attempt: WriteAttempt,
    elementNames: ReadonlySet<string>,
  ): Promise<{ netvisorKey: number }>;
  /**
   * How far Netvisor's clock is ahead of this machine's (ms; negative: behind), by the last reply that said what
   * time it is there. The least that explains it, so 0 as long as the two may agree.
   */
  clockDifferenceMs(): number | undefined;
}

interface Call {
  readonly operation: Operation;
  readonly resource: string;
  readonly query: Query;
  readonly body?: string;
  readonly transactionId: string;
  readonly timeoutMs: number;
  readonly waitSignal: AbortSignal | undefined;
  readonly abandonSignal: AbortSignal | undefined;
  readonly enter: (resource: string) => Pass;
  readonly beforeSigning: (startedAt: number) => void;
  readonly elementNames?: ReadonlySet<string>;
}

export function createExchange(settings: ExchangeSettings): Exchange {
  const { gate, wire, transport, now } = settings;
  let lastEnded = Number.NEGATIVE_INFINITY;
  let clockDifferenceMs: number | undefined;

  async function onTheWire<T>(call: Call, work: () => Promise<T>): Promise<T> {
    const release = await wire.take(call.waitSignal);
    if (release === undefined) throw notSent('Transient', 'ShuttingDown', call.resource);
    try {
      await pause(lastEnded + settings.minimumSpacingMs - performance.now(), call);
      try {
        return await work();
      } finally {
        lastEnded = performance.now();
      }
    } finally {
      release();
    }
  }

  async function perform(call: Call): Promise<Extract<Reply, { status: 'OK' }>> {
    return onTheWire(call, async () => {
      const url = resourceUrl(settings.baseUrl, call.resource, call.query);
      const pass = call.enter(call.resource);
      let result: PassResult = 'unclear';
      try {
        // taken first, so that a process that freezes anywhere after this is found out by `maySend`
        const startedAt = now();
        call.beforeSigning(startedAt);
        const outcome = await transport.send({
          method: call.operation === 'write' ? 'POST' : 'GET',
          url,
          headers: signedHeaders(settings.credentials, {
            url,
            transactionId: call.transactionId,
            at: startedAt,
          }),
          ...(call.body === undefined ? {} : { body: call.body }),
          timeoutMs: call.timeoutMs,
          maySend: () => call.waitSignal?.aborted !== true && now() < startedAt + call.timeoutMs,
          ...(call.abandonSignal === undefined ? {} : { signal: call.abandonSignal }),
        });
        if (outcome.outcome === 'answered' && outcome.serverTimeMs !== undefined) {
          clockDifferenceMs = differenceOf(outcome.serverTimeMs, startedAt, now());
        }
        const reply = settle(call, outcome);
        result = 'passed';
        return reply;
      } catch (error) {
        result = passResult(error);
        throw error;
      } finally {
        pass.end(result);
      }
    });
  }

  /** The OK reply, or the error that the outcome means. */
  function settle(call: Call, outcome: HttpOutcome): Extract<Reply, { status: 'OK' }> {
    const { operation, resource } = call;
    switch (outcome.outcome) {
      case 'heldBack':
        throw notSent(
          'Transient',
          call.waitSignal?.aborted === true ? 'ShuttingDown' : 'DeadlineTooNear',
          resource,
        );
      case 'notReached':
        if (call.abandonSignal?.aborted === true) throw notSent('Transient', 'ShuttingDown', resource);
        throw failed({ phase: 'connecting', operation }, resource, withCode(outcome.networkCode));
      case 'lost':
        if (call.abandonSignal?.aborted === true) {
          throw new NetvisorError({ kind: 'Transient', reason: 'ShuttingDown', sent: 'unknown', resource });
        }
        throw failed(
          { phase: 'sent', operation, failure: outcome.failure },
          resource,
          withCode(outcome.networkCode),
        );
      case 'answered': {
        const reply = parseReply(outcome.body);
        if (reply?.status === 'OK') return reply;
        const said = reply === undefined ? {} : { code: reply.code };
        throw failed({ phase: 'answered', operation, httpStatus: outcome.status, ...said }, resource, {
          httpStatus: outcome.status,
          ...(outcome.retryAfterMs === undefined ? {} : { retryAfterMs: outcome.retryAfterMs }),
          ...(reply === undefined ? {} : saidByNetvisor(reply.text, call.elementNames)),
        });
      }
    }
  }

  function saidByNetvisor(
    text: string,
    elementNames: ReadonlySet<string> = new Set(),
  ): Pick<NetvisorErrorDetails, 'netvisorText' | 'field'> {
    const { customerKey, partnerKey } = settings.credentials;
    const field = fieldNamedIn(text, elementNames);
    return {
      // Netvisor masks keys by itself where it repeats what it hashed; this does not rely on it
      netvisorText: text.replaceAll(customerKey, '***').replaceAll(partnerKey, '***'),
      ...(field === undefined ? {} : { field }),
    };
  }

  function readCall(resource: string, query: Query, options: ReadOptions): Call {
    return {
      operation: 'read',
      resource,
      query,
      transactionId: randomUUID(),
      timeoutMs: settings.readTimeoutMs,
      waitSignal: options.signal,
      abandonSignal: options.signal,
      enter: (name) => gate.enter(name),
      beforeSigning: () => undefined,
    };
  }

  return {
    async read(resource, query, options = {}) {
      gate.check(resource);
      return (await perform(readCall(resource, query, options))).root;
    },

    async probe(resource, query, options = {}) {
      return (
        await perform({ ...readCall(resource, query, options), enter: (name) => gate.enterAsProbe(name) })
      ).root;
    },

    async write(resource, query, xml, attempt, elementNames) {
      gate.check(resource);
      return perform({
        operation: 'write',
        resource,
        query,
        body: xml,
        transactionId: attempt.transactionId,
        timeoutMs: settings.writeTimeoutMs,
        waitSignal: attempt.signal,
        abandonSignal: undefined,
        enter: (name) => gate.enter(name),
        beforeSigning: (startedAt) => {
          // a header that is cleaned on its way would no longer be what was signed
          if (!/^[!-~]{1,100}$/u.test(attempt.transactionId)) {
            throw notSent('Bug', 'BadSettings', resource, { field: 'transactionId' });
          }
          if (attempt.signal.aborted) throw notSent('Transient', 'ShuttingDown', resource);
          if (startedAt + settings.writeTimeoutMs > attempt.deadline) {
            throw notSent('Transient', 'DeadlineTooNear', resource);
          }
          attempt.beforeSend?.();
        },
        elementNames,
      });
    },

    async add(resource, query, xml, attempt, elementNames) {
      const reply = await this.write(resource, query, xml, attempt, elementNames);
      if (reply.insertedKey !== undefined) return { netvisorKey: reply.insertedKey };
      // accepted, but under a key that we were not told: found by its mark, like a lost reply
      throw new NetvisorError({
        kind: 'InDoubt',
        reason: 'ContractMismatch',
        sent: 'answered',
        resource,
        field: 'inserteddataidentifier',
      });
    },

    clockDifferenceMs: () => clockDifferenceMs,
  };
}

/** The reply was written between the two moments; its own time is cut to whole seconds. */
function differenceOf(serverTimeMs: number, startedAt: number, endedAt: number): number {
  if (serverTimeMs > endedAt) return serverTimeMs - endedAt;
  return Math.min(serverTimeMs + 999 - startedAt, 0);
}

function failed(
  occurrence: Occurrence,
  resource: string,
  details: Omit<NetvisorErrorDetails, 'kind' | 'reason' | 'sent' | 'resource'>,
): NetvisorError {
  return new NetvisorError({ ...details, ...classify(occurrence), resource });
}

function withCode(networkCode: string | undefined): { networkCode?: string } {
  return networkCode === undefined ? {} : { networkCode };
}

/** A refusal for its content proves keys and right as well as success does. */
function passResult(error: unknown): PassResult {
  if (!(error instanceof NetvisorError)) return 'unclear';
  switch (error.reason) {
    case 'AuthFailed':
    case 'Maintenance':
    case 'RightMissing':
      return error.sent === 'answered' ? error.reason : 'unclear';
    case 'InvalidData':
    case 'InvalidDataSize':
    case 'PeriodLocked':
    case 'DuplicateData':
      return 'passed';
    default:
      return 'unclear';
  }
}

/** The longest element name of the document that Netvisor's text mentions, if any. */
function fieldNamedIn(text: string, elementNames: ReadonlySet<string>): string | undefined {
  return (text.toLowerCase().match(/[a-z0-9]{5,}/gu) ?? [])
    .filter((word) => elementNames.has(word))
    .sort((a, b) => b.length - a.length)[0];
}

async function pause(ms: number, { waitSignal, resource }: Call): Promise<void> {
  if (ms <= 0) return;
  try {
    await setTimeout(ms, undefined, waitSignal === undefined ? {} : { signal: waitSignal });
  } catch {
    throw notSent('Transient', 'ShuttingDown', resource); // the timer fails only when the signal aborts
  }
}

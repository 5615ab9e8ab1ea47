import type { LogicalClock } from './clock.ts';

/**
 * What became of a call: `pending` is being worked on, `held` waits before processing, `withheld` was
 * processed and its reply waits, `answered` got a reply onto the wire, `cut` ended without one.
 */
export const CALL_OUTCOMES = ['pending', 'answered', 'held', 'withheld', 'cut'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** One call as the simulator saw it. `at` is the logical moment of arrival (ISO 8601, UTC). */
export interface CallRecord {
  readonly seq: number;
  readonly at: string;
  readonly operation: string;
  readonly ids: Readonly<Record<string, unknown>>;
  outcome: CallOutcome;
  /** HTTP status of the reply, also when the reply was cut afterwards. */
  status?: number;
  /** Netvisor code or Odoo error name, when the call was refused. */
  code?: string;
  /** True once the call has changed the simulator's state. */
  booked: boolean;
  /** Name of the fault that fired. */
  fault?: string;
  /** What else a simulator finds worth telling, e.g. the transaction id. */
  details?: Readonly<Record<string, unknown>>;
}

/** The calls seen since the start or the last reset, in order of arrival. */
export class CallLog {
  readonly #clock: LogicalClock;
  #calls: CallRecord[] = [];
  #lastSeq = 0;

  constructor(clock: LogicalClock) {
    this.#clock = clock;
  }

  /** Opens the record of a call that has just arrived; the caller updates it as the call goes on. */
  begin(operation: string, ids: Readonly<Record<string, unknown>> = {}): CallRecord {
    this.#lastSeq += 1;
    const record: CallRecord = {
      seq: this.#lastSeq,
      at: this.#clock.now().toISOString(),
      operation,
      ids,
      outcome: 'pending',
      booked: false,
    };
    this.#calls.push(record);
    return record;
  }

  /** Copies of the calls whose `seq` is above `after`. */
  list(after = 0): CallRecord[] {
    return this.#calls.filter((call) => call.seq > after).map((call) => ({ ...call }));
  }

  /** Forgets the calls. Numbers go on, so that a reader's `after` stays meaningful. */
  clear(): void {
    this.#calls = [];
  }
}

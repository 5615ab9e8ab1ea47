import { z } from 'zod';
import { ControlError } from './control-error.ts';

/** Faults by name, each with the parameters that it takes. */
export type FaultCatalogue = Readonly<Record<string, z.ZodObject>>;

const none = z.strictObject({});

/** The faults that every simulator knows; `conductCall` carries them out. */
export const COMMON_FAULTS = {
  'hold-before': none,
  'hold-after': none,
  'cut-before': none,
  'cut-after': none,
  'garbage-before': none,
  'garbage-after': none,
  slow: z.strictObject({ delayMs: z.number().int().min(0) }),
  duplicate: none,
} as const satisfies FaultCatalogue;
export type CommonFaultName = keyof typeof COMMON_FAULTS;

export function isCommonFaultName(name: string): name is CommonFaultName {
  return Object.hasOwn(COMMON_FAULTS, name);
}

/** What was asked for when a fault was added, with the defaults filled in. */
export interface FaultRule {
  readonly id: number;
  readonly operation: string;
  readonly fault: string;
  readonly skip: number;
  readonly times: number;
  readonly where: Readonly<Record<string, string | number | boolean>>;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** How many matching calls were let through because of `skip`. */
  skipped: number;
  fired: number;
}

/** A fault that strikes the call at hand. */
export interface FiredFault {
  readonly id: number;
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export type Release = 'released' | 'discarded';

/** A call that a hold fault keeps waiting. */
export interface HeldCall {
  readonly faultId: number;
  readonly callSeq: number;
  readonly phase: 'before' | 'after';
}

interface Waiting extends HeldCall {
  readonly resolve: (how: Release) => void;
}

const ruleSchema = z.looseObject({
  operation: z.string().min(1),
  fault: z.string().min(1),
  skip: z.number().int().min(0).default(0),
  times: z.number().int().min(0).default(1),
  where: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});
const RULE_FIELDS = new Set(['operation', 'fault', 'skip', 'times', 'where']);

/**
 * The faults that are armed, and the calls that they hold.
 *
 * A rule strikes calls of its `operation` (or `*`) whose ids fit `where`, after letting `skip` of them pass,
 * `times` times (0: until it is removed). Where several rules fit, the oldest one that is due strikes.
 */
export class FaultBook {
  readonly #catalogue: FaultCatalogue;
  readonly #knowsOperation: (operation: string) => boolean;
  #rules: FaultRule[] = [];
  #waiting: Waiting[] = [];
  #lastId = 0;

  /**
   * `own` are the simulator's faults beyond the common ones. `knowsOperation` lets a misspelt operation be
   * refused instead of never striking; by default every name is accepted.
   */
  constructor(own: FaultCatalogue = {}, knowsOperation: (operation: string) => boolean = () => true) {
    this.#catalogue = { ...COMMON_FAULTS, ...own };
    this.#knowsOperation = knowsOperation;
  }

  /** Arms one fault and returns its id. Throws ControlError for anything it does not understand. */
  add(input: unknown): number {
    return this.#arm(this.#read(input));
  }

  /** Arms all of the faults or, if one of them is refused, none. */
  addAll(inputs: readonly unknown[]): number[] {
    return inputs.map((input) => this.#read(input)).map((rule) => this.#arm(rule));
  }

  #arm(rule: Omit<FaultRule, 'id' | 'skipped' | 'fired'>): number {
    this.#lastId += 1;
    this.#rules.push({ ...rule, id: this.#lastId, skipped: 0, fired: 0 });
    return this.#lastId;
  }

  #read(input: unknown): Omit<FaultRule, 'id' | 'skipped' | 'fired'> {
    const rule = ruleSchema.safeParse(input);
    if (!rule.success) {
      throw new ControlError(`Not a fault: ${describe(rule.error)}`);
    }
    const { operation, fault, skip, times, where, ...rest } = rule.data;
    const schema = Object.hasOwn(this.#catalogue, fault) ? this.#catalogue[fault] : undefined;
    if (schema === undefined) {
      throw new ControlError(`Unknown fault "${fault}". Known: ${Object.keys(this.#catalogue).join(', ')}.`);
    }
    if (operation !== '*' && !this.#knowsOperation(operation)) {
      throw new ControlError(`Unknown operation "${operation}".`);
    }
    const given = Object.fromEntries(Object.entries(rest).filter(([name]) => !RULE_FIELDS.has(name)));
    const parameters = schema.safeParse(given);
    if (!parameters.success) {
      throw new ControlError(`Parameters of "${fault}": ${describe(parameters.error)}`);
    }
    return { operation, fault, skip, times, where, parameters: parameters.data };
  }

  /** Copies of the armed (and the spent) rules. */
  list(): FaultRule[] {
    return this.#rules.map((rule) => ({ ...rule }));
  }

  /** The fault that strikes this call, if any; counts it as fired. `ids` may hold arrays of ids. */
  take(operation: string, ids: Readonly<Record<string, unknown>> = {}): FiredFault | undefined {
    for (const rule of this.#rules) {
      const spent = rule.times !== 0 && rule.fired >= rule.times;
      if (spent || !matches(rule, operation, ids)) continue;
      if (rule.skipped < rule.skip) {
        rule.skipped += 1;
        continue;
      }
      rule.fired += 1;
      return { id: rule.id, name: rule.fault, parameters: rule.parameters };
    }
    return undefined;
  }

  /** Removes all rules. Calls that are held stay held: they are released or discarded by name. */
  clear(): void {
    this.#rules = [];
  }

  /** Keeps a call waiting until `release`. */
  hold(call: HeldCall): Promise<Release> {
    return new Promise((resolve) => {
      this.#waiting.push({ ...call, resolve });
    });
  }

  /** The calls that are waiting now, oldest first. */
  held(): HeldCall[] {
    return this.#waiting.map(({ faultId, callSeq, phase }) => ({ faultId, callSeq, phase }));
  }

  /**
   * Lets held calls go on, all or those of one fault, and returns how many. `discarded` drops them: a call
   * held before processing is never processed, and the client's connection is cut.
   */
  release(how: Release = 'released', faultId?: number): number {
    const chosen = this.#waiting.filter((w) => faultId === undefined || w.faultId === faultId);
    this.#waiting = this.#waiting.filter((w) => !chosen.includes(w));
    for (const waiting of chosen) waiting.resolve(how);
    return chosen.length;
  }
}

function matches(rule: FaultRule, operation: string, ids: Readonly<Record<string, unknown>>): boolean {
  if (rule.operation !== '*' && rule.operation !== operation) return false;
  return Object.entries(rule.where).every(([name, wanted]) => {
    const actual = ids[name];
    return Array.isArray(actual) ? actual.includes(wanted) : actual === wanted;
  });
}

function describe(error: z.ZodError): string {
  return error.issues.map((i) => `${i.path.join('.')}: ${i.message}`.replace(/^: /, '')).join('; ');
}

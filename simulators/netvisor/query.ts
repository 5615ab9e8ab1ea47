import { NotSimulated, invalidData } from './errors.ts';
import { isDay } from './values.ts';

/** The query string of a request. Names are case-insensitive; values are decoded. */
export class Query {
  readonly #values = new Map<string, string>();
  readonly #repeated: string[] = [];

  /** `target` is the raw request target, e.g. `/salesinvoicelist.nv?invoicestatus=open`. */
  constructor(target: string) {
    const mark = target.indexOf('?');
    for (const [name, value] of new URLSearchParams(mark === -1 ? '' : target.slice(mark + 1))) {
      const key = name.toLowerCase();
      if (this.#values.has(key)) this.#repeated.push(key);
      this.#values.set(key, value);
    }
  }

  /** Refuses parameters that are not among `known`, because an ignored parameter is a wrong answer. */
  allowOnly(...known: string[]): void {
    const unknown = [...this.#values.keys()].filter((name) => !known.includes(name));
    const doubtful = [...unknown, ...this.#repeated.map((name) => `${name} (given twice)`)];
    if (doubtful.length > 0) {
      throw new NotSimulated(`query parameters: ${doubtful.join(', ')}`);
    }
  }

  /** The value, or undefined if the parameter is absent or empty. */
  text(name: string): string | undefined {
    const value = this.#values.get(name);
    return value === undefined || value === '' ? undefined : value;
  }

  /** A Netvisor key. */
  key(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    return toKey(name, value);
  }

  /** Comma-separated keys, at most `max`. */
  keys(name: string, max: number): number[] | undefined {
    return this.list(name, max)?.map((value) => toKey(name, value));
  }

  /** Comma-separated values, at most `max`. */
  list(name: string, max: number): string[] | undefined {
    const values = this.text(name)?.split(',');
    if (values !== undefined && values.length > max) {
      throw invalidData(`Parameter ${name} has ${values.length} values, at most ${max} are allowed`);
    }
    return values;
  }

  /** A day YYYY-MM-DD. */
  day(name: string): string | undefined {
    const value = this.text(name);
    if (value !== undefined && !isDay(value)) throw badValue(name, value);
    return value;
  }

  /** A wall-clock moment YYYY-MM-DDTHH:mm:ss. */
  moment(name: string): string | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const [day = '', time = ''] = value.split('T');
    if (!isDay(day) || !/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time)) throw badValue(name, value);
    return value;
  }

  /** 1 or 0; absent is 0. */
  flag(name: string): '1' | '0' {
    return this.choice(name, ['1', '0'] as const) ?? '0';
  }

  choice<T extends string>(name: string, values: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = values.find((candidate) => candidate === value.toLowerCase());
    if (found === undefined) throw badValue(name, value);
    return found;
  }

  /** A sum of bit flags, each of which must be among `bits`; absent is 0. */
  bits(name: string, bits: readonly number[]): number {
    const value = this.text(name);
    if (value === undefined) return 0;
    const number = /^\d{1,4}$/.test(value) ? Number(value) : Number.NaN;
    const allowed = bits.reduce((sum, bit) => sum | bit, 0);
    if (Number.isNaN(number) || (number & ~allowed) !== 0) throw badValue(name, value);
    return number;
  }
}

function toKey(name: string, value: string): number {
  if (!/^[1-9]\d{0,15}$/.test(value)) throw badValue(name, value);
  return Number(value);
}

function badValue(name: string, value: string): Error {
  return invalidData(`Parameter ${name} has an unusable value: ${value}`);
}

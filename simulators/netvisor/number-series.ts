const BEFORE_FIRST = 1000n;

/** Document numbers in use; each kind of document and each auxiliary trade name has a series of its own. */
export class NumberSeries {
  /** How many documents of a series have a number; more than one only where duplicates are accepted. */
  readonly #uses = new Map<string, Map<string, number>>();
  readonly #highest = new Map<string, bigint>();

  uses(series: string, number: string): number {
    return this.#uses.get(series)?.get(number) ?? 0;
  }

  /** The number after the highest one. */
  next(series: string): string {
    return String((this.#highest.get(series) ?? BEFORE_FIRST) + 1n);
  }

  take(series: string, number: string): void {
    const numbers = this.#uses.get(series) ?? new Map<string, number>();
    this.#uses.set(series, numbers);
    numbers.set(number, (numbers.get(number) ?? 0) + 1);
    this.#raise(series, number);
  }

  release(series: string, number: string): void {
    const numbers = this.#uses.get(series);
    const left = this.uses(series, number) - 1;
    if (left > 0) numbers?.set(number, left);
    else numbers?.delete(number);
    if (left > 0 || this.#highest.get(series) !== BigInt(number)) return;
    this.#highest.delete(series);
    for (const other of numbers?.keys() ?? []) this.#raise(series, other);
  }

  #raise(series: string, number: string): void {
    const highest = this.#highest.get(series) ?? BEFORE_FIRST;
    if (BigInt(number) > highest) this.#highest.set(series, BigInt(number));
  }
}

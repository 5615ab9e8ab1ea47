/**
 * The simulator's own time: the real clock plus an offset that tests move forward.
 * It never moves backwards, like the clock of a server that people depend on.
 */
export class LogicalClock {
  #offsetMs = 0;

  /** The logical moment. */
  now(): Date {
    return new Date(Date.now() + this.#offsetMs);
  }

  /** How far the logical clock is ahead of the real one, in seconds. */
  get offsetSeconds(): number {
    return this.#offsetMs / 1000;
  }

  /** Moves the clock forward. Throws RangeError for a negative or unusable number of seconds. */
  advance(seconds: number): void {
    if (!Number.isFinite(seconds) || seconds < 0) {
      throw new RangeError('The clock only moves forward by a finite number of seconds.');
    }
    this.#offsetMs += seconds * 1000;
  }

  /** Back to real time; part of a reset to the seed. */
  reset(): void {
    this.#offsetMs = 0;
  }
}

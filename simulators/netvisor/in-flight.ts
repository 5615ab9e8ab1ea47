import type { ServerResponse } from 'node:http';

interface Ticket {
  /** Requests of the same company that were under way when this one arrived. */
  readonly earlier: readonly Promise<void>[];
}

/**
 * Watches how many requests of a company are under way at once. A request counts from its arrival until its
 * reply is out or its client is gone, since a client that hung up no longer waits for an answer.
 */
export class InFlight {
  readonly #open = new Map<string, Set<Promise<void>>>();
  #maxConcurrent = 0;
  #overlaps = 0;

  /** The largest number of requests of one company at once. */
  get maxConcurrent(): number {
    return this.#maxConcurrent;
  }

  /** How many requests arrived while another one of the same company was under way. */
  get overlaps(): number {
    return this.#overlaps;
  }

  /** Registers a request. */
  enter(company: string, response: ServerResponse): Ticket {
    const open = this.#open.get(company) ?? new Set<Promise<void>>();
    this.#open.set(company, open);
    const earlier = [...open];
    const done = new Promise<void>((resolve) => {
      response.once('finish', resolve);
      response.once('close', resolve);
    });
    open.add(done);
    void done.then(() => open.delete(done));
    this.#maxConcurrent = Math.max(this.#maxConcurrent, open.size);
    if (earlier.length > 0) this.#overlaps += 1;
    return { earlier };
  }

  /** Forgets the figures; requests under way stay registered. */
  reset(): void {
    this.#maxConcurrent = 0;
    this.#overlaps = 0;
  }
}

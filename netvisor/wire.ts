/**
 * One request at a time, in the order of arrival: Netvisor allows a single request per company and answers
 * overlapping ones with arbitrary errors (Netvisor, general resource rules).
 */
export interface Wire {
  /**
   * Waits for its turn; the returned function lets the next one on and is called once.
   * undefined = the signal aborted before the turn came.
   */
  take(signal?: AbortSignal): Promise<(() => void) | undefined>;
}

export function createWire(): Wire {
  let busy = false;
  const queue: Array<() => void> = [];

  function release(): void {
    const next = queue.shift();
    if (next === undefined) busy = false;
    else next();
  }

  /** A second call by mistake must not let two requests on at once. */
  function releaseOnce(): () => void {
    let released = false;
    return () => {
      if (released) return;
      released = true;
      release();
    };
  }

  return {
    take(signal) {
      return new Promise((resolve) => {
        if (signal?.aborted === true) {
          resolve(undefined);
          return;
        }
        if (!busy) {
          busy = true;
          resolve(releaseOnce());
          return;
        }
        const turn = () => {
          signal?.removeEventListener('abort', leave);
          resolve(releaseOnce());
        };
        const leave = () => {
          queue.splice(queue.indexOf(turn), 1);
          resolve(undefined);
        };
        signal?.addEventListener('abort', leave, { once: true });
        queue.push(turn);
      });
    },
  };
}

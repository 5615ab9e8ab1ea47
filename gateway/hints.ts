/** Passes on that it is worth looking at a connection's Odoo. */
export interface Hints {
  /** At once, or, where one was passed on a moment ago, once when that moment is over. */
  hint(connection: string): void;
  /** Resolves when all that was hinted at has been passed on. */
  close(): Promise<void>;
}

export interface HintsOptions {
  readonly connections: readonly string[];
  readonly pass: (connection: string) => Promise<void>;
  readonly failed: (connection: string, error: unknown) => void;
  /** Shortest time between two hints for one connection. */
  readonly everyMs: number;
}

/**
 * Thousands of calls come to one hint at a time: a hint carries nothing, so many are worth as much as one. What is kept
 * is two flags for each connection of the settings, however much comes in.
 */
export function createHints({ connections, pass, failed, everyMs }: HintsOptions): Hints {
  const closing = new AbortController();
  const lines = new Map(
    connections.map((name) => [name, { wanted: false, busy: undefined as Promise<void> | undefined }]),
  );

  async function passOn(name: string, line: { wanted: boolean }): Promise<void> {
    while (line.wanted) {
      line.wanted = false;
      await pass(name).catch((error: unknown) => failed(name, error));
      await pause(everyMs, closing.signal);
    }
  }

  return {
    hint(connection) {
      const line = lines.get(connection);
      if (!line) return;
      line.wanted = true;
      line.busy ??= passOn(connection, line).finally(() => (line.busy = undefined));
    },
    async close() {
      closing.abort();
      await Promise.all([...lines.values()].flatMap(({ busy }) => busy ?? []));
    },
  };
}

function pause(ms: number, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (ended.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      ended.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    ended.addEventListener('abort', done);
  });
}

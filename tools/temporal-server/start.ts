import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { findTemporalServer } from './find.ts';
import { endWithUs } from './guard.ts';
import { accepts, freePorts } from './ports.ts';
import { type Log, lastLines } from './run.ts';

export interface TemporalServerOptions {
  log: Log;
  /** Serve Temporal's Web UI too. */
  ui?: boolean;
  /** Loopback ports; free ones are chosen where absent. */
  port?: number;
  uiPort?: number;
  /** Names of the Keyword search attributes to register. */
  searchAttributes: readonly string[];
  /** SQLite file that keeps workflows over a restart; in memory where absent. */
  dbFile?: string;
}

export interface TemporalServer {
  /** `host:port` for clients and workers; the namespace is `default`. */
  address: string;
  uiUrl?: string;
  process: ChildProcess;
  /** Ends the server and resolves when it is gone; may be called more than once. */
  stop: () => Promise<void>;
}

/** Newest values first to be seen: tests list workflows right after starting them. Never for production. */
const DYNAMIC_CONFIG = [
  'system.forceSearchAttributesCacheRefreshOnRead=true',
  'matching.useNewMatcher=true',
  'matching.enableFairness=true',
  'frontend.enableServerVersionCheck=false',
];
const START_LIMIT_MS = 60_000;
const STOP_GRACE_MS = 5_000;
const PORT_ATTEMPTS = 3;

/**
 * Starts Temporal's dev server on the loopback address, found by `findTemporalServer`, and waits until it
 * answers and knows the search attributes. It ends with this process at the latest.
 * @throws Error with the end of the server's own output when it does not come up.
 */
export async function startTemporalServer(options: TemporalServerOptions): Promise<TemporalServer> {
  const found = await findTemporalServer(options.log);
  for (let attempt = 1; ; attempt += 1) {
    const [port = 0, uiPort = 0] = await freePorts(2);
    const started = await startOnce(found.path, { port, uiPort, ...withoutAbsent(options) });
    if (started.state === 'up') return started.server;
    // Somebody may take a port between our look and the server's.
    const ourPorts = options.port === undefined || (options.ui === true && options.uiPort === undefined);
    const again = started.output.includes('address already in use') && ourPorts && attempt < PORT_ATTEMPTS;
    if (!again) {
      throw new Error(
        `The Temporal dev server ${found.path} did not come up: ${started.why}\n${started.output}`,
      );
    }
  }
}

type Settled = TemporalServerOptions & { port: number; uiPort: number };
type Attempt = { state: 'up'; server: TemporalServer } | { state: 'down'; why: string; output: string };

async function startOnce(binary: string, settled: Settled): Promise<Attempt> {
  const child = spawn(binary, argumentsFor(settled), {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C on a terminal goes to the whole process group: we decide when the server stops, not the terminal.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const output = collectTail(child);
  const gone = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`it ended with ${signal ?? `exit code ${code}`}`));
  });
  endWithUs(child);
  const given = new AbortController();
  const address = `127.0.0.1:${settled.port}`;
  const why = await Promise.race([gone, waitUntilReady(settled, address, given.signal)]);
  if (why !== undefined) {
    given.abort();
    await stop(child, gone, 'SIGKILL');
    return { state: 'down', why, output: lastLines(output(), 15) };
  }
  let stopping: Promise<void> | undefined;
  const server: TemporalServer = {
    address,
    process: child,
    // What is only in memory needs no farewell.
    stop: () => (stopping ??= stop(child, gone, settled.dbFile === undefined ? 'SIGKILL' : 'SIGTERM')),
  };
  if (settled.ui === true) server.uiUrl = `http://127.0.0.1:${settled.uiPort}`;
  return { state: 'up', server };
}

function argumentsFor(settled: Settled): string[] {
  const args = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(settled.port)];
  if (settled.ui === true) args.push('--ui-port', String(settled.uiPort), '--ui-disable-news-fetch');
  else args.push('--headless');
  args.push('--log-format', 'pretty', '--log-level', 'warn');
  if (settled.dbFile !== undefined) args.push('--db-filename', settled.dbFile);
  for (const name of settled.searchAttributes) args.push('--search-attribute', `${name}=Keyword`);
  for (const setting of DYNAMIC_CONFIG) args.push('--dynamic-config-value', setting);
  return args;
}

/** Resolves with nothing when the server answers, with the reason when the limit is over. */
async function waitUntilReady(
  settled: Settled,
  address: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const deadline = Date.now() + START_LIMIT_MS;
  let last = 'it accepts no connection';
  while (Date.now() < deadline && !signal.aborted) {
    if (await accepts(settled.port)) {
      try {
        if (await answers(address, settled.searchAttributes)) return undefined;
        last = 'its search attributes do not appear';
      } catch (error) {
        last = error instanceof Error ? error.message : String(error);
      }
    }
    await pause(50);
  }
  return `not ready after ${START_LIMIT_MS / 1000} s: ${last}`;
}

async function answers(address: string, searchAttributes: readonly string[]): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 5_000 });
  try {
    return await connection.withDeadline(Date.now() + 5_000, async () => {
      await connection.workflowService.describeNamespace({ namespace: 'default' });
      const { customAttributes } = await connection.operatorService.listSearchAttributes({
        namespace: 'default',
      });
      return searchAttributes.every((name) => name in customAttributes);
    });
  } finally {
    await connection.close();
  }
}

async function stop(child: ChildProcess, gone: Promise<string>, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  const insist = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
  await gone;
  clearTimeout(insist);
}

function collectTail(child: ChildProcess): () => string {
  let tail = '';
  const keep = (chunk: Buffer): void => {
    tail = (tail + chunk.toString('utf8')).slice(-8_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => tail;
}

function withoutAbsent(options: TemporalServerOptions): TemporalServerOptions {
  const copy = { ...options };
  if (copy.port === undefined) delete copy.port;
  if (copy.uiPort === undefined) delete copy.uiPort;
  return copy;
}

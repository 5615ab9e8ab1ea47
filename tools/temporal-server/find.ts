import { constants } from 'node:fs';
import { access, rm } from 'node:fs/promises';
import path from 'node:path';
import { buildServer } from './build.ts';
import {
  BINARY_NAME,
  type CacheEntry,
  cacheFolder,
  entryIn,
  inspect,
  makeStaging,
  publish,
} from './cache.ts';
import { downloadServer } from './download.ts';
import { withLock } from './lock.ts';
import { type Log, lastLines, run } from './run.ts';
import { CLI_VERSION, LOWEST_SERVER, isAtLeast, parseServerVersion } from './version.ts';
import { WayFailed } from './way.ts';

export interface FoundServer {
  /** Absolute path of an executable `temporal`. */
  path: string;
  how: 'env' | 'path' | 'cache' | 'download' | 'build';
}

/** What the search leans on; tests put their own in its place. */
export interface Surroundings {
  env: NodeJS.ProcessEnv;
  /** Silta's cache folder. */
  cache: string;
  /** Each puts a binary somewhere into the folder and returns its path, or throws WayFailed. */
  download: (folder: string, log: Log) => Promise<string>;
  build: (folder: string, log: Log) => Promise<string>;
}

/**
 * Finds a Temporal dev server, fetching or building one when the machine has none. In this order: the path in
 * SILTA_TEMPORAL_CLI, `temporal` on the PATH, the user's cache, the SDK's own download, a build with Go.
 * Several processes may ask at once: one fetches, the others wait for it.
 * @throws Error that names SILTA_TEMPORAL_CLI when its value is wrong, or lists every way tried with its cure.
 */
export async function findTemporalServer(
  log: Log,
  surroundings?: Partial<Surroundings>,
): Promise<FoundServer> {
  const env = surroundings?.env ?? process.env;
  const around: Surroundings = {
    cache: cacheFolder(env),
    download: downloadServer,
    build: buildServer,
    ...surroundings,
    env,
  };
  const tried: string[] = [];

  const named = env['SILTA_TEMPORAL_CLI'];
  if (named !== undefined && named !== '') return { path: await requireNamed(named), how: 'env' };
  tried.push(failed('SILTA_TEMPORAL_CLI', 'is not set', 'set it to the path of a `temporal` program'));

  const onPath = await findOnPath(env);
  if ('path' in onPath) return { path: onPath.path, how: 'path' };
  tried.push(failed('PATH', onPath.why, `install the Temporal CLI, version ${CLI_VERSION} or later`));

  const entry = entryIn(around.cache);
  try {
    if ((await inspect(entry)) === 'good') return { path: entry.binary, how: 'cache' };
    return await withLock(
      `${path.dirname(entry.folder)}.lock`,
      {
        onWait: (who, seconds) => log(`${who} is fetching the Temporal dev server; waiting (${seconds} s) …`),
      },
      () => fetchServer(entry, around, tried, log),
    );
  } catch (error) {
    if (error instanceof NothingWorked) throw error;
    const why = String(error);
    tried.push(
      failed('cache', why, `make ${around.cache} writable, or set XDG_CACHE_HOME to a folder that is`),
    );
    throw new NothingWorked(tried);
  }
}

async function fetchServer(
  entry: CacheEntry,
  around: Surroundings,
  tried: string[],
  log: Log,
): Promise<FoundServer> {
  const state = await inspect(entry);
  switch (state) {
    case 'good':
      return { path: entry.binary, how: 'cache' };
    case 'damaged':
      log(
        `The cached Temporal dev server in ${entry.folder} is damaged (SHA-256 differs); fetching it anew.`,
      );
      tried.push(failed('cache', `the one in ${entry.folder} is damaged`, 'none needed: it is replaced'));
      break;
    case 'absent':
      tried.push(failed('cache', `nothing in ${entry.folder}`, 'none needed: the ways below fill it'));
  }
  for (const how of ['download', 'build'] as const) {
    const staging = await makeStaging(around.cache);
    try {
      const binary = await around[how](staging, log);
      const checked = await inspectVersion(binary);
      if ('why' in checked) throw new WayFailed(checked.why, 'none known; please report it');
      const { binary: published } = await publish(around.cache, staging, binary);
      log(`The Temporal dev server ${CLI_VERSION} is now in ${path.dirname(published)}.`);
      return { path: published, how };
    } catch (error) {
      if (!(error instanceof WayFailed)) throw error;
      tried.push(
        failed(how === 'download' ? 'download by the SDK' : 'build with Go', error.message, error.cure),
      );
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  }
  throw new NothingWorked(tried);
}

async function requireNamed(named: string): Promise<string> {
  const absolute = path.resolve(named);
  const checked = await inspectVersion(absolute);
  if ('why' in checked) {
    throw new Error(
      `SILTA_TEMPORAL_CLI=${named} is not usable: ${checked.why}. ` +
        'Correct the path, or unset SILTA_TEMPORAL_CLI to let Silta find or fetch a server by itself.',
    );
  }
  return absolute;
}

async function findOnPath(env: NodeJS.ProcessEnv): Promise<{ path: string } | { why: string }> {
  let why = 'no `temporal` on it';
  for (const folder of (env['PATH'] ?? '').split(path.delimiter)) {
    const candidate = path.resolve(folder, BINARY_NAME);
    if (folder === '' || !(await isExecutable(candidate))) continue;
    const checked = await inspectVersion(candidate);
    if ('server' in checked) return { path: candidate };
    why = `${candidate}: ${checked.why}`;
  }
  return { why };
}

async function inspectVersion(binary: string): Promise<{ server: string } | { why: string }> {
  if (!(await isExecutable(binary))) return { why: 'there is no executable file' };
  const result = await run(binary, ['--version'], { signal: AbortSignal.timeout(20_000) });
  const server = parseServerVersion(result.output);
  if (server === undefined) return { why: `no server version in its answer: ${lastLines(result.output, 2)}` };
  if (!isAtLeast(server, LOWEST_SERVER)) {
    return { why: `its server is ${server}, Silta needs ${LOWEST_SERVER} or later` };
  }
  return { server };
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

function failed(way: string, why: string, cure: string): string {
  return `- ${way}: ${why}\n  cure: ${cure}`;
}

class NothingWorked extends Error {
  override readonly name = 'TemporalServerNotFound';

  constructor(tried: string[]) {
    super(
      `No Temporal dev server could be found or made. Any one of these cures is enough:\n${tried.join('\n')}`,
    );
  }
}

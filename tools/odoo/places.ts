import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { chmod, mkdir, open, readFile, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ODOO_PACKAGE } from './pin.ts';
import { asRoot, type Log, runOrThrow, serviceOwner } from './processes.ts';

/**
 * `<user's cache>/silta/odoo-19/<version>`, outside the checkout. Root's own cache folder is normally closed to
 * the user that the services run as; then `/var/cache` takes its place.
 */
export function cacheFolder(): string {
  const userCache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const base = asRoot && !openToOthers(userCache) ? '/var/cache' : userCache;
  return join(base, 'silta', ODOO_PACKAGE.name, ODOO_PACKAGE.version);
}

function openToOthers(folder: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    const mode = statSync(path, { throwIfNoEntry: false })?.mode;
    if (mode !== undefined && (mode & 0o001) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

/** Makes a folder that the service user can pass through, also when root's umask closes new ones. */
export async function makeOpenFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) await chmod(made, 0o755);
}

/** Gives files to the user that the services run as. Nothing to do unless we are root. */
export async function giveToService(path: string): Promise<void> {
  if (asRoot) await runOrThrow('chown', ['-R', serviceOwner, path]);
}

const ABANDONED_AFTER_MS = 2 * 60 * 60_000;

/** Removes what builders that were killed half-way left in the cache. */
export async function clearAbandoned(folder: string, prefix: string): Promise<void> {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(prefix))) {
    const path = join(folder, name);
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (changed === undefined || Date.now() - changed < ABANDONED_AFTER_MS) continue;
    await rm(path, { recursive: true, force: true });
  }
}

const RUN_PREFIX = 'silta-odoo-';

/**
 * A private folder for one run, named after this process, so that a later run can tell which ones were left by
 * processes that died without clearing up. Kept short: a Unix socket path has at most 107 characters.
 */
export async function makeRunFolder(): Promise<string> {
  await clearLeftovers();
  const folder = mkdtempSync(join(tmpdir(), `${RUN_PREFIX}${process.pid}-`));
  await chmod(folder, 0o700);
  await giveToService(folder);
  return folder;
}

async function clearLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(RUN_PREFIX) ? Number.parseInt(name.slice(RUN_PREFIX.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    // Another user's leftovers are not ours to remove.
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Lets one process at a time fetch or build in the cache. A lock whose holder died is taken over; what is built
 * is put in place by a rename, so even two builders at once do no harm.
 */
export async function withLock<T>(path: string, log: Log, work: () => Promise<T>): Promise<T> {
  for (let told = false; ;) {
    const handle = await open(path, 'wx').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
      throw error;
    });
    if (handle !== undefined) {
      await handle.writeFile(String(process.pid));
      await handle.close();
      break;
    }
    const holder = Number.parseInt(await readFile(path, 'utf8').catch(() => ''), 10);
    if (!Number.isNaN(holder) && !isAlive(holder)) {
      await rm(path, { force: true });
      continue;
    }
    if (!told) log(`another process (${holder}) is preparing Odoo; waiting for it`);
    told = true;
    await delay(500);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

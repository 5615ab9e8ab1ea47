import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isCode } from './lock.ts';
import { CLI_VERSION } from './version.ts';

/** Silta's folder among the user's caches: outside the checkout, shared by all checkouts. */
export function cacheFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const xdg = env['XDG_CACHE_HOME'];
  if (xdg !== undefined && path.isAbsolute(xdg)) return path.join(xdg, 'silta');
  switch (platform) {
    case 'win32':
      return path.join(env['LOCALAPPDATA'] ?? path.join(homedir(), 'AppData', 'Local'), 'silta', 'Cache');
    case 'darwin':
      return path.join(homedir(), 'Library', 'Caches', 'silta');
    default:
      return path.join(env['HOME'] ?? homedir(), '.cache', 'silta');
  }
}

export const BINARY_NAME = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

/** One cached server: a folder with the binary and its SHA-256, published and replaced as a whole. */
export interface CacheEntry {
  folder: string;
  binary: string;
  sum: string;
}

/** The entry of the pinned release for this machine. */
export function entryIn(cache: string): CacheEntry {
  return entryAt(path.join(releaseFolder(cache), `${process.platform}-${process.arch}`));
}

function entryAt(folder: string): CacheEntry {
  return { folder, binary: path.join(folder, BINARY_NAME), sum: path.join(folder, `${BINARY_NAME}.sha256`) };
}

export function releaseFolder(cache: string): string {
  return path.join(cache, `temporal-${CLI_VERSION}`);
}

export type EntryState = 'good' | 'absent' | 'damaged';

/** Reads the whole binary and compares it with the sum that was written when it was made. */
export async function inspect(entry: CacheEntry): Promise<EntryState> {
  try {
    await stat(entry.folder);
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ENOTDIR')) return 'absent';
    throw error;
  }
  try {
    const wanted = (await readFile(entry.sum, 'utf8')).split(' ')[0];
    return wanted === (await sha256(entry.binary)) ? 'good' : 'damaged';
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ENOTDIR')) return 'damaged';
    throw error;
  }
}

/** A new folder on the cache's own file system, so that publishing is one rename. */
export async function makeStaging(cache: string): Promise<string> {
  const parent = releaseFolder(cache);
  await mkdir(parent, { recursive: true });
  await sweepLeftovers(parent);
  return mkdtemp(path.join(parent, LEFTOVER));
}

const LEFTOVER = '.new-';
const LEFTOVER_AGE_MS = 6 * 3600_000;

async function sweepLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(LEFTOVER)) continue;
    const folder = path.join(parent, name);
    const age = Date.now() - (await stat(folder).then((s) => s.mtimeMs, Date.now));
    if (age > LEFTOVER_AGE_MS) await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Makes `binary` (anywhere inside `staging`) the cache's entry. A good entry that somebody else published
 * meanwhile stays and is used; a damaged one is moved aside, never written into, since it may be running.
 */
export async function publish(cache: string, staging: string, binary: string): Promise<CacheEntry> {
  const entry = entryIn(cache);
  const ready = entryAt(path.join(staging, 'ready'));
  await mkdir(ready.folder);
  await rename(binary, ready.binary);
  await chmod(ready.binary, 0o755);
  await writeFile(ready.sum, `${await sha256(ready.binary)}  ${BINARY_NAME}\n`);
  for (;;) {
    try {
      await rename(ready.folder, entry.folder);
      return entry;
    } catch (error) {
      if (!isCode(error, 'ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'ENOTDIR')) throw error;
      switch (await inspect(entry)) {
        case 'good':
          return entry;
        case 'absent':
          throw error;
        case 'damaged':
          await rename(entry.folder, path.join(staging, `damaged-${randomUUID()}`));
      }
    }
  }
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface LockOptions {
  /** Called once when somebody else holds the lock, and again every 20 seconds while waiting. */
  onWait?: (holder: string, seconds: number) => void;
  /** A lock whose file was not touched for so long belongs to nobody. The holder touches it far more often. */
  staleAfterMs?: number;
  pollMs?: number;
}

interface Holder {
  token: string;
  pid: number;
  host: string;
}

/**
 * Runs `body` while holding the lock file. It saves work, not correctness: two processes that both take a
 * stale lock may both build, and what they then publish replaces nothing that is good.
 */
export async function withLock<T>(file: string, options: LockOptions, body: () => Promise<T>): Promise<T> {
  const { staleAfterMs = 60_000, pollMs = 250, onWait } = options;
  const mine: Holder = { token: randomUUID(), pid: process.pid, host: hostname() };
  await mkdir(path.dirname(file), { recursive: true });
  const start = Date.now();
  let nextNotice = 0;
  while (!(await take(file, mine))) {
    const holder = await readHolder(file);
    if (await isStale(file, holder, staleAfterMs)) {
      await discard(file);
      continue;
    }
    const waited = Date.now() - start;
    if (waited >= nextNotice) {
      onWait?.(holder === undefined ? 'another process' : `process ${holder.pid}`, Math.round(waited / 1000));
      nextNotice = waited + 20_000;
    }
    await pause(pollMs);
  }
  const touch = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, staleAfterMs / 6);
  touch.unref();
  try {
    return await body();
  } finally {
    clearInterval(touch);
    if ((await readHolder(file))?.token === mine.token) await rm(file, { force: true });
  }
}

async function take(file: string, mine: Holder): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(mine), { flag: 'wx' });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isHolder(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isHolder(value: unknown): value is Holder {
  return (
    typeof value === 'object' &&
    value !== null &&
    'token' in value &&
    typeof value.token === 'string' &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'host' in value &&
    typeof value.host === 'string'
  );
}

async function isStale(file: string, holder: Holder | undefined, staleAfterMs: number): Promise<boolean> {
  if (holder !== undefined && holder.host === hostname() && !isAlive(holder.pid)) return true;
  try {
    return Date.now() - (await stat(file)).mtimeMs > staleAfterMs;
  } catch {
    return false;
  }
}

/** Renamed before it is removed: of several who find the lock stale, one moves it and the rest look again. */
async function discard(file: string): Promise<void> {
  const aside = `${file}.stale-${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  await rm(aside, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

/** Not by `instanceof Error`: under Jest, Node's own errors come from another realm. */
export function isCode(error: unknown, ...codes: string[]): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && codes.some((c) => c === error.code)
  );
}

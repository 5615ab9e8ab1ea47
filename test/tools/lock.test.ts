import { readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { withLock } from '../../tools/temporal-server/lock.ts';
import { inTempFolder } from './helpers.ts';

const NO_SUCH_PROCESS = 2 ** 22 + 1;

describe('a lock file', () => {
  test('lets one in at a time and is gone afterwards', () =>
    inTempFolder(async (folder) => {
      const file = path.join(folder, 'the.lock');
      let inside = 0;
      let most = 0;
      const body = async (): Promise<void> => {
        most = Math.max(most, (inside += 1));
        await new Promise((resolve) => setTimeout(resolve, 5));
        inside -= 1;
      };
      await Promise.all(Array.from({ length: 8 }, () => withLock(file, { pollMs: 2 }, body)));
      expect(most).toBe(1);
      expect(await readdir(folder)).toEqual([]);
    }));

  test('is given back when the work fails', () =>
    inTempFolder(async (folder) => {
      const file = path.join(folder, 'the.lock');
      await expect(withLock(file, {}, () => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck');
      expect(await withLock(file, {}, async () => 'mine')).toBe('mine');
    }));

  test('of a process that died on this machine is taken over at once', () =>
    inTempFolder(async (folder) => {
      const file = path.join(folder, 'the.lock');
      await writeFile(file, JSON.stringify({ token: 't', pid: NO_SUCH_PROCESS, host: hostname() }));
      expect(await withLock(file, {}, async () => 'mine')).toBe('mine');
    }));

  test('of another machine is taken over once it was not touched for long enough', () =>
    inTempFolder(async (folder) => {
      const file = path.join(folder, 'the.lock');
      await writeFile(file, JSON.stringify({ token: 't', pid: 1, host: 'elsewhere' }));
      const waits: string[] = [];
      let seen = (): void => undefined;
      const waiting = new Promise<void>((resolve) => {
        seen = resolve;
      });
      const onWait = (who: string): void => {
        waits.push(who);
        seen();
      };
      const got = withLock(file, { staleAfterMs: 60_000, pollMs: 5, onWait }, async () => 'mine');
      await Promise.race([waiting, got]);
      await utimes(file, new Date(0), new Date(0));
      expect(await got).toBe('mine');
      expect(waits).toEqual(['process 1']);
    }));

  test('that is held stays fresh', () =>
    inTempFolder(async (folder) => {
      const file = path.join(folder, 'the.lock');
      await withLock(file, { staleAfterMs: 60 }, async () => {
        await utimes(file, new Date(0), new Date(0));
        const deadline = Date.now() + 5_000;
        while ((await stat(file)).mtimeMs === 0 && Date.now() < deadline) {
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        expect((await stat(file)).mtimeMs).toBeGreaterThan(0);
      });
    }));
});

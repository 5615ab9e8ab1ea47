import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { cacheFolder, entryIn, releaseFolder } from '../../tools/temporal-server/cache.ts';
import { type Surroundings, findTemporalServer } from '../../tools/temporal-server/find.ts';
import { isAtLeast, parseServerVersion } from '../../tools/temporal-server/version.ts';
import { WayFailed } from '../../tools/temporal-server/way.ts';
import { inTempFolder, writeFakeTemporal } from './helpers.ts';

const silent = (): void => undefined;

/** A machine without any server, whose downloads and builds fail unless a test says otherwise. */
function bare(folder: string, more: Partial<Surroundings> = {}): Surroundings & { calls: string[] } {
  const calls: string[] = [];
  return {
    env: { PATH: path.join(folder, 'bin') },
    cache: path.join(folder, 'cache'),
    download: async () => {
      calls.push('download');
      throw new WayFailed('no way out', 'open the door');
    },
    build: async () => {
      calls.push('build');
      throw new WayFailed('no Go', 'install Go');
    },
    ...more,
    calls,
  };
}

describe('finding a Temporal dev server', () => {
  test('SILTA_TEMPORAL_CLI wins over everything else', () =>
    inTempFolder(async (folder) => {
      const named = await writeFakeTemporal(path.join(folder, 'mine', 'my-temporal'), '1.31.2');
      await writeFakeTemporal(path.join(folder, 'bin', 'temporal'), '1.31.2');
      const around = bare(folder);
      around.env['SILTA_TEMPORAL_CLI'] = named;
      expect(await findTemporalServer(silent, around)).toEqual({ path: named, how: 'env' });
    }));

  test.each([
    ['a file that is not there', 'absent', undefined],
    ['a server that is too old', 'old', '1.30.9'],
  ])(
    'a SILTA_TEMPORAL_CLI with %s is an error that names it, not a reason to look on',
    (_what, name, server) =>
      inTempFolder(async (folder) => {
        const file = path.join(folder, name);
        if (server !== undefined) await writeFakeTemporal(file, server);
        const around = bare(folder);
        around.env['SILTA_TEMPORAL_CLI'] = file;
        await expect(findTemporalServer(silent, around)).rejects.toThrow(`SILTA_TEMPORAL_CLI=${file}`);
        expect(around.calls).toEqual([]);
      }),
  );

  test('a `temporal` on the PATH is used if its server is new enough, and passed over if not', () =>
    inTempFolder(async (folder) => {
      await writeFakeTemporal(path.join(folder, 'old', 'temporal'), '1.29.1');
      const good = await writeFakeTemporal(path.join(folder, 'new', 'temporal'), '1.32.0');
      const around = bare(folder);
      around.env['PATH'] = [path.join(folder, 'old'), path.join(folder, 'new')].join(path.delimiter);
      expect(await findTemporalServer(silent, around)).toEqual({ path: good, how: 'path' });
    }));

  test('what was fetched once is found in the cache afterwards', () =>
    inTempFolder(async (folder) => {
      const download = async (into: string): Promise<string> =>
        writeFakeTemporal(path.join(into, 'temporal-cli-v9'), '1.31.2');
      const first = await findTemporalServer(silent, bare(folder, { download }));
      expect(first.how).toBe('download');
      const around = bare(folder);
      expect(await findTemporalServer(silent, around)).toEqual({ path: first.path, how: 'cache' });
      expect(around.calls).toEqual([]);
      const leftovers = await readdir(releaseFolder(around.cache));
      expect(leftovers).toEqual([`${process.platform}-${process.arch}`]);
    }));

  test('a build follows when the download fails', () =>
    inTempFolder(async (folder) => {
      const build = async (into: string): Promise<string> =>
        writeFakeTemporal(path.join(into, 'temporal'), '1.31.2');
      const around = bare(folder, { build });
      expect((await findTemporalServer(silent, around)).how).toBe('build');
      expect(around.calls).toEqual(['download']);
    }));

  test('a damaged cache entry is never run: it is replaced, and the person is told', () =>
    inTempFolder(async (folder) => {
      const build = async (into: string): Promise<string> =>
        writeFakeTemporal(path.join(into, 'temporal'), '1.31.2');
      const around = bare(folder, { build });
      await findTemporalServer(silent, around);
      const { binary } = entryIn(around.cache);
      await writeFile(binary, '#!/bin/sh\necho broken\n');
      const lines: string[] = [];
      const again = await findTemporalServer((line) => lines.push(line), around);
      expect(again).toEqual({ path: binary, how: 'build' });
      expect(await readFile(binary, 'utf8')).toContain('Server 1.31.2');
      expect(lines.join('\n')).toContain('damaged');
    }));

  test('a download that turns out to be too old is refused, and the build is tried', () =>
    inTempFolder(async (folder) => {
      const download = async (into: string): Promise<string> =>
        writeFakeTemporal(path.join(into, 'temporal'), '1.20.0');
      const around = bare(folder, { download });
      await expect(findTemporalServer(silent, around)).rejects.toThrow(/its server is 1\.20\.0[^]*no Go/);
    }));

  test('of several that look at once, one fetches and all get the same', () =>
    inTempFolder(async (folder) => {
      let builds = 0;
      const build = async (into: string): Promise<string> => {
        builds += 1;
        await new Promise((resolve) => setTimeout(resolve, 100));
        return writeFakeTemporal(path.join(into, 'temporal'), '1.31.2');
      };
      const around = bare(folder, { build });
      const found = await Promise.all([1, 2, 3, 4].map(() => findTemporalServer(silent, around)));
      expect(builds).toBe(1);
      expect(new Set(found.map(({ path: file }) => file))).toEqual(new Set([entryIn(around.cache).binary]));
      expect(found.map(({ how }) => how).sort()).toEqual(['build', 'cache', 'cache', 'cache']);
    }));

  test('when nothing works, one error lists every way, why it failed and its cure', () =>
    inTempFolder(async (folder) => {
      const error: unknown = await findTemporalServer(silent, bare(folder)).catch(
        (reason: unknown) => reason,
      );
      const text = error instanceof Error ? error.message : '';
      for (const part of [
        'SILTA_TEMPORAL_CLI',
        'PATH',
        'cache',
        'no way out',
        'open the door',
        'install Go',
      ]) {
        expect(text).toContain(part);
      }
      expect(text.match(/cure:/g)).toHaveLength(5);
    }));

  test('a cache that cannot be written is told with its cure', () =>
    inTempFolder(async (folder) => {
      const file = path.join(folder, 'file');
      await writeFile(file, '');
      const around = bare(folder, { cache: path.join(file, 'cache') });
      await expect(findTemporalServer(silent, around)).rejects.toThrow('XDG_CACHE_HOME');
    }));
});

describe('versions and folders', () => {
  test('the server version is read from what the CLI says of itself', () => {
    expect(parseServerVersion('temporal version 1.8.2 (Server 1.31.2, UI 2.50.1)')).toBe('1.31.2');
    expect(parseServerVersion('temporal: command not found')).toBeUndefined();
  });

  test.each([
    ['1.31.0', '1.31.0', true],
    ['1.100.0', '1.31.0', true],
    ['2.0', '1.31.0', true],
    ['1.30.99', '1.31.0', false],
    ['1.31', '1.31.0', true],
  ])('%s is at least %s: %s', (version, lowest, expected) => {
    expect(isAtLeast(version, lowest)).toBe(expected);
  });

  test('the cache is where each system keeps caches', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/x' }, 'linux')).toBe('/x/silta');
    expect(cacheFolder({ XDG_CACHE_HOME: 'relative', HOME: '/home/me' }, 'linux')).toBe(
      '/home/me/.cache/silta',
    );
    expect(cacheFolder({}, 'darwin')).toMatch(/Library\/Caches\/silta$/);
  });
});

import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { run } from '../../tools/temporal-server/run.ts';
import { inTempFolder, writeTree } from './helpers.ts';

const SCRIPT = fileURLToPath(new URL('../../tools/bootstrap.mjs', import.meta.url));

function lock(version: string): string {
  const optional = { version: '1.0.0', integrity: 'o', optional: true };
  const packages = {
    '': { name: 'x' },
    'node_modules/a': { version, integrity: `a${version}` },
    'node_modules/for-another-system': optional,
  };
  return JSON.stringify({ packages });
}

/** What npm writes into node_modules about what it installed: no root, no package of another system. */
function record(version: string): string {
  return JSON.stringify({ packages: { 'node_modules/a': { version, integrity: `a${version}` } } });
}

/** An npm that notes how it was called and "installs" version 1. */
const FAKE_NPM = `
const fs = require('fs');
console.log('npm got: ' + process.argv.slice(2).join(' '));
if (fs.existsSync('broken')) process.exit(7);
fs.mkdirSync('node_modules', { recursive: true });
fs.writeFileSync('node_modules/.package-lock.json', ${JSON.stringify(record('1'))});
`;

async function checkout(root: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
  await writeTree(root, {
    'tools/bootstrap.mjs': await readFile(SCRIPT, 'utf8'),
    'package-lock.json': lock('1'),
    'npm/npm-cli.js': FAKE_NPM,
    ...more,
  });
}

function bootstrap(root: string): ReturnType<typeof run> {
  return run(process.execPath, ['tools/bootstrap.mjs'], {
    cwd: root,
    env: { ...process.env, npm_execpath: path.join(root, 'npm', 'npm-cli.js') },
  });
}

describe('bootstrap', () => {
  test('installs on a bare checkout by the npm that runs it, then has nothing to do or say', () =>
    inTempFolder(async (root) => {
      await checkout(root);
      const first = await bootstrap(root);
      expect(first.output).toContain('npm got: ci --include=dev');
      expect(first.code).toBe(0);
      expect(await bootstrap(root)).toEqual({ code: 0, output: '' });
    }));

  test('leaves packages alone that a person installed by hand from the same lock file', () =>
    inTempFolder(async (root) => {
      await checkout(root, { 'node_modules/.package-lock.json': record('1') });
      expect(await bootstrap(root)).toEqual({ code: 0, output: '' });
      expect((await stat(path.join(root, 'node_modules/.silta-lock'))).isFile()).toBe(true);
    }));

  test('installs again when the lock file has changed, and when node_modules was removed', () =>
    inTempFolder(async (root) => {
      await checkout(root, { 'package-lock.json': lock('0') });
      await bootstrap(root);
      await writeTree(root, { 'package-lock.json': lock('2') });
      expect((await bootstrap(root)).output).toContain('not those of package-lock.json');
      await rm(path.join(root, 'node_modules'), { recursive: true });
      expect((await bootstrap(root)).output).toContain('npm got: ci');
    }));

  test('says that npm failed, stops what comes after, and tries again next time', () =>
    inTempFolder(async (root) => {
      await checkout(root, { broken: '' });
      const result = await bootstrap(root);
      expect(result.code).toBe(1);
      expect(result.output).toContain('npm ci failed');
      await rm(path.join(root, 'broken'));
      expect((await bootstrap(root)).output).toContain('Packages installed');
    }));

  test('tells an old Node what is needed and how to get it', () =>
    inTempFolder(async (root) => {
      await checkout(root);
      const text = await readFile(SCRIPT, 'utf8');
      await writeTree(root, { 'tools/bootstrap.mjs': text.replace('[20, 20]', '[999, 0]') });
      const result = await bootstrap(root);
      expect(result.code).toBe(1);
      expect(result.output).toMatch(/needs Node\.js 999\.0 or later; this is v\d+.*\nInstall a current LTS/);
    }));
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkAppendOnly } from './append-only.ts';
import { appendToStore, checkStore, INDEX, readStore, STORE } from './store.ts';

const history = (words: string): string => `{"events":[{"eventId":"1","eventType":"${words}"}]}\n`;

let root: string;
let store: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'silta-store-'));
  store = join(root, 'main', 'test', 'histories');
  appendToStore(store, [
    { file: '1/sent.SendInvoice.1.json', text: history('one') },
    { file: '1/open.Connection.1.json', text: history('two') },
  ]);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the store', () => {
  test('is whole after histories were added, in the order of their recording', () => {
    appendToStore(store, [{ file: '2/sent.SendInvoice.1.json', text: history('three') }]);
    expect(checkStore(store)).toEqual([]);
    expect(readStore(store).map(({ recording, path }) => `${recording} ${path}`)).toEqual([
      '1 sent',
      '1 open',
      '2 sent',
    ]);
  });

  test('takes no history in place of one that it has', () => {
    const again = { file: '1/sent.SendInvoice.1.json', text: history('other') };
    expect(() => appendToStore(store, [again])).toThrow('append-only');
    expect(checkStore(store)).toEqual([]);
  });

  test('shows a history that was altered, removed or slipped in', () => {
    writeFileSync(join(store, '1/sent.SendInvoice.1.json'), history('altered'));
    rmSync(join(store, '1/open.Connection.1.json'));
    writeFileSync(join(store, '1/extra.Connection.1.json'), history('extra'));
    expect(checkStore(store)).toEqual([
      '1/sent.SendInvoice.1.json: altered',
      '1/open.Connection.1.json: listed in SHA256SUMS, but removed',
      '1/extra.Connection.1.json: not listed in SHA256SUMS',
    ]);
  });
});

describe('the store in git', () => {
  const main = (): string => join(root, 'main');
  const git = (folder: string, ...args: string[]): string =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=T', '-c', 'user.email=t@example.invalid', ...args], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
  const commit = (message: string): void => {
    git(main(), 'add', '-A');
    git(main(), 'commit', '-q', '-m', message);
  };
  /** Alters a history and makes the index agree, as somebody would who wants a test to be quiet. */
  const alterQuietly = (): void => {
    const old = readFileSync(join(store, INDEX), 'utf8');
    const file = '1/sent.SendInvoice.1.json';
    rmSync(join(store, file));
    appendToStore(store, [{ file, text: history('altered') }]);
    const fresh = readFileSync(join(store, INDEX), 'utf8').slice(old.length);
    writeFileSync(join(store, INDEX), old.replace(/.*sent.*\n/, fresh));
    expect(checkStore(store)).toEqual([]);
  };
  beforeEach(() => {
    execFileSync('git', ['init', '-q', '-b', 'main', main()]);
    commit('first recording');
  });

  test('is kept when histories were only added', async () => {
    appendToStore(store, [{ file: '2/sent.SendInvoice.1.json', text: history('three') }]);
    expect(await checkAppendOnly(store)).toMatchObject({ kind: 'kept' });
    commit('second recording');
    expect(await checkAppendOnly(store)).toMatchObject({ kind: 'kept' });
  });

  test('is broken by an alteration that the index was made to agree with, before and after its commit', async () => {
    alterQuietly();
    const findings = [expect.stringMatching('altered .*sent.SendInvoice.1.json')];
    expect(await checkAppendOnly(store)).toEqual({ kind: 'broken', findings });
    commit('quiet change');
    appendToStore(store, [{ file: '2/sent.SendInvoice.1.json', text: history('three') }]);
    commit('and something on top');
    expect(await checkAppendOnly(store)).toEqual({ kind: 'broken', findings });
  });

  test('is broken by a removal, also when the file comes back later', async () => {
    const file = join(store, '1/open.Connection.1.json');
    const text = readFileSync(file, 'utf8');
    rmSync(file);
    commit('removed');
    writeFileSync(file, text);
    commit('back');
    const findings = [expect.stringMatching('removed .*open.Connection.1.json')];
    expect(await checkAppendOnly(store)).toEqual({ kind: 'broken', findings });
  });

  test('is broken when all of it is gone', async () => {
    rmSync(store, { recursive: true });
    expect(await checkAppendOnly(store)).toMatchObject({ kind: 'broken' });
    commit('all gone');
    expect(await checkAppendOnly(store)).toMatchObject({ kind: 'broken' });
  });

  test('is broken by a change that only a merge commit makes', async () => {
    git(main(), 'checkout', '-q', '-b', 'side');
    writeFileSync(join(main(), 'readme'), 'side');
    commit('side');
    git(main(), 'checkout', '-q', 'main');
    git(main(), 'merge', '-q', '--no-ff', '--no-commit', 'side');
    alterQuietly();
    commit('merge with a change of its own');
    expect(await checkAppendOnly(store)).toMatchObject({ kind: 'broken' });
  });

  test('is judged alike in a fresh clone, and against the main branch also on another one', async () => {
    const clone = join(root, 'clone');
    git(root, 'clone', '-q', pathToFileURL(main()).href, clone);
    expect(await checkAppendOnly(join(clone, 'test/histories'))).toEqual({
      kind: 'kept',
      base: 'refs/remotes/origin/main',
    });
    git(main(), 'checkout', '-q', '-b', 'side');
    alterQuietly();
    commit('on a branch');
    git(root, 'clone', '-q', '--branch', 'side', pathToFileURL(main()).href, join(root, 'second'));
    expect(await checkAppendOnly(join(root, 'second/test/histories'))).toMatchObject({ kind: 'broken' });
  });

  test('is not judged in a shallow clone or without git, and says so', async () => {
    writeFileSync(join(main(), 'readme'), 'more');
    commit('more');
    const clone = join(root, 'shallow');
    git(root, 'clone', '-q', '--depth', '1', pathToFileURL(main()).href, clone);
    expect(await checkAppendOnly(join(clone, 'test/histories'))).toMatchObject({
      kind: 'unknown',
      why: 'shallow',
      cure: 'git fetch --unshallow',
    });
    rmSync(join(clone, '.git'), { recursive: true });
    expect(await checkAppendOnly(join(clone, 'test/histories'))).toMatchObject({ why: 'no-git' });
  });
});

// A clone without its past cannot be judged; the hashes of the index are checked all the same.
const here = await checkAppendOnly(STORE);
if (here.kind === 'unknown') {
  console.log(
    `skipped: whether stored histories were altered cannot be told (${here.why}). Cure: ${here.cure}`,
  );
}
const testHere = here.kind === 'unknown' ? test.skip : test;
testHere('no history of this repository was ever altered or removed', () => {
  expect(here).toMatchObject({ kind: 'kept' });
});

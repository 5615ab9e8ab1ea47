import { beforeAll, describe, expect, test } from '@jest/globals';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflows } from '../../workers/bundle.ts';
import { decoded, parseHistory } from '../scenario/histories.ts';
import { MORTAL_PATHS, PATHS } from './paths.ts';
import { replayAll, type Replayable, type Replayed } from './replaying.ts';
import { checkStore, readStore, STORE, type StoredHistory } from './store.ts';

/** Another store may be tried: `REPLAY_STORE=/some/folder npm test -- test/replay`. */
const store = process.env['REPLAY_STORE'] ?? STORE;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let stored: StoredHistory[];
let replayables: Replayable[];
beforeAll(() => {
  stored = readStore(store);
  replayables = stored.map(({ file, text }) => ({ name: file, history: parseHistory(text) }));
});

const failures = (results: readonly Replayed[]): Replayed[] => results.filter(({ error }) => error);

test('the store is what its index says', () => {
  expect(checkStore(store)).toEqual([]);
});

test('each path through the workflows is stored, and its history proves that it was that path', () => {
  const lacking = [...PATHS, ...MORTAL_PATHS].flatMap(({ name, proof }) => {
    // The newest recording that has the path: a new path is recorded by itself.
    const newest = stored.filter(({ path }) => path === name).at(-1)?.recording;
    const histories = stored.filter(({ path, recording }) => path === name && recording === newest);
    const text = histories.map((one) => JSON.stringify(decoded(parseHistory(one.text)))).join('\n');
    return proof.filter((words) => !text.includes(words)).map((words) => `${name}: ${words}`);
  });
  expect(lacking).toEqual([]);
});

test('no stored history names a machine', () => {
  const telling = stored.filter(({ text }) => /\d+@|\/(home|root|tmp|work|Users)\//.test(text));
  expect(telling.map(({ file }) => file)).toEqual([]);
});

test('the code of today follows every stored history', async () => {
  const results = await replayAll(await bundleWorkflows(), replayables);
  console.log(`replayed ${results.length} histories`);
  expect(failures(results)).toEqual([]);
  expect(results).toHaveLength(stored.length);
});

describe('a change of the workflows that breaks runs under way is caught', () => {
  /** What is changed in a copy of the source tree, and which paths can no longer be followed. */
  const mutations = [
    {
      what: 'none: the copy itself is sound',
      file: 'workflows/send-invoice.ts',
      find: 'export async function SendInvoice(',
      replace: 'export async function SendInvoice(',
      breaks: [],
    },
    {
      what: 'other words on the status page, which is harmless',
      file: 'workflows/status.ts',
      find: 'this.#render(`### ${this.title}: ',
      replace: 'this.#render(`### In other words, ${this.title}: ',
      breaks: [],
    },
    {
      what: 'a timer before each round',
      file: 'workflows/send-invoice.ts',
      find: '    requests.take();\n',
      replace: '    requests.take();\n    await condition(() => false, 1000);\n',
      breaks: ['known-registers', 'rejected-then-retried', 'reply-lost-then-adopted', 'worker-lost'],
    },
    {
      what: 'a pause between the pages of a verification',
      file: 'workflows/verify-invoices.ts',
      find: '    after = invoices.at(-1)',
      replace: '    await new Promise((resolve) => setTimeout(resolve, 1000));\n    after = invoices.at(-1)',
      breaks: ['verification'],
    },
    {
      what: 'no pause before the first look',
      file: 'workflows/settling.ts',
      find: 'await sleep(this.waits.firstLookMs',
      replace: 'if (Date.now() < 0) await sleep(this.waits.firstLookMs',
      breaks: ['reply-lost-then-adopted', 'absent-then-sent-again', 'edit-reply-lost'],
    },
    {
      what: 'no pause before Odoo is tried again',
      file: 'workflows/recording.ts',
      find: '      await sleep(waits.probeAfterMs[0]',
      replace: '      if (Date.now() < 0) await sleep(waits.probeAfterMs[0]',
      breaks: ['odoo-not-writable'],
    },
    {
      what: 'a pause before an invoice goes without its files',
      file: 'workflows/send-invoice.ts',
      find: '          withoutFiles = true;\n',
      replace: '          withoutFiles = true;\n          await sleep(1000);\n',
      breaks: ['files-refused', 'edit-with-files-refused'],
    },
  ] as const;

  test.each(mutations)('$what', async ({ file, find, replace, breaks }) => {
    const folder = await mkdtemp(join(tmpdir(), 'silta-replay-'));
    try {
      const bundle = await bundleOfCopy(folder, { file, find, replace });
      const broken = failures(await replayAll(bundle, replayables)).map(({ name }) => pathOf(name));
      if (breaks.length === 0) expect(broken).toEqual([]);
      expect(broken).toEqual(expect.arrayContaining([...breaks]));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  function pathOf(file: string): string | undefined {
    return stored.find((one) => one.file === file)?.path;
  }
});

async function bundleOfCopy(
  folder: string,
  { file, find, replace }: { readonly file: string; readonly find: string; readonly replace: string },
): Promise<WorkflowBundleWithSourceMap> {
  for (const part of ['workflows', 'activities', 'mapping']) {
    await cp(join(ROOT, part), join(folder, part), { recursive: true });
  }
  // Not a folder within node_modules: the bundler takes TypeScript from anywhere but there.
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const path = join(folder, file);
  const text = await readFile(path, 'utf8');
  const places = text.split(find).length - 1;
  if (places !== 1) throw new Error(`${file} has ${places} places that read: ${find}`);
  await writeFile(
    path,
    text.replace(find, () => replace),
  );
  return bundleWorkflows(join(folder, 'workflows/index.ts'));
}

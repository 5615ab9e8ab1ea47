import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a worker process runs on. */
const PRODUCT = [
  'activities',
  'bin',
  'cli',
  'config',
  'control',
  'gateway',
  'mapping',
  'netvisor',
  'odoo',
  'schedules',
  'workers',
  'workflows',
  'package.json',
  'tsconfig.json',
];

/** One guard, switched off by changing one place of the source. */
export interface Mutation {
  /** Source file, from the root of the tree. */
  readonly file: string;
  /** Must stand there exactly once. */
  readonly find: string;
  readonly replace: string;
}

export interface Mutant {
  /** Root of the changed tree, for `startWorker`. */
  readonly root: string;
  remove(): void;
}

/**
 * Copies the product and changes one place of the copy. The copy lies outside `node_modules`, since Temporal's
 * bundler leaves TypeScript in there as it is, and finds the packages through a link. Throws when the place is
 * not there exactly once: then the guard has moved, and the mutation must follow it.
 */
export function plantMutant({ file, find, replace }: Mutation): Mutant {
  const changed = withChange(file, readFileSync(join(ROOT, file), 'utf8'), { find, replace });
  const root = mkdtempSync(join(tmpdir(), 'silta-mutant-'));
  for (const name of PRODUCT) cpSync(join(ROOT, name), join(root, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'junction');
  writeFileSync(join(root, file), changed);
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

function withChange(
  file: string,
  text: string,
  { find, replace }: Pick<Mutation, 'find' | 'replace'>,
): string {
  const places = text.split(find).length - 1;
  if (places !== 1) {
    throw new Error(
      `the guard in ${file} has moved: its text stands there ${places} times, not once:\n${find}`,
    );
  }
  // A function, so that `$` in the replacement means nothing.
  return text.replace(find, () => replace);
}

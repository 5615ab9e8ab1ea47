import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the histories are kept, one folder for each recording. */
export const STORE = fileURLToPath(new URL('./histories', import.meta.url));

/** Names each stored history with its SHA-256, in the form that `sha256sum --check` reads. */
export const INDEX = 'SHA256SUMS';

export interface StoredHistory {
  /** `<recording>/<path>.<workflow>.<run>.json` */
  readonly file: string;
  readonly recording: string;
  /** Name of the path through the code, as in `cases.ts`. */
  readonly path: string;
  readonly text: string;
}

interface Entry {
  readonly file: string;
  readonly sha256: string;
}

/** All histories of the store in the order of their recording. */
export function readStore(folder: string): StoredHistory[] {
  return readIndex(folder).map(({ file }) => {
    const [recording = '', name = ''] = file.split('/');
    return {
      file,
      recording,
      path: name.split('.')[0] ?? '',
      text: readFileSync(join(folder, file), 'utf8'),
    };
  });
}

/** What is wrong with the store by its own index; nothing when all is well. */
export function checkStore(folder: string): string[] {
  const entries = readIndex(folder);
  const listed = new Set<string>();
  const problems: string[] = [];
  for (const { file, sha256 } of entries) {
    if (listed.has(file)) problems.push(`${file}: listed twice in ${INDEX}`);
    listed.add(file);
    const path = join(folder, file);
    if (!existsSync(path)) problems.push(`${file}: listed in ${INDEX}, but removed`);
    else if (sha256Of(readFileSync(path)) !== sha256) problems.push(`${file}: altered`);
  }
  const extra = filesOf(folder).filter((file) => !listed.has(file));
  return [...problems, ...extra.map((file) => `${file}: not listed in ${INDEX}`)];
}

/** Adds histories to the store. Throws when one of them is there already: nothing is ever replaced. */
export function appendToStore(
  folder: string,
  histories: readonly { readonly file: string; readonly text: string }[],
): void {
  const taken = histories.filter(({ file }) => existsSync(join(folder, file)));
  if (taken.length > 0)
    throw new Error(`the store is append-only and has ${taken.map(({ file }) => file).join(', ')}`);
  for (const { file, text } of histories) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const lines = histories.map(({ file, text }) => `${sha256Of(text)}  ${file}\n`);
  writeFileSync(join(folder, INDEX), lines.join(''), { flag: 'a' });
}

function readIndex(folder: string): Entry[] {
  const path = join(folder, INDEX);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const [, sha256, file] = /^([0-9a-f]{64}) {2}([\w./-]+)$/.exec(line) ?? [];
    if (sha256 === undefined || file === undefined)
      throw new Error(`${INDEX} has a line that is none: ${line}`);
    return { file, sha256 };
  });
}

function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const recordings = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return recordings.flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`));
}

const sha256Of = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { INDEX } from './store.ts';

export type AppendOnly =
  /** No stored history was ever altered or removed, neither on the main branch nor since. */
  | { readonly kind: 'kept'; readonly base: string }
  | { readonly kind: 'broken'; readonly findings: readonly string[] }
  /** Nothing can be said: why, and what would help. */
  | { readonly kind: 'unknown'; readonly why: 'shallow' | 'no-git'; readonly cure: string };

/** Where the branch that counts may stand, in this order: a clone's view of it, a local one, what is checked out. */
const BASES = ['refs/remotes/origin/main', 'refs/heads/main', 'HEAD'];
const CHANGED = ['--no-renames', '--diff-filter=MDT', '--name-status'];

/**
 * Asks git whether the store was only ever added to. The index alone cannot tell: whoever alters a history can
 * write its new hash there too.
 */
export async function checkAppendOnly(folder: string): Promise<AppendOnly> {
  // Asked in the folder above: the store itself may have been removed.
  const git = async (...args: string[]): Promise<string> =>
    (
      await promisify(execFile)('git', ['-C', dirname(folder), ...args], { maxBuffer: 64 * 1024 * 1024 })
    ).stdout.trim();
  let shallow: string;
  try {
    shallow = await git('rev-parse', '--is-shallow-repository');
  } catch {
    return { kind: 'unknown', why: 'no-git', cure: 'run it in a git clone, with git on the PATH' };
  }
  if (shallow !== 'false') return { kind: 'unknown', why: 'shallow', cure: 'git fetch --unshallow' };

  const base = await firstThatExists(git);
  if (base === undefined) return { kind: 'kept', base: 'no commit yet' };
  const top = realpathSync(await git('rev-parse', '--show-toplevel'));
  const within = join(relative(top, realpathSync(dirname(folder))), basename(folder));
  const histories = ['--', `:(top,glob)${within}/*/**`, `:(top,exclude)${within}/${INDEX}`];
  const since = await git('merge-base', base, 'HEAD');
  const [past, present] = await Promise.all([
    // Along the main line only: what a branch did to its own recordings before it was merged harms nobody.
    git('log', '-m', '--first-parent', '--format=%h', ...CHANGED, base, ...histories),
    git('diff', ...CHANGED, since, ...histories),
  ]);
  const findings = [...inCommits(past), ...lines(present).map((line) => `here: ${readable(line)}`)];
  return findings.length > 0 ? { kind: 'broken', findings } : { kind: 'kept', base };
}

async function firstThatExists(git: (...args: string[]) => Promise<string>): Promise<string | undefined> {
  for (const name of BASES) {
    try {
      await git('rev-parse', '--verify', '--quiet', `${name}^{commit}`);
      return name;
    } catch {
      // The next one.
    }
  }
  return undefined;
}

function inCommits(log: string): string[] {
  let commit = '';
  return lines(log).flatMap((line) => {
    if (line.includes('\t')) return [`commit ${commit}: ${readable(line)}`];
    commit = line;
    return [];
  });
}

const lines = (text: string): string[] => text.split('\n').filter(Boolean);

function readable(nameStatus: string): string {
  const [status, file] = nameStatus.split('\t');
  return `${status === 'D' ? 'removed' : 'altered'} ${file}`;
}

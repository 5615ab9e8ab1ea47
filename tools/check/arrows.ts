import { readFile, readdir } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { type ImportStatement, importsOf } from './imports.ts';
import { type FolderRule, RULES, SANDBOX } from './rules.ts';

export interface Violation {
  /** Relative to the root, with forward slashes. */
  file: string;
  line: number;
  /** What is wrong and which rule says so, in words. */
  text: string;
}

const SKIPPED = new Set(['node_modules', 'docs', 'tmp']);
const MODULE_FILE = /\.[cm]?[jt]sx?$/;

/**
 * Checks the imports of every module below `root` against the table of `rules.ts`: each folder by itself, then
 * what reaches the workflow sandbox over any number of files.
 */
export async function checkArrows(
  root: string,
  rules: Readonly<Record<string, FolderRule>> = RULES,
): Promise<Violation[]> {
  const violations: Violation[] = [];
  const imports = new Map<string, ImportStatement[]>();
  for (const folder of await foldersOf(root)) {
    const rule = rules[folder];
    for (const absolute of await modulesIn(path.join(root, folder))) {
      const file = path.relative(root, absolute).split(path.sep).join('/');
      if (rule === undefined) {
        violations.push({ file, line: 1, text: `folder ${folder}/ is not in the table: add it to rules.ts` });
        break;
      }
      const statements = importsOf(await readFile(absolute, 'utf8'));
      imports.set(file, statements);
      for (const statement of statements) {
        const text = judge(file, folder, rule, statement);
        if (text !== undefined) violations.push({ file, line: statement.line, text });
      }
    }
  }
  return [...violations, ...checkSandbox(imports)];
}

/** Follows imports that run from the workflows; what those import directly was judged by their own rule. */
function checkSandbox(imports: ReadonlyMap<string, readonly ImportStatement[]>): Violation[] {
  const violations: Violation[] = [];
  const inFolder = (file: string): boolean => file.startsWith(`${SANDBOX.from}/`);
  const importedBy = new Map<string, string>();
  const queue = [...imports.keys()].filter(inFolder);
  for (const file of queue) {
    for (const { source, kind, line } of imports.get(file) ?? []) {
      if (kind === 'type') continue;
      if (source.startsWith('.')) {
        const target = path.posix.join(path.posix.dirname(file), source);
        if (inFolder(target) || importedBy.has(target)) continue;
        importedBy.set(target, file);
        queue.push(target);
      } else if (!inFolder(file) && !isOutsideAllowed(source, SANDBOX)) {
        const way = `${importedBy.get(file) ?? ''} imports this file`;
        violations.push({ file, line, text: `imports ${source}, and ${way}. Rule: ${SANDBOX.why}.` });
      }
    }
  }
  return violations;
}

async function foldersOf(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.has(entry.name))
    .map((entry) => entry.name)
    .sort();
}

async function modulesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && MODULE_FILE.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.split(path.sep).includes('node_modules'))
    .sort();
}

function judge(
  file: string,
  folder: string,
  rule: FolderRule,
  statement: ImportStatement,
): string | undefined {
  const { source, kind } = statement;
  if (!source.startsWith('.')) {
    const sort = isBuiltin(source) ? 'module of Node' : 'package';
    return isOutsideAllowed(source, rule) ? undefined : `imports the ${sort} ${source}. Rule: ${rule.why}.`;
  }
  const target = path.posix.join(path.posix.dirname(file), source);
  const targetFolder = target.split('/')[0] ?? '';
  if (targetFolder === folder) return undefined;
  if (targetFolder === '..') return `imports ${source}, which lies outside the project.`;
  const covers = (allowed: string): boolean =>
    allowed === '*' || allowed === targetFolder || allowed === target;
  if (rule.values.some(covers)) return undefined;
  if (rule.types.some(covers)) {
    return kind === 'type'
      ? undefined
      : `imports ${target} as code, where only \`import type\` is allowed. Rule: ${rule.why}.`;
  }
  return `imports ${target}. Rule: ${rule.why}.`;
}

/** Whether something that is not ours, a module of Node or a package, may be imported. */
function isOutsideAllowed(source: string, rule: Pick<FolderRule, 'packages' | 'node'>): boolean {
  return isBuiltin(source)
    ? isListed(source.startsWith('node:') ? source : `node:${source}`, rule.node)
    : isListed(packageName(source), rule.packages);
}

/** `zod/v4` → `zod`, `@temporalio/client/lib/x` → `@temporalio/client`. */
function packageName(source: string): string {
  return source.split('/', source.startsWith('@') ? 2 : 1).join('/');
}

function isListed(name: string, patterns: readonly string[]): boolean {
  const matches = (pattern: string): boolean =>
    pattern === '*' || pattern === name || (pattern.endsWith('/*') && name.startsWith(pattern.slice(0, -1)));
  const refused = patterns.some((pattern) => pattern.startsWith('!') && matches(pattern.slice(1)));
  return !refused && patterns.some(matches);
}

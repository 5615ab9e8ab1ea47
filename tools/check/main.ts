/** `npm run check`: format, lint, types and arrows; one line each, details only of what failed. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkArrows } from './arrows.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Outcome {
  ok: boolean;
  /** Shown below the line when not ok. */
  details: string;
}

interface Step {
  name: string;
  what: string;
  run: () => Promise<Outcome>;
}

const STEPS: readonly Step[] = [
  {
    name: 'format',
    what: 'prettier; cure: npx prettier --write .',
    run: () => runTool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
  },
  {
    name: 'lint',
    what: 'oxlint with types',
    run: () => runTool('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings', '--format', 'unix', '.']),
  },
  { name: 'types', what: 'tsc', run: () => runTool('typescript/bin/tsc', ['--noEmit', '--pretty', 'false']) },
  { name: 'arrows', what: 'imports between folders', run: runArrows },
];

const started = STEPS.map((step) => ({ step, begin: Date.now(), outcome: timed(step) }));
let failures = 0;
for (const { step, outcome } of started) {
  const { ok, details, seconds } = await outcome;
  console.log(
    `${ok ? 'ok    ' : 'FAILED'} ${step.name.padEnd(7)} ${seconds.toFixed(1).padStart(5)} s  ${step.what}`,
  );
  if (ok) continue;
  failures += 1;
  console.log(details.trimEnd().replace(/^/gm, '    '));
}
console.log(failures === 0 ? 'check: all well' : `check: ${failures} of ${STEPS.length} failed`);
process.exitCode = failures === 0 ? 0 : 1;

async function timed(step: Step): Promise<Outcome & { seconds: number }> {
  const begin = Date.now();
  const outcome = await step
    .run()
    .catch((error: unknown): Outcome => ({ ok: false, details: String(error) }));
  return { ...outcome, seconds: (Date.now() - begin) / 1000 };
}

function runTool(script: string, args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(ROOT, 'node_modules', script), ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    let details = '';
    const keep = (chunk: Buffer): void => {
      details += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ ok: false, details: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, details }));
  });
}

async function runArrows(): Promise<Outcome> {
  const violations = await checkArrows(ROOT);
  return {
    ok: violations.length === 0,
    details: violations.map(({ file, line, text }) => `${file}:${line}  ${text}`).join('\n'),
  };
}

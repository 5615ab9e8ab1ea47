import { chmod, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { type RunResult, run } from '../../tools/temporal-server/run.ts';
import { inTempFolder, writeTree } from './helpers.ts';

const CI = fileURLToPath(new URL('../../.ci/', import.meta.url));

interface Counts {
  passed: number;
  failed?: number;
  skipped?: number;
  broken?: number;
}

function report({ passed, failed = 0, skipped = 0, broken = 0 }: Counts): string {
  return JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: skipped,
    numTodoTests: 0,
    numRuntimeErrorTestSuites: broken,
    testResults: [
      ...Array.from({ length: failed }, (_, n) => ({
        name: path.resolve('test/x.test.ts'),
        status: 'failed',
        assertionResults: [{ status: 'failed', fullName: `promise ${n} is kept` }],
      })),
      ...Array.from({ length: broken }, () => ({
        name: path.resolve('test/broken.test.ts'),
        status: 'failed',
        assertionResults: [],
      })),
    ],
  });
}

interface Scene {
  unit?: Counts;
  odoo?: Counts;
  bootstrap?: string;
  checkExit?: number;
  demoExit?: number;
  heldBack?: readonly string[];
}

/** Runs the real .ci/run in a made-up checkout, with an `npm` that only writes the reports it is told to. */
async function ci({
  unit,
  odoo,
  bootstrap = '',
  checkExit = 0,
  demoExit = 0,
  heldBack = [],
}: Scene): Promise<RunResult & { last: string }> {
  return inTempFolder(async (root) => {
    await writeTree(root, {
      '.ci/run': await readFile(path.join(CI, 'run'), 'utf8'),
      '.ci/totals.mjs': await readFile(path.join(CI, 'totals.mjs'), 'utf8'),
      'tools/bootstrap.mjs': bootstrap,
      'test/held-back.mjs': `export const HELD_BACK = ${JSON.stringify(heldBack)};\n`,
      'reports/test': unit === undefined ? '' : report(unit),
      'reports/odoo': odoo === undefined ? '' : report(odoo),
      'bin/npm': [
        '#!/bin/sh',
        'case "$*" in',
        `  "run check") echo "check was here"; exit ${checkExit};;`,
        `  "run demo"*) echo "the story"; exit ${demoExit};;`,
        '  test*) from=reports/test;;',
        '  *) from=reports/odoo; echo "skipped: no Debian here";;',
        'esac',
        'for last; do :; done',
        '[ -s "$from" ] || exit 1',
        'cp "$from" "${last#--outputFile=}"',
        'grep -q \'"numFailedTests":0\' "$from" && grep -q \'"numRuntimeErrorTestSuites":0\' "$from"',
      ].join('\n'),
      'tmp/.keep': '',
    });
    await chmod(path.join(root, 'bin/npm'), 0o755);
    const result = await run('bash', ['.ci/run'], {
      cwd: root,
      env: {
        ...process.env,
        PATH: `${path.join(root, 'bin')}:${process.env['PATH'] ?? ''}`,
        TMPDIR: path.join(root, 'tmp'),
      },
    });
    return { ...result, last: result.output.split('\n').at(-1) ?? '' };
  });
}

describe('.ci/run', () => {
  test('ends with the totals of both rings', async () => {
    const result = await ci({ unit: { passed: 30 }, odoo: { passed: 4 } });
    expect(result).toMatchObject({ code: 0, last: '34 passed, 0 failed' });
  });

  test('counts what was skipped and shows why', async () => {
    const result = await ci({ unit: { passed: 30 }, odoo: { passed: 0, skipped: 5 } });
    expect(result).toMatchObject({ code: 0, last: '30 passed, 0 failed, 5 skipped' });
    expect(result.output).toContain('skipped: no Debian here');
  });

  test('names each suite that is held back and counts it as skipped', async () => {
    const heldBack = ['test/scenario/fault-matrix'];
    const result = await ci({ unit: { passed: 30 }, odoo: { passed: 4 }, heldBack });
    expect(result).toMatchObject({ code: 0, last: '34 passed, 0 failed, 1 skipped' });
    expect(result.output).toContain('held back, not run (test/held-back.mjs): test/scenario/fault-matrix');
  });

  test('fails on a failed test and names it', async () => {
    const result = await ci({ unit: { passed: 30, failed: 1 }, odoo: { passed: 4 } });
    expect(result).toMatchObject({ code: 1, last: '34 passed, 1 failed' });
    expect(result.output).toContain('promise 0 is kept');
  });

  test('counts a suite that did not load as a failure', async () => {
    const result = await ci({ unit: { passed: 30, broken: 1 }, odoo: { passed: 4 } });
    expect(result).toMatchObject({ code: 1, last: '34 passed, 1 failed' });
    expect(result.output).toContain('broken.test.ts did not run');
  });

  test('fails on a ring that broke off without a report', async () => {
    expect(await ci({ unit: { passed: 30 } })).toMatchObject({ code: 1, last: '30 passed, 1 failed' });
  });

  test('fails when no test ran', async () => {
    const result = await ci({ unit: { passed: 0 }, odoo: { passed: 0 } });
    expect(result).toMatchObject({ code: 1, last: '0 passed, 0 failed' });
    expect(result.output).toContain('No test ran');
  });

  test('fails on a failed check, shows it, and runs the tests all the same', async () => {
    const result = await ci({ unit: { passed: 30 }, odoo: { passed: 4 }, checkExit: 1 });
    expect(result).toMatchObject({ code: 1, last: '34 passed, 0 failed' });
    expect(result.output).toContain('    check was here');
    expect(result.output).toContain('Failed steps: check');
  });

  test('fails when the demo finds the two sides apart', async () => {
    const result = await ci({ unit: { passed: 30 }, odoo: { passed: 4 }, demoExit: 1 });
    expect(result).toMatchObject({ code: 1, last: '34 passed, 0 failed' });
    expect(result.output).toContain('    the story');
    expect(result.output).toContain('Failed steps: demo');
  });

  test('stops when the machine cannot be set up', async () => {
    const result = await ci({ bootstrap: 'console.error("no registry"); process.exit(1);' });
    expect(result).toMatchObject({ code: 1, last: '0 passed, 1 failed' });
    expect(result.output).toContain('no registry');
  });
});

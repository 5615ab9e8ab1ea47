import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { startOdooSimulator } from '../../simulators/odoo/server.ts';
import { castFor } from '../../tools/demo/cast.ts';
import { postInOdoo } from '../../tools/demo/posting.ts';
import { provisionSimulator } from '../../tools/playground/world.ts';
import { endWithUs } from '../../tools/temporal-server/guard.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Plays the demo as `npm run demo -- --exit` does, with what `preload` changes. */
function play(preload: string): Promise<{ readonly code: number | null; readonly output: string }> {
  const words = ['--import', 'tsx', '--import', preload, 'tools/demo/main.ts', '--exit', '--seed', '7'];
  const child = spawn(process.execPath, words, {
    cwd: ROOT,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithUs(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => void (output += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

test('the demo ends with exit code 1, and says what differs, when one side has one euro less open', async () => {
  const { code, output } = await play('./test/tools/demo-apart.ts');
  // The story itself has come to its end.
  expect(output).toContain('The books at the end, read from both sides');
  const problems = output.split('\n').filter((line) => line.startsWith('✗'));
  expect(problems).toEqual([
    expect.stringMatching(/^✗ INV\/\d{4}\/\d{5}: [\d.]+ is open in Odoo, [\d.]+ in Netvisor\.$/),
    expect.stringMatching(/^✗ INV\/\d{4}\/\d{5}: the payments differ\.$/),
    '✗ The open totals differ.',
  ]);
  const [inOdoo, inNetvisor] =
    /([\d.]+) is open in Odoo, ([\d.]+) in/.exec(problems[0] ?? '')?.slice(1) ?? [];
  expect((Number(inOdoo) - Number(inNetvisor)).toFixed(2)).toBe('1.00');
  expect(output).not.toContain('Both sides agree');
  expect(code).toBe(1);
}, 300_000);

/** What the documents of a seed come to in Odoo's books. */
async function totalsOf(seed: number): Promise<readonly number[]> {
  const { url, simulator, close } = await startOdooSimulator({});
  try {
    await provisionSimulator(url);
    postInOdoo({ odoo: simulator }, castFor(seed));
    return simulator.state().invoices.map((invoice) => Number(invoice['amount_total_signed']));
  } finally {
    await close();
  }
}

describe("the demo's sums", () => {
  test('are the same for the same seed, and others for another one', async () => {
    const [one, again, ...others] = await Promise.all([7, 7, 8, 9, 10, 11].map(totalsOf));
    expect(again).toEqual(one);
    const sums = [one, ...others].map((totals) =>
      (totals ?? []).reduce((sum, total) => sum + total, 0).toFixed(2),
    );
    expect(new Set(sums).size).toBe(sums.length);
  });
});

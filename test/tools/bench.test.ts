import { describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { wireUse } from '../../tools/bench/wire.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const INVOICES = 5;

const figure = z.strictObject({
  figure: z.string(),
  value: z.number(),
  target: z.string().nullable(),
  ok: z.boolean(),
  kind: z.enum(['count', 'time']),
  how: z.string(),
});
const summary = z.strictObject({
  summary: z.literal(true),
  invoices: z.number(),
  netvisorMs: z.number(),
  ok: z.boolean(),
  missed: z.array(z.string()),
});

describe('bench', () => {
  test('a small run prints JSON lines whose counts are right, and ends with 0', async () => {
    const { code, out } = await bench('--invoices', String(INVOICES), '--netvisor-ms', '20');
    const lines = out.trim().split('\n');
    const last = summary.parse(JSON.parse(lines.pop() ?? ''));
    const figures = lines.map((line) => figure.parse(JSON.parse(line)));
    const counts = figures.filter(({ kind }) => kind === 'count');

    expect(counts.filter(({ ok }) => !ok)).toEqual([]);
    expect(Object.fromEntries(counts.map(({ figure, value }) => [figure, value]))).toEqual({
      'invoices in Netvisor once': INVOICES,
      'invoices in Netvisor once, plain script': INVOICES,
      'requests on the wire at once': 1,
      'Netvisor calls per invoice': 1,
      'Odoo calls per invoice': 3,
      'Netvisor and Odoo calls of the plain script, all together': 4 * INVOICES,
      'sent invoices that are verified': 3 * INVOICES,
      'Netvisor calls for verification, for each 500 invoices begun': 1,
      'history events per workflow': expect.any(Number),
      'billable Temporal actions per workflow': expect.any(Number),
    });
    expect(figures.filter(({ kind, value }) => kind === 'time' && !(value > 0))).toEqual([]);
    expect(last).toMatchObject({ invoices: INVOICES, netvisorMs: 20, ok: true });
    expect(code).toBe(0);
  }, 300_000);
});

describe('share of the wire', () => {
  test('is the busy time between the first start and the last end; pauses are kept', () => {
    const use = wireUse([
      { startedAt: 1130, endedAt: 1200 },
      { startedAt: 1000, endedAt: 1100 },
    ]);
    expect(use).toEqual({
      busyMs: 170,
      firstStart: 1000,
      lastEnd: 1200,
      share: 0.85,
      gaps: [30],
      atOnce: 1,
    });
  });

  test('counts overlapping calls once, and says that they overlapped', () => {
    const use = wireUse([
      { startedAt: 0, endedAt: 100 },
      { startedAt: 50, endedAt: 80 },
      { startedAt: 100, endedAt: 200 },
    ]);
    expect(use).toMatchObject({ busyMs: 200, share: 1, gaps: [], atOnce: 2 });
  });
});

async function bench(...args: string[]): Promise<{ readonly code: unknown; readonly out: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tools/bench/main.ts', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const out = await text(child.stdout);
  const [code] = (await exited) as unknown[];
  return { code, out };
}

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { call, codeOf } from './netvisor-harness.ts';

const MAIN = fileURLToPath(new URL('../../simulators/main.ts', import.meta.url));

test('the simulate command prints one line when it listens and stops on SIGTERM', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, 'netvisor', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /http:\/\/[\d.]+:\d+/.exec(output)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error('it ended before it listened')));
  });
  expect(codeOf(await call({ url, target: '/accountlist.nv' }))).toBe('OK');
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
  expect(output.trim().split('\n')).toHaveLength(1);
  expect(output).toContain('docs/simulators.md');
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startTemporalServer, type TemporalServer } from '../../tools/temporal-server/start.ts';
import { KEYS, settingsText, silta, type Ran } from './run.ts';

let server: TemporalServer;
let folder: string;
let config: string;

beforeAll(async () => {
  server = await startTemporalServer({ log: () => undefined, searchAttributes: ['SiltaFlow'] });
  folder = await mkdtemp(path.join(tmpdir(), 'silta-cli-'));
  config = path.join(folder, 'silta.yaml');
  await writeFile(config, settingsText(server.address));
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const run = (...args: string[]): Promise<Ran> => silta(['--config', config, ...args], KEYS);

const CURE = 'temporal operator search-attribute create --name SiltaConnection --type Keyword';

describe('a Temporal that lacks search attributes', () => {
  test('ends a worker before it takes work, with the real reason and the cure', async () => {
    const { code, err, out } = await run('worker');
    expect(code).toBe(1);
    // Temporal names one of those that are missing, now this, now that.
    expect(err).toMatch(
      /search attribute (Silta\w+): temporal operator search-attribute create --name \1 --type Keyword/,
    );
    expect(err).not.toContain('does not answer');
    expect(out).not.toContain('worker ready');
  });

  test('is told so by silta check, which names each with its cure', async () => {
    const { code, out } = await run('check');
    expect(code).toBe(1);
    // The table says what is wrong, the list below it what cures it.
    expect(out).toMatch(/^RED {4}Temporal .* lacks search attributes: SiltaConnection,/m);
    const cure = out
      .split('\n')
      .find((text) => text.startsWith('  - ') && text.includes('temporal operator'));
    expect(cure).toContain(CURE);
    expect(cure).not.toContain('--name SiltaFlow');
  });
});

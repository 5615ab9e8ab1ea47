import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KEYS, settingsText, silta } from './run.ts';

let folder: string;
let good: string;
let broken: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'silta-cli-'));
  good = path.join(folder, 'silta.yaml');
  broken = path.join(folder, 'broken.yaml');
  await writeFile(good, settingsText('127.0.0.1:1'));
  await writeFile(broken, settingsText('127.0.0.1:1', { url: 'http://netvisor.example' }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** One line or a few, without the inside of the program. */
const STACK = /\n\s+at /;

describe('silta --help', () => {
  test('lists every command with a sentence, and succeeds', async () => {
    const { code, out } = await silta(['--help']);
    expect(code).toBe(0);
    for (const command of [
      'worker',
      'check',
      'provision',
      'send',
      'retry',
      'ignore',
      'inbox',
      'status',
      'verify',
      'preview',
      'odoo',
      'vat',
      'schedules',
      'pause',
      'resume',
      'config',
    ]) {
      expect(out).toMatch(new RegExp(`^ {2}${command}\\b.* {2}\\S`, 'm'));
    }
  });

  test('works without any settings, as does --version', async () => {
    const missing = ['--config', path.join(folder, 'missing.yaml')];
    const [help, version] = await Promise.all([
      silta([...missing, 'send', '--help']),
      silta([...missing, '--version']),
    ]);
    expect(help).toMatchObject({ code: 0, out: expect.stringContaining('<invoice...>') });
    expect(version).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });
});

describe('silta config check', () => {
  test('says that all is in order, for people and for machines', async () => {
    const [people, machines] = await Promise.all([
      silta(['--config', good, 'config', 'check'], KEYS),
      silta(['--config', good, '--json', 'config', 'check'], KEYS),
    ]);
    expect(people).toEqual({ code: 0, out: `${good}: in order, 1 connection(s).\n`, err: '' });
    expect(JSON.parse(machines.out)).toEqual({ connections: ['main'] });
  });

  test('names all that is wrong, shows no stack, and fails', async () => {
    const { code, out, err } = await silta(['--config', broken, 'config', 'check']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    for (const place of [
      'netvisor.url',
      'netvisor.limitSeconds',
      'odoo.apiKey',
      'netvisor.partnerKey',
      'netvisor.customerKey',
    ]) {
      expect(err).toContain(`  - connections.main.${place}: `);
    }
    expect(err).not.toMatch(STACK);
  });

  test('takes the file from the environment as well, and says when there is none', async () => {
    const missing = path.join(folder, 'missing.yaml');
    const [found, none] = await Promise.all([
      silta(['config', 'check'], { ...KEYS, SILTA_CONFIG: good }),
      silta(['config', 'check'], { ...KEYS, SILTA_CONFIG: missing }),
    ]);
    expect(found.code).toBe(0);
    expect(none).toMatchObject({ code: 1, err: expect.stringContaining(`${missing}: cannot be read`) });
  });
});

describe('what cannot be done is refused with one clear text', () => {
  test('a connection that the settings do not have, with those that they have', async () => {
    const { code, err } = await silta(['--config', good, 'status', 'other'], KEYS);
    expect(code).toBe(1);
    expect(err).toContain('there is no connection "other"; there is: main');
    expect(err).not.toMatch(STACK);
  });

  test.each([
    ['an unknown command', ['nonsense'], "unknown command 'nonsense'"],
    ['ignoring without a reason', ['ignore', 'main', '5'], "required option '--code <code>' not specified"],
    ['a reason of two words', ['ignore', 'main', '5', '--code', 'by hand'], 'one word of at most 40 letters'],
  ])('%s, with the usage below it', async (_what, args, says) => {
    const { code, err } = await silta(['--config', good, ...args], KEYS);
    expect(code).toBe(1);
    expect(err).toContain(says);
    expect(err).toContain('Usage: silta');
    expect(err).not.toMatch(STACK);
  });

  test.each(['send', 'retry'])(
    '%s with an id that is none among others, before anything is asked',
    async (command) => {
      const { code, err } = await silta(['--config', good, command, 'main', '5', 'INV/2026/00001'], KEYS);
      expect({ code, err }).toEqual({
        code: 1,
        err: '"INV/2026/00001" is not an id of an invoice in Odoo.\n',
      });
    },
  );

  test('a Temporal that is not there', async () => {
    const { code, err } = await silta(['--config', good, 'inbox'], KEYS);
    expect(code).toBe(1);
    expect(err).toContain('Temporal does not answer');
    expect(err).not.toMatch(STACK);
  });

  test('provisioning without an administrator’s key', async () => {
    const { err } = await silta(['--config', good, 'provision', 'main'], KEYS);
    expect(err).toContain('SILTA_ODOO_ADMIN_KEY');
    expect(err).not.toMatch(STACK);
  });
});

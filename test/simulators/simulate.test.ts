import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { NETVISOR_SIM_CREDENTIALS } from '../../simulators/netvisor/credentials.ts';
import { ODOO_SIM_ADMIN, ODOO_SIM_BOT, ODOO_SIM_DATABASE } from '../../simulators/odoo/credentials.ts';
import { endWithUs } from '../../tools/temporal-server/guard.ts';
import { freePorts } from '../../tools/temporal-server/ports.ts';
import { call, codeOf } from './netvisor-harness.ts';
import { Caller } from './odoo-client.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The words of `npm run simulate`; npm itself would stand between us and the process's end. */
function command(): readonly string[] {
  const script = z.object({ scripts: z.object({ simulate: z.string() }) });
  const { scripts } = script.parse(JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')));
  return scripts.simulate.split(' ').slice(1);
}

interface Ended {
  readonly code: number | null;
  readonly out: readonly string[];
  readonly err: string;
}

interface Running {
  readonly child: ChildProcess;
  /** The first line that it prints; rejects when it ends without one. */
  readonly firstLine: Promise<string>;
  readonly ended: Promise<Ended>;
}

const started: ChildProcess[] = [];
afterEach(() => started.splice(0).forEach((child) => child.kill('SIGKILL')));

function simulate(...words: readonly string[]): Running {
  const child = spawn(process.execPath, [...command(), ...words], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithUs(child);
  started.push(child);
  const out: string[] = [];
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => void (err += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, out, err })));
  const firstLine = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      out.push(line);
      resolve(line);
    });
    void ended.then(() => reject(new Error(`it ended before it listened: ${err}`)));
  });
  firstLine.catch(() => undefined);
  return { child, firstLine, ended };
}

/** Asks each simulator something that only its own documented credentials open. */
const ASKED: Readonly<Record<string, (url: string) => Promise<unknown>>> = {
  async netvisor(url) {
    expect(codeOf(await call({ url, target: '/accountlist.nv' }))).toBe('OK');
  },
  async odoo(url) {
    const fields = ['name'];
    const bot = await new Caller(url, ODOO_SIM_BOT.key).call('res.company', 'read', { ids: [1], fields });
    expect(bot).toEqual([{ id: 1, name: 'Kuurabox Oy' }]);
    const stranger = await new Caller(url, '0'.repeat(40)).reply('res.company', 'read', { ids: [1], fields });
    expect(stranger.status).toBe(401);
  },
};

describe('npm run simulate', () => {
  test.each([
    ['netvisor', 'docs/simulators.md'],
    ['odoo', 'docs/simulators-odoo.md'],
  ])(
    '-- %s --port N prints one line when it listens there, answers, is steered, and ends on SIGTERM',
    async (side, documentation) => {
      const [port = 0] = await freePorts(1);
      const { child, firstLine, ended } = simulate(side, '--port', String(port));
      const url = `http://127.0.0.1:${port}`;
      expect(await firstLine).toBe(`${side} simulator at ${url}, test credentials in ${documentation}`);
      await ASKED[side]?.(url);
      const calls = await fetch(`${url}/_sim/calls`).then((reply) => reply.json());
      expect(z.array(z.looseObject({ outcome: z.literal('answered') })).parse(calls).length).toBeGreaterThan(
        0,
      );
      child.kill('SIGTERM');
      const { code, out, err } = await ended;
      expect({ code, lines: out.length, err }).toEqual({ code: 0, lines: 1, err: '' });
    },
  );

  test('takes a free port where 0 is asked for', async () => {
    const { child, firstLine, ended } = simulate('odoo', '--port', '0');
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(await firstLine) ?? [];
    await ASKED['odoo']?.(url);
    child.kill('SIGINT');
    expect((await ended).code).toBe(0);
  });

  test.each([
    [['odoo', '--port', '65536'], 'A port is a number from 0 to 65535.'],
    [['sap'], "unknown command 'sap'"],
  ])('refuses %j and says why', async (words, why) => {
    const { code, out, err } = await simulate(...words).ended;
    expect(code).toBe(1);
    expect(out).toEqual([]);
    expect(err).toContain(why);
  });
});

test.each([
  ['simulators.md', Object.values(NETVISOR_SIM_CREDENTIALS)],
  [
    'simulators-odoo.md',
    [ODOO_SIM_DATABASE, ...[ODOO_SIM_BOT, ODOO_SIM_ADMIN].flatMap((user) => Object.values(user))],
  ],
])('docs/%s lists the test credentials', (page, credentials) => {
  const text = readFileSync(`${ROOT}docs/${page}`, 'utf8');
  expect(credentials.filter((word) => !text.includes(String(word)))).toEqual([]);
});

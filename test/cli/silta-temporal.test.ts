import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseSettings, type ConnectionSettings } from '../../config/settings.ts';
import { sendInvoice } from '../../control/invoices.ts';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { workflowIds } from '../../workflows/contract.ts';
import { KEYS, settingsText, silta, type Ran } from './run.ts';

let temporal: TestTemporal;
let folder: string;
let config: string;
let settings: ConnectionSettings;

beforeAll(async () => {
  temporal = await startTemporal();
  folder = await mkdtemp(path.join(tmpdir(), 'silta-cli-'));
  config = path.join(folder, 'silta.yaml');
  const text = settingsText(temporal.address);
  await writeFile(config, text);
  const found = parseSettings(text, KEYS).connections.get('main');
  if (!found) throw new Error('no connection');
  settings = found;
});
afterAll(async () => {
  await temporal?.stop();
  await rm(folder, { recursive: true, force: true });
});

const run = (...args: string[]): Promise<Ran> => silta(['--config', config, ...args], KEYS);

const exists = (moveId: number): Promise<boolean> =>
  temporal.client.workflow
    .getHandle(workflowIds.sendInvoice('main', moveId))
    .describe()
    .then(
      () => true,
      () => false,
    );

describe('with Temporal, and no worker yet', () => {
  test('an empty inbox says so, and is an empty list for machines', async () => {
    const [people, machines] = await Promise.all([run('inbox'), run('--json', 'inbox')]);
    expect(people).toEqual({ code: 0, out: 'Nothing waits for a person.\n', err: '' });
    expect(JSON.parse(machines.out)).toEqual([]);
  });

  test('pausing what does not run says which command is missing', async () => {
    const { code, err } = await run('pause', 'main');
    expect({ code, err }).toEqual({
      code: 1,
      err: 'No such workflow runs. Is a worker up? Start one: silta worker\n',
    });
  });

  test('retrying an invoice that no run is at says so', async () => {
    const { code, out } = await run('retry', 'main', '4711');
    expect({ code, out }).toEqual({ code: 0, out: '4711: is not on its way\n' });
  });

  test('sending several invoices with one bad id among them sends none', async () => {
    const { code, err } = await run('send', 'main', '21', 'INV/2026/00022');
    expect(code).toBe(1);
    expect(err).toBe('"INV/2026/00022" is not an id of an invoice in Odoo.\n');
    expect(await exists(21)).toBe(false);
  });

  test.each(['0', '1.5'])('an id of %j is refused', async (id) => {
    const { code, err } = await run('send', 'main', '--', id);
    expect({ code, err }).toEqual({ code: 1, err: `"${id}" is not an id of an invoice in Odoo.\n` });
  });

  test('sending asks once for each invoice, and asking again is harmless', async () => {
    expect(await run('send', 'main', '31', '32')).toMatchObject({ code: 0 });
    expect(await run('--json', 'send', 'main', '31')).toMatchObject({ code: 0, out: '{"asked":1}\n' });
    expect([await exists(31), await exists(32)]).toEqual([true, true]);
  });

  test('ignoring an invoice that is on its way does not claim that it is left out', async () => {
    await sendInvoice(temporal.client, settings, 41, 'person');
    const { out } = await run('ignore', 'main', '41', '--code', 'SentByHand');
    expect(out).not.toContain('41: left out of Netvisor');
  });

  test('schedules are made as the settings say, and stay as they are the second time', async () => {
    const ids = ['invoice-sweep/main', 'verify-invoices/main'];
    expect((await run('schedules', 'apply')).out).toBe(ids.map((id) => `${id}: created\n`).join(''));
    const again = await run('--json', 'schedules', 'apply', '--keep-others');
    expect(JSON.parse(again.out)).toEqual(ids.map((id) => ({ id, done: 'unchanged' })));
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LINES } from '../../mapping/connection-test/words.ts';
import { ODOO_SIM_ADMIN } from '../../simulators/odoo/credentials.ts';
import { openTwoSides, SECRETS, settingsYaml, type TwoSides } from '../activities/two-sides.ts';
import { KEYS, settingsText, silta, type Ran } from './run.ts';

let sides: TwoSides;
let folder: string;
let config: string;

beforeAll(async () => {
  sides = await openTwoSides();
  folder = await mkdtemp(path.join(tmpdir(), 'silta-cli-'));
  config = path.join(folder, 'silta.yaml');
  await writeFile(config, settingsYaml(sides.odooUrl, sides.netvisor.url));
});
afterAll(async () => {
  await sides?.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => sides.netvisor.simulator.reset());

const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ran> =>
  silta(['--config', config, ...args], { ...SECRETS, ...more });
const asAdministrator = { SILTA_ODOO_ADMIN_KEY: ODOO_SIM_ADMIN.key };

interface Line {
  readonly connection: string;
  readonly id: string;
  readonly verdict: string;
  readonly green: boolean;
  readonly title: string;
  readonly says: string;
  readonly cure?: string;
}

describe('silta check', () => {
  test('prints a line for each right and assumption, and the cures of the red ones below', async () => {
    const rights = ['salesinvoicelist.nv', 'getsalesinvoice.nv', 'customerlist.nv'];
    sides.netvisor.simulator.settings.patch({ allowedResources: rights });
    const { code, out, err } = await run(['check']);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/^green {2}Netvisor: customerlist\.nv \(find customers\) +May be used\.$/m);
    expect(out).toMatch(/^RED {4}Netvisor: getproduct\.nv \(find products\) +Netvisor refuses the right/m);
    expect(out).toMatch(/^\? {6}Netvisor: salesinvoice\.nv \(send invoices\) +Not provable without writing/m);
    expect(out).toMatch(/^RED {4}Temporal +127\.0\.0\.1:1 does not answer/m);
    expect(out).toMatch(
      /^To be cured:\n( {2}- .*\n)+\nmain: \d+ in order, \d+ to be cured, \d+ not provable\.$/m,
    );
    expect(out).toContain(
      'company menu → API resource access rights → the integration → allow getproduct.nv',
    );
  });

  test('is the same list for machines, one object a line', async () => {
    const { code, out } = await run(['--json', 'check', 'main']);
    expect(code).toBe(1);
    const lines = JSON.parse(out) as Line[];
    expect(lines.map(({ id }) => id)).toEqual(LINES.map(({ id }) => id));
    expect(
      lines.every(
        ({ connection, green, verdict }) => connection === 'main' && green === (verdict === 'green'),
      ),
    ).toBe(true);
    const red = lines.filter(({ verdict }) => verdict === 'red');
    expect(red.map(({ id }) => id)).toEqual(['temporal', 'odoo.excess-rights']);
    expect(red.every(({ cure }) => (cure ?? '') !== '')).toBe(true);
  });

  test.each([
    ['fi', 'Netvisor hyväksyy avaimet', 'Kunnossa'],
    ['sv', 'Netvisor godkänner nycklar', 'i ordning'],
  ])('speaks %s when asked to', async (language, title, counts) => {
    const { out } = await run(['check', 'main', '--language', language]);
    expect(out).toContain(title);
    expect(out.trimEnd().split('\n').at(-1)).toContain(counts);
  });

  test('with nobody at all three addresses says so, fails, and shows no key', async () => {
    const nowhere = path.join(folder, 'nowhere.yaml');
    await writeFile(nowhere, settingsText('127.0.0.1:1'));
    const { code, out, err } = await silta(['--config', nowhere, 'check'], KEYS);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/^RED {4}Temporal +127\.0\.0\.1:1 does not answer/m);
    expect(out).toMatch(/^RED {4}Odoo answers +Odoo does not answer as it should \(ECONNREFUSED\)/m);
    expect(out).toMatch(
      /^RED {4}Netvisor answers +127\.0\.0\.1:1 does not answer as Netvisor does \(NotReached\)/m,
    );
    for (const setting of ['temporal.address', 'odoo.url', 'netvisor.url']) expect(out).toContain(setting);
    expect(out).not.toContain(KEYS.KEY);
  });
});

describe('silta odoo fix-journals', () => {
  const edition = (state: 'installed' | 'uninstalled'): void => {
    const module = sides.odoo.db.rows('ir.module.module').find(({ name }) => name === 'account_accountant');
    sides.odoo.edit('ir.module.module', module?.id ?? 0, { state });
  };
  const lines = (): readonly unknown[] =>
    sides.odoo.db.rows('account.payment.method.line').map(({ payment_account_id }) => payment_account_id);
  const fix = (...more: string[]): Promise<Ran> =>
    run(['odoo', 'fix-journals', 'main', ...more], asAdministrator);

  beforeEach(() => {
    for (const { id } of sides.odoo.db.rows('account.payment.method.line'))
      sides.odoo.edit('account.payment.method.line', id, { payment_account_id: false });
    edition('installed');
  });

  test('shows what it would set, and without a yes changes nothing', async () => {
    const { code, out } = await fix();
    expect(code).toBe(0);
    expect(out).toMatch(/^BNK1 +Manual Payment +inbound +– +1910 Bank$/m);
    expect(out).toMatch(/^BNK1 +Manual Payment +outbound +– +1910 Bank$/m);
    expect(out).toContain('Nothing was changed. To set them without a question: --yes');
    expect(lines().every((account) => account === false)).toBe(true);
  });

  test('sets the account of the journal and nothing else, then has nothing to do, and check is green', async () => {
    const before = sides.odoo.calls.list().length;
    expect(await fix('--yes')).toMatchObject({ code: 0, out: expect.stringContaining('Set: 2.') });
    const changes = sides.odoo.calls
      .list()
      .slice(before)
      .filter(({ booked }) => booked);
    expect(new Set(changes.map(({ operation }) => operation))).toEqual(
      new Set(['account.payment.method.line/write']),
    );
    const bank = sides.odoo.db.rows('account.account').find(({ code }) => code === '1910');
    expect(lines().filter((account) => account === bank?.id)).toHaveLength(2);
    expect((await fix()).out).toContain('Nothing to do.');
    const { out } = await run(['--json', 'check', 'main']);
    expect((JSON.parse(out) as Line[]).find(({ id }) => id === 'books.in-payment')).toMatchObject({
      verdict: 'green',
    });
  });

  test('takes the journals that it is told, and tells machines what it did', async () => {
    const { out } = await fix('--journal', 'CSH1', '--yes', '--json');
    expect(JSON.parse(out)).toEqual({ planned: [], set: [] });
    expect(JSON.parse((await fix('--journal', 'BNK1', '--yes', '--json')).out)).toMatchObject({
      set: [
        { journal: 'BNK1', method: 'Manual Payment', direction: 'inbound', from: null, to: '1910 Bank' },
        { direction: 'outbound' },
      ],
    });
  });

  test('has nothing to do in Community', async () => {
    edition('uninstalled');
    const { code, out } = await fix('--yes');
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('Community') });
    expect(lines().every((account) => account === false)).toBe(true);
  });

  test('wants an administrator’s key, and says so', async () => {
    const { code, err } = await run(['odoo', 'fix-journals', 'main']);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('SILTA_ODOO_ADMIN_KEY') });
  });
});

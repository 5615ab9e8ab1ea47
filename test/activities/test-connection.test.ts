import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { READ_RESOURCES, rightLine } from '../../mapping/connection-test/lines.ts';
import type { Finding } from '../../mapping/connection-test.ts';
import { DATABASE_UUID } from '../../simulators/odoo/seed/people.ts';
import type { OpenConnection } from '../../workers/connections.ts';
import {
  invoiceIn,
  lookAt,
  newlyRedIn,
  openTwoSides,
  verdictOf,
  type Findings,
  type SettingsWish,
  type TwoSides,
} from './two-sides.ts';

let sides: TwoSides;

beforeEach(async () => {
  sides = await openTwoSides();
});
afterEach(() => sides?.close());

const look = (wish?: SettingsWish, open?: OpenConnection): Promise<Findings> => lookAt(sides, wish, open);
const newlyRed = (change: () => void | Promise<void>, wish?: SettingsWish): Promise<Finding[]> =>
  newlyRedIn(sides, change, wish);

const bot = (): number => {
  const found = sides.odoo.db.rows('res.users').find(({ login }) => login === 'silta-bot');
  return found?.id ?? 0;
};
const groups = (...names: string[]): void =>
  sides.odoo.edit('res.users', bot(), { group_ids: [[6, 0, names.map((name) => sides.odoo.ref(name))]] });

describe('a test of both sides', () => {
  test('changes nothing anywhere, asks Netvisor a dozen times, one request after the other, and Odoo a bounded number', async () => {
    invoiceIn(sides);
    const booked = (): number => sides.odoo.state().counters['booked'] ?? 0;
    const before = booked();
    const open = sides.open();
    const asked = sides.odoo.calls.list().length;
    // What the lane asks at the same time takes its turn.
    const [findings] = await Promise.all([
      look({}, open),
      ...Array.from({ length: 3 }, () => open.netvisor.registers.accounts()),
    ]);
    expect(verdictOf(findings, 'netvisor.keys')).toBe('green');
    expect(booked()).toBe(before);
    const { counters } = sides.netvisor.simulator.state();
    expect(counters).toMatchObject({ booked: 0, maxConcurrent: 1, overlaps: 0 });
    expect(counters['calls']).toBeLessThanOrEqual(12 + 3);
    expect(sides.odoo.calls.list().length - asked).toBeLessThan(80);
    expect(sides.netvisor.simulator.calls.list().every(({ operation }) => operation.startsWith('GET '))).toBe(
      true,
    );
  });

  test('of a company that is set up has no red line but the warning of rights beyond need', async () => {
    invoiceIn(sides);
    const reds = [...(await look()).values()].filter(({ verdict }) => verdict === 'red');
    expect(reds.map(({ id }) => id)).toEqual(['odoo.excess-rights']);
  });
});

describe('Netvisor', () => {
  test.each(READ_RESOURCES)(
    'without the right to %s: exactly that line is red, with its click path',
    async (resource) => {
      const rest = READ_RESOURCES.filter((one) => one !== resource);
      const reds = await newlyRed(() =>
        sides.netvisor.simulator.settings.patch({ allowedResources: [...rest] }),
      );
      expect(reds.map(({ id }) => id)).toEqual([rightLine(resource)]);
      expect(reds[0]?.cure).toContain(
        `company menu → API resource access rights → the integration → allow ${resource}`,
      );
    },
  );

  test('a right that was refused to a write in this process is red, others of that kind are not provable', async () => {
    const open = sides.open();
    open.gate.enter('customer.nv').end('RightMissing');
    const findings = await look({}, open);
    expect(verdictOf(findings, 'netvisor.right.customer.nv')).toBe('red');
    expect(findings.get('netvisor.right.product.nv')?.says).toMatch(/^Not provable without writing/);
  });

  test('refused keys are one red line, nothing else is asked, and the right path is named', async () => {
    sides.netvisor.simulator.settings.patch({ keysRefused: true });
    const findings = await look();
    expect(findings.get('netvisor.keys')).toMatchObject({
      verdict: 'red',
      cure: expect.stringContaining('company menu → API identifiers'),
    });
    expect(verdictOf(findings, 'netvisor.reached')).toBe('green');
    expect(verdictOf(findings, 'netvisor.clock')).toBe('green');
    expect(verdictOf(findings, 'netvisor.right.customerlist.nv')).toBe('unknown');
    expect(sides.netvisor.simulator.calls.list()).toHaveLength(1);
  });

  test('a wrong clock is told in seconds, and the keys are not blamed for it', async () => {
    sides.netvisor.simulator.clock.advance(400);
    const findings = await look();
    expect(findings.get('netvisor.clock')).toMatchObject({
      verdict: 'red',
      says: expect.stringMatching(/ (399|400|401) s behind Netvisor’s; up to 300 s/),
    });
    expect(verdictOf(findings, 'netvisor.keys')).toBe('unknown');
  });

  test('a clock that differs within the tolerance is green, and still told', async () => {
    sides.netvisor.simulator.clock.advance(120);
    expect((await look()).get('netvisor.clock')).toMatchObject({
      verdict: 'green',
      says: expect.stringMatching(/differ by (119|120|121) s/),
    });
  });

  test('maintenance is told as what it is', async () => {
    sides.netvisor.simulator.settings.patch({ maintenance: true });
    const findings = await look();
    expect(findings.get('netvisor.reached')?.says).toBe('Netvisor is in maintenance.');
    expect(verdictOf(findings, 'netvisor.keys')).toBe('unknown');
  });

  test('that is not there leaves Odoo examined', async () => {
    const open = sides.open();
    await sides.netvisor.close();
    const findings = await look({}, open);
    expect(findings.get('netvisor.reached')?.says).toContain('(NotReached)');
    expect(verdictOf(findings, 'odoo.pin')).toBe('green');
    expect(verdictOf(findings, 'books.references')).toBe('green');
  });

  test('one resource that fails is not examined, the others are', async () => {
    sides.netvisor.simulator.faults.add({
      operation: 'GET salespaymentlist.nv',
      fault: 'refuse',
      code: 'TECHNICAL_ERROR',
    });
    const findings = await look();
    expect(findings.get('netvisor.right.salespaymentlist.nv')?.says).toContain('(TechnicalError)');
    expect(verdictOf(findings, 'netvisor.right.paymenttermlist.nv')).toBe('green');
  });

  test('is asked through a gate that refused keys have closed, and the gate opens when they are good again', async () => {
    const open = sides.open();
    sides.netvisor.simulator.settings.patch({ keysRefused: true });
    await expect(open.netvisor.registers.accounts()).rejects.toThrow('AuthFailed');
    sides.netvisor.simulator.settings.patch({ keysRefused: false });
    const findings = await look({}, open);
    expect(verdictOf(findings, 'netvisor.keys')).toBe('green');
    expect(open.gate.state()).toEqual({ open: true });
  });
});

describe('Odoo', () => {
  test('a copy of the database is one red line', async () => {
    const reds = await newlyRed(() =>
      sides.odoo.edit('res.company', 1, {
        x_netvisor_pin: `${DATABASE_UUID.replace('3', '4')} test:9120034-9`,
      }),
    );
    expect(reds.map(({ id }) => id)).toEqual(['odoo.pin']);
    expect(reds[0]?.cure).toContain('On a copy: leave it so');
  });

  test('a refused key is one red line, and Netvisor is examined', async () => {
    const findings = await look({ odooKey: 'f'.repeat(40) });
    expect(findings.get('odoo.key')).toMatchObject({
      verdict: 'red',
      cure: expect.stringContaining('New API Key'),
    });
    expect(verdictOf(findings, 'odoo.reached')).toBe('green');
    expect(verdictOf(findings, 'netvisor.right.customerlist.nv')).toBe('green');
    expect(findings.get('books.journals')?.says).toContain('"Odoo accepts the key"');
  });

  test('rights that are missing are named model by model, and what rests on them is not examined', async () => {
    groups('base.group_user');
    const findings = await look();
    expect(findings.get('odoo.read.account.move')).toMatchObject({
      verdict: 'red',
      cure: expect.stringContaining('Users → Silta’s user'),
    });
    expect(verdictOf(findings, 'odoo.read.res.partner')).toBe('green');
    expect(verdictOf(findings, 'odoo.action')).toBe('red');
    expect(verdictOf(findings, 'odoo.pin')).toBe('unknown');
    expect(findings.get('books.references')?.says).toContain('"Odoo: read account.journal"');
  });

  test('rights beyond need are named', async () => {
    const more = await newlyRed(() => undefined);
    expect(more).toEqual([]);
    groups('base.group_user', 'base.group_system', 'account.group_account_manager');
    const says = (await look()).get('odoo.excess-rights')?.says ?? '';
    for (const right of ['account.move unlink', 'account.tax write']) expect(says).toContain(right);
    expect(says).toMatch(/\(\+\d+\)/);
  });

  test('an Odoo that was never provisioned says so once', async () => {
    const bare = await openBare();
    try {
      const findings = await look({}, bare.open());
      expect(verdictOf(findings, 'odoo.pin')).toBe('red');
      expect(verdictOf(findings, 'odoo.fields')).toBe('red');
      expect(findings.get('books.vat-codes')?.says).toContain('"Fields of Silta in Odoo"');
    } finally {
      await bare.close();
    }
  });

  test('the end of the key’s validity', async () => {
    const key = sides.odoo.db.rows('res.users.apikeys').find(({ user_id }) => user_id === bot());
    const soon = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    const reds = await newlyRed(() =>
      sides.odoo.edit('res.users.apikeys', key?.id ?? 0, { expiration_date: `${soon} 10:00:00` }),
    );
    expect(reds).toMatchObject([{ id: 'odoo.key-expiry', says: expect.stringContaining(soon) }]);
  });

  test.each([
    ['base_automation', 'odoo.modules'],
    ['l10n_fi', 'odoo.modules'],
  ] as const)('without the module %s', async (name, line) => {
    const module = sides.odoo.db.rows('ir.module.module').find((row) => row['name'] === name);
    const reds = await newlyRed(() =>
      sides.odoo.edit('ir.module.module', module?.id ?? 0, { state: 'uninstalled' }),
    );
    expect(reds).toMatchObject([{ id: line, says: expect.stringContaining(name) }]);
  });

  test('without the language of the connection', async () => {
    const fi = sides.odoo.db.rows('res.lang').find(({ code }) => code === 'fi_FI');
    const reds = await newlyRed(() => sides.odoo.edit('res.lang', fi?.id ?? 0, { active: false }), {
      language: 'fi',
    });
    expect(reds.map(({ id }) => id)).toEqual(['odoo.languages']);
  });
});

async function openBare(): Promise<TwoSides> {
  const bare = await openTwoSides();
  bare.odoo.reset();
  return bare;
}

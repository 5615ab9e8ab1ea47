import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createTestActivities } from '../../activities/test-connection.ts';
import type { GuardedWrite, GuardedWriteResult } from '../../odoo/client.ts';
import { OdooError } from '../../odoo/errors.ts';
import type { TestConnectionResult } from '../../workflows/contract.ts';
import type { OpenConnection } from '../../workers/connections.ts';
import { openTwoSides, type SettingsWish, type TwoSides } from './two-sides.ts';

let sides: TwoSides;

beforeEach(async () => {
  sides = await openTwoSides();
});
afterEach(() => sides?.close());

interface Tested {
  readonly result: TestConnectionResult;
  readonly writes: readonly GuardedWrite[];
  readonly report: string;
}

/** Runs the activity; what it writes into Odoo is caught on its way. */
async function tested(
  token?: string,
  taken: () => GuardedWriteResult = () => ({ kind: 'done' }),
  wish: SettingsWish = {},
): Promise<Tested> {
  const own = sides.open(wish);
  const writes: GuardedWrite[] = [];
  const open: OpenConnection = {
    ...own,
    odoo: {
      ...own.odoo,
      inspection: { ...own.odoo.inspection, testRequest: () => Promise.resolve({ token }) },
      async guardedWrite(write) {
        writes.push(write);
        return taken();
      },
    },
  };
  const { testConnection } = createTestActivities(() => open);
  const environment = new MockActivityEnvironment();
  const result = (await environment.run(testConnection, { connection: 'main' })) as TestConnectionResult;
  own.netvisor.close();
  return { result, writes, report: String(writes[0]?.values['x_netvisor_test_report'] ?? '') };
}

describe('the report on the company', () => {
  test('is written once, with the time and the press that it serves', async () => {
    const token = 'test 2026-11-30 12:00:00.123456 fi_FI';
    const { writes } = await tested(token);
    expect(writes).toMatchObject([
      {
        model: 'res.company',
        id: 1,
        values: {
          x_netvisor_tested: token,
          x_netvisor_tested_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
        },
      },
    ]);
    expect(Object.keys(writes[0]?.values ?? {}).every((name) => name.startsWith('x_netvisor_test'))).toBe(
      true,
    );
  });

  test.each([
    ['fi_FI', 'Netvisor hyväksyy avaimet ja allekirjoituksen'],
    ['sv_SE', 'Netvisor godkänner nycklar och signatur'],
    ['en_GB', 'Netvisor accepts keys and signature'],
  ])('is in the language of whoever pressed: %s', async (lang, words) => {
    expect((await tested(`test 2026-11-30 12:00:00.123456 ${lang}`)).report).toContain(words);
  });

  test('is in the language of the connection where nobody pressed, or one who speaks another', async () => {
    const finnish = { language: 'fi' } as const;
    for (const token of [undefined, 'test 2026-11-30 12:00:00.123456 de_DE']) {
      expect((await tested(token, undefined, finnish)).report).toContain('Netvisor vastaa');
    }
  });

  test('tells what is to be cured first, with the way, and every line below', async () => {
    sides.netvisor.simulator.settings.patch({
      allowedResources: ['salesinvoicelist.nv', 'getsalesinvoice.nv'],
    });
    const { report } = await tested();
    const [top = '', all = ''] = report.split('All lines');
    expect(top).toContain(
      'company menu → API resource access rights → the integration → allow customerlist.nv',
    );
    expect(top.match(/<tr>/g)?.length).toBeGreaterThan(3);
    expect(all).toContain('<span class="badge text-bg-danger">To be cured</span>');
    expect(all).toContain('<span class="badge text-bg-secondary">Not provable</span>');
    expect(all).toContain('<h4>Bookkeeping</h4>');
  });

  test('has no markup but its own, whatever things are called in Odoo', async () => {
    const tax = sides.odoo.ref('account.1_tax_dom_sales_goods_25_5');
    sides.odoo.edit('account.tax', tax, {
      name: '<script>alert(1)</script> & "25"',
      x_netvisor_vat_code: 'EUMY',
    });
    const { report } = await tested();
    expect(report).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;25&quot;');
    expect(report).not.toContain('<script');
  });
});

describe('what history is told', () => {
  test('is counts and ids of lines, nothing else', async () => {
    sides.netvisor.simulator.settings.patch({ allowedResources: ['salesinvoicelist.nv'] });
    const { result } = await tested();
    expect(Object.keys(result).sort()).toEqual(['greens', 'reds', 'unknown', 'written']);
    expect(result).toMatchObject({ greens: expect.any(Number), unknown: expect.any(Number), written: true });
    expect(result.reds).toContain('netvisor.right.customerlist.nv');
    for (const line of result.reds) expect(line).toMatch(/^(netvisor|odoo|books)\.[\w.-]+$/);
  });

  test.each([
    ['on a copy of the database', () => ({ kind: 'other-database', database: 'x' }) as const],
    [
      'where the fields for it are missing',
      (): GuardedWriteResult => {
        throw new OdooError('Bug', 'builtins.ValueError', 'ir.actions.server/run');
      },
    ],
    [
      'where Odoo is away',
      (): GuardedWriteResult => {
        throw new OdooError('Transient', 'ECONNREFUSED', 'ir.actions.server/run');
      },
    ],
  ])('is that the report could not be written %s', async (_where, taken) => {
    expect((await tested(undefined, taken)).result).toMatchObject({ written: false });
  });

  test('is the same for Netvisor and Odoo both away: nothing fails, everything is told', async () => {
    const refused = sides.open({ odooKey: 'f'.repeat(40) });
    await sides.netvisor.close();
    const { testConnection } = createTestActivities(() => refused);
    const result = await new MockActivityEnvironment().run(testConnection, { connection: 'main' });
    expect(result).toMatchObject({ reds: ['netvisor.reached', 'odoo.key'], written: false });
  });
});

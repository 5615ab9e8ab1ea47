import { describe, expect, test } from '@jest/globals';
import { createRegisterCache, type RegisterPart } from '../../activities/netvisor-registers.ts';
import { NetvisorError, type NetvisorErrorKind, type NetvisorErrorReason } from '../../netvisor/errors.ts';
import type { AccountRow, Registers } from '../../netvisor/registers.ts';
import { timing } from '../../workflows/contract.ts';

const HOUR = 3_600_000;
const ACCOUNTS: ReadonlySet<RegisterPart> = new Set<RegisterPart>(['accounts']);
const account = (number: string, change: Partial<AccountRow> = {}): AccountRow => ({
  netvisorKey: 1,
  number,
  name: null,
  accountType: 'account',
  isActive: true,
  ...change,
});
const failing = (kind: NetvisorErrorKind, reason: NetvisorErrorReason): Promise<never> =>
  Promise.reject(new NetvisorError({ kind, reason, sent: 'answered', resource: 'accountlist.nv' }));

/** A cache over registers that answer as told, with a clock that stands until it is moved. */
function cacheOver(answers: Partial<Registers>) {
  const asked: string[] = [];
  const warnings: unknown[] = [];
  const time = { now: 1_000_000 };
  const nobody = (): Promise<never> => failing('Bug', 'ContractMismatch');
  const answer = <K extends keyof Registers>(name: K): Registers[K] =>
    ((options) => {
      asked.push(name);
      return (answers[name] ?? nobody)(options);
    }) as Registers[K];
  const cache = createRegisterCache(
    {
      accounts: answer('accounts'),
      dimensions: answer('dimensions'),
      periodLocks: answer('periodLocks'),
      paymentTerms: answer('paymentTerms'),
    },
    {
      connection: 'main',
      log: { info: () => undefined, warn: (fields) => warnings.push(fields), error: () => undefined },
      stopping: new AbortController().signal,
      waits: timing(2),
      now: () => time.now,
    },
  );
  return { cache, asked, warnings, time };
}

describe("what is kept of Netvisor's registers", () => {
  test('is read once in an hour, also by many at once, and anew after it', async () => {
    const { cache, asked, time } = cacheOver({ accounts: () => Promise.resolve([account('3000')]) });
    await Promise.all([cache.read(ACCOUNTS), cache.read(ACCOUNTS), cache.read(ACCOUNTS)]);
    time.now += HOUR - 1;
    expect(await cache.read(ACCOUNTS)).toEqual({ accounts: new Set(['3000']) });
    expect(asked).toHaveLength(1);
    time.now += 1;
    await cache.read(ACCOUNTS);
    expect(asked).toHaveLength(2);
  });

  test('is read anew for whoever doubts it: an account that was just opened is seen', async () => {
    const open = [account('3000')];
    const { cache, asked, time } = cacheOver({ accounts: () => Promise.resolve([...open]) });
    await cache.read(ACCOUNTS);
    open.push(account('3100'));
    time.now += 5;
    expect(await cache.read(ACCOUNTS, time.now)).toEqual({ accounts: new Set(['3000', '3100']) });
    await cache.read(ACCOUNTS, time.now);
    expect(asked).toHaveLength(2);
  });

  test('is read anew by who doubts it while an older reading is still on its way', async () => {
    let answerOld: ((rows: readonly AccountRow[]) => void) | undefined;
    const replies = [
      () => new Promise<readonly AccountRow[]>((resolve) => (answerOld = resolve)),
      () => Promise.resolve([account('3100')]),
    ];
    const { cache, asked, time } = cacheOver({
      accounts: () => replies[asked.length - 1]?.() ?? failing('Bug', 'ContractMismatch'),
    });
    const old = cache.read(ACCOUNTS);
    time.now += 5;
    expect(await cache.read(ACCOUNTS, time.now)).toEqual({ accounts: new Set(['3100']) });
    answerOld?.([account('3000')]);
    expect(await old).toEqual({ accounts: new Set(['3000']) });
    // The late answer of before does not replace the newer one.
    expect(await cache.read(ACCOUNTS)).toEqual({ accounts: new Set(['3100']) });
    expect(asked).toHaveLength(2);
  });

  test('holds accounts that can be booked on, shown dimensions, and the later lock of sales', async () => {
    const { cache } = cacheOver({
      accounts: () =>
        Promise.resolve([
          account('3000'),
          account('3990', { isActive: false }),
          account('30', { accountType: 'accountgroup' }),
          account('', { number: null }),
        ]),
      dimensions: () =>
        Promise.resolve([
          {
            netvisorKey: 9,
            name: 'Toimipiste',
            isHidden: false,
            items: [
              { netvisorKey: 12, name: 'Helsinki', isHidden: false },
              { netvisorKey: 13, name: 'Oulu', isHidden: true },
            ],
          },
          { netvisorKey: 10, name: 'Vanha', isHidden: true, items: [] },
        ]),
      periodLocks: () =>
        Promise.resolve({
          accountingPeriodLockDate: '2026-09-30',
          vatPeriodLockDate: '2026-10-31',
          purchaseLockDate: '2026-12-31',
        }),
    });
    expect(await cache.read(new Set<RegisterPart>(['accounts', 'dimensions', 'lockedUntil']))).toEqual({
      accounts: new Set(['3000']),
      dimensions: new Map([['Toimipiste', new Set(['Helsinki'])]]),
      lockedUntil: '2026-10-31',
    });
  });

  test.each<[NetvisorErrorKind, NetvisorErrorReason, number]>([
    ['Paused', 'RightMissing', HOUR],
    ['Transient', 'Timeout', 300_000],
    ['Bug', 'ContractMismatch', 300_000],
  ])(
    'is missing and warned of when reading fails (%s %s), and throws nothing',
    async (kind, reason, again) => {
      const { cache, asked, warnings, time } = cacheOver({ accounts: () => failing(kind, reason) });
      expect(await cache.read(ACCOUNTS)).toEqual({});
      expect(await cache.paymentTerms()).toEqual([]);
      expect(warnings[0]).toEqual({ connection: 'main', resource: 'accountlist.nv', reason });
      time.now += again - 1;
      await cache.read(ACCOUNTS);
      expect(asked.filter((name) => name === 'accounts')).toHaveLength(1);
      time.now += 1;
      await cache.read(ACCOUNTS);
      expect(asked.filter((name) => name === 'accounts')).toHaveLength(2);
    },
  );
});

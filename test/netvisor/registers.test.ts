import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import { answerWith, closeAll, okReply, talking } from './server.ts';

const sample = (name: string) => readFileSync(new URL(`samples/${name}.xml`, import.meta.url), 'utf8');

afterEach(closeAll);

test('accountlist.nv', async () => {
  const { client } = await talking(answerWith(sample('accountlist')));
  expect(await client.registers.accounts()).toEqual([
    { netvisorKey: 551, number: '3000', name: 'Myynti', accountType: 'account', isActive: true },
  ]);
});

test('dimensionlist.nv', async () => {
  const { client } = await talking(answerWith(sample('dimensionlist')));
  const items = [{ netvisorKey: 12, name: 'Helsinki', isHidden: false }];
  expect(await client.registers.dimensions()).toEqual([
    { netvisorKey: 9, name: 'Toimipiste', isHidden: false, items },
  ]);
});

test('paymenttermlist.nv', async () => {
  const { client } = await talking(answerWith(sample('paymenttermlist')));
  expect(await client.registers.paymentTerms()).toEqual([
    {
      netvisorKey: 3,
      description: '14 pv netto',
      netDays: 14,
      discountDays: 7,
      discountPercent: new Decimal(2),
      isDefault: true,
    },
  ]);
});

test('accountingperiodlist.nv, whose days are Finnish although it calls them ansi', async () => {
  const locks =
    '<PeriodLockInformation><AccountingPeriodLockDate format="ansi">30.9.2026</AccountingPeriodLockDate><VatPeriodLockDate format="ansi"/></PeriodLockInformation>';
  const { client } = await talking(
    answerWith(okReply(`<AccountingPeriodList>${locks}</AccountingPeriodList>`)),
  );
  expect(await client.registers.periodLocks()).toEqual({
    accountingPeriodLockDate: '2026-09-30',
    vatPeriodLockDate: null,
    purchaseLockDate: null,
  });
});

test('a list of accounts without accounts is not understood, rather than a company where nothing can be booked', async () => {
  const { client } = await talking(answerWith(okReply('<AccountList/>')));
  await expect(client.registers.accounts()).rejects.toMatchObject({
    kind: 'Bug',
    reason: 'ContractMismatch',
  });
});

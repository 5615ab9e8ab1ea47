import { describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { dimensionShares } from '../../mapping/dimensions.ts';
import type { InvoiceLine } from '../../odoo/models.ts';
import { aLine } from './samples.ts';

const account = (id: number, name: string | undefined, plan: string | undefined) => ({
  id,
  name,
  code: undefined,
  root_plan_id: plan === undefined ? undefined : { id: 1, display_name: plan },
});
const ACCOUNTS: InvoiceLine['distribution_analytic_account_ids'] = [
  account(4, 'Helsinki', 'Toimipiste'),
  account(5, 'Turku', 'Toimipiste'),
  account(6, 'Oulu', 'Toimipiste'),
  account(7, 'P-204', 'Projekti'),
  account(8, 'P-205', 'Projekti'),
  account(9, undefined, 'Projekti'),
  account(10, 'Ilman', undefined),
];

const sharesOf = (analytic_distribution: Record<string, number>) =>
  dimensionShares(aLine({ analytic_distribution, distribution_analytic_account_ids: ACCOUNTS }));

/** `50% Toimipiste=Helsinki Projekti=P-204` for each share. */
const told = (analytic_distribution: Record<string, number>): readonly string[] | undefined =>
  sharesOf(analytic_distribution)?.map(({ share, dimensions }) =>
    [
      `${share.times(100).toString()}%`,
      ...dimensions.map(({ dimensionName, dimensionItem }) => `${dimensionName}=${dimensionItem}`),
    ].join(' '),
  );

describe('the analytic distribution of a row', () => {
  test('that is none leaves the row whole', () => {
    expect(told({})).toEqual(['100%']);
  });

  test('to one account is one dimension of the whole row', () => {
    expect(told({ '4': 100 })).toEqual(['100% Toimipiste=Helsinki']);
  });

  test('to one account of each plan is several dimensions of the whole row', () => {
    expect(told({ '4,7': 100 })).toEqual(['100% Toimipiste=Helsinki Projekti=P-204']);
    expect(told({ '4': 100, '7': 100 })).toEqual(['100% Toimipiste=Helsinki Projekti=P-204']);
  });

  test('that is split makes a share of each part', () => {
    expect(told({ '4': 60, '5': 40 })).toEqual(['60% Toimipiste=Helsinki', '40% Toimipiste=Turku']);
    expect(told({ '4,7': 60, '5,8': 40 })).toEqual([
      '60% Toimipiste=Helsinki Projekti=P-204',
      '40% Toimipiste=Turku Projekti=P-205',
    ]);
  });

  test('that is split in one plan and whole in another carries the whole one on each share', () => {
    expect(told({ '4': 60, '5': 40, '7': 100 })).toEqual([
      '60% Toimipiste=Helsinki Projekti=P-204',
      '40% Toimipiste=Turku Projekti=P-204',
    ]);
  });

  test('of less than all leaves the rest without a dimension', () => {
    expect(told({ '4': 60 })).toEqual(['60% Toimipiste=Helsinki', '40%']);
    expect(told({ '4': 60, '7': 100 })).toEqual([
      '60% Toimipiste=Helsinki Projekti=P-204',
      '40% Projekti=P-204',
    ]);
  });

  test('leaves out parts of nothing', () => {
    expect(told({ '4': 100, '5': 0 })).toEqual(['100% Toimipiste=Helsinki']);
  });
});

describe('a distribution is refused', () => {
  test.each<[string, Record<string, number>]>([
    ['of more than all', { '4': 60, '5': 60 }],
    ['that takes something away', { '4': 120, '5': -20 }],
    ['of two plans that are split apart from each other', { '4': 50, '5': 50, '7': 50, '8': 50 }],
    ['of two items of one dimension on the whole row', { '4': 100, '5': 100 }],
    ['of two items of one dimension on one part', { '4,5': 100 }],
    ['to an account without a name', { '9': 100 }],
    ['to an account without a plan', { '10': 100 }],
    ['to an account that could not be read', { '99': 100 }],
  ])('%s', (...[, distribution]) => {
    expect(sharesOf(distribution)).toBeUndefined();
  });
});

test('shares always add up to the whole row', () => {
  const parts = fc
    .uniqueArray(fc.constantFrom('4', '5', '6'), { minLength: 1, maxLength: 3 })
    .chain((keys) =>
      fc.tuple(...keys.map((key) => fc.tuple(fc.constant(key), fc.integer({ min: 1, max: 3333 })))),
    )
    .map((entries) => Object.fromEntries(entries.map(([key, percent]) => [key, percent / 100])));
  fc.assert(
    fc.property(parts, (distribution) => {
      const total = sharesOf(distribution)?.reduce((sum, { share }) => sum.plus(share), new Decimal(0));
      expect(total?.toString()).toBe('1');
    }),
  );
});

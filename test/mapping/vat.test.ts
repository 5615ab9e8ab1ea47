import { describe, expect, test } from '@jest/globals';
import {
  DOMESTIC_RATES,
  isSalesVatCode,
  periodOf,
  SALES_VAT_CODES,
  suggestVatCode,
  vatProblem,
} from '../../mapping/vat.ts';
import { FIELDS } from '../../odoo/provision/fields.ts';

const DAY = '2026-11-20';

describe('a VAT code', () => {
  test.each([
    ['KOMY', 25.5],
    ['KOMY', 13.5],
    ['KOMY', 10],
    ['KOMY0', 0],
    ['EUMY', 0],
    ['EUPM309', 0],
    ['EUPM312', 0],
    ['EUUM', 0],
    ['MUUL', 0],
    ['RAMY', 0],
    ['NONE', 0],
  ])('%s goes with %d %%', (code, percentage) => {
    expect(vatProblem(code, percentage, DAY, true)).toBeUndefined();
  });

  test.each([
    ['KOMY', 0],
    ['KOMY', 25],
    ['KOMY0', 25.5],
    ['EUMY', 25.5],
    ['EUUM', 10],
    ['RAMY', 13.5],
    ['NONE', 10],
  ])('%s does not go with %d %%', (code, percentage) => {
    expect(vatProblem(code, percentage, DAY, true)).toBe('PercentageUnfit');
  });

  test.each(['KOOS', 'EUOS', 'komy', '', 'toString'])('%j is none of sales', (code) => {
    expect(isSalesVatCode(code)).toBe(false);
    expect(vatProblem(code, 25.5, DAY, true)).toBe('CodeUnknown');
  });

  test.each([
    ['EUMY', true],
    ['EUPM309', true],
    ['EUPM312', true],
    ['RAMY', true],
    ['EUUM', false],
    ['MUUL', false],
    ['KOMY0', false],
    ['NONE', false],
  ])("%s needs the buyer's VAT id: %s", (code, needed) => {
    expect(vatProblem(code, 0, DAY, false)).toBe(needed ? 'BuyerVatIdMissing' : undefined);
  });

  test('can be chosen in Odoo if and only if it is known here', () => {
    const field = FIELDS.find(({ name }) => name === 'x_netvisor_vat_code');
    expect(field?.selection?.map(([code]) => code).toSorted()).toEqual([...SALES_VAT_CODES].toSorted());
  });
});

describe('a domestic rate', () => {
  test.each([
    [24, '2024-08-31', true],
    [24, '2024-09-01', false],
    [25.5, '2024-08-31', false],
    [25.5, '2024-09-01', true],
    [14, '2025-12-31', true],
    [14, '2026-01-01', false],
    [13.5, '2025-12-31', false],
    [13.5, '2026-01-01', true],
    [10, '2013-01-01', true],
    [10, '2012-12-31', false],
    [24, '2012-12-31', false],
  ])('of %d %% on %s holds: %s', (percentage, day, holds) => {
    expect(vatProblem('KOMY', percentage, day, false)).toBe(holds ? undefined : 'RateNotInForce');
  });

  test('never overlaps with the one that followed it, and leaves no day between', () => {
    const endings = DOMESTIC_RATES.flatMap(({ until }) => (until ? [until] : []));
    const dayAfter = (day: string): string =>
      new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    expect(endings).toHaveLength(2);
    for (const until of endings) {
      expect(DOMESTIC_RATES.filter(({ from }) => from === dayAfter(until))).toHaveLength(1);
    }
  });

  test('tells people its days', () => {
    expect(periodOf(25.5)).toBe('from 2024-09-01');
    expect(periodOf(24)).toBe('from 2013-01-01 until 2024-08-31');
    expect(periodOf(7)).toBe('');
  });
});

describe('the code that a tax of the Finnish chart probably wants', () => {
  test.each([
    ['account.1_tax_dom_sales_goods_25_5', 25.5, 'KOMY', false],
    ['account.1_tax_dom_sales_service_13_5', 13.5, 'KOMY', false],
    ['account.1_tax_dom_sales_goods_0', 0, 'KOMY0', true],
    ['account.1_tax_eu_sales_goods_0', 0, 'EUMY', false],
    ['account.1_tax_eu_sales_service_0', 0, 'EUPM312', true],
    ['account.1_tax_triangulation_0', 0, 'EUMY', true],
    ['account.1_tax_construct_sales_0', 0, 'RAMY', false],
    ['account.1_tax_export_0', 0, 'EUUM', false],
    [undefined, 25.5, 'KOMY', false],
  ])('%s of %d %% is %s, to be confirmed: %s', (externalId, percentage, code, confirm) => {
    expect(suggestVatCode({ externalId, percentage })).toEqual({ code, confirm });
  });

  test('is not guessed for a zero rate of unknown meaning, nor for a rate that is none of the law', () => {
    expect(suggestVatCode({ percentage: 0 })).toBeUndefined();
    expect(suggestVatCode({ externalId: 'my_module.tax_special', percentage: 7 })).toBeUndefined();
  });

  test('always goes with the percentage', () => {
    for (const percentage of [25.5, 13.5, 10]) {
      const suggested = suggestVatCode({ percentage });
      expect(suggested && vatProblem(suggested.code, percentage, DAY, true)).toBeUndefined();
    }
  });
});

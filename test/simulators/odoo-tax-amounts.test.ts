import { describe, expect, test } from '@jest/globals';
import { documentAmounts } from '../../simulators/odoo/models/tax/document-amounts.ts';
import { rowAmounts } from '../../simulators/odoo/models/tax/row-amounts.ts';
import type { RowToTax, RoundingMethod, TaxOfRow } from '../../simulators/odoo/models/tax/row-amounts.ts';

const percent = (amount: number, priceInclude = false): TaxOfRow => ({
  id: amount * 10,
  kind: 'percent',
  amount,
  priceInclude,
  raisesBase: false,
  isRaised: true,
  group: false,
});
const row = (quantity: number, priceUnit: number, taxes = [percent(25.5)], discount = 0): RowToTax => ({
  quantity,
  priceUnit,
  discount,
  taxes,
});

const total = (values: readonly number[]): number => Number(values.reduce((a, b) => a + b, 0).toFixed(2));

function amounts(rows: readonly RowToTax[], method: RoundingMethod) {
  const found = documentAmounts(rows.map((one) => rowAmounts(one, method)));
  return {
    rows: found.map(({ subtotal, total: gross, booked }) => [subtotal, gross, booked].map(Number)),
    untaxed: total(found.map(({ booked }) => Number(booked))),
    tax: total(found.flatMap(({ shares }) => shares.map(({ amount }) => Number(amount)))),
  };
}

describe('net and tax of an invoice', () => {
  test('tax is rounded once for all rows, or for each row', () => {
    const rows = [row(1, 0.1), row(1, 0.1), row(1, 0.1)];
    expect(amounts(rows, 'round_globally')).toMatchObject({ untaxed: 0.3, tax: 0.08 });
    expect(amounts(rows, 'round_per_line')).toMatchObject({ untaxed: 0.3, tax: 0.09 });
  });

  test('a row is rounded half up to cents, after its discount', () => {
    expect(amounts([row(1, 1.005, [])], 'round_globally').rows).toEqual([[1.01, 1.01, 1.01]]);
    const discounted = row(3, 33.33, [percent(25.5)], 12.5);
    expect(amounts([discounted], 'round_per_line').rows).toEqual([[87.49, 109.8, 87.49]]);
  });

  test('a tax inside the price is taken out of it', () => {
    expect(amounts([row(3, 9.99, [percent(25.5, true)])], 'round_globally')).toEqual({
      rows: [[23.88, 29.97, 23.88]],
      untaxed: 23.88,
      tax: 6.09,
    });
  });

  test('each tax is rounded by itself', () => {
    const rows = [row(1, 0.1, [percent(25.5)]), row(1, 0.1, [percent(13.5)])];
    expect(amounts(rows, 'round_globally')).toMatchObject({ untaxed: 0.2, tax: 0.04 });
  });

  test('the net of the whole document is rounded once; the biggest row is booked with the cent', () => {
    const rows = [row(12.12, 12.12, [percent(14)]), row(12.12, 12.12, [percent(13.5)])];
    const { rows: shown, untaxed } = amounts(rows, 'round_globally');
    expect(untaxed).toBe(293.79);
    expect(shown.map(([subtotal, , booked]) => [subtotal, booked])).toEqual([
      [146.89, 146.9],
      [146.89, 146.89],
    ]);
  });

  test('where all taxes are inside the prices the gross is kept', () => {
    const rows = [row(1, 21.53, [percent(21, true)]), row(1, 21.53, [percent(21, true)])];
    const { untaxed, tax } = amounts(rows, 'round_globally');
    expect([untaxed, tax, total([untaxed, tax])]).toEqual([35.59, 7.47, 43.06]);
  });
});

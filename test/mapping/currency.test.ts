import { describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { currencyRate } from '../../mapping/currency.ts';
import { cents } from '../../mapping/money.ts';
import { anInvoice, aCreditNote } from './samples.ts';

const rateFor = (amount_total: number, euros: number, invoice_currency_rate: number): string | undefined =>
  currencyRate(anInvoice({ amount_total, amount_total_signed: euros, invoice_currency_rate }))?.toString();

describe('the rate of a currency', () => {
  test("is Odoo's, with no more decimals than it takes", () => {
    expect(rateFor(110, 100, 1.1)).toBe('1.1');
    expect(rateFor(112.95, 10.26, 11.0123456)).toBe('11.0123');
    expect(rateFor(1_000_000, 90_807.25, 11.0123456)).toBe('11.012337');
  });

  test('is what the totals say where the rate on the invoice is another', () => {
    expect(rateFor(110, 100, 1.3)).toBe('1.1');
  });

  test('of a total of nothing is the rate on the invoice', () => {
    expect(rateFor(0, 0, 1.0857)).toBe('1.0857');
  });

  test('of a credit note is positive, although its euros are negative in the books', () => {
    const note = aCreditNote({ amount_total: 110, amount_total_signed: -100, invoice_currency_rate: 1.1 });
    expect(currencyRate(note)?.toString()).toBe('1.1');
  });

  test('does not exist where no rate of eight decimals leads to the euros of the books', () => {
    expect(rateFor(0.01, 3_000_000, 1.1)).toBeUndefined();
    expect(rateFor(100, 0, 1.1)).toBeUndefined();
  });

  test('always leads from the total to the very euros that Odoo has booked', () => {
    const sum = fc.integer({ min: 1, max: 99_999_999 });
    const rates = fc.integer({ min: 5_000, max: 30_000_000 });
    fc.assert(
      fc.property(sum, rates, fc.integer({ min: -3, max: 3 }), (whole, tenThousandths, off) => {
        const rate = tenThousandths / 10_000;
        const euros = Math.round(whole / rate) / 100 + off / 100;
        fc.pre(euros > 0);
        const found = currencyRate(
          anInvoice({
            amount_total: whole / 100,
            amount_total_signed: euros,
            invoice_currency_rate: rate,
          }),
        );
        if (!found) return;
        expect(found.decimalPlaces()).toBeLessThanOrEqual(8);
        expect(cents(new Decimal(whole).div(100).div(found)).toNumber()).toBe(euros);
      }),
    );
  });
});

import { describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { cents, decimal, shown } from '../../mapping/money.ts';
import { netvisorSums, VAT_ROUNDINGS, type CalculatedRow, type VatRounding } from '../../mapping/totals.ts';
import { sumsInCents, type WholeRow } from './whole-numbers.ts';

const wholeRow: fc.Arbitrary<WholeRow> = fc.record({
  priceType: fc.constantFrom('net', 'gross'),
  price: fc.oneof(
    fc.bigInt(0n, 99_999_999n),
    // Half cents, where rules differ.
    fc.bigInt(0n, 19_999n).map((n) => n * 50n),
  ),
  quantity: fc.oneof(
    fc.bigInt(-20n, 20n).map((n) => n * 1000n),
    fc.bigInt(-99_999n, 99_999n),
  ),
  discount: fc.oneof(fc.constant(0n), fc.bigInt(0n, 10_000n)),
  vatCode: fc.constantFrom('KOMY', 'EUMY', 'NONE'),
  vat: fc.constantFrom(255n, 140n, 135n, 100n, 0n),
});
const anyRows = fc.array(wholeRow, { minLength: 1, maxLength: 12 });
const ofType = (priceType: 'net' | 'gross') =>
  anyRows.map((rows) => rows.map((row): WholeRow => ({ ...row, priceType })));
const rounding = fc.constantFrom(...VAT_ROUNDINGS);
/** Rows with the rule to round by. */
const invoices = fc.tuple(anyRows, rounding);

const scaled = (whole: bigint, decimals: number): Decimal =>
  new Decimal(whole.toString()).div(new Decimal(10).pow(decimals));

const rowOf = (row: WholeRow): CalculatedRow => ({
  priceType: row.priceType,
  unitPrice: scaled(row.price, 4),
  quantity: scaled(row.quantity, 3),
  discount: scaled(row.discount, 2),
  vatCode: row.vatCode,
  vatPercent: scaled(row.vat, 1),
});

function computed(rows: readonly WholeRow[], rule: VatRounding): { net: string; vat: string; gross: string } {
  const { net, vat, gross } = netvisorSums(rows.map(rowOf), rule);
  const inCents = (sum: Decimal): string => sum.times(100).plus(0).toFixed();
  return { net: inCents(net), vat: inCents(vat), gross: inCents(gross) };
}

function expected(rows: readonly WholeRow[], rule: VatRounding): { net: string; vat: string; gross: string } {
  const { net, vat } = sumsInCents(rows, rule);
  return { net: String(net), vat: String(vat), gross: String(net + vat) };
}

describe('the sums that Netvisor will compute', () => {
  test('are to the cent what whole-number arithmetic gives, under either rounding', () => {
    fc.assert(
      fc.property(invoices, ([rows, rule]) => expect(computed(rows, rule)).toEqual(expected(rows, rule))),
      { numRuns: 500 },
    );
  });

  test('change only their sign when every quantity does', () => {
    const negated = (sum: string): string =>
      sum === '0' ? sum : sum.startsWith('-') ? sum.slice(1) : `-${sum}`;
    fc.assert(
      fc.property(invoices, ([rows, rule]) => {
        const { net, vat, gross } = computed(
          rows.map((row) => ({ ...row, quantity: -row.quantity })),
          rule,
        );
        expect({ net: negated(net), vat: negated(vat), gross: negated(gross) }).toEqual(computed(rows, rule));
      }),
    );
  });

  test('do not depend on the order of the rows', () => {
    fc.assert(
      fc.property(anyRows, rounding, (rows, rule) =>
        expect(computed(rows.toReversed(), rule)).toEqual(computed(rows, rule)),
      ),
    );
  });

  test('of gross prices come to the sum of the rows, whatever the VAT', () => {
    fc.assert(
      fc.property(ofType('gross'), rounding, (rows, rule) =>
        expect(computed(rows, rule).gross).toBe(expected(rows, rule).gross),
      ),
    );
  });

  const dime: WholeRow = {
    priceType: 'net',
    price: 1000n,
    quantity: 1000n,
    discount: 0n,
    vatCode: 'KOMY',
    vat: 255n,
  };

  test('differ between the roundings where three half cents meet', () => {
    // 3 × 0,10 and VAT of 0,0255 each: 0,03 + 0,03 + 0,03 against 0,0765 → 0,08
    expect(computed([dime, dime, dime], 'row')).toEqual({ net: '30', vat: '9', gross: '39' });
    expect(computed([dime, dime, dime], 'code')).toEqual({ net: '30', vat: '8', gross: '38' });
  });

  test('keep codes and rates apart when VAT is rounded on their sums', () => {
    // Two groups of 0,0255 → 0,03 each; one group would be 0,051 → 0,05.
    expect(computed([dime, { ...dime, vatCode: 'EUMY' }], 'code').vat).toBe('6');
    // 0,0255 → 0,03 and 0,014 → 0,01
    expect(computed([dime, { ...dime, vat: 140n }], 'code').vat).toBe('4');
  });

  test('of gross prices have their VAT rounded on the sum of the code, as net prices have', () => {
    const row: WholeRow = { ...dime, priceType: 'gross', vat: 140n };
    // 0,10 with 14 % in it holds 0,01; three of them together 0,30 − 0,26.
    expect(computed([row, row, row], 'code')).toEqual({ net: '26', vat: '4', gross: '30' });
  });

  test('of net prices are not disturbed by gross prices of the same code', () => {
    const shared = { ...dime, vat: 100n };
    const rows: WholeRow[] = [
      { ...shared, priceType: 'gross', price: -1_074_200n },
      { ...shared, priceType: 'net', price: 976_500n },
    ];
    // 97,65 and its VAT of 9,765 → 9,77; less 107,42
    expect(computed(rows, 'code')).toEqual(expected(rows, 'code'));
  });
});

describe('money', () => {
  test('is the decimal that a number of Odoo was written as', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), (whole) => {
        expect(
          decimal(whole / 100)
            .times(100)
            .toFixed(),
        ).toBe(String(whole));
      }),
    );
    expect(decimal(1.005).toFixed()).toBe('1.005');
  });

  test.each([
    ['1.005', '1.01'],
    ['-1.005', '-1.01'],
    ['2.675', '2.68'],
    ['0.004999999', '0.00'],
    ['-0.005', '-0.01'],
  ])('%s becomes %s: half a cent goes away from zero', (exact, rounded) => {
    expect(cents(new Decimal(exact)).toFixed(2)).toBe(rounded);
  });

  test('is shown with a decimal comma and two decimals', () => {
    expect(shown(new Decimal('1234.5'))).toBe('1234,50');
    expect(shown(new Decimal('-0.1'))).toBe('-0,10');
  });
});

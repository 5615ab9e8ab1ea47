import { describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { allocate, groupKey, rowsToSend, sum, type BookedGroup, type BookedRow } from '../../mapping/rows.ts';

const d = (value: string | number): Decimal => new Decimal(value);
const row = (price: string, net: string, change: Partial<BookedRow> = {}): BookedRow => ({
  priceType: 'net',
  unitPrice: d(price),
  quantity: d(1),
  discount: d(0),
  vatCode: 'KOMY',
  vatPercent: d('25.5'),
  net: d(net),
  ...change,
});
const group = (net: string, vat: string, change: Partial<BookedGroup> = {}): BookedGroup => ({
  vatCode: 'KOMY',
  vatPercent: d('25.5'),
  net: d(net),
  vat: d(vat),
  ...change,
});
const send = (
  rows: readonly BookedRow[],
  groups: readonly BookedGroup[],
  vatRounding: 'row' | 'code' | 'unknown' = 'unknown',
  mayGiveSums = true,
) => rowsToSend(rows, groups, { vatRounding, mayGiveSums });

/** `net/vat` of each row, or `-` where Netvisor calculates. */
function givenOf(sent: ReturnType<typeof send>): readonly string[] {
  if (sent.kind === 'differ') throw new Error('differ');
  return sent.rows.map(({ given }) => (given ? `${given.net.toString()}/${given.vat.toString()}` : '-'));
}

const dimes = [row('0.10', '0.10'), row('0.10', '0.10'), row('0.10', '0.10')];

describe('rows', () => {
  test('go without sums where Netvisor comes to the same cents either way', () => {
    expect(givenOf(send([row('90', '90')], [group('90', '22.95')]))).toEqual(['-']);
  });

  test('carry their sums where Netvisor would come to others under the known rule', () => {
    expect(givenOf(send(dimes, [group('0.30', '0.09')], 'row'))).toEqual(['-', '-', '-']);
    expect(givenOf(send(dimes, [group('0.30', '0.09')], 'code'))).toEqual([
      '0.1/0.03',
      '0.1/0.03',
      '0.1/0.03',
    ]);
    expect(givenOf(send(dimes, [group('0.30', '0.08')], 'code'))).toEqual(['-', '-', '-']);
    expect(givenOf(send(dimes, [group('0.30', '0.08')], 'row'))).toEqual([
      '0.1/0.02',
      '0.1/0.03',
      '0.1/0.03',
    ]);
  });

  test('carry their sums where one of two possible rules would come to others', () => {
    for (const vat of ['0.08', '0.09']) {
      expect(givenOf(send(dimes, [group('0.30', vat)]))).not.toContain('-');
    }
  });

  describe('whose code agrees, but of which Odoo has booked a cent on another row than Netvisor would,', () => {
    const moved = [row('0.54', '0.55'), row('0.46', '0.45')];

    test('carry their sums, since accounts and dimensions are of rows', () => {
      expect(givenOf(send(moved, [group('1', '0.26')], 'code'))).toEqual(['0.55/0.14', '0.45/0.12']);
      const asBooked = [row('0.54', '0.54'), row('0.46', '0.46')];
      expect(givenOf(send(asBooked, [group('1', '0.26')], 'code'))).toEqual(['-', '-']);
    });

    test('go as they are where sums may not be given', () => {
      expect(givenOf(send(moved, [group('1', '0.26')], 'code', false))).toEqual(['-', '-']);
    });
  });

  test('of another code go as they are beside those that carry their sums', () => {
    const free = row('5', '5', { vatCode: 'EUMY', vatPercent: d(0) });
    const groups = [group('0.30', '0.08'), group('5', '0', { vatCode: 'EUMY', vatPercent: d(0) })];
    expect(givenOf(send([...dimes, free], groups)).at(-1)).toBe('-');
  });

  test('are told apart by percentage too', () => {
    expect(groupKey(row('1', '1'))).not.toBe(groupKey(row('1', '1', { vatPercent: d(10) })));
  });

  test('are refused with both sums where sums may not be given', () => {
    expect(send(dimes, [group('0.30', '0.08')], 'row', false)).toMatchObject({
      kind: 'differ',
      netvisor: { net: d('0.30'), vat: d('0.09') },
    });
  });

  test('are refused where the rows do not add up to what is booked', () => {
    expect(send([row('90', '85')], [group('90.01', '22.95')]).kind).toBe('differ');
  });

  test('are refused where the VAT is another than rounding explains', () => {
    expect(send([row('90', '85')], [group('85', '22.95')]).kind).toBe('differ');
    expect(send([row('90', '90')], [group('90', '22.93')]).kind).toBe('differ');
  });
});

describe('allocation', () => {
  const shares = fc.array(
    fc.integer({ min: -9_999_999, max: 9_999_999 }).map((whole) => d(whole).div(10_000)),
    { minLength: 1, maxLength: 30 },
  );

  test('adds up to the total, each share within a cent, when the total is the rounded sum', () => {
    fc.assert(
      fc.property(shares, (exact) => {
        const total = sum(exact).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
        const allocated = allocate(total, exact);
        expect(sum(allocated).toString()).toBe(total.toString());
        for (const [index, share] of allocated.entries()) {
          expect(
            share
              .minus(exact[index] ?? 0)
              .abs()
              .toNumber(),
          ).toBeLessThanOrEqual(0.01);
          expect(share.decimalPlaces()).toBeLessThanOrEqual(2);
        }
      }),
    );
  });

  test('adds up to any total, with no share favoured by more than a cent over the others', () => {
    fc.assert(
      fc.property(shares, fc.integer({ min: -200, max: 200 }), (exact, off) => {
        const total = sum(exact).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).plus(d(off).div(100));
        const allocated = allocate(total, exact);
        expect(sum(allocated).toString()).toBe(total.toString());
        const moved = allocated.map((share, index) =>
          share.minus((exact[index] ?? d(0)).toDecimalPlaces(2, Decimal.ROUND_HALF_UP)).toNumber(),
        );
        expect(Math.max(...moved) - Math.min(...moved)).toBeLessThanOrEqual(0.01 + 1e-9);
      }),
    );
  });

  test('gives the cents left over to the shares that rounding has moved furthest, earlier ones first', () => {
    const thirds = [1, 2, 3].map(() => d(100).div(3));
    expect(allocate(d(100), thirds).map(String)).toEqual(['33.34', '33.33', '33.33']);
    expect(allocate(d('0.08'), [d('0.0255'), d('0.0255'), d('0.0255')]).map(String)).toEqual([
      '0.02',
      '0.03',
      '0.03',
    ]);
    expect(allocate(d('0.02'), [d('0.001'), d('0.014')]).map(String)).toEqual(['0', '0.02']);
  });

  test('of nothing to nobody is nothing', () => {
    expect(allocate(d(0), [])).toEqual([]);
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { daysBetween, termsOf } from '../../mapping/terms.ts';
import type { Invoice } from '../../odoo/models.ts';
import { anInvoice, anItem, aTerm } from './samples.ts';

const withTerm = (change: Parameters<typeof aTerm>[0], more: Partial<Invoice> = {}): Invoice =>
  anInvoice({ invoice_payment_term_id: aTerm(change), ...more });
const instalments = [
  anItem({ display_type: 'payment_term', date_maturity: '2026-12-04' }),
  anItem({ display_type: 'payment_term', date_maturity: '2027-01-04' }),
];

describe('payment terms', () => {
  test('are the due date that Odoo computed, with or without named terms', () => {
    const due = { salesInvoiceDueDate: '2026-12-04' };
    expect(termsOf(withTerm({}))).toEqual(due);
    expect(termsOf(anInvoice({ invoice_payment_term_id: undefined }))).toEqual(due);
  });

  test('of several parts that fall on one journal item are one due date', () => {
    const two = [1, 2].map((id) => ({ id, delay_type: 'days_after', nb_days: 14 }));
    expect(termsOf(withTerm({ line_ids: two }))).toEqual({ salesInvoiceDueDate: '2026-12-04' });
  });

  test('with a cash discount are days and a percentage, since a due date would replace them', () => {
    const terms = termsOf(withTerm({ early_discount: true, discount_percentage: 2.5, discount_days: 7 }));
    expect(terms).toMatchObject({ paymentTermNetDays: 14, paymentTermCashDiscountDays: 7 });
    expect(terms?.paymentTermCashDiscount?.type).toBe('percentage');
    expect(terms?.paymentTermCashDiscount?.value.toString()).toBe('2.5');
    expect(terms).not.toHaveProperty('salesInvoiceDueDate');
  });

  test.each<[string, Invoice]>([
    ['instalments', anInvoice({ line_ids: instalments })],
    [
      'instalments without named terms',
      anInvoice({ line_ids: instalments, invoice_payment_term_id: undefined }),
    ],
    [
      'a discount that leaves the VAT',
      withTerm({ early_discount: true, early_pay_discount_computation: 'excluded' }),
    ],
    [
      'a discount of the mixed kind',
      withTerm({ early_discount: true, early_pay_discount_computation: 'mixed' }),
    ],
    [
      'a discount of no known kind',
      withTerm({ early_discount: true, early_pay_discount_computation: undefined }),
    ],
    [
      'a discount on instalments',
      withTerm({
        early_discount: true,
        line_ids: [1, 2].map((id) => ({ id, delay_type: 'days_after', nb_days: 14 })),
      }),
    ],
    ['a discount without a due date', withTerm({ early_discount: true }, { invoice_date_due: undefined })],
    ['a discount without an invoice date', withTerm({ early_discount: true }, { invoice_date: undefined })],
  ])('that Netvisor lacks are refused: %s', (...[, invoice]) => {
    expect(termsOf(invoice)).toBeUndefined();
  });

  test('without a due date are those of Netvisor', () => {
    expect(termsOf(anInvoice({ invoice_date_due: undefined }))).toEqual({});
  });
});

describe('days between plain dates', () => {
  test.each([
    ['2026-11-20', '2026-12-04', 14],
    ['2026-11-20', '2026-11-20', 0],
    // Both changes of the clock in Helsinki: the days are 23 and 25 hours long there.
    ['2026-03-28', '2026-03-30', 2],
    ['2026-10-24', '2026-10-26', 2],
    ['2028-02-28', '2028-03-01', 2],
    ['2026-12-31', '2027-01-01', 1],
    ['2026-12-04', '2026-11-20', -14],
  ])('%s to %s are %d', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });

  test('add up along the way', () => {
    const day = fc
      .integer({ min: 0, max: 5000 })
      .map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, day, (a, b, c) =>
        expect(daysBetween(a, b) + daysBetween(b, c)).toBe(daysBetween(a, c)),
      ),
    );
  });
});

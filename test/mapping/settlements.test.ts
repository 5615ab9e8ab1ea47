import { describe, expect, test } from '@jest/globals';
import { creditedBy, isPaid, originalsOf, paymentsOf } from '../../mapping/settlements.ts';
import type { Booking, Invoice } from '../../odoo/models.ts';
import { aCreditNote, anInvoice, anItem, settledBy } from './samples.ts';

const credit = (id: number, amount: number, move_type = 'entry'): Booking['matched_credit_ids'][number] =>
  settledBy(500 + id, amount, { move_type });
const debit = (
  id: number,
  move: number,
  move_type = 'out_invoice',
): Booking['matched_debit_ids'][number] => ({
  id,
  amount: 10,
  max_date: '2026-11-25',
  credit_amount_currency: 10,
  debit_move_id: { move_id: { id: move, move_type } },
});
const matched = (change: Partial<Booking>, more: Partial<Invoice> = {}): Invoice =>
  anInvoice({ line_ids: [anItem({ display_type: 'payment_term', ...change })], ...more });

describe('payments of an invoice', () => {
  test('are what is matched to it, with sum and day', () => {
    const payments = paymentsOf(matched({ matched_credit_ids: [credit(1, 10.1), credit(2, 20)] }));
    expect(payments.map(({ id, settled, date }) => [id, settled.toString(), date])).toEqual([
      [501, '10.1', '2026-11-20'],
      [502, '20', '2026-11-20'],
    ]);
  });

  test('bear the day on which the money came, also where that was before the invoice', () => {
    const prepaid = settledBy(501, 10, { date: '2026-11-02' });
    expect(paymentsOf(matched({ matched_credit_ids: [prepaid] }))[0]?.date).toBe('2026-11-02');
  });

  test('are not the differences of exchange rates, which move euros alone', () => {
    const difference = { ...credit(1, 0.21), debit_amount_currency: 0 };
    expect(paymentsOf(matched({ matched_credit_ids: [difference] }))).toEqual([]);
  });

  test('are not the credit notes that are matched to it', () => {
    expect(paymentsOf(matched({ matched_credit_ids: [credit(1, 10, 'out_refund')] }))).toEqual([]);
  });

  test('are found on every item, as with instalments', () => {
    const items = [1, 2].map((id) =>
      anItem({ id, display_type: 'payment_term', matched_credit_ids: [credit(id, 5)] }),
    );
    expect(paymentsOf(anInvoice({ line_ids: items }))).toHaveLength(2);
  });
});

test("a credit note is paid back by money, not by the difference of two days' rates", () => {
  const settledBy = (...matched_debit_ids: Booking['matched_debit_ids']): Invoice =>
    aCreditNote({ line_ids: [anItem({ display_type: 'payment_term', matched_debit_ids })] });
  const money = debit(9, 700, 'entry');
  expect(isPaid(settledBy(debit(8, 41), { ...money, credit_amount_currency: 0 }))).toBe(false);
  expect(isPaid(settledBy(debit(8, 41), money))).toBe(true);
});

describe('an invoice is paid', () => {
  test('when a payment is matched, whatever its state says', () => {
    expect(isPaid(matched({ matched_credit_ids: [credit(1, 5)] }))).toBe(true);
  });

  test.each(['in_payment', 'paid', 'partial'])('when its state is %s and no entry shows why', (state) => {
    expect(isPaid(anInvoice({ payment_state: state }))).toBe(true);
  });

  test.each(['not_paid', 'reversed', 'blocked'])('not when its state is %s', (state) => {
    expect(isPaid(anInvoice({ payment_state: state }))).toBe(false);
  });

  test('not when a credit note alone has brought it to that state', () => {
    const credited = { matched_credit_ids: [credit(1, 112.95, 'out_refund')] };
    for (const payment_state of ['paid', 'partial', 'reversed']) {
      expect(isPaid(matched(credited, { payment_state }))).toBe(false);
    }
  });

  test('not when its total is zero, which Odoo calls paid', () => {
    expect(isPaid(anInvoice({ payment_state: 'paid', amount_total: 0 }))).toBe(false);
  });

  test('not when it is a credit note that was matched to its invoice', () => {
    const note = aCreditNote({
      payment_state: 'paid',
      line_ids: [anItem({ display_type: 'payment_term', matched_debit_ids: [debit(1, 41)] })],
    });
    expect(isPaid(note)).toBe(false);
  });
});

describe('what a credit note credits', () => {
  const reversed = { id: 41, name: 'INV/1', invoice_date: '2026-11-01', delivery_date: undefined };

  test('is what it reverses, and what it was matched to, each once', () => {
    const items = [anItem({ matched_debit_ids: [debit(1, 41), debit(2, 44), debit(3, 44)] })];
    expect(originalsOf(aCreditNote({ reversed_entry_id: reversed, line_ids: items }))).toEqual([41, 44]);
    expect(originalsOf(aCreditNote({ line_ids: items }))).toEqual([41, 44]);
    expect(originalsOf(aCreditNote({ reversed_entry_id: reversed }))).toEqual([41]);
  });

  test('is never the entry of a refund: a credit note that was paid back is paid', () => {
    const refunded = aCreditNote({
      line_ids: [anItem({ matched_debit_ids: [debit(1, 41), debit(2, 900, 'entry')] })],
    });
    expect(originalsOf(refunded)).toEqual([41]);
    expect(creditedBy(refunded).map(({ id }) => id)).toEqual([41]);
    expect(isPaid(refunded)).toBe(true);
  });

  test('is nothing when it stands alone', () => {
    expect(originalsOf(aCreditNote())).toEqual([]);
    const unreadable = { ...debit(1, 0), debit_move_id: undefined };
    expect(originalsOf(aCreditNote({ line_ids: [anItem({ matched_debit_ids: [unreadable] })] }))).toEqual([]);
  });
});

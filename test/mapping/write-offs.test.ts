import { describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import {
  paymentProblem,
  paymentsToFollow,
  paymentsToSend,
  whyNotOpenAsInOdoo,
} from '../../mapping/payments.ts';
import { paymentsOf } from '../../mapping/settlements.ts';
import type { Invoice } from '../../odoo/models.ts';
import { aCompany, anInvoice, anItem, settledBy } from './samples.ts';
import { SEEN, type SeenEntry } from './write-offs-seen.ts';

const d = (value: number): Decimal => new Decimal(value);

/** An invoice of 125.50 that these entries have settled. */
function invoice(...entries: readonly SeenEntry[]): Invoice {
  const matched_credit_ids = entries.map(({ settled: [amount = 0], payment, lines }, index) =>
    settledBy(900 + index, amount, {
      ...(payment !== undefined && { money: payment }),
      lines: lines.map(([balance, account_type, tax]) => ({
        id: 1,
        balance,
        account_id: { id: 1, account_type },
        tax_line_id: tax === undefined ? undefined : { id: tax },
      })),
    }),
  );
  const paid = anInvoice({
    amount_total: 125.5,
    amount_total_signed: 125.5,
    amount_residual: 0,
    payment_state: 'paid',
    company_id: aCompany({ x_netvisor_paid: 'with-payment', x_netvisor_payment_method: 'Kortti' }),
    line_ids: [anItem({ display_type: 'payment_term', matched_credit_ids })],
  });
  return { ...paid, x_netvisor_payments: paymentsToFollow(paid) };
}

const sent = (one: Invoice): number[] => paymentsToSend(one).map(({ money }) => Number(money));

describe('of a payment that Odoo has matched to an invoice, Netvisor gets the money', () => {
  test.each([
    ['paid in full, in US dollars', 125.5],
    ['fifty cents less than owed, written off', 125],
    ['fifty cents more than owed, written off', 126],
    ['two per cent less in time, with the VAT of the discount', 122.99],
  ] as const)('%s: %d', (name, money) => {
    const paid = invoice(SEEN[name]);
    expect(sent(paid)).toEqual([money]);
    expect(paymentsOf(paid)).toMatchObject([{ settled: d(125.5) }]);
    expect(paymentProblem(paid)).toBeUndefined();
  });

  test('and nothing of an entry that only writes off', () => {
    const money = {
      settled: [125],
      lines: [[125, 'asset_cash'] as const, [-125, 'asset_receivable'] as const],
    };
    const paid = invoice(money, SEEN['fifty cents, written off by an entry of its own']);
    expect(sent(paid)).toEqual([125]);
    // It is compared all the same, or an invoice that was written off would be sent as open debt.
    const off = invoice({ ...SEEN['fifty cents, written off by an entry of its own'], settled: [0.5] });
    expect(sent(off)).toEqual([]);
    expect(paymentsToFollow(off)).toMatchObject({ 900: '', compared: '' });
  });

  test('whoever booked it: a bank line with its charge, an offset against what is owed to the customer', () => {
    const charge = [
      [97, 'asset_cash'] as const,
      [-100, 'asset_receivable'] as const,
      [3, 'expense'] as const,
    ];
    expect(sent(invoice({ settled: [100], lines: charge }))).toEqual([97]);
    const offset = [[100, 'liability_payable'] as const, [-100, 'asset_receivable'] as const];
    expect(sent(invoice({ settled: [100], lines: offset }))).toEqual([100]);
  });

  test.each([
    'two invoices at once, a euro less than owed',
    'two invoices at once, each two per cent less in time',
  ] as const)('unless it cannot be told how much: %s', (name) => {
    const paid = invoice(SEEN[name]);
    expect(paymentProblem(paid)).toBe('WriteOffShared');
    expect(sent(paid)).toEqual([]);
  });

  test('of several invoices at once in part, where nothing was written off', () => {
    const lines = [[251, 'asset_current'] as const, [-251, 'asset_receivable'] as const];
    expect(sent(invoice({ settled: [125.5], payment: 251, lines }))).toEqual([125.5]);
  });
});

describe('what Odoo has written off', () => {
  const discounted = invoice(SEEN['two per cent less in time, with the VAT of the discount']);

  test('is still open in Netvisor and asked about by that name', () => {
    const why = (open: number, linked = 122.99) =>
      whyNotOpenAsInOdoo(discounted, { open: d(open), linked: d(linked) });
    expect(why(2.51)).toBe('WriteOffNotCarried');
    expect(why(125.5, 0)).toBe('PaymentDiffers');
    expect(why(3)).toBe('PaymentDiffers');
    expect(why(0)).toBeUndefined();
  });
});

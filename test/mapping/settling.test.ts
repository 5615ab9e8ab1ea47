import { describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import {
  isMatched,
  leavesWhatOdooLeaves,
  placeOf,
  settledByMatch,
  settlesLikeOdoo,
} from '../../mapping/matching.ts';
import { nextStep } from '../../mapping/next-step.ts';
import {
  arePaymentsOpen,
  concluded,
  mapPayment,
  paymentMark,
  paymentProblem,
  paymentsToFollow,
  paymentsToSend,
  whyNotOpenAsInOdoo,
  withPayment,
} from '../../mapping/payments.ts';
import { creditedBy } from '../../mapping/settlements.ts';
import { renderSalesPayment } from '../../netvisor/sales-payments.ts';
import type { Invoice, Original } from '../../odoo/models.ts';
import { settledBy } from './samples.ts';

const d = (value: number): Decimal => new Decimal(value);

interface Settled {
  readonly id: number;
  readonly amount: number;
  readonly date?: string;
  readonly by?: string;
  readonly entry?: number;
}

/** As much of an invoice as settlements look at; `credits` settled it, and it settled `debits`. */
function aMove(
  change: Partial<Invoice> = {},
  { credits = [], debits = [] }: { credits?: readonly Settled[]; debits?: readonly Settled[] } = {},
): Invoice {
  const partial = {
    id: 42,
    move_type: 'out_invoice',
    payment_state: 'paid',
    amount_total: 112.95,
    amount_total_signed: 112.95,
    amount_residual: 0,
    currency_id: { id: 1, name: 'EUR', decimal_places: 2 },
    commercial_partner_id: { id: 31, name: 'Havutupa Tukku Oy' },
    company_id: { id: 1, x_netvisor_paid: 'with-payment', x_netvisor_payment_method: 'Kortti' },
    reversed_entry_id: undefined,
    x_netvisor_payments: {},
    x_netvisor_matches: {},
    line_ids: [
      {
        matched_credit_ids: credits.map(({ id, amount, date, by = 'entry', entry = id }) =>
          settledBy(entry, amount, { move_type: by, ...(date !== undefined && { date }) }),
        ),
        matched_debit_ids: debits.map(({ id, amount }) => ({
          id: 500 + id,
          amount,
          max_date: '2026-11-20',
          credit_amount_currency: amount,
          debit_move_id: { move_id: { id, move_type: 'out_invoice' } },
        })),
      },
    ],
    ...change,
  };
  return partial as unknown as Invoice;
}

const creditNote = (debits: readonly Settled[] = [], change: Partial<Invoice> = {}): Invoice =>
  aMove({ move_type: 'out_refund', amount_total_signed: -112.95, ...change }, { debits });
const reversed = (id: number): Partial<Invoice> => ({
  reversed_entry_id: { id, name: 'INV/1', invoice_date: undefined, delivery_date: undefined },
});
const of = (open: number, sum = open) => ({ sent: true, open: d(open), sum: d(sum) });

describe('what a credit note is matched to', () => {
  test('is what Odoo has matched, by its amounts', () => {
    const note = creditNote([
      { id: 7, amount: 60 },
      { id: 8, amount: 40 },
      { id: 8, amount: 2.5 },
    ]);
    expect(creditedBy(note)).toEqual([
      { id: 7, amount: d(60) },
      { id: 8, amount: d(42.5) },
    ]);
  });

  test('is the reversed invoice where Odoo has matched nothing, and not where it has matched others', () => {
    expect(creditedBy(creditNote([], reversed(7)))).toEqual([{ id: 7 }]);
    expect(creditedBy(creditNote([{ id: 8, amount: 1 }], reversed(7)))).toEqual([{ id: 8, amount: d(1) }]);
    expect(creditedBy(creditNote())).toEqual([]);
  });
});

describe('a match', () => {
  test.each([
    [-100, 60, 60],
    [-60, 100, 60],
    [-60, 60, 60],
    [0, 60, 0],
    [-60, 0, 0],
    [-60, -5, 0],
  ])('of %d and %d settles %d', (credit, debt, amount) => {
    expect(settledByMatch(of(credit), of(debt))).toEqual(d(amount));
  });

  test('is one only when the credit note has open what it must, to the cent, and the invoice not more', () => {
    const before = { creditNote: of(-60), invoice: of(100) };
    expect(isMatched(before, { creditNote: of(0), invoice: of(40) })).toBe(true);
    expect(isMatched(before, { creditNote: of(0), invoice: of(40.01) })).toBe(false);
    // Another credit note of 15 was matched to it in the same moment.
    expect(isMatched(before, { creditNote: of(0), invoice: of(25) })).toBe(true);
    expect(isMatched(before, { creditNote: of(-0.01), invoice: of(40) })).toBe(false);
    expect(isMatched(before, before)).toBe(false);
  });

  test('that would settle more or less than Odoo is none, where Odoo has matched in euros', () => {
    expect(settlesLikeOdoo(d(60), d(60), 'EUR')).toBe(true);
    expect(settlesLikeOdoo(d(60), d(60.01), 'EUR')).toBe(false);
    expect(settlesLikeOdoo(d(60), undefined, 'EUR')).toBe(true);
    expect(settlesLikeOdoo(d(60), d(55), 'USD')).toBe(true);
  });

  test('leaves open what Odoo leaves open', () => {
    const note = creditNote();
    expect(leavesWhatOdooLeaves(note, [{ id: 7, amount: d(100) }], of(-12.95))).toBe(true);
    expect(leavesWhatOdooLeaves(note, [{ id: 7, amount: d(100) }], of(0))).toBe(false);
    expect(leavesWhatOdooLeaves(note, [{ id: 7 }], of(-5))).toBe(true);
  });
});

describe('an original', () => {
  const original = (change: Partial<Original>): Original => ({
    id: 7,
    name: 'INV/1',
    move_type: 'out_invoice',
    currency_id: { id: 1, name: 'EUR' },
    amount_residual: 0,
    x_netvisor_state: undefined,
    x_netvisor_request: undefined,
    x_netvisor_served: undefined,
    x_netvisor_mark: undefined,
    x_netvisor_key: undefined,
    ...change,
  });

  test.each([
    [{ x_netvisor_key: 'test:1-1:5' }, 'in-netvisor'],
    [{ x_netvisor_key: 'production:1-1:5' }, 'elsewhere'],
    [{}, 'elsewhere'],
    [{ x_netvisor_state: 'ignored' }, 'elsewhere'],
    [{ x_netvisor_state: 'queued' }, 'on-its-way'],
    [{ x_netvisor_state: 'sending' }, 'on-its-way'],
    [{ x_netvisor_state: 'attention' }, 'on-its-way'],
    [{ x_netvisor_request: '2026-11-21 12:00:00' }, 'on-its-way'],
  ] as const)('with %j is %s', (change, place) => {
    expect(placeOf(original(change), 'test:1-1')).toBe(place);
  });
});

describe('payments that follow an invoice', () => {
  const paid = (payments: Readonly<Record<string, string>> = {}) =>
    aMove(
      { x_netvisor_payments: payments },
      {
        credits: [
          { id: 72, amount: 12.95, date: '2026-11-21' },
          { id: 71, amount: 100 },
        ],
      },
    );

  test('are fixed before it is sent; a later one is not Silta’s to send', () => {
    const fixed = paymentsToFollow(paid());
    expect(Object.keys(fixed)).toEqual(expect.arrayContaining(['71', '72']));
    expect(arePaymentsOpen(fixed)).toBe(true);
    expect(paymentsToSend(paid(fixed)).map(({ id }) => id)).toEqual([71, 72]);
    const later = aMove({ x_netvisor_payments: fixed }, { credits: [{ id: 99, amount: 5 }] });
    expect(paymentsToSend(later)).toEqual([]);
  });

  test('are none on a credit note, without payments, and where the company does not send them', () => {
    expect(paymentsToFollow(aMove())).toEqual({});
    expect(paymentsToFollow(creditNote())).toEqual({});
    const { company_id } = paid();
    const refusing = { ...paid(), company_id: { ...company_id, x_netvisor_paid: 'refuse' as const } };
    expect(paymentsToFollow(refusing)).toEqual({});
  });

  test('are open until all are sent and the open sum was compared', () => {
    let payments = paymentsToFollow(paid());
    for (const [id, key] of [
      [71, '90311'],
      [72, '90312'],
    ] as const) {
      payments = withPayment(payments, id, key);
      expect(nextStep(paid(payments))).toBe('pay');
    }
    expect(paymentsToSend(paid(payments))).toEqual([]);
    expect(nextStep(paid(concluded(payments)))).toBeUndefined();
  });

  test('are what they are by their entry: a match that is undone and made anew in Odoo is the same payment', () => {
    const fixed = paymentsToFollow(paid());
    const anew = aMove(
      { x_netvisor_payments: fixed },
      { credits: [171, 172].map((id) => ({ id, amount: 50, entry: id - 100 })) },
    );
    expect(paymentsToSend(anew).map(({ id }) => id)).toEqual([71, 72]);
  });

  test('are one for each entry, however many matches it has with the invoice', () => {
    const twice = aMove({}, { credits: [1, 2].map((id) => ({ id, amount: 40, entry: 71 })) });
    const [payment, ...more] = paymentsToSend({ ...twice, x_netvisor_payments: paymentsToFollow(twice) });
    expect(more).toEqual([]);
    expect(payment).toMatchObject({ id: 71, money: d(80) });
  });

  const credited = (amount_residual: number, ...credits: readonly number[]): Invoice =>
    aMove(
      { amount_residual },
      {
        credits: [
          { id: 71, amount: 100 },
          ...credits.map((amount, index) => ({ id: 72 + index, amount, by: 'out_refund' })),
        ],
      },
    );

  test('leave the same open on both sides, with or without the credit notes that Netvisor has not matched yet', () => {
    const invoice = credited(5.95, 2, 5);
    for (const open of [5.95, 7.95, 10.95, 12.95])
      expect(whyNotOpenAsInOdoo(invoice, { open: d(open), linked: d(100) })).toBeUndefined();
    for (const open of [0, 5.94, 8, 105.95])
      expect(whyNotOpenAsInOdoo(invoice, { open: d(open), linked: d(100) })).toBe('PaymentDiffers');
  });

  test('are not taken for paid because a credit note of the same sum is missing', () => {
    const invoice = credited(0, 12.95);
    expect(whyNotOpenAsInOdoo(invoice, { open: d(12.95), linked: d(100) })).toBeUndefined();
    expect(whyNotOpenAsInOdoo(invoice, { open: d(12.95), linked: d(87.05) })).toBe('PaymentDiffers');
    expect(whyNotOpenAsInOdoo(invoice, { open: d(0), linked: d(0) })).toBeUndefined();
  });

  test('are refused by name without an entry, when the entries are not all, and in other currencies', () => {
    expect(paymentProblem(paid())).toBeUndefined();
    expect(paymentProblem(aMove())).toBe('PaymentWithoutEntry');
    expect(paymentProblem(aMove({ amount_residual: 10 }, { credits: [{ id: 71, amount: 100 }] }))).toBe(
      'PaymentWithoutEntry',
    );
    expect(paymentProblem(aMove({}, { credits: [{ id: 71, amount: 112.95, entry: 0 }] }))).toBe(
      'PaymentWithoutEntry',
    );
    const usd = { id: 2, name: 'USD', decimal_places: 2 };
    expect(paymentProblem({ ...paid(), currency_id: usd })).toBe('PaymentInCurrency');
  });

  test('go out in Netvisor’s order, with payer and mark', () => {
    const [payment] = paymentsToSend(paid(paymentsToFollow(paid())));
    if (!payment) throw new Error('no payment');
    const mark = paymentMark('3c1f6a52-7d0e-4b1c-9e55-9120034a0001', 42, 71);
    expect(renderSalesPayment(mapPayment(paid(), payment, { invoiceKey: '58231', mark }))).toBe(
      '<root><salespayment><sum currency="EUR">100,00</sum><paymentdate>2026-11-20</paymentdate>' +
        '<targetidentifier type="netvisor" targettype="invoice">58231</targetidentifier>' +
        '<sourcename>Havutupa Tukku Oy Silta 3c1f6a52-7d0e-4b1c-9e55-9120034a0001 42 71</sourcename>' +
        '<paymentmethod type="alternative">Kortti</paymentmethod></salespayment></root>',
    );
  });
});

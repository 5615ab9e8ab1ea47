import { cases, refused } from './case.ts';
import type { Desk, Values } from './desk.ts';

/** A payment term of one or several lines, as the accountant sets it up. */
function term(desk: Desk, name: string, lines: readonly Values[], values: Values = {}): Promise<number> {
  const line_ids = lines.map((line) => [0, 0, { value: 'percent', value_amount: 100, ...line }]);
  return desk.create('account.payment.term', { name, line_ids, ...values });
}

async function due(desk: Desk, id: number, ...days: readonly string[]): Promise<number> {
  const domain = [
    ['move_id', '=', id],
    ['display_type', '=', 'payment_term'],
  ];
  const found = (await desk.call('account.move.line', 'search_read', [domain, ['date_maturity']], {
    order: 'date_maturity',
  })) as readonly Values[];
  const seen = found.map(({ date_maturity }) => String(date_maturity)).join(', ');
  if (seen !== days.join(', ')) throw new Error(`due on ${seen}, not on ${days.join(', ')}`);
  return id;
}

const discounted = (computation: 'included' | 'excluded' | 'mixed'): Values => ({
  early_discount: true,
  discount_percentage: 2,
  discount_days: 7,
  early_pay_discount_computation: computation,
});

export const terms = cases('terms and dates', [
  {
    name: '14 days net',
    expects: 'sent',
    async build(desk) {
      const invoice_payment_term_id = await term(desk, '14 pv netto', [{ nb_days: 14 }]);
      return due(desk, await desk.simple({ invoice_payment_term_id }), '2026-03-16');
    },
  },
  {
    name: '30 days after the end of the month',
    expects: 'sent',
    async build(desk) {
      const line = { nb_days: 30, delay_type: 'days_after_end_of_month' };
      const invoice_payment_term_id = await term(desk, '30 pv kuun lopusta', [line]);
      return due(desk, await desk.simple({ invoice_payment_term_id }), '2026-04-30');
    },
  },
  {
    name: 'immediate payment',
    expects: 'sent',
    async build(desk) {
      const invoice_payment_term_id = await desk.external('account.account_payment_term_immediate');
      return due(desk, await desk.simple({ invoice_payment_term_id }), '2026-03-02');
    },
  },
  {
    name: '2 % in 7 days, 30 net, VAT reduced when paid early',
    expects: 'sent',
    async build(desk) {
      const invoice_payment_term_id = await term(
        desk,
        '2 % 7 pv, 30 pv netto (alv maksettaessa)',
        [{ nb_days: 30 }],
        discounted('included'),
      );
      return due(desk, await desk.simple({ invoice_payment_term_id }), '2026-04-01');
    },
  },
  {
    // Two per cent of the net alone, where Netvisor takes them of the whole.
    name: '2 % in 7 days, 30 net, VAT never reduced',
    expects: refused('TermsNotCarried'),
    async build(desk) {
      const invoice_payment_term_id = await term(
        desk,
        '2 % 7 pv, 30 pv netto (alv täytenä)',
        [{ nb_days: 30 }],
        discounted('excluded'),
      );
      return due(desk, await desk.simple({ invoice_payment_term_id }), '2026-04-01');
    },
  },
  {
    name: '2 % in 7 days, 30 net, VAT always reduced',
    expects: refused('TermsNotCarried'),
    async build(desk) {
      const invoice_payment_term_id = await term(
        desk,
        '2 % 7 pv, 30 pv netto (alv aina alennettu)',
        [{ nb_days: 30 }],
        discounted('mixed'),
      );
      return due(desk, await desk.simple({ invoice_payment_term_id }, '100.00 + 24.99'), '2026-04-01');
    },
  },
  {
    name: 'two instalments, 30 % at once and the rest in 60 days',
    expects: refused('TermsNotCarried'),
    async build(desk) {
      const lines = [
        { value_amount: 30, nb_days: 0 },
        { value_amount: 70, nb_days: 60 },
      ];
      const invoice_payment_term_id = await term(desk, '30 % heti, 70 % 60 pv', lines);
      return due(desk, await desk.simple({ invoice_payment_term_id }), '2026-03-02', '2026-05-01');
    },
  },
  {
    name: 'no payment term, due date written by hand',
    expects: 'sent',
    async build(desk) {
      return due(desk, await desk.simple({ invoice_date_due: '2026-03-31' }), '2026-03-31');
    },
  },
  {
    name: 'no payment term and no due date: due on the day it is posted',
    expects: 'sent',
    build: (desk) => desk.simple({ invoice_date_due: undefined }),
  },
  {
    name: 'the term of the customer card',
    expects: 'sent',
    async build(desk) {
      const property_payment_term_id = await term(desk, '10 pv netto', [{ nb_days: 10 }]);
      const partner_id = await desk.customer({ property_payment_term_id });
      const rows = [{ product_id: await desk.product(), quantity: 1, price_unit: 100 }];
      const invoice = { partner_id, rows, invoice_date_due: undefined };
      return due(desk, await desk.invoice(invoice, '100.00 + 25.50'), '2026-03-12');
    },
  },
  {
    name: 'a delivery term: free carrier',
    expects: 'sent',
    build: async (desk) => desk.simple({ invoice_incoterm_id: await desk.external('account.incoterm_FCA') }),
  },
  {
    name: 'dated in a locked month, so booked after it',
    expects: 'sent',
    async build(desk) {
      const id = await desk.whileLocked('2025-02-28', () => desk.simple({ invoice_date: '2025-01-20' }));
      const { date } = await desk.read('account.move', id, ['date']);
      if (date !== '2025-12-31') throw new Error(`booked on ${String(date)}`);
      return id;
    },
  },
  {
    name: 'dated at the end of the year, delivered in the next',
    expects: 'sent',
    build: (desk) => desk.simple({ invoice_date: '2025-12-31', delivery_date: '2026-01-02' }),
  },
  {
    name: 'delivered in the month before',
    expects: 'sent',
    build: (desk) => desk.simple({ delivery_date: '2026-02-27' }),
  },
]);

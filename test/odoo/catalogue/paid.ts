import { cases, refused } from './case.ts';

export const paid = cases('already paid', [
  {
    name: 'paid in full',
    expects: refused('AlreadyPaid'),
    async build(desk) {
      const id = await desk.simple();
      await desk.pay(id, '2026-03-05');
      await desk.expectPaymentState(id, 'paid');
      return id;
    },
  },
  {
    name: 'paid in part',
    expects: refused('AlreadyPaid'),
    async build(desk) {
      const id = await desk.simple();
      await desk.pay(id, '2026-03-05', 50);
      await desk.expectPaymentState(id, 'partial');
      return id;
    },
  },
  {
    name: 'paid in US dollars at another rate',
    expects: refused('AlreadyPaid'),
    async build(desk) {
      const values = { currency_id: desk.currency('USD'), invoice_date: '2026-02-09' };
      const id = await desk.simple(values);
      await desk.pay(id, '2026-03-05');
      await desk.expectPaymentState(id, 'paid');
      return id;
    },
  },
  {
    name: 'paid by a credit note for part of it',
    expects: 'sent',
    async build(desk) {
      const partner_id = await desk.customer();
      const id = await desk.simple({ partner_id });
      const rows = [{ product_id: await desk.product(), quantity: 1, price_unit: 20 }];
      const creditNote = await desk.invoice({ move_type: 'out_refund', partner_id, rows }, '20.00 + 5.10');
      await desk.matchWith(id, creditNote);
      await desk.expectPaymentState(id, 'partial');
      return id;
    },
  },
]);

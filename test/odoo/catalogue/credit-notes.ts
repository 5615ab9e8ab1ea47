import { cases, sentBut } from './case.ts';
import type { Desk, Values } from './desk.ts';
import { AMERICAN, soldAbroad } from './vat-abroad.ts';

const LATER = '2026-03-20';

/** The first product row of a draft, changed. */
async function changeRow(desk: Desk, move: number, values: Values): Promise<void> {
  const { invoice_line_ids } = await desk.read('account.move', move, ['invoice_line_ids']);
  const [first] = invoice_line_ids as readonly number[];
  await desk.call('account.move', 'write', [[move], { invoice_line_ids: [[1, first, values]] }]);
}

async function credited(desk: Desk, original: number, sums: string, date = LATER): Promise<number> {
  return desk.posted(await desk.reversal(original, date), sums);
}

const sold = async (desk: Desk, partner_id: number, price_unit: number, sums: string): Promise<number> =>
  desk.invoice({ partner_id, rows: [{ product_id: await desk.product(), quantity: 1, price_unit }] }, sums);

export const creditNotes = cases('credit notes', [
  {
    name: 'a full credit note',
    expects: 'sent',
    async build(desk) {
      const original = await desk.simple();
      return { moveId: await credited(desk, original, '100.00 + 25.50'), before: [original] };
    },
  },
  {
    name: 'a partial credit note: one of three boxes came back',
    expects: 'sent',
    async build(desk) {
      const rows = [{ product_id: await desk.product(), quantity: 3, price_unit: 40 }];
      const original = await desk.invoice({ partner_id: await desk.customer(), rows }, '120.00 + 30.60');
      const moveId = await desk.reversal(original, LATER);
      await changeRow(desk, moveId, { quantity: 1 });
      return { moveId: await desk.posted(moveId, '40.00 + 10.20'), before: [original] };
    },
  },
  {
    name: 'a price reduction afterwards: five per cent of the invoice credited',
    expects: 'sent',
    async build(desk) {
      const original = await desk.simple();
      const moveId = await desk.reversal(original, LATER, 'Hinnanalennus');
      await changeRow(desk, moveId, { price_unit: 5 });
      return { moveId: await desk.posted(moveId, '5.00 + 1.28'), before: [original] };
    },
  },
  {
    name: 'a credit note of an invoice with three rates and a discount',
    expects: 'sent',
    async build(desk) {
      const rows = [
        { product_id: await desk.product(), quantity: 2, price_unit: 50, tax_ids: desk.taxes('25.5%') },
        {
          product_id: await desk.product(),
          quantity: 4,
          price_unit: 5,
          discount: 25,
          tax_ids: desk.taxes('13.5%'),
        },
        { product_id: await desk.product(), quantity: 1, price_unit: 15, tax_ids: desk.taxes('10%') },
      ];
      const original = await desk.invoice({ partner_id: await desk.customer(), rows }, '130.00 + 29.03');
      return { moveId: await credited(desk, original, '130.00 + 29.03'), before: [original] };
    },
  },
  {
    name: 'a standalone credit note: a yearly bonus',
    expects: 'sent',
    async build(desk) {
      const rows = [
        { product_id: await desk.product({ name: 'Vuosihyvitys' }), quantity: 1, price_unit: 80 },
      ];
      const values = { move_type: 'out_refund', partner_id: await desk.customer() };
      return desk.invoice({ ...values, rows }, '80.00 + 20.40');
    },
  },
  {
    name: 'one credit note for two invoices',
    expects: 'sent',
    async build(desk) {
      const partner_id = await desk.customer();
      const before = [
        await sold(desk, partner_id, 100, '100.00 + 25.50'),
        await sold(desk, partner_id, 60, '60.00 + 15.30'),
      ];
      const rows = [{ product_id: await desk.product(), quantity: 1, price_unit: 160 }];
      const values = { move_type: 'out_refund', partner_id, invoice_date: LATER };
      const moveId = await desk.invoice({ ...values, rows }, '160.00 + 40.80');
      for (const invoice of before) await desk.matchWith(invoice, moveId);
      await desk.expectPaymentState(moveId, 'paid');
      return { moveId, before };
    },
  },
  {
    name: 'a credit note made by itself and matched with an invoice by hand',
    expects: 'sent',
    async build(desk) {
      const partner_id = await desk.customer();
      const invoice = await sold(desk, partner_id, 100, '100.00 + 25.50');
      const rows = [{ product_id: await desk.product(), quantity: 1, price_unit: 30 }];
      const values = { move_type: 'out_refund', partner_id, invoice_date: LATER };
      const moveId = await desk.invoice({ ...values, rows }, '30.00 + 7.65');
      await desk.matchWith(invoice, moveId);
      await desk.expectPaymentState(moveId, 'paid');
      return { moveId, before: [invoice] };
    },
  },
  {
    name: 'a credit note of an invoice in US dollars, at the rate of its own day',
    expects: 'sent',
    async build(desk) {
      const values = { currency_id: desk.currency('USD'), invoice_date: '2026-02-09' };
      const customer = { ...AMERICAN, name: 'Returning Crates Inc.' };
      const original = await soldAbroad(desk, { customer, values }, '500.00 + 0.00');
      return { moveId: await credited(desk, original, '500.00 + 0.00'), before: [original] };
    },
  },
  {
    name: 'a credit note in US dollars at the rate of its original',
    expects: 'sent',
    async build(desk) {
      const values = { currency_id: desk.currency('USD'), invoice_date: '2026-02-09' };
      const customer = { ...AMERICAN, name: 'Old Rate Crates Inc.' };
      const original = await soldAbroad(desk, { customer, values }, '500.00 + 0.00');
      const moveId = await desk.reversal(original, LATER);
      await desk.call('account.move', 'write', [[moveId], { invoice_currency_rate: 1.1835 }]);
      return { moveId: await desk.posted(moveId, '500.00 + 0.00'), before: [original] };
    },
  },
  {
    name: 'a credit note in euros of an invoice in US dollars',
    expects: sentBut('MatchOtherCurrency'),
    async build(desk) {
      const values = { currency_id: desk.currency('USD') };
      const customer = { ...AMERICAN, name: 'Euro Refund Inc.' };
      const original = await soldAbroad(desk, { customer, values }, '500.00 + 0.00');
      const moveId = await desk.reversal(original, LATER);
      await desk.call('account.move', 'write', [[moveId], { currency_id: desk.currency('EUR') }]);
      await changeRow(desk, moveId, { price_unit: 85.48 });
      return { moveId: await desk.posted(moveId, '427.40 + 0.00'), before: [original] };
    },
  },
  {
    name: 'a credit note of an invoice from before Silta',
    expects: sentBut('OriginalNotInNetvisor'),
    async build(desk) {
      const original = await desk.simple({ invoice_date: '2025-11-03', delivery_date: '2025-11-03' });
      return credited(desk, original, '100.00 + 25.50', '2026-01-15');
    },
  },
  {
    name: 'a credit note of January 2026 at the 14 % of its original',
    expects: 'sent',
    async build(desk) {
      const row = { product_id: await desk.product(), quantity: 1, price_unit: 100 };
      const rows = [{ ...row, tax_ids: desk.taxes('14%') }];
      const values = { invoice_date: '2025-12-10', delivery_date: '2025-12-10' };
      const partner_id = await desk.customer();
      const original = await desk.invoice({ partner_id, ...values, rows }, '100.00 + 14.00');
      return { moveId: await credited(desk, original, '100.00 + 14.00', '2026-01-15'), before: [original] };
    },
  },
  {
    name: 'a credit note of an EU sale',
    expects: 'sent',
    async build(desk) {
      const customer = {
        country: 'de',
        name: 'Leergut GmbH',
        vat: 'DE811569869',
        city: 'Kiel',
        zip: '24103',
      };
      const original = await soldAbroad(desk, { customer }, '500.00 + 0.00');
      return { moveId: await credited(desk, original, '500.00 + 0.00'), before: [original] };
    },
  },
  {
    name: 'an invoice that was credited in full before it was sent',
    expects: 'sent',
    async build(desk) {
      const moveId = await desk.simple();
      // Posting the reversal matches the two by itself.
      await credited(desk, moveId, '100.00 + 25.50');
      await desk.expectPaymentState(moveId, 'reversed');
      return moveId;
    },
  },
]);

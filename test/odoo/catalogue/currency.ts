import { cases } from './case.ts';
import type { Desk } from './desk.ts';
import { AMERICAN, soldAbroad, SWEDISH } from './vat-abroad.ts';

/** Throws unless Odoo reckons with this rate: units of the currency for one euro. */
async function atRate(desk: Desk, id: number, wanted: number, total: number): Promise<number> {
  const fields = ['invoice_currency_rate', 'amount_total_signed'];
  const { invoice_currency_rate: rate, amount_total_signed: inEuros } = await desk.read(
    'account.move',
    id,
    fields,
  );
  const seen = `${Number(rate).toFixed(6)}, ${Number(inEuros).toFixed(2)} EUR`;
  const expected = `${wanted.toFixed(6)}, ${total.toFixed(2)} EUR`;
  if (seen !== expected) throw new Error(`the rate is ${seen}, not ${expected}`);
  return id;
}

export const currency = cases('currency', [
  {
    name: 'US dollars at the rate of the day',
    expects: 'sent',
    async build(desk) {
      const values = { currency_id: desk.currency('USD') };
      const id = await soldAbroad(desk, { customer: AMERICAN, values }, '500.00 + 0.00');
      return atRate(desk, id, 1.1698, 427.42);
    },
  },
  {
    name: 'US dollars on a Sunday, at the rate of Friday',
    expects: 'sent',
    async build(desk) {
      const values = { currency_id: desk.currency('USD'), invoice_date: '2026-02-08' };
      const id = await soldAbroad(
        desk,
        { customer: { ...AMERICAN, name: 'Sunday Crates LLC' }, values },
        '500.00 + 0.00',
      );
      return atRate(desk, id, 1.1835, 422.48);
    },
  },
  {
    name: 'US dollars at a rate that the accountant wrote on the invoice',
    expects: 'sent',
    async build(desk) {
      const values = { currency_id: desk.currency('USD'), invoice_currency_rate: 1.25 };
      const id = await soldAbroad(
        desk,
        { customer: { ...AMERICAN, name: 'Fixed Rate Inc.' }, values },
        '500.00 + 0.00',
      );
      return atRate(desk, id, 1.25, 400);
    },
  },
  {
    name: 'Swedish crowns to Sweden',
    expects: 'sent',
    async build(desk) {
      const customer = { ...SWEDISH, name: 'Kronlådan AB', vat: 'SE556703748501' };
      const values = { currency_id: desk.currency('SEK') };
      return atRate(desk, await soldAbroad(desk, { customer, values }, '500.00 + 0.00'), 10.8215, 46.2);
    },
  },
  {
    name: 'US dollars with Finnish VAT',
    expects: 'sent',
    async build(desk) {
      const id = await desk.simple({ currency_id: desk.currency('USD') });
      return atRate(desk, id, 1.1698, 107.28);
    },
  },
  {
    // Odoo reckons the VAT anew from the net in euros: 92.32 + 23.54, though 135.54 dollars are 115.87 euros.
    name: 'US dollars with Finnish VAT, whose euros are a cent less than the dollars converted',
    // Sent at a rate with more decimals, by which Netvisor comes to Odoo's euros.
    expects: 'sent',
    async build(desk) {
      const product_id = await desk.product();
      const rows = [
        { product_id, quantity: 1, price_unit: 100 },
        { product_id, quantity: 1, price_unit: 8 },
      ];
      const values = { partner_id: await desk.customer(), currency_id: desk.currency('USD') };
      return atRate(desk, await desk.invoice({ ...values, rows }, '108.00 + 27.54'), 1.1698, 115.86);
    },
  },
]);

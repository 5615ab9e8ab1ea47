import { cases, refused } from './case.ts';
import { DAY, text } from './desk.ts';
import { confirmedOrder, invoiceOrder } from './orders.ts';

export const basics = cases('basics', [
  {
    name: 'one row',
    expects: 'sent',
    build: (desk) => desk.simple(),
  },
  {
    name: 'many rows of different products',
    expects: 'sent',
    async build(desk) {
      const prices = [12, 8, 98, 2, 240, 4, 18, 56, 6, 1250];
      const rows = [];
      for (const [index, price_unit] of prices.entries()) {
        rows.push({ product_id: await desk.product(), quantity: index + 1, price_unit });
      }
      const partner_id = await desk.customer();
      return desk.invoice({ partner_id, rows }, '14682.00 + 3743.91');
    },
  },
  {
    name: 'one product on two rows at different prices',
    expects: 'sent',
    async build(desk) {
      const product_id = await desk.product();
      const rows = [
        { product_id, quantity: 10, price_unit: 4.2 },
        { product_id, quantity: 90, price_unit: 3.9 },
      ];
      return desk.invoice({ partner_id: await desk.customer(), rows }, '393.00 + 100.22');
    },
  },
  {
    name: 'a quantity with decimals',
    expects: 'sent',
    async build(desk) {
      const product_id = await desk.product();
      const rows = [{ product_id, quantity: 7.25, price_unit: 84 }];
      return desk.invoice({ partner_id: await desk.customer(), rows }, '609.00 + 155.30');
    },
  },
  {
    name: 'hours, in the unit of the service',
    expects: 'sent',
    async build(desk) {
      const uom_id = await desk.external('uom.product_uom_hour');
      const taxes_id = desk.taxes('25.5% S');
      const product_id = await desk.product({ name: 'Asennustyö', type: 'service', uom_id, taxes_id });
      const rows = [{ product_id, quantity: 37.5, price_unit: 62 }];
      return desk.invoice({ partner_id: await desk.customer(), rows }, '2325.00 + 592.88');
    },
  },
  {
    name: 'sections, subsections and notes between the rows',
    expects: 'sent',
    async build(desk) {
      const product_id = await desk.product();
      const rows = [
        text('line_section', 'Huhtikuun työt'),
        text('line_subsection', 'Satama'),
        { product_id, quantity: 2, price_unit: 45 },
        text('line_note', 'Sisältää nostot.\nLisätietoja saa myyjältä.'),
        text('line_subsection', 'Tori'),
        { product_id, quantity: 1, price_unit: 45 },
        text('line_section', 'Muut'),
        { product_id: await desk.product(), quantity: 3, price_unit: 10 },
      ];
      return desk.invoice({ partner_id: await desk.customer(), rows }, '165.00 + 42.08');
    },
  },
  {
    name: 'a row with a text of several lines',
    expects: 'sent',
    async build(desk) {
      const product_id = await desk.product();
      const name = 'Laatikko, vihreä\nTilausnumero 4711\nToimitettu "Satama 2:een" & kuitattu';
      const rows = [{ product_id, name, quantity: 1, price_unit: 100 }];
      return desk.invoice({ partner_id: await desk.customer(), rows }, '100.00 + 25.50');
    },
  },
  {
    name: 'a private person',
    expects: 'sent',
    async build(desk) {
      const person = { name: 'Örjan Mäki', is_company: false, vat: false, company_registry: false };
      return desk.simple({ partner_id: await desk.customer(person) });
    },
  },
  {
    name: 'an invoice from the second sales journal WEB',
    expects: 'sent',
    async build(desk) {
      const journal_id = await desk.journal('WEB', 'Verkkokauppa');
      return desk.simple({ journal_id, name: 'WEB/2026/20001' });
    },
  },
  {
    name: 'a down payment from a quotation',
    // Odoo's own down payment row has no product.
    expects: refused('RowWithoutProduct'),
    async build(desk) {
      const order = await confirmedOrder(desk);
      const move = await invoiceOrder(desk, order, { advance_payment_method: 'percentage', amount: 30 });
      await desk.call('account.move', 'write', [[move], { invoice_date: DAY }]);
      return desk.posted(move, '300.00 + 76.50');
    },
  },
  {
    name: 'the final invoice that takes a down payment off',
    // Odoo's own down payment row has no product.
    expects: refused('RowWithoutProduct'),
    async build(desk) {
      const order = await confirmedOrder(desk);
      const first = await invoiceOrder(desk, order, { advance_payment_method: 'percentage', amount: 30 });
      await desk.call('account.move', 'write', [[first], { invoice_date: DAY }]);
      await desk.posted(first, '300.00 + 76.50');
      const last = await invoiceOrder(desk, order, { advance_payment_method: 'delivered' });
      await desk.call('account.move', 'write', [[last], { invoice_date: DAY }]);
      return desk.posted(last, '700.00 + 178.50');
    },
  },
]);

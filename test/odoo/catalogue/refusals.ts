import { cases, refused } from './case.ts';
import type { Desk, Values } from './desk.ts';

async function draft(desk: Desk): Promise<number> {
  const rows = [{ product_id: await desk.product(), quantity: 1, price_unit: 100 }];
  return desk.draft({ partner_id: await desk.customer(), rows });
}

async function inState(desk: Desk, id: number, wanted: string): Promise<number> {
  const { state } = await desk.read('account.move', id, ['state']);
  if (state !== wanted) throw new Error(`${id} is ${String(state)}, not ${wanted}`);
  return id;
}

async function boxed(desk: Desk, product_id: number, sums = '100.00 + 25.50'): Promise<number> {
  const rows: Values[] = [{ product_id, quantity: 1, price_unit: 100 }];
  return desk.invoice({ partner_id: await desk.customer(), rows }, sums);
}

export const refusals = cases('refusals', [
  {
    name: 'a draft, which is all that a pro forma invoice is',
    expects: refused('NotPosted'),
    build: async (desk) => inState(desk, await draft(desk), 'draft'),
  },
  {
    name: 'a posted invoice that was reset to draft',
    expects: refused('NotPosted'),
    async build(desk) {
      const id = await desk.simple({
        name: 'PAL/2026/80001',
        journal_id: await desk.journal('PAL', 'Palautetut'),
      });
      await desk.call('account.move', 'button_draft', [[id]]);
      return inState(desk, id, 'draft');
    },
  },
  {
    name: 'a cancelled invoice',
    expects: refused('NotPosted'),
    async build(desk) {
      const id = await desk.simple({
        name: 'PER/2026/90001',
        journal_id: await desk.journal('PER', 'Perutut'),
      });
      await desk.call('account.move', 'button_draft', [[id]]);
      await desk.call('account.move', 'button_cancel', [[id]]);
      return inState(desk, id, 'cancel');
    },
  },
  {
    name: 'a sales receipt',
    expects: refused('NotACustomerInvoice'),
    async build(desk) {
      const rows = [{ product_id: await desk.product(), quantity: 1, price_unit: 100 }];
      const values = { move_type: 'out_receipt', partner_id: await desk.customer() };
      return desk.invoice({ ...values, rows }, '100.00 + 25.50');
    },
  },
  {
    name: 'a total of zero: everything at a discount of 100 %',
    expects: refused('ZeroTotal'),
    async build(desk) {
      const rows = [{ product_id: await desk.product(), quantity: 1, price_unit: 100, discount: 100 }];
      return desk.invoice({ partner_id: await desk.customer(), rows }, '0.00 + 0.00');
    },
  },
  {
    name: 'a total of zero: an exchange of one box for another',
    expects: refused('ZeroTotal'),
    async build(desk) {
      const rows = [
        { product_id: await desk.product(), quantity: 1, price_unit: 100 },
        { product_id: await desk.product(), quantity: -1, price_unit: 100 },
      ];
      return desk.invoice({ partner_id: await desk.customer(), rows }, '0.00 + 0.00');
    },
  },
  {
    name: 'a product without a code',
    expects: refused('ProductWithoutCode'),
    build: async (desk) => boxed(desk, await desk.product({ default_code: false })),
  },
  {
    name: 'two products with one code',
    expects: refused('RegisterRejected'),
    async build(desk) {
      const product_id = await desk.product();
      const { default_code } = await desk.read('product.product', product_id, ['default_code']);
      await desk.product({ default_code });
      return boxed(desk, product_id);
    },
  },
  {
    name: 'goods exported to a customer without a country',
    expects: refused('CustomerWithoutCountry'),
    async build(desk) {
      const partner_id = await desk.customer({ country_id: false, company_registry: false, vat: false });
      const row = { product_id: await desk.product(), quantity: 1, price_unit: 100 };
      const rows = [{ ...row, tax_ids: desk.taxes('0% EX') }];
      return desk.invoice({ partner_id, rows }, '100.00 + 0.00');
    },
  },
  {
    name: 'a row without a product',
    expects: refused('RowWithoutProduct'),
    async build(desk) {
      const row = { name: 'Kuljetus Ouluun', quantity: 1, price_unit: 100 };
      const rows = [{ ...row, tax_ids: desk.taxes('25.5%') }];
      return desk.invoice({ partner_id: await desk.customer(), rows }, '100.00 + 25.50');
    },
  },
]);

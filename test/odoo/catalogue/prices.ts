import { cases } from './case.ts';
import type { Desk, Values } from './desk.ts';

/** An invoice of these rows, each with a product of its own. */
async function priced(desk: Desk, sums: string, ...rows: readonly Values[]): Promise<number> {
  const complete: Values[] = [];
  for (const row of rows) complete.push({ product_id: await desk.product(), quantity: 1, ...row });
  return desk.invoice({ partner_id: await desk.customer(), rows: complete }, sums);
}

export const prices = cases('prices and discounts', [
  {
    name: 'a price with three decimals',
    expects: 'sent',
    build: (desk) => priced(desk, '125.00 + 31.88', { quantity: 1000, price_unit: 0.125 }),
  },
  {
    name: 'a price with five decimals',
    expects: 'sent',
    build: (desk) => priced(desk, '123.45 + 31.48', { quantity: 10000, price_unit: 0.012345 }),
  },
  {
    name: 'a discount',
    expects: 'sent',
    build: (desk) => priced(desk, '525.00 + 133.88', { quantity: 6, price_unit: 100, discount: 12.5 }),
  },
  {
    name: 'a discount with decimals',
    expects: 'sent',
    build: (desk) => priced(desk, '66.67 + 17.00', { price_unit: 100, discount: 33.33 }),
  },
  {
    name: 'one row at a discount of 100 %',
    expects: 'sent',
    build: (desk) =>
      priced(desk, '40.00 + 10.20', { price_unit: 40 }, { price_unit: 25, quantity: 2, discount: 100 }),
  },
  {
    name: 'a free sample at price zero',
    expects: 'sent',
    build: (desk) => priced(desk, '40.00 + 10.20', { price_unit: 40 }, { price_unit: 0 }),
  },
  {
    name: 'a rebate as a row with a negative price',
    expects: 'sent',
    build: (desk) => priced(desk, '47.35 + 12.07', { quantity: 3, price_unit: 19.9 }, { price_unit: -12.35 }),
  },
  {
    name: 'a rebate with a negative price and a discount of its own',
    expects: 'sent',
    build: (desk) =>
      priced(desk, '160.00 + 40.80', { quantity: 2, price_unit: 100 }, { price_unit: -50, discount: 20 }),
  },
  {
    name: 'a returned pallet as a row with a negative quantity',
    expects: 'sent',
    build: (desk) =>
      priced(desk, '264.00 + 67.32', { quantity: 12, price_unit: 24 }, { quantity: -2, price_unit: 12 }),
  },
  {
    name: 'prices that include VAT',
    expects: 'sent',
    build(desk) {
      const tax_ids = desk.taxes('25.5% included');
      return priced(
        desk,
        '167.57 + 42.73',
        { quantity: 2, price_unit: 12.55, tax_ids },
        { price_unit: 125.5, tax_ids },
        { quantity: 3, price_unit: 19.9, tax_ids },
      );
    },
  },
  {
    name: 'a price that includes VAT, with a discount',
    expects: 'sent',
    build: (desk) =>
      priced(desk, '90.00 + 22.95', {
        price_unit: 125.5,
        discount: 10,
        tax_ids: desk.taxes('25.5% included'),
      }),
  },
  {
    name: 'prices with and without VAT on one invoice',
    expects: 'sent',
    build: (desk) =>
      priced(
        desk,
        '200.00 + 51.00',
        { price_unit: 125.5, tax_ids: desk.taxes('25.5% included') },
        { price_unit: 100 },
      ),
  },
]);

import { dice } from '../drafts.ts';
import type { Desk, Values } from './desk.ts';
import type { TaxKey } from './taxes.ts';

const TAXES: readonly TaxKey[] = [
  '25.5%',
  '25.5% S',
  '13.5%',
  '10%',
  '0%',
  '25.5% included',
  '13.5% included',
];
const ACCOUNTS = ['3000', '3001'];

/** Draws drafts of 1–12 rows, the same for the same seed, of customers and products that it makes once. */
export async function openRandom(
  desk: Desk,
  seed: number,
): Promise<(count: number) => Promise<readonly number[]>> {
  const roll = dice(seed);
  const int = (low: number, high: number): number => low + Math.floor(roll() * (high - low + 1));
  const pick = <T>(items: readonly T[]): T => {
    const item = items[int(0, items.length - 1)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const customers = [await desk.customer(), await desk.customer(), await desk.customer()];
  const products = [await desk.product(), await desk.product(), await desk.product()];
  const accounts = await Promise.all(ACCOUNTS.map((code) => desk.account(code)));

  const row = (tax: TaxKey, sequence: number): unknown => [
    0,
    0,
    {
      sequence,
      product_id: pick(products),
      account_id: pick(accounts),
      quantity: pick([int(1, 40), int(1, 999) / 10, int(1, 3000) / 100, -int(1, 3)]),
      price_unit: pick([
        int(50, 80_000) / 100,
        int(50, 80_000) / 100,
        int(50, 80_000) / 1000,
        int(1, 99) / 10_000,
      ]),
      discount: roll() < 0.7 ? 0 : pick([2.5, 5, 7.25, 10, 12.5, 33.33]),
      tax_ids: desk.taxes(tax),
    },
  ];
  const draft = (): Values => {
    const few = [pick(TAXES), pick(TAXES)];
    const rows = Array.from({ length: int(1, 12) }, (_, index) => row(pick(few), 10 + index));
    // What is returned never outweighs what is sold: a negative invoice is none.
    const sold = [
      0,
      0,
      { product_id: pick(products), quantity: 100, price_unit: 500, tax_ids: desk.taxes(pick(few)) },
    ];
    return {
      move_type: 'out_invoice',
      partner_id: pick(customers),
      invoice_date: '2026-03-02',
      invoice_date_due: '2026-03-16',
      invoice_line_ids: roll() < 0.5 ? [...rows, sold] : rows.map(positive),
    };
  };
  return async (count) => {
    const drafts = Array.from({ length: count }, draft);
    const made = (await desk.call('account.move', 'create', [drafts])) as readonly number[];
    await desk.call('account.move', 'action_post', [made]);
    return made;
  };
}

function positive(command: unknown): unknown {
  if (!Array.isArray(command)) throw new Error('not a row');
  const values = command[2] as { readonly quantity: number };
  return [0, 0, { ...values, quantity: Math.abs(values.quantity) }];
}

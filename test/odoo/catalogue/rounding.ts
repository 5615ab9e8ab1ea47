import { dice } from '../drafts.ts';
import { cases, refused, type Draft, type Expectation } from './case.ts';
import type { Rounding } from './company.ts';
import type { Desk, Values } from './desk.ts';
import type { TaxKey } from './taxes.ts';

type Row = readonly [quantity: number, price: number, tax: TaxKey, discount?: number];

interface Shape {
  readonly name: string;
  readonly rows: readonly Row[];
  /** Odoo's sums and what is to become of them, by the company's way of rounding. */
  readonly round_globally: readonly [sums: string, expects: Expectation];
  readonly round_per_line: readonly [sums: string, expects: Expectation];
}

const withSums = 'sent with its sums';

const SHAPES: readonly Shape[] = [
  {
    name: 'half a cent of VAT',
    rows: [[1, 1, '25.5%']],
    round_globally: ['1.00 + 0.26', 'sent'],
    round_per_line: ['1.00 + 0.26', 'sent'],
  },
  {
    name: 'half a cent of VAT off, on a row with a negative quantity',
    rows: [
      [1, 10, '25.5%'],
      [-1, 1, '25.5%'],
    ],
    round_globally: ['9.00 + 2.30', withSums],
    round_per_line: ['9.00 + 2.29', withSums],
  },
  {
    name: 'half a cent of net on each of two rows',
    rows: [
      [0.5, 12.35, '25.5%'],
      [0.5, 12.35, '25.5%'],
    ],
    round_globally: ['12.35 + 3.15', withSums],
    round_per_line: ['12.36 + 3.16', withSums],
  },
  {
    name: 'three rows of ten cents',
    rows: [
      [1, 0.1, '25.5%'],
      [1, 0.1, '25.5%'],
      [1, 0.1, '25.5%'],
    ],
    round_globally: ['0.30 + 0.08', withSums],
    round_per_line: ['0.30 + 0.09', withSums],
  },
  {
    name: 'discounts that end in half a cent',
    rows: [
      [3, 19.99, '25.5%', 12.5],
      [1, 0.25, '13.5%', 10],
      [7, 1.15, '10%', 50],
    ],
    round_globally: ['56.72 + 13.81', withSums],
    round_per_line: ['56.73 + 13.81', 'sent'],
  },
  {
    name: 'prices that include VAT, three rows of 9.99',
    rows: [
      [1, 9.99, '25.5% included'],
      [1, 9.99, '25.5% included'],
      [1, 9.99, '25.5% included'],
    ],
    round_globally: ['23.88 + 6.09', 'sent'],
    round_per_line: ['23.88 + 6.09', 'sent'],
  },
  {
    name: 'sums that agree in total but not in net and VAT',
    rows: [
      [0.38, 13.3, '25.5%'],
      [2.15, 7.55, '25.5%'],
      [0.25, 7, '10%'],
      [0.19, 3.15, '10%'],
    ],
    round_globally: ['23.64 + 5.66', withSums],
    round_per_line: ['23.63 + 5.67', 'sent'],
  },
  {
    name: '30 random rows at one rate',
    rows: randomRows(30, ['25.5%'], 4711),
    round_globally: ['74015.56 + 18873.97', withSums],
    round_per_line: ['74015.57 + 18873.96', withSums],
  },
  {
    name: '30 random rows at three rates',
    rows: randomRows(30, ['25.5%', '13.5%', '10%'], 815),
    round_globally: ['50218.54 + 7558.29', withSums],
    round_per_line: ['50218.52 + 7558.30', withSums],
  },
  {
    name: '30 random rows in whole cents',
    rows: randomRows(30, ['25.5%'], 44).map(
      ([, price, tax]) => [2, Math.round(price * 100) / 100, tax] as const,
    ),
    round_globally: ['2340.86 + 596.92', withSums],
    round_per_line: ['2340.86 + 596.95', withSums],
  },
];

function randomRows(count: number, taxes: readonly TaxKey[], seed: number): Row[] {
  const roll = dice(seed);
  const int = (low: number, high: number): number => low + Math.floor(roll() * (high - low + 1));
  return Array.from({ length: count }, () => {
    const tax = taxes[int(0, taxes.length - 1)] ?? '25.5%';
    return [
      int(1, 999) / 10,
      int(50, 80_000) / 1000,
      tax,
      [0, 0, 0, 2.5, 7.25, 12.5][int(0, 5)] ?? 0,
    ] as const;
  });
}

async function build(desk: Desk, shape: Shape, sums: string): Promise<number> {
  // Sharing is the point: the same thing sold many times.
  const product_id = await desk.product();
  const rows: Values[] = shape.rows.map(([quantity, price_unit, tax, discount = 0]) => ({
    product_id,
    quantity,
    price_unit,
    discount,
    tax_ids: desk.taxes(tax),
  }));
  return desk.invoice({ partner_id: await desk.customer(), rows }, sums);
}

const WORDS: Readonly<Record<Rounding, string>> = {
  round_globally: 'rounded globally',
  round_per_line: 'rounded per line',
};

const bothWays = SHAPES.flatMap((shape): Draft[] =>
  (['round_globally', 'round_per_line'] as const).map((rounding) => {
    const [sums, expects] = shape[rounding];
    const name = `${shape.name}, ${WORDS[rounding]}`;
    return { name, rounding, expects, build: (desk) => build(desk, shape, sums) };
  }),
);

async function cashRounded(desk: Desk, sums: string, strategy: string, price_unit: number): Promise<number> {
  const accounts = {
    profit_account_id: await desk.account('3590'),
    loss_account_id: await desk.account('3590'),
  };
  const invoice_cash_rounding_id = await desk.create('account.cash.rounding', {
    name: `Viiteen senttiin, ${strategy}`,
    rounding: 0.05,
    rounding_method: 'HALF-UP',
    strategy,
    ...(strategy === 'add_invoice_line' && accounts),
  });
  const rows = [{ product_id: await desk.product(), quantity: 1, price_unit }];
  return desk.invoice({ partner_id: await desk.customer(), invoice_cash_rounding_id, rows }, sums);
}

export const rounding = cases('rounding', [
  ...bothWays,
  {
    name: 'cash rounding to five cents as a row of its own',
    expects: refused('CashRoundingNotCarried'),
    build: (desk) => cashRounded(desk, '10.04 + 2.56', 'add_invoice_line', 10.05),
  },
  {
    name: 'cash rounding to five cents by changing the VAT',
    expects: refused('CashRoundingNotCarried'),
    build: (desk) => cashRounded(desk, '10.05 + 2.55', 'biggest_tax', 10.05),
  },
  {
    name: 'cash rounding that has nothing to round',
    expects: 'sent',
    build: (desk) => cashRounded(desk, '100.00 + 25.50', 'add_invoice_line', 100),
  },
]);

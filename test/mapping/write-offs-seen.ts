/**
 * What Odoo 19 with the Finnish localisation said of payments of invoices of 125.50 (`test/odoo/write-offs.test.ts`
 * makes them): the entries that have settled them, and how much of each invoice.
 */
type Line = readonly [balance: number, account: string, tax?: number];
export interface SeenEntry {
  readonly settled: readonly number[];
  /** What the payment says of itself, company currency; none where the entry was booked by hand. */
  readonly payment?: number;
  readonly lines: readonly Line[];
}

export const SEEN = {
  'paid in full, in US dollars': {
    settled: [125.5],
    payment: 125.5,
    lines: [
      [125.5, 'asset_current'],
      [-125.5, 'asset_receivable'],
    ],
  },
  'fifty cents less than owed, written off': {
    settled: [125.5],
    payment: 125,
    lines: [
      [125, 'asset_current'],
      [-125.5, 'asset_receivable'],
      [0.5, 'income_other'],
    ],
  },
  'fifty cents more than owed, written off': {
    settled: [125.5],
    payment: 126,
    lines: [
      [126, 'asset_current'],
      [-125.5, 'asset_receivable'],
      [-0.5, 'income_other'],
    ],
  },
  'two per cent less in time, with the VAT of the discount': {
    settled: [125.5],
    payment: 122.99,
    lines: [
      [122.99, 'asset_current'],
      [-125.5, 'asset_receivable'],
      [2, 'expense'],
      [0.51, 'liability_current', 1],
    ],
  },
  'fifty cents, written off by an entry of its own': {
    settled: [0.5],
    lines: [
      [-0.5, 'asset_receivable'],
      [0.5, 'income_other'],
    ],
  },
  'two invoices at once, a euro less than owed': {
    settled: [125.5, 125.5],
    payment: 250,
    lines: [
      [250, 'asset_current'],
      [-251, 'asset_receivable'],
      [1, 'income_other'],
    ],
  },
  'two invoices at once, each two per cent less in time': {
    settled: [125.5, 125.5],
    payment: 245.98,
    lines: [
      [245.98, 'asset_current'],
      [-251, 'asset_receivable'],
      [4, 'expense'],
      [1.02, 'liability_current', 1],
    ],
  },
} as const satisfies Readonly<Record<string, SeenEntry>>;

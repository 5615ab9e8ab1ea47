import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Setting } from './odoo-client.ts';

const figures = z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.array(z.string())]));

const caseSchema = z.object({
  move_type: z.enum(['out_invoice', 'out_refund']),
  invoice_date: z.string(),
  currency: z.string(),
  term: z.string(),
  rounding: z.string().optional(),
  method: z.enum(['round_globally', 'round_per_line']),
  /** Quantity, price, discount, then the names of taxes. */
  lines: z.array(z.tuple([z.number(), z.number(), z.number()]).rest(z.string())),
  odoo: z.object({ move: figures, rows: z.array(figures) }),
});
export type MeasuredCase = z.output<typeof caseSchema>;

/**
 * Random invoices, and what a real Odoo 19 made of each: sums and journal items. One JSON object per line; fields
 * that were false, nought or empty are left out.
 */
export const MEASURED: readonly MeasuredCase[] = readFileSync(
  new URL('odoo-measured-invoices.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => caseSchema.parse(JSON.parse(line)));

const included = { price_include_override: 'tax_included' };
const TAXES: Readonly<Record<string, object>> = {
  x25: { name: '25.5% x', amount: 25.5 },
  x14: { name: '14% x', amount: 14 },
  x13: { name: '13.5% x', amount: 13.5 },
  x10: { name: '10% x', amount: 10 },
  x0: { name: '0% x', amount: 0 },
  i25: { name: '25.5% i', amount: 25.5, ...included },
  i14: { name: '14% i', amount: 14, ...included },
  i10: { name: '10% i', amount: 10, ...included },
  f: { name: '0.35 fixed', amount: 0.35, amount_type: 'fixed' },
  fi: { name: '0.20 fixed i', amount: 0.2, amount_type: 'fixed', ...included },
  fb: { name: '0.15 fixed base', amount: 0.15, amount_type: 'fixed', include_base_amount: true, sequence: 0 },
  pb: { name: '3% base', amount: 3, include_base_amount: true, sequence: 0 },
  d: { name: '10% division', amount: 10, amount_type: 'division' },
};

const percent = (value_amount: number, nb_days: number, more: object = {}): unknown[] => [
  0,
  0,
  { value: 'percent', value_amount, nb_days, ...more },
];
const early = (discount_percentage: number, discount_days: number, computation: string): object => ({
  early_discount: true,
  discount_percentage,
  discount_days,
  early_pay_discount_computation: computation,
  line_ids: [percent(100, 30)],
});
const TERMS: Readonly<Record<string, string | object>> = {
  '30d': '30days',
  adv: 'advance_60days',
  eofm: 'end_following_month',
  eofm10: '30_days_end_month_the_10',
  '90on10': '90days_on_the_10th',
  epd: '30days_early_discount',
  three: {
    line_ids: [
      percent(33.33, 10),
      percent(33.33, 20),
      percent(33.34, 30, { delay_type: 'days_after_end_of_month' }),
    ],
  },
  fixed: { line_ids: [[0, 0, { value: 'fixed', value_amount: 10, nb_days: 0 }], percent(100, 14)] },
  same: { line_ids: [percent(50, 14), percent(50, 14)] },
  epdx: early(2, 14, 'excluded'),
  epdm: early(3, 10, 'mixed'),
};

/** The measured invoices can be made in a simulator: the same taxes, terms and roundings under the same names. */
export async function prepareMeasured(odoo: Setting): Promise<(one: MeasuredCase) => Promise<number>> {
  const { admin, bot, simulator } = odoo;
  const taxes = new Map<string, number>();
  const addTax = async (name: string, values: object): Promise<void> => {
    const id = await admin.one('account.tax', 'create', { vals_list: { type_tax_use: 'sale', ...values } });
    taxes.set(name, id);
  };
  for (const [name, values] of Object.entries(TAXES)) await addTax(name, values);
  const members = ['fb', 'x25'].map((name) => taxes.get(name));
  await addTax('g', { name: 'group', amount_type: 'group', amount: 0, children_tax_ids: [[6, 0, members]] });
  const terms = new Map<string, number>();
  for (const [name, term] of Object.entries(TERMS)) {
    terms.set(
      name,
      typeof term === 'string'
        ? simulator.ref(`account.account_payment_term_${term}`)
        : await admin.one('account.payment.term', 'create', { vals_list: { name, ...term } }),
    );
  }
  const roundings = new Map<string, number>();
  const profit_account_id = simulator.ref('account.1_account_3500');
  const loss_account_id = simulator.ref('account.1_account_4380');
  for (const [name, values] of [
    ['r05', { name: '5 cents', strategy: 'add_invoice_line', profit_account_id, loss_account_id }],
    ['rtax', { name: '5 cents tax', strategy: 'biggest_tax' }],
  ] as const) {
    const vals_list = { rounding: 0.05, rounding_method: 'HALF-UP', ...values };
    roundings.set(name, await admin.one('account.cash.rounding', 'create', { vals_list }));
  }
  const partner = simulator.addPartner({ name: 'Mittaus Oy', is_company: true });
  return (one) => {
    simulator.edit('res.company', 1, { tax_calculation_rounding_method: one.method });
    const invoice_line_ids = one.lines.map(([quantity, price_unit, discount, ...names], index) => [
      0,
      0,
      {
        name: `r${index}`,
        quantity,
        price_unit,
        discount,
        tax_ids: [[6, 0, names.map((name) => taxes.get(name))]],
      },
    ]);
    const vals_list = {
      move_type: one.move_type,
      partner_id: partner,
      invoice_date: one.invoice_date,
      currency_id: simulator.ref(`base.${one.currency}`),
      invoice_payment_term_id: terms.get(one.term) ?? false,
      invoice_cash_rounding_id: one.rounding === undefined ? false : roundings.get(one.rounding),
      invoice_line_ids,
    };
    return bot.one('account.move', 'create', { vals_list });
  };
}

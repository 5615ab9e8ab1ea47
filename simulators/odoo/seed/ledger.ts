import type { World } from './people.ts';
import type { Seeder } from './seeder.ts';

/** Code, name, type, and the end of the external id where the Finnish chart's is known. */
const ACCOUNTS = [
  ['1701', 'Trade receivables', 'asset_receivable', 'account_1701'],
  ['1910', 'Bank', 'asset_cash', undefined],
  ['2871', 'Trade payables', 'liability_payable', 'account_2871'],
  ['2930', 'VAT payable', 'liability_current', 'account_2930'],
  ['3000', 'Sales', 'income', undefined],
  ['3010', 'Service sales', 'income', undefined],
  ['3360', 'Sales of goods within the EU', 'income', undefined],
  ['3380', 'Export sales', 'income', undefined],
  ['4000', 'Purchases', 'expense', undefined],
] as const;

interface Tax {
  readonly id?: string;
  readonly name: string;
  readonly amount: number;
  readonly use: 'sale' | 'purchase';
  readonly scope?: 'service' | 'consu';
  readonly archived?: true;
}

/**
 * After the Finnish localisation: short names that repeat, one external id each. 13.5 % is not in it:
 * customers make it by hand, so it has no external id.
 */
const TAXES: readonly Tax[] = [
  { id: 'tax_dom_sales_goods_25_5', name: '25.5%', amount: 25.5, use: 'sale', scope: 'consu' },
  { id: 'tax_dom_sales_service_25_5', name: '25.5% S', amount: 25.5, use: 'sale', scope: 'service' },
  { id: 'tax_dom_sales_goods_24', name: '24%', amount: 24, use: 'sale', scope: 'consu' },
  { name: '13.5%', amount: 13.5, use: 'sale' },
  { id: 'tax_dom_sales_goods_14', name: '14%', amount: 14, use: 'sale', scope: 'consu', archived: true },
  { id: 'tax_dom_sales_goods_10', name: '10%', amount: 10, use: 'sale', scope: 'consu' },
  { id: 'tax_dom_sales_goods_0', name: '0%', amount: 0, use: 'sale', scope: 'consu' },
  { id: 'tax_eu_sales_goods_0', name: '0% EU G', amount: 0, use: 'sale', scope: 'consu' },
  { id: 'tax_eu_sales_service_0', name: '0% EU S', amount: 0, use: 'sale', scope: 'service' },
  { id: 'tax_construct_sales_0', name: '0% C', amount: 0, use: 'sale' },
  { id: 'vat0export', name: '0% EX', amount: 0, use: 'sale' },
  { id: 'tax_dom_purchase_goods_25_5', name: '25.5%', amount: 25.5, use: 'purchase', scope: 'consu' },
  { id: 'tax_dom_purchase_service_25_5', name: '25.5% S', amount: 25.5, use: 'purchase', scope: 'service' },
];

/** Chart, taxes, journals and terms of one company; its external ids carry the company's id. */
export function seedLedger(seed: Seeder, world: World, company: number, companyPartner: number): void {
  const accounts = Object.fromEntries(
    ACCOUNTS.map(([code, name, type, id]) => [
      code,
      seed.put(
        'account.account',
        {
          code,
          name,
          account_type: type,
          company_ids: [company],
          reconcile: type === 'asset_receivable' || type === 'liability_payable',
        },
        id === undefined ? undefined : `account.${company}_${id}`,
      ),
    ]),
  );
  const account = (code: string): number => accounts[code] ?? 0;
  seedTaxes(seed, world, company);
  seedJournals(seed, company, account('3000'), account('4000'), account('1910'));
  seed.set('res.company', company, {
    income_account_id: account('3000'),
    expense_account_id: account('4000'),
  });
  seed.put('res.partner.bank', {
    acc_number: company === 1 ? 'FI49 5000 9420 0287 30' : 'FI21 1234 5600 0007 85',
    sanitized_acc_number: company === 1 ? 'FI4950009420028730' : 'FI2112345600000785',
    acc_type: 'iban',
    partner_id: companyPartner,
  });
  const domestic = { company_id: company, country_id: world.countries['FI'] ?? false, name: 'Finland' };
  seed.put('account.fiscal.position', domestic);
  seed.put('account.fiscal.position', { company_id: company, name: 'EU', vat_required: true });
}

function seedTaxes(seed: Seeder, world: World, company: number): void {
  const group = seed.put('account.tax.group', {
    name: 'VAT',
    company_id: company,
    country_id: world.countries['FI'] ?? false,
  });
  const ids = TAXES.map((tax, index) =>
    seed.put(
      'account.tax',
      {
        name: tax.name,
        amount: tax.amount,
        type_tax_use: tax.use,
        tax_scope: tax.scope ?? false,
        tax_group_id: group,
        company_id: company,
        country_id: world.countries['FI'] ?? false,
        active: tax.archived !== true,
        sequence: index + 1,
        invoice_label: `VAT ${tax.amount}%`,
      },
      tax.id === undefined ? undefined : `account.${company}_${tax.id}`,
    ),
  );
  const purchase = TAXES.findIndex((tax) => tax.use === 'purchase');
  seed.set('res.company', company, {
    account_sale_tax_id: ids[0] ?? false,
    account_purchase_tax_id: ids[purchase] ?? false,
  });
}

function seedJournals(seed: Seeder, company: number, sales: number, purchases: number, bank: number): void {
  const journals = [
    ['INV', 'Customer Invoices', 'sale', sales],
    ['BILL', 'Vendor Bills', 'purchase', purchases],
    ['MISC', 'Miscellaneous Operations', 'general', false],
    ['BNK1', 'Bank', 'bank', bank],
  ] as const;
  for (const [code, name, type, account] of journals) {
    seed.put('account.journal', {
      code,
      name,
      type,
      company_id: company,
      default_account_id: account,
      refund_sequence: type === 'sale' || type === 'purchase',
      invoice_reference_model: 'fi',
    });
  }
}

/** Terms, units and analytic accounts, which the companies share. */
export function seedShared(seed: Seeder): void {
  const term = (name: string, lines: readonly [number, number][], id?: string): void => {
    const owner = seed.put('account.payment.term', { name }, id);
    for (const [percent, days] of lines) {
      seed.put('account.payment.term.line', { payment_id: owner, value_amount: percent, nb_days: days });
    }
  };
  term('Immediate Payment', [[100, 0]], 'account.account_payment_term_immediate');
  term('15 Days', [[100, 15]], 'account.account_payment_term_15days');
  term('30 Days', [[100, 30]], 'account.account_payment_term_30days');
  term('14 päivää netto', [[100, 14]]);
  term(
    '30% Now, Balance 60 Days',
    [
      [30, 0],
      [70, 60],
    ],
    'account.account_payment_term_advance_60days',
  );
  seed.put('uom.uom', { name: 'Units', factor: 1, rounding: 0.01 }, 'uom.product_uom_unit');
  seed.put('uom.uom', { name: 'Hours', factor: 1, rounding: 0.01 }, 'uom.product_uom_hour');
  seed.put('uom.uom', { name: 'kg', factor: 1, rounding: 0.01 }, 'uom.product_uom_kgm');
  const plan = seed.put('account.analytic.plan', { name: 'Kustannuspaikat' });
  for (const [code, name] of [
    ['MYYNTI', 'Myynti'],
    ['VARASTO', 'Varasto'],
  ] as const) {
    seed.put('account.analytic.account', { code, name, plan_id: plan, root_plan_id: plan });
  }
}

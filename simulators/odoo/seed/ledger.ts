import type { JsonObject } from '../schema/types.ts';
import type { World } from './people.ts';
import type { Seeder } from './seeder.ts';
import { seedTaxes } from './taxes.ts';

/** Code, name, type, and the end of the external id where the Finnish chart's is known. */
const ACCOUNTS = [
  ['1701', 'Trade receivables', 'asset_receivable', 'account_1701'],
  ['1763', 'VAT receivables', 'asset_current', 'account_1763'],
  ['1910', 'Bank', 'asset_cash', undefined],
  ['1923', 'Outstanding Receipts', 'asset_current', undefined],
  ['1924', 'Outstanding Payments', 'asset_current', undefined],
  ['2871', 'Trade payables', 'liability_payable', 'account_2871'],
  ['2930', 'VAT payable', 'liability_current', 'account_2930'],
  ['3000', 'Sales', 'income', 'account_3000'],
  ['3010', 'Service sales', 'income', undefined],
  ['3360', 'Sales of goods within the EU', 'income', undefined],
  ['3380', 'Export sales', 'income', undefined],
  ['3500', 'Other income', 'income_other', 'account_3500'],
  ['4000', 'Purchases', 'expense', 'account_4000'],
  ['4230', 'Discounts given', 'expense', 'account_4230'],
  ['4380', 'Exchange losses', 'expense', 'account_4380'],
] as const;

/** Beside what customers and suppliers owe: payments under way. */
const RECONCILED = ['1923', '1924'];

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
          reconcile: RECONCILED.includes(code) || type === 'asset_receivable' || type === 'liability_payable',
        },
        id === undefined ? undefined : `account.${company}_${id}`,
      ),
    ]),
  );
  const account = (code: string): number => accounts[code] ?? 0;
  seedTaxes(seed, world, company, account);
  seedJournals(seed, company, account('3000'), account('4000'), account('1910'));
  seed.set('res.company', company, {
    income_account_id: account('3000'),
    expense_account_id: account('4000'),
    income_currency_exchange_account_id: account('3500'),
    expense_currency_exchange_account_id: account('4380'),
  });
  seed.put('res.partner.bank', {
    acc_number: company === 1 ? 'FI49 5000 9420 0287 30' : 'FI21 1234 5600 0007 85',
    sanitized_acc_number: company === 1 ? 'FI4950009420028730' : 'FI2112345600000785',
    acc_type: 'iban',
    partner_id: companyPartner,
  });
}

function seedJournals(seed: Seeder, company: number, sales: number, purchases: number, bank: number): void {
  const journals = [
    ['INV', 'Customer Invoices', 'sale', sales],
    ['BILL', 'Vendor Bills', 'purchase', purchases],
    ['MISC', 'Miscellaneous Operations', 'general', false],
    ['BNK1', 'Bank', 'bank', bank],
    ['EXCH', 'Exchange Difference', 'general', false],
  ] as const;
  for (const [code, name, type, account] of journals) {
    const id = seed.put('account.journal', {
      code,
      name,
      type,
      company_id: company,
      default_account_id: account,
      refund_sequence: type === 'sale' || type === 'purchase',
      payment_sequence: type === 'bank',
      invoice_reference_model: 'fi',
    });
    if (type !== 'bank') continue;
    for (const payment_type of ['inbound', 'outbound']) {
      const method = { name: 'Manual Payment', code: 'manual', payment_type, journal_id: id };
      seed.put('account.payment.method.line', method);
    }
  }
}

/** Terms, units and analytic accounts, which the companies share. */
export function seedShared(seed: Seeder): void {
  seedTerms(seed);
  seed.put('uom.uom', { name: 'Units', factor: 1, rounding: 0.01 }, 'uom.product_uom_unit');
  seed.put('uom.uom', { name: 'Hours', factor: 1, rounding: 0.01 }, 'uom.product_uom_hour');
  seed.put('uom.uom', { name: 'kg', factor: 1, rounding: 0.01 }, 'uom.product_uom_kgm');
  seedAnalytic(seed);
  for (const [code, name] of INCOTERMS) {
    seed.put('account.incoterms', { code, name }, `account.incoterm_${code}`);
  }
}

const INCOTERMS = [
  ['EXW', 'EX WORKS'],
  ['FCA', 'FREE CARRIER'],
  ['FAS', 'FREE ALONGSIDE SHIP'],
  ['FOB', 'FREE ON BOARD'],
  ['CFR', 'COST AND FREIGHT'],
  ['CIF', 'COST, INSURANCE AND FREIGHT'],
  ['CPT', 'CARRIAGE PAID TO'],
  ['CIP', 'CARRIAGE AND INSURANCE PAID TO'],
  ['DPU', 'DELIVERED AT PLACE UNLOADED'],
  ['DAP', 'DELIVERED AT PLACE'],
  ['DDP', 'DELIVERED DUTY PAID'],
] as const;

/** Cost centres, and projects with customers' projects under them. */
function seedAnalytic(seed: Seeder): void {
  const plan = (name: string, parent: number | false = false): number =>
    seed.put('account.analytic.plan', { name, parent_id: parent });
  const account = (code: string, name: string, of: number): number =>
    seed.put('account.analytic.account', { code, name, plan_id: of });
  const centres = plan('Kustannuspaikat');
  account('MYYNTI', 'Myynti', centres);
  account('VARASTO', 'Varasto', centres);
  const projects = plan('Projektit');
  account('P-1', 'Uusi varasto', projects);
  account('P-2', 'Havutupa 2026', plan('Asiakasprojektit', projects));
}

interface TermLine {
  readonly percent?: number;
  readonly days?: number;
  readonly delay?: string;
}

/** The terms that Odoo brings, and one of the company's own. */
function seedTerms(seed: Seeder): void {
  const term = (
    id: string | undefined,
    name: string,
    lines: readonly TermLine[],
    more: JsonObject = {},
  ): void => {
    const note = `<p>Payment terms: ${name}</p>`;
    const owner = seed.put(
      'account.payment.term',
      { name, note, ...more },
      id === undefined ? undefined : `account.account_payment_term_${id}`,
    );
    for (const { percent = 100, days = 0, delay = 'days_after' } of lines) {
      const line = { payment_id: owner, value_amount: percent, nb_days: days, delay_type: delay };
      seed.put('account.payment.term.line', line);
    }
  };
  term('immediate', 'Immediate Payment', [{}]);
  for (const days of [15, 21, 30, 45]) term(`${days}days`, `${days} Days`, [{ days }]);
  const endOfNext = 'days_after_end_of_next_month';
  term('end_following_month', 'End of Following Month', [{ delay: endOfNext }]);
  term('30_days_end_month_the_10', '10 Days after End of Next Month', [{ days: 10, delay: endOfNext }]);
  term('advance_60days', '30% Now, Balance 60 Days', [{ percent: 30 }, { percent: 70, days: 60 }]);
  const early = { early_discount: true, discount_percentage: 2, discount_days: 7 };
  term('30days_early_discount', '2/7 Net 30', [{ days: 30 }], early);
  term('90days_on_the_10th', '90 days, on the 10th', [{ days: 90, delay: 'days_end_of_month_on_the' }]);
  term(undefined, '14 päivää netto', [{ days: 14 }]);
}

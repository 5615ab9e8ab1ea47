import { z } from 'zod';
import type { RealOdoo } from '../../../tools/odoo/server.ts';
import { firstId, idOf } from '../helpers.ts';
import { newPerson, type Person } from '../person.ts';
import { prepareTaxes, type TaxKey } from './taxes.ts';

export type Rounding = 'round_globally' | 'round_per_line';

/** The company of a real Odoo, with what its accountant has set up before the first invoice. */
export interface RealCompany {
  readonly odoo: RealOdoo;
  /** Somebody with an accountant's rights, in the web client. */
  readonly accountant: Person;
  readonly taxes: ReadonlyMap<TaxKey, number>;
  readonly currencies: ReadonlyMap<Currency, number>;
  /** Analytic accounts by `<plan>: <account>`. */
  readonly analytic: ReadonlyMap<string, number>;
  /** How Odoo rounds tax from now on. */
  round(method: Rounding): Promise<void>;
}

export type Currency = 'EUR' | 'USD' | 'SEK';

/** Units of the currency for one euro, from the day on. No other days have a rate. */
export const RATES: Readonly<
  Record<Exclude<Currency, 'EUR'>, readonly (readonly [day: string, rate: number])[]>
> = {
  USD: [
    ['2026-01-02', 1.1742],
    ['2026-02-06', 1.1835],
    ['2026-03-02', 1.1698],
  ],
  SEK: [['2026-01-02', 10.8215]],
};

/** Analytic plans and their accounts. Netvisor knows all of them but {@link UNKNOWN_DIMENSION}. */
export const PLANS: Readonly<Record<string, readonly string[]>> = {
  Kustannuspaikka: ['Myynti', 'Huolto', 'Perustettu tänään'],
  Projekti: ['Satama', 'Tori'],
};
export const UNKNOWN_DIMENSION = 'Kustannuspaikka: Perustettu tänään';

/** Full accounting: everything but settings. `sale_manager` is for down payments, which start from a quotation. */
const GROUPS = [
  'account.group_account_manager',
  'account.group_account_user',
  'account.group_cash_rounding',
  'account.group_delivery_invoice_address',
  'analytic.group_analytic_accounting',
  'base.group_multi_currency',
  'base.group_partner_manager',
  'product.group_product_manager',
  'sales_team.group_sale_manager',
];

/** Once per Odoo: taxes that the localisation lacks or keeps archived, currencies with rates, analytic plans. */
export async function openCompany(odoo: RealOdoo): Promise<RealCompany> {
  const accountant = await newPerson(odoo, 'Kirsi Kirjuri', GROUPS);
  const taxes = await prepareTaxes(odoo, accountant);
  const currencies = await prepareCurrencies(odoo, accountant);
  const analytic = await prepareAnalytic(accountant);
  let rounding: Rounding | undefined;
  return {
    odoo,
    accountant,
    taxes,
    currencies,
    analytic,
    async round(method) {
      if (rounding === method) return;
      // A setting of the company, which is the administrator's to change.
      const vals = { tax_calculation_rounding_method: method };
      await odoo.rpc(odoo.adminKey, 'res.company', 'write', { ids: [odoo.companyId], vals });
      rounding = method;
    },
  };
}

async function prepareCurrencies(odoo: RealOdoo, accountant: Person): Promise<Map<Currency, number>> {
  const currencies = new Map<Currency, number>([['EUR', await idOf(odoo, 'base.EUR')]]);
  for (const code of ['USD', 'SEK'] as const) {
    const currency_id = await idOf(odoo, `base.${code}`);
    await odoo.rpc(odoo.adminKey, 'res.currency', 'write', { ids: [currency_id], vals: { active: true } });
    for (const [name, company_rate] of RATES[code]) {
      await accountant.call('res.currency.rate', 'create', [[{ currency_id, name, company_rate }]]);
    }
    currencies.set(code, currency_id);
  }
  return currencies;
}

async function prepareAnalytic(accountant: Person): Promise<Map<string, number>> {
  const analytic = new Map<string, number>();
  for (const [plan, accounts] of Object.entries(PLANS)) {
    const plan_id = firstId(await accountant.call('account.analytic.plan', 'create', [[{ name: plan }]]));
    for (const name of accounts) {
      const made = await accountant.call('account.analytic.account', 'create', [[{ name, plan_id }]]);
      analytic.set(`${plan}: ${name}`, firstId(made));
    }
  }
  return analytic;
}

/** What the map must hold, since the catalogue put it there. */
export function known<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the catalogue's company has no ${String(key)}`);
  return value;
}

export const ids = (value: unknown): number[] => z.array(z.number().int()).parse(value);

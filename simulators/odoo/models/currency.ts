import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { Behaviour } from './behaviour.ts';

/** Units of a currency for one of the company's on a day: the last rate until then, else the first one. */
export function rateOfCurrency(env: Env, currency: number, company: number, day: string): number {
  const own = env.db.row('res.company', company)?.['currency_id'];
  return ratio(env, currency, company, day) / (typeof own === 'number' ? ratio(env, own, company, day) : 1);
}

function ratio(env: Env, currency: number, company: number, day: string): number {
  const rates = env.db
    .rows('res.currency.rate')
    .filter((row) => row['currency_id'] === currency)
    .filter((row) => row['company_id'] === company || row['company_id'] === false)
    .sort((a, b) => String(a['name']).localeCompare(String(b['name'])));
  const until = rates.filter((row) => String(row['name']) <= day);
  const found = until.at(-1) ?? rates[0];
  return Number(found?.['rate'] ?? 1);
}

/** The rate of an invoice's currency on a day. */
export function rateOn(env: Env, move: Row, day: string): number {
  const { currency_id: currency, company_id: company } = move;
  if (typeof currency !== 'number' || typeof company !== 'number') return 1;
  return rateOfCurrency(env, currency, company, day);
}

export const currency: Behaviour = {
  computed: { rate: (env, row) => rateOfCurrency(env.sudo(), row.id, env.company, env.today()) },
};

export const currencyRate: Behaviour = {
  prepare: (env, values) => ({ company_id: env.company, ...values }),
  computed: { inverse_company_rate: (_env, row) => 1 / (Number(row['rate']) || 1) },
};

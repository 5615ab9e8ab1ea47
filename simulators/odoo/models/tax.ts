import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { JsonObject } from '../schema/types.ts';
import type { Behaviour } from './behaviour.ts';
import { addParts } from './tax-parts.ts';

const PARTS = 'account.tax.repartition.line';

/** Price-inclusion since Odoo 18: the tax's own choice, else the company's. */
export function isPriceIncluded(env: Env, tax: Row): boolean {
  const own = tax['price_include_override'];
  const choice = typeof own === 'string' ? own : env.get('account.tax', tax, 'company_price_include');
  return choice === 'tax_included';
}

/** A tax that a person makes is the company's own: its country, some group of the company. */
function prepare(env: Env, values: JsonObject): JsonObject {
  const company = typeof values['company_id'] === 'number' ? values['company_id'] : env.company;
  const group = env.db.rows('account.tax.group').find((row) => row['company_id'] === company);
  return {
    company_id: company,
    country_id: env.db.row('res.company', company)?.['account_fiscal_country_id'] ?? false,
    tax_group_id: group?.id ?? false,
    ...values,
  };
}

export const tax: Behaviour = {
  prepare,
  created: (env, row) => addParts((part) => env.sudo().createOne(PARTS, part), row.id, false),
  computed: {
    price_include: (env, row) => isPriceIncluded(env, row),
    has_negative_factor: (env, row) =>
      env.db.rows(PARTS).some((part) => part['tax_id'] === row.id && Number(part['factor_percent']) < 0),
  },
};

export const taxPart: Behaviour = {
  computed: { factor: (_env, row) => Number(row['factor_percent']) / 100 },
};

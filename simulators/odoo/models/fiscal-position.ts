import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';

const MODEL = 'account.fiscal.position';

/**
 * The position that an invoice falls under: the partner's own, else the first of the company that fits the country
 * of delivery. Where both VAT numbers are of one EU country the goods may go where they will.
 */
export function detectPosition(
  env: Env,
  company: Row,
  partner: Row,
  delivery: Row | undefined,
): number | false {
  const domestic = sameEuVat(env, prefix(company, env, 'res.company'), prefix(partner, env, 'res.partner'));
  const where = delivery === undefined || domestic ? partner : delivery;
  for (const one of [where, partner]) {
    const own = env.get('res.partner', one, 'property_account_position_id');
    if (typeof own === 'number') return own;
  }
  if (partner['country_id'] === false) return false;
  const positions = env.db
    .rows(MODEL)
    .filter((row) => row['company_id'] === company.id && row['active'] === true && row['auto_apply'] === true)
    .sort((a, b) => Number(a['sequence']) - Number(b['sequence']) || a.id - b.id);
  return positions.find((position) => fits(env, position, where))?.id ?? false;
}

function fits(env: Env, position: Row, where: Row): boolean {
  const country = where['country_id'] ?? false;
  const group = env.follow(MODEL, position, 'country_group_id');
  if (position['vat_required'] === true && !where['vat']) return false;
  if (position['country_id'] !== false && position['country_id'] !== country) return false;
  return group === undefined || env.ids('res.country.group', group, 'country_ids').includes(Number(country));
}

function prefix(row: Row, env: Env, model: string): string | undefined {
  return /^[A-Z]{2}/.exec(env.text(model, row, 'vat'))?.[0];
}

function sameEuVat(env: Env, one: string | undefined, other: string | undefined): boolean {
  const union = env.db.row('res.country.group', env.ref('base.europe'));
  const codes = union === undefined ? [] : env.ids('res.country.group', union, 'country_ids');
  return (
    one !== undefined && one === other && codes.some((id) => env.db.row('res.country', id)?.['code'] === one)
  );
}

/** The taxes that stand in for others under a position; one without any active taxes takes all away. */
export function mapTaxes(env: Env, position: number | false, taxes: readonly number[]): number[] {
  if (position === false) return [...taxes];
  const ofPosition = env.db
    .rows('account.tax')
    .filter((tax) => tax['active'] === true && links(tax, 'fiscal_position_ids').includes(position));
  if (ofPosition.length === 0) return [];
  const mapped = taxes.flatMap((tax) => {
    const instead = ofPosition.filter((one) => links(one, 'original_tax_ids').includes(tax));
    return instead.length > 0 ? instead.map(({ id }) => id) : [tax];
  });
  return [...new Set(mapped)];
}

function links(row: Row, name: string): readonly unknown[] {
  const value = row[name];
  return Array.isArray(value) ? value : [];
}

import { addParts } from '../models/tax-parts.ts';
import { FISCAL_POSITIONS, TAX_GROUPS } from './l10n-fi-positions.ts';
import { CHART_TAXES } from './l10n-fi.ts';
import type { World } from './people.ts';
import type { Seeder } from './seeder.ts';

/** Tax groups, fiscal positions and taxes of one company's Finnish chart; external ids carry the company's id. */
export function seedTaxes(
  seed: Seeder,
  world: World,
  company: number,
  account: (code: string) => number,
): void {
  const country = world.countries['FI'] ?? false;
  const groups = new Map<string, number>(
    TAX_GROUPS.map(([id, name]) => [
      id,
      seed.put(
        'account.tax.group',
        { name, company_id: company, country_id: country },
        `account.${company}_${id}`,
      ),
    ]),
  );
  const positions = seedPositions(seed, world, company);
  const taxes = new Map<string, number>();
  const known = (ids: ReadonlyMap<string, number>, names: readonly string[]): number[] =>
    names.map((name) => ids.get(name) ?? 0);
  for (const tax of CHART_TAXES) {
    const id = seed.put(
      'account.tax',
      {
        name: tax.name,
        amount: tax.amount,
        type_tax_use: tax.use ?? 'sale',
        tax_group_id: groups.get(tax.group) ?? false,
        description: tax.description ?? false,
        invoice_label: tax.label ?? `${tax.amount}%`,
        invoice_legal_notes: tax.notes ?? false,
        active: tax.archived !== true,
        company_id: company,
        country_id: country,
        fiscal_position_ids: known(positions, tax.positions),
        original_tax_ids: known(taxes, tax.replaces ?? []),
      },
      `account.${company}_${tax.id}`,
    );
    taxes.set(tax.id, id);
    addParts(
      (part) => seed.put('account.tax.repartition.line', part),
      id,
      tax.account === undefined ? false : account(tax.account),
    );
  }
  seedHandMade(seed, company, country, groups.get('tax_group_14') ?? false, account('2930'));
  seed.set('res.company', company, {
    account_sale_tax_id: taxes.get('tax_dom_sales_goods_25_5') ?? false,
    account_purchase_tax_id: taxes.get('tax_dom_purchase_goods_25_5') ?? false,
  });
}

/** 13.5 % is not in the chart of the Odoo that this follows: customers make it by hand, without an external id. */
function seedHandMade(
  seed: Seeder,
  company: number,
  country: number | false,
  group: number | false,
  account: number,
): void {
  const id = seed.put('account.tax', {
    name: '13.5%',
    amount: 13.5,
    type_tax_use: 'sale',
    tax_group_id: group,
    invoice_label: '13.5%',
    company_id: company,
    country_id: country,
  });
  addParts((part) => seed.put('account.tax.repartition.line', part), id, account);
}

function seedPositions(seed: Seeder, world: World, company: number): Map<string, number> {
  return new Map(
    FISCAL_POSITIONS.map((position) => [
      position.id,
      seed.put(
        'account.fiscal.position',
        {
          name: position.name,
          sequence: position.sequence,
          auto_apply: position.auto === true,
          vat_required: position.vatRequired === true,
          country_id: position.country === undefined ? false : (world.countries[position.country] ?? false),
          country_group_id: position.countryGroup === undefined ? false : seed.ref(position.countryGroup),
          company_id: company,
        },
        `account.${company}_${position.id}`,
      ),
    ]),
  );
}

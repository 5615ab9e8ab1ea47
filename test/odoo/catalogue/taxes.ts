import type { RealOdoo } from '../../../tools/odoo/server.ts';
import { firstId, firstRow, idOf } from '../helpers.ts';
import type { Person } from '../person.ts';

interface Known {
  /** External id of the localisation without `account.<company>_`. */
  readonly l10n: string;
}
interface Made {
  /** The tax that a person duplicates, and what is changed in the copy. */
  readonly like: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** A tax group of its own, by which the printed invoice sums up. */
  readonly group?: string;
}
/**
 * `netvisor` is the VAT code that the accountant of this company has confirmed; absent where nobody has or none fits.
 * For triangulation and Åland the reference knows no code: theirs are examples of what a person might confirm.
 */
type Tax = (Known | Made) & { readonly netvisor?: string };

/** Sales taxes of the catalogue by what a person sees. Where l10n_fi has none, they are made by duplicating one. */
export const TAXES = {
  '25.5%': { l10n: 'tax_dom_sales_goods_25_5', netvisor: 'KOMY' },
  '25.5% S': { l10n: 'tax_dom_sales_service_25_5', netvisor: 'KOMY' },
  '24%': { l10n: 'tax_dom_sales_goods_24', netvisor: 'KOMY' },
  '14%': { l10n: 'tax_dom_sales_goods_14', netvisor: 'KOMY' },
  '13.5%': {
    like: '14%',
    values: { name: '13.5%', amount: 13.5, invoice_label: '13.5%' },
    group: 'VAT 13.5%',
    netvisor: 'KOMY',
  },
  '10%': { l10n: 'tax_dom_sales_goods_10', netvisor: 'KOMY' },
  '0%': { l10n: 'tax_dom_sales_goods_0', netvisor: 'KOMY0' },
  '0% EU G': { l10n: 'tax_eu_sales_goods_0', netvisor: 'EUMY' },
  '0% EU S': { l10n: 'tax_eu_sales_service_0', netvisor: 'EUPM312' },
  '0% TRI': { l10n: 'vat0triangulation', netvisor: 'EUMY' },
  '0% C': { l10n: 'tax_construct_sales_0', netvisor: 'RAMY' },
  '0% Aland': { l10n: 'aland_sales_0', netvisor: 'EUUM' },
  '0% EX': { l10n: 'vat0export', netvisor: 'EUUM' },
  '0% health care': { like: '0%', values: { name: '0% terveydenhuolto' }, netvisor: 'MUUL' },
  '0% not confirmed': { like: '0%', values: { name: '0% muu' } },
  '25.5% included': {
    like: '25.5%',
    values: { name: '25.5% sis.', price_include_override: 'tax_included' },
    netvisor: 'KOMY',
  },
  '13.5% included': {
    like: '13.5%',
    values: { name: '13.5% sis.', price_include_override: 'tax_included' },
    netvisor: 'KOMY',
  },
  'fixed 0.15': { like: '0%', values: { name: 'Kierrätysmaksu 0,15', amount_type: 'fixed', amount: 0.15 } },
} as const satisfies Readonly<Record<string, Tax>>;

/** Made last, of the others: a group has no rate of its own. */
const GROUP = { key: 'group', name: '25.5% + kierrätys', children: ['25.5%', 'fixed 0.15'] } as const;

export type TaxKey = keyof typeof TAXES | typeof GROUP.key;

/** Writes the confirmed codes on the taxes, into the field that provisioning has made. */
export async function prepareVatCodes(odoo: RealOdoo, taxes: ReadonlyMap<TaxKey, number>): Promise<void> {
  for (const [key, id] of taxes) {
    const vals = { x_netvisor_vat_code: vatCodeOf(key) || false };
    await odoo.rpc(odoo.adminKey, 'account.tax', 'write', { ids: [id], vals });
  }
}

/** The VAT code that the company's accountant has confirmed for a tax; empty where nobody has. */
export function vatCodeOf(key: TaxKey): string {
  const all: Readonly<Record<string, Tax>> = TAXES;
  return all[key]?.netvisor ?? '';
}

/** What the accountant does before the first invoice: unarchives and duplicates. Ids by what a person sees. */
export async function prepareTaxes(odoo: RealOdoo, accountant: Person): Promise<Map<TaxKey, number>> {
  const taxes = new Map<TaxKey, number>();
  const entries: readonly (readonly [string, Tax])[] = Object.entries(TAXES);
  for (const [key, tax] of entries) {
    taxes.set(key as TaxKey, 'l10n' in tax ? await unarchived(tax.l10n) : await duplicated(tax));
  }
  const children = GROUP.children.map((child) => taxes.get(child));
  const like = firstRow(
    await accountant.call('account.tax', 'read', [[taxes.get('25.5%')], ['tax_group_id']], { load: '' }),
  );
  const values = {
    name: GROUP.name,
    amount_type: 'group',
    type_tax_use: 'sale',
    children_tax_ids: [[6, 0, children]],
    tax_group_id: like['tax_group_id'],
  };
  taxes.set(GROUP.key, firstId(await accountant.call('account.tax', 'create', [[values]])));
  return taxes;

  async function unarchived(suffix: string): Promise<number> {
    const id = await idOf(odoo, `account.${odoo.companyId}_${suffix}`);
    await accountant.call('account.tax', 'write', [[id], { active: true }]);
    return id;
  }

  async function duplicated({ like: key, values: changed, group }: Made): Promise<number> {
    const own = group === undefined ? {} : { tax_group_id: await newGroup(group) };
    const copy = { ...changed, ...own };
    return firstId(await accountant.call('account.tax', 'copy', [[taxes.get(key as TaxKey)], copy]));
  }

  async function newGroup(name: string): Promise<number> {
    const country_id = await idOf(odoo, 'base.fi');
    return firstId(await accountant.call('account.tax.group', 'create', [[{ name, country_id }]]));
  }
}

/** Tax groups and fiscal positions of the Finnish localisation as a real Odoo 19 has them (module l10n_fi). */
export const TAX_GROUPS = [
  ['tax_group_25_5', 'VAT 25.5%'],
  ['tax_group_24', 'VAT 24%'],
  ['tax_group_14', 'VAT 14%'],
  ['tax_group_10', 'VAT 10%'],
  ['tax_group_0', 'VAT 0%'],
] as const;

export interface ChartPosition {
  readonly id: string;
  readonly name: string;
  readonly sequence: number;
  readonly auto?: true;
  readonly vatRequired?: true;
  readonly country?: 'AX' | 'FI';
  readonly countryGroup?: string;
}

export const FISCAL_POSITIONS: readonly ChartPosition[] = [
  { id: 'aland', name: 'Aland', sequence: 10, auto: true, country: 'AX' },
  { id: 'finland', name: 'Finland', sequence: 20, auto: true, country: 'FI' },
  { id: 'eu', name: 'EU', sequence: 30, auto: true, vatRequired: true, countryGroup: 'account.europe_vat' },
  { id: 'eu_no_vat', name: 'EU no VAT', sequence: 40, auto: true, countryGroup: 'account.europe_vat' },
  { id: 'non_eu', name: 'Non EU', sequence: 50, auto: true },
  { id: 'construction', name: 'Construction services + Scrap metal', sequence: 60, country: 'FI' },
];

/** The Finnish localisation as a real Odoo 19 has it (module l10n_fi): sales taxes, tax groups, fiscal positions. */
export interface ChartTax {
  /** End of the external id. */
  readonly id: string;
  /** Short, and not unique. */
  readonly name: string;
  readonly amount: number;
  readonly use?: 'purchase';
  readonly group: string;
  readonly description?: string;
  /** What the invoice says, where it is not the percentage. */
  readonly label?: string;
  readonly notes?: string;
  readonly archived?: true;
  /** Where the tax is booked; nowhere of its own for 0 %. */
  readonly account?: string;
  /** The fiscal positions under which it applies. */
  readonly positions: readonly string[];
  /** The taxes that it stands in for under those positions. */
  readonly replaces?: readonly string[];
}

export const TAX_GROUPS = [
  ['tax_group_25_5', 'VAT 25.5%'],
  ['tax_group_24', 'VAT 24%'],
  ['tax_group_14', 'VAT 14%'],
  ['tax_group_10', 'VAT 10%'],
  ['tax_group_0', 'VAT 0%'],
] as const;

export const CHART_TAXES: readonly ChartTax[] = [
  {
    id: 'tax_dom_sales_goods_25_5',
    name: '25.5%',
    amount: 25.5,
    group: 'tax_group_25_5',
    account: '2930',
    positions: ['finland', 'eu_no_vat'],
  },
  {
    id: 'tax_dom_sales_goods_24',
    name: '24%',
    amount: 24,
    group: 'tax_group_24',
    account: '2930',
    positions: ['finland', 'eu_no_vat'],
  },
  {
    id: 'tax_dom_sales_goods_14',
    name: '14%',
    amount: 14,
    group: 'tax_group_14',
    archived: true,
    account: '2930',
    positions: ['finland', 'eu_no_vat'],
  },
  {
    id: 'tax_dom_sales_goods_10',
    name: '10%',
    amount: 10,
    group: 'tax_group_10',
    archived: true,
    account: '2930',
    positions: ['finland', 'eu_no_vat'],
  },
  {
    id: 'tax_dom_sales_goods_0',
    name: '0%',
    amount: 0,
    group: 'tax_group_0',
    positions: ['finland', 'eu_no_vat'],
  },
  {
    id: 'tax_dom_sales_service_25_5',
    name: '25.5% S',
    amount: 25.5,
    group: 'tax_group_25_5',
    description: '<div>25.5% services</div>',
    account: '2930',
    positions: ['finland', 'eu_no_vat'],
  },
  {
    id: 'tax_dom_sales_service_24',
    name: '24% S',
    amount: 24,
    group: 'tax_group_24',
    description: '<div>24% services</div>',
    account: '2930',
    positions: ['finland', 'eu_no_vat'],
  },
  {
    id: 'tax_dom_sales_service_14',
    name: '14% S',
    amount: 14,
    group: 'tax_group_14',
    description: '<div>14% services</div>',
    archived: true,
    account: '2930',
    positions: ['finland', 'eu_no_vat'],
  },
  {
    id: 'tax_dom_sales_service_10',
    name: '10% S',
    amount: 10,
    group: 'tax_group_10',
    description: '<div>10% services</div>',
    archived: true,
    account: '2930',
    positions: ['finland', 'eu_no_vat'],
  },
  {
    id: 'tax_dom_purchase_goods_25_5',
    name: '25.5%',
    amount: 25.5,
    use: 'purchase',
    group: 'tax_group_25_5',
    account: '1763',
    positions: ['finland', 'eu_no_vat'],
  },
  {
    id: 'tax_dom_purchase_service_25_5',
    name: '25.5% S',
    amount: 25.5,
    use: 'purchase',
    group: 'tax_group_25_5',
    description: '<div>25.5% S</div>',
    account: '1763',
    positions: ['finland', 'eu_no_vat'],
  },
  {
    id: 'tax_eu_sales_goods_0',
    name: '0% EU G',
    amount: 0,
    group: 'tax_group_0',
    description: '<div>0% EU G</div>',
    notes: '<p>Exempt intra-community supplies - Article 138 of the Directive 2006/112/EC</p>',
    positions: ['eu'],
    replaces: ['tax_dom_sales_goods_25_5', 'tax_dom_sales_goods_24'],
  },
  {
    id: 'tax_eu_sales_service_0',
    name: '0% EU S',
    amount: 0,
    group: 'tax_group_0',
    description: '<div>0% EU S</div>',
    notes: '<p>VAT Reverse charge - Article 196 of the Directive 2006/112/EC</p>',
    positions: ['eu'],
    replaces: ['tax_dom_sales_service_25_5', 'tax_dom_sales_service_24'],
  },
  {
    id: 'vat0triangulation',
    name: '0% TRI',
    amount: 0,
    group: 'tax_group_0',
    description: '<div>Triangulation</div>',
    notes: '<p>Exempt triangular transaction - Article 141 of the Directive 2006/112/EC</p>',
    archived: true,
    positions: ['eu'],
  },
  {
    id: 'tax_construct_sales_0',
    name: '0% C',
    amount: 0,
    group: 'tax_group_0',
    description: '<div>0% Construct</div>',
    archived: true,
    positions: ['construction'],
    replaces: ['tax_dom_sales_goods_25_5', 'tax_dom_sales_goods_24'],
  },
  {
    id: 'aland_sales_0',
    name: '0% Aland',
    amount: 0,
    group: 'tax_group_0',
    description: '<div>0% Aland</div>',
    archived: true,
    positions: ['aland'],
    replaces: [
      'tax_dom_sales_goods_25_5',
      'tax_dom_sales_goods_24',
      'tax_dom_sales_service_25_5',
      'tax_dom_sales_service_24',
    ],
  },
  {
    id: 'vat0export',
    name: '0% EX',
    amount: 0,
    group: 'tax_group_0',
    description: '<div>0% EX</div>',
    label: '0% EX',
    positions: ['non_eu'],
    replaces: [
      'tax_dom_sales_goods_25_5',
      'tax_dom_sales_goods_24',
      'tax_dom_sales_service_25_5',
      'tax_dom_sales_service_24',
    ],
  },
];

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

/** Who plays: the documents of one month's end, all of them invented and all from the seed. */
import {
  AMERICAN,
  between,
  businessId,
  CITIES,
  CONSULTING,
  ESTONIAN,
  FINNISH_NAMES,
  GERMAN,
  GOODS,
  one,
  pick,
  priced,
  randomFrom,
  SMALL_GOODS,
  SWEDISH,
  type CastCustomer,
  type CastProduct,
  type Random,
  type Tax,
} from './goods.ts';

/** Each document by what it is there for, with its kind and what happens to it, for the table at the end. */
export const PARTS = {
  rates: { kind: 'three VAT rates', happened: '' },
  impatient: { kind: 'invoice', happened: 'pressed 20 times' },
  discount: { kind: 'discount and texts', happened: '' },
  cents: { kind: 'awkward cents', happened: 'rounded as in Odoo' },
  'eu-goods': { kind: 'EU goods, 0 %', happened: '' },
  dollars: { kind: 'in US dollars', happened: 'answer lost' },
  'cost-centres': { kind: 'two cost centres', happened: 'met maintenance' },
  files: { kind: 'with two files', happened: 'met maintenance' },
  'worker-killed': { kind: 'invoice', happened: 'worker killed' },
  paid: { kind: 'paid by card', happened: 'sent with payment' },
  credited: { kind: 'invoice', happened: 'credited in part' },
  'credit-note': { kind: 'credit note', happened: 'waited, matched' },
  changed: { kind: 'invoice', happened: 'corrected there' },
  'eu-service': { kind: 'EU service, 0 %', happened: 'refused, cured' },
  'no-vat-id': { kind: 'EU goods, 0 %', happened: 'refused, cured' },
} as const satisfies Record<string, { readonly kind: string; readonly happened: string }>;
export type Role = keyof typeof PARTS;
export const ROLES = Object.keys(PARTS) as readonly Role[];

export interface CastRow {
  readonly product: CastProduct;
  readonly quantity: number;
  readonly tax: Tax;
  /** Percent. */
  readonly discount?: number;
}

export interface CastText {
  readonly kind: 'section' | 'note';
  readonly text: string;
}

export interface CastDocument {
  readonly role: Role;
  readonly customer: CastCustomer;
  readonly rows: readonly (CastRow | CastText)[];
}

const CUSTOMERS = 6;

/** The same documents for the same seed, one for each of {@link ROLES}. */
export function castFor(seed: number): readonly CastDocument[] {
  const random = randomFrom(seed);
  const customers = pick(random, FINNISH_NAMES, CUSTOMERS).map((name) => ({
    name,
    businessId: businessId(random),
    city: one(random, CITIES),
    country: 'fi' as const,
  }));
  const goods = GOODS.map((good) => priced(random, good));
  const advice = priced(random, CONSULTING);
  const at = (tax: Tax): CastProduct => one(random, goods.filter((good) => good.tax === tax)); // prettier-ignore
  const some = (count: number): CastRow[] => pick(random, goods, count).map((good) => row(random, good));
  const sold = (tax: Tax): CastRow[] => [{ ...row(random, at('25.5%')), tax }];
  // Enough of it that a part can be taken back.
  const several = [{ ...row(random, at('25.5%')), quantity: between(random, 5, 9) }] as const;

  const rows: Readonly<Record<Role, readonly (CastRow | CastText)[]>> = {
    rates: [row(random, at('25.5%')), row(random, at('13.5%')), row(random, at('10%'))],
    impatient: some(2),
    discount: [
      { kind: 'section', text: 'Ordered in November' },
      { ...row(random, at('25.5%')), discount: one(random, [10, 15, 20]) },
      row(random, at('13.5%')),
      { kind: 'note', text: 'Delivered to the back door, as agreed.' },
    ],
    cents: awkwardRows(random),
    'eu-goods': sold('0% EU G'),
    dollars: sold('0% EX'),
    'cost-centres': [row(random, at('25.5%'))],
    files: some(1),
    'worker-killed': some(2),
    paid: some(1),
    credited: several,
    'credit-note': several.map((credited) => ({ ...credited, quantity: between(random, 1, 3) })),
    changed: [{ ...row(random, at('25.5%')), quantity: between(random, 5, 9) }],
    'eu-service': [{ product: advice, quantity: between(random, 3, 12), tax: '0% EU S' }],
    'no-vat-id': sold('0% EU G'),
  };
  const abroad: Partial<Readonly<Record<Role, CastCustomer>>> = {
    'eu-goods': GERMAN,
    dollars: AMERICAN,
    'eu-service': SWEDISH,
    'no-vat-id': ESTONIAN,
  };
  const creditedCustomer = one(random, customers);
  return ROLES.map((role) => ({
    role,
    customer:
      role === 'credited' || role === 'credit-note'
        ? creditedCustomer
        : (abroad[role] ?? one(random, customers)),
    rows: rows[role],
  }));
}

const row = (random: Random, product: CastProduct): CastRow => ({
  product,
  quantity: between(random, 1, 12),
  tax: product.tax,
});

/** Rows whose VAT is other cents when it is rounded on each row than when it is rounded once. */
function awkwardRows(random: Random): readonly CastRow[] {
  for (;;) {
    const rows = SMALL_GOODS.map((good) => row(random, priced(random, good)));
    const { perRow, once } = vatCents(rows);
    if (perRow !== once) return rows;
  }
}

/** VAT of rows of one rate in cents: rounded on each row, and once for them all. Whole numbers throughout. */
export function vatCents(rows: readonly CastRow[]): { readonly perRow: number; readonly once: number } {
  const nets = rows.map(({ product, quantity }) => Math.round(product.price * 100) * quantity);
  const rate = Math.round(parseFloat(rows[0]?.tax ?? '0') * 10);
  const vat = (net: number): number => Math.floor((net * rate + 500) / 1000);
  const add = (all: readonly number[]): number => all.reduce((sum, each) => sum + each, 0);
  return { perRow: add(nets.map(vat)), once: vat(add(nets)) };
}

/** Product rows of a document. */
export const productRows = ({ rows }: Pick<CastDocument, 'rows'>): readonly CastRow[] =>
  rows.filter((each): each is CastRow => 'product' in each);

/** What is sold to whom, all of it invented; and chance that a seed repeats. */

/** Names of the sales taxes in the simulated Odoo that the demo uses. */
export const TAXES = ['25.5%', '13.5%', '10%', '0% EU G', '0% EU S', '0% EX'] as const;
export type Tax = (typeof TAXES)[number];

export interface CastCustomer {
  readonly name: string;
  readonly city: string;
  /** Finnish business id with a valid check digit; companies abroad have none. */
  readonly businessId?: string;
  readonly vatId?: string;
  readonly country: 'fi' | 'de' | 'ee' | 'se' | 'us';
}

export interface CastProduct {
  readonly name: string;
  readonly code: string;
  /** Net price, whole cents. */
  readonly price: number;
  readonly tax: Tax;
}

export const FINNISH_NAMES = [
  'Kuurankukka Oy',
  'Pihlajapuu Ky',
  'Saaristolounas Oy',
  'Tuulikello Oy',
  'Lumipolku Oy',
  'Vadelmarinne Oy',
  'Kivijalkanen Oy',
  'Hanhiniemi Oy',
  'Sinirinta Ky',
] as const;
export const CITIES = ['Helsinki', 'Oulu', 'Tampere', 'Turku', 'Vaasa', 'Kuopio', 'Joensuu'] as const;

export const GERMAN: CastCustomer = {
  name: 'Birkenmuster GmbH',
  city: 'Flensburg',
  country: 'de',
  vatId: 'DE999999998',
};
export const SWEDISH: CastCustomer = {
  name: 'Norrvik Exempel AB',
  city: 'Luleå',
  country: 'se',
  vatId: 'SE999999999801',
};
/** Its VAT number is missing in Odoo; a person will fill in {@link ESTONIAN_VAT_ID}. */
export const ESTONIAN: CastCustomer = { name: 'Kaseoks Näidis OÜ', city: 'Tallinn', country: 'ee' };
export const ESTONIAN_VAT_ID = 'EE999999998';
export const AMERICAN: CastCustomer = { name: 'Lake Sample Inc.', city: 'Duluth', country: 'us' };

/** Name, code, tax, and the cents between which the price lies. */
type Good = readonly [name: string, code: string, tax: Tax, low: number, high: number];

export const GOODS = [
  ['Moving box 60 l', 'BOX-60', '25.5%', 1_990, 2_990],
  ['Storage, month', 'STORE', '25.5%', 8_900, 18_900],
  ['Garden bench', 'BENCH', '25.5%', 24_900, 39_900],
  ['Pallet of birch firewood', 'BIRCH', '25.5%', 17_500, 28_500],
  ['Field guide, book', 'BOOK', '13.5%', 1_850, 3_450],
  ['Staff lunch', 'LUNCH', '13.5%', 950, 1_350],
  ['Trade monthly, subscription', 'MAG', '10%', 5_900, 9_900],
] as const satisfies readonly Good[];
export const CONSULTING: Good = ['Warehouse advice, hour', 'ADVICE', '25.5%', 8_500, 12_500];
/** Cheap, so that cents matter. */
export const SMALL_GOODS: readonly Good[] = [
  ['Label', 'LABEL', '25.5%', 5, 95],
  ['Cable tie', 'TIE', '25.5%', 5, 95],
  ['Marker pen', 'PEN', '25.5%', 105, 295],
];

export type Random = () => number;

/** Numbers in [0, 1), the same ones for the same seed (Weyl sequence through a 32-bit mixer). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}

/** A whole number, both ends included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

export function one<T>(random: Random, from: readonly T[]): T {
  const chosen = from[between(random, 0, from.length - 1)];
  if (chosen === undefined) throw new RangeError('nothing to choose from');
  return chosen;
}

/** `count` different ones, in random order. */
export function pick<T>(random: Random, from: readonly T[], count: number): T[] {
  const rest = [...from];
  return Array.from({ length: count }, () => {
    const chosen = one(random, rest);
    rest.splice(rest.indexOf(chosen), 1);
    return chosen;
  });
}

export function priced(random: Random, [name, code, tax, low, high]: Good): CastProduct {
  return { name, code, tax, price: between(random, low, high) / 100 };
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2];

/** From a range that the trade register has not reached; digits with no valid check digit are passed over. */
export function businessId(random: Random): string {
  for (;;) {
    const digits = String(between(random, 9_300_000, 9_599_999));
    const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
    const rest = sum % 11;
    if (rest !== 1) return `${digits}-${rest === 0 ? 0 : 11 - rest}`;
  }
}

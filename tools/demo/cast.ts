/** Who plays: customers, products and invoices of one run, all of them invented and all from the seed. */

export interface CastCustomer {
  readonly name: string;
  /** Finnish business id with a valid check digit. */
  readonly businessId: string;
  readonly city: string;
}

export interface CastProduct {
  readonly name: string;
  readonly code: string;
  /** Net price in euros, whole cents. */
  readonly price: number;
  readonly tax: Tax;
}

export interface CastLine {
  readonly product: CastProduct;
  readonly quantity: number;
}

/** Name of a sales tax in the simulated Odoo. */
export const TAXES = ['25.5%', '10%', '13.5%'] as const;
export type Tax = (typeof TAXES)[number];

/** What happens to an invoice, in the order of the story. */
export const ROLES = [
  'ordinary',
  'ordinary',
  'impatient',
  'reply-lost',
  'maintenance',
  'maintenance',
  'worker-killed',
  'rejected',
] as const;
export type Role = (typeof ROLES)[number];

export interface CastInvoice {
  readonly role: Role;
  readonly customer: CastCustomer;
  readonly lines: readonly CastLine[];
}

const NAMES = [
  'Havutupa Tukku Oy',
  'Kuurabox Muutot Oy',
  'Pihlajan Puutarha Ky',
  'Saaristolounas Oy',
  'Tuulikello Kahvilat Oy',
  'Lumipolku Matkailu Oy',
  'Vadelmarinne Oy',
  'Kivijalka Rakennus Oy',
  'Hanhiniemen Sahatavara Oy',
  'Sinirinta Kuljetus Ky',
] as const;
const CITIES = ['Helsinki', 'Oulu', 'Tampere', 'Turku', 'Vaasa', 'Kuopio', 'Joensuu', 'Rovaniemi'] as const;

/** Name, code, tax, and the cents between which the price lies. */
const GOODS = [
  ['Moving box 60 l', 'BOX-60', '25.5%', 1_990, 2_990],
  ['Storage, month', 'STORE', '25.5%', 8_900, 18_900],
  ['Garden bench', 'BENCH', '25.5%', 24_900, 39_900],
  ['Pallet of birch firewood', 'BIRCH', '25.5%', 17_500, 28_500],
  ['Field guide, book', 'BOOK', '10%', 1_850, 3_450],
  ['Trade monthly, subscription', 'MAG', '10%', 5_900, 9_900],
] as const;
/** Carries the reduced rate, which no Netvisor VAT code has been chosen for: only the rejected one sells it. */
const LUNCH = ['Staff lunch', 'LUNCH', '13.5%', 950, 1_350] as const;

const CUSTOMERS = 5;

/** The same invoices for the same seed, one for each of {@link ROLES}. */
export function castFor(seed: number): readonly CastInvoice[] {
  const random = randomFrom(seed);
  const customers = pick(random, NAMES, CUSTOMERS).map((name) => ({
    name,
    businessId: businessId(random),
    city: one(random, CITIES),
  }));
  const products = GOODS.map((good) => priced(random, good));
  const lunch = priced(random, LUNCH);
  return ROLES.map((role) => ({
    role,
    customer: one(random, customers),
    lines: [...pick(random, products, between(random, 1, 3)), ...(role === 'rejected' ? [lunch] : [])].map(
      (product) => ({ product, quantity: between(random, 1, 12) }),
    ),
  }));
}

type Random = () => number;

/** Numbers in [0, 1), the same ones for the same seed (Weyl sequence through a 32-bit mixer). */
function randomFrom(seed: number): Random {
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
function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

function one<T>(random: Random, from: readonly T[]): T {
  const chosen = from[between(random, 0, from.length - 1)];
  if (chosen === undefined) throw new RangeError('nothing to choose from');
  return chosen;
}

/** `count` different ones, in random order. */
function pick<T>(random: Random, from: readonly T[], count: number): T[] {
  const rest = [...from];
  return Array.from({ length: count }, () => {
    const chosen = one(random, rest);
    rest.splice(rest.indexOf(chosen), 1);
    return chosen;
  });
}

function priced(
  random: Random,
  [name, code, tax, low, high]: readonly [string, string, Tax, number, number],
) {
  return { name, code, tax, price: between(random, low, high) / 100 };
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2];

/** From a range that the trade register has not reached; digits with no valid check digit are passed over. */
function businessId(random: Random): string {
  for (;;) {
    const digits = String(between(random, 9_300_000, 9_599_999));
    const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
    const rest = sum % 11;
    if (rest !== 1) return `${digits}-${rest === 0 ? 0 : 11 - rest}`;
  }
}

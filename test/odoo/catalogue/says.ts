import { Decimal } from 'decimal.js';

/**
 * What a document says in Netvisor's words, signs and order, told by one side alone: sums with two decimals, other
 * numbers the shortest decimal, days `YYYY-MM-DD`, empty where it says nothing.
 */
export interface Says {
  readonly number: string;
  readonly days: Readonly<Record<'date' | 'event' | 'due' | 'delivery', string>>;
  /** Net days, days and percent of the cash discount. */
  readonly terms: string;
  readonly reference: string;
  readonly ourReference: string;
  readonly yourReference: string;
  readonly credits: string;
  readonly note: string;
  readonly buyer: Readonly<Record<string, string>>;
  readonly deliverTo: string;
  readonly deliveryTerm: string;
  readonly currency: string;
  readonly total: string;
  readonly totalInEuros: string;
  /** Net + VAT by VAT code and percentage. */
  readonly vat: Readonly<Record<string, string>>;
  readonly netByAccount: Readonly<Record<string, string>>;
  readonly netByDimension: Readonly<Record<string, string>>;
  /** Product, text, quantity, price, discount, VAT, account, unit, dimensions; or the comment. */
  readonly rows: readonly string[];
}

export const text = (value: unknown): string =>
  value === false || value === undefined || value === null ? '' : String(value);
export const row = (...parts: readonly unknown[]): string => parts.map(text).join(' | ');
export const inWords = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .split(/\s+/)
    .filter(Boolean)
    .join(' ');

/** Sums by a name, in the order in which the names come. */
export class Sums {
  readonly #sums = new Map<string, Decimal>();
  add(key: string, value: Decimal): void {
    this.#sums.set(key, (this.#sums.get(key) ?? new Decimal(0)).plus(value));
  }
  get(key: string): Decimal {
    return this.#sums.get(key) ?? new Decimal(0);
  }
  shown(): Record<string, string> {
    return Object.fromEntries([...this.#sums].map(([key, value]) => [key, value.toFixed(2)]));
  }
}

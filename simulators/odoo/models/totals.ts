import { Decimal } from 'decimal.js';

/** Exact decimals: enough digits that a quotient of prices never rounds by itself in the cents. */
const Exact = Decimal.clone({ precision: 40 });

export interface TaxOfLine {
  readonly id: number;
  readonly kind: 'percent' | 'fixed';
  readonly amount: number;
  readonly priceInclude: boolean;
}

export interface LineToCompute {
  readonly quantity: number;
  readonly priceUnit: number;
  readonly discount: number;
  readonly taxes: readonly TaxOfLine[];
}

export interface ComputedLine {
  readonly subtotal: number;
  readonly total: number;
}

export interface ComputedTotals {
  readonly lines: readonly ComputedLine[];
  readonly untaxed: number;
  readonly tax: number;
}

export type RoundingMethod = 'round_globally' | 'round_per_line';

interface RawLine {
  readonly net: Decimal;
  readonly taxes: readonly { readonly id: number; readonly amount: Decimal }[];
}

/**
 * Net, tax and gross of an invoice as Odoo shows them, in the invoice's currency.
 *
 * A row shows its net rounded half up to cents. The invoice's net and tax are rounded for each row
 * (`round_per_line`), or once over the unrounded sums of the rows with the same taxes (`round_globally`, which
 * the Finnish localisation sets): then the net can differ from the sum of the rows' by a cent, as seen on a real
 * Odoo 19. Figures are JSON doubles, as on the wire.
 */
export function computeTotals(lines: readonly LineToCompute[], method: RoundingMethod): ComputedTotals {
  const raw = lines.map(rawLine);
  const rounded = raw.map((line) => ({
    net: cents(line.net),
    taxes: line.taxes.map((tax) => ({ id: tax.id, amount: cents(tax.amount) })),
  }));
  const chosen = method === 'round_per_line' ? rounded : raw;
  const shown = chosen.map((line) => ({
    subtotal: cents(line.net).toNumber(),
    total: cents(line.net.plus(sum(line.taxes.map((tax) => tax.amount)))).toNumber(),
  }));
  const untaxed = sum(perTaxes(chosen).map(cents));
  const tax = sum(perTax(chosen).map(cents));
  return { lines: shown, untaxed: untaxed.toNumber(), tax: tax.toNumber() };
}

function rawLine(line: LineToCompute): RawLine {
  const quantity = new Exact(line.quantity);
  const price = new Exact(line.priceUnit).times(new Exact(100).minus(line.discount)).div(100);
  const amount = quantity.times(price);
  const included = line.taxes.filter((tax) => tax.priceInclude);
  const fixedInside = sum(included.filter((t) => t.kind === 'fixed').map((t) => quantity.times(t.amount)));
  const rateInside = sum(included.filter((t) => t.kind === 'percent').map((t) => new Exact(t.amount)));
  const net = amount.minus(fixedInside).div(rateInside.div(100).plus(1));
  return {
    net,
    taxes: line.taxes.map((tax) => ({
      id: tax.id,
      amount: tax.kind === 'fixed' ? quantity.times(tax.amount) : net.times(tax.amount).div(100),
    })),
  };
}

/** Nets of the rows, added up by the taxes that they have. */
function perTaxes(lines: readonly RawLine[]): Decimal[] {
  const sums = new Map<string, Decimal>();
  for (const { net, taxes } of lines) {
    const key = taxes.map(({ id }) => id).join();
    sums.set(key, (sums.get(key) ?? new Exact(0)).plus(net));
  }
  return [...sums.values()];
}

function perTax(lines: readonly RawLine[]): Decimal[] {
  const sums = new Map<number, Decimal>();
  for (const tax of lines.flatMap((line) => line.taxes)) {
    sums.set(tax.id, (sums.get(tax.id) ?? new Exact(0)).plus(tax.amount));
  }
  return [...sums.values()];
}

function cents(value: Decimal): Decimal {
  return value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

function sum(values: readonly Decimal[]): Decimal {
  return values.reduce<Decimal>((total, value) => total.plus(value), new Exact(0));
}

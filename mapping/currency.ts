import type { Decimal } from 'decimal.js';
import type { Invoice } from '../odoo/models.ts';
import { cents, decimal } from './money.ts';

const MOST_DECIMALS = 8;

/**
 * Rate for Netvisor: units of the invoice's currency for one euro, with no more decimals than it takes for the
 * total in euro to be Odoo's. Undefined when no rate does, as where rows were rounded to euros one by one.
 */
export function currencyRate(invoice: Invoice): Decimal | undefined {
  const total = decimal(invoice.amount_total);
  const euros = decimal(invoice.amount_total_signed).abs();
  const own = decimal(invoice.invoice_currency_rate);
  if (total.isZero()) return own;
  const exact = euros.isZero() ? undefined : total.div(euros);
  const candidates = [own, exact].flatMap((rate) => (rate ? roundings(rate) : []));
  return candidates.find((rate) => rate.greaterThan(0) && cents(total.div(rate)).equals(euros));
}

/** From four decimals on, as rates are published. */
function roundings(rate: Decimal): readonly Decimal[] {
  return Array.from({ length: MOST_DECIMALS - 3 }, (_, index) => rate.toDecimalPlaces(4 + index));
}

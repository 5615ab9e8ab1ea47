import type { PaymentTermRow } from '../netvisor/registers.ts';
import type { PaymentTerm } from '../odoo/models.ts';

/**
 * Netvisor's payment term that says what Odoo's says: net days from the invoice date, and the same cash discount
 * or none. Undefined where there is none; nothing is lost by that, since each invoice carries its own terms.
 */
export function paymentTermFor(
  term: PaymentTerm | undefined,
  known: readonly PaymentTermRow[],
): PaymentTermRow | undefined {
  const [line, ...more] = term?.line_ids ?? [];
  if (!term || !line || more.length > 0 || line.delay_type !== 'days_after') return undefined;
  const [days, percent] = term.early_discount ? [term.discount_days, term.discount_percentage] : [0, 0];
  return known.find(({ netDays, discountDays, discountPercent }) => {
    const hasDiscount = discountPercent?.isZero() === false;
    if (netDays !== line.nb_days || hasDiscount !== term.early_discount) return false;
    return !hasDiscount || (discountDays === days && discountPercent?.equals(percent) === true);
  });
}

import type { Invoice, InvoiceLine } from '../odoo/models.ts';
import { digestOf } from './mark.ts';

/**
 * Digest of what an invoice says. It leaves out what changes by itself after posting (payments, Silta's own
 * fields) and what belongs to registers (names and addresses of the customer).
 */
export function contentDigest(invoice: Invoice): string {
  return digestOf(JSON.stringify(contentOf(invoice)));
}

function contentOf(invoice: Invoice): readonly unknown[] {
  return [
    invoice.move_type,
    invoice.name,
    invoice.commercial_partner_id.id,
    invoice.currency_id.name,
    invoice.invoice_date,
    invoice.invoice_date_due,
    invoice.delivery_date,
    invoice.date,
    invoice.ref,
    invoice.payment_reference,
    invoice.narration,
    invoice.amount_total,
    invoice.invoice_line_ids.map(contentOfLine),
  ];
}

function contentOfLine(line: InvoiceLine): readonly unknown[] {
  return [
    line.display_type,
    line.name,
    line.product_id?.id,
    line.quantity,
    line.price_unit,
    line.discount,
    line.price_subtotal,
    line.price_total,
    line.account_id?.code,
    line.tax_ids.map(({ id }) => id),
  ];
}

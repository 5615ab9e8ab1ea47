import type { Invoice, InvoiceLine } from '../odoo/models.ts';
import { isProductRow } from './invoice-rows.ts';
import { digestOf } from './mark.ts';

/**
 * Digest of what an invoice says. It leaves out what changes by itself after posting (payments, Silta's own
 * fields) and what belongs to registers (names and addresses of the customer).
 */
export function contentDigest(invoice: Invoice): string {
  return digestOf(JSON.stringify(contentOf(invoice)));
}

/** Digest of the sums alone: what is owed by whom, in which currency and under which taxes. */
export function sumsDigest(invoice: Invoice): string {
  return digestOf(JSON.stringify(sumsOf(invoice)));
}

function contentOf(invoice: Invoice): readonly unknown[] {
  return [
    ...sumsOf(invoice),
    invoice.name,
    invoice.invoice_date,
    invoice.invoice_date_due,
    invoice.delivery_date,
    invoice.date,
    invoice.ref,
    invoice.invoice_origin,
    invoice.payment_reference,
    invoice.narration,
    invoice.invoice_incoterm_id?.code,
    invoice.invoice_payment_term_id?.id,
    invoice.partner_shipping_id?.id,
    invoice.invoice_line_ids.map(contentOfLine),
  ];
}

function sumsOf(invoice: Invoice): readonly unknown[] {
  return [
    invoice.move_type,
    invoice.commercial_partner_id.id,
    invoice.currency_id.name,
    invoice.amount_total,
    invoice.amount_total_signed,
    invoice.invoice_line_ids
      .filter(isProductRow)
      .map((line) => [line.price_subtotal, line.price_total, line.tax_ids.map(({ id }) => id)]),
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
    Object.entries(line.analytic_distribution).sort(([a], [b]) => (a < b ? -1 : 1)),
  ];
}

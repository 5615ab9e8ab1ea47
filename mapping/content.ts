import type { Invoice, InvoiceLine, Tax } from '../odoo/models.ts';
import { wantedFiles } from './attachments.ts';
import { isCreditNote } from './invoice-number.ts';
import { bookedNets, inOrder, isProductRow } from './invoice-rows.ts';
import { deliveryOf } from './invoice.ts';
import { digestOf } from './mark.ts';
import { termsOf } from './terms.ts';

/**
 * What a message carries and the digest leaves out, because it is no change of the invoice: settings of the company,
 * names of records that are known by their ids, and what comes by itself. docs/resend.md says why of each.
 */
export const OVERLOOKED = [
  'company_id.x_netvisor_invoice_status',
  'company_id.x_netvisor_product_mode',
  'company_id.x_netvisor_generic_product',
  'company_id.x_netvisor_overdue_interest',
  'commercial_partner_id.lang',
  'commercial_partner_id.x_netvisor_keys',
  'invoice_user_id.name',
  'journal_id.code',
  'invoice_line_ids.product_id.name',
  'invoice_line_ids.product_id.x_netvisor_keys',
  'invoice_line_ids.product_uom_id.name',
  'invoice_line_ids.distribution_analytic_account_ids.name',
  'invoice_line_ids.distribution_analytic_account_ids.root_plan_id.display_name',
  'line_ids.matched_credit_ids',
] as const;

/** Digest of what an invoice says: all that its message carries, but for what is {@link OVERLOOKED}, and its files. */
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
    invoice.journal_id.id,
    invoice.invoice_date,
    invoice.invoice_date_due,
    invoice.delivery_date,
    invoice.date,
    invoice.ref,
    invoice.invoice_origin,
    invoice.invoice_user_id?.id,
    invoice.payment_reference,
    invoice.narration,
    invoice.invoice_incoterm_id?.code,
    invoice.invoice_payment_term_id?.id,
    termsOf(invoice),
    isCreditNote(invoice) ? invoice.reversed_entry_id?.name : undefined,
    deliveryOf(invoice),
    wantedFiles(invoice).map(({ id, name, mimetype, file_size }) => [id, name, mimetype, file_size]),
    inOrder(invoice.invoice_line_ids).map(contentOfLine),
  ];
}

/** By id, since the order of the rows is no matter of sums. */
function sumsOf(invoice: Invoice): readonly unknown[] {
  const nets = bookedNets(invoice);
  const byId = <T extends { readonly id: number }>(records: readonly T[]): readonly T[] =>
    records.toSorted((one, other) => one.id - other.id);
  return [
    invoice.move_type,
    invoice.commercial_partner_id.id,
    invoice.currency_id.name,
    invoice.invoice_currency_rate,
    invoice.amount_total,
    invoice.amount_total_signed,
    byId(invoice.invoice_line_ids)
      .filter(isProductRow)
      .map((line) => [
        line.price_subtotal,
        line.price_total,
        nets.get(line.id),
        line.tax_ids.map(contentOfTax),
      ]),
    byId(invoice.line_ids)
      .filter(({ tax_line_id }) => tax_line_id)
      .map(({ tax_line_id, amount_currency }) => [tax_line_id?.id, amount_currency]),
  ];
}

function contentOfTax(tax: Tax): readonly unknown[] {
  return [tax.id, tax.amount, tax.price_include, tax.x_netvisor_vat_code];
}

function contentOfLine(line: InvoiceLine): readonly unknown[] {
  return [
    line.display_type,
    line.name,
    line.product_id?.id,
    line.product_uom_id?.id,
    line.quantity,
    line.price_unit,
    line.discount,
    line.price_subtotal,
    line.price_total,
    line.account_id?.code,
    line.tax_ids.map(({ id }) => id),
    Object.entries(line.analytic_distribution).sort(([a], [b]) => (a < b ? -1 : 1)),
    line.distribution_analytic_account_ids.map(({ id, root_plan_id }) => [id, root_plan_id?.id]),
  ];
}

import type { SalesInvoice } from '../netvisor/documents.ts';
import type { Invoice } from '../odoo/models.ts';
import { decimal } from './money.ts';

type Terms = Pick<
  SalesInvoice,
  'salesInvoiceDueDate' | 'paymentTermNetDays' | 'paymentTermCashDiscountDays' | 'paymentTermCashDiscount'
>;

/**
 * Payment terms for Netvisor: the due date as Odoo computed it, or, with a cash discount, net days from the
 * invoice date (a given due date would replace the whole term). Undefined where Netvisor cannot express them:
 * instalments, or a discount that does not reduce the VAT along with the price.
 */
export function termsOf(invoice: Invoice): Terms | undefined {
  const term = invoice.invoice_payment_term_id;
  const due = invoice.invoice_date_due;
  if (!term?.early_discount) {
    if (invoice.line_ids.filter(({ display_type }) => display_type === 'payment_term').length > 1)
      return undefined;
    return due === undefined ? {} : { salesInvoiceDueDate: due };
  }
  if (term.line_ids.length > 1 || term.early_pay_discount_computation !== 'included') return undefined;
  if (due === undefined || invoice.invoice_date === undefined) return undefined;
  return {
    paymentTermNetDays: daysBetween(invoice.invoice_date, due),
    paymentTermCashDiscountDays: term.discount_days,
    paymentTermCashDiscount: { type: 'percentage', value: decimal(term.discount_percentage) },
  };
}

/** Whole days from one plain date to another; both are midnight in UTC, where no day is longer than others. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

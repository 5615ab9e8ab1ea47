import { describe, expect, test } from '@jest/globals';
import { contentDigest } from '../../mapping/content.ts';
import type { Invoice, InvoiceLine } from '../../odoo/models.ts';
import { aCompany, aFile, aLine, anInvoice, aPartner, aProduct, aTax } from './samples.ts';

/** Each field of an invoice with another value, and whether that makes it another invoice. */
type Changes<T> = { readonly [K in keyof T]-?: readonly ['content' | 'beside', Partial<T>] };

const INVOICE: Changes<Invoice> = {
  id: ['beside', { id: 43 }],
  name: ['content', { name: 'INV/2026/00002' }],
  move_type: ['content', { move_type: 'out_refund' }],
  state: ['beside', { state: 'cancel' }],
  payment_state: ['beside', { payment_state: 'paid' }],
  invoice_date: ['content', { invoice_date: '2026-11-21' }],
  invoice_date_due: ['content', { invoice_date_due: '2026-12-05' }],
  delivery_date: ['content', { delivery_date: undefined }],
  date: ['content', { date: '2026-11-30' }],
  ref: ['content', { ref: 'Tilaus 78' }],
  payment_reference: ['content', { payment_reference: '1232' }],
  narration: ['content', { narration: '<p>Kiitos</p>' }],
  invoice_origin: ['content', { invoice_origin: 'S00012' }],
  invoice_currency_rate: ['content', { invoice_currency_rate: 11.5 }],
  amount_untaxed: ['beside', { amount_untaxed: 91 }],
  amount_tax: ['beside', { amount_tax: 23 }],
  amount_total: ['content', { amount_total: 112.96 }],
  company_id: ['beside', { company_id: aCompany({ x_netvisor_invoice_status: 'open' }) }],
  amount_total_signed: ['content', { amount_total_signed: 112.96 }],
  amount_residual: ['beside', { amount_residual: 0 }],
  currency_id: ['content', { currency_id: { id: 18, name: 'SEK', decimal_places: 2 } }],
  journal_id: ['beside', { journal_id: { id: 9, code: 'WEB' } }],
  invoice_payment_term_id: ['content', { invoice_payment_term_id: undefined }],
  invoice_incoterm_id: ['content', { invoice_incoterm_id: { id: 1, code: 'EXW' } }],
  reversed_entry_id: [
    'beside',
    {
      reversed_entry_id: {
        id: 41,
        name: 'INV/2026/00000',
        invoice_date: '2026-11-01',
        delivery_date: undefined,
      },
    },
  ],
  invoice_user_id: ['beside', { invoice_user_id: undefined }],
  commercial_partner_id: ['content', { commercial_partner_id: aPartner({ id: 99 }) }],
  partner_shipping_id: ['content', { partner_shipping_id: undefined }],
  invoice_line_ids: ['content', { invoice_line_ids: [aLine(), aLine()] }],
  line_ids: ['beside', { line_ids: [] }],
  invoice_pdf_report_id: ['beside', { invoice_pdf_report_id: aFile() }],
  x_netvisor_files: ['beside', { x_netvisor_files: [aFile()] }],
  is_move_sent: ['beside', { is_move_sent: true }],
  x_netvisor_state: ['beside', { x_netvisor_state: 'sent' }],
  x_netvisor_request: ['beside', { x_netvisor_request: 'click-2' }],
  x_netvisor_served: ['beside', { x_netvisor_served: 'click-1' }],
  x_netvisor_look: ['beside', { x_netvisor_look: 'preview 2026-11-30 09:00:00 fi_FI' }],
  x_netvisor_looked: ['beside', { x_netvisor_looked: 'preview 2026-11-30 09:00:00 fi_FI' }],
  x_netvisor_number: ['beside', { x_netvisor_number: '202600001' }],
  x_netvisor_attempt: ['beside', { x_netvisor_attempt: 'run/1/1' }],
  x_netvisor_mark: ['beside', { x_netvisor_mark: '{}' }],
  x_netvisor_message: ['beside', { x_netvisor_message: 'x' }],
  x_netvisor_matched_at: ['beside', { x_netvisor_matched_at: '2026-11-21 12:00:00' }],
  x_netvisor_payment_attempt: ['beside', { x_netvisor_payment_attempt: 'run/1/1' }],
  x_netvisor_payments: ['beside', { x_netvisor_payments: { '7': '90311' } }],
  x_netvisor_key: ['beside', { x_netvisor_key: 'test:9120034-9:1' }],
};

const LINE: Changes<InvoiceLine> = {
  id: ['beside', { id: 91 }],
  display_type: ['content', { display_type: 'line_note' }],
  name: ['content', { name: 'Muu vuokra' }],
  sequence: ['beside', { sequence: 11 }],
  quantity: ['content', { quantity: 3 }],
  price_unit: ['content', { price_unit: 45.01 }],
  discount: ['content', { discount: 1 }],
  price_subtotal: ['content', { price_subtotal: 90.01 }],
  price_total: ['content', { price_total: 112.96 }],
  product_id: ['content', { product_id: aProduct({ id: 9 }) }],
  product_uom_id: ['beside', { product_uom_id: { id: 2, name: 'h' } }],
  account_id: ['content', { account_id: { id: 6, code: '3010' } }],
  tax_ids: ['content', { tax_ids: [aTax({ id: 4 })] }],
  analytic_distribution: ['content', { analytic_distribution: { '4': 100 } }],
  distribution_analytic_account_ids: [
    'beside',
    {
      distribution_analytic_account_ids: [
        { id: 4, name: 'Helsinki', code: undefined, root_plan_id: { id: 1, display_name: 'Toimipiste' } },
      ],
    },
  ],
};

/** The sums of the sample, so that a changed row alone makes the difference. */
const SUMS = { amount_untaxed: 90, amount_tax: 22.95, amount_total: 112.95 };
const before = contentDigest(anInvoice());
const ofLine = (line: InvoiceLine): string => contentDigest(anInvoice({ ...SUMS, invoice_line_ids: [line] }));

describe('the digest of the content', () => {
  test.each(Object.entries(INVOICE))('of an invoice knows what %s means', (_name, [kind, change]) => {
    expect(contentDigest(anInvoice(change)) === before).toBe(kind === 'beside');
  });

  test.each(Object.entries(LINE))('of a row knows what %s means', (_name, [kind, change]) => {
    expect(ofLine(aLine(change)) === before).toBe(kind === 'beside');
  });

  test('does not change with what registers say of customer, product and tax', () => {
    const partner = aPartner({ name: 'Uusi nimi Oy', street: 'Muualla 1', x_netvisor_keys: {} });
    expect(contentDigest(anInvoice({ commercial_partner_id: partner }))).toBe(before);
    expect(ofLine(aLine({ product_id: aProduct({ name: 'Uusi', lst_price: 1 }) }))).toBe(before);
    expect(ofLine(aLine({ tax_ids: [aTax({ name: 'Uusi', x_netvisor_vat_code: 'EUMY' })] }))).toBe(before);
  });

  test('tells apart texts that slip from one field into the next, and rows that change places', () => {
    expect(contentDigest(anInvoice({ ref: 'a', payment_reference: 'b' }))).not.toBe(
      contentDigest(anInvoice({ ref: 'ab', payment_reference: '' })),
    );
    const rows = [aLine(), aLine({ id: 91, name: 'Toinen' })];
    expect(contentDigest(anInvoice({ invoice_line_ids: rows }))).not.toBe(
      contentDigest(anInvoice({ invoice_line_ids: rows.toReversed() })),
    );
  });

  test('is the same in every process and after every update, or sent invoices would look changed', () => {
    expect(before).toBe('593f901498069099');
  });
});

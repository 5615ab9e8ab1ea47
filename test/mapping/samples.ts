import type { Booking, Invoice, InvoiceLine } from '../../odoo/models.ts';
import { booksOf, type Books, type OdooRow, type RoundingMethod } from './odoo-books.ts';
import { aCompany, anItem, aPartner, aProduct, aTax, aTerm } from './sample-records.ts';

export * from './sample-records.ts';

/** A row of 2 × 45,00 + 25,5 %; its sums are those that Odoo would show for whatever is changed. */
export function aLine(change: Partial<InvoiceLine> = {}): InvoiceLine {
  const line: InvoiceLine = {
    id: 90,
    display_type: 'product',
    name: 'Kuukausivuokra',
    sequence: 10,
    quantity: 2,
    price_unit: 45,
    discount: 0,
    price_subtotal: 0,
    price_total: 0,
    product_id: aProduct(),
    product_uom_id: { id: 1, name: 'kk' },
    account_id: { id: 5, code: '3000' },
    tax_ids: [aTax()],
    analytic_distribution: {},
    distribution_analytic_account_ids: [],
    ...change,
  };
  const [row] = booksOf([rowOf(line)], 'round_globally').rows;
  return { ...line, price_subtotal: euros(row?.subtotal), price_total: euros(row?.total), ...change };
}

/** Sections and notes have neither product nor sums. */
export const aNote = (display_type: 'line_section' | 'line_note', name: string, id = 80): InvoiceLine =>
  aLine({
    id,
    display_type,
    name,
    quantity: 0,
    price_unit: 0,
    product_id: undefined,
    product_uom_id: undefined,
    account_id: undefined,
    tax_ids: [],
  });

/**
 * A posted invoice of one row, 2 × 45,00 + 25,5 % = 112,95, or of the rows given. Its sums and journal items are
 * what Odoo books for its rows and kind, by global rounding unless told otherwise, so that it hangs together.
 */
export function anInvoice(change: Partial<Invoice> = {}, method: RoundingMethod = 'round_globally'): Invoice {
  const partner = aPartner();
  const invoice: Invoice = {
    id: 42,
    name: 'INV/2026/00001',
    move_type: 'out_invoice',
    state: 'posted',
    payment_state: 'not_paid',
    invoice_date: '2026-11-20',
    invoice_date_due: '2026-12-04',
    delivery_date: '2026-11-18',
    date: '2026-11-20',
    ref: 'Tilaus 77',
    payment_reference: '2026000011',
    narration: undefined,
    invoice_origin: undefined,
    invoice_currency_rate: 1,
    amount_untaxed: 0,
    amount_tax: 0,
    amount_total: 0,
    amount_total_signed: 0,
    amount_residual: 0,
    company_id: aCompany(),
    currency_id: { id: 125, name: 'EUR', decimal_places: 2 },
    journal_id: { id: 6, code: 'INV' },
    invoice_payment_term_id: aTerm(),
    invoice_incoterm_id: undefined,
    reversed_entry_id: undefined,
    invoice_user_id: { id: 2, name: 'Tuulia Kaarna' },
    commercial_partner_id: partner,
    partner_shipping_id: partner,
    invoice_line_ids: [aLine()],
    line_ids: [],
    is_move_sent: false,
    invoice_pdf_report_id: undefined,
    x_netvisor_files: [],
    x_netvisor_state: 'queued',
    x_netvisor_request: 'click-1',
    x_netvisor_served: undefined,
    x_netvisor_look: undefined,
    x_netvisor_looked: undefined,
    x_netvisor_number: undefined,
    x_netvisor_reference: undefined,
    x_netvisor_attempt: undefined,
    x_netvisor_mark: undefined,
    x_netvisor_key: undefined,
    x_netvisor_message: undefined,
    x_netvisor_matched_at: undefined,
    x_netvisor_payment_attempt: undefined,
    x_netvisor_payments: {},
    x_netvisor_matches: {},
    ...change,
  };
  return { ...booked(invoice, method), ...change };
}

/** A posted credit note, with the number and without the reference that Odoo gives it. */
export const aCreditNote = (
  change: Partial<Invoice> = {},
  method: RoundingMethod = 'round_globally',
): Invoice =>
  anInvoice(
    { move_type: 'out_refund', name: 'RINV/2026/00001', payment_reference: undefined, ...change },
    method,
  );

/** Sums and journal items as Odoo books them: income and tax in credit, the receivable in debit. */
function booked(invoice: Invoice, method: RoundingMethod): Invoice {
  const lines = invoice.invoice_line_ids.filter(({ display_type }) => display_type === 'product');
  const books = booksOf(lines.map(rowOf), method);
  const debit = invoice.move_type === 'out_refund' ? 1 : -1;
  const rate = invoice.invoice_currency_rate;
  const item = (id: number, cents: bigint, change: Partial<Booking>): Booking =>
    anItem({
      id,
      amount_currency: euros(cents),
      balance: Math.round(Number(cents) / rate) / 100,
      ...change,
    });
  const total = books.net + books.vat;
  const signed = Math.round((Number(total) / rate) * -debit) / 100;
  return {
    ...invoice,
    amount_untaxed: euros(books.net),
    amount_tax: euros(books.vat),
    amount_total: euros(total),
    amount_total_signed: signed,
    amount_residual: euros(total),
    line_ids: [
      ...lines.map(({ id }, index) => item(id, (books.rows[index]?.net ?? 0n) * BigInt(debit), {})),
      ...taxItems(books, (id, cents) =>
        item(1000 + id, cents * BigInt(debit), { display_type: 'tax', tax_line_id: { id } }),
      ),
      item(2000, total * BigInt(-debit), {
        display_type: 'payment_term',
        date_maturity: invoice.invoice_date_due,
      }),
    ],
  };
}

const taxItems = ({ taxes }: Books, item: (id: number, cents: bigint) => Booking): Booking[] =>
  [...taxes].filter(([, cents]) => cents !== 0n).map(([id, cents]) => item(id, cents));

/** A row for {@link booksOf}. */
export function rowOf({ price_unit, quantity, discount, tax_ids: [tax] }: InvoiceLine): OdooRow {
  return {
    price: whole(price_unit, 4),
    quantity: whole(quantity, 3),
    discount: whole(discount, 2),
    tax: tax && { id: tax.id, percent: whole(tax.amount, 1), included: tax.price_include },
  };
}

const whole = (value: number, decimals: number): bigint => BigInt(Math.round(value * 10 ** decimals));
const euros = (cents: bigint | undefined): number => Number(cents ?? 0n) / 100;

import type { Invoice, InvoiceLine, Partner, Product, Tax } from '../../odoo/models.ts';
import type { InvoiceRules } from '../../mapping/invoice.ts';

/** Which books all samples belong to. */
export const LEDGER = 'test:9120034-9';

/** Invented records as they come from Odoo's border; each call gives new ones. */
export function aPartner(change: Partial<Partner> = {}): Partner {
  return {
    id: 31,
    name: 'Havutupa Tukku Oy',
    is_company: true,
    company_registry: '9345672-7',
    vat: 'FI93456727',
    ref: undefined,
    street: 'Jäkälätie 4',
    street2: undefined,
    zip: '33100',
    city: 'Tampere',
    country_id: { id: 70, code: 'FI' },
    email: 'laskut@havutupa.example',
    phone: '+358 40 0000000',
    lang: 'fi_FI',
    x_netvisor_keys: { [LEDGER]: '711' },
    x_netvisor_attempt: undefined,
    ...change,
  };
}

export function aProduct(change: Partial<Product> = {}): Product {
  return {
    id: 8,
    name: 'Kuukausivuokra',
    default_code: 'VUOKRA',
    lst_price: 45,
    type: 'service',
    uom_id: { id: 1, name: 'kk' },
    x_netvisor_keys: { [LEDGER]: '52' },
    x_netvisor_attempt: undefined,
    ...change,
  };
}

export function aTax(change: Partial<Tax> = {}): Tax {
  return {
    id: 3,
    name: '25,5 % myynti',
    amount: 25.5,
    amount_type: 'percent',
    price_include: false,
    x_netvisor_vat_code: 'KOMY',
    ...change,
  };
}

export function aLine(change: Partial<InvoiceLine> = {}): InvoiceLine {
  return {
    id: 90,
    display_type: 'product',
    name: 'Kuukausivuokra',
    sequence: 10,
    quantity: 2,
    price_unit: 45,
    discount: 0,
    price_subtotal: 90,
    price_total: 112.95,
    product_id: aProduct(),
    product_uom_id: { id: 1, name: 'kk' },
    account_id: { id: 5, code: '3000' },
    tax_ids: [aTax()],
    ...change,
  };
}

/** One row of 2 × 45,00 + 25,5 % = 112,95. */
export function anInvoice(change: Partial<Invoice> = {}): Invoice {
  const partner = aPartner();
  return {
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
    amount_untaxed: 90,
    amount_tax: 22.95,
    amount_total: 112.95,
    company_id: { id: 1, x_netvisor_invoice_status: 'unsent' },
    currency_id: { id: 125, name: 'EUR', decimal_places: 2 },
    journal_id: { id: 6, code: 'INV' },
    invoice_payment_term_id: { id: 2, name: '14 päivää', early_discount: false, line_ids: [2] },
    invoice_user_id: { id: 2, name: 'Tuulia Kaarna' },
    commercial_partner_id: partner,
    partner_shipping_id: partner,
    invoice_line_ids: [aLine()],
    is_move_sent: false,
    x_netvisor_state: 'queued',
    x_netvisor_request: 'click-1',
    x_netvisor_served: undefined,
    x_netvisor_attempt: undefined,
    x_netvisor_mark: undefined,
    x_netvisor_key: undefined,
    ...change,
  };
}

export function rulesFor(change: Partial<InvoiceRules> = {}): InvoiceRules {
  return {
    language: 'en',
    company: 1,
    ledger: LEDGER,
    journals: { INV: { numberPrefix: '' } },
    accounts: {},
    vatRounding: 'row',
    ...change,
  };
}

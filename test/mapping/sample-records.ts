import type {
  Booking,
  FileInfo,
  Invoice,
  Partner,
  PaymentTerm,
  Product,
  SettlingEntry,
  Tax,
} from '../../odoo/models.ts';
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
    peppol_eas: undefined,
    peppol_endpoint: undefined,
    x_netvisor_operator: undefined,
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

export function anItem(change: Partial<Booking> = {}): Booking {
  return {
    id: 900,
    amount_currency: 0,
    balance: 0,
    display_type: 'product',
    tax_line_id: undefined,
    date_maturity: undefined,
    matched_debit_ids: [],
    matched_credit_ids: [],
    ...change,
  };
}

interface SettlingEntryShape {
  readonly move_type?: string;
  readonly date?: string;
  /** What the payment says of itself; left out: the entry was booked without one. */
  readonly money?: number;
  readonly lines?: SettlingEntry['line_ids'];
}

/** How an entry has settled an invoice; the sum is that of the invoice's currency and the company's. */
export function settledBy(
  entry: number,
  amount: number,
  { move_type = 'entry', date, money, lines = [] }: SettlingEntryShape = {},
): Booking['matched_credit_ids'][number] {
  return {
    id: 400 + entry,
    amount,
    max_date: '2026-11-20',
    debit_amount_currency: amount,
    credit_move_id: {
      date,
      move_id: {
        id: entry,
        move_type,
        origin_payment_id:
          money === undefined ? undefined : { id: 300 + entry, amount_company_currency_signed: money },
        line_ids: lines,
      },
    },
  };
}

export function aTerm(change: Partial<PaymentTerm> = {}): PaymentTerm {
  return {
    id: 2,
    name: '14 päivää',
    early_discount: false,
    discount_percentage: 2,
    discount_days: 10,
    early_pay_discount_computation: 'included',
    line_ids: [{ id: 2, delay_type: 'days_after', nb_days: 14 }],
    ...change,
  };
}

export function aCompany(change: Partial<Invoice['company_id']> = {}): Invoice['company_id'] {
  return {
    id: 1,
    x_netvisor_invoice_status: 'unsent',
    x_netvisor_attachments: 'none',
    x_netvisor_product_mode: 'own',
    x_netvisor_generic_product: undefined,
    x_netvisor_overdue_interest: 0,
    x_netvisor_zero_total: 'refuse',
    x_netvisor_paid: 'refuse',
    x_netvisor_since: undefined,
    x_netvisor_payment_method: undefined,
    ...change,
  };
}

export const aFile = (change: Partial<FileInfo> = {}): FileInfo => ({
  id: 600,
  name: 'INV_2026_00001.pdf',
  mimetype: 'application/pdf',
  file_size: 24_000,
  ...change,
});

export function rulesFor(change: Partial<InvoiceRules> = {}): InvoiceRules {
  return {
    company: 1,
    ledger: LEDGER,
    numbering: 'odoo',
    journals: { INV: { numberPrefix: '', creditNotePrefix: '9' } },
    accounts: {},
    vatRounding: 'row',
    lineSums: 'net',
    ...change,
  };
}

/** Each field of what an invoice is read from with another value, and what the digest makes of it. */
import type {
  Booking,
  FileInfo,
  Invoice,
  InvoiceLine,
  Partner,
  PaymentTerm,
  Product,
  Tax,
} from '../../odoo/models.ts';
import { aCompany, aFile, anItem, aPartner, aProduct, aTerm, settledBy } from './samples.ts';

/**
 * `content`: another value is another invoice. `beside`: it is not carried to Netvisor. `overlooked`: it is carried,
 * and the digest leaves it out on purpose.
 */
export type Kind = 'content' | 'beside' | 'overlooked';
type Fields<T> = { readonly [K in keyof T]-?: readonly [Kind, T[K]] };

/** Fields that hold a record have a table of their own. */
type Records =
  | 'company_id'
  | 'commercial_partner_id'
  | 'partner_shipping_id'
  | 'invoice_payment_term_id'
  | 'reversed_entry_id'
  | 'invoice_user_id'
  | 'journal_id'
  | 'invoice_pdf_report_id'
  | 'x_netvisor_files'
  | 'invoice_line_ids'
  | 'line_ids';

const INVOICE: Fields<Omit<Invoice, Records>> = {
  id: ['beside', 43],
  name: ['content', 'INV/2026/00002'],
  move_type: ['content', 'out_refund'],
  state: ['beside', 'cancel'],
  payment_state: ['beside', 'paid'],
  invoice_date: ['content', '2026-11-21'],
  invoice_date_due: ['content', '2026-12-05'],
  delivery_date: ['content', undefined],
  date: ['content', '2026-11-30'],
  ref: ['content', 'Tilaus 78'],
  payment_reference: ['content', '1232'],
  narration: ['content', '<p>Kiitos</p>'],
  invoice_origin: ['content', 'S00099'],
  invoice_currency_rate: ['content', 11.5],
  amount_untaxed: ['content', 91],
  amount_tax: ['beside', 23],
  amount_total: ['content', 112.96],
  amount_total_signed: ['content', 112.96],
  amount_residual: ['beside', 0],
  currency_id: ['content', { id: 18, name: 'SEK', decimal_places: 2 }],
  invoice_incoterm_id: ['content', { id: 2, code: 'DAP' }],
  is_move_sent: ['beside', true],
  x_netvisor_state: ['beside', 'sent'],
  x_netvisor_request: ['beside', 'click-2'],
  x_netvisor_served: ['beside', 'click-1'],
  x_netvisor_look: ['beside', 'preview 2026-11-30 09:00:00 fi_FI'],
  x_netvisor_looked: ['beside', 'preview 2026-11-30 09:00:00 fi_FI'],
  x_netvisor_number: ['beside', '202600001'],
  x_netvisor_reference: ['beside', '2026000011'],
  x_netvisor_attempt: ['beside', 'run/1/1'],
  x_netvisor_mark: ['beside', '{}'],
  x_netvisor_message: ['beside', 'x'],
  x_netvisor_matched_at: ['beside', '2026-11-21 12:00:00'],
  x_netvisor_payment_attempt: ['beside', 'run/1/1'],
  x_netvisor_payments: ['beside', { '7': '90311' }],
  x_netvisor_matches: ['beside', { '41': '10.00' }],
  x_netvisor_key: ['beside', 'test:9120034-9:1'],
};

const COMPANY: Fields<Invoice['company_id']> = {
  id: ['beside', 2],
  x_netvisor_invoice_status: ['overlooked', 'open'],
  x_netvisor_attachments: ['content', 'none'],
  x_netvisor_product_mode: ['overlooked', 'generic'],
  x_netvisor_generic_product: ['overlooked', aProduct({ id: 77, x_netvisor_keys: {} })],
  fiscalyear_lock_date: ['beside', '2026-12-31'],
  tax_lock_date: ['beside', '2026-12-31'],
  sale_lock_date: ['beside', '2026-12-31'],
  x_netvisor_overdue_interest: ['overlooked', 11],
  x_netvisor_zero_total: ['beside', 'send'],
  x_netvisor_paid: ['beside', 'with-payment'],
  x_netvisor_since: ['beside', '2026-01-01'],
  x_netvisor_payment_method: ['beside', 'Kortti'],
};

const CUSTOMER: Fields<Partner> = {
  id: ['content', 99],
  name: ['beside', 'Uusi nimi Oy'],
  is_company: ['beside', false],
  company_registry: ['beside', undefined],
  vat: ['beside', undefined],
  ref: ['beside', 'A-1'],
  street: ['beside', 'Muualla 1'],
  street2: ['beside', 'B'],
  zip: ['beside', '00100'],
  city: ['beside', 'Helsinki'],
  country_id: ['beside', { id: 200, code: 'SE' }],
  email: ['beside', undefined],
  phone: ['beside', undefined],
  lang: ['overlooked', 'sv_SE'],
  peppol_eas: ['beside', '0216'],
  peppol_endpoint: ['beside', '003793456727'],
  x_netvisor_operator: ['beside', '003721291126'],
  x_netvisor_keys: ['overlooked', {}],
  x_netvisor_attempt: ['beside', 'run/1/1'],
};

const DELIVERY: Fields<NonNullable<Invoice['partner_shipping_id']>> = {
  id: ['content', aPartner().id],
  name: ['content', 'Toinen varasto'],
  street: ['content', 'Naavakuja 3'],
  zip: ['content', '33210'],
  city: ['content', 'Nokia'],
  country_id: ['content', { id: 200, code: 'SE' }],
};

const TERM: Fields<PaymentTerm> = {
  id: ['content', 9],
  name: ['beside', 'kaksi viikkoa'],
  early_discount: ['content', true],
  discount_percentage: ['content', 3],
  discount_days: ['content', 7],
  early_pay_discount_computation: ['content', 'mixed'],
  line_ids: ['content', [...aTerm().line_ids, { id: 3, delay_type: 'days_after', nb_days: 30 }]],
};

const ORIGINAL: Fields<NonNullable<Invoice['reversed_entry_id']>> = {
  id: ['beside', 40],
  name: ['content', 'INV/2026/00009'],
  invoice_date: ['beside', '2026-10-01'],
  delivery_date: ['beside', '2026-10-01'],
};

const SALESPERSON: Fields<NonNullable<Invoice['invoice_user_id']>> = {
  id: ['content', 3],
  name: ['overlooked', 'Tuulia Uusi'],
};

const JOURNAL: Fields<Invoice['journal_id']> = {
  id: ['content', 9],
  code: ['overlooked', 'WEB'],
};

const FILE: Fields<FileInfo> = {
  id: ['content', 699],
  name: ['content', 'lasku.pdf'],
  mimetype: ['content', 'image/png'],
  file_size: ['content', 25_000],
};

const LINE: Fields<Omit<InvoiceLine, 'product_id' | 'tax_ids'>> = {
  id: ['content', 91],
  display_type: ['content', 'line_note'],
  name: ['content', 'Muu vuokra'],
  sequence: ['content', 99],
  quantity: ['content', 3],
  price_unit: ['content', 45.01],
  discount: ['content', 2],
  price_subtotal: ['content', 90.01],
  price_total: ['content', 112.96],
  product_uom_id: ['content', { id: 2, name: 'h' }],
  account_id: ['content', { id: 6, code: '3010' }],
  analytic_distribution: ['content', { '4': 50 }],
  distribution_analytic_account_ids: ['content', []],
};

const PRODUCT: Fields<Product> = {
  id: ['content', 9],
  name: ['overlooked', 'Uusi'],
  default_code: ['beside', 'UUSI'],
  lst_price: ['beside', 1],
  type: ['beside', 'consu'],
  uom_id: ['beside', undefined],
  x_netvisor_keys: ['overlooked', {}],
  x_netvisor_attempt: ['beside', 'run/1/1'],
};

const UNIT: Fields<NonNullable<InvoiceLine['product_uom_id']>> = {
  id: ['content', 2],
  name: ['overlooked', 'kuukausi'],
};

const TAX: Fields<Tax> = {
  id: ['content', 4],
  name: ['beside', 'Uusi'],
  amount: ['content', 24],
  amount_type: ['beside', 'fixed'],
  price_include: ['content', true],
  x_netvisor_vat_code: ['content', 'EUUM'],
};

type Analytic = InvoiceLine['distribution_analytic_account_ids'][number];
const ANALYTIC: Fields<Omit<Analytic, 'root_plan_id'>> = {
  id: ['content', 5],
  name: ['overlooked', 'Stadi'],
  code: ['beside', 'H'],
};

const PLAN: Fields<NonNullable<Analytic['root_plan_id']>> = {
  id: ['content', 2],
  display_name: ['overlooked', 'Osasto'],
};

const matched = anItem({
  matched_credit_ids: [settledBy(70, 10)],
});
const BOOKING: Fields<Booking> = {
  id: ['content', 999],
  amount_currency: ['content', -0.07],
  balance: ['beside', 1],
  display_type: ['content', 'payment_term'],
  tax_line_id: ['content', { id: 99 }],
  date_maturity: ['beside', '2026-12-24'],
  matched_debit_ids: ['beside', []],
  matched_credit_ids: ['overlooked', matched.matched_credit_ids],
};

export interface Change {
  /** `invoice_user_id.name` */
  readonly field: string;
  readonly kind: Kind;
  readonly apply: (invoice: Invoice) => Invoice;
}

/** `put` says where in an invoice the changed fields belong. */
function changes<T>(
  place: string,
  fields: Fields<T>,
  put: (invoice: Invoice, change: Partial<T>) => Invoice,
): readonly Change[] {
  return Object.entries<readonly [Kind, unknown]>(fields).map(([name, [kind, value]]) => ({
    field: place === '' ? name : `${place}.${name}`,
    kind,
    apply: (invoice) => put(invoice, { [name]: value } as Partial<T>),
  }));
}

const ofLines = (invoice: Invoice, change: (line: InvoiceLine) => InvoiceLine): Invoice => {
  const [first, ...more] = invoice.invoice_line_ids;
  return first ? { ...invoice, invoice_line_ids: [change(first), ...more] } : invoice;
};

export const CHANGES: readonly Change[] = [
  ...changes('', INVOICE, (invoice, change) => ({ ...invoice, ...change })),
  ...changes('company_id', COMPANY, (invoice, change) => ({
    ...invoice,
    company_id: aCompany({ ...invoice.company_id, ...change }),
  })),
  ...changes('commercial_partner_id', CUSTOMER, (invoice, change) => ({
    ...invoice,
    commercial_partner_id: aPartner({ ...invoice.commercial_partner_id, ...change }),
  })),
  ...changes('partner_shipping_id', DELIVERY, (invoice, change) => ({
    ...invoice,
    partner_shipping_id: invoice.partner_shipping_id && { ...invoice.partner_shipping_id, ...change },
  })),
  ...changes('invoice_payment_term_id', TERM, (invoice, change) => ({
    ...invoice,
    invoice_payment_term_id: aTerm({ ...invoice.invoice_payment_term_id, ...change }),
  })),
  ...changes('reversed_entry_id', ORIGINAL, (invoice, change) => ({
    ...invoice,
    reversed_entry_id: invoice.reversed_entry_id && { ...invoice.reversed_entry_id, ...change },
  })),
  ...changes('invoice_user_id', SALESPERSON, (invoice, change) => ({
    ...invoice,
    invoice_user_id: invoice.invoice_user_id && { ...invoice.invoice_user_id, ...change },
  })),
  ...changes('journal_id', JOURNAL, (invoice, change) => ({
    ...invoice,
    journal_id: { ...invoice.journal_id, ...change },
  })),
  ...changes('invoice_pdf_report_id', FILE, (invoice, change) => ({
    ...invoice,
    invoice_pdf_report_id: aFile({ ...invoice.invoice_pdf_report_id, ...change }),
  })),
  ...changes('x_netvisor_files', FILE, (invoice, change) => ({
    ...invoice,
    x_netvisor_files: invoice.x_netvisor_files.map((file) => ({ ...file, ...change })),
  })),
  ...changes('invoice_line_ids', LINE, (invoice, change) =>
    ofLines(invoice, (line) => ({ ...line, ...change })),
  ),
  ...changes('invoice_line_ids.product_id', PRODUCT, (invoice, change) =>
    ofLines(invoice, (line) => ({
      ...line,
      product_id: line.product_id && { ...line.product_id, ...change },
    })),
  ),
  ...changes('invoice_line_ids.product_uom_id', UNIT, (invoice, change) =>
    ofLines(invoice, (line) => ({
      ...line,
      product_uom_id: line.product_uom_id && { ...line.product_uom_id, ...change },
    })),
  ),
  ...changes('invoice_line_ids.tax_ids', TAX, (invoice, change) =>
    ofLines(invoice, (line) => ({ ...line, tax_ids: line.tax_ids.map((tax) => ({ ...tax, ...change })) })),
  ),
  ...changes('invoice_line_ids.distribution_analytic_account_ids', ANALYTIC, (invoice, change) =>
    ofLines(invoice, (line) => withAnalytic(line, (account) => ({ ...account, ...change }))),
  ),
  ...changes('invoice_line_ids.distribution_analytic_account_ids.root_plan_id', PLAN, (invoice, change) =>
    ofLines(invoice, (line) =>
      withAnalytic(line, (account) => ({
        ...account,
        root_plan_id: account.root_plan_id && { ...account.root_plan_id, ...change },
      })),
    ),
  ),
  ...changes('line_ids', BOOKING, (invoice, change) => ({
    ...invoice,
    line_ids: invoice.line_ids.map((item, index) => (index === 0 ? { ...item, ...change } : item)),
  })),
];

function withAnalytic(line: InvoiceLine, change: (account: Analytic) => Analytic): InvoiceLine {
  return {
    ...line,
    distribution_analytic_account_ids: line.distribution_analytic_account_ids.map(change),
  };
}

import type { ModelDef } from './types.ts';

/** Peppol's schemes for electronic addresses, as Odoo 19 knows them. */
const PEPPOL_EAS =
  `0002 0007 0009 0037 0060 0088 0096 0097 0106 0130 0135 0142 0151 0183 0184 0188 0190 0191 0192 0193
  0195 0196 0198 0199 0200 0201 0202 0204 0208 0209 0210 0211 0213 0216 0218 0221 0225 0230 0235 0240
  9910 9913 9914 9915 9918 9919 9920 9922 9923 9924 9925 9926 9927 9928 9929 9930 9931 9932 9933 9934
  9935 9936 9937 9938 9939 9940 9941 9942 9943 9944 9945 9946 9947 9948 9949 9950 9951 9952 9953 9955
  9957 9959 AN AQ AS AU EM odemo`.split(/\s+/);

const resPartner: ModelDef = {
  name: 'res.partner',
  label: 'Contact',
  order: 'complete_name, id desc',
  fields: {
    name: { type: 'char' },
    complete_name: { type: 'char', readonly: true },
    active: { type: 'boolean', default: true },
    parent_id: { type: 'many2one', relation: 'res.partner', label: 'Related Company' },
    parent_name: { type: 'char', readonly: true, stored: false, related: 'parent_id.name' },
    child_ids: { type: 'one2many', relation: 'res.partner', inverse: 'parent_id' },
    is_company: { type: 'boolean' },
    company_type: { type: 'selection', stored: false, selection: ['person', 'company'] },
    type: { type: 'selection', selection: ['contact', 'invoice', 'delivery', 'other'], default: 'contact' },
    commercial_partner_id: { type: 'many2one', relation: 'res.partner', readonly: true },
    company_registry: { type: 'char', label: 'Company ID' },
    vat: { type: 'char', label: 'Tax ID' },
    ref: { type: 'char' },
    email: { type: 'char' },
    phone: { type: 'char' },
    website: { type: 'char' },
    street: { type: 'char' },
    street2: { type: 'char' },
    zip: { type: 'char' },
    city: { type: 'char' },
    country_id: { type: 'many2one', relation: 'res.country' },
    country_code: { type: 'char', readonly: true, stored: false, related: 'country_id.code' },
    lang: { type: 'selection', selection: ['en_US', 'fi_FI', 'sv_SE'] },
    comment: { type: 'html' },
    function: { type: 'char' },
    company_id: { type: 'many2one', relation: 'res.company' },
    customer_rank: { type: 'integer' },
    supplier_rank: { type: 'integer' },
    bank_ids: { type: 'one2many', relation: 'res.partner.bank', inverse: 'partner_id' },
    property_payment_term_id: { type: 'many2one', relation: 'account.payment.term', companyDependent: true },
    property_supplier_payment_term_id: {
      type: 'many2one',
      relation: 'account.payment.term',
      companyDependent: true,
    },
    property_account_position_id: {
      type: 'many2one',
      relation: 'account.fiscal.position',
      companyDependent: true,
    },
    invoice_sending_method: { type: 'selection', selection: ['manual', 'email', 'snailmail', 'peppol'] },
    property_inbound_payment_method_line_id: {
      type: 'many2one',
      relation: 'account.payment.method.line',
      companyDependent: true,
    },
    property_outbound_payment_method_line_id: {
      type: 'many2one',
      relation: 'account.payment.method.line',
      companyDependent: true,
    },
    invoice_edi_format: {
      type: 'selection',
      companyDependent: true,
      selection: ['facturx', 'ubl_bis3', 'xrechnung', 'nlcius', 'ubl_a_nz', 'ubl_sg'],
    },
    peppol_eas: { type: 'selection', selection: PEPPOL_EAS },
    peppol_endpoint: { type: 'char' },
    commercial_company_name: { type: 'char', readonly: true },
    user_ids: { type: 'one2many', relation: 'res.users', inverse: 'partner_id', readonly: true },
    tz: { type: 'selection', selection: ['Europe/Helsinki', 'Europe/Stockholm', 'UTC'] },
    message_ids: {
      type: 'one2many',
      relation: 'mail.message',
      inverse: 'res_id',
      inverseModel: 'model',
      readonly: true,
    },
    activity_ids: {
      type: 'one2many',
      relation: 'mail.activity',
      inverse: 'res_id',
      inverseModel: 'res_model',
      readonly: true,
    },
  },
};

const resPartnerBank: ModelDef = {
  name: 'res.partner.bank',
  label: 'Bank Accounts',
  order: 'sequence, id',
  fields: {
    acc_number: { type: 'char', required: true },
    sanitized_acc_number: { type: 'char', readonly: true },
    acc_type: { type: 'selection', readonly: true, stored: false, selection: ['bank', 'iban'] },
    acc_holder_name: { type: 'char' },
    partner_id: { type: 'many2one', relation: 'res.partner', required: true, onDelete: 'cascade' },
    active: { type: 'boolean', default: true },
    allow_out_payment: { type: 'boolean' },
    company_id: {
      type: 'many2one',
      relation: 'res.company',
      readonly: true,
      related: 'partner_id.company_id',
    },
    sequence: { type: 'integer', default: 10 },
    currency_id: { type: 'many2one', relation: 'res.currency' },
  },
};

const resCompany: ModelDef = {
  name: 'res.company',
  label: 'Companies',
  order: 'sequence, name, id',
  fields: {
    name: { type: 'char', required: true, related: 'partner_id.name' },
    active: { type: 'boolean', default: true },
    partner_id: { type: 'many2one', relation: 'res.partner', required: true },
    vat: { type: 'char', stored: false, related: 'partner_id.vat' },
    company_registry: { type: 'char', stored: false, related: 'partner_id.company_registry' },
    currency_id: { type: 'many2one', relation: 'res.currency', required: true },
    country_id: { type: 'many2one', relation: 'res.country', stored: false },
    country_code: { type: 'char', readonly: true, stored: false, related: 'country_id.code' },
    account_fiscal_country_id: { type: 'many2one', relation: 'res.country' },
    chart_template: { type: 'selection', selection: [] },
    tax_calculation_rounding_method: {
      type: 'selection',
      selection: ['round_globally', 'round_per_line'],
      default: 'round_per_line',
    },
    account_price_include: {
      type: 'selection',
      required: true,
      selection: ['tax_included', 'tax_excluded'],
      default: 'tax_excluded',
    },
    account_sale_tax_id: { type: 'many2one', relation: 'account.tax' },
    account_purchase_tax_id: { type: 'many2one', relation: 'account.tax' },
    income_account_id: { type: 'many2one', relation: 'account.account' },
    expense_account_id: { type: 'many2one', relation: 'account.account' },
    income_currency_exchange_account_id: { type: 'many2one', relation: 'account.account' },
    expense_currency_exchange_account_id: { type: 'many2one', relation: 'account.account' },
    fiscalyear_lock_date: { type: 'date' },
    tax_lock_date: { type: 'date' },
    sale_lock_date: { type: 'date' },
    purchase_lock_date: { type: 'date' },
    hard_lock_date: { type: 'date' },
    street: { type: 'char', stored: false },
    street2: { type: 'char', stored: false },
    zip: { type: 'char', stored: false },
    city: { type: 'char', stored: false },
    email: { type: 'char', related: 'partner_id.email' },
    phone: { type: 'char', related: 'partner_id.phone' },
    website: { type: 'char', stored: false, related: 'partner_id.website' },
    parent_id: { type: 'many2one', relation: 'res.company' },
    child_ids: { type: 'one2many', relation: 'res.company', inverse: 'parent_id' },
    sequence: { type: 'integer', default: 10 },
    user_ids: { type: 'many2many', relation: 'res.users' },
  },
};

/** Partners, their bank accounts and companies, as data (field dump of Odoo 19). */
export const partnerModels: readonly ModelDef[] = [resPartner, resPartnerBank, resCompany];

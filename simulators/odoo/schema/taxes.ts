import type { ModelDef } from './types.ts';

const accountTax: ModelDef = {
  name: 'account.tax',
  label: 'Tax',
  order: 'sequence, id',
  fields: {
    name: { type: 'char', required: true, translate: true },
    amount: { type: 'float', required: true },
    amount_type: {
      type: 'selection',
      required: true,
      selection: ['group', 'fixed', 'percent', 'division'],
      default: 'percent',
    },
    type_tax_use: {
      type: 'selection',
      required: true,
      selection: ['sale', 'purchase', 'none'],
      default: 'sale',
    },
    tax_scope: { type: 'selection', selection: ['service', 'consu'] },
    tax_group_id: { type: 'many2one', relation: 'account.tax.group', required: true },
    price_include: { type: 'boolean', readonly: true, stored: false },
    price_include_override: { type: 'selection', selection: ['tax_included', 'tax_excluded'] },
    company_price_include: {
      type: 'selection',
      readonly: true,
      stored: false,
      related: 'company_id.account_price_include',
      selection: ['tax_included', 'tax_excluded'],
    },
    active: { type: 'boolean', default: true },
    company_id: { type: 'many2one', relation: 'res.company', required: true, readonly: true, rpc: 'create' },
    country_id: { type: 'many2one', relation: 'res.country', required: true },
    country_code: { type: 'char', readonly: true, stored: false, related: 'country_id.code' },
    sequence: { type: 'integer', required: true, default: 1 },
    description: { type: 'html', translate: true },
    invoice_label: { type: 'char', translate: true },
    include_base_amount: { type: 'boolean' },
    is_base_affected: { type: 'boolean', default: true },
    analytic: { type: 'boolean' },
    invoice_legal_notes: { type: 'html', translate: true },
    fiscal_position_ids: { type: 'many2many', relation: 'account.fiscal.position' },
    original_tax_ids: { type: 'many2many', relation: 'account.tax', keepArchived: true },
    children_tax_ids: { type: 'many2many', relation: 'account.tax' },
    tax_exigibility: { type: 'selection', selection: ['on_invoice', 'on_payment'], default: 'on_invoice' },
    repartition_line_ids: {
      type: 'one2many',
      relation: 'account.tax.repartition.line',
      inverse: 'tax_id',
      readonly: true,
    },
    invoice_repartition_line_ids: {
      type: 'one2many',
      relation: 'account.tax.repartition.line',
      inverse: 'tax_id',
      only: { field: 'document_type', in: ['invoice'] },
      readonly: true,
    },
    refund_repartition_line_ids: {
      type: 'one2many',
      relation: 'account.tax.repartition.line',
      inverse: 'tax_id',
      only: { field: 'document_type', in: ['refund'] },
      readonly: true,
    },
    has_negative_factor: { type: 'boolean', readonly: true, stored: false },
  },
};

const accountTaxGroup: ModelDef = {
  name: 'account.tax.group',
  label: 'Tax Group',
  order: 'sequence, id',
  fields: {
    name: { type: 'char', required: true, translate: true },
    sequence: { type: 'integer', default: 10 },
    company_id: { type: 'many2one', relation: 'res.company', required: true },
    country_id: { type: 'many2one', relation: 'res.country' },
  },
};

const accountTaxRepartitionLine: ModelDef = {
  name: 'account.tax.repartition.line',
  label: 'Tax Repartition Line',
  order: 'document_type, repartition_type, sequence, id',
  fields: {
    tax_id: { type: 'many2one', relation: 'account.tax', required: true, onDelete: 'cascade' },
    document_type: { type: 'selection', required: true, selection: ['invoice', 'refund'] },
    repartition_type: { type: 'selection', required: true, selection: ['base', 'tax'], default: 'tax' },
    factor_percent: { type: 'float', required: true, default: 100 },
    factor: { type: 'float', readonly: true, stored: false },
    account_id: { type: 'many2one', relation: 'account.account' },
    use_in_tax_closing: { type: 'boolean' },
    sequence: { type: 'integer', default: 1 },
    company_id: { type: 'many2one', relation: 'res.company', readonly: true, related: 'tax_id.company_id' },
  },
};

/** Taxes, their groups, and where their amounts are booked (field dump of Odoo 19). */
export const taxModels: readonly ModelDef[] = [accountTax, accountTaxGroup, accountTaxRepartitionLine];

import { taxModels } from './taxes.ts';
import type { ModelDef } from './types.ts';

const accountAccount: ModelDef = {
  name: 'account.account',
  label: 'Account',
  order: 'code, id',
  fields: {
    code: { type: 'char', stored: false },
    name: { type: 'char', required: true, translate: true },
    account_type: {
      type: 'selection',
      required: true,
      selection: [
        'asset_receivable',
        'asset_cash',
        'asset_current',
        'asset_non_current',
        'asset_prepayments',
        'asset_fixed',
        'liability_payable',
        'liability_credit_card',
        'liability_current',
        'liability_non_current',
        'equity',
        'equity_unaffected',
        'income',
        'income_other',
        'expense',
        'expense_other',
        'expense_depreciation',
        'expense_direct_cost',
        'off_balance',
      ],
    },
    active: { type: 'boolean', default: true },
    company_ids: { type: 'many2many', relation: 'res.company', required: true },
    reconcile: { type: 'boolean' },
    internal_group: {
      type: 'selection',
      readonly: true,
      stored: false,
      selection: ['equity', 'asset', 'liability', 'income', 'expense', 'off'],
    },
    currency_id: { type: 'many2one', relation: 'res.currency' },
  },
};

const accountJournal: ModelDef = {
  name: 'account.journal',
  label: 'Journal',
  order: 'sequence, type, code, id',
  fields: {
    name: { type: 'char', required: true, translate: true },
    code: { type: 'char', required: true },
    type: {
      type: 'selection',
      required: true,
      selection: ['sale', 'purchase', 'cash', 'bank', 'credit', 'general'],
    },
    active: { type: 'boolean', default: true },
    company_id: { type: 'many2one', relation: 'res.company', required: true, readonly: true, rpc: 'create' },
    sequence: { type: 'integer', default: 10 },
    currency_id: { type: 'many2one', relation: 'res.currency' },
    default_account_id: { type: 'many2one', relation: 'account.account' },
    refund_sequence: { type: 'boolean' },
    payment_sequence: { type: 'boolean' },
    invoice_reference_type: {
      type: 'selection',
      required: true,
      selection: ['partner', 'invoice'],
      default: 'invoice',
    },
    invoice_reference_model: {
      type: 'selection',
      required: true,
      selection: ['odoo', 'euro', 'number', 'fi', 'fi_rf'],
      default: 'odoo',
    },
    restrict_mode_hash_table: { type: 'boolean' },
    bank_account_id: { type: 'many2one', relation: 'res.partner.bank' },
  },
};

const accountPaymentTerm: ModelDef = {
  name: 'account.payment.term',
  label: 'Payment Terms',
  order: 'sequence, id',
  fields: {
    name: { type: 'char', required: true, translate: true },
    active: { type: 'boolean', default: true },
    company_id: { type: 'many2one', relation: 'res.company' },
    line_ids: { type: 'one2many', relation: 'account.payment.term.line', inverse: 'payment_id' },
    note: { type: 'html' },
    sequence: { type: 'integer', required: true, default: 10 },
    early_discount: { type: 'boolean' },
    discount_percentage: { type: 'float', default: 2 },
    discount_days: { type: 'integer', default: 10 },
    early_pay_discount_computation: {
      type: 'selection',
      selection: ['included', 'excluded', 'mixed'],
      default: 'included',
    },
  },
};

const accountCashRounding: ModelDef = {
  name: 'account.cash.rounding',
  label: 'Account Cash Rounding',
  order: 'id',
  fields: {
    name: { type: 'char', required: true, translate: true },
    rounding: { type: 'float', required: true, default: 0.01 },
    strategy: {
      type: 'selection',
      required: true,
      selection: ['biggest_tax', 'add_invoice_line'],
      default: 'add_invoice_line',
    },
    rounding_method: {
      type: 'selection',
      required: true,
      selection: ['UP', 'DOWN', 'HALF-UP'],
      default: 'HALF-UP',
    },
    profit_account_id: { type: 'many2one', relation: 'account.account', companyDependent: true },
    loss_account_id: { type: 'many2one', relation: 'account.account', companyDependent: true },
  },
};

const accountIncoterms: ModelDef = {
  name: 'account.incoterms',
  label: 'Incoterms',
  order: 'id',
  fields: {
    name: { type: 'char', required: true, translate: true },
    code: { type: 'char', required: true },
    active: { type: 'boolean', default: true },
  },
};

const accountFiscalPosition: ModelDef = {
  name: 'account.fiscal.position',
  label: 'Fiscal Position',
  order: 'sequence, id',
  fields: {
    name: { type: 'char', required: true, translate: true },
    active: { type: 'boolean', default: true },
    company_id: { type: 'many2one', relation: 'res.company', required: true, readonly: true, rpc: 'create' },
    country_id: { type: 'many2one', relation: 'res.country' },
    country_group_id: { type: 'many2one', relation: 'res.country.group' },
    auto_apply: { type: 'boolean' },
    vat_required: { type: 'boolean' },
    sequence: { type: 'integer' },
    foreign_vat: { type: 'char' },
    note: { type: 'html' },
  },
};

const accountAnalyticPlan: ModelDef = {
  name: 'account.analytic.plan',
  label: 'Analytic Plans',
  order: 'id',
  fields: {
    name: { type: 'char', required: true },
    parent_id: { type: 'many2one', relation: 'account.analytic.plan' },
    root_id: { type: 'many2one', relation: 'account.analytic.plan', readonly: true, stored: false },
    complete_name: { type: 'char', readonly: true, stored: false },
    default_applicability: {
      type: 'selection',
      selection: ['optional', 'mandatory', 'unavailable'],
      default: 'optional',
    },
    sequence: { type: 'integer', default: 10 },
    account_ids: { type: 'one2many', relation: 'account.analytic.account', inverse: 'plan_id' },
    children_ids: { type: 'one2many', relation: 'account.analytic.plan', inverse: 'parent_id' },
  },
};

const accountAnalyticAccount: ModelDef = {
  name: 'account.analytic.account',
  label: 'Analytic Account',
  order: 'id',
  fields: {
    name: { type: 'char', required: true },
    code: { type: 'char' },
    plan_id: { type: 'many2one', relation: 'account.analytic.plan', required: true },
    root_plan_id: {
      type: 'many2one',
      relation: 'account.analytic.plan',
      readonly: true,
      related: 'plan_id.root_id',
    },
    partner_id: { type: 'many2one', relation: 'res.partner' },
    company_id: { type: 'many2one', relation: 'res.company' },
    active: { type: 'boolean', default: true },
  },
};

/** Accounting settings: taxes, accounts, journals, terms, positions, analytic, as data (field dump of Odoo 19). */
export const ledgerModels: readonly ModelDef[] = [
  ...taxModels,
  accountAccount,
  accountJournal,
  accountPaymentTerm,
  accountCashRounding,
  accountIncoterms,
  accountFiscalPosition,
  accountAnalyticPlan,
  accountAnalyticAccount,
];

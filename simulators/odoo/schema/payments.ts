import type { ModelDef } from './types.ts';

const partialReconcile: ModelDef = {
  name: 'account.partial.reconcile',
  label: 'Partial Reconcile',
  order: 'id',
  fields: {
    debit_move_id: { type: 'many2one', relation: 'account.move.line', required: true, onDelete: 'cascade' },
    credit_move_id: { type: 'many2one', relation: 'account.move.line', required: true, onDelete: 'cascade' },
    full_reconcile_id: { type: 'many2one', relation: 'account.full.reconcile', onDelete: 'set null' },
    exchange_move_id: { type: 'many2one', relation: 'account.move', onDelete: 'set null' },
    amount: { type: 'monetary' },
    debit_amount_currency: { type: 'monetary' },
    credit_amount_currency: { type: 'monetary' },
    debit_currency_id: {
      type: 'many2one',
      relation: 'res.currency',
      readonly: true,
      related: 'debit_move_id.currency_id',
    },
    credit_currency_id: {
      type: 'many2one',
      relation: 'res.currency',
      readonly: true,
      related: 'credit_move_id.currency_id',
    },
    company_id: { type: 'many2one', relation: 'res.company' },
    max_date: { type: 'date', readonly: true },
  },
};

const fullReconcile: ModelDef = {
  name: 'account.full.reconcile',
  label: 'Full Reconcile',
  order: 'id',
  fields: {
    partial_reconcile_ids: {
      type: 'one2many',
      relation: 'account.partial.reconcile',
      inverse: 'full_reconcile_id',
    },
    reconciled_line_ids: {
      type: 'one2many',
      relation: 'account.move.line',
      inverse: 'full_reconcile_id',
    },
  },
};

const payment: ModelDef = {
  name: 'account.payment',
  label: 'Payments',
  order: 'date desc, name desc, id desc',
  fields: {
    name: { type: 'char', readonly: true },
    state: {
      type: 'selection',
      required: true,
      readonly: true,
      selection: ['draft', 'in_process', 'paid', 'canceled', 'rejected'],
      default: 'draft',
    },
    payment_type: { type: 'selection', required: true, selection: ['outbound', 'inbound'] },
    partner_type: { type: 'selection', required: true, selection: ['customer', 'supplier'] },
    partner_id: { type: 'many2one', relation: 'res.partner' },
    amount: { type: 'monetary' },
    amount_company_currency_signed: { type: 'monetary', readonly: true },
    currency_id: { type: 'many2one', relation: 'res.currency' },
    date: { type: 'date', required: true },
    memo: { type: 'char' },
    journal_id: { type: 'many2one', relation: 'account.journal', required: true },
    company_id: { type: 'many2one', relation: 'res.company', required: true },
    move_id: { type: 'many2one', relation: 'account.move' },
    payment_method_line_id: { type: 'many2one', relation: 'account.payment.method.line' },
    outstanding_account_id: { type: 'many2one', relation: 'account.account', readonly: true },
    destination_account_id: { type: 'many2one', relation: 'account.account' },
    invoice_ids: { type: 'many2many', relation: 'account.move' },
    is_matched: { type: 'boolean', readonly: true },
    is_reconciled: { type: 'boolean', readonly: true },
  },
};

const paymentMethodLine: ModelDef = {
  name: 'account.payment.method.line',
  label: 'Payment Methods',
  order: 'sequence, id',
  fields: {
    name: { type: 'char' },
    sequence: { type: 'integer', default: 10 },
    code: { type: 'char', readonly: true },
    payment_type: { type: 'selection', readonly: true, selection: ['inbound', 'outbound'] },
    journal_id: { type: 'many2one', relation: 'account.journal' },
    payment_account_id: { type: 'many2one', relation: 'account.account' },
    company_id: {
      type: 'many2one',
      relation: 'res.company',
      readonly: true,
      stored: false,
      related: 'journal_id.company_id',
    },
  },
};

/** Payments, and how debit and credit settle each other (field dump of Odoo 19). */
export const paymentModels: readonly ModelDef[] = [
  payment,
  paymentMethodLine,
  partialReconcile,
  fullReconcile,
];

import type { ModelDef } from './types.ts';

const partialReconcile: ModelDef = {
  name: 'account.partial.reconcile',
  label: 'Partial Reconcile',
  order: 'id',
  fields: {
    debit_move_id: { type: 'many2one', relation: 'account.move.line', required: true, onDelete: 'cascade' },
    credit_move_id: { type: 'many2one', relation: 'account.move.line', required: true, onDelete: 'cascade' },
    full_reconcile_id: { type: 'many2one', relation: 'account.full.reconcile', onDelete: 'set null' },
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

/** How debit and credit settle each other (field dump of Odoo 19). */
export const paymentModels: readonly ModelDef[] = [partialReconcile, fullReconcile];

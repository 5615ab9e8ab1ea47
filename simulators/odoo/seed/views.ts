import type { Seeder } from './seeder.ts';
import {
  COMPANY_FORM,
  INVOICE_LIST,
  INVOICE_SEARCH,
  MOVE_FORM,
  PARTNER_FORM,
  PARTNER_LIST,
  PAYMENT_FORM,
  PRODUCT_FORM,
  TAX_FORM,
  TAX_LIST,
  TAX_SEARCH,
} from './view-texts.ts';

/** External id, name, model, type, priority, text (external API reference, views). */
const VIEWS = [
  ['account.view_move_form', 'account.move.form', 'account.move', 'form', 16, MOVE_FORM],
  ['account.view_invoice_tree', 'account.invoice.list', 'account.move', 'list', 16, INVOICE_LIST],
  [
    'account.view_account_invoice_filter',
    'account.invoice.select',
    'account.move',
    'search',
    16,
    INVOICE_SEARCH,
  ],
  ['base.view_partner_form', 'res.partner.form', 'res.partner', 'form', 1, PARTNER_FORM],
  ['base.view_partner_tree', 'res.partner.list', 'res.partner', 'list', 8, PARTNER_LIST],
  [
    'product.product_template_form_view',
    'product.template.common.form',
    'product.template',
    'form',
    16,
    PRODUCT_FORM,
  ],
  ['account.view_account_payment_form', 'account.payment.form', 'account.payment', 'form', 16, PAYMENT_FORM],
  ['base.view_company_form', 'res.company.form', 'res.company', 'form', 16, COMPANY_FORM],
  ['account.view_tax_form', 'account.tax.form', 'account.tax', 'form', 16, TAX_FORM],
  ['account.view_tax_tree', 'account.tax.list', 'account.tax', 'list', 16, TAX_LIST],
  ['account.view_account_tax_search', 'account.tax.search', 'account.tax', 'search', 16, TAX_SEARCH],
] as const;

/** Views of their own that stand on another one: external id, name, model, type, parent, what they change. */
const PRIMARIES = [
  ['account.view_out_invoice_tree', 'account.move', 'list', 'account.view_invoice_tree', '<data/>'],
  ['account.view_out_credit_note_tree', 'account.move', 'list', 'account.view_invoice_tree', '<data/>'],
  ['account.view_in_invoice_tree', 'account.move', 'list', 'account.view_invoice_tree', '<data/>'],
  ['account.view_in_invoice_bill_tree', 'account.move', 'list', 'account.view_in_invoice_tree', '<data/>'],
  ['account.view_in_invoice_refund_tree', 'account.move', 'list', 'account.view_in_invoice_tree', '<data/>'],
  [
    'account.view_account_bill_filter',
    'account.move',
    'search',
    'account.view_account_invoice_filter',
    '<data/>',
  ],
  [
    'product.product_normal_form_view',
    'product.product',
    'form',
    'product.product_template_form_view',
    '<data/>',
  ],
] as const;

/** Odoo's own views that a connector extends. */
export function seedViews(seed: Seeder): void {
  for (const [id, name, model, type, priority, text] of VIEWS) {
    seed.put('ir.ui.view', { name, model, type, priority, mode: 'primary', arch_db: text.trim() }, id);
  }
  seed.put('ir.ui.menu', { name: 'Configuration' }, 'account.menu_finance_configuration');
  for (const [id, model, type, parent, text] of PRIMARIES) {
    const inherit_id = seed.ref(parent);
    seed.put('ir.ui.view', { name: id, model, type, mode: 'primary', inherit_id, arch_db: text }, id);
  }
}

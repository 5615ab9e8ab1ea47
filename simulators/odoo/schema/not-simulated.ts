import { NOT_SIMULATED_FIELDS } from './not-simulated-fields.ts';

/** Models that Odoo 19 with the modules of the fixture has, and this simulator does not. */
const MODELS = new Set(
  `account.bank.statement account.bank.statement.line account.move.reversal account.payment.method
  account.payment.register account.account.tag hr.employee hr.expense hr.version
  ir.actions.act_window ir.actions.client ir.actions.report ir.cron
  ir.sequence ir.ui.menu mail.followers product.category product.pricelist
  product.supplierinfo product.uom res.bank res.country.state res.partner.category
  sale.order sale.order.line`.split(/\s+/),
);

/** Public methods that Odoo 19 has and this simulator does not, on whatever model. */
const METHODS = new Set(
  `action_archive action_unarchive copy default_get export_data
  js_assign_outstanding_line js_remove_outstanding_partial message_notify message_subscribe
  message_unsubscribe name_create name_search read_group formatted_read_group reconcile
  remove_move_reconcile web_name_search web_read_group web_save web_search_read onchange
  activity_feedback button_set_checked get_param set_param
  button_immediate_install button_immediate_upgrade create_action unlink_action
  compute_payment_reference_finnish compute_payment_reference_finnish_rf get_external_id
  get_metadata`.split(/\s+/),
);

/** Methods that Odoo keeps from remote callers although their names look public. */
export const PRIVATE_METHODS = new Set(
  `browse exists sudo with_company with_context with_env with_prefetch with_user mapped filtered
  filtered_domain sorted search_fetch fetch check_access ensure_one flush_model flush_recordset
  invalidate_model invalidate_recordset new lock_for_update update`.split(/\s+/),
);

/** Methods that forms of Odoo 19 call from buttons. */
const BUTTONS = new Set(
  `action_post action_invoice_sent action_print_pdf action_register_payment preview_invoice action_reverse
  button_cancel button_draft button_hash button_request_cancel button_set_checked action_open_business_doc
  open_payments open_reconcile_view action_force_register_payment action_view_partner_invoices create_company
  open_commercial_entity action_archive action_unarchive action_validate action_reject action_draft action_cancel
  action_switch_invoice_into_refund_credit_note get_portal_url`.split(/\s+/),
);

export function isButtonMethod(name: string): boolean {
  return BUTTONS.has(name) || METHODS.has(name);
}

const fieldsByModel = new Map(
  Object.entries(NOT_SIMULATED_FIELDS).map(([model, names]) => [model, new Set(names.trim().split(/\s+/))]),
);

export function isRealModel(name: string): boolean {
  return MODELS.has(name);
}

export function isRealMethod(name: string): boolean {
  return METHODS.has(name);
}

/** True for a field that the real model has. Chatter fields are missing from the dump: told by prefix. */
export function isRealField(model: string, name: string): boolean {
  const names = fieldsByModel.get(model);
  return names !== undefined && (names.has(name) || /^(message|activity|my_activity|rating)_/.test(name));
}

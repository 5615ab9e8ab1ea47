/** Fields as the version before the tab and the buttons made them: model, name, type, label. */
export const EARLIER_FIELDS = [
  ['account.move', 'x_netvisor_state', 'selection', 'Netvisor state'],
  ['account.move', 'x_netvisor_request', 'char', 'Netvisor request'],
  ['account.move', 'x_netvisor_served', 'char', 'Netvisor request served'],
  ['account.move', 'x_netvisor_attempt', 'char', 'Netvisor attempt'],
  ['account.move', 'x_netvisor_mark', 'text', 'Netvisor mark'],
  ['account.move', 'x_netvisor_key', 'char', 'Netvisor key'],
  ['account.move', 'x_netvisor_number', 'char', 'Netvisor number'],
  ['account.move', 'x_netvisor_reference', 'char', 'Netvisor reference'],
  ['account.move', 'x_netvisor_sent_at', 'datetime', 'Sent to Netvisor'],
  ['account.move', 'x_netvisor_reason', 'char', 'Netvisor reason code'],
  ['account.move', 'x_netvisor_message', 'text', 'Netvisor: what to do'],
  ['account.move', 'x_netvisor_detail', 'text', "Netvisor's own words"],
  ['account.move', 'x_netvisor_data', 'binary', 'Netvisor data'],
  ['account.move', 'x_netvisor_data_name', 'char', 'Netvisor data file'],
  ['account.move', 'x_netvisor_verified_at', 'datetime', 'Verified in Netvisor'],
  ['account.move', 'x_netvisor_matched_at', 'datetime', 'Matched in Netvisor'],
  ['account.move', 'x_netvisor_payment_attempt', 'char', 'Netvisor payment attempt'],
  ['account.move', 'x_netvisor_payments', 'json', 'Netvisor payments'],
  ['account.move', 'x_netvisor_files', 'many2many', 'Files for Netvisor'],
  ['res.partner', 'x_netvisor_keys', 'json', 'Netvisor keys'],
  ['res.partner', 'x_netvisor_attempt', 'char', 'Netvisor attempt'],
  ['product.product', 'x_netvisor_keys', 'json', 'Netvisor keys'],
  ['product.product', 'x_netvisor_attempt', 'char', 'Netvisor attempt'],
  ['res.partner', 'x_netvisor_operator', 'char', 'E-invoice operator (Netvisor)'],
  ['account.tax', 'x_netvisor_vat_code', 'selection', 'Netvisor VAT code'],
  ['res.company', 'x_netvisor_pin', 'char', 'Netvisor pin'],
  ['res.company', 'x_netvisor_action', 'integer', 'Netvisor action'],
  ['res.company', 'x_netvisor_invoice_status', 'selection', 'Invoices arrive in Netvisor as'],
  ['res.company', 'x_netvisor_attachments', 'selection', 'Files sent with invoices'],
  ['res.company', 'x_netvisor_product_mode', 'selection', 'Products in Netvisor'],
  ['res.company', 'x_netvisor_generic_product', 'many2one', 'General product'],
  ['res.company', 'x_netvisor_overdue_interest', 'float', 'Penalty interest (%)'],
  ['res.company', 'x_netvisor_zero_total', 'selection', 'Invoices with the total zero'],
  ['res.company', 'x_netvisor_paid', 'selection', 'Invoices that are paid in Odoo'],
  ['res.company', 'x_netvisor_payment_method', 'char', 'Payment method in Netvisor'],
] as const;

/** Choices of that version, as far as a test writes them. */
export const EARLIER_CHOICES: Readonly<Record<string, readonly string[]>> = {
  x_netvisor_state: ['queued', 'sending', 'attention', 'waiting', 'paying', 'sent', 'ignored'],
  x_netvisor_vat_code: ['KOMY', 'NONE'],
};

export const EARLIER_RELATIONS: Readonly<Record<string, string>> = {
  x_netvisor_files: 'ir.attachment',
  x_netvisor_generic_product: 'product.product',
};

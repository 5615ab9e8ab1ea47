/**
 * What Odoo 19 has (field dump of a running server) and this simulator does not. Asking for it is answered
 * with HTTP 501 in plain text: neither a guess nor the error of a name that does not exist.
 */
export const NOT_SIMULATED_FIELDS: Readonly<Record<string, string>> = {
  'account.move': `
    abnormal_amount_warning abnormal_date_warning access_warning account_fiscal_country_group_codes
    adjusting_entries_count adjusting_entries_move_ids adjusting_entry_origin_label
    adjusting_entry_origin_move_ids adjusting_entry_origin_moves_count alerts always_tax_exigible
    amount_total_words audit_trail_message_ids authorized_transaction_ids auto_post
    auto_post_origin_id auto_post_until bank_partner_id campaign_id company_price_include
    display_inactive_currency_warning display_link_qr_code display_qr_code display_send_button
    duplicated_ref_ids exchange_diff_partial_ids expected_currency_rate expense_ids has_message
    has_reconciled_entries hide_post_button highest_name highlight_send_button inalterable_hash
    invoice_filter_type_domain invoice_has_outstanding invoice_incoterm_placeholder
    invoice_outstanding_credits_debits_widget invoice_partner_display_name invoice_payments_widget
    invoice_source_email invoice_vendor_bill_id is_being_sent is_draft_duplicated_ref_ids
    is_manually_modified is_purchase_matched is_sale_installed is_storno journal_group_id
    journal_line_ids made_sequence_gap medium_id name_placeholder nb_expenses need_cancel_request
    needed_terms needed_terms_dirty next_payment_date no_followup partner_credit_warning
    payment_count payment_ids payment_term_details purchase_id purchase_order_count
    purchase_order_name purchase_vendor_bill_id purchase_warning_text qr_code_method quick_edit_mode
    quick_edit_total_amount quick_encoding_vals reconciled_payment_ids restrict_mode_hash_table
    sale_order_count sale_warning_text secure_sequence_number secured sending_data show_delivery_date
    show_discount_details show_journal show_name_warning show_payment_term_details
    show_reset_to_draft_button show_taxable_supply_date show_update_fpos source_id statement_id
    statement_line_id statement_line_ids stock_move_ids suitable_journal_ids
    tax_cash_basis_created_move_ids tax_cash_basis_origin_move_id tax_cash_basis_rec_id
    tax_country_code tax_country_id tax_lock_date_message tax_totals taxable_supply_date
    taxable_supply_date_placeholder taxes_legal_notes team_id transaction_count transaction_ids
    type_name ubl_cii_xml_file ubl_cii_xml_filename ubl_cii_xml_id user_id`,
  'account.move.line': `
    account_internal_group account_name account_root_id allowed_uom_ids analytic_line_ids
    analytic_precision cogs_origin_id collapse_composition collapse_prices commercial_partner_country
    cumulated_balance discount_allocation_dirty discount_allocation_key discount_allocation_needed
    epd_dirty epd_key epd_needed expense_id extra_tax_data has_invalid_analytics is_account_reconcile
    is_downpayment is_imported is_refund is_same_currency is_storno journal_group_id no_followup
    parent_id payment_date product_category_id purchase_line_id purchase_line_warn_msg
    purchase_order_id reconcile_model_id reconciled_lines_excluding_exchange_diff_ids
    reconciled_lines_ids sale_line_ids sale_line_warn_msg search_account_id statement_id
    statement_line_id tax_calculation_rounding_method tax_tag_ids term_key`,
  'account.tax': `
    cash_basis_transition_account_id display_alternative_taxes_field has_message hide_tax_exigibility
    is_domestic is_used repartition_lines_str replacing_tax_ids tax_label
    ubl_cii_requires_exemption_reason ubl_cii_tax_category_code ubl_cii_tax_exemption_reason_code`,
  'account.tax.group': `
    advance_tax_payment_account_id country_code pos_receipt_label preceding_subtotal
    tax_payable_account_id tax_receivable_account_id`,
  'account.account': `
    account_stock_expense_id account_stock_variation_id code_mapping_ids code_store
    company_currency_id company_fiscal_country_code current_balance description display_mapping_tab
    group_id has_message include_initial_balance non_trade note opening_balance opening_credit
    opening_debit placeholder_code related_taxes_amount root_id tag_ids tax_ids used`,
  'account.journal': `
    access_token access_url access_warning account_fiscal_country_group_codes accounting_date
    alias_defaults alias_domain alias_domain_id alias_email alias_id alias_name
    available_invoice_template_pdf_report_ids available_payment_method_ids bank_acc_number bank_id
    bank_statements_source color company_partner_id country_code current_statement_balance
    default_account_type display_alias_fields display_invoice_template_pdf_report_id entries_count
    has_entries has_invalid_statements has_message has_posted_entries has_sequence_holes
    has_statement_lines has_unhashed_entries inbound_payment_method_line_ids
    incoming_einvoice_notification_email invoice_template_pdf_report_id is_self_billing
    journal_group_ids json_activity_data kanban_dashboard kanban_dashboard_graph last_statement_id
    loss_account_id name_placeholder non_deductible_account_id outbound_payment_method_line_ids
    profit_account_id selected_payment_method_codes sequence_override_regex
    show_fetch_in_einvoices_button show_on_dashboard show_refresh_out_einvoices_status_button
    suspense_account_id`,
  'account.payment.term': `
    currency_id display_on_invoice example_amount example_date example_invalid example_preview
    example_preview_discount fiscal_country_codes`,
  'account.fiscal.position': `
    account_ids account_map company_country_id fiscal_country_codes foreign_vat_header_mode
    is_domestic state_ids states_count tax_ids tax_map zip_from zip_to`,
  'account.analytic.plan': `
    account_count all_account_count applicability_ids children_count color description parent_path`,
  'account.analytic.account': `
    balance color credit currency_id debit has_message invoice_count line_ids purchase_order_count
    vendor_bill_count`,
  'res.partner': `
    account_move_count active_lang_count application_statistics autopost_bills
    available_invoice_template_pdf_report_ids available_peppol_eas avatar_1024 avatar_128 avatar_1920
    avatar_256 avatar_512 bank_account_count barcode buyer_id category_id channel_ids
    channel_member_ids color company_name company_registry_label company_registry_placeholder
    contact_address contact_address_inline contract_ids credit credit_limit credit_to_invoice
    currency_id days_sales_outstanding debit display_invoice_edi_format
    display_invoice_template_pdf_report_id duplicate_bank_partner_ids email_formatted
    email_normalized employee employee_ids employees_count fiscal_country_codes
    fiscal_country_group_codes global_location_number group_on group_rfq has_message
    ignore_abnormal_invoice_amount ignore_abnormal_invoice_date im_status image_1024 image_128
    image_1920 image_256 image_512 industry_id invoice_edi_format_store invoice_ids
    invoice_template_pdf_report_id is_blacklisted is_in_call is_peppol_edi_format is_public
    is_ubl_format main_user_id offline_since on_time_rate partner_company_registry_placeholder
    partner_latitude partner_longitude partner_share partner_vat_placeholder payment_token_count
    payment_token_ids perform_vies_validation phone_blacklisted phone_mobile_search phone_sanitized
    phone_sanitized_blacklisted picking_warn_msg properties properties_base_definition_id
    property_account_payable_id property_account_receivable_id property_product_pricelist
    property_purchase_currency_id property_stock_customer property_stock_supplier purchase_line_ids
    purchase_order_count purchase_warn_msg receipt_reminder_email ref_company_ids
    reminder_date_before_receipt rtc_session_ids sale_order_count sale_order_ids sale_warn_msg
    same_company_registry_partner_id same_vat_partner_id self show_credit_limit signup_type
    specific_property_product_pricelist state_id suggest_based_on suggest_days suggest_percent
    supplier_invoice_count total_invoiced trust type_address_label tz_offset use_partner_credit_limit
    user_id vat_label vies_valid`,
  'res.partner.bank': `
    bank_bic bank_city bank_country bank_email bank_id bank_name bank_phone bank_state bank_street
    bank_street2 bank_zip clearing_number color country_code currency_symbol
    duplicate_bank_partner_ids employee_has_multiple_bank_accounts employee_id employee_salary_amount
    employee_salary_amount_is_percentage has_iban_warning has_message has_money_transfer_warning
    journal_id lock_trust_fields money_transfer_service note partner_country_name
    partner_customer_rank partner_supplier_rank related_moves show_aba_routing
    user_has_group_validate_bank_account`,
  'res.company': `
    account_cash_basis_base_account_id account_default_pos_receivable_account_id
    account_discount_expense_allocation_id account_discount_income_allocation_id
    account_enabled_tax_country_ids account_fiscal_country_group_codes
    account_journal_early_pay_discount_gain_account_id
    account_journal_early_pay_discount_loss_account_id account_journal_suspense_account_id
    account_opening_date account_opening_journal_id account_opening_move_id
    account_production_wip_account_id account_production_wip_overhead_account_id
    account_purchase_receipt_fiscal_position_id account_stock_journal_id account_stock_valuation_id
    account_storno account_use_credit_limit alias_domain_id all_child_ids anglo_saxon_accounting
    annual_inventory_day annual_inventory_month automatic_entry_default_journal_id autopost_bills
    bank_account_code_prefix bank_ids bank_journal_ids batch_payment_sequence_id bounce_email
    bounce_formatted cash_account_code_prefix catchall_email catchall_formatted color company_details
    company_expense_allowed_payment_method_line_ids company_registry_placeholder
    company_vat_placeholder contract_expiration_notice_period cost_method
    currency_exchange_journal_id days_to_purchase default_cash_difference_expense_account_id
    default_cash_difference_income_account_id default_from_email display_account_storno
    display_invoice_amount_total_words display_invoice_tax_company_currency
    domestic_fiscal_position_id downpayment_account_id email_formatted email_primary_color
    email_secondary_color employee_properties_definition expects_chart_of_accounts
    expense_accrual_account_id expense_journal_id external_report_layout_id fiscal_position_ids
    fiscalyear_last_day fiscalyear_last_month font force_restrictive_audit_trail has_message
    has_received_warning_stock_sms horizon_days hr_presence_control_attendance
    hr_presence_control_email hr_presence_control_email_amount hr_presence_control_ip
    hr_presence_control_ip_list hr_presence_control_login iap_enrich_auto_done incoterm_id
    internal_transit_location_id inventory_period inventory_valuation invoice_terms
    invoice_terms_html is_company_details_empty layout_background layout_background_image
    link_qr_code logo logo_web multi_vat_foreign_country_ids nomenclature_id paperformat_id
    parent_ids parent_path po_double_validation po_double_validation_amount po_lock
    portal_confirmation_pay portal_confirmation_sign prepayment_percent price_difference_account_id
    primary_color qr_code quick_edit_mode quotation_validity_days report_footer report_header
    resource_calendar_id resource_calendar_ids restrictive_audit_trail revenue_accrual_account_id
    root_id sale_discount_product_id sale_onboarding_payment_method secondary_color security_lead
    snailmail_color snailmail_cover snailmail_duplex state_id stock_confirmation_type
    stock_mail_confirmation_template_id stock_move_email_validation
    stock_sms_confirmation_template_id stock_text_confirmation tax_cash_basis_journal_id
    tax_exigibility terms_type transfer_account_code_prefix transfer_account_id
    uninstalled_l10n_module_ids user_fiscalyear_lock_date user_hard_lock_date user_purchase_lock_date
    user_sale_lock_date user_tax_lock_date uses_default_logo vat_check_vies
    work_permit_expiration_notice_period`,
  'product.template': `
    account_tag_ids attribute_line_ids can_be_expensed can_image_1024_be_zoomed categ_id color
    combo_ids cost_currency_id cost_method currency_id description description_picking
    description_pickingin description_pickingout description_purchase expense_policy
    fiscal_country_codes has_available_route_ids has_configurable_attributes has_message image_1024
    image_128 image_1920 image_256 image_512 incoming_qty invoice_policy is_dynamically_created
    is_favorite is_product_variant is_storable location_id lot_sequence_id lot_valuated nbr_moves_in
    nbr_moves_out nbr_reordering_rules next_serial optional_product_ids outgoing_qty
    pricelist_rule_ids product_document_count product_document_ids product_properties product_tag_ids
    product_tooltip property_price_difference_account_id property_stock_inventory
    property_stock_production purchase_line_warn_msg purchase_method purchased_product_qty
    qty_available reordering_max_qty reordering_min_qty responsible_id route_from_categ_ids route_ids
    sale_delay sale_line_warn_msg sales_count seller_ids serial_prefix_format service_to_purchase
    service_tracking service_type show_forecasted_qty_status_button show_on_hand_qty_status_button
    show_qty_update_button standard_price tax_string tracking uom_ids
    valid_product_template_attribute_line_ids valuation variant_seller_ids virtual_available
    visible_expense_policy volume volume_uom_name warehouse_id weight weight_uom_name`,
  'product.product': `
    account_tag_ids additional_product_tag_ids all_product_tag_ids attribute_line_ids avg_cost
    can_be_expensed can_image_1024_be_zoomed can_image_variant_1024_be_zoomed categ_id code color
    combination_indices combo_ids company_currency_id cost_currency_id cost_method currency_id
    description description_picking description_pickingin description_pickingout description_purchase
    expense_policy fiscal_country_codes free_qty has_available_route_ids has_configurable_attributes
    has_message image_1024 image_128 image_1920 image_256 image_512 image_variant_1024
    image_variant_128 image_variant_1920 image_variant_256 image_variant_512 incoming_qty
    invoice_policy is_dynamically_created is_in_purchase_order is_in_selected_section_of_order
    is_product_variant is_storable location_id lot_properties_definition lot_sequence_id lot_valuated
    monthly_demand nbr_moves_in nbr_moves_out nbr_reordering_rules next_serial optional_product_ids
    orderpoint_ids outgoing_qty partner_ref price_extra pricelist_rule_ids
    product_catalog_product_is_in_sale_order product_document_count product_document_ids
    product_properties product_tag_ids product_template_attribute_value_ids
    product_template_variant_value_ids product_tooltip product_uom_ids product_variant_count
    product_variant_id product_variant_ids property_price_difference_account_id
    property_stock_inventory property_stock_production purchase_line_warn_msg purchase_method
    purchase_order_line_ids purchased_product_qty putaway_rule_ids qty_available reordering_max_qty
    reordering_min_qty responsible_id route_from_categ_ids route_ids sale_delay sale_line_warn_msg
    sales_count seller_ids serial_prefix_format service_to_purchase service_tracking service_type
    show_forecasted_qty_status_button show_on_hand_qty_status_button show_qty_update_button
    standard_price_update_warning stock_move_ids stock_quant_ids storage_category_capacity_ids
    suggest_estimated_price suggested_qty tax_string total_value tracking uom_ids valid_ean
    valid_product_template_attribute_line_ids valuation variant_seller_ids virtual_available
    visible_expense_policy volume volume_uom_name warehouse_id weight weight_uom_name`,
  'account.payment': `
    amount_available_for_refund amount_signed attachment_ids
    available_journal_ids available_partner_bank_ids available_payment_method_line_ids
    company_currency_id country_code duplicate_payment_ids expense_ids has_message is_sent
    need_cancel_request paired_internal_transfer_payment_id partner_bank_id payment_method_code
    payment_method_id payment_receipt_title payment_reference payment_token_id payment_transaction_id
    qr_code reconciled_bill_ids reconciled_bills_count reconciled_invoice_ids
    reconciled_invoices_count reconciled_invoices_type reconciled_statement_line_ids
    reconciled_statement_lines_count refunds_count require_partner_bank_account
    show_partner_bank_account source_payment_id suitable_payment_token_ids
    use_electronic_payment_method`,
  'account.payment.method.line': `
    available_payment_method_ids default_account_id payment_method_id payment_provider_id
    payment_provider_state`,
  'account.partial.reconcile': `
    company_currency_id draft_caba_move_vals`,
  'account.tax.repartition.line': `
    tag_ids tag_ids_domain`,
  'account.payment.term.line': `
    display_days_next_month`,
  'res.country.group': `
    pricelist_ids exclude_state_ids`,
  'res.currency': `
    iso_numeric inverse_rate rate_string position date currency_unit_label currency_subunit_label
    is_current_company_currency display_rounding_warning fiscal_country_codes`,
  'uom.uom': `
    fiscal_country_codes package_type_id parent_path product_uom_ids related_uom_ids route_ids`,
  'ir.model.data': `
   `,
  'ir.model.fields': `
    column1 column2 company_dependent currency_field group_expand groups
    related_field_id relation_field_id relation_table sanitize sanitize_attributes sanitize_form
    sanitize_overridable sanitize_style sanitize_tags selectable strip_classes strip_style`,
  'ir.actions.server': `
    allowed_states automated_name available_model_ids crud_model_id crud_model_name
    followers_partner_field_name followers_type has_message html_value ir_cron_ids link_field_id
    mail_post_autofollow mail_post_method partner_ids path resource_ref sequence_id show_code_history
    sms_method sms_template_id template_id update_field_type update_m2m_operation
    update_related_model_id value_field_to_show webhook_sample_payload`,
  'base.automation': `
    has_message model_is_mail_thread previous_domain trg_date_calendar_id trg_field_ref
    trg_field_ref_model_name`,
  'ir.ui.view': `
    arch_fs arch_prev arch_updated customize_show invalid_locators model_data_id warning_info`,
  'ir.attachment': `
    access_token db_datas has_thumbnail image_height image_src image_width index_content local_url
    original_id store_fname thumbnail voice_ids`,
  'mail.message': `
    account_audit_log_account_id account_audit_log_company_id account_audit_log_move_id
    account_audit_log_partner_id account_audit_log_preview account_audit_log_restricted
    account_audit_log_tax_id author_avatar author_guest_id call_history_ids channel_id child_ids
    email_add_signature email_layout_xmlid has_error has_sms_error incoming_email_cc
    incoming_email_to is_current_user_or_guest_author letter_ids linked_message_ids
    mail_activity_type_id mail_ids mail_server_id needaction notification_ids notified_partner_ids
    outgoing_email_to partner_ids pinned_at reaction_ids record_alias_domain_id record_company_id
    reply_to reply_to_force_new snailmail_error starred starred_partner_ids`,
};

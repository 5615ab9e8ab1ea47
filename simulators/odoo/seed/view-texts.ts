/**
 * The views that people extend, cut down to what one can hold on to: the elements with names that a real Odoo 19 has,
 * in its order, as far as their fields are simulated.
 */

export const MOVE_FORM = `
<form string="Account Entry">
  <header>
    <button name="action_post" string="Post" type="object" invisible="state != 'draft' or move_type != 'entry'"/>
    <button name="action_post" string="Confirm" type="object" invisible="state != 'draft' or move_type == 'entry'"/>
    <button name="action_invoice_sent" string="Send" type="object" invisible="state != 'posted'"/>
    <button name="action_register_payment" string="Pay" type="object" invisible="state != 'posted'"/>
    <button name="preview_invoice" string="Preview" type="object"/>
    <button name="action_reverse" string="Credit Note" type="object" invisible="state != 'posted'"/>
    <button name="button_cancel" string="Cancel" type="object" invisible="state != 'draft'"/>
    <button name="button_draft" string="Reset to Draft" type="object" invisible="state == 'draft'"/>
    <field name="state" widget="statusbar" statusbar_visible="draft,posted"/>
  </header>
  <sheet>
    <div name="button_box"/>
    <field name="company_id" invisible="1"/>
    <field name="move_type"/>
    <field name="name"/>
    <group>
      <group id="header_left_group">
        <field name="partner_id"/>
        <field name="ref" invisible="move_type != 'entry'"/>
        <field name="ref" invisible="move_type == 'entry'"/>
      </group>
      <group id="header_right_group">
        <field name="invoice_date"/>
        <field name="date"/>
        <field name="payment_reference"/>
        <field name="partner_bank_id"/>
        <div name="due_date">
          <field name="invoice_date_due"/>
          <field name="invoice_payment_term_id"/>
        </div>
        <field name="delivery_date"/>
        <div name="journal_div">
          <field name="journal_id"/>
          <div name="currency_div">
            <field name="currency_id"/>
          </div>
        </div>
      </group>
    </group>
    <notebook>
      <page id="invoice_tab" name="invoice_tab" string="Invoice Lines">
        <field name="invoice_line_ids">
          <list editable="bottom">
            <field name="sequence" widget="handle"/>
            <field name="product_id"/>
            <field name="name"/>
            <field name="quantity"/>
            <field name="product_uom_id"/>
            <field name="price_unit"/>
            <field name="discount"/>
            <field name="tax_ids"/>
            <field name="price_subtotal" column_invisible="parent.move_type == 'entry'"/>
          </list>
        </field>
        <field name="narration"/>
        <field name="amount_residual"/>
      </page>
      <page id="aml_tab" name="aml_tab" string="Journal Items">
        <field name="line_ids">
          <list editable="bottom">
            <field name="account_id"/>
            <field name="partner_id"/>
            <field name="name"/>
            <field name="tax_ids"/>
          </list>
        </field>
      </page>
      <page id="other_tab" name="other_info" string="Other Info">
        <group id="other_tab_group">
          <group name="sale_info_group" string="Invoice">
            <field name="invoice_user_id"/>
            <field name="invoice_origin"/>
          </group>
          <group name="accounting_info_group" string="Accounting">
            <field name="invoice_incoterm_id"/>
            <field name="fiscal_position_id"/>
            <field name="checked"/>
          </group>
        </group>
      </page>
    </notebook>
  </sheet>
  <chatter/>
</form>`;

export const INVOICE_LIST = `
<list string="Invoices" sample="1">
  <header>
    <button name="action_force_register_payment" type="object" string="Pay"/>
  </header>
  <field name="name"/>
  <field name="invoice_date"/>
  <field name="date" optional="hide"/>
  <field name="invoice_date_due" optional="show"/>
  <field name="invoice_origin" optional="hide"/>
  <field name="payment_reference" optional="hide"/>
  <field name="ref" optional="hide"/>
  <field name="invoice_user_id" optional="hide"/>
  <field name="activity_ids" widget="list_activity" optional="show"/>
  <field name="company_id" optional="hide"/>
  <field name="amount_untaxed_in_currency_signed" optional="show"/>
  <field name="amount_tax_signed" optional="hide"/>
  <field name="amount_total_in_currency_signed" optional="show"/>
  <field name="amount_residual_signed" optional="hide"/>
  <field name="currency_id" optional="hide"/>
  <field name="company_currency_id" column_invisible="1"/>
  <field name="status_in_payment" widget="badge"/>
  <field name="move_sent_values" optional="hide"/>
  <field name="move_type" column_invisible="1"/>
</list>`;

export const INVOICE_SEARCH = `
<search string="Search Invoice">
  <field name="name"/>
  <field name="ref"/>
  <field name="payment_reference"/>
  <field name="journal_id"/>
  <field name="partner_id"/>
  <field name="invoice_user_id"/>
  <field name="date"/>
  <filter name="myinvoices" string="My Invoices" domain="[('invoice_user_id', '=', uid)]"/>
  <separator/>
  <filter name="draft" string="Draft" domain="[('state', '=', 'draft')]"/>
  <filter name="posted" string="Posted" domain="[('state', '=', 'posted')]"/>
  <filter name="cancel" string="Cancelled" domain="[('state', '=', 'cancel')]"/>
  <filter name="not_sent" string="Not Sent" domain="[('is_move_sent', '=', False)]"/>
  <separator/>
  <filter name="out_invoice" string="Invoices" domain="[('move_type', '=', 'out_invoice')]"/>
  <filter name="out_refund" string="Credit Notes" domain="[('move_type', '=', 'out_refund')]"/>
  <separator/>
  <filter name="invoice_date" string="Invoice Date" date="invoice_date"/>
  <filter name="due_date" string="Due Date" date="invoice_date_due"/>
  <separator/>
  <filter name="late" string="Overdue" domain="[('state', '=', 'posted'), ('payment_state', 'in', ('not_paid', 'partial'))]"/>
  <group>
    <filter name="salesperson" string="Salesperson" context="{'group_by': 'invoice_user_id'}"/>
    <filter name="partner" string="Partner" context="{'group_by': 'partner_id'}"/>
    <filter name="status" string="Status" context="{'group_by': 'state'}"/>
  </group>
</search>`;

export const PARTNER_FORM = `
<form string="Partners">
  <sheet>
    <div name="button_box"/>
    <field name="company_type"/>
    <field name="name"/>
    <field name="email"/>
    <field name="phone"/>
    <group>
      <group>
        <field name="parent_id"/>
        <field name="street"/>
        <field name="zip"/>
        <field name="city"/>
        <div name="partner_address_country">
          <field name="country_id"/>
        </div>
      </group>
      <group>
        <div name="vat_vies_container">
          <field name="vat"/>
        </div>
        <field name="lang"/>
      </group>
    </group>
    <notebook>
      <page name="contact_addresses" string="Contacts"/>
      <page name="sales_purchases" string="Sales &amp; Purchase">
        <group name="container_row_2">
          <group name="sale" string="Sales">
            <field name="property_payment_term_id"/>
          </group>
          <group name="misc" string="Misc">
            <field name="company_registry"/>
            <field name="ref"/>
            <field name="company_id"/>
          </group>
        </group>
      </page>
      <page name="accounting" string="Invoicing"/>
      <page name="internal_notes" string="Notes">
        <field name="comment"/>
      </page>
    </notebook>
  </sheet>
  <chatter/>
</form>`;

export const PARTNER_LIST = `
<list string="Contacts" sample="1" multi_edit="1">
  <field name="complete_name"/>
  <field name="vat" optional="hide"/>
  <field name="email" optional="show"/>
  <field name="phone" optional="show"/>
  <field name="city" optional="show"/>
  <field name="country_id" optional="show"/>
</list>`;

export const PRODUCT_FORM = `
<form string="Product">
  <sheet name="product_form">
    <div name="button_box"/>
    <field name="name"/>
    <div name="options">
      <field name="sale_ok"/>
    </div>
    <notebook>
      <page string="General Information" name="general_information">
        <group>
          <group name="group_general">
            <field name="type"/>
          </group>
          <group name="group_standard_price">
            <field name="list_price"/>
            <field name="taxes_id"/>
            <field name="default_code"/>
          </group>
        </group>
      </page>
      <page string="Sales" name="sales"/>
    </notebook>
  </sheet>
  <chatter/>
</form>`;

export const PAYMENT_FORM = `
<form string="Register Payment">
  <header>
    <button name="action_post" string="Confirm" type="object" invisible="state != 'draft'"/>
    <button name="action_draft" string="Reset to Draft" type="object" invisible="state == 'draft'"/>
    <field name="state" widget="statusbar"/>
  </header>
  <sheet>
    <div name="button_box"/>
    <field name="name"/>
    <group name="main_group">
      <group name="group1">
        <field name="partner_id"/>
        <div name="amount_div">
          <field name="amount"/>
          <field name="currency_id"/>
        </div>
        <field name="date"/>
        <field name="memo"/>
      </group>
      <group name="group2">
        <field name="journal_id"/>
      </group>
    </group>
  </sheet>
  <chatter/>
</form>`;

export const COMPANY_FORM = `
<form string="Company">
  <sheet>
    <div name="button_box"/>
    <field name="name"/>
    <notebook colspan="4">
      <page string="General Information" name="general_info">
        <group>
          <group>
            <field name="partner_id" invisible="1"/>
            <field name="street"/>
            <field name="zip"/>
            <field name="city"/>
            <field name="country_id"/>
            <field name="vat"/>
            <field name="company_registry"/>
            <field name="currency_id"/>
          </group>
          <group>
            <field name="phone"/>
            <field name="email"/>
            <field name="website"/>
            <field name="parent_id"/>
          </group>
        </group>
      </page>
      <page string="Branches" name="branches"/>
    </notebook>
  </sheet>
</form>`;

export const TAX_FORM = `
<form string="Account Tax">
  <sheet>
    <group>
      <group>
        <field name="name"/>
        <field name="amount_type"/>
        <field name="active"/>
      </group>
      <group>
        <field name="type_tax_use"/>
        <field name="tax_scope"/>
        <field name="amount"/>
      </group>
    </group>
    <notebook>
      <page string="Definition" name="definition">
        <field name="invoice_repartition_line_ids"/>
        <field name="refund_repartition_line_ids"/>
      </page>
      <page string="Advanced Options" name="advanced_options">
        <group>
          <group>
            <field name="invoice_label"/>
            <field name="description"/>
            <field name="tax_group_id"/>
            <field name="country_id"/>
          </group>
          <group name="advanced_booleans">
            <field name="price_include_override"/>
            <field name="include_base_amount"/>
          </group>
        </group>
      </page>
    </notebook>
  </sheet>
</form>`;

export const TAX_LIST = `
<list string="Account Tax">
  <field name="sequence" widget="handle"/>
  <field name="name"/>
  <field name="description" optional="show"/>
  <field name="type_tax_use"/>
  <field name="tax_scope"/>
  <field name="invoice_label"/>
  <field name="active" widget="boolean_toggle"/>
</list>`;

export const TAX_SEARCH = `
<search string="Search Taxes">
  <field name="name"/>
  <field name="company_id"/>
  <filter name="sale" string="Sale" domain="[('type_tax_use', '=', 'sale')]"/>
  <filter name="purchase" string="Purchase" domain="[('type_tax_use', '=', 'purchase')]"/>
  <separator/>
  <filter name="active" string="Active" domain="[('active', '=', True)]"/>
  <filter name="inactive" string="Inactive" domain="[('active', '=', False)]"/>
</search>`;

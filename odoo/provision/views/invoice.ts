import type { Ids } from '../object.ts';
import type { Condition, ViewWriter } from './xml.ts';

/** What buttons start. */
export const INVOICE_BUTTONS = [
  'action_send',
  'action_preview',
  'action_compare',
  'action_resend',
  'action_open',
] as const;
type Buttons = (typeof INVOICE_BUTTONS)[number];

const ACCOUNTING = 'account.group_account_invoice,account.group_account_readonly';
const OPERATORS = 'account.group_account_manager';

const BADGE = [
  `widget="badge"`,
  `decoration-success="x_netvisor_state == 'sent'"`,
  `decoration-danger="x_netvisor_state == 'attention'"`,
  `decoration-info="x_netvisor_state in ('queued', 'sending')"`,
  `decoration-warning="x_netvisor_state in ('waiting', 'paying')"`,
  `decoration-muted="x_netvisor_state == 'ignored'"`,
].join(' ');

const NOT_HERE: Condition = ['x_netvisor_here', '=', false];
const NOT_POSTED: Condition = ['state', '!=', 'posted'];
const NOT_SENT: Condition = ['x_netvisor_key', '=', false];
const SENT: Condition = ['x_netvisor_key', '!=', false];
const UNDER_WAY: Condition = ['x_netvisor_state', 'in', ['queued', 'sending', 'waiting', 'paying', 'sent']];
const SENDING: Condition = ['x_netvisor_state', 'in', ['sending']];

/** Fields that conditions ask for; Odoo 16 wants them in the view. */
const ASKED = [
  'here',
  'key',
  'state',
  'url',
  'can_resend',
  'report',
  'sent_at',
  'number',
  'reference',
  'matched_at',
  'payments_synced_at',
  'data_name',
];

export function invoiceForm({ t, hide, list }: ViewWriter, id: Ids<Buttons>): string {
  const button = (name: Buttons, text: string, hidden: readonly Condition[], help: string): string =>
    `<button name="${id(name)}" type="action" string="${t(text)}" help="${t(help)}" groups="account.group_account_invoice" ${hide({ any: hidden })}/>`;
  const shown = (name: string): string => hide([name, '=', false]);
  return `<data>
    <xpath expr="//header/field[@name='state']" position="before">
      ${button('action_send', 'Send to Netvisor', [NOT_HERE, NOT_POSTED, UNDER_WAY], 'Sends the invoice to Netvisor, or tries again what failed.')}
      ${button('action_preview', 'Netvisor preview', [NOT_HERE, NOT_POSTED, SENT, SENDING], 'Shows what would be sent, and what would be in the way. Nothing is sent.')}
      ${button('action_compare', 'Resend to Netvisor', [NOT_HERE, NOT_POSTED, NOT_SENT, SENDING], 'Shows first what Netvisor holds now and each difference. Nothing is changed yet.')}
      ${button('action_resend', 'Edit in Netvisor', [NOT_HERE, NOT_POSTED, NOT_SENT, ['x_netvisor_can_resend', '=', false]], 'Replaces the invoice in Netvisor by this one.')}
      ${button('action_open', 'Open in Netvisor', [['x_netvisor_url', '=', false]], 'Opens the invoice in Netvisor.')}
    </xpath>
    <xpath expr="//sheet" position="before">
      <div class="alert alert-warning mb-0" role="alert" ${hide({ any: [NOT_HERE, ['x_netvisor_state', '!=', 'attention']] })}>
        <div class="fw-bold">${t('Netvisor: needs attention')}</div>
        <field name="x_netvisor_message" readonly="1" nolabel="1"/>
      </div>
    </xpath>
    <xpath expr="//notebook" position="inside">
      <page string="Netvisor" name="netvisor" groups="${ACCOUNTING}" ${hide(NOT_HERE)}>
        ${ASKED.map((name) => `<field name="x_netvisor_${name}" invisible="1"/>`).join('')}
        <div class="text-muted" ${hide(['x_netvisor_state', '!=', false])}>${t('Nothing has been sent to Netvisor.')}</div>
        <group ${shown('x_netvisor_state')}>
          <group>
            <field name="x_netvisor_state" string="${t('State')}" readonly="1" ${BADGE}/>
            <field name="x_netvisor_sent_at" readonly="1" ${shown('x_netvisor_sent_at')}/>
            <field name="x_netvisor_verified_at" readonly="1" ${shown('x_netvisor_key')}/>
            <field name="x_netvisor_matched_at" readonly="1" ${shown('x_netvisor_matched_at')}/>
            <field name="x_netvisor_payments_synced_at" readonly="1" ${shown('x_netvisor_payments_synced_at')}/>
          </group>
          <group>
            <field name="x_netvisor_number" readonly="1" ${shown('x_netvisor_number')}/>
            <field name="x_netvisor_reference" readonly="1" ${shown('x_netvisor_reference')}/>
            <field name="x_netvisor_key" readonly="1" ${shown('x_netvisor_key')}/>
          </group>
        </group>
        <group string="${t('What Netvisor holds')}" ${shown('x_netvisor_report')}>
          <field name="x_netvisor_report" readonly="1" nolabel="1" colspan="2"/>
        </group>
        <group string="${t('What happened')}" ${shown('x_netvisor_events')}>
          <field name="x_netvisor_events" readonly="1" nolabel="1" colspan="2">
            <${list} default_order="x_at desc, id desc">
              <field name="x_at"/>
              <field name="x_state" ${BADGE.replaceAll('x_netvisor_state', 'x_state')}/>
              <field name="x_reason" optional="show"/>
              <field name="x_detail" optional="hide" groups="${OPERATORS}"/>
            </${list}>
          </field>
        </group>
        <group string="${t('For support')}" groups="${OPERATORS}" ${shown('x_netvisor_state')}>
          <field name="x_netvisor_reason" readonly="1"/>
          <field name="x_netvisor_detail" readonly="1"/>
          <field name="x_netvisor_attempt" readonly="1"/>
          <field name="x_netvisor_mark" readonly="1"/>
        </group>
      </page>
    </xpath>
    <xpath expr="//page[@id='other_tab']//group[@name='sale_info_group']" position="inside">
      <field name="x_netvisor_data" string="${t('Netvisor data')}" filename="x_netvisor_data_name" readonly="1" groups="${ACCOUNTING}" ${hide({ any: [NOT_HERE, ['x_netvisor_data_name', '=', false]] })}/>
      <field name="x_netvisor_files" widget="many2many_binary" groups="${ACCOUNTING}" ${hide(NOT_HERE)}/>
    </xpath>
  </data>`;
}

/** One list for all kinds of invoices: Silta's columns and buttons are for those of customers. */
const NOT_SALES = `context.get('default_move_type') not in ('out_invoice', 'out_refund')`;

export function invoiceList({ t, hideColumn }: ViewWriter, id: Ids<'action_send_many'>): string {
  return `<data>
    <xpath expr="//header" position="inside">
      <button name="${id('action_send_many')}" type="action" string="${t('Send to Netvisor')}" groups="account.group_account_invoice" invisible="${NOT_SALES}"/>
    </xpath>
    <xpath expr="//field[@name='amount_residual_signed']" position="after">
      <field name="x_netvisor_sent_at" optional="show" ${hideColumn(NOT_SALES)}/>
      <field name="x_netvisor_state" string="${t('Netvisor')}" optional="show" ${BADGE} ${hideColumn(NOT_SALES)}/>
      <field name="x_netvisor_number" optional="hide" ${hideColumn(NOT_SALES)}/>
    </xpath>
  </data>`;
}

const SALES = `('move_type', 'in', ('out_invoice', 'out_refund'))`;

export function invoiceSearch({ t }: ViewWriter): string {
  const filter = (name: string, text: string, domain: string): string =>
    `<filter name="netvisor_${name}" string="${t(text)}" domain="[${SALES}, ${domain}]" invisible="context.get('default_move_type') in ('in_invoice', 'in_refund', 'in_receipt', 'entry')"/>`;
  const group = (name: string, text: string, field: string): string =>
    `<filter name="netvisor_by_${name}" string="${t(text)}" context="{'group_by': 'x_netvisor_${field}'}"/>`;
  return `<data>
    <xpath expr="//search/filter[@name='late']" position="after">
      <separator/>
      ${filter('attention', 'Netvisor: needs attention', `('x_netvisor_state', '=', 'attention')`)}
      ${filter('not_sent', 'Netvisor: not sent', `('state', '=', 'posted'), ('x_netvisor_key', '=', False), ('x_netvisor_state', 'in', (False, 'attention', 'ignored'))`)}
      ${filter('waiting', 'Netvisor: on its way', `('x_netvisor_state', 'in', ('queued', 'sending', 'waiting', 'paying'))`)}
      ${filter('sent', 'Netvisor: sent', `('x_netvisor_key', '!=', False)`)}
      ${filter('unverified', 'Netvisor: sent, not verified', `('x_netvisor_key', '!=', False), ('x_netvisor_verified_at', '=', False)`)}
    </xpath>
    <xpath expr="//search/group[last()]" position="inside">
      ${group('state', 'Netvisor state', 'state')}
      ${group('sent_at', 'Sent to Netvisor', 'sent_at')}
    </xpath>
    <xpath expr="//search/field[last()]" position="after">
      <field name="x_netvisor_number"/>
      <field name="x_netvisor_key"/>
    </xpath>
  </data>`;
}

import type { Ids } from '../object.ts';
import type { ViewWriter } from './xml.ts';

const STATE_BADGE = [
  `widget="badge"`,
  `decoration-success="x_netvisor_connection == 'open'"`,
  `decoration-warning="x_netvisor_connection == 'paused'"`,
  `decoration-danger="x_netvisor_connection == 'attention'"`,
].join(' ');

const SEEN_BY = 'account.group_account_manager,base.group_system';

/** Options and state of the connection: on the tab of the company form, and by themselves behind the menu. */
function content({ t, hide }: ViewWriter, id: Ids<'action_test'>): string {
  const field = (name: string, more = ''): string =>
    `<field name="x_netvisor_${name}"${more && ` ${more}`}/>`;
  return `
    <field name="x_netvisor_pin" invisible="1"/>
    <div class="alert alert-info" role="alert" ${hide(['x_netvisor_pin', '!=', false])}>
      ${t('This company is not connected to Netvisor.')}
    </div>
    <div class="text-muted" groups="!__netvisor__.group_options,!base.group_erp_manager">
      ${t('Who is in the group Netvisor options may change the options; an administrator adds people to it.')}
    </div>
    <group>
      <group string="${t('Sending')}">
        ${field('since')}
        ${field('send_on_confirm')}
        ${field('invoice_status', `placeholder="${t('Unsent: Netvisor delivers')}"`)}
        ${field('attachments', `placeholder="${t('None')}"`)}
        ${field('zero_total', `placeholder="${t('Are not sent')}"`)}
        ${field('paid', `placeholder="${t('Are not sent')}"`)}
        ${field('payment_method', hide(['x_netvisor_paid', '!=', 'with-payment']))}
        ${field('overdue_interest')}
      </group>
      <group string="${t('Connection')}">
        ${field('connection', `string="${t('State')}" readonly="1" ${STATE_BADGE}`)}
        ${field('connection_text', `readonly="1" nolabel="1" colspan="2" ${hide(['x_netvisor_connection_text', '=', false])}`)}
        ${field('swept_at', 'readonly="1"')}
        ${field('sent_count', 'readonly="1"')}
        ${field('attention_count', 'readonly="1"')}
        ${field('tested_at', 'readonly="1"')}
        <button name="${id('action_test')}" type="action" string="${t('Test connection')}" class="btn-secondary" colspan="2" ${hide(['x_netvisor_pin', '=', false])}/>
      </group>
      <group string="${t('Products')}">
        ${field('product_mode', `placeholder="${t('Each product on its own')}"`)}
        ${field('generic_product')}
      </group>
      <group string="${t('People')}">
        ${field('responsible', `domain="[('share', '=', False)]"`)}
        ${field('link', 'widget="url"')}
      </group>
    </group>
    <group string="${t('Result of the connection test')}" ${hide(['x_netvisor_test_report', '=', false])}>
      ${field('test_report', 'readonly="1" nolabel="1" colspan="2"')}
    </group>`;
}

export const companyForm = (writer: ViewWriter, id: Ids<'action_test'>): string => `<data>
    <xpath expr="//notebook" position="inside">
      <page string="Netvisor" name="netvisor" groups="${SEEN_BY}">${content(writer, id)}</page>
    </xpath>
  </data>`;

export const companyOptions = (
  writer: ViewWriter,
  id: Ids<'action_test'>,
): string => `<form create="0" delete="0" duplicate="0">
    <sheet>
      <div class="oe_title"><h1><field name="name" readonly="1"/></h1></div>
      ${content(writer, id)}
    </sheet>
  </form>`;

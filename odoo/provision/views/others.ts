import type { SendDialog } from '../version.ts';
import type { ViewWriter } from './xml.ts';

export const taxForm = ({ hide }: ViewWriter): string => `<data>
    <xpath expr="//field[@name='tax_scope']" position="after">
      <field name="x_netvisor_vat_code" ${hide(['type_tax_use', '!=', 'sale'])}/>
    </xpath>
  </data>`;

export const taxList = (): string => `<data>
    <xpath expr="//field[@name='type_tax_use']" position="after">
      <field name="x_netvisor_vat_code" optional="show"/>
    </xpath>
  </data>`;

export const taxSearch = ({ t }: ViewWriter): string => `<data>
    <xpath expr="//search/filter[last()]" position="after">
      <separator/>
      <filter name="netvisor_no_code" string="${t('Used in sales, without Netvisor VAT code')}" domain="[('type_tax_use', '=', 'sale'), ('x_netvisor_vat_code', '=', False)]"/>
    </xpath>
  </data>`;

export const partnerForm = (): string => `<data>
    <xpath expr="//page[@name='sales_purchases']//group[@name='misc']" position="inside">
      <field name="x_netvisor_operator"/>
    </xpath>
  </data>`;

/** "Send & Print" where Netvisor delivers (RULES 7). */
export const sendDialog =
  ({ before }: SendDialog) =>
  ({ t, hide }: ViewWriter): string => `<data>
    <xpath expr="${before.replaceAll('"', "'")}" position="before">
      <field name="x_netvisor_warning" invisible="1"/>
      <div class="alert alert-warning" role="alert" ${hide(['x_netvisor_warning', '=', false])}>
        ${t('Netvisor delivers this invoice to the customer. If it is sent from here too, the customer gets it twice. Company form, tab Netvisor: who delivers.')}
      </div>
    </xpath>
  </data>`;

import { fieldsOf, type FieldSpec } from '../fields/spec.ts';
import { one, wanted, type Ids, type Ref, type Value, type Wanted } from '../object.ts';
import type { OdooVersion, SendDialog } from '../version.ts';
import { companyForm, companyOptions } from '../views/company.ts';
import { INVOICE_BUTTONS, invoiceForm, invoiceList, invoiceSearch } from '../views/invoice.ts';
import { partnerForm, sendDialog, taxForm, taxList, taxSearch } from '../views/others.ts';
import { writeView, type ViewWriter } from '../views/xml.ts';

interface ViewSpec<Actions extends string> {
  readonly name: string;
  /** Where a person sees it. */
  readonly where: string;
  readonly model: string;
  /** External id of the view that it changes; without one it stands by itself. */
  readonly inherits?: string;
  /** Buttons in it: a view names an action by its number. */
  readonly actions: readonly Actions[];
  readonly body: (writer: ViewWriter, id: Ids<Actions>) => string;
}

function view<Actions extends string>(version: OdooVersion, spec: ViewSpec<Actions>): Wanted {
  const inherited: Readonly<Record<string, Ref>> = spec.inherits
    ? { inherited: { theirs: spec.inherits } }
    : {};
  const actions = Object.fromEntries(spec.actions.map((ours): [string, Ref] => [ours, { ours }]));
  const write = (id: Ids<Actions>) => writeView(version, (writer) => spec.body(writer, id));
  return wanted({
    name: spec.name,
    model: 'ir.ui.view',
    what: `view "${spec.where}"`,
    needs: { ...inherited, ...actions } as Readonly<Record<Actions | 'inherited', Ref>>,
    values: (id): Record<string, Value> => ({
      name: `Netvisor: ${spec.where}`,
      model: spec.model,
      ...(spec.inherits ? { inherit_id: one(id('inherited')), mode: 'extension' } : { mode: 'primary' }),
      priority: 99,
      arch: write(id).arch,
      active: true,
    }),
    // The terms do not depend on the numbers of the actions.
    texts: { arch_db: write(() => 0).terms },
  });
}

export function views(version: OdooVersion): readonly Wanted[] {
  const invoices = { model: 'account.move' } as const;
  const taxes = { model: 'account.tax', actions: [] } as const;
  const test = ['action_test'] as const;
  return [
    view(version, {
      ...invoices,
      name: 'view_invoice_form',
      where: 'tab and buttons on invoices',
      inherits: 'account.view_move_form',
      actions: INVOICE_BUTTONS,
      body: invoiceForm,
    }),
    view(version, {
      ...invoices,
      name: 'view_invoice_list',
      where: 'columns in the list of invoices',
      inherits: 'account.view_invoice_tree',
      actions: ['action_send_many'],
      body: invoiceList,
    }),
    view(version, {
      ...invoices,
      name: 'view_invoice_search',
      where: 'filters for invoices',
      inherits: 'account.view_account_invoice_filter',
      actions: [],
      body: invoiceSearch,
    }),
    view(version, {
      ...taxes,
      name: 'view_tax_form',
      where: 'VAT code on taxes',
      inherits: 'account.view_tax_form',
      body: taxForm,
    }),
    view(version, {
      ...taxes,
      name: 'view_tax_list',
      where: 'VAT code in the list of taxes',
      inherits: 'account.view_tax_tree',
      body: taxList,
    }),
    view(version, {
      ...taxes,
      name: 'view_tax_search',
      where: 'filter for taxes',
      inherits: 'account.view_account_tax_search',
      body: taxSearch,
    }),
    view(version, {
      name: 'view_partner_form',
      where: 'e-invoice operator on contacts',
      model: 'res.partner',
      inherits: 'base.view_partner_form',
      actions: [],
      body: partnerForm,
    }),
    view(version, {
      name: 'view_company_form',
      where: 'tab on the company',
      model: 'res.company',
      inherits: 'base.view_company_form',
      actions: test,
      body: companyForm,
    }),
    view(version, {
      name: 'view_company_options',
      where: 'options behind the menu',
      model: 'res.company',
      actions: test,
      body: companyOptions,
    }),
    ...version.dialogs.map((dialog) =>
      view(version, {
        name: `view_${dialog.view}`,
        where: `warning in ${dialog.model}`,
        model: dialog.model,
        inherits: `account.${dialog.view}`,
        actions: [],
        body: sendDialog(dialog),
      }),
    ),
  ];
}

/** For those who may see and change the options without the Settings. */
export function menu(): Wanted {
  return wanted({
    name: 'menu_options',
    model: 'ir.ui.menu',
    what: 'menu Invoicing → Configuration → Netvisor',
    needs: { parent: { theirs: 'account.menu_finance_configuration' }, action: { ours: 'action_options' } },
    values: (id) => ({
      name: 'Netvisor',
      parent_id: one(id('parent')),
      action: `ir.actions.server,${id('action')}`,
      sequence: 90,
      active: true,
    }),
  });
}

const warning = (invoices: string): string => `for dialog in self:
    warn = False
    for move in dialog.${invoices}:
        company = move.company_id.sudo()
        there = move.x_netvisor_key or move.x_netvisor_state in ('queued', 'sending', 'waiting', 'paying', 'sent')
        if there and company.x_netvisor_pin and company.x_netvisor_invoice_status != 'open':
            warn = True
    dialog['x_netvisor_warning'] = warn`;

/** Whether the dialog must warn; there is one for each dialog that this Odoo has. */
export const dialogFields = ({ dialogs }: OdooVersion): readonly FieldSpec[] =>
  dialogs.map(({ model, invoices }: SendDialog) =>
    fieldsOf(model)('warning', 'Netvisor delivers', 'boolean', {
      compute: { depends: invoices, code: warning(invoices), kept: 'not stored' },
    }),
  );

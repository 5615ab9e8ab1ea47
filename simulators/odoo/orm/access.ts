import { accessError } from '../errors.ts';

export const OPERATIONS = ['read', 'write', 'create', 'unlink'] as const;
export type Operation = (typeof OPERATIONS)[number];

type Rights = Partial<Record<Operation, readonly string[]>>;

const SYSTEM = ['base.group_system'];
const INVOICING = ['account.group_account_invoice', 'account.group_account_manager'];
const ACCOUNTING = ['account.group_account_manager'];
/** Without it the plans stay closed, although the accounts in them are open to invoicing. */
const ANALYTIC = ['analytic.group_analytic_accounting'];
const everything = (groups: readonly string[]): Rights => ({
  read: groups,
  write: groups,
  create: groups,
  unlink: groups,
});
const readBy = (groups: readonly string[], changed: readonly string[]): Rights => ({
  ...everything(changed),
  read: [...groups, ...changed],
});
const USER = ['base.group_user'];

/**
 * Who may do what, by groups (external API reference, rights). An operation that is not listed for a model
 * is open to nobody; Odoo's texts about it list the groups, and so do these.
 */
const RIGHTS: Readonly<Record<string, Rights>> = {
  'account.move': everything(INVOICING),
  'account.move.line': everything(INVOICING),
  'res.partner': readBy(USER, ['base.group_partner_manager']),
  'res.partner.bank': readBy(USER, ['base.group_partner_manager']),
  'product.product': readBy(USER, ['product.group_product_manager']),
  'product.template': readBy(USER, ['product.group_product_manager']),
  'uom.uom': readBy(USER, SYSTEM),
  'account.tax': readBy([...USER, ...INVOICING], ACCOUNTING),
  'account.tax.group': readBy([...USER, ...INVOICING], ACCOUNTING),
  'account.tax.repartition.line': readBy([...USER, ...INVOICING], ACCOUNTING),
  'account.incoterms': readBy(INVOICING, ACCOUNTING),
  'account.cash.rounding': readBy(INVOICING, ACCOUNTING),
  'account.payment': everything(INVOICING),
  'account.payment.method.line': readBy(INVOICING, ACCOUNTING),
  'account.partial.reconcile': everything(INVOICING),
  'account.full.reconcile': everything(INVOICING),
  'account.account': readBy(INVOICING, ACCOUNTING),
  'account.journal': readBy(INVOICING, ACCOUNTING),
  'account.payment.term': readBy(USER, ACCOUNTING),
  'account.payment.term.line': readBy(USER, ACCOUNTING),
  'account.fiscal.position': readBy(USER, ACCOUNTING),
  'account.analytic.plan': everything(ANALYTIC),
  'account.analytic.account': readBy(INVOICING, ANALYTIC),
  'res.company': readBy(USER, SYSTEM),
  'res.currency': readBy(USER, SYSTEM),
  'res.currency.rate': readBy(USER, ACCOUNTING),
  'res.country': readBy(USER, SYSTEM),
  'res.country.group': readBy(USER, SYSTEM),
  'res.lang': readBy(USER, SYSTEM),
  'res.users': readBy(USER, SYSTEM),
  'res.users.apikeys': { read: USER },
  'res.groups': readBy(USER, SYSTEM),
  'ir.module.module': readBy(USER, SYSTEM),
  'ir.attachment': everything(USER),
  'mail.message': everything(USER),
  'mail.activity': everything(USER),
  'mail.activity.type': readBy(USER, SYSTEM),
  'mail.message.subtype': readBy(USER, SYSTEM),
  'mail.tracking.value': everything(SYSTEM),
  'ir.model': everything(SYSTEM),
  'ir.model.fields': everything(SYSTEM),
  'ir.model.fields.selection': everything(SYSTEM),
  'ir.model.data': everything(['base.group_erp_manager', ...SYSTEM]),
  'ir.actions.server': everything(SYSTEM),
  'ir.config_parameter': everything(SYSTEM),
};

export function groupsFor(model: string, operation: Operation): readonly string[] {
  return RIGHTS[model]?.[operation] ?? [];
}

const VERBS: Record<Operation, string> = {
  read: 'access',
  write: 'modify',
  create: 'create',
  unlink: 'delete',
};

/** The refusal of a model as a whole; its text names the groups that would be needed. */
export function refusedModel(label: string, model: string, operation: Operation, groups: readonly string[]) {
  const allowed =
    groups.length > 0
      ? `This operation is allowed for the following groups:\n${groups.map((g) => `\t- ${g}`).join('\n')}`
      : 'No group currently allows this operation.';
  return accessError(
    `You are not allowed to ${VERBS[operation]} '${label}' (${model}) records.\n\n${allowed}\n\n` +
      'Contact your administrator to request access if necessary.',
  );
}

/** The refusal of single records by a record rule (here: another company's, or another person's file). */
export function refusedRecords(model: string, ids: readonly number[], operation: Operation, user: string) {
  return accessError(
    `Uh-oh! Looks like you have stumbled upon some top-secret records.\n\n` +
      `Sorry, ${user} doesn't have '${operation}' access to:\n` +
      ids.map((id) => `- ${model}(${id})`).join('\n'),
  );
}

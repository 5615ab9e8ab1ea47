import type { Seeder } from './seeder.ts';

/** Name as Odoo's refusals show it, and what the group implies (real Odoo 19). */
const GROUPS = [
  ['base.group_user', 'Role / User', []],
  ['base.group_erp_manager', 'Access Rights', ['base.group_user']],
  ['base.group_partner_manager', 'Contact/Creation', []],
  ['product.group_product_manager', 'Products/Create', []],
  [
    'base.group_system',
    'Role / Administrator',
    ['base.group_erp_manager', 'base.group_partner_manager', 'product.group_product_manager'],
  ],
  ['account.group_account_readonly', 'Show Accounting Features - Readonly', ['base.group_user']],
  ['account.group_account_invoice', 'Accounting/Invoicing', ['base.group_user']],
  ['account.group_account_manager', 'Accounting/Administrator', ['account.group_account_invoice']],
  ['analytic.group_analytic_accounting', 'Analytic Accounting', []],
] as const;

const SHORT: Readonly<Record<string, string>> = {
  user: 'base.group_user',
  rights: 'base.group_erp_manager',
  system: 'base.group_system',
  contact: 'base.group_partner_manager',
  product: 'product.group_product_manager',
  readonly: 'account.group_account_readonly',
  invoice: 'account.group_account_invoice',
  manager: 'account.group_account_manager',
  analytic: 'analytic.group_analytic_accounting',
};

/**
 * Who may do what: group and the first letters of read, write, create, unlink (rows of ir.model.access in a real
 * Odoo 19, for the groups that are simulated). A model that is not listed is open to nobody.
 */
const ACCESS: Readonly<Record<string, string>> = {
  'account.account': 'user:r contact:r readonly:r invoice:r manager:rwcu',
  'account.analytic.account': 'user:r analytic:rwcu',
  'account.analytic.plan': 'analytic:rwcu',
  'account.cash.rounding': 'readonly:r invoice:rwcu',
  'account.fiscal.position': 'user:r manager:rwcu',
  'account.full.reconcile': 'readonly:r invoice:rwcu',
  'account.incoterms': 'user:r manager:rwcu',
  'account.journal': 'readonly:r invoice:r manager:rwcu',
  'account.move': 'readonly:r invoice:rwcu manager:r',
  'account.move.line': 'readonly:r invoice:rwcu manager:r',
  'account.partial.reconcile': 'readonly:r invoice:rwcu',
  'account.payment': 'readonly:r invoice:rwcu',
  'account.payment.method.line': 'user:r invoice:rwcu',
  'account.payment.term': 'user:r manager:rwcu',
  'account.payment.term.line': 'user:r manager:rwcu',
  'account.tax': 'user:r readonly:r invoice:r manager:rwcu',
  'account.tax.group': 'user:r readonly:r invoice:r manager:rwcu',
  'account.tax.repartition.line': 'user:r readonly:r invoice:r manager:rwcu',
  'base.automation': 'system:rwcu',
  'ir.actions.server': 'system:rwcu',
  'ir.attachment': 'user:rwcu',
  'ir.config_parameter': 'system:rwcu',
  'ir.model': 'rights:rwcu',
  'ir.model.access': 'rights:rwcu',
  'ir.model.data': 'rights:rwcu',
  'ir.model.fields': 'rights:rwcu',
  'ir.model.fields.selection': 'rights:rwcu',
  'ir.module.module': 'user:r system:rwcu',
  'ir.rule': 'rights:rwcu',
  'ir.ui.view': 'system:rwcu',
  'mail.activity': 'user:rwcu',
  'mail.activity.type': 'user:r system:rwcu',
  'mail.message': 'user:rwcu',
  'mail.message.subtype': 'user:r system:rwcu',
  'mail.tracking.value': 'system:rwcu',
  'product.product': 'user:r readonly:r product:rwcu',
  'product.template': 'user:r product:rwcu',
  'res.company': 'user:r rights:rwcu',
  'res.country': 'user:r contact:r system:rwcu',
  'res.country.group': 'user:r contact:rwcu',
  'res.currency': 'user:r system:rwcu manager:rwcu',
  'res.currency.rate': 'user:r system:rwcu manager:rwcu',
  'res.groups': 'user:r rights:rwcu',
  'res.lang': 'user:r system:rwcu',
  'res.partner': 'user:r contact:rwcu manager:r',
  'res.partner.bank': 'user:r contact:rwcu',
  'res.users': 'user:r rights:rwcu',
  'res.users.apikeys': 'user:r',
  'uom.uom': 'user:r product:rwcu system:rwcu',
};

const LETTERS = { perm_read: 'r', perm_write: 'w', perm_create: 'c', perm_unlink: 'u' } as const;

/** The groups of a fresh database with what they may do; ids by external id. */
export function seedAccess(seed: Seeder): Readonly<Record<string, number>> {
  const groups: Record<string, number> = {};
  for (const [id, name, implied] of GROUPS) {
    const implied_ids = implied.map((other) => groups[other] ?? 0);
    groups[id] = seed.put(
      'res.groups',
      { name, implied_ids, api_key_duration: id === 'base.group_user' ? 90 : 0 },
      id,
    );
  }
  for (const [model, list] of Object.entries(ACCESS)) {
    const model_id = seed.where('ir.model', 'model', model);
    for (const entry of list.split(' ')) {
      const [short = '', letters = ''] = entry.split(':');
      const group = SHORT[short] ?? '';
      const perms = Object.fromEntries(
        Object.entries(LETTERS).map(([perm, letter]) => [perm, letters.includes(letter)]),
      );
      seed.put('ir.model.access', {
        name: `${model} ${short}`,
        model_id,
        group_id: groups[group] ?? false,
        ...perms,
      });
    }
  }
  return groups;
}

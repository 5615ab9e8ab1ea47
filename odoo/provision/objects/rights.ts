import { LINK_MODEL } from '../fields.ts';
import { many, one, wanted, type Ref, type Value, type Wanted } from '../object.ts';
import type { OdooVersion } from '../version.ts';

/** Days that a key of Silta's user may last where Odoo makes keys expire. */
export const KEY_DAYS = 365;

/** What Silta's user reads. Beyond this it has only what every internal user has. */
export const READABLE = [
  'account.move',
  'account.move.line',
  'account.partial.reconcile',
  'account.tax',
  'account.tax.repartition.line',
  'account.journal',
  'account.account',
  'account.payment.term',
  'account.payment.term.line',
  'account.incoterms',
  'account.analytic.account',
  'account.analytic.plan',
  'product.product',
  'product.template',
  'uom.uom',
  'res.partner',
  'res.currency',
  'res.country',
  'res.company',
  LINK_MODEL,
] as const;

/** Models on which Odoo's modules narrow what somebody sees by group: Silta sees all of its company. */
const UNNARROWED = ['account.move', 'account.move.line'] as const;

const GROUP = { silta: { ours: 'group_silta' } } as const;
const dotless = (model: string): string => model.replaceAll('.', '_');

export function rights(version: OdooVersion): readonly Wanted[] {
  const groups: readonly Wanted[] = [
    wanted({
      name: 'group_silta',
      model: 'res.groups',
      what: 'group "Silta", for the user that Silta works as',
      needs: { internal: { theirs: 'base.group_user' } },
      values: (id): Record<string, Value> => ({
        name: 'Silta',
        implied_ids: many(id('internal')),
        comment: 'May read what goes to Netvisor, and nothing else. For the user that Silta works as.',
        ...(version.keys === 'expire' && { api_key_duration: KEY_DAYS }),
      }),
      texts: {
        comment: 'May read what goes to Netvisor, and nothing else. For the user that Silta works as.',
      },
    }),
    wanted({
      name: 'group_options',
      model: 'res.groups',
      what: 'group "Netvisor options", for accounting managers who may change them',
      needs: { managers: { theirs: 'account.group_account_manager' } },
      values: (id): Record<string, Value> => ({
        name: 'Netvisor options',
        implied_ids: many(id('managers')),
        comment: 'May change the company, and with it the options on its tab Netvisor.',
      }),
      texts: {
        name: 'Netvisor options',
        comment: 'May change the company, and with it the options on its tab Netvisor.',
      },
    }),
  ];
  return version.access === 'unknown' ? groups : [...groups, ...accesses()];
}

function accesses(): readonly Wanted[] {
  return [
    ...READABLE.map((model) => access(`silta_${dotless(model)}`, model, GROUP, 'read')),
    access('link_invoicing', LINK_MODEL, { group: { theirs: 'account.group_account_invoice' } }, 'read'),
    access('link_readonly', LINK_MODEL, { group: { theirs: 'account.group_account_readonly' } }, 'read'),
    access('options_company', 'res.company', { group: { ours: 'group_options' } }, 'write'),
    rule(
      'link_company',
      LINK_MODEL,
      `['|', ('x_company_id', '=', False), ('x_company_id', 'in', company_ids)]`,
    ),
    ...UNNARROWED.map((model) => rule(`silta_${dotless(model)}`, model, `[(1, '=', 1)]`, GROUP)),
  ];
}

function access(name: string, model: string, group: Record<string, Ref>, right: 'read' | 'write'): Wanted {
  const needs: Readonly<Record<string, Ref>> = { ...group, model: { model } };
  return wanted({
    name: `access_${name}`,
    model: 'ir.model.access',
    what: `right to ${right} ${model}, of ${Object.values(group).map(nameOf).join()}`,
    needs,
    values: (id): Record<string, Value> => ({
      name: `Netvisor: ${name}`,
      model_id: one(id('model')),
      group_id: one(id(Object.keys(group).join())),
      perm_read: true,
      perm_write: right === 'write',
      perm_create: false,
      perm_unlink: false,
      active: true,
    }),
  });
}

/** Without a group it narrows everybody, with one it widens what the group sees. */
function rule(name: string, model: string, domain: string, group: Record<string, Ref> = {}): Wanted {
  const needs: Readonly<Record<string, Ref>> = { ...group, model: { model } };
  return wanted({
    name: `rule_${name}`,
    model: 'ir.rule',
    what: `rule about ${model}`,
    needs,
    values: (id): Record<string, Value> => ({
      name: `Netvisor: ${name}`,
      model_id: one(id('model')),
      domain_force: domain,
      groups: many(...Object.keys(group).map(id)),
      perm_read: true,
      perm_write: Object.keys(group).length === 0,
      perm_create: Object.keys(group).length === 0,
      perm_unlink: Object.keys(group).length === 0,
      active: true,
    }),
  });
}

function nameOf(ref: Ref): string {
  if ('ours' in ref) return ref.ours;
  return 'theirs' in ref ? ref.theirs : '';
}

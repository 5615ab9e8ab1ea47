import { many, ofCompany, one, wanted, type Ref, type Value, type Wanted } from '../object.ts';
import type { OdooVersion } from '../version.ts';
import { codeOf } from './actions.ts';

interface AutomationSpec {
  readonly name: string;
  readonly title: string;
  readonly model: 'account.move' | 'res.company';
  readonly trigger: 'on_create_or_write' | 'on_unlink';
  /** What holds before the change; not asked where a record is created. */
  readonly before?: string;
  readonly after: string;
  /** Fields whose change sets it off. */
  readonly fields: readonly string[];
  readonly code: string;
}

const SALES = `('move_type', 'in', ['out_invoice', 'out_refund'])`;

/**
 * Whatever the guard has to look at, and nothing else: it must not run on each draft that is made, nor on any
 * invoice that Netvisor has never heard of.
 */
const TOUCHED = `'|', '|', '|', ('x_netvisor_key', '!=', False), ('x_netvisor_attempt', '!=', False), ('x_netvisor_state', 'in', ['queued', 'sending', 'waiting', 'paying', 'sent']), ('x_netvisor_open', '=', True)`;

const AUTOMATIONS: readonly AutomationSpec[] = [
  {
    name: 'guard_change',
    title: 'Netvisor: no reset to draft of what was sent',
    model: 'account.move',
    trigger: 'on_create_or_write',
    before: `[('state', '=', 'posted'), ${SALES}]`,
    after: `[('state', 'in', ['draft', 'cancel']), ${SALES}, ${TOUCHED}]`,
    fields: ['state'],
    code: codeOf('guard.py', 'change'),
  },
  {
    name: 'guard_delete',
    title: 'Netvisor: no deletion of what was sent',
    model: 'account.move',
    trigger: 'on_unlink',
    after: `[${SALES}, ${TOUCHED}]`,
    fields: [],
    code: codeOf('guard.py', 'delete'),
  },
  {
    name: 'send_on_confirm',
    title: 'Netvisor: send when confirmed',
    model: 'account.move',
    trigger: 'on_create_or_write',
    before: `[('state', '!=', 'posted')]`,
    after: `[('state', '=', 'posted'), ${SALES}, ('company_id.x_netvisor_send_on_confirm', '=', True)]`,
    fields: ['state'],
    code: codeOf('confirm.py'),
  },
];

/** Silta's own writes never fit: it writes neither of the fields, and closes what is open. */
const HINTS: readonly AutomationSpec[] = [
  {
    name: 'hint_invoices',
    title: 'Netvisor: tell what is asked for',
    model: 'account.move',
    trigger: 'on_create_or_write',
    after: `[('x_netvisor_open', '=', True)]`,
    fields: ['x_netvisor_request', 'x_netvisor_look'],
    code: codeOf('hint.py'),
  },
  {
    name: 'hint_companies',
    title: 'Netvisor: tell that a test is asked for',
    model: 'res.company',
    trigger: 'on_create_or_write',
    after: `[('x_netvisor_test', '!=', False)]`,
    fields: ['x_netvisor_test'],
    code: codeOf('hint.py'),
  },
];

/** Rules that Odoo follows by itself. `webhookUrl`: where what is asked for is told, for this company. */
export function automations(
  version: OdooVersion,
  company: number,
  webhookUrl: string | undefined,
  others: 'others have hints' | 'no others',
): readonly Wanted[] {
  const possible = version.webhooks === 'possible';
  const own = possible && webhookUrl !== undefined ? [hint(company, webhookUrl)] : [];
  const hints = own.length > 0 || (possible && others === 'others have hints') ? HINTS : [];
  return [...own, ...[...AUTOMATIONS, ...hints].flatMap((spec) => automation(version, spec))];
}

/** Outgoing call; its content is not believed, so it carries no field of the record. */
function hint(company: number, webhookUrl: string): Wanted {
  return wanted({
    name: ofCompany('hint', company),
    model: 'ir.actions.server',
    what: `webhook of company ${company}`,
    needs: { model: { model: 'res.company' } },
    values: (id) => ({
      name: 'Silta hint',
      model_id: one(id('model')),
      state: 'webhook',
      webhook_url: webhookUrl,
    }),
  });
}

function automation(version: OdooVersion, spec: AutomationSpec): readonly Wanted[] {
  const fields = Object.fromEntries(
    spec.fields.map((field): [string, Ref] => [`field ${field}`, { field, of: spec.model }]),
  );
  const needs = { ...fields, model: { model: spec.model } };
  const rule = (id: (need: string) => number): Record<string, Value> => ({
    name: spec.title,
    model_id: one(id('model')),
    trigger: spec.trigger,
    filter_pre_domain: spec.before ?? '',
    filter_domain: spec.after,
    trigger_field_ids: many(...Object.keys(fields).map(id)),
    active: true,
  });
  const what = `automation "${spec.title}"`;
  if (version.automations === 'one action') {
    const values = (id: (need: string) => number): Record<string, Value> => ({
      ...rule(id),
      state: 'code',
      code: spec.code,
    });
    return [wanted({ name: spec.name, model: 'base.automation', what, needs, values })];
  }
  return [
    wanted({ name: spec.name, model: 'base.automation', what, needs, values: rule }),
    wanted({
      name: `${spec.name}_action`,
      model: 'ir.actions.server',
      what: `action of ${what}`,
      needs: { model: { model: spec.model }, automation: { ours: spec.name } },
      values: (id) => ({
        model_id: one(id('model')),
        state: 'code',
        code: spec.code,
        usage: 'base_automation',
        base_automation_id: one(id('automation')),
      }),
      // 17 and 18 make up a name by themselves.
      atFirst: { name: spec.title },
    }),
  ];
}

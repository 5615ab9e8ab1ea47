import { readFileSync } from 'node:fs';
import { many, one, wanted, type Ref, type Value, type Wanted } from '../object.ts';
import type { OdooVersion } from '../version.ts';

const source = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8').trim();

/** Code of an action; `verb` is put before it where several actions share one file. */
export function codeOf(file: string, verb?: string): string {
  return verb === undefined ? source(`actions/${file}`) : `verb = '${verb}'\n${source(`actions/${file}`)}`;
}

const INVOICING: Ref = { theirs: 'account.group_account_invoice' };
const ACCOUNTING_MANAGERS: Ref = { theirs: 'account.group_account_manager' };

interface ActionSpec {
  readonly name: string;
  readonly title: string;
  readonly model: 'account.move' | 'res.company';
  readonly code: string;
  readonly groups: Readonly<Record<string, Ref>>;
  /** Offers it in the menu of a list's selection. */
  readonly binding?: 'list';
}

function action(version: OdooVersion, { name, title, model, code, groups, binding }: ActionSpec): Wanted {
  const needs: Readonly<Record<string, Ref>> = { ...groups, model: { model } };
  return wanted({
    name,
    model: 'ir.actions.server',
    what: `button "${title}"`,
    needs,
    values: (id): Record<string, Value> => ({
      name: title,
      model_id: one(id('model')),
      state: 'code',
      code,
      [version.groups]: many(...Object.keys(groups).map(id)),
      ...(binding && { binding_model_id: one(id('model')), binding_view_types: binding }),
    }),
    texts: { name: title },
  });
}

const invoicing = { invoicing: INVOICING };
const managers = { managers: ACCOUNTING_MANAGERS };

/** What Silta itself runs, and what people press. */
export function serverActions(version: OdooVersion): readonly Wanted[] {
  const onInvoices = (name: string, title: string, code: string, more: Partial<ActionSpec> = {}): Wanted =>
    action(version, { name, title, model: 'account.move', code, groups: invoicing, ...more });
  const list = { binding: 'list' } as const;
  return [
    {
      ...action(version, {
        name: 'silta_action',
        title: 'Silta',
        model: 'account.move',
        code: source('silta-action.py'),
        groups: { silta: { ours: 'group_silta' } },
      }),
      what: 'server action "Silta"',
    },
    onInvoices('action_send', 'Send to Netvisor', codeOf('request.py', 'send')),
    onInvoices('action_preview', 'Netvisor preview', codeOf('request.py', 'preview')),
    onInvoices('action_compare', 'Resend to Netvisor', codeOf('request.py', 'compare')),
    onInvoices('action_resend', 'Edit in Netvisor', codeOf('request.py', 'resend')),
    onInvoices('action_open', 'Open in Netvisor', codeOf('open.py')),
    onInvoices('action_send_many', 'Send selected invoices to Netvisor', codeOf('request.py', 'send'), list),
    onInvoices('action_retry', 'Retry sending to Netvisor', codeOf('request.py', 'retry'), list),
    action(version, {
      name: 'action_test',
      title: 'Test connection',
      model: 'res.company',
      code: codeOf('test.py'),
      groups: { ...managers, settings: { theirs: 'base.group_system' } },
    }),
    action(version, {
      name: 'action_options',
      title: 'Netvisor',
      model: 'res.company',
      code: codeOf('options.py'),
      groups: { ...managers, settings: { theirs: 'base.group_system' } },
    }),
  ];
}

import { fieldsGet, idsOf, reference } from './rpc.ts';
import type { OdooTransport } from '../transport.ts';

/**
 * All that differs between Odoo 16 and 20 and matters here, told by the fields that a database has and not by its
 * version number (Odoo external API, 5.1–5.5).
 */
export interface OdooVersion {
  /** Groups of an action or a user: `group_ids` from 19. */
  readonly groups: 'groups_id' | 'group_ids';
  /** Root of a list view: `list` from 18. */
  readonly list: 'tree' | 'list';
  /** When something is hidden: an expression from 17, `attrs` before. */
  readonly conditions: 'attrs' | 'expressions';
  /** 17 and later; before, Odoo cannot call out by itself. */
  readonly webhooks: 'possible' | 'not possible';
  /** An automation with actions of its own from 17; one that is its action before. */
  readonly automations: 'with actions' | 'one action';
  /** The module `base_automation` need not be there. */
  readonly automationModule: 'installed' | 'not installed';
  /** A manual field's `translate`: a choice from 19, yes or no before. */
  readonly translate: 'choice' | 'yes or no';
  /** A manual field's `index`: a choice from 20, yes or no before. */
  readonly index: 'choice' | 'yes or no';
  /** Keys expire from 18, after what the user's groups allow. */
  readonly keys: 'expire' | 'last';
  /** 20 has other access rights, which are not known well enough to be written. */
  readonly access: 'by model' | 'unknown';
  /** Dialogs of "Send & Print" that are there. */
  readonly dialogs: readonly SendDialog[];
}

export interface SendDialog {
  readonly model: string;
  readonly view: string;
  /** Field with the invoices. */
  readonly invoices: string;
  /** Before what the warning stands. */
  readonly before: string;
}

const DIALOGS: readonly SendDialog[] = [
  {
    model: 'account.move.send.wizard',
    view: 'account_move_send_wizard_form',
    invoices: 'move_id',
    before: '//div[@id="alerts"]',
  },
  {
    model: 'account.move.send.batch.wizard',
    view: 'account_move_send_batch_wizard_form',
    invoices: 'move_ids',
    before: '//div[@id="alerts"]',
  },
  { model: 'account.move.send', view: 'account_move_send_form', invoices: 'move_ids', before: '/form/*[1]' },
  {
    model: 'account.invoice.send',
    view: 'account_invoice_send_wizard_form',
    invoices: 'invoice_ids',
    before: '/form/*[1]',
  },
];

export async function detectVersion(admin: OdooTransport): Promise<OdooVersion> {
  const action = await fieldsGet(admin, 'ir.actions.server', ['group_ids', 'groups_id', 'state']);
  const view = await fieldsGet(admin, 'ir.ui.view', ['type']);
  const field = await fieldsGet(admin, 'ir.model.fields', ['translate', 'index']);
  const group = await fieldsGet(admin, 'res.groups', ['api_key_duration']);
  const installed = await exists(admin, 'base.automation');
  const automation = installed ? await fieldsGet(admin, 'base.automation', ['action_server_ids']) : {};
  // Webhooks, expressions in views and automations with actions came together, with 17.
  const since17 = action['state']?.selection?.some(([value]) => value === 'webhook') ?? false;
  const dialogs: SendDialog[] = [];
  for (const dialog of DIALOGS)
    if ((await reference(admin, 'account', dialog.view)) !== undefined) dialogs.push(dialog);
  return {
    groups: action['group_ids'] ? 'group_ids' : 'groups_id',
    list: view['type']?.selection?.some(([value]) => value === 'list') ? 'list' : 'tree',
    conditions: since17 ? 'expressions' : 'attrs',
    webhooks: since17 ? 'possible' : 'not possible',
    automations: (installed ? automation['action_server_ids'] : since17) ? 'with actions' : 'one action',
    automationModule: installed ? 'installed' : 'not installed',
    translate: field['translate']?.type === 'selection' ? 'choice' : 'yes or no',
    index: field['index']?.type === 'selection' ? 'choice' : 'yes or no',
    keys: group['api_key_duration'] ? 'expire' : 'last',
    access: (await exists(admin, 'ir.model.access')) ? 'by model' : 'unknown',
    dialogs,
  };
}

async function exists(admin: OdooTransport, model: string): Promise<boolean> {
  return (await idsOf(admin, 'ir.model', [['model', '=', model]])).length > 0;
}

/** What this Odoo cannot do, for the person who provisions it. */
export function limitsOf(version: OdooVersion, webhookUrl: string | undefined): readonly string[] {
  return [
    ...(version.webhooks === 'not possible' && webhookUrl !== undefined
      ? ['This Odoo cannot call out by itself: what is asked for in it is found by the sweep alone.']
      : []),
    ...(version.dialogs.length === 0
      ? ['This Odoo has no dialog "Send & Print" that is known: it will not warn where Netvisor delivers.']
      : []),
    ...(version.access === 'unknown'
      ? [
          'This Odoo keeps its access rights in a way that is not known: give the group "Silta" the rights to read by hand.',
        ]
      : []),
  ];
}

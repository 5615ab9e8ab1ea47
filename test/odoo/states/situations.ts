import type { ConnectionDeps } from '../../../activities/deps.ts';
import { causeDigest } from '../../../activities/cause.ts';
import type { RealOdoo } from '../../../tools/odoo/server.ts';
import { createCustomer, firstId, idOf } from '../helpers.ts';
import type { Person } from '../person.ts';
import { adminIdOf, draft, posted, put } from '../provisioned.ts';
import type { Situation } from './table.ts';

/** Who and what is at hand to bring an invoice into a situation. */
export interface Desk {
  readonly odoo: RealOdoo;
  /** An ordinary accountant of both companies. */
  readonly clerk: Person;
  readonly deps: ConnectionDeps;
  /** A company that is not connected, with its journal of sales. */
  readonly other: { readonly id: number; readonly journal: number };
}

const KEY = { x_netvisor_key: 'test:9120034-9:42', x_netvisor_number: '20261', x_netvisor_attempt: 'a' };
const SENT = { x_netvisor_state: 'sent', ...KEY };
const SERVED = { x_netvisor_request: 'send 1', x_netvisor_served: 'send 1' };
const PARKED = { x_netvisor_state: 'attention', x_netvisor_reason: 'ProductWithoutCode', ...SERVED };
const SENDING = { x_netvisor_state: 'sending', x_netvisor_attempt: 'a' };
const OLD = '2026-01-05';

/** How each situation comes about; answers the invoice's id. */
export const MAKE: Readonly<Record<Situation, (desk: Desk) => Promise<number>>> = {
  'a draft': ({ odoo }) => draft(odoo),
  'confirmed, nothing asked for': ({ odoo }) => posted(odoo),
  'confirmed, dated before the cut-over': ({ odoo }) => posted(odoo, { invoice_date: OLD }),
  'a preview is asked for': (desk) => asked(desk, 'action_preview'),
  'asked for, waits to be sent': (desk) => asked(desk, 'action_send'),
  'asked for, then reset to draft': async (desk) => {
    const id = await asked(desk, 'action_send');
    await desk.clerk.call('account.move', 'button_draft', [[id]]);
    return id;
  },
  'being sent': (desk) => inState(desk, SENDING),
  'being sent, reset to draft past the guard': async (desk) =>
    pastGuard(desk, await inState(desk, SENDING), 'button_draft'),
  'needs attention': async (desk) => (await parked(desk)).id,
  'needs attention, its cause has been cured': async (desk) => {
    const { id, product } = await parked(desk);
    const vals = { default_code: `CURED-${product}` };
    await desk.odoo.rpc(desk.odoo.botKey, 'product.product', 'write', { ids: [product], vals });
    return id;
  },
  'needs attention, may have arrived': (desk) => inState(desk, { ...PARKED, x_netvisor_attempt: 'a' }),
  'left out': (desk) => inState(desk, { x_netvisor_state: 'ignored', ...SERVED }),
  'cancelled, never sent': async ({ odoo, clerk }) => {
    const id = await draft(odoo);
    await clerk.call('account.move', 'button_cancel', [[id]]);
    return id;
  },
  'credited in Odoo, never sent': async (desk) => (await credited(desk, {})).original,
  'in Netvisor, waits to be matched': (desk) => inState(desk, { ...KEY, x_netvisor_state: 'waiting' }),
  'in Netvisor, its payment follows': (desk) => inState(desk, { ...KEY, x_netvisor_state: 'paying' }),
  sent: (desk) => inState(desk, SENT),
  'sent, dated before the cut-over': (desk) => inState(desk, SENT, { invoice_date: OLD }),
  'sent, a comparison is asked for': (desk) => asked(desk, 'action_compare', SENT),
  'sent, may be edited': (desk) => inState(desk, { ...SENT, x_netvisor_can_resend: true }),
  'sent, an edit is asked for': (desk) =>
    asked(desk, 'action_resend', { ...SENT, x_netvisor_can_resend: true }),
  'sent, an edit is being sent': (desk) => inState(desk, { ...KEY, ...SENDING }),
  'sent, needs attention': (desk) => inState(desk, { ...KEY, ...PARKED }),
  'sent, credited in Odoo': async (desk) => (await credited(desk, SENT)).original,
  'credit note of what was sent, nothing asked for': async (desk) => (await credited(desk, SENT)).note,
  'sent, reset to draft past the guard': async (desk) =>
    pastGuard(desk, await inState(desk, SENT), 'button_draft'),
  'sent, cancelled past the guard': async (desk) => {
    const id = await pastGuard(desk, await inState(desk, SENT), 'button_draft');
    return pastGuard(desk, id, 'button_cancel');
  },
  'sent, reset to draft past the guard and confirmed again': async (desk) => {
    const id = await pastGuard(desk, await inState(desk, SENT), 'button_draft');
    await desk.clerk.call('account.move', 'action_post', [[id]]);
    return id;
  },
  'sent, then moved to another company past the guard': async (desk) => {
    const { odoo, other, clerk } = desk;
    const id = await pastGuard(desk, await inState(desk, SENT), 'button_draft');
    // Taxes are the company's own, so the rows go, and others come.
    await odoo.rpc(odoo.adminKey, 'account.move', 'write', {
      ids: [id],
      vals: { invoice_line_ids: [[5]], name: false },
      context: bothCompanies(desk),
    });
    const row = { name: 'Vuokra', quantity: 1, price_unit: 5, tax_ids: [] };
    await odoo.rpc(odoo.adminKey, 'account.move', 'write', {
      ids: [id],
      vals: { journal_id: other.journal },
      context: bothCompanies(desk),
    });
    await clerk.call('account.move', 'write', [[id], { invoice_line_ids: [[0, 0, row]] }]);
    await clerk.call('account.move', 'action_post', [[id]]);
    return id;
  },
  'of another company, which is not connected': async ({ odoo, clerk, other }) => {
    const values = {
      move_type: 'out_invoice',
      journal_id: other.journal,
      partner_id: await createCustomer(odoo),
      invoice_line_ids: [[0, 0, { name: 'Vuokra', quantity: 1, price_unit: 5, tax_ids: [] }]],
    };
    const context = { allowed_company_ids: [other.id] };
    const id = firstId([await clerk.call('account.move', 'create', [values], { context })].flat());
    await clerk.call('account.move', 'action_post', [[id]], { context });
    return id;
  },
  'asked for, then in a copy of the database': (desk) => asked(desk, 'action_send'),
  'a vendor bill': ({ odoo }) => posted(odoo, { move_type: 'in_invoice' }),
  'deleted, never sent': async ({ odoo, clerk }) => {
    const id = await draft(odoo);
    await clerk.call('account.move', 'unlink', [[id]]);
    return id;
  },
  'sent, deleted past the guard': async (desk) => {
    const id = await inState(desk, SENT);
    await unguarded(desk, async () => {
      const context = { force_delete: true };
      await desk.odoo.rpc(desk.odoo.adminKey, 'account.move', 'button_draft', { ids: [id] });
      await desk.odoo.rpc(desk.odoo.adminKey, 'account.move', 'unlink', { ids: [id], context });
    });
    return id;
  },
};

/** Posted, with what Silta would have written by then. */
async function inState(
  { odoo }: Desk,
  values: Record<string, unknown>,
  more: Record<string, unknown> = {},
): Promise<number> {
  const id = await posted(odoo, more);
  if (Object.keys(values).length > 0) await put(odoo, id, values);
  return id;
}

async function asked(desk: Desk, action: string, values: Record<string, unknown> = {}): Promise<number> {
  const id = await inState(desk, values);
  const context = { active_model: 'account.move', active_id: id, active_ids: [id] };
  const button = await adminIdOf(desk.odoo, `__netvisor__.${action}`);
  await desk.clerk.call('ir.actions.server', 'run', [[button]], { context });
  return id;
}

/** Waits for a person, because its product has no code. */
async function parked(desk: Desk): Promise<{ readonly id: number; readonly product: number }> {
  const { odoo, deps } = desk;
  const vals_list = { name: 'Laatikko ilman koodia', type: 'consu' };
  const product = firstId(await odoo.rpc(odoo.botKey, 'product.product', 'create', { vals_list }));
  const tax = await idOf(odoo, `account.${odoo.companyId}_tax_dom_sales_goods_25_5`);
  const row = { product_id: product, quantity: 1, price_unit: 10, tax_ids: [[6, 0, [tax]]] };
  const id = await posted(odoo, { invoice_line_ids: [[0, 0, row]] });
  const invoice = await deps.odoo.readInvoice(id);
  if (!invoice) throw new Error('the invoice is gone');
  await put(odoo, id, { ...PARKED, x_netvisor_blockers: causeDigest(deps, invoice) });
  return { id, product };
}

/** An invoice and the credit note that takes all of it back, both posted. */
async function credited(
  desk: Desk,
  values: Record<string, unknown>,
): Promise<{ readonly original: number; readonly note: number }> {
  const { odoo, clerk } = desk;
  const original = await inState(desk, values);
  const [move] = (await clerk.call('account.move', 'read', [[original], ['journal_id']])) as [
    { journal_id: [number, string] },
  ];
  const context = { active_model: 'account.move', active_ids: [original] };
  const wish = { move_ids: [[6, 0, [original]]], journal_id: move.journal_id[0] };
  const wizard = [await clerk.call('account.move.reversal', 'create', [wish], { context })].flat();
  await clerk.call('account.move.reversal', 'refund_moves', [wizard], { context });
  const domain = [['reversed_entry_id', '=', original]];
  const [note = 0] = (await odoo.rpc(odoo.botKey, 'account.move', 'search', { domain })) as number[];
  await clerk.call('account.move', 'action_post', [[note]]);
  return { original, note };
}

const bothCompanies = ({ odoo, other }: Desk) => ({ allowed_company_ids: [odoo.companyId, other.id] });

/** What an administrator can do who switches the guards off, and on again. */
async function unguarded(desk: Desk, work: () => Promise<void>): Promise<void> {
  const { odoo } = desk;
  const guards = await Promise.all(
    ['guard_change', 'guard_delete'].map((name) => adminIdOf(odoo, `__netvisor__.${name}`)),
  );
  const turn = (active: boolean): Promise<unknown> =>
    odoo.rpc(odoo.adminKey, 'base.automation', 'write', { ids: guards, vals: { active } });
  await turn(false);
  try {
    await work();
  } finally {
    await turn(true);
  }
}

async function pastGuard(desk: Desk, id: number, method: 'button_draft' | 'button_cancel'): Promise<number> {
  const { rpc, adminKey } = desk.odoo;
  await unguarded(desk, async () => void (await rpc(adminKey, 'account.move', method, { ids: [id] })));
  return id;
}

import { createSweepActivities, type RunStanding } from '../../../activities/sweep.ts';
import type { ConnectionDeps } from '../../../activities/deps.ts';
import { createOdooClient } from '../../../odoo/client.ts';
import { createJson2Transport } from '../../../odoo/transport.ts';
import { OdooRpcError } from '../../../tools/odoo/rpc.ts';
import type { RealOdoo } from '../../../tools/odoo/server.ts';
import { LEDGER } from '../bridge.ts';
import { settingsOfReal } from '../connection.ts';
import { firstId, firstRow, rows } from '../helpers.ts';
import { joinSilta } from '../invoicing.ts';
import { newPerson, type Person } from '../person.ts';
import { adminIdOf, provision } from '../provisioned.ts';
import type { Desk } from './situations.ts';
import { BUTTONS, REFUSALS, type Answer, type Button, type Cell, type Refusal, type Sweep } from './table.ts';

/** A provisioned Odoo with a second company that is not connected, and an accountant of both. */
export async function openDesk(odoo: RealOdoo): Promise<Desk> {
  const { rpc, adminKey, botKey, companyId } = odoo;
  await provision(odoo);
  await joinSilta(odoo);
  const vals = { x_netvisor_link: 'https://netvisor.example/invoice?id={key}' };
  await rpc(adminKey, 'res.company', 'write', { ids: [companyId], vals });
  const { country_id } = firstRow(
    await rpc(adminKey, 'res.company', 'read', { ids: [companyId], fields: ['country_id'], load: '' }),
  );
  const vals_list = { name: 'Toinen Oy', country_id };
  const id = firstId(await rpc(adminKey, 'res.company', 'create', { vals_list }));
  const domain = [
    ['company_id', '=', id],
    ['type', '=', 'sale'],
  ];
  const journal = firstId(await rpc(adminKey, 'account.journal', 'search', { domain }));
  const clerk = await newPerson(odoo, 'Kirsi Kirjuri', ['account.group_account_invoice']);
  const users = await rpc(adminKey, 'res.users', 'search', { domain: [['name', '=', clerk.name]] });
  const both = { company_ids: [[4, id]] };
  await rpc(adminKey, 'res.users', 'write', { ids: users, vals: both });
  const transport = createJson2Transport({ ...odoo, apiKey: botKey, timeoutMs: 60_000 });
  const silent = () => undefined;
  const known: Partial<ConnectionDeps> = {
    settings: settingsOfReal(odoo, 'http://127.0.0.1:1'),
    ledger: LEDGER,
    odoo: createOdooClient(transport, { company: companyId, ledger: LEDGER, language: 'en' }),
    log: { info: silent, warn: silent, error: silent },
    halt: silent,
  };
  return { odoo, clerk, deps: known as ConnectionDeps, other: { id, journal } };
}

const ASKED = ['x_netvisor_request', 'x_netvisor_look', 'x_netvisor_state', 'x_netvisor_can_resend'] as const;

export interface Buttons {
  /** What the person gets who presses; the invoice is then put back as it was. Brackets: the form hides it. */
  press(button: Button, id: number): Promise<Cell>;
  /** Presses without putting anything back. */
  run(button: Button, id: number, person?: Person): Promise<unknown>;
  tokens(id: number): Promise<Readonly<Record<string, unknown>>>;
}

/** The buttons as the web client has them for an accountant. */
export async function openButtons({ odoo, clerk, other }: Desk): Promise<Buttons> {
  const names = Object.keys(BUTTONS) as Button[];
  const ids = new Map<Button, number>();
  for (const name of names) ids.set(name, await adminIdOf(odoo, `__netvisor__.action_${name}`));
  const hidden = hiddenWhen(await formOf(odoo, clerk));
  const context = { allowed_company_ids: [odoo.companyId, other.id] };
  const read = async (id: number, fields: readonly string[]): Promise<Record<string, unknown>> =>
    firstRow(await clerk.call('account.move', 'read', [[id], fields], { context }));

  const run: Buttons['run'] = (button, id, person = clerk) =>
    person.call('ir.actions.server', 'run', [[ids.get(button)]], {
      context: { active_model: 'account.move', active_id: id, active_ids: [id], lang: 'en_US' },
    });

  async function isShown(button: Button, id: number): Promise<boolean> {
    if (button === 'retry') return true;
    const condition = hidden.get(ids.get(button) ?? 0);
    if (condition === undefined) throw new Error(`the form has no button ${button}`);
    if (!(await exists(id))) return false;
    return !isTrue(condition, await read(id, fieldsIn(condition)));
  }
  const exists = async (id: number): Promise<boolean> =>
    rows(await clerk.call('account.move', 'search_read', [[['id', '=', id]], ['id']], { context })).length >
    0;

  async function answer(button: Button, id: number): Promise<Answer> {
    const before = (await exists(id)) ? await read(id, ASKED) : undefined;
    let said: unknown;
    try {
      said = await run(button, id);
    } catch (error) {
      return refusalIn(error);
    }
    if (button === 'open') return said === false ? 'nothing' : 'opens';
    const after = await read(id, ASKED);
    const asked = button === 'preview' || button === 'compare' ? 'x_netvisor_look' : 'x_netvisor_request';
    if (after[asked] === before?.[asked]) return 'on its way';
    // A second press finds the first one.
    await run(button, id).catch(refusalIn);
    const again = await read(id, ASKED);
    if (again[asked] !== after[asked]) throw new Error(`${button} pressed twice wrote two tokens`);
    const { id: _id, ...vals } = before ?? {};
    await odoo.rpc(odoo.adminKey, 'account.move', 'write', { ids: [id], vals });
    return 'asks';
  }

  return {
    run,
    tokens: (id) => read(id, ASKED),
    async press(button, id) {
      const shown = await isShown(button, id);
      const said = await answer(button, id);
      return shown ? said : `(${said})`;
    },
  };
}

/** Which of Silta's refusals it is; anything else is an error of the test. */
export function refusalIn(error: unknown): Refusal {
  const message = error instanceof Error || error instanceof OdooRpcError ? error.message : String(error);
  const known = (Object.keys(REFUSALS) as Refusal[]).find((name) => patternOf(name).test(message));
  if (known === undefined) throw error;
  return known;
}

const patternOf = (name: Refusal): RegExp => {
  const text = REFUSALS[name].replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`: ${text.replace('{company}', '.+').replace('{since}', '\\d{4}-\\d\\d-\\d\\d')}`);
};

async function formOf(odoo: RealOdoo, clerk: Person): Promise<string> {
  const view_id = await adminIdOf(odoo, 'account.view_move_form');
  const view = await clerk.call('account.move', 'get_view', [], { view_id, view_type: 'form' });
  return String((view as Record<string, unknown>)['arch']);
}

/** Conditions under which the buttons of a form are not shown, by the action that they start. */
function hiddenWhen(arch: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const [, attributes = ''] of arch.matchAll(/<button ([^>]*)>/g)) {
    const [, name] = /\bname="(\d+)"/.exec(attributes) ?? [];
    const [, condition = 'False'] = /\binvisible="([^"]*)"/.exec(attributes) ?? [];
    if (name !== undefined) found.set(Number(name), condition.replaceAll('&quot;', '"'));
  }
  return found;
}

/** The form of the conditions that Silta's views are written in; any other is refused. */
const PART = /^(not )?(\w+)(?: (==|!=|in) (?:'(\w*)'|\(([^)]*)\)))?$/;

const fieldsIn = (condition: string): string[] =>
  condition.split(' or ').map((part) => PART.exec(part.trim())?.[2] ?? 'id');

function isTrue(condition: string, record: Readonly<Record<string, unknown>>): boolean {
  return condition.split(' or ').some((part) => {
    const match = PART.exec(part.trim());
    if (!match) throw new Error(`cannot tell whether "${part}" holds`);
    const [, not, field = '', operator, text, list = ''] = match;
    const value = record[field];
    if (value === undefined) throw new Error(`the record has no ${field}`);
    if (operator === undefined) return not ? value === false : value !== false;
    if (operator === 'in') return [...list.matchAll(/'(\w+)'/g)].some(([, item]) => item === value);
    return operator === '==' ? value === text : value !== text;
  });
}

const HOUR_MS = 60 * 60_000;

/** Which documents a sweep asks to send and to show, when it comes at that time. */
export async function sweepAt(
  desk: Desk,
  when: Sweep,
  ids: readonly number[],
): Promise<{ readonly sends: ReadonlySet<number>; readonly shows: ReadonlySet<number> }> {
  const sends = new Set<number>();
  const shows = new Set<number>();
  const runs = new Map(when === 'held' ? ids.map((id): [number, RunStanding] => [id, 'working']) : []);
  const { sweepInvoices } = createSweepActivities(() => desk.deps, {
    send: async (_own, id) => void sends.add(id),
    show: async (_own, id) => void shows.add(id),
    testConnection: () => Promise.reject(new Error('nobody has asked for a test')),
    runs: () => Promise.resolve(runs),
    isRunning: (_own, id) => Promise.resolve(runs.has(id)),
  });
  const now = Date.now;
  if (when !== 'now') Date.now = () => now() + HOUR_MS;
  try {
    await sweepInvoices({ connection: desk.deps.settings.name });
  } finally {
    Date.now = now;
  }
  return { sends, shows };
}

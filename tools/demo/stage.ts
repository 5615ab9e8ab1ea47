/** What the scenes play with: one company with both its systems, a worker, and the Temporal server. */
import { resendInvoice } from '../../control/invoices.ts';
import { timing, type Timing } from '../../workflows/contract.ts';
import type { TestTemporal } from '../playground/temporal.ts';
import { until, type Company, type World } from '../playground/world.ts';
import type { WorkerProcess } from '../playground/worker-process.ts';
import type { CastDocument, Role } from './cast.ts';
import type { Posted } from './posting.ts';
import type { Screen } from './screen.ts';

/** Netvisor's limit for a request, in seconds: 120 in production. All waits of Silta follow from it. */
export const LIMIT_SECONDS = 3;
export const CONNECTION = 'demo';
export const POST_INVOICE = 'POST salesinvoice.nv add';
const LOOK_UP = 'GET salesinvoicelist.nv';

export interface Stage {
  readonly screen: Screen;
  readonly temporal: TestTemporal;
  readonly world: World;
  readonly company: Company;
  readonly waits: Timing;
  readonly cast: readonly CastDocument[];
  readonly documents: readonly Posted[];
  /** The worker that runs now. */
  worker: WorkerProcess;
}

/** The document that plays a role. */
export function the({ documents }: Stage, role: Role): Posted {
  const found = documents.find((document) => document.role === role);
  if (!found) throw new Error(`no document plays "${role}"`);
  return found;
}

/** The same as it was thought up. */
export function castOf({ cast }: Stage, role: Role): CastDocument {
  const found = cast.find((document) => document.role === role);
  if (!found) throw new Error(`nobody is cast for "${role}"`);
  return found;
}

/** Presses "send" on a document. */
export const send = ({ company }: Stage, { id }: Posted): Promise<void> => company.send(id);

/** Presses "Edit in Netvisor", which is offered once a look has shown what differs. */
export const editInNetvisor = ({ temporal, company }: Stage, { id }: Posted): Promise<void> =>
  resendInvoice(temporal.client, company.settings, id);

/** What Odoo shows of an invoice: Silta's state and the words for the accountant. */
export function inOdoo({ company }: Stage, { id }: Posted): { state: string; message: string } {
  const { x_netvisor_state: state, x_netvisor_message: message } = company.invoice(id);
  return {
    state: typeof state === 'string' ? state : 'not sent',
    message: typeof message === 'string' ? message : '',
  };
}

type NetvisorInvoice = ReturnType<Company['netvisor']['state']>['salesInvoices'][number];

/** All that stands in Netvisor under a document's number. */
export function allInNetvisor({ company }: Stage, { number }: Posted): readonly NetvisorInvoice[] {
  return company.netvisor.state().salesInvoices.filter((invoice) => invoice.number === number);
}

/** How often a document stands in Netvisor. */
export const timesInNetvisor = (stage: Stage, document: Posted): number =>
  allInNetvisor(stage, document).length;

/** The document in Netvisor, where it must be there once. */
export function inNetvisor(stage: Stage, document: Posted): NetvisorInvoice {
  const [only, ...more] = allInNetvisor(stage, document);
  if (!only || more.length > 0)
    throw new Error(`${document.name} is in Netvisor ${timesInNetvisor(stage, document)} times`);
  return only;
}

/** Odoo's figures of a document in euro: the total, and what is open; negative on credit notes. */
export function sumsInOdoo({ company }: Stage, { id }: Posted): { total: number; open: number } {
  const { amount_total_signed: total, amount_residual_signed: open } = company.invoice(id);
  return { total: Number(total), open: Number(open) };
}

/** The run that serves a document now has come to its end. */
export async function over({ temporal, company, screen }: Stage, { id, name }: Posted): Promise<void> {
  await screen.during(name, temporal.client.workflow.getHandle(company.workflowId(id)).result());
}

/** How often Netvisor was asked to book this invoice, and how often whether it has it, by its own log of calls. */
export function callsFor(
  { company }: Stage,
  { number }: Posted,
): {
  bookings: number;
  lookUps: number;
} {
  const calls = company.netvisor.calls.list().filter(({ ids }) => ids['invoiceNumber'] === number);
  return {
    bookings: calls.filter(({ operation }) => operation === POST_INVOICE).length,
    lookUps: calls.filter(({ operation }) => operation === LOOK_UP).length,
  };
}

/** Lets a fault strike the next attempt to book this invoice. */
export function armed({ company }: Stage, { number }: Posted, fault: 'cut-after' | 'hold-after'): void {
  company.netvisor.faults.add({ operation: POST_INVOICE, fault, where: { invoiceNumber: number } });
}

/** Waits until Odoo shows the state on all of them; fails at once when one comes to need attention meanwhile. */
export async function reached(
  stage: Stage,
  documents: readonly Posted[],
  state: 'sent' | 'attention',
): Promise<void> {
  const what = `${documents.map(({ name }) => name).join(', ')}: ${state}`;
  const parked = documents.filter((document) => inOdoo(stage, document).state === 'attention');
  const stuck = (): Posted | undefined =>
    documents.find((document) => !parked.includes(document) && inOdoo(stage, document).state === 'attention');
  await stage.screen.during(
    what,
    until(
      what,
      () => documents.map((document) => inOdoo(stage, document)),
      (all) => all.every((one) => one.state === state) || stuck() !== undefined,
    ),
  );
  const other = stuck();
  if (other && state !== 'attention')
    throw new Error(`waited for ${what}, but ${other.name} needs attention: ${inOdoo(stage, other).message}`);
}

type Ui = Pick<Stage, 'temporal'>;

/** The list of runs in the Temporal UI. */
export function listPage({ temporal }: Ui): string {
  return `${temporal.server.uiUrl ?? ''}/namespaces/default/workflows`;
}

/** History of an invoice's newest run. */
export function historyPage(stage: Stage, { id }: Posted): string {
  return `${listPage(stage)}/${encodeURIComponent(stage.company.workflowId(id))}`;
}

/** The page on which a run explains itself in words; the UI shows it only under the run's own id. */
export async function detailsPage(stage: Ui, workflowId: string): Promise<string> {
  const { runId } = await stage.temporal.client.workflow.getHandle(workflowId).describe();
  return `${listPage(stage)}/${encodeURIComponent(workflowId)}/${runId}/user-metadata`;
}

/** The shortened wait and the one in production, e.g. `7.5 s (in production 5 min)`. */
export function shortened(wait: (waits: Timing) => number | undefined): string {
  return `${duration(wait(timing(LIMIT_SECONDS)) ?? 0)} (in production ${duration(wait(timing()) ?? 0)})`;
}

function duration(ms: number): string {
  return ms < 60_000 ? `${Math.round(ms / 100) / 10} s` : `${Math.round(ms / 6_000) / 10} min`;
}

/** What the scenes play with: one company with both its systems, a worker, and the Temporal server. */
import { timing, type Timing } from '../../workflows/contract.ts';
import type { TestTemporal } from '../playground/temporal.ts';
import { until, type Company, type World } from '../playground/world.ts';
import type { WorkerProcess } from '../playground/worker-process.ts';
import type { CastInvoice, CastProduct, Role, Tax } from './cast.ts';
import { netvisorNumber } from './closing.ts';
import type { Screen } from './screen.ts';

/** Netvisor's limit for a request, in seconds: 120 in production. All waits of Silta follow from it. */
export const LIMIT_SECONDS = 3;
export const CONNECTION = 'demo';
export const POST_INVOICE = 'POST salesinvoice.nv add';
const LOOK_UP = 'GET salesinvoicelist.nv';

/** An invoice that stands posted in Odoo. */
export interface Posted {
  readonly id: number;
  /** Odoo's number. */
  readonly name: string;
  /** Netvisor's number. */
  readonly number: string;
  readonly role: Role;
}

export interface Stage {
  readonly screen: Screen;
  readonly temporal: TestTemporal;
  readonly world: World;
  readonly company: Company;
  readonly waits: Timing;
  readonly invoices: readonly Posted[];
  /** The worker that runs now. */
  worker: WorkerProcess;
}

/** All invoices with a role; the cast has at least one for each. */
export function withRole({ invoices }: Stage, role: Role): [Posted, ...Posted[]] {
  const [first, ...others] = invoices.filter((invoice) => invoice.role === role);
  if (!first) throw new Error(`no invoice plays "${role}"`);
  return [first, ...others];
}

/** Puts customers, products and posted invoices into Odoo, as people would. */
export function postInOdoo({ odoo }: Company, cast: readonly CastInvoice[]): Posted[] {
  const partners = new Map<string, number>();
  const products = new Map<string, number>();
  const partner = ({ customer: { name, businessId, city } }: CastInvoice): number =>
    remember(partners, name, () =>
      odoo.addPartner({
        name,
        is_company: true,
        company_registry: businessId,
        city,
        country_id: odoo.ref('base.fi'),
      }),
    );
  const product = ({ name, code, price, tax }: CastProduct): number =>
    remember(products, code, () =>
      odoo.addProduct({
        name,
        default_code: code,
        list_price: price,
        taxes_id: [[6, 0, [taxId(odoo, tax)]]],
      }),
    );
  return cast.map((invoice) => {
    const lines = invoice.lines.map((line) => ({
      product: product(line.product),
      quantity: line.quantity,
      price: line.product.price,
      taxes: [taxId(odoo, line.product.tax)],
    }));
    const { id, name } = odoo.createInvoice({ partner: partner(invoice), lines });
    if (name === false) throw new Error('Odoo gave a posted invoice no number');
    return { id, name, number: netvisorNumber(name), role: invoice.role };
  });
}

/** Id of a sales tax of the company by its name. */
export function taxId(odoo: Company['odoo'], name: Tax): number {
  const found = odoo.db
    .rows('account.tax')
    .find((tax) => tax['name'] === name && tax['type_tax_use'] === 'sale' && tax['company_id'] === 1);
  if (!found) throw new Error(`no sales tax ${name} in Odoo`);
  return found.id;
}

function remember(known: Map<string, number>, name: string, make: () => number): number {
  const id = known.get(name) ?? make();
  known.set(name, id);
  return id;
}

/** Presses "send" on an invoice. */
export const send = ({ company }: Stage, { id }: Posted): Promise<void> => company.send(id);

/** What Odoo shows of an invoice: Silta's state and the words for the accountant. */
export function inOdoo({ company }: Stage, { id }: Posted): { state: string; message: string } {
  const { x_netvisor_state: state, x_netvisor_message: message } = company.invoice(id);
  return {
    state: typeof state === 'string' ? state : 'not sent',
    message: typeof message === 'string' ? message : '',
  };
}

/** How often an invoice stands in Netvisor. */
export function timesInNetvisor({ company }: Stage, { number }: Posted): number {
  return company.netvisor.state().salesInvoices.filter((invoice) => invoice.number === number).length;
}

/** How often Netvisor was asked to book this invoice, and how often whether it has it, by its own log of calls. */
export function callsFor({ company }: Stage, { number }: Posted): { bookings: number; lookUps: number } {
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
  invoices: readonly Posted[],
  state: 'sent' | 'attention',
): Promise<void> {
  const what = `${invoices.map(({ name }) => name).join(', ')}: ${state}`;
  const parked = invoices.filter((invoice) => inOdoo(stage, invoice).state === 'attention');
  const stuck = (): Posted | undefined =>
    invoices.find((invoice) => !parked.includes(invoice) && inOdoo(stage, invoice).state === 'attention');
  await stage.screen.during(
    what,
    until(
      what,
      () => invoices.map((invoice) => inOdoo(stage, invoice)),
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

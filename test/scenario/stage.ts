/** Where a course of events is played: who takes part, what can be waited for, what came of it. */
import { call, codeOf, invoiceXml } from '../simulators/netvisor-harness.ts';
import type { NetvisorSimSettings } from '../../simulators/netvisor/settings.ts';
import type { WorkerProcess } from '../../tools/playground/worker-process.ts';
import { until, type Company, type World } from '../../tools/playground/world.ts';
import { PERSONALITIES } from './cases.ts';
import { EDIT, POST } from './netvisor-documents.ts';

/** A company on its own for one course of events. */
export interface Stage {
  readonly world: World;
  readonly company: Company;
  readonly worker: WorkerProcess;
  /** Another process on the same source. */
  readonly startWorker: () => Promise<WorkerProcess>;
}

/** What both sides say of the invoice in the end. */
export interface Outcome {
  readonly inNetvisor: 'never' | 'once' | 'more than once';
  /** State in Odoo and, where there is one, the reason that a person is shown. */
  readonly odoo: string;
  /** Whose document the key in Odoo names. */
  readonly key: 'none' | 'own' | "a stranger's";
  /** Whether the document in Netvisor has the sums of Odoo. */
  readonly sums: 'none' | 'same' | 'other';
  /** How often something was settled on the document in Netvisor: payments and matches. */
  readonly settled: number;
}

/** Nothing of what Netvisor may or may not check is to save the invoice here. */
export const CARELESS_NETVISOR: Partial<NetvisorSimSettings> = {
  ...PERSONALITIES['checks nothing'],
  overlap: 'allow',
  timestampCheckedAt: 'arrival',
  records: 'sample',
};

export { EDIT, POST };
const LIST = 'GET salesinvoicelist.nv';
export const READ = 'account.move/web_read';
export const ACTION = 'ir.actions.server/run';

/** What both sides say of the invoice now. */
export function outcomeOf(company: Company, moveId: number): Outcome {
  const invoice = company.invoice(moveId);
  const documents = company.netvisor.state().salesInvoices;
  const own = documents.filter(({ privateComment }) => privateComment.includes(` account.move ${moveId} `));
  const key = String(invoice['x_netvisor_key'] || '')
    .split(':')
    .at(-1);
  return {
    inNetvisor: own.length === 0 ? 'never' : own.length === 1 ? 'once' : 'more than once',
    odoo: [invoice['x_netvisor_state'], invoice['x_netvisor_reason']].filter(Boolean).join(' '),
    sums: sumsOf(invoice['amount_total'], own),
    settled: own.reduce((sum, { settlements }) => sum + settlements.length, 0),
    key: !key ? 'none' : own.some(({ netvisorKey }) => String(netvisorKey) === key) ? 'own' : "a stranger's",
  };
}

function sumsOf(total: unknown, documents: readonly { readonly gross: string }[]): Outcome['sums'] {
  if (documents.length === 0) return 'none';
  return documents.every(({ gross }) => Math.abs(Number(gross)) === total) ? 'same' : 'other';
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export async function held({ faults }: Company['odoo'] | Company['netvisor']): Promise<void> {
  await until(
    'a call is held',
    () => faults.held().length,
    (calls) => calls === 1,
  );
}

function numberOf(company: Company, moveId: number): string {
  return String(company.invoice(moveId)['name']).replace(/\D/g, '');
}

type Call = ReturnType<Company['netvisor']['calls']['list']>[number];

export function about(operation: string, id: number): (call: Call) => boolean {
  return (call) => call.operation === operation && call.ids['id'] === id;
}

export function posts(company: Company, moveId: number): Call[] {
  const number = numberOf(company, moveId);
  return company.netvisor.calls
    .list()
    .filter(({ operation, ids }) => operation === POST && ids['invoiceNumber'] === number);
}

/** Silta has met the doubt: it has looked for the invoice in Netvisor, or (wrongly) has sent it again. */
export async function lookedOrPosted(company: Company, moveId: number): Promise<void> {
  await until(
    'looked for or sent again',
    () =>
      posts(company, moveId).length > 1 ||
      company.netvisor.calls
        .list()
        .some(
          ({ operation, ids, outcome }) =>
            operation === LIST &&
            ids['invoiceNumber'] === numberOf(company, moveId) &&
            outcome === 'answered',
        ),
    Boolean,
  );
}

/** Somebody else makes a document with the number that this invoice will have. */
export async function bookForStranger(company: Company, moveId: number): Promise<void> {
  const reply = await call({
    url: company.settings.netvisor.url,
    target: '/salesinvoice.nv?method=add',
    body: invoiceXml({ number: numberOf(company, moveId) }),
  });
  if (codeOf(reply) !== 'OK') throw new Error(`the stranger's invoice was refused: ${reply.body}`);
}

/** The invoice is where it stays until a person acts: sent or waiting for one. */
export async function atRest(company: Company, moveId: number): Promise<void> {
  for (;;) {
    await until(
      `invoice ${moveId} of ${company.name} sent or parked`,
      () => company.invoice(moveId)['x_netvisor_state'],
      (state) => state === 'sent' || state === 'attention',
    );
    const before = company.invoice(moveId)['x_netvisor_state'];
    await quiet(company);
    if (company.invoice(moveId)['x_netvisor_state'] === before) return;
  }
}

const QUIET_MS = 1500;

/** Nobody has called for a while: whoever was going to act has acted. */
export async function quiet(company: Company): Promise<void> {
  let seen = -1;
  let since = 0;
  await until(
    `${company.name} quiet`,
    () => {
      const calls = company.odoo.calls.list().length + company.netvisor.calls.list().length;
      if (calls !== seen) [seen, since] = [calls, Date.now()];
      return Date.now() - since;
    },
    (quietMs) => quietMs > QUIET_MS,
  );
}

/**
 * The guards that keep an invoice from being booked twice or lost: for each the place in the source that makes
 * it, and a course of events in which only this guard stands between the invoice and an accident.
 */
import { call, codeOf, invoiceXml } from '../simulators/netvisor-harness.ts';
import type { NetvisorSimSettings } from '../../simulators/netvisor/settings.ts';
import type { WorkerProcess } from '../../tools/playground/worker-process.ts';
import { until, type Company, type World } from '../../tools/playground/world.ts';
import { newCase, PERSONALITIES } from './cases.ts';
import type { Mutation } from './mutant.ts';

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
}

export interface Guard {
  readonly name: string;
  /** What happens, as the end of "when …". */
  readonly course: string;
  readonly mutation: Mutation;
  /** Netvisor's own limit for a request; all waits follow from it. */
  readonly limitSeconds: number;
  readonly netvisor?: Partial<NetvisorSimSettings>;
  /** Plays the course of events and resolves to the invoice that it was about. */
  readonly play: (stage: Stage) => Promise<number>;
  readonly safe: Outcome;
  readonly accident: Partial<Outcome>;
}

/** Nothing of what Netvisor may or may not check is to save the invoice here. */
export const CARELESS_NETVISOR: Partial<NetvisorSimSettings> = {
  ...PERSONALITIES['checks nothing'],
  overlap: 'allow',
  timestampCheckedAt: 'arrival',
  records: 'sample',
};

const POST = 'POST salesinvoice.nv add';
const LIST = 'GET salesinvoicelist.nv';
const READ = 'account.move/web_read';
const ACTION = 'ir.actions.server/run';

const SENT: Outcome = { inNetvisor: 'once', odoo: 'sent', key: 'own' };
const TWICE: Partial<Outcome> = { inNetvisor: 'more than once' };

/** For courses that wait until a lost request has provably come to nothing. */
const QUICK = 2;
/** For courses without such a wait: nothing may time out while a call is held. */
const PATIENT = 16;

export const GUARDS: readonly Guard[] = [
  {
    name: 'claim is heeded',
    course: 'the run is terminated and asked for anew while Netvisor still has its request in the queue',
    mutation: {
      file: 'activities/send-invoice.ts',
      find: 'if (invoice.x_netvisor_attempt) {',
      replace: 'if (false) {',
    },
    limitSeconds: QUICK,
    async play({ world, company }) {
      const { moveId } = newCase(company);
      company.netvisor.faults.add({ operation: POST, fault: 'hold-before' });
      await company.send(moveId);
      await held(company.netvisor);
      await world.temporal.client.workflow.getHandle(company.workflowId(moveId)).terminate();
      await company.send(moveId);
      await lookedOrPosted(company, moveId);
      company.netvisor.faults.release();
      await atRest(company, moveId);
      return moveId;
    },
    safe: SENT,
    accident: TWICE,
  },
  {
    name: 'claim is written only over what was read',
    course: 'a terminated run wakes up with an old reading after its successor has sent the invoice',
    mutation: {
      file: 'activities/guarded-post.ts',
      find: 'const result = await deps.odoo.guardedWrite(write).catch(',
      replace: 'const result = await deps.odoo.guardedWrite({ ...write, expect: {} }).catch(',
    },
    limitSeconds: PATIENT,
    async play({ world, company }) {
      const { moveId } = newCase(company);
      // The first reading finds that Netvisor lacks customer and product; the second one is sent.
      company.odoo.faults.add({ operation: READ, fault: 'hold-after', skip: 1 });
      await company.send(moveId);
      await held(company.odoo);
      await world.temporal.client.workflow.getHandle(company.workflowId(moveId)).terminate();
      await company.send(moveId);
      await atRest(company, moveId);
      company.odoo.faults.release();
      await atRest(company, moveId);
      return moveId;
    },
    safe: SENT,
    accident: TWICE,
  },
  {
    name: 'no blind retry',
    course: 'the reply is lost after Netvisor has booked',
    mutation: {
      file: 'netvisor/errors.ts',
      find: "kind: occurrence.operation === 'write' ? 'InDoubt' : 'Transient',",
      replace: "kind: 'Transient',",
    },
    limitSeconds: QUICK,
    async play({ company }) {
      const { moveId } = newCase(company);
      company.netvisor.faults.add({ operation: POST, fault: 'cut-after' });
      await company.send(moveId);
      await atRest(company, moveId);
      return moveId;
    },
    safe: SENT,
    accident: TWICE,
  },
  {
    name: 'deadline',
    course: 'a process freezes between claim and request, and wakes up when another one has sent the invoice',
    mutation: {
      file: 'netvisor/exchange.ts',
      find: 'if (now() + settings.writeTimeoutMs > attempt.deadline) {',
      replace: 'if (false) {',
    },
    limitSeconds: 3,
    async play({ company, worker, startWorker }) {
      // Another invoice keeps the wire, so that this one is claimed and waits for its turn.
      const { moveId: other, partnerId, productId } = newCase(company);
      company.netvisor.faults.add({ operation: POST, fault: 'hold-after' });
      await company.send(other);
      await held(company.netvisor);
      const { id: moveId } = company.odoo.createInvoice({
        partner: partnerId,
        lines: [{ product: productId, quantity: 1, price: 45, taxes: ['tax_dom_sales_goods_25_5'] }],
      });
      await company.send(moveId);
      await until('claimed', () => company.invoice(moveId)['x_netvisor_attempt'], Boolean);
      // Odoo's answer must have arrived: a process that wakes up before it asks Odoo again.
      await pause(200);
      worker.signal('SIGSTOP');
      if (company.netvisor.faults.held().length !== 1) throw new Error('the wire was free too early');
      await startWorker();
      await atRest(company, moveId);
      company.netvisor.faults.release('discarded');
      const before = company.odoo.calls.list().length;
      worker.signal('SIGCONT');
      await until(
        'the woken process sends the invoice or takes its claim off',
        () =>
          company.odoo.calls.list().slice(before).some(about(ACTION, moveId)) ||
          posts(company, moveId).length > 1,
        Boolean,
      );
      await atRest(company, moveId);
      return moveId;
    },
    safe: SENT,
    accident: TWICE,
  },
  {
    name: 'mark',
    course: 'the reply is lost after Netvisor has booked, and someone gives the invoice another number',
    mutation: {
      file: 'activities/send-invoice.ts',
      find: 'invoiceNumber: Number(mark.number),',
      replace: "invoiceNumber: Number(invoice.name?.replace(/\\D/g, '')),",
    },
    limitSeconds: QUICK,
    async play({ company }) {
      const { moveId } = newCase(company);
      company.netvisor.faults.add({ operation: POST, fault: 'hold-after' });
      await company.send(moveId);
      await held(company.netvisor);
      company.odoo.edit('account.move', moveId, { name: 'INV/2026/00777' });
      company.netvisor.faults.release('discarded');
      await atRest(company, moveId);
      return moveId;
    },
    safe: SENT,
    accident: TWICE,
  },
  {
    name: 'second look-up',
    course: 'Netvisor books a request whose reply was lost only after Silta has looked for it',
    mutation: {
      file: 'workflows/settling.ts',
      find: 'return undefined;',
      replace: "return { attempt: doubt.attempt, by: 'looked' };",
    },
    limitSeconds: QUICK,
    async play({ company }) {
      const { moveId } = newCase(company);
      company.netvisor.faults.add({ operation: POST, fault: 'hold-before' });
      await company.send(moveId);
      await held(company.netvisor);
      await lookedOrPosted(company, moveId);
      company.netvisor.faults.release();
      await atRest(company, moveId);
      return moveId;
    },
    safe: SENT,
    accident: TWICE,
  },
  ...(['lost before Netvisor has booked', 'refused since the number exists'] as const).map((how): Guard => ({
    name: 'private comment',
    course: `a stranger's invoice has the same number in Netvisor and the request is ${how}`,
    mutation: {
      file: 'activities/send-invoice.ts',
      find: "const versions = rows.filter(({ privateComment }) => `${privateComment ?? ''} `.startsWith(`${owner} `));",
      replace: 'const versions = rows.map((row) => ({ ...row, privateComment: mark.comment }));',
    },
    limitSeconds: QUICK,
    async play({ company }) {
      const { moveId } = newCase(company);
      await bookForStranger(company, numberOf(company, moveId));
      if (how === 'refused since the number exists') {
        company.netvisor.settings.patch({ duplicateNumbers: 'refuse' });
      } else {
        company.netvisor.faults.add({ operation: POST, fault: 'cut-before' });
      }
      await company.send(moveId);
      await atRest(company, moveId);
      return moveId;
    },
    safe: { inNetvisor: 'never', odoo: 'attention NumberTaken', key: 'none' },
    accident: { inNetvisor: 'never', odoo: 'sent', key: "a stranger's" },
  })),
  {
    name: 'loop on requests',
    course: 'a person cures the cause and asks again while the invoice is being read',
    mutation: {
      file: 'workflows/send-invoice.ts',
      find: 'if (requests.pending()) continue;',
      replace: '',
    },
    limitSeconds: PATIENT,
    async play({ world, company }) {
      const tax = company.odoo.ref('account.1_tax_dom_sales_goods_25_5');
      const code = company.odoo.value('account.tax', tax, 'x_netvisor_vat_code');
      company.odoo.edit('account.tax', tax, { x_netvisor_vat_code: false });
      const { moveId } = newCase(company);
      company.odoo.faults.add({ operation: READ, fault: 'hold-after' });
      await company.send(moveId);
      await held(company.odoo);
      const run = world.temporal.client.workflow.getHandle(company.workflowId(moveId));
      const { runId } = await run.describe();
      company.odoo.edit('account.tax', tax, { x_netvisor_vat_code: code ?? false });
      await company.send(moveId);
      company.odoo.faults.release();
      await until(
        'the run is over or parked',
        () => run.describe(),
        (now) => now.status.name === 'COMPLETED' || now.runId !== runId,
      );
      await atRest(company, moveId);
      return moveId;
    },
    safe: SENT,
    accident: { inNetvisor: 'never', odoo: 'attention TaxWithoutVatCode', key: 'none' },
  },
];

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
    key: !key ? 'none' : own.some(({ netvisorKey }) => String(netvisorKey) === key) ? 'own' : "a stranger's",
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function held({ faults }: Company['odoo'] | Company['netvisor']): Promise<void> {
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

function about(operation: string, id: number): (call: Call) => boolean {
  return (call) => call.operation === operation && call.ids['id'] === id;
}

function posts(company: Company, moveId: number): Call[] {
  const number = numberOf(company, moveId);
  return company.netvisor.calls
    .list()
    .filter(({ operation, ids }) => operation === POST && ids['invoiceNumber'] === number);
}

/** Silta has met the doubt: it has looked for the invoice in Netvisor, or (wrongly) has sent it again. */
async function lookedOrPosted(company: Company, moveId: number): Promise<void> {
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

/** A document with this number that somebody else made. */
async function bookForStranger(company: Company, number: string): Promise<void> {
  const reply = await call({
    url: company.settings.netvisor.url,
    target: '/salesinvoice.nv?method=add',
    body: invoiceXml({ number }),
  });
  if (codeOf(reply) !== 'OK') throw new Error(`the stranger's invoice was refused: ${reply.body}`);
}

const QUIET_MS = 1500;

/** The invoice is where it stays until a person acts: sent or waiting for one, and nobody has called for a while. */
async function atRest(company: Company, moveId: number): Promise<void> {
  const sides = [company.odoo, company.netvisor] as const;
  let seen = -1;
  let since = 0;
  await until(
    `invoice ${moveId} of ${company.name} at rest`,
    () => {
      const calls = sides.flatMap((side) => side.calls.list());
      if (calls.length !== seen) [seen, since] = [calls.length, Date.now()];
      const state = company.invoice(moveId)['x_netvisor_state'];
      return { state, quietMs: Date.now() - since, calls: calls.slice(-5) };
    },
    ({ state, quietMs }) => (state === 'sent' || state === 'attention') && quietMs > QUIET_MS,
    60_000,
  );
}

/**
 * The guards that keep an invoice from being booked twice or lost: for each the place in the source that makes
 * it, and a course of events in which only this guard stands between the invoice and an accident.
 */
import { until } from '../../tools/playground/world.ts';
import { newCase } from './cases.ts';
import type { Mutation } from './mutant.ts';
import {
  about,
  ACTION,
  atRest,
  bookForStranger,
  held,
  lookedOrPosted,
  pause,
  POST,
  posts,
  quiet,
  READ,
} from './stage.ts';
import type { Outcome, Stage } from './stage.ts';

/** A course of events in which only the guard stands between an invoice and an accident. */
export interface Course {
  /** As the end of "when …". */
  readonly when: string;
  /** Plays it, and resolves to the invoice that it was about once that has come to rest. */
  readonly play: (stage: Stage) => Promise<number>;
  readonly safe: Outcome;
  readonly accident: Partial<Outcome>;
  /** Why the accident does not happen on the mutant, either; shown as a skipped test until a mutation shows it. */
  readonly unproven?: string;
}

export interface Guard {
  readonly name: string;
  readonly mutation: Mutation;
  readonly setting: Setting;
  readonly courses: readonly Course[];
}

/** What courses need of the worker that they share. */
export type Setting = keyof typeof SETTINGS;

/** Netvisor's own limit for a request in seconds, from which all waits follow. */
export const SETTINGS = {
  /** For courses that wait until a lost request has provably come to nothing. */
  quick: { limitSeconds: 3 },
  /** For courses without such a wait: nothing may time out while a call is held. */
  patient: { limitSeconds: 16 },
  /** The worker is frozen. */
  alone: { limitSeconds: 3 },
} as const;

const SENT: Outcome = { inNetvisor: 'once', odoo: 'sent', key: 'own', sums: 'same', settled: 0 };
const TWICE: Partial<Outcome> = { inNetvisor: 'more than once' };
/** Parked with the reason, or else: reported as sent although only the stranger's invoice is there. */
const STRANGER: Pick<Course, 'safe' | 'accident'> = {
  safe: { inNetvisor: 'never', odoo: 'attention NumberTaken', key: 'none', sums: 'none', settled: 0 },
  accident: { inNetvisor: 'never', odoo: 'sent', key: "a stranger's" },
};

export const GUARDS: readonly Guard[] = [
  {
    name: 'claim is heeded',
    mutation: {
      file: 'activities/send-invoice.ts',
      find: 'if (invoice.x_netvisor_attempt) {',
      replace: 'if (false) {',
    },
    setting: 'quick',
    courses: [
      {
        when: 'a run is terminated and asked for anew while Netvisor still has its request in the queue',
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
    ],
  },
  {
    name: 'claim is written only over what was read',
    mutation: {
      file: 'activities/guarded-post.ts',
      find: 'const result = await deps.odoo.guardedWrite(write).catch(',
      replace: 'const result = await deps.odoo.guardedWrite({ ...write, expect: {} }).catch(',
    },
    setting: 'patient',
    courses: [
      {
        when: 'a terminated run goes on with an old reading after its successor has sent the invoice',
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
          const actions = (): number => company.odoo.calls.list().filter(about(ACTION, moveId)).length;
          const before = actions();
          await until('the old run claims', actions, (count) => count > before);
          await quiet(company);
          return moveId;
        },
        safe: SENT,
        accident: TWICE,
      },
    ],
  },
  {
    name: 'no blind retry',
    mutation: {
      file: 'netvisor/errors.ts',
      find: "kind: occurrence.operation === 'write' ? 'InDoubt' : 'Transient',",
      replace: "kind: 'Transient',",
    },
    setting: 'quick',
    courses: [
      {
        when: 'the reply is lost after Netvisor has booked',
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
    ],
  },
  {
    name: 'deadline',
    mutation: {
      file: 'netvisor/exchange.ts',
      find: 'if (startedAt + settings.writeTimeoutMs > attempt.deadline) {',
      replace: 'if (false) {',
    },
    setting: 'alone',
    courses: [
      {
        when: 'a process freezes between claim and request, and wakes up when another one has sent the invoice',
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
          // Odoo's answer must have arrived: a process that wakes up before that asks Odoo again.
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
          await quiet(company);
          return moveId;
        },
        safe: SENT,
        accident: TWICE,
      },
    ],
  },
  {
    name: 'mark',
    mutation: {
      file: 'activities/settle-invoice.ts',
      find: "{ ...filterOf(mark), replyOption: 'privateComment' }",
      replace: "{ invoiceNumber: Number(invoice.name?.replace(/\\D/g, '')), replyOption: 'privateComment' }",
    },
    setting: 'quick',
    courses: [
      {
        when: 'the reply is lost after Netvisor has booked, and someone gives the invoice another number',
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
    ],
  },
  {
    name: 'second look-up',
    mutation: {
      file: 'workflows/settling.ts',
      find: 'return undefined;',
      replace: "return { attempt: doubt.attempt, by: 'looked' };",
    },
    setting: 'quick',
    courses: [
      {
        when: 'Netvisor books a request whose reply was lost only after Silta has looked for it',
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
    ],
  },
  {
    name: 'private comment',
    mutation: {
      file: 'activities/settle-invoice.ts',
      find: "const versions = rows.filter(({ privateComment }) => `${privateComment ?? ''} `.startsWith(`${owner} `));",
      replace: 'const versions = rows.map((row) => ({ ...row, privateComment: mark.comment }));',
    },
    setting: 'quick',
    courses: [
      {
        when: "a stranger's invoice has the same number in Netvisor, and the request is lost on its way",
        async play({ company }) {
          const { moveId } = newCase(company);
          await bookForStranger(company, moveId);
          company.netvisor.faults.add({ operation: POST, fault: 'cut-before' });
          await company.send(moveId);
          await atRest(company, moveId);
          return moveId;
        },
        ...STRANGER,
      },
      {
        when: "a stranger's invoice has the same number in Netvisor, and Netvisor refuses it a second time",
        async play({ company }) {
          const { moveId } = newCase(company);
          await bookForStranger(company, moveId);
          company.netvisor.settings.patch({ duplicateNumbers: 'refuse' });
          await company.send(moveId);
          await atRest(company, moveId);
          return moveId;
        },
        ...STRANGER,
      },
    ],
  },
  {
    name: 'loop on requests',
    mutation: {
      file: 'workflows/send-invoice.ts',
      find: 'if (requests.pending()) continue;',
      replace: '',
    },
    setting: 'patient',
    courses: [
      {
        when: 'a person cures the cause and asks again while the invoice is being read',
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
    ],
  },
];

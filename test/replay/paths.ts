/**
 * The paths through the workflows that are stored as histories: how each is walked in a real run, and which
 * words in its histories prove that it was this path.
 */
import type { Client } from '@temporalio/client';
import { ignoreInvoice, retryInvoice } from '../../control/invoices.ts';
import { verifyInvoices } from '../../control/verification.ts';
import { until, type Company } from '../../tools/playground/world.ts';
import { fetchChain } from '../scenario/histories.ts';
import { MATCH, PAY, sendInNetvisor } from '../scenario/netvisor-documents.ts';
import { editedInNetvisor, READ_SUMS } from '../scenario/verifying.ts';
import {
  closedResources,
  pauseConnection,
  resumeConnection,
  SILTA_QUEUE,
  testConnection,
  timing,
  workflowIds,
} from '../../workflows/contract.ts';
import {
  asked,
  atLeast,
  connectionIs,
  creditedPair,
  ensureIds,
  finished,
  looked,
  newInvoice,
  paidInvoice,
  parked,
  sentOne,
  startScheduled,
  stateIs,
} from './steps.ts';
import { MORTAL_RARE_PATHS, RARE_PATHS } from './rare-paths.ts';
import type { MortalPath, Path } from './path.ts';

const ADD_INVOICE = 'POST salesinvoice.nv add';
const ADD_CUSTOMER = 'POST customer.nv add';

/** Everything in Netvisor's sight is locked, so that it refuses the invoice. */
const LOCKED = { accountingPeriodLockDate: '2099-12-31' };

export const PATHS: readonly Path[] = [
  {
    name: 'known-registers',
    proof: ['"recordSent"', 'EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED'],
    async walk({ company, client }) {
      const first = await sentOne(company, client);
      const { id } = newInvoice(company, first);
      await company.send(id);
      await finished(client, company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'new-customer-and-product',
    proof: ['EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_COMPLETED', '"EnsureCustomer"', '"EnsureProduct"'],
    async walk({ company, client }) {
      const { id } = await sentOne(company, client);
      return [company.workflowId(id), ...(await ensureIds(client, company))];
    },
  },
  {
    name: 'two-need-one-customer',
    proof: ['EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_FAILED', 'EVENT_TYPE_TIMER_STARTED'],
    async walk({ company, client }) {
      company.netvisor.faults.add({ operation: ADD_CUSTOMER, fault: 'slow', delayMs: 1500 });
      const first = newInvoice(company);
      const second = newInvoice(company, first);
      await Promise.all([company.send(first.id), company.send(second.id)]);
      await Promise.all([finished(client, company, first.id), finished(client, company, second.id)]);
      return [company.workflowId(first.id), company.workflowId(second.id)];
    },
  },
  {
    name: 'rejected-then-retried',
    proof: ['"PeriodLocked"', 'EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW', '"signalName":"retry"'],
    async walk({ company, client }) {
      const { id } = newInvoice(company, await sentOne(company, client));
      await rejected(client, company, id);
      company.netvisor.settings.patch({ accountingPeriodLockDate: null });
      await retryInvoice(client, company.name, id);
      await finished(client, company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'rejected-then-ignored',
    proof: ['"signalName":"ignore"', '"SentByHand"'],
    async walk({ company, client }) {
      const { id } = newInvoice(company, await sentOne(company, client));
      await rejected(client, company, id);
      await ignoreInvoice(client, company.name, id, 'SentByHand');
      await finished(client, company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'blocked-before-sending',
    proof: ['"TaxWithoutVatCode"'],
    async walk({ company, client }) {
      const tax = company.odoo.ref('account.1_tax_dom_sales_goods_25_5');
      company.odoo.edit('account.tax', tax, { x_netvisor_vat_code: false });
      const { id } = newInvoice(company);
      await company.send(id);
      await stateIs(company, id, 'attention');
      await parked(client, company, id);
      company.odoo.edit('account.tax', tax, { x_netvisor_vat_code: 'KOMY' });
      await company.send(id);
      await finished(client, company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'register-rejected',
    proof: ['"RegisterRejected"', '"recordParked"'],
    async walk({ company, client }) {
      company.netvisor.faults.add({ operation: ADD_CUSTOMER, fault: 'refuse', code: 'INVALID_DATA' });
      const { id } = newInvoice(company);
      await company.send(id);
      await stateIs(company, id, 'attention');
      await parked(client, company, id);
      await retryInvoice(client, company.name, id);
      await finished(client, company, id);
      return [company.workflowId(id), ...(await ensureIds(client, company))];
    },
  },
  {
    name: 'customer-reply-lost',
    proof: ['"in-doubt"', '"linkCustomer"'],
    async walk({ company, client }) {
      company.netvisor.faults.add({ operation: ADD_CUSTOMER, fault: 'cut-after' });
      await sentOne(company, client);
      return ensureIds(client, company);
    },
  },
  {
    name: 'customer-absent-then-created',
    proof: ['"in-doubt"', '"by":"looked"'],
    async walk({ company, client }) {
      company.netvisor.faults.add({ operation: ADD_CUSTOMER, fault: 'cut-before' });
      await sentOne(company, client);
      return ensureIds(client, company);
    },
  },
  {
    name: 'reply-lost-then-adopted',
    proof: ['"in-doubt"', 'EVENT_TYPE_TIMER_FIRED', '"in-netvisor"'],
    async walk({ company, client }) {
      const { id } = newInvoice(company, await sentOne(company, client));
      company.netvisor.faults.add({ operation: ADD_INVOICE, fault: 'cut-after' });
      await company.send(id);
      await finished(client, company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'absent-then-sent-again',
    proof: ['"in-doubt"', '"by":"looked"', '"in-netvisor"'],
    async walk({ company, client }) {
      const { id } = newInvoice(company, await sentOne(company, client));
      company.netvisor.faults.add({ operation: ADD_INVOICE, fault: 'cut-before' });
      await company.send(id);
      await finished(client, company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'request-not-unique',
    proof: ['"RequestNotUnique"', '"by":"looked-not-unique"', '"by":"person"'],
    async walk({ company, client }) {
      const { id } = newInvoice(company, await sentOne(company, client));
      company.netvisor.faults.add({ operation: ADD_INVOICE, fault: 'refuse', code: 'REQUEST_NOT_UNIQUE' });
      await company.send(id);
      await stateIs(company, id, 'attention');
      await parked(client, company, id);
      await retryInvoice(client, company.name, id);
      await finished(client, company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'fifty-requests',
    proof: ['"signalName":"request"', '"already-sent"'],
    async walk({ company, client }) {
      const { id } = newInvoice(company, await sentOne(company, client));
      company.netvisor.faults.add({ operation: ADD_INVOICE, fault: 'hold-after' });
      await company.send(id);
      await until('the post is held', () => company.netvisor.faults.held(), atLeast(1));
      await Promise.all(Array.from({ length: 50 }, () => company.send(id)));
      company.netvisor.faults.release();
      await finished(client, company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'asked-again-when-sent',
    proof: ['"already-sent"'],
    async walk({ company, client }) {
      const { id } = await sentOne(company, client);
      await company.send(id);
      await finished(client, company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'changed-after-sending',
    proof: ['"ChangedAfterSending"'],
    async walk({ company, client }) {
      const { id } = await sentOne(company, client);
      sendInNetvisor(company, id);
      company.odoo.edit('account.move', id, { ref: 'Tilaus 7' });
      await company.send(id);
      await stateIs(company, id, 'attention');
      await parked(client, company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'invoice-gone',
    proof: ['"gone"'],
    async walk({ company, client }) {
      const { id } = newInvoice(company);
      company.odoo.remove('account.move', id);
      await company.send(id);
      await finished(client, company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'credit-note-waits-then-matched',
    proof: ['"matchCreditNote"', '"unsent-in-netvisor"', '"kind":"matched"', '"next":"match"'],
    async walk({ company, client }) {
      const { id, note } = await creditedPair(company, client);
      await company.send(note);
      await stateIs(company, note, 'waiting');
      await looked(client, company, note);
      sendInNetvisor(company, id);
      sendInNetvisor(company, note);
      await finished(client, company, note);
      return [company.workflowId(note)];
    },
  },
  {
    name: 'credit-note-waits-then-asked-again',
    proof: ['"unsent-in-netvisor"', '"already-sent"', '"kind":"matched"'],
    async walk({ company, client }) {
      const { id, note } = await creditedPair(company, client);
      await company.send(note);
      await looked(client, company, note);
      await company.send(note);
      sendInNetvisor(company, id);
      sendInNetvisor(company, note);
      await finished(client, company, note);
      return [company.workflowId(note)];
    },
  },
  {
    name: 'credit-note-waits-then-ignored',
    proof: ['"unsent-in-netvisor"', '"recordIgnored"', '"kept"'],
    async walk({ company, client }) {
      const { note } = await creditedPair(company, client);
      await company.send(note);
      await looked(client, company, note);
      await ignoreInvoice(client, company.name, note, 'MatchedByHand');
      await finished(client, company, note);
      return [company.workflowId(note)];
    },
  },
  {
    name: 'credit-note-waits-too-long',
    proof: ['"WaitingForNetvisor"', '"overdue":true', 'EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW'],
    async walk({ company, client }) {
      const { id, note } = await creditedPair(company, client);
      await company.send(note);
      await looked(client, company, note);
      await continueAfterDays(client, company, note);
      await stateIs(company, note, 'attention');
      // The recorder's server suggests a new run early; in production it takes weeks of looking.
      await until(
        'continued as new',
        async () => (await fetchChain(client, company.workflowId(note))).length,
        (runs) => runs > 1,
        180_000,
      );
      sendInNetvisor(company, id);
      sendInNetvisor(company, note);
      await finished(client, company, note);
      return [company.workflowId(note)];
    },
  },
  {
    name: 'match-reply-lost',
    proof: ['"matchCreditNote"', '"in-doubt"', '"kind":"matched"'],
    async walk({ company, client }) {
      const { id, note } = await creditedPair(company, client);
      sendInNetvisor(company, id);
      await company.send(note);
      await looked(client, company, note);
      company.netvisor.faults.add({ operation: MATCH, fault: 'cut-after' });
      sendInNetvisor(company, note);
      await finished(client, company, note);
      return [company.workflowId(note)];
    },
  },
  {
    name: 'match-refused-then-retried',
    proof: ['"MatchRefused"', '"signalName":"retry"', '"already-sent"'],
    async walk({ company, client }) {
      const { id, note } = await creditedPair(company, client);
      sendInNetvisor(company, id);
      await company.send(note);
      await looked(client, company, note);
      company.netvisor.faults.add({ operation: MATCH, fault: 'refuse', code: 'INVALID_DATA' });
      sendInNetvisor(company, note);
      await stateIs(company, note, 'attention');
      await parked(client, company, note);
      await retryInvoice(client, company.name, note);
      await finished(client, company, note);
      return [company.workflowId(note)];
    },
  },
  {
    name: 'paid-in-two-parts',
    proof: ['"sendPayment"', '"recordPayment"', '"complete"', '"next":"pay"'],
    async walk({ company, client }) {
      const { id } = paidInvoice(company, [50, 20]);
      await company.send(id);
      await finished(client, company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'payment-reply-lost',
    proof: ['"sendPayment"', '"in-doubt"', '"by":"looked"', '"complete"'],
    async walk({ company, client }) {
      company.netvisor.faults.add({ operation: PAY, fault: 'cut-before' });
      const { id } = paidInvoice(company, [50]);
      await company.send(id);
      await finished(client, company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'payment-refused-then-retried',
    proof: ['"PaymentRefused"', '"already-sent"', '"complete"'],
    async walk({ company, client }) {
      company.netvisor.faults.add({ operation: PAY, fault: 'refuse', code: 'INVALID_DATA' });
      const { id } = paidInvoice(company, [50]);
      await company.send(id);
      await stateIs(company, id, 'attention');
      await parked(client, company, id);
      await retryInvoice(client, company.name, id);
      await finished(client, company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'verification',
    proof: ['"findUnverified"', '"verifySums"', '"askInvoices"', '"SumsDiffer"', '"runs already"'],
    async walk({ company, client }) {
      const first = await sentOne(company, client);
      const differing = newInvoice(company, first);
      await company.send(differing.id);
      await finished(client, company, differing.id);
      const own = { company, moveId: differing.id, partnerId: first.partner, productId: first.product };
      await editedInNetvisor(own, '46');
      company.netvisor.faults.add({ operation: `GET ${READ_SUMS}`, fault: 'hold-after' });
      const scheduled = await startScheduled(client, company, 'first');
      await until('the sums are being read', () => company.netvisor.faults.held(), atLeast(1));
      const second = await startScheduled(client, company, 'second');
      await second.result();
      company.netvisor.faults.release();
      await scheduled.result();
      await stateIs(company, differing.id, 'attention');
      await parked(client, company, differing.id);
      await editedInNetvisor(own, '45');
      await (await verifyInvoices(client, company.settings)).result();
      await stateIs(company, differing.id, 'sent');
      await finished(client, company, differing.id);
      return [
        workflowIds.verifyInvoices(company.name),
        scheduled.workflowId,
        second.workflowId,
        company.workflowId(differing.id),
      ];
    },
  },
  ...RARE_PATHS,
  {
    name: 'connection-open',
    proof: ['"holdLane"'],
    async walk({ company, client }) {
      await sentOne(company, client);
      return [workflowIds.connection(company.name)];
    },
  },
  {
    name: 'connection-maintenance',
    proof: ['"Maintenance"', 'EVENT_TYPE_TIMER_STARTED', '"pause":null'],
    async walk({ company, client }) {
      const first = await sentOne(company, client);
      company.netvisor.settings.patch({ maintenance: true });
      const { id } = newInvoice(company, first);
      await company.send(id);
      await connectionIs(client, company, 'paused');
      company.netvisor.settings.patch({ maintenance: false });
      await finished(client, company, id);
      return [workflowIds.connection(company.name), company.workflowId(id)];
    },
  },
  {
    name: 'connection-paused-by-person',
    proof: ['"signalName":"pause"', '"ByPerson"', '"signalName":"resume"'],
    async walk({ company, client }) {
      const first = await sentOne(company, client);
      const connection = client.workflow.getHandle(workflowIds.connection(company.name));
      await connection.signal(pauseConnection);
      await connectionIs(client, company, 'paused');
      const { id } = newInvoice(company, first);
      await company.send(id);
      await connection.signal(resumeConnection);
      await finished(client, company, id);
      return [workflowIds.connection(company.name)];
    },
  },
  {
    name: 'connection-tested',
    proof: [
      '"signalName":"testConnection"',
      'EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED',
      '"signalName":"again"',
      '"signalName":"connectionTested"',
    ],
    async walk({ company, client }) {
      await connectionIs(client, company, 'held');
      company.netvisor.faults.add({ operation: 'GET customerlist.nv', fault: 'slow', delayMs: 1500 });
      const connection = client.workflow.getHandle(workflowIds.connection(company.name));
      await connection.signal(testConnection, null);
      await asked(company, 'GET customerlist.nv', 1);
      // The one that comes meanwhile is served by one more.
      await connection.signal(testConnection, null);
      await asked(company, 'GET customerlist.nv', 2);
      await client.workflow.getHandle(workflowIds.testConnection(company.name)).result();
      return [workflowIds.connection(company.name), workflowIds.testConnection(company.name)];
    },
  },
  {
    name: 'connection-tested-while-paused',
    proof: ['"signalName":"testConnection"', '"ByPerson"', 'EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT'],
    async walk({ company, client }) {
      await connectionIs(client, company, 'held');
      const connection = client.workflow.getHandle(workflowIds.connection(company.name));
      await connection.signal(pauseConnection);
      await connectionIs(client, company, 'paused');
      await connection.signal(testConnection, null);
      await asked(company, 'GET customerlist.nv', 1);
      await client.workflow.getHandle(workflowIds.testConnection(company.name)).result();
      return [workflowIds.connection(company.name), workflowIds.testConnection(company.name)];
    },
  },
  {
    name: 'connection-missing-right',
    proof: ['"signalName":"closedResources"', '"salesinvoice.nv"'],
    async walk({ company, client }) {
      const first = await sentOne(company, client);
      const others = [
        'salesinvoicelist.nv',
        'customerlist.nv',
        'customer.nv',
        'productlist.nv',
        'product.nv',
      ];
      company.netvisor.settings.patch({ allowedResources: others });
      const { id } = newInvoice(company, first);
      await company.send(id);
      await connectionIs(client, company, 'held', 1);
      company.netvisor.settings.patch({ allowedResources: 'all' });
      await finished(client, company, id);
      return [workflowIds.connection(company.name), company.workflowId(id)];
    },
  },
  {
    name: 'connection-continues-as-new',
    proof: ['EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW'],
    async walk({ company, client }) {
      await sentOne(company, client);
      const connection = client.workflow.getHandle(workflowIds.connection(company.name));
      const before = (await connection.describe()).runId;
      // The recorder's server suggests a new run early; in production it takes thousands of events.
      for (let sent = 0; sent < 40; sent += 1) await connection.signal(closedResources, []);
      await connection.signal(pauseConnection);
      await connectionIs(client, company, 'paused');
      await connection.signal(resumeConnection);
      await until(
        'the connection runs anew',
        async () => (await connection.describe()).runId,
        (runId) => runId !== before,
      );
      await connectionIs(client, company, 'held');
      return [workflowIds.connection(company.name)];
    },
  },
];

export const MORTAL_PATHS: readonly MortalPath[] = [
  ...MORTAL_RARE_PATHS,
  {
    name: 'match-worker-lost',
    proof: ['TIMEOUT_TYPE_HEARTBEAT', '"matchCreditNote"', '"attempt":"lost"'],
    async walk({ company, client, kill, revive }) {
      const { id, note } = await creditedPair(company, client);
      sendInNetvisor(company, id);
      company.netvisor.faults.add({ operation: MATCH, fault: 'hold-after' });
      await company.send(note);
      await looked(client, company, note);
      sendInNetvisor(company, note);
      await until('the match is held', () => company.netvisor.faults.held(), atLeast(1));
      await kill();
      company.netvisor.faults.release('discarded');
      await revive();
      await finished(client, company, note);
      return [company.workflowId(note)];
    },
  },
  {
    name: 'worker-lost',
    proof: ['TIMEOUT_TYPE_HEARTBEAT', '"in-netvisor"', '"predecessor":"lost"'],
    async walk({ company, client, kill, revive }) {
      const { id } = newInvoice(company, await sentOne(company, client));
      company.netvisor.faults.add({ operation: ADD_INVOICE, fault: 'hold-after' });
      await company.send(id);
      await until('the post is held', () => company.netvisor.faults.held(), atLeast(1));
      await kill();
      company.netvisor.faults.release('discarded');
      await revive();
      await finished(client, company, id);
      return [company.workflowId(id), workflowIds.connection(company.name)];
    },
  },
];

/** Goes on as a run that has been continued after three days. */
async function continueAfterDays(client: Client, company: Company, id: number): Promise<void> {
  const { limitSeconds } = company.settings.netvisor;
  await client.workflow.getHandle(company.workflowId(id)).terminate('days later');
  const since = new Date(Date.now() - timing(limitSeconds).alarmMs).toISOString();
  const [, netvisorKey = ''] = /(\d+)$/.exec(String(company.invoice(id)['x_netvisor_key'])) ?? [];
  const waiting = { netvisorKey, since, looks: 0 };
  await client.workflow.start('SendInvoice', {
    taskQueue: SILTA_QUEUE,
    workflowId: company.workflowId(id),
    args: [{ connection: company.name, moveId: id, limitSeconds, waiting }],
  });
}

async function rejected(client: Client, company: Company, id: number): Promise<void> {
  company.netvisor.settings.patch(LOCKED);
  await company.send(id);
  await stateIs(company, id, 'attention');
  await parked(client, company, id);
}

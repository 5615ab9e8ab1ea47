/** Paths that few documents take: files that are refused, edits, claims that are overtaken, what cannot be written. */
import type { Client } from '@temporalio/client';
import { retryInvoice } from '../../control/invoices.ts';
import { verifyInvoices } from '../../control/verification.ts';
import { provisionSimulator, until, type Company } from '../../tools/playground/world.ts';
import { pauseConnection, resumeConnection, workflowIds } from '../../workflows/contract.ts';
import { fetchChain } from '../scenario/histories.ts';
import { EDIT, inNetvisor, PAY, POST, sendInNetvisor } from '../scenario/netvisor-documents.ts';
import { sentInBulk } from '../scenario/verifying.ts';
import type { MortalPath, Path } from './path.ts';
import {
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
  stateIs,
  type Invoiced,
} from './steps.ts';

const ADD_CUSTOMER = 'POST customer.nv add';
const ACTION = 'ir.actions.server/run';
const LOOK_UP = 'GET salesinvoicelist.nv';

export const RARE_PATHS: readonly Path[] = [
  {
    name: 'files-refused',
    proof: ['"files-refused"', '"withoutFiles":true', '"in-netvisor"'],
    async walk({ company, client }) {
      const { id } = newInvoice(company, await sentOne(company, client));
      addFile(company, id);
      await company.send(id);
      await finished(client, company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'edited-while-unsent',
    proof: ['"already-sent"'],
    async walk({ company, client }) {
      const { id } = await sentOne(company, client);
      changeSums(company, id);
      await company.send(id);
      await finished(client, company, id);
      expectEdited(company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'edit-with-files-refused',
    proof: ['"files-refused"', '"withoutFiles":true', '"already-sent"'],
    async walk({ company, client }) {
      const { id } = await sentOne(company, client);
      addFile(company, id);
      changeSums(company, id);
      await company.send(id);
      await finished(client, company, id);
      expectEdited(company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'edit-reply-lost',
    proof: ['"in-doubt"', 'EVENT_TYPE_TIMER_FIRED', '"already-sent"'],
    walk: ({ company, client }) => editUnder('cut-after', company, client),
  },
  {
    name: 'edit-absent-then-made-again',
    proof: ['"in-doubt"', '"by":"looked"', '"already-sent"'],
    walk: ({ company, client }) => editUnder('cut-before', company, client),
  },
  {
    name: 'credit-note-over-two-invoices',
    proof: ['"matchCreditNote"', '"partly"', '"kind":"matched"'],
    async walk({ company, client }) {
      const first = await sentOne(company, client);
      const second = newInvoice(company, first);
      await company.send(second.id);
      await finished(client, company, second.id);
      const taxes = ['tax_dom_sales_goods_25_5'];
      const lines = [{ product: first.product, quantity: 1, price: 150, taxes }];
      const note = company.odoo.createCreditNote({ invoice: first.id, lines }).id;
      company.odoo.reconcile({ invoice: second.id, with: note });
      for (const { id } of [first, second]) sendInNetvisor(company, id);
      await company.send(note);
      await looked(client, company, note);
      sendInNetvisor(company, note);
      await finished(client, company, note);
      return [company.workflowId(note)];
    },
  },
  {
    name: 'claim-overtaken',
    proof: ['"superseded"', '"mayBeThere":true', '"in-netvisor"'],
    async walk({ company, client }) {
      const { id } = newInvoice(company, await sentOne(company, client));
      company.netvisor.faults.add({ operation: POST, fault: 'hold-after' });
      await company.send(id);
      await until('the post is held', () => company.netvisor.faults.held(), atLeast(1));
      company.odoo.edit('account.move', id, { x_netvisor_attempt: 'of somebody else' });
      company.netvisor.faults.release();
      await finished(client, company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'odoo-not-writable',
    proof: ['"OdooNotWritable"', '"recordSent"', 'EVENT_TYPE_ACTIVITY_TASK_FAILED', '"recorded"'],
    async walk({ company, client }) {
      const { id } = newInvoice(company, await sentOne(company, client));
      company.netvisor.faults.add({ operation: POST, fault: 'hold-after' });
      await company.send(id);
      await until('the post is held', () => company.netvisor.faults.held(), atLeast(1));
      removeField(company, 'x_netvisor_sent_at');
      company.netvisor.faults.release();
      await until(
        'the write was refused',
        () => company.odoo.calls.list().filter(({ operation, code }) => operation === ACTION && code),
        atLeast(1),
      );
      await provisionSimulator(company.settings.odoo.url);
      await finished(client, company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'bug-parked',
    proof: ['"Bug"', '"recordParked"', '"signalName":"retry"'],
    async walk({ company, client }) {
      const { id } = newInvoice(company, await sentOne(company, client));
      company.netvisor.faults.add({ operation: POST, fault: 'cut-after' });
      company.netvisor.faults.add({ operation: LOOK_UP, fault: 'refuse', code: 'INVALID_DATA' });
      await company.send(id);
      await stateIs(company, id, 'attention');
      await parked(client, company, id);
      await retryInvoice(client, company.name, id);
      await finished(client, company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'bug-parked-after-sending',
    proof: ['"Bug"', '"recordParked"', '"sent":true', '"kind":"matched"'],
    async walk({ company, client }) {
      const { id, note } = await creditedPair(company, client);
      sendInNetvisor(company, id);
      company.netvisor.faults.add({ operation: LOOK_UP, fault: 'refuse', code: 'INVALID_DATA' });
      await company.send(note);
      await stateIs(company, note, 'attention');
      await parked(client, company, note);
      sendInNetvisor(company, note);
      await retryInvoice(client, company.name, note);
      await finished(client, company, note);
      return [company.workflowId(note)];
    },
  },
  {
    name: 'connection-lane-failed',
    proof: ['"LaneFailed"', '"pause":null', 'EVENT_TYPE_ACTIVITY_TASK_FAILED'],
    async walk({ company, client }) {
      const first = await sentOne(company, client);
      await failHold(client, company);
      await connectionIs(client, company, 'paused');
      const { id } = newInvoice(company, first);
      await company.send(id);
      await client.workflow.getHandle(workflowIds.connection(company.name)).signal(resumeConnection);
      await finished(client, company, id);
      return [workflowIds.connection(company.name)];
    },
  },
  {
    name: 'connection-sets-general-product-up',
    proof: ['"general-product"', '"EnsureProduct"', 'EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_COMPLETED'],
    async walk({ company, client }) {
      await sentOne(company, client);
      const general = company.odoo.addProduct({ name: 'Yleinen', default_code: 'YLEINEN', list_price: 0 });
      company.odoo.edit('res.company', 1, { x_netvisor_generic_product: general });
      const connection = client.workflow.getHandle(workflowIds.connection(company.name));
      await connection.signal(pauseConnection);
      await connectionIs(client, company, 'paused');
      await connection.signal(resumeConnection);
      await until(
        'the connection knows that the general product is in Netvisor',
        async () => JSON.stringify(await fetchChain(client, connection.workflowId)),
        (text) => text.includes('EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_COMPLETED'),
      );
      return [connection.workflowId, ...(await ensureIds(client, company, 3))];
    },
  },
  {
    name: 'verification-continues-as-new',
    proof: ['"findUnverified"', 'EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW', '"from":{"after":'],
    // In production it takes thousands of pages.
    suggestedEvents: 10,
    async walk({ company, client }) {
      const { id, partner, product } = await sentOne(company, client);
      const own = { company, moveId: id, partnerId: partner, productId: product };
      await sentInBulk(own, 500, 'own');
      const run = await verifyInvoices(client, company.settings);
      const { verified } = await run.result();
      if (verified !== 501) throw new Error(`${verified} verified`);
      return [workflowIds.verifyInvoices(company.name)];
    },
  },
];

export const MORTAL_RARE_PATHS: readonly MortalPath[] = [
  {
    name: 'payment-worker-lost',
    proof: ['TIMEOUT_TYPE_HEARTBEAT', '"sendPayment"', '"complete"'],
    async walk({ company, client, kill, revive }) {
      company.netvisor.faults.add({ operation: PAY, fault: 'hold-after' });
      const { id } = paidInvoice(company, [50]);
      await company.send(id);
      await until('the payment is held', () => company.netvisor.faults.held(), atLeast(1));
      await kill();
      company.netvisor.faults.release('discarded');
      await revive();
      await finished(client, company, id);
      return [company.workflowId(id)];
    },
  },
  {
    name: 'customer-worker-lost',
    proof: ['TIMEOUT_TYPE_HEARTBEAT', '"createCustomer"', '"EnsureCustomer"', '"linked"'],
    async walk({ company, client, kill, revive }) {
      company.netvisor.faults.add({ operation: ADD_CUSTOMER, fault: 'hold-after' });
      const { id } = newInvoice(company);
      await company.send(id);
      await until('the customer is held', () => company.netvisor.faults.held(), atLeast(1));
      await kill();
      company.netvisor.faults.release('discarded');
      await revive();
      await finished(client, company, id);
      return [company.workflowId(id), ...(await ensureIds(client, company))];
    },
  },
  {
    name: 'edit-worker-lost',
    proof: ['TIMEOUT_TYPE_HEARTBEAT', '"already-sent"'],
    async walk({ company, client, kill, revive }) {
      const { id } = await sentOne(company, client);
      changeSums(company, id);
      company.netvisor.faults.add({ operation: EDIT, fault: 'hold-after' });
      await company.send(id);
      await until('the edit is held', () => company.netvisor.faults.held(), atLeast(1));
      await kill();
      company.netvisor.faults.release('discarded');
      await revive();
      await finished(client, company, id);
      expectEdited(company, id);
      return [company.workflowId(id)];
    },
  },
];

async function editUnder(fault: string, company: Company, client: Client): Promise<readonly string[]> {
  const { id } = await sentOne(company, client);
  changeSums(company, id);
  company.netvisor.faults.add({ operation: EDIT, fault });
  await company.send(id);
  await finished(client, company, id);
  expectEdited(company, id);
  return [company.workflowId(id)];
}

function changeSums(company: Company, id: Invoiced['id']): void {
  const [line] = company.invoice(id)['lines'] as readonly { readonly id: number }[];
  company.odoo.edit('account.move.line', line?.id ?? 0, { price_unit: 60 });
}

/** Its history does not tell an edit from an invoice that stayed as it was. */
function expectEdited(company: Company, id: Invoiced['id']): void {
  const { gross } = inNetvisor(company, id);
  if (gross !== '150.60') throw new Error(`not edited: ${gross}`);
}

/** A file of a kind that this Netvisor refuses. */
function addFile({ odoo, netvisor }: Company, invoice: Invoiced['id']): void {
  netvisor.settings.patch({ attachmentMimeTypes: ['application/pdf'] });
  odoo.edit('res.company', 1, { x_netvisor_attachments: 'chosen' });
  const content = Buffer.from('Erittely').toString('base64');
  const file = odoo.addFile({ invoice, name: 'erittely.txt', content });
  odoo.edit('account.move', invoice, { x_netvisor_files: [[6, 0, [file]]] });
}

/** Somebody deletes one of Silta's fields, which then cannot be written; provisioning makes it again. */
function removeField({ odoo }: Company, name: string): void {
  const field = odoo.db
    .rows('ir.model.fields')
    .find((row) => row['name'] === name && row['model'] === 'account.move');
  odoo.remove('ir.model.fields', field?.id ?? 0);
}

/** Ends the hold of the lane otherwise than its worker does, as a fatal error in it would. */
async function failHold(client: Client, { name }: Company): Promise<void> {
  const workflowId = workflowIds.connection(name);
  const { raw } = await client.workflow.getHandle(workflowId).describe();
  const hold = raw.pendingActivities?.find(({ activityType }) => activityType?.name === 'holdLane');
  if (!hold?.activityId) throw new Error('nobody holds the lane');
  await client.workflowService.respondActivityTaskFailedById({
    namespace: 'default',
    workflowId,
    activityId: hold.activityId,
    failure: { message: 'the lane broke', applicationFailureInfo: { type: 'Broken', nonRetryable: true } },
  });
}

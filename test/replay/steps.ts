import type { Client } from '@temporalio/client';
import { until, type Company } from '../../tools/playground/world.ts';
import { decoded, fetchChain } from '../scenario/histories.ts';
import { connectionStatus, SILTA_QUEUE, workflowIds, type ScheduledInput } from '../../workflows/contract.ts';

/** An invoice of the simulated Odoo with the records that a next one may share. */
export interface Invoiced {
  readonly id: number;
  readonly partner: number;
  readonly product: number;
}

let made = 0;

/** A posted invoice of an invented customer; of the same customer and product as `like`, if that is given. */
export function newInvoice(company: Company, like?: Omit<Invoiced, 'id'>): Invoiced {
  made += 1;
  const partner = like?.partner ?? company.odoo.addPartner({ name: `Asiakas ${made}`, is_company: true });
  const product =
    like?.product ??
    company.odoo.addProduct({ name: `Tuote ${made}`, default_code: `T-${made}`, list_price: 45 });
  const { id } = company.odoo.createInvoice({
    partner,
    lines: [{ product, quantity: 2, price: 45, taxes: ['tax_dom_sales_goods_25_5'] }],
  });
  return { id, partner, product };
}

/** An invoice that is already in Netvisor, with its customer and product. */
export async function sentOne(company: Company, client: Client): Promise<Invoiced> {
  const invoiced = newInvoice(company);
  await company.send(invoiced.id);
  await finished(client, company, invoiced.id);
  return invoiced;
}

/** An invoice that Netvisor has yet to send to its customer, and its credit note, which is not sent at all yet. */
export async function creditedPair(
  company: Company,
  client: Client,
): Promise<{ readonly id: number; readonly note: number }> {
  const { id } = await sentOne(company, client);
  return { id, note: company.odoo.createCreditNote({ invoice: id }).id };
}

/** An invoice that is paid in Odoo, in parts, before it is sent. */
export function paidInvoice(company: Company, amounts: readonly number[]): Invoiced {
  company.odoo.edit('res.company', 1, {
    x_netvisor_paid: 'with-payment',
    x_netvisor_payment_method: 'Kortti',
  });
  const invoiced = newInvoice(company);
  for (const amount of amounts) company.odoo.registerPayment({ invoice: invoiced.id, amount });
  return invoiced;
}

/** Resolves when the invoice's workflow has ended, after as many runs as it takes. */
export async function finished(client: Client, company: Company, id: number): Promise<void> {
  await client.workflow.getHandle(company.workflowId(id)).result();
}

export async function stateIs(company: Company, id: number, wanted: string): Promise<void> {
  await until(
    `invoice ${id} is ${wanted}`,
    () => company.invoice(id)['x_netvisor_state'],
    (state) => state === wanted,
  );
}

export async function connectionIs(
  client: Client,
  company: Company,
  lane: 'held' | 'paused',
  closedResources = 0,
): Promise<void> {
  const handle = client.workflow.getHandle(workflowIds.connection(company.name));
  await until(
    `the connection is ${lane}`,
    () => handle.query(connectionStatus),
    (status) => status.lane === lane && status.closedResources.length >= closedResources,
  );
}

/** Waits until Netvisor was asked this so often. */
export async function asked(company: Company, operation: string, times: number): Promise<void> {
  await until(
    `${operation} ${times} times`,
    () => company.netvisor.calls.list().filter((call) => call.operation === operation).length,
    (calls) => calls >= times,
  );
}

/** A credit note has been looked at in Netvisor and waits there. */
export async function looked(client: Client, company: Company, id: number): Promise<void> {
  await until(
    'looked at',
    async () => JSON.stringify(decoded((await fetchChain(client, company.workflowId(id))).at(-1)?.history)),
    (text) => text.includes('"unsent-in-netvisor"'),
  );
}

/** Resolves when the run has continued as new: a retry that lands before would be served without that. */
export async function parked(client: Client, company: Company, id: number): Promise<void> {
  await until(
    'parked',
    async () => JSON.stringify(decoded((await fetchChain(client, company.workflowId(id))).at(-1)?.history)),
    (text) => text.includes('"parked":{'),
  );
}

/** Ids of the workflows that brought customers and products of this company into Netvisor, when all are listed. */
export async function ensureIds(client: Client, company: Company, count = 2): Promise<readonly string[]> {
  const query = `SiltaConnection = '${company.name}' AND WorkflowType STARTS_WITH 'Ensure'`;
  const list = async (): Promise<string[]> => {
    const ids = new Set<string>();
    for await (const { workflowId } of client.workflow.list({ query })) ids.add(workflowId);
    return [...ids];
  };
  return until(`${count} register workflows are listed`, list, atLeast(count));
}

/** What the schedule of a verification starts, at a time of our own. */
export function startScheduled(client: Client, { name, settings }: Company, time: string) {
  const workflowId = workflowIds.verifyInvoices(name);
  const { limitSeconds } = settings.netvisor;
  const input: ScheduledInput = {
    flow: 'VerifyInvoices',
    workflowId,
    input: { connection: name, limitSeconds },
  };
  return client.workflow.start('Scheduled', {
    taskQueue: SILTA_QUEUE,
    workflowId: `${workflowId}/scheduled-${time}`,
    args: [input],
  });
}

export const atLeast =
  (count: number) =>
  (list: readonly unknown[]): boolean =>
    list.length >= count;

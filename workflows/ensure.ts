import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  executeChild,
  ChildWorkflowCancellationType,
  ChildWorkflowFailure,
  ParentClosePolicy,
  sleep,
  TimeoutFailure,
} from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { Absence, CreateRegisterResult, Needed } from '../activities/contract.ts';
import { searchAttributes, workflowIds } from './contract.ts';
import type { EnsureInput, EnsureResult, FlowInput, Timing } from './contract.ts';
import { reasonOf, type GivenUp } from './follow-up.ts';
import { Limit } from './limit.ts';
import { laneActivities, officeActivities } from './policies.ts';
import { untilRecorded } from './recording.ts';
import { Settling } from './settling.ts';
import { Status } from './status.ts';

/** Makes sure that Netvisor has this customer, and that Odoo knows its key. Single writer per business id. */
export async function EnsureCustomer(input: EnsureInput): Promise<EnsureResult> {
  return ensure(input, 'Customer', 'res.partner');
}

/** The same for a product, single writer per product code. */
export async function EnsureProduct(input: EnsureInput): Promise<EnsureResult> {
  return ensure(input, 'Product', 'product.product');
}

async function ensure(
  input: EnsureInput,
  what: 'Customer' | 'Product',
  model: string,
): Promise<EnsureResult> {
  const { connection, recordId } = input;
  const limit = new Limit(input);
  const { waits } = limit;
  const lane = laneActivities(connection, limit);
  const office = officeActivities(waits);
  const [create, link] =
    what === 'Customer'
      ? ([lane.createCustomer, office.linkCustomer] as const)
      : ([lane.createProduct, office.linkProduct] as const);
  const settling = new Settling(waits);
  const status = new Status(`${what} with Odoo id ${recordId}`, {
    connection,
    flow: `Ensure${what}`,
    document: `${model},${recordId}`,
  });
  let absent: Absence | undefined;

  for (;;) {
    const result = await attempt();
    switch (result.kind) {
      case 'linked':
        return { kind: 'linked', netvisorKey: result.netvisorKey };
      case 'rejected':
        return { kind: 'rejected', reason: result.reason };
      case 'in-netvisor': {
        const { netvisorKey } = result;
        const summary = 'Write the key into Odoo';
        await untilRecorded(
          () => link.executeWithOptions({ summary }, [{ connection, recordId, netvisorKey }]),
          status,
          waits,
        );
        return { kind: 'linked', netvisorKey };
      }
      case 'in-doubt':
        status.show(
          'Settling',
          'A reply of Netvisor was lost. Silta looks there before it creates anything.',
        );
        absent = await settling.next(result);
    }
  }

  async function attempt(): Promise<CreateRegisterResult> {
    for (;;) {
      try {
        const summary = 'Find in Netvisor, create if absent';
        return await create.executeWithOptions({ summary }, [
          { connection, recordId, ...(absent && { absent }) },
        ]);
      } catch (error) {
        if (!(error instanceof ActivityFailure)) throw error;
        if (error.cause instanceof ApplicationFailure)
          return { kind: 'rejected', reason: reasonOf(error.cause) };
        if (!(error.cause instanceof TimeoutFailure)) throw error;
        status.show('Settling', 'The worker was lost on the way. Looking how far it came.');
      }
    }
  }
}

/** With which an invoice waits while another one is at a customer or product that both need. */
export class Patience {
  private rounds = 0;
  private waitedMs = 0;

  constructor(private readonly waits: Timing) {}

  /** Waits a while; false when it has been long enough. What is spent in the queue of the lane does not count. */
  async lasts(): Promise<boolean> {
    const { busyMs, firstLookMs } = this.waits;
    if (this.waitedMs >= busyMs) return false;
    this.rounds += 1;
    const pause = Math.max(Math.min(this.rounds * 1000, 2 * firstLookMs), 1000);
    await sleep(pause, { summary: 'Another invoice is creating the same customer or product' });
    this.waitedMs += pause;
    return true;
  }
}

/** How bringing customers and products into Netvisor went. */
export type EnsureAllResult =
  | { readonly kind: 'made'; readonly documents: readonly string[] }
  /** Another invoice is at one of them: look again in a moment. */
  | { readonly kind: 'busy' }
  /** One of them cannot be there; why stands on that record in Odoo, where Silta could write it. */
  | { readonly kind: 'refused'; readonly reason: 'RegisterRejected' | GivenUp };

/**
 * Brings the customers and products that an invoice needs into Netvisor, each by the one workflow that may.
 * Whoever finds one of them taken does not wait in line for it: soon its key stands in Odoo.
 */
export async function ensureRegisters(
  input: FlowInput,
  needs: { readonly customers: readonly Needed[]; readonly products: readonly Needed[] },
): Promise<EnsureAllResult> {
  const { connection } = input;
  const wanted = [
    ...needs.customers.map(({ recordId, lock }) => ({
      workflow: EnsureCustomer,
      what: 'Customer',
      workflowId: workflowIds.ensureCustomer(connection, lock),
      recordId,
      document: `res.partner,${recordId}`,
    })),
    ...needs.products.map(({ recordId, lock }) => ({
      workflow: EnsureProduct,
      what: 'Product',
      workflowId: workflowIds.ensureProduct(connection, lock),
      recordId,
      document: `product.product,${recordId}`,
    })),
  ];
  let busy = false;
  for (const each of wanted) {
    const result = await ensureOnce(input, each);
    if (result === 'busy') busy = true;
    else if (result.kind === 'rejected') {
      const { reason } = result;
      const untold = reason === 'Bug' || reason === 'NotReadable';
      return { kind: 'refused', reason: untold ? reason : 'RegisterRejected' };
    }
  }
  return busy ? { kind: 'busy' } : { kind: 'made', documents: wanted.map(({ document }) => document) };
}

/** Brings the general product of the company form into Netvisor; undefined while another run is at it. */
export async function ensureGeneralProduct(
  flow: FlowInput,
  { recordId, lock }: Needed,
): Promise<EnsureResult | undefined> {
  const result = await ensureOnce(flow, {
    workflow: EnsureProduct,
    what: 'Product',
    workflowId: workflowIds.ensureProduct(flow.connection, lock),
    recordId,
    document: `product.product,${recordId}`,
  });
  return result === 'busy' ? undefined : result;
}

interface Wanted {
  readonly workflow: typeof EnsureCustomer;
  readonly what: string;
  readonly workflowId: string;
  readonly recordId: number;
  readonly document: string;
}

async function ensureOnce(
  { connection, limitSeconds }: FlowInput,
  { workflow, what, workflowId, recordId, document }: Wanted,
): Promise<EnsureResult | 'busy'> {
  try {
    return await executeChild(workflow, {
      workflowId,
      args: [{ connection, recordId, ...(limitSeconds !== undefined && { limitSeconds }) }],
      // Another invoice may be waiting for the same record, so it outlives the one that asked first.
      parentClosePolicy: ParentClosePolicy.ABANDON,
      cancellationType: ChildWorkflowCancellationType.ABANDON,
      typedSearchAttributes: [
        { key: searchAttributes.connection, value: connection },
        { key: searchAttributes.flow, value: workflow.name },
        { key: searchAttributes.document, value: document },
      ],
      staticSummary: `${what} ${recordId}: find or create in Netvisor`,
    });
  } catch (error) {
    // Already running for another invoice, or ended by an operator: either way, look again.
    const again =
      error instanceof WorkflowExecutionAlreadyStartedError || error instanceof ChildWorkflowFailure;
    if (!again || CancellationScope.current().consideredCancelled) throw error;
    return 'busy';
  }
}

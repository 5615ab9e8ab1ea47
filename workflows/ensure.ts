import {
  ActivityFailure,
  ApplicationFailure,
  executeChild,
  ChildWorkflowCancellationType,
  ChildWorkflowFailure,
  isCancellation,
  ParentClosePolicy,
  sleep,
  TimeoutFailure,
  workflowInfo,
} from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { Absence, CreateRegisterResult, Needed } from '../activities/contract.ts';
import { searchAttributes, timing, workflowIds } from './contract.ts';
import type { EnsureInput, EnsureResult, SendInvoiceInput } from './contract.ts';
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
  const waits = timing(input.limitSeconds);
  const lane = laneActivities(connection, waits);
  const office = officeActivities(waits);
  const [create, link] =
    what === 'Customer'
      ? ([lane.createCustomer, office.linkCustomer] as const)
      : ([lane.createProduct, office.linkProduct] as const);
  const settling = new Settling(waits);
  const status = new Status(`${what} ${recordId} of connection ${connection}`, {
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
        if (error.cause instanceof ApplicationFailure) return { kind: 'rejected', reason: 'Bug' };
        if (!(error.cause instanceof TimeoutFailure)) throw error;
        status.show('Settling', 'The worker was lost on the way. Looking how far it came.');
      }
    }
  }
}

/**
 * Brings the customers and products that an invoice needs into Netvisor, each by the one workflow that may.
 * False when one of them cannot be there; why stands on that record in Odoo.
 */
export async function ensureRegisters(
  input: SendInvoiceInput,
  needs: { readonly customers: readonly Needed[]; readonly products: readonly Needed[] },
): Promise<boolean> {
  const { connection } = input;
  for (const { recordId, lock } of needs.customers) {
    const workflowId = workflowIds.ensureCustomer(connection, lock);
    const result = await once(input, EnsureCustomer, {
      workflowId,
      recordId,
      document: `res.partner,${recordId}`,
    });
    if (result.kind === 'rejected') return false;
  }
  for (const { recordId, lock } of needs.products) {
    const workflowId = workflowIds.ensureProduct(connection, lock);
    const result = await once(input, EnsureProduct, {
      workflowId,
      recordId,
      document: `product.product,${recordId}`,
    });
    if (result.kind === 'rejected') return false;
  }
  return true;
}

async function once(
  { connection, limitSeconds }: SendInvoiceInput,
  workflow: typeof EnsureCustomer,
  { workflowId, recordId, document }: { workflowId: string; recordId: number; document: string },
): Promise<EnsureResult> {
  for (;;) {
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
          { key: searchAttributes.state, value: 'Running' },
        ],
        staticSummary: `For ${workflowInfo().workflowId}`,
      });
    } catch (error) {
      // Another invoice is already at it, or an operator ended that run: ask again.
      const again =
        error instanceof WorkflowExecutionAlreadyStartedError || error instanceof ChildWorkflowFailure;
      if (!again || isCancellation(error)) throw error;
      await sleep('1 second', { summary: 'Another invoice is already creating this record' });
    }
  }
}

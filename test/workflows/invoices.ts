import type { WorkflowHandle } from '@temporalio/client';
import type { PostInvoiceResult } from '../../activities/contract.ts';
import type { SendInvoiceInput } from '../../workflows/contract.ts';
import { until } from '../../tools/playground/world.ts';
import { look, type Seen } from './stage.ts';

type ResultOf<K extends PostInvoiceResult['kind']> = Extract<PostInvoiceResult, { kind: K }>;

export const inNetvisor = (change: Partial<ResultOf<'in-netvisor'>> = {}): PostInvoiceResult => ({
  kind: 'in-netvisor',
  netvisorKey: '9001',
  number: '202600001',
  attempt: 'run/1/1',
  ...change,
});

export const rejected = (change: Partial<ResultOf<'rejected'>> = {}): PostInvoiceResult => ({
  kind: 'rejected',
  reason: 'TaxWithoutVatCode',
  ...change,
});

export const inDoubt = (
  settleAfter: number,
  change: Partial<ResultOf<'in-doubt'>> = {},
): PostInvoiceResult => ({
  kind: 'in-doubt',
  doubt: { attempt: 'run/1/1', settleAfter },
  ...change,
});

/** What a parked run was continued with; undefined while it is none. */
export async function parkedWith(handle: WorkflowHandle): Promise<SendInvoiceInput['parked']> {
  const { events } = await handle.fetchHistory();
  const started = events?.[0]?.workflowExecutionStartedEventAttributes;
  const data = started?.input?.payloads?.[0]?.data;
  if (!data || !started.continuedExecutionRunId) return undefined;
  return (JSON.parse(Buffer.from(data).toString('utf8')) as SendInvoiceInput).parked;
}

/** Resolves when the newest run of the invoice waits for a person, with what it was continued with. */
export async function untilParked(
  handle: WorkflowHandle,
  after?: { readonly runId: string },
): Promise<Seen & { readonly parked: NonNullable<SendInvoiceInput['parked']> }> {
  const seen = await until(
    'parked',
    async () => ({ ...(await look(handle)), parked: await parkedWith(handle) }),
    ({ running, state, parked, runId }) =>
      running && state === 'NeedsAttention' && parked !== undefined && runId !== after?.runId,
    30_000,
  );
  if (!seen.parked) throw new Error('not parked');
  return { ...seen, parked: seen.parked };
}

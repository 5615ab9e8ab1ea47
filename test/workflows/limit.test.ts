import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { activityInfo } from '@temporalio/activity';
import type { PostInvoiceResult } from '../../activities/contract.ts';
import { beginAttempt } from '../../activities/attempts.ts';
import type { ConnectionDeps } from '../../activities/deps.ts';
import { retry, timing, workflowIds, type SendInvoiceInput } from '../../workflows/contract.ts';
import { inNetvisor, rejected, untilParked } from './invoices.ts';
import { inTurn, openStage, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

/** What a worker whose settings have this limit works with. */
const workerWith = (limitSeconds: number) =>
  ({ waits: timing(limitSeconds), settings: { netvisor: { limitSeconds } } }) as ConnectionDeps;

/** An activity that begins as those do which write to Netvisor; notes the limits by which it was let in. */
const keeping =
  <T>(limitSeconds: number, seen: number[], result: () => T) =>
  async (): Promise<T> => {
    beginAttempt(workerWith(limitSeconds));
    seen.push(activityInfo().startToCloseTimeoutMs);
    return Promise.resolve(result());
  };

describe.each([
  [120, 600],
  [600, 120],
])('a run of the time when the limit was %d, asked again when it is %d', (before, after) => {
  test('is served by the limit of today', async () => {
    const seen: number[] = [];
    const company = await stage.company(
      {
        postInvoice: inTurn<unknown, PostInvoiceResult>(
          keeping(before, seen, () => rejected()),
          keeping(after, seen, () => inNetvisor()),
          keeping(after, seen, () => inNetvisor()),
        ),
        recordSent: () => Promise.resolve({ kind: 'recorded' }),
      },
      { limitSeconds: before },
    );
    const handle = await company.send();
    await untilParked(handle);
    await handle.signal(retry);
    expect(await handle.result()).toMatchObject({ state: 'Done' });
    expect(seen).toEqual([timing(before).attemptMs, timing(after).attemptMs]);
  });

  test('makes its customer, and parks again, by the limit of today', async () => {
    const seen: number[] = [];
    const needed = { recordId: 7, lock: 'lock-of-7' };
    const needs = (): PostInvoiceResult => ({ kind: 'needs', customers: [needed], products: [] });
    const company = await stage.company(
      {
        postInvoice: inTurn<unknown, PostInvoiceResult>(
          keeping(after, seen, needs),
          keeping(after, seen, needs),
          keeping(after, seen, () => rejected()),
        ),
        createCustomer: keeping(after, seen, () => ({ kind: 'linked' as const, netvisorKey: '711' })),
      },
      { limitSeconds: before },
    );
    const handle = await company.send();
    await untilParked(handle);
    expect(new Set(seen)).toEqual(new Set([timing(after).attemptMs]));
    const inputs = await Promise.all([
      inputOf(workflowIds.sendInvoice(company.connection, 42)),
      inputOf(workflowIds.ensureCustomer(company.connection, needed.lock)),
    ]);
    expect(inputs.map(({ limitSeconds = 120 }) => limitSeconds)).toEqual([after, after]);
  });
});

/** What the newest run of a workflow was started with. */
async function inputOf(workflowId: string): Promise<Partial<SendInvoiceInput>> {
  const { events } = await stage.client.workflow.getHandle(workflowId).fetchHistory();
  const data = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
  return data ? (JSON.parse(Buffer.from(data).toString('utf8')) as Partial<SendInvoiceInput>) : {};
}

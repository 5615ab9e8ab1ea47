import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PostInvoiceResult, RecordIgnoredResult } from '../../activities/contract.ts';
import { until } from '../../tools/playground/world.ts';
import { ignore, retry } from '../../workflows/contract.ts';
import { inDoubt, inNetvisor, rejected, untilParked } from './invoices.ts';
import { inTurn, look, openStage, promised, type FakeCompany, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const DOUBT = { attempt: 'run/1/1', settleAfter: 0 };
const notUnique = (): PostInvoiceResult => rejected({ reason: 'RequestNotUnique', doubt: DOUBT });
const claimed = (): RecordIgnoredResult => ({ kind: 'claimed' });

/** A company whose parked invoice a person wants left out, while an attempt's claim stands on it. */
async function wanted(
  answers: readonly (() => PostInvoiceResult | Promise<PostInvoiceResult>)[],
  ignored: readonly (() => RecordIgnoredResult)[],
): Promise<{ company: FakeCompany; handle: Awaited<ReturnType<FakeCompany['send']>>; parkedRun: string }> {
  const company = await stage.company(
    {
      postInvoice: inTurn<unknown, PostInvoiceResult>(notUnique, ...answers),
      recordIgnored: inTurn<unknown, RecordIgnoredResult>(...ignored),
      recordSent: () => Promise.resolve({ kind: 'recorded' }),
    },
    { limitSeconds: 2 },
  );
  const handle = await company.send();
  const { runId } = await untilParked(handle);
  await handle.signal(ignore, { code: 'SentByHand' });
  return { company, handle, parkedRun: runId };
}

describe('an invoice that an attempt has claimed, and that a person wants left out', () => {
  test('is looked for first, and left out when it is provably not there', async () => {
    const { company, handle } = await wanted(
      [() => inDoubt(Date.now() + 500), () => inDoubt(Date.now() + 500), () => ({ kind: 'absent' })],
      [claimed, () => ({ kind: 'left-out' })],
    );
    expect(await handle.result()).toEqual({ state: 'Ignored', code: 'SentByHand' });
    const looks = company.callsOf('postInvoice').slice(1);
    expect(looks.map(({ leaveOut }) => leaveOut)).toEqual([true, true, true]);
    expect(looks.map(({ absent }) => absent?.by)).toEqual(['person', undefined, 'person']);
  });

  test('is recorded as sent when it is there, with nothing more done to it', async () => {
    const { company, handle } = await wanted(
      [() => inNetvisor({ next: 'pay', payments: [3] })],
      [claimed, () => ({ kind: 'kept', netvisorKey: '9001' })],
    );
    expect(await handle.result()).toEqual({ state: 'Done', netvisorKey: '9001' });
    expect(company.callsOf('recordSent')).toHaveLength(1);
    expect(company.callsOf('recordIgnored')).toHaveLength(2);
  });

  test.each(['FoundTwice', 'FoundDifferent', 'RequestNotUnique'] as const)(
    'goes on waiting for a person when it cannot be told: %s',
    async (reason) => {
      const { company, handle, parkedRun } = await wanted(
        [() => rejected({ reason, doubt: DOUBT })],
        [claimed],
      );
      expect(await untilParked(handle, { runId: parkedRun })).toMatchObject({ running: true, reason });
      expect(company.callsOf('recordIgnored')).toHaveLength(1);
    },
  );

  test('and asked for again meanwhile is sent', async () => {
    const looking = promised();
    const { company, handle } = await wanted(
      [
        async () => {
          await looking.promise;
          return { kind: 'absent' };
        },
        () => inNetvisor(),
      ],
      [claimed],
    );
    await until(
      'looking',
      () => company.callsOf('postInvoice').length,
      (calls) => calls === 2,
    );
    await handle.signal(retry);
    looking.resolve();
    expect(await handle.result()).toMatchObject({ state: 'Done' });
    expect(company.callsOf('postInvoice').at(-1)?.leaveOut).toBeUndefined();
    expect(await look(handle)).toMatchObject({ state: 'Done' });
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type {
  MatchCreditNoteResult,
  RecordIgnoredResult,
  RecordSentResult,
} from '../../activities/contract.ts';
import { until } from '../../tools/playground/world.ts';
import { ignore, requestSend, retry } from '../../workflows/contract.ts';
import { inNetvisor, rejected, untilParked } from './invoices.ts';
import { inTurn, openStage, promised, type FakeCompany, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const recordSent = (): Promise<RecordSentResult> => Promise.resolve({ kind: 'recorded' });
const leftOut = (): Promise<RecordIgnoredResult> => Promise.resolve({ kind: 'left-out' });
const kept = (): Promise<RecordIgnoredResult> => Promise.resolve({ kind: 'kept', netvisorKey: '9001' });
const called = (
  company: FakeCompany,
  name: 'postInvoice' | 'recordIgnored' | 'matchCreditNote',
  times: number,
) =>
  until(
    `${name} called`,
    () => company.callsOf(name).length,
    (calls) => calls >= times,
  );

describe('what is asked of a document is taken in the order in which it was said', () => {
  test.each([
    ['Send', requestSend],
    ['a retry', retry],
  ])('%s after "ignore" is the newer wish: the document waits for a person again', async (_what, signal) => {
    const writing = promised();
    const company = await stage.company({
      postInvoice: () => Promise.resolve(rejected()),
      recordIgnored: () => writing.promise.then(leftOut),
    });
    const handle = await company.send();
    const first = await untilParked(handle);
    await handle.signal(ignore, { code: 'ByMistake' });
    await called(company, 'recordIgnored', 1);
    await handle.signal(signal);
    writing.resolve();
    const { parked } = await untilParked(handle, first);
    expect(parked.ignored).toBeUndefined();
    expect(company.callsOf('postInvoice')).toHaveLength(2);
    expect(company.callsOf('recordIgnored')).toHaveLength(1);
  });

  test('Send after "ignore", both while the document is on its way: its match is not left alone', async () => {
    const posting = promised();
    const company = await stage.company(
      {
        postInvoice: inTurn(
          () => posting.promise.then(() => inNetvisor({ next: 'match' })),
          () => ({ kind: 'already-sent', netvisorKey: '9001', next: 'match' }) as const,
        ),
        recordSent,
        recordIgnored: kept,
        matchCreditNote: inTurn<unknown, MatchCreditNoteResult>(
          () => ({ kind: 'waiting', for: 'unsent-in-netvisor' }),
          () => ({ kind: 'waiting', for: 'unsent-in-netvisor' }),
          () => ({ kind: 'matched' }),
        ),
      },
      { limitSeconds: 2 },
    );
    const handle = await company.send();
    await called(company, 'postInvoice', 1);
    await handle.signal(ignore, { code: 'ByMistake' });
    await handle.signal(requestSend);
    posting.resolve();
    expect(await handle.result()).toEqual({ state: 'Done', netvisorKey: '9001' });
    expect(company.callsOf('recordIgnored')).toEqual([]);
    expect(company.callsOf('matchCreditNote')).toHaveLength(3);
  });

  test('"ignore" after Send holds when Send has been served', async () => {
    const posting = promised();
    const company = await stage.company({
      postInvoice: inTurn(
        () => rejected(),
        () => posting.promise.then(() => rejected()),
      ),
      recordIgnored: leftOut,
    });
    const handle = await company.send();
    await untilParked(handle);
    await handle.signal(requestSend);
    await called(company, 'postInvoice', 2);
    await handle.signal(ignore, { code: 'SentByHand' });
    posting.resolve();
    expect(await handle.result()).toEqual({ state: 'Ignored', code: 'SentByHand' });
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cancellationSignal } from '@temporalio/activity';
import type { WorkflowHandle } from '@temporalio/client';
import type {
  MatchCreditNoteResult,
  RecordIgnoredResult,
  RecordSentResult,
} from '../../activities/contract.ts';
import { until } from '../../tools/playground/world.ts';
import { ignore, requestSend, retry, SILTA_QUEUE, timing, type Waiting } from '../../workflows/contract.ts';
import { inNetvisor, untilParked } from './invoices.ts';
import { bug, inTurn, look, openStage, type FakeCompany, type Fakes, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const LIMIT = { limitSeconds: 2 } as const;
const recordSent = (): Promise<RecordSentResult> => Promise.resolve({ kind: 'recorded' });
const recordIgnored = (): Promise<RecordIgnoredResult> =>
  Promise.resolve({ kind: 'kept', netvisorKey: '9001' });
const postInvoice = () => Promise.resolve(inNetvisor({ next: 'match' }));
const unsent: MatchCreditNoteResult = { kind: 'waiting', for: 'unsent-in-netvisor' };
const alreadySent = () =>
  Promise.resolve({ kind: 'already-sent', netvisorKey: '9001', next: 'match' } as const);

/** A credit note in Netvisor whose looks there end like this, one after the other. */
const matching = (
  looks: readonly (MatchCreditNoteResult | (() => Promise<MatchCreditNoteResult>))[],
  more: Fakes = {},
): Promise<FakeCompany> =>
  stage.company(
    {
      postInvoice,
      recordSent,
      recordIgnored,
      matchCreditNote: inTurn(
        ...looks.map((one) => () => (typeof one === 'function' ? one() : Promise.resolve(one))),
      ),
      ...more,
    },
    LIMIT,
  );

const untilState = (handle: WorkflowHandle, wanted: string) =>
  until(
    wanted,
    () => look(handle),
    ({ state }) => state === wanted,
  );

/** A run that has been continued after so long a wait. */
const continued = async (company: FakeCompany, waiting: Partial<Waiting>): Promise<WorkflowHandle> =>
  stage.client.workflow.start('SendInvoice', {
    taskQueue: SILTA_QUEUE,
    workflowId: `continued/${company.connection}`,
    args: [
      {
        connection: company.connection,
        moveId: 42,
        ...LIMIT,
        waiting: { netvisorKey: '9001', since: new Date().toISOString(), looks: 0, ...waiting },
      },
    ],
  });

describe('a credit note that is in Netvisor', () => {
  test('is recorded as waiting, matched, and done', async () => {
    const company = await matching([{ kind: 'matched' }]);
    const handle = await company.send();
    expect(await handle.result()).toEqual({ state: 'Done', netvisorKey: '9001' });
    expect(company.callsOf('recordSent')).toMatchObject([{ netvisorKey: '9001', next: 'match' }]);
    expect(company.callsOf('matchCreditNote')).toEqual([
      { connection: company.connection, moveId: 42, fresh: true },
    ]);
    expect(await look(handle)).toMatchObject({ state: 'Done', reason: undefined });
  });

  test('and was so before, but not matched, is matched without being posted or recorded again', async () => {
    const company = await matching([{ kind: 'matched' }], { postInvoice: alreadySent });
    expect(await (await company.send()).result()).toMatchObject({ state: 'Done' });
    expect(company.callsOf('recordSent')).toEqual([]);
    expect(company.callsOf('matchCreditNote')).toHaveLength(1);
  });

  test('and is matched already is left alone', async () => {
    const company = await stage.company({
      postInvoice: () => Promise.resolve({ kind: 'already-sent', netvisorKey: '9001' }),
    });
    expect(await (await company.send()).result()).toMatchObject({ state: 'Done' });
    expect(company.callsOf('matchCreditNote')).toEqual([]);
  });

  test('is matched to several invoices one after the other', async () => {
    const company = await matching([{ kind: 'partly' }, { kind: 'partly' }, { kind: 'matched' }]);
    expect(await (await company.send()).result()).toMatchObject({ state: 'Done' });
    expect(company.callsOf('matchCreditNote')).toHaveLength(3);
  });

  test('parks with the reason when it cannot be matched, and a retry looks again', async () => {
    const company = await matching([{ kind: 'rejected', reason: 'MatchDiffers' }, { kind: 'matched' }], {
      postInvoice: inTurn(
        () => postInvoice(),
        () => alreadySent(),
      ),
    });
    const handle = await company.send();
    expect((await untilParked(handle)).parked).toMatchObject({ reason: 'MatchDiffers' });
    await handle.signal(retry);
    expect(await handle.result()).toMatchObject({ state: 'Done' });
    expect(company.callsOf('recordSent')).toHaveLength(1);
  });

  test('parks as a bug when Silta itself is at fault, and Odoo says so although it is sent', async () => {
    const company = await matching([() => Promise.reject(bug('TypeError'))], {
      recordParked: () => Promise.resolve(),
    });
    expect((await untilParked(await company.send())).parked).toMatchObject({ reason: 'Bug' });
    expect(company.callsOf('recordParked')).toMatchObject([{ reason: 'Bug', sent: true }]);
  });
});

describe('a credit note that waits in Netvisor', () => {
  test('shows that it waits, is looked at again by itself, and is done when it could be matched', async () => {
    const company = await matching([unsent, unsent, { kind: 'matched' }]);
    const handle = await company.send();
    await untilState(handle, 'Waiting');
    expect(await handle.result()).toMatchObject({ state: 'Done' });
    const calls = company.callsOf('matchCreditNote');
    // An original without a trace in Odoo gets the time of one pause to show up.
    expect(calls.map(({ fresh }) => fresh)).toEqual([true, undefined, undefined]);
    expect(calls.some(({ overdue }) => overdue)).toBe(false);
    expect(company.callsOf('postInvoice')).toHaveLength(1);
  });

  test.each([retry, requestSend])('is looked at at once after the signal $name', async (signal) => {
    const company = await stage.company({
      postInvoice: inTurn(
        () => postInvoice(),
        () => alreadySent(),
      ),
      recordSent,
      // Without the signal the next look comes after a minute.
      matchCreditNote: inTurn<unknown, MatchCreditNoteResult>(
        () => unsent,
        () => ({ kind: 'matched' }),
      ),
    });
    const handle = await company.send();
    await untilState(handle, 'Waiting');
    await handle.signal(signal);
    expect(await handle.result()).toMatchObject({ state: 'Done' });
    expect(company.callsOf('recordSent')).toHaveLength(1);
  });

  test('and that a person wants left as it is ends, and Odoo knows it', async () => {
    const company = await stage.company({
      postInvoice,
      recordSent,
      recordIgnored,
      matchCreditNote: () => Promise.resolve(unsent),
    });
    const handle = await company.send();
    await untilState(handle, 'Waiting');
    await handle.signal(ignore, { code: 'MatchedByHand' });
    expect(await handle.result()).toEqual({ state: 'Done', netvisorKey: '9001' });
    expect(company.callsOf('recordIgnored')).toMatchObject([{ code: 'MatchedByHand' }]);
  });

  test('for too long raises the alarm, is looked at all the same, and is done when matched', async () => {
    const { alarmMs } = timing(LIMIT.limitSeconds);
    const company = await matching([unsent, unsent, { kind: 'matched' }]);
    const handle = await continued(company, { since: new Date(Date.now() - alarmMs).toISOString() });
    await until(
      'alarm',
      () => look(handle),
      ({ state, reason }) => state === 'NeedsAttention' && reason === 'WaitingForNetvisor',
    );
    expect(await handle.result()).toMatchObject({ state: 'Done' });
    expect(company.callsOf('matchCreditNote').map(({ overdue }) => overdue)).toEqual([true, true, true]);
    expect(await look(handle)).toMatchObject({ state: 'Done', reason: undefined });
  });

  test('goes on after it was continued as new, without posting anything', async () => {
    const company = await matching([unsent, { kind: 'matched' }]);
    expect(await (await continued(company, {})).result()).toEqual({ state: 'Done', netvisorKey: '9001' });
    expect(company.callsOf('postInvoice')).toEqual([]);
    expect(company.callsOf('matchCreditNote')[0]?.fresh).toBeUndefined();
  });

  test('waits for weeks in short histories', async () => {
    let looks = 0;
    const company = await stage.company(
      {
        postInvoice,
        recordSent,
        matchCreditNote: () => Promise.resolve((looks += 1) > 60 ? { kind: 'matched' } : unsent),
      },
      { limitSeconds: 0.001 },
    );
    const handle = await company.send();
    expect(await handle.result()).toMatchObject({ state: 'Done' });
    const { events } = await handle.fetchHistory();
    expect(events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId).toBeTruthy();
    expect(events?.length).toBeLessThan(430);
    expect(company.callsOf('postInvoice')).toHaveLength(1);
  });
});

describe('a match whose reply is lost', () => {
  test('is looked at soon, and not asked for again before its time is up', async () => {
    const doubt = { attempt: 'run/3/1', settleAfter: Date.now() + 2500 };
    const company = await matching([
      { kind: 'in-doubt', doubt },
      { kind: 'in-doubt', doubt },
      { kind: 'matched' },
    ]);
    const handle = await company.send();
    await untilState(handle, 'Settling');
    expect(await handle.result()).toMatchObject({ state: 'Done' });
    expect(Date.now()).toBeGreaterThanOrEqual(doubt.settleAfter);
    expect(company.callsOf('matchCreditNote').map((call) => call.doubt)).toEqual([undefined, doubt, doubt]);
  });

  test('because the worker was lost counts as doubt, too', async () => {
    const company = await matching([
      async () => {
        await new Promise((stop) => cancellationSignal().addEventListener('abort', stop));
        return { kind: 'matched' };
      },
      { kind: 'matched' },
    ]);
    const begun = Date.now();
    expect(await (await company.send()).result()).toMatchObject({ state: 'Done' });
    const { attemptMs, toleranceMs } = timing(LIMIT.limitSeconds);
    const settleAfter = company.callsOf('matchCreditNote')[1]?.doubt?.settleAfter;
    expect(settleAfter).toBeGreaterThanOrEqual(begun + attemptMs + toleranceMs);
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import type { PostInvoiceResult, RecordIgnoredResult, RecordSentResult } from '../../activities/contract.ts';
import { until } from '../../tools/playground/world.ts';
import { ignore, requestSend, retry } from '../../workflows/contract.ts';
import { inNetvisor, rejected, untilParked } from './invoices.ts';
import { bug, inTurn, look, openStage, promised, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const recorded = (): Promise<RecordSentResult> => Promise.resolve({ kind: 'recorded' });
const nothing = (): Promise<void> => Promise.resolve();
const leftOut = (): Promise<RecordIgnoredResult> => Promise.resolve({ kind: 'left-out' });

describe('an invoice that Netvisor takes', () => {
  test('is recorded in Odoo with key, number, attempt and the request that it serves, and is done', async () => {
    const company = await stage.company({
      postInvoice: () => Promise.resolve(inNetvisor({ request: 'click-1' })),
      recordSent: recorded,
    });
    const handle = await company.send();
    expect(await handle.result()).toEqual({ state: 'Done', netvisorKey: '9001' });
    expect(company.callsOf('postInvoice')).toEqual([{ connection: company.connection, moveId: 42 }]);
    expect(company.callsOf('recordSent')).toEqual([
      {
        connection: company.connection,
        moveId: 42,
        netvisorKey: '9001',
        number: '202600001',
        attempt: 'run/1/1',
        request: 'click-1',
      },
    ]);
    expect(await look(handle)).toMatchObject({ running: false, state: 'Done', reason: undefined });
  });

  test('before, and is known in Odoo, is done without another write', async () => {
    const company = await stage.company({
      postInvoice: () => Promise.resolve({ kind: 'already-sent', netvisorKey: '9001' }),
    });
    expect(await (await company.send()).result()).toEqual({ state: 'Done', netvisorKey: '9001' });
  });

  test('is read once more when another attempt claimed it meanwhile', async () => {
    const company = await stage.company({
      postInvoice: inTurn(
        () => inNetvisor(),
        () => inNetvisor({ netvisorKey: '9002', attempt: 'run/2/1' }),
      ),
      recordSent: inTurn<unknown, RecordSentResult>(
        () => ({ kind: 'superseded' }),
        () => ({ kind: 'recorded' }),
      ),
    });
    expect(await (await company.send()).result()).toEqual({ state: 'Done', netvisorKey: '9002' });
    expect(company.callsOf('recordSent').map(({ attempt }) => attempt)).toEqual(['run/1/1', 'run/2/1']);
  });

  test('is tried again by Temporal after a failure that proves that nothing was sent', async () => {
    const company = await stage.company({
      postInvoice: inTurn<unknown, PostInvoiceResult>(
        () =>
          Promise.reject(ApplicationFailure.retryable('Odoo account.move/web_read: Http502', 'Transient')),
        () => inNetvisor(),
      ),
      recordSent: recorded,
    });
    expect(await (await company.send()).result()).toMatchObject({ state: 'Done' });
    expect(company.callsOf('postInvoice')).toHaveLength(2);
  });
});

test('an invoice that is gone from Odoo ends, and says so', async () => {
  const company = await stage.company({ postInvoice: () => Promise.resolve({ kind: 'gone' }) });
  const handle = await company.send();
  expect(await handle.result()).toEqual({ state: 'Ignored', code: 'Gone' });
  expect(await look(handle)).toMatchObject({ state: 'Ignored' });
});

describe('a rejected invoice', () => {
  test('parks: it continues as new with its reason, as a start and a wait', async () => {
    const company = await stage.company({ postInvoice: () => Promise.resolve(rejected()) });
    const handle = await company.send();
    const { parked, reason } = await untilParked(handle);
    expect(reason).toBe('TaxWithoutVatCode');
    expect(parked).toEqual({
      reason: 'TaxWithoutVatCode',
      parkedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    const history = await handle.fetchHistory();
    expect(history.events?.length).toBeLessThanOrEqual(6);
    expect(company.callsOf('postInvoice')).toHaveLength(1);
  });

  test.each([retry, requestSend])(
    'is tried again after the signal $name, and is done when cured',
    async (signal) => {
      const company = await stage.company({
        postInvoice: inTurn(
          () => rejected(),
          () => inNetvisor(),
        ),
        recordSent: recorded,
      });
      const handle = await company.send();
      await untilParked(handle);
      await handle.signal(signal);
      expect(await handle.result()).toMatchObject({ state: 'Done' });
    },
  );

  test('is woken by asking for it again, as a click does', async () => {
    const company = await stage.company({
      postInvoice: inTurn(
        () => rejected(),
        () => inNetvisor(),
      ),
      recordSent: recorded,
    });
    await untilParked(await company.send());
    expect(await (await company.send()).result()).toMatchObject({ state: 'Done' });
  });

  test('parks again with the new reason when something else is wrong', async () => {
    const company = await stage.company({
      postInvoice: inTurn(
        () => rejected(),
        () => rejected({ reason: 'PeriodLocked' }),
      ),
    });
    const handle = await company.send();
    const first = await untilParked(handle);
    await handle.signal(retry);
    expect((await untilParked(handle, first)).parked.reason).toBe('PeriodLocked');
  });
});

describe('a request', () => {
  test('that lands while the invoice is being read is served, not absorbed', async () => {
    const reading = promised();
    const company = await stage.company({
      postInvoice: inTurn(
        async () => {
          await reading.promise;
          return rejected();
        },
        () => inNetvisor(),
      ),
      recordSent: recorded,
    });
    const handle = await company.send();
    await until(
      'being read',
      () => company.callsOf('postInvoice').length,
      (calls) => calls === 1,
    );
    await company.send();
    reading.resolve();
    expect(await handle.result()).toMatchObject({ state: 'Done' });
    expect(company.callsOf('postInvoice')).toHaveLength(2);
  });

  test('that lands while "ignored" is being written is served, not absorbed', async () => {
    const writing = promised();
    const company = await stage.company({
      postInvoice: inTurn(
        () => rejected(),
        () => inNetvisor(),
      ),
      recordSent: recorded,
      recordIgnored: () => writing.promise.then(leftOut),
    });
    const handle = await company.send();
    await untilParked(handle);
    await handle.signal(ignore, { code: 'SentByHand' });
    await until(
      'being written',
      () => company.callsOf('recordIgnored').length,
      (calls) => calls === 1,
    );
    await company.send();
    writing.resolve();
    expect(await handle.result()).toMatchObject({ state: 'Done' });
  });
});

describe('a person who wants an invoice left out', () => {
  test('says so with a code, which is written into Odoo', async () => {
    const company = await stage.company({
      postInvoice: () => Promise.resolve(rejected()),
      recordIgnored: leftOut,
    });
    const handle = await company.send();
    await untilParked(handle);
    await handle.signal(ignore, { code: 'SentByHand' });
    expect(await handle.result()).toEqual({ state: 'Ignored', code: 'SentByHand' });
    expect(company.callsOf('recordIgnored')).toEqual([
      { connection: company.connection, moveId: 42, code: 'SentByHand' },
    ]);
    expect(await look(handle)).toMatchObject({ state: 'Ignored', reason: undefined });
  });

  test('may type anything: no payload breaks the run, and no free text is kept in history', async () => {
    const company = await stage.company({
      postInvoice: () => Promise.resolve(rejected()),
      recordIgnored: leftOut,
    });
    const payloads: readonly (readonly [payload: readonly unknown[], code: string])[] = [
      [[], 'Unstated'],
      [[null], 'Unstated'],
      [[42], 'Unstated'],
      [[['SentByHand']], 'Unstated'],
      [[{ reason: 'x' }], 'Unstated'],
      [[{ code: 5 }], 'Unstated'],
      [[{ code: { code: 'x' } }], 'Unstated'],
      [[{ code: 'Aava Hiidenkoski paid in cash' }], 'Unstated'],
      [[{ code: 'x'.repeat(41) }], 'Unstated'],
      [['SentByHand'], 'SentByHand'],
      [[{ code: 'SentByHand' }, 'more'], 'SentByHand'],
    ];
    await Promise.all(
      payloads.map(async ([payload, code], index) => {
        const handle = await company.send(100 + index);
        await untilParked(handle);
        await handle.signal('ignore', ...payload);
        expect(await handle.result()).toEqual({ state: 'Ignored', code });
      }),
    );
  });

  test('is not heard while the invoice is on its way: what Netvisor may hold is not left out', async () => {
    const travelling = promised();
    const company = await stage.company({
      postInvoice: async () => {
        await travelling.promise;
        return inNetvisor();
      },
      recordSent: recorded,
    });
    const handle = await company.send();
    await handle.signal(ignore, { code: 'SentByHand' });
    travelling.resolve();
    expect(await handle.result()).toMatchObject({ state: 'Done' });
  });

  test('and another who asks for it at the same time: it is sent', async () => {
    const company = await stage.company({
      postInvoice: inTurn(
        () => rejected(),
        () => inNetvisor(),
      ),
      recordSent: recorded,
      recordIgnored: leftOut,
    });
    const handle = await company.send();
    await untilParked(handle);
    await Promise.all([handle.signal(retry), company.send()]);
    await handle.signal(ignore, { code: 'Late' }).catch(() => undefined);
    expect(await handle.result()).toMatchObject({ state: 'Done' });
  });
});

describe('when Silta itself is at fault', () => {
  test('the invoice parks as a bug, and is tried again by the code of the day', async () => {
    const company = await stage.company({
      postInvoice: inTurn<unknown, PostInvoiceResult>(
        () => Promise.reject(bug('TypeError')),
        () => inNetvisor(),
      ),
      recordSent: recorded,
      recordParked: nothing,
    });
    const handle = await company.send();
    expect((await untilParked(handle)).parked).toMatchObject({ reason: 'Bug' });
    await handle.signal(retry);
    expect(await handle.result()).toMatchObject({ state: 'Done' });
  });

  test('the reason stands in Odoo too, where people look', async () => {
    const company = await stage.company({
      postInvoice: () => Promise.reject(bug('TypeError')),
      recordParked: nothing,
    });
    await untilParked(await company.send());
    expect(company.callsOf('recordParked')).toMatchObject([{ reason: 'Bug' }]);
  });
});

describe('when Odoo does not take the outcome', () => {
  test('a sent invoice is shown, never sent again, and recorded as soon as Odoo can be written', async () => {
    const writable = { now: false };
    const company = await stage.company(
      {
        postInvoice: () => Promise.resolve(inNetvisor()),
        recordSent: () =>
          writable.now ? recorded() : Promise.reject(bug('Odoo ir.actions.server/run: AccessError')),
      },
      { limitSeconds: 1 },
    );
    const handle = await company.send();
    await until(
      'shown',
      () => look(handle),
      ({ state, reason }) => state === 'NeedsAttention' && reason === 'OdooNotWritable',
    );
    writable.now = true;
    expect(await handle.result()).toEqual({ state: 'Done', netvisorKey: '9001' });
    expect(company.callsOf('postInvoice')).toHaveLength(1);
    expect(await look(handle)).toMatchObject({ state: 'Done', reason: undefined });
  });

  test('an ignored invoice is ended only when Odoo knows it', async () => {
    const writable = { now: false };
    const company = await stage.company(
      {
        postInvoice: () => Promise.resolve(rejected()),
        recordIgnored: () => (writable.now ? leftOut() : Promise.reject(bug('AccessError'))),
      },
      { limitSeconds: 1 },
    );
    const handle = await company.send();
    await untilParked(handle);
    await handle.signal(ignore, { code: 'SentByHand' });
    await until(
      'shown',
      () => look(handle),
      ({ reason }) => reason === 'OdooNotWritable',
    );
    writable.now = true;
    expect(await handle.result()).toMatchObject({ state: 'Ignored' });
  });
});

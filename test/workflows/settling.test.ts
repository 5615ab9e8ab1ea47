import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cancellationSignal } from '@temporalio/activity';
import type { PostInvoiceResult, RecordSentResult } from '../../activities/contract.ts';
import { retry, timing } from '../../workflows/contract.ts';
import { until } from '../../tools/playground/world.ts';
import { inDoubt, inNetvisor, rejected, untilParked } from './invoices.ts';
import { inTurn, look, openStage, promised, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const LIMIT = { limitSeconds: 2 } as const;
const recordSent = (): Promise<RecordSentResult> => Promise.resolve({ kind: 'recorded' });

describe('a lost reply', () => {
  test('is looked into soon, and what is found there is recorded', async () => {
    const company = await stage.company(
      {
        postInvoice: inTurn(
          () => inDoubt(Date.now() + 3_600_000),
          () => inNetvisor(),
        ),
        recordSent,
      },
      LIMIT,
    );
    expect(await (await company.send()).result()).toMatchObject({ state: 'Done' });
    expect(company.callsOf('postInvoice').map(({ absent }) => absent)).toEqual([undefined, undefined]);
  });

  test('is proof of absence only after Netvisor’s own limit, and only for that attempt', async () => {
    const settleAfter = Date.now() + 2500;
    const at: number[] = [];
    const noting = (answer: () => PostInvoiceResult) => () => {
      at.push(Date.now());
      return answer();
    };
    const company = await stage.company(
      {
        postInvoice: inTurn(
          noting(() => inDoubt(settleAfter)),
          noting(() => inDoubt(settleAfter)),
          noting(() => inNetvisor()),
        ),
        recordSent,
      },
      LIMIT,
    );
    const handle = await company.send();
    await until(
      'settling',
      () => look(handle),
      ({ state }) => state === 'Settling',
    );
    expect(await handle.result()).toMatchObject({ state: 'Done' });
    expect(company.callsOf('postInvoice').map(({ absent }) => absent)).toEqual([
      undefined,
      undefined,
      { attempt: 'run/1/1', by: 'looked' },
    ]);
    expect(at[2]).toBeGreaterThanOrEqual(settleAfter);
    expect(await look(handle)).toMatchObject({ state: 'Done' });
  });

  test('of the second sending is settled from the start: absence of the first proves nothing about it', async () => {
    const second = { doubt: { attempt: 'run/4/1', settleAfter: 0 } };
    const company = await stage.company(
      {
        postInvoice: inTurn(
          () => inDoubt(0),
          () => inDoubt(0),
          () => inDoubt(0, second),
          () => inDoubt(0, second),
          () => inNetvisor({ attempt: 'run/6/1' }),
        ),
        recordSent,
      },
      LIMIT,
    );
    expect(await (await company.send()).result()).toMatchObject({ state: 'Done' });
    const absences = company.callsOf('postInvoice').map(({ absent }) => absent);
    expect(absences.slice(0, 3)).toEqual([undefined, undefined, { attempt: 'run/1/1', by: 'looked' }]);
    expect(absences[3]?.attempt).not.toBe('run/4/1');
    expect(absences[4]).toEqual({ attempt: 'run/4/1', by: 'looked' });
  });

  test('to a request that Netvisor says to know goes to a person, whose retry allows sending anew', async () => {
    const doubt = { attempt: 'run/1/1', settleAfter: 0 };
    const company = await stage.company(
      {
        postInvoice: inTurn(
          () => inDoubt(0, { reason: 'RequestNotUnique' }),
          () => inDoubt(0),
          () => rejected({ reason: 'RequestNotUnique', doubt }),
          () => inNetvisor(),
        ),
        recordSent,
      },
      LIMIT,
    );
    const handle = await company.send();
    expect((await untilParked(handle)).parked).toMatchObject({ reason: 'RequestNotUnique', doubt });
    expect(company.callsOf('postInvoice')[2]?.absent).toEqual({
      attempt: 'run/1/1',
      by: 'looked-not-unique',
    });
    await handle.signal(retry);
    expect(await handle.result()).toMatchObject({ state: 'Done' });
    expect(company.callsOf('postInvoice')[3]?.absent).toEqual({ attempt: 'run/1/1', by: 'person' });
  });

  test('to what Netvisor has refused is known to be a refusal: its transaction id is not used again', async () => {
    const company = await stage.company(
      {
        postInvoice: inTurn(
          () => inDoubt(0, { reason: 'Refused' }),
          () => inDoubt(0),
          () => inNetvisor(),
        ),
        recordSent,
      },
      LIMIT,
    );
    expect(await (await company.send()).result()).toMatchObject({ state: 'Done' });
    expect(company.callsOf('postInvoice')[2]?.absent).toEqual({
      attempt: 'run/1/1',
      by: 'looked-refused',
    });
  });

  test('that a person has decided about too early waits, and the decision holds', async () => {
    const doubt = { attempt: 'run/1/1', settleAfter: 0 };
    const company = await stage.company(
      {
        postInvoice: inTurn(
          () => rejected({ reason: 'RequestNotUnique', doubt }),
          () => inDoubt(Date.now() + 500, { doubt }),
          () => inDoubt(0, { doubt }),
          () => inNetvisor(),
        ),
        recordSent,
      },
      LIMIT,
    );
    const handle = await company.send();
    await untilParked(handle);
    await handle.signal(retry);
    expect(await handle.result()).toMatchObject({ state: 'Done' });
    const absences = company.callsOf('postInvoice').map(({ absent }) => absent);
    const decided = { attempt: 'run/1/1', by: 'person' };
    expect(absences).toEqual([undefined, decided, undefined, decided]);
  });

  test('because the worker was lost: Odoo is asked how far it came, nothing is taken for granted', async () => {
    const lost = promised();
    const company = await stage.company(
      {
        postInvoice: inTurn(
          async () => {
            // Neither an answer nor a beat, until the worker is told to stop.
            await Promise.race([
              lost.promise,
              new Promise((stop) => cancellationSignal().addEventListener('abort', stop)),
            ]);
            return inNetvisor({ netvisorKey: 'never heard of' });
          },
          () => inNetvisor(),
        ),
        recordSent,
      },
      LIMIT,
    );
    const handle = await company.send();
    expect(await handle.result()).toEqual({ state: 'Done', netvisorKey: '9001' });
    lost.resolve();
    expect(company.callsOf('postInvoice').map(({ absent }) => absent)).toEqual([undefined, undefined]);
  });
});

describe('all waits', () => {
  test('follow from one limit: an attempt outlasts two requests, and a first look comes soon', () => {
    for (const limit of [0.5, 2, 120, 600]) {
      const { requestMs, attemptMs, toleranceMs, firstLookMs, heartbeatMs } = timing(limit);
      expect(requestMs).toBeGreaterThan(limit * 1000);
      expect(attemptMs).toBeGreaterThan(2 * requestMs);
      expect(toleranceMs).toBeGreaterThanOrEqual(limit * 1000);
      expect(firstLookMs).toBeLessThan(limit * 1000);
      expect(heartbeatMs).toBeLessThan(attemptMs);
    }
  });

  test('are in production: requests above two minutes, heartbeats of 30 to 45 s, probes after 5, 15 and 60 min', () => {
    const { requestMs, heartbeatMs, probeAfterMs } = timing();
    expect(requestMs).toBeGreaterThan(120_000);
    expect(heartbeatMs).toBeGreaterThanOrEqual(30_000);
    expect(heartbeatMs).toBeLessThanOrEqual(45_000);
    expect(probeAfterMs).toEqual([300_000, 900_000, 3_600_000]);
  });
});

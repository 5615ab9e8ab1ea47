import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RecordSentResult, SendPaymentResult } from '../../activities/contract.ts';
import { retry } from '../../workflows/contract.ts';
import { until } from '../../tools/playground/world.ts';
import { inNetvisor, untilParked } from './invoices.ts';
import { bug, inTurn, look, openStage, type FakeCompany, type Fakes, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const recordSent = (): Promise<RecordSentResult> => Promise.resolve({ kind: 'recorded' });
const nothing = (): Promise<void> => Promise.resolve();
const booked = (payment: number): SendPaymentResult => ({
  kind: 'booked',
  payment,
  netvisorKey: String(90_000 + payment),
});
const complete: SendPaymentResult = { kind: 'complete' };

/** An invoice with payments, whose sending ends like this, one after the other. */
const paying = (
  results: readonly (SendPaymentResult | (() => Promise<SendPaymentResult>))[],
  more: Fakes = {},
): Promise<FakeCompany> =>
  stage.company(
    {
      postInvoice: inTurn(
        () => inNetvisor({ next: 'pay', payments: [71, 72] }),
        () => ({ kind: 'already-sent', netvisorKey: '9001', next: 'pay' }) as const,
      ),
      recordSent,
      recordPayment: nothing,
      sendPayment: inTurn(
        ...results.map((one) => () => (typeof one === 'function' ? one() : Promise.resolve(one))),
      ),
      ...more,
    },
    { limitSeconds: 2 },
  );

describe('an invoice that is paid in Odoo', () => {
  test('is followed by its payments, each recorded before the next is sent', async () => {
    const company = await paying([booked(71), booked(72), complete]);
    expect(await (await company.send()).result()).toEqual({ state: 'Done', netvisorKey: '9001' });
    expect(company.callsOf('recordSent')).toMatchObject([{ next: 'pay', payments: [71, 72] }]);
    expect(company.callsOf('recordPayment')).toEqual([
      { connection: company.connection, moveId: 42, payment: 71, netvisorKey: '90071' },
      { connection: company.connection, moveId: 42, payment: 72, netvisorKey: '90072' },
    ]);
  });

  test('parks when its payment is refused, and a retry goes on with the payment alone', async () => {
    const company = await paying([{ kind: 'rejected', reason: 'PaymentRefused' }, booked(71), complete]);
    const handle = await company.send();
    await untilParked(handle);
    await handle.signal(retry);
    expect(await handle.result()).toMatchObject({ state: 'Done' });
    expect(company.callsOf('recordSent')).toHaveLength(1);
  });

  test('and whose payment Odoo does not take is shown, and nothing is sent meanwhile', async () => {
    const writable = { now: false };
    const company = await paying([booked(71), complete], {
      recordPayment: () => (writable.now ? nothing() : Promise.reject(bug('AccessError'))),
    });
    const handle = await company.send();
    await until(
      'shown',
      () => look(handle),
      ({ reason }) => reason === 'OdooNotWritable',
    );
    expect(company.callsOf('sendPayment')).toHaveLength(1);
    writable.now = true;
    expect(await handle.result()).toMatchObject({ state: 'Done' });
  });
});

describe('a payment whose reply is lost', () => {
  test('is sent again only on proof of absence for that very attempt', async () => {
    const doubt = { attempt: 'run/3/1', settleAfter: Date.now() + 1500 };
    const company = await paying([
      { kind: 'in-doubt', doubt },
      { kind: 'in-doubt', doubt },
      booked(71),
      complete,
    ]);
    expect(await (await company.send()).result()).toMatchObject({ state: 'Done' });
    expect(company.callsOf('sendPayment').map(({ absent }) => absent)).toEqual([
      undefined,
      undefined,
      { attempt: 'run/3/1', by: 'looked' },
      undefined,
    ]);
  });

  test('to a request that Netvisor says to know goes to a person', async () => {
    const doubt = { attempt: 'run/3/1', settleAfter: 0 };
    const company = await paying([
      { kind: 'in-doubt', doubt, reason: 'RequestNotUnique' },
      { kind: 'in-doubt', doubt },
      { kind: 'rejected', reason: 'RequestNotUnique', doubt },
      booked(71),
      complete,
    ]);
    const handle = await company.send();
    expect((await untilParked(handle)).parked).toMatchObject({ reason: 'RequestNotUnique', doubt });
    await handle.signal(retry);
    expect(await handle.result()).toMatchObject({ state: 'Done' });
    expect(company.callsOf('sendPayment').map(({ absent }) => absent?.by)).toEqual([
      undefined,
      undefined,
      'looked-not-unique',
      'person',
      undefined,
    ]);
  });
});

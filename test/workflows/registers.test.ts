import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CreateRegisterResult, PostInvoiceResult, RecordSentResult } from '../../activities/contract.ts';
import { until } from '../../tools/playground/world.ts';
import { SILTA_QUEUE, timing, workflowIds } from '../../workflows/contract.ts';
import { inNetvisor, untilParked } from './invoices.ts';
import { bug, inTurn, look, openStage, promised, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const CUSTOMER = { recordId: 31, lock: 'lock-of-31' } as const;
const PRODUCT = { recordId: 8, lock: 'lock-of-8' } as const;
const needs = (
  customers: readonly (typeof CUSTOMER)[] = [CUSTOMER],
  products: readonly (typeof PRODUCT)[] = [],
): PostInvoiceResult => ({ kind: 'needs', customers, products });
const nothing = (): Promise<void> => Promise.resolve();
const recordSent = (): Promise<RecordSentResult> => Promise.resolve({ kind: 'recorded' });
const created = (netvisorKey: string) => (): Promise<CreateRegisterResult> =>
  Promise.resolve({ kind: 'in-netvisor', netvisorKey });
const linked = (): Promise<CreateRegisterResult> => Promise.resolve({ kind: 'linked', netvisorKey: '711' });

describe('an invoice whose customer and product Netvisor does not know', () => {
  test('has both made and linked first, and is sent then', async () => {
    const company = await stage.company({
      postInvoice: inTurn(
        () => needs([CUSTOMER], [PRODUCT]),
        () => inNetvisor(),
      ),
      createCustomer: created('711'),
      createProduct: created('52'),
      linkCustomer: nothing,
      linkProduct: nothing,
      recordSent,
    });
    const { connection } = company;
    expect(await (await company.send()).result()).toMatchObject({ state: 'Done' });
    expect(company.callsOf('linkCustomer')).toEqual([{ connection, recordId: 31, netvisorKey: '711' }]);
    expect(company.callsOf('linkProduct')).toEqual([{ connection, recordId: 8, netvisorKey: '52' }]);
    const customer = stage.client.workflow.getHandle(workflowIds.ensureCustomer(connection, CUSTOMER.lock));
    expect(await customer.result()).toEqual({ kind: 'linked', netvisorKey: '711' });
  });

  test('does not write a link that Odoo has already', async () => {
    const company = await stage.company({
      postInvoice: inTurn(
        () => needs(),
        () => inNetvisor(),
      ),
      createCustomer: linked,
      recordSent,
    });
    expect(await (await company.send()).result()).toMatchObject({ state: 'Done' });
    expect(company.callsOf('linkCustomer')).toEqual([]);
  });

  test('parks when the customer is refused; why stands on the contact, and the invoice points there', async () => {
    const company = await stage.company({
      postInvoice: () => Promise.resolve(needs([CUSTOMER], [PRODUCT])),
      createCustomer: () => Promise.resolve({ kind: 'rejected', reason: 'CustomerAmbiguous' }),
      recordParked: nothing,
    });
    expect((await untilParked(await company.send())).parked).toMatchObject({ reason: 'RegisterRejected' });
    expect(company.callsOf('recordParked')).toEqual([
      { connection: company.connection, moveId: 42, reason: 'RegisterRejected' },
    ]);
    expect(company.callsOf('createProduct')).toEqual([]);
    expect(company.callsOf('postInvoice')).toHaveLength(1);
  });

  test('parks as a bug when it is made and still missing, instead of making it for ever', async () => {
    const company = await stage.company({
      postInvoice: () => Promise.resolve(needs()),
      createCustomer: linked,
      recordParked: nothing,
    });
    expect((await untilParked(await company.send())).parked).toMatchObject({ reason: 'Bug' });
    expect(company.callsOf('recordParked')).toMatchObject([{ reason: 'Bug' }]);
    expect(company.callsOf('postInvoice')).toHaveLength(2);
  });
});

describe('two invoices that need the same customer', () => {
  test('have it made by one run at a time, so that it is made once', async () => {
    const making = promised();
    const known: { key?: string } = {};
    const counter = { now: 0, most: 0 };
    const company = await stage.company({
      postInvoice: ({ moveId }) =>
        Promise.resolve(known.key === undefined ? needs() : inNetvisor({ netvisorKey: String(moveId) })),
      async createCustomer() {
        if (known.key !== undefined) return linked();
        counter.most = Math.max(counter.most, ++counter.now);
        await making.promise;
        counter.now -= 1;
        return { kind: 'in-netvisor', netvisorKey: '711' };
      },
      linkCustomer: ({ netvisorKey }) => {
        known.key = netvisorKey;
        return nothing();
      },
      recordSent,
    });
    const handles = await Promise.all([company.send(1), company.send(2)]);
    await until(
      'both need it',
      () => company.callsOf('postInvoice').length,
      (calls) => calls === 2,
    );
    making.resolve();
    const results = await Promise.all(handles.map((handle) => handle.result()));
    expect(results).toEqual([
      { state: 'Done', netvisorKey: '1' },
      { state: 'Done', netvisorKey: '2' },
    ]);
    expect(counter.most).toBe(1);
    expect(company.callsOf('linkCustomer')).toHaveLength(1);
  });
});

describe('an invoice whose customer another one is bringing into Netvisor', () => {
  test.each([2, 120, 600])('waits longer for it than settling a lost reply takes (limit %d s)', (limit) => {
    const { attemptMs, toleranceMs, busyMs } = timing(limit);
    expect(busyMs).toBeGreaterThan(attemptMs + toleranceMs + attemptMs / 2);
  });

  test('parks in the end, and says that it waits for the other one', async () => {
    const endless = promised();
    const company = await stage.company(
      {
        postInvoice: () => Promise.resolve(needs()),
        createCustomer: async () => {
          await endless.promise;
          return linked();
        },
        recordParked: nothing,
      },
      { limitSeconds: 0.5 },
    );
    // As another invoice has asked for it, under a limit that lets it take its time.
    await stage.client.workflow.start('EnsureCustomer', {
      taskQueue: SILTA_QUEUE,
      workflowId: workflowIds.ensureCustomer(company.connection, CUSTOMER.lock),
      args: [{ connection: company.connection, recordId: CUSTOMER.recordId }],
    });
    const { parked } = await untilParked(await company.send());
    endless.resolve();
    expect(parked).toMatchObject({ reason: 'RegisterBusy' });
    expect(company.callsOf('recordParked')).toMatchObject([{ reason: 'RegisterBusy' }]);
  });
});

describe('a customer whose making is in doubt', () => {
  test('is looked for, and made again only with proof of absence', async () => {
    const doubt = { attempt: 'run/1/1', settleAfter: Date.now() + 1500 };
    const inDoubt = (): CreateRegisterResult => ({ kind: 'in-doubt', doubt });
    const company = await stage.company(
      {
        postInvoice: inTurn(
          () => needs(),
          () => inNetvisor(),
        ),
        createCustomer: inTurn(inDoubt, inDoubt, created('711')),
        linkCustomer: nothing,
        recordSent,
      },
      { limitSeconds: 2 },
    );
    expect(await (await company.send()).result()).toMatchObject({ state: 'Done' });
    expect(company.callsOf('createCustomer').map(({ absent }) => absent)).toEqual([
      undefined,
      undefined,
      { attempt: 'run/1/1', by: 'looked' },
    ]);
  });

  test('shows when Odoo does not take its key, and makes it no second time', async () => {
    const writable = { now: false };
    const company = await stage.company(
      {
        postInvoice: inTurn(
          () => needs(),
          () => inNetvisor(),
        ),
        createCustomer: created('711'),
        linkCustomer: () => (writable.now ? nothing() : Promise.reject(bug('AccessError'))),
        recordSent,
      },
      { limitSeconds: 1 },
    );
    const handle = await company.send();
    const id = workflowIds.ensureCustomer(company.connection, CUSTOMER.lock);
    await until(
      'made',
      () => company.callsOf('linkCustomer').length,
      (calls) => calls > 0,
    );
    await until(
      'shown',
      () => look(stage.client.workflow.getHandle(id)),
      ({ reason }) => reason === 'OdooNotWritable',
    );
    writable.now = true;
    expect(await handle.result()).toMatchObject({ state: 'Done' });
    expect(company.callsOf('createCustomer')).toHaveLength(1);
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import type { FindUnverifiedResult, SentInvoice, VerifySumsResult } from '../../activities/contract.ts';
import { verifyInvoices } from '../../control/verification.ts';
import { until } from '../../tools/playground/world.ts';
import { SILTA_QUEUE, workflowIds, type ScheduledInput } from '../../workflows/contract.ts';
import { bug, inTurn, openStage, promised, type FakeCompany, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const page = (invoices: readonly SentInvoice[], more = false): FindUnverifiedResult => ({ invoices, more });
const agreeing = ({ invoices }: { readonly invoices: readonly SentInvoice[] }): VerifySumsResult => ({
  verified: invoices.length,
  differing: 0,
  gone: 0,
  ask: [],
});
const start = ({ connection }: FakeCompany) =>
  verifyInvoices(stage.client, {
    name: connection,
    netvisor: { limitSeconds: 120 } as Parameters<typeof verifyInvoices>[1]['netvisor'],
  });
const byClock = ({ connection }: FakeCompany, time: string) => {
  const input: ScheduledInput = {
    flow: 'VerifyInvoices',
    workflowId: workflowIds.verifyInvoices(connection),
    input: { connection },
  };
  return stage.client.workflow.start('Scheduled', {
    taskQueue: SILTA_QUEUE,
    workflowId: `${workflowIds.verifyInvoices(connection)}/scheduled-${time}`,
    args: [input],
  });
};

describe('verification', () => {
  test('with nothing to verify asks Odoo once and Netvisor never', async () => {
    const company = await stage.company({
      findUnverified: () => Promise.resolve(page([])),
      verifySums: (input) => Promise.resolve(agreeing(input)),
    });
    expect(await (await start(company)).result()).toEqual({ verified: 0, differing: 0, gone: 0 });
    expect(company.callsOf('findUnverified')).toEqual([{ connection: company.connection }]);
    expect(company.callsOf('verifySums')).toEqual([]);
  });

  test('goes through all pages, each from where the one before ended, and adds up', async () => {
    const company = await stage.company({
      findUnverified: inTurn(
        () =>
          page(
            [
              [1, 901],
              [7, 907],
            ],
            true,
          ),
        () => page([[9, 909]]),
      ),
      verifySums: (input) => Promise.resolve(agreeing(input)),
    });
    expect(await (await start(company)).result()).toEqual({ verified: 3, differing: 0, gone: 0 });
    expect(company.callsOf('findUnverified').map(({ after }) => after)).toEqual([undefined, 7]);
    expect(company.callsOf('verifySums').map(({ invoices }) => invoices)).toEqual([
      [
        [1, 901],
        [7, 907],
      ],
      [[9, 909]],
    ]);
    expect(company.callsOf('askInvoices')).toEqual([]);
  });

  test('has the workflows of those looked at that differ, and of no others', async () => {
    const company = await stage.company({
      findUnverified: () =>
        Promise.resolve(
          page([
            [1, 901],
            [2, 902],
            [3, 903],
          ]),
        ),
      verifySums: () => Promise.resolve({ verified: 1, differing: 1, gone: 1, ask: [2, 3] }),
      askInvoices: () => Promise.resolve(),
    });
    expect(await (await start(company)).result()).toEqual({ verified: 1, differing: 1, gone: 1 });
    expect(company.callsOf('askInvoices')).toEqual([{ connection: company.connection, moveIds: [2, 3] }]);
  });

  test('is tried again after a failure that a next time may not meet, and fails on a bug of ours', async () => {
    const company = await stage.company({
      findUnverified: () => Promise.resolve(page([[1, 901]])),
      verifySums: inTurn<Parameters<typeof agreeing>[0], VerifySumsResult>(
        () => Promise.reject(ApplicationFailure.retryable('Netvisor: NotReached', 'Transient')),
        agreeing,
      ),
    });
    expect(await (await start(company)).result()).toMatchObject({ verified: 1 });
    const broken = await stage.company({
      findUnverified: () => Promise.resolve(page([[1, 901]])),
      verifySums: () => Promise.reject(bug('ContractMismatch')),
    });
    await expect((await start(broken)).result()).rejects.toThrow();
  });
});

describe('one verification at a time', () => {
  test('by the clock or by hand: who comes second does not start another', async () => {
    const gate = promised();
    const company = await stage.company({
      findUnverified: async () => {
        await gate.promise;
        return page([]);
      },
      verifySums: (input) => Promise.resolve(agreeing(input)),
    });
    const first = await byClock(company, '1');
    await until(
      'under way',
      () => company.callsOf('findUnverified').length,
      (calls) => calls === 1,
    );
    expect(await (await byClock(company, '2')).result()).toBe('runs already');
    const byHand = await start(company);
    gate.resolve();
    expect(await byHand.result()).toEqual({ verified: 0, differing: 0, gone: 0 });
    expect(await first.result()).toEqual({ verified: 0, differing: 0, gone: 0 });
    expect(company.callsOf('findUnverified')).toHaveLength(1);
    expect(await (await byClock(company, '3')).result()).toEqual({ verified: 0, differing: 0, gone: 0 });
  });
});

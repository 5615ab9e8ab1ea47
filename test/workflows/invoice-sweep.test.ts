import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SweepResult } from '../../activities/contract.ts';
import { hintSweep } from '../../control/sweep.ts';
import { showInvoice } from '../../control/show.ts';
import { until } from '../../tools/playground/world.ts';
import { hint, SILTA_QUEUE, workflowIds, type ScheduledInput } from '../../workflows/contract.ts';
import { inTurn, openStage, promised, type FakeCompany, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const NETVISOR = { limitSeconds: 120 } as Parameters<typeof hintSweep>[1]['netvisor'];
const own = ({ connection }: FakeCompany) => ({ name: connection, netvisor: NETVISOR });
const nothing: SweepResult = { requested: 0, restarted: 0, cured: 0, looked: 0 };
/** As a schedule starts it, without a hint. */
const start = ({ connection }: FakeCompany) =>
  stage.client.workflow.start('InvoiceSweep', {
    taskQueue: SILTA_QUEUE,
    workflowId: workflowIds.invoiceSweep(connection),
    args: [{ connection }],
  });
const sweepOf = ({ connection }: FakeCompany) =>
  stage.client.workflow.getHandle(workflowIds.invoiceSweep(connection));

describe('the sweep', () => {
  test('with nothing to do looks once and ends', async () => {
    const company = await stage.company({ sweepInvoices: () => Promise.resolve(nothing) });
    await start(company);
    expect(await sweepOf(company).result()).toEqual(nothing);
    expect(company.callsOf('sweepInvoices')).toHaveLength(1);
  });

  test('goes through all pages and adds up what it set going', async () => {
    const company = await stage.company({
      sweepInvoices: inTurn(
        () => ({ ...nothing, requested: 200, after: 4711 }),
        () => ({ ...nothing, requested: 3, restarted: 1 }),
      ),
    });
    await start(company);
    expect(await sweepOf(company).result()).toEqual({ ...nothing, requested: 203, restarted: 1 });
    expect(company.callsOf('sweepInvoices').map(({ after }) => after)).toEqual([undefined, 4711]);
  });

  test('looks again after a hint that comes while it looks, and a thousand hints are one', async () => {
    const looking = promised<SweepResult>();
    const company = await stage.company({
      sweepInvoices: inTurn(
        () => looking.promise,
        () => nothing,
      ),
    });
    await start(company);
    await until('it looks', () => company.callsOf('sweepInvoices').length, Boolean);
    await Promise.all(Array.from({ length: 50 }, () => sweepOf(company).signal(hint)));
    looking.resolve(nothing);
    await sweepOf(company).result();
    expect(company.callsOf('sweepInvoices')).toHaveLength(2);
  });

  test('by the clock meets one that runs already, and leaves it to that', async () => {
    const looking = promised<SweepResult>();
    const company = await stage.company({ sweepInvoices: () => looking.promise });
    await hintSweep(stage.client, own(company));
    const input: ScheduledInput = {
      flow: 'InvoiceSweep',
      workflowId: workflowIds.invoiceSweep(company.connection),
      input: { connection: company.connection },
    };
    const scheduled = await stage.client.workflow.start('Scheduled', {
      taskQueue: SILTA_QUEUE,
      workflowId: `${input.workflowId}/scheduled-now`,
      args: [input],
    });
    expect(await scheduled.result()).toBe('runs already');
    looking.resolve(nothing);
    await sweepOf(company).result();
  });
});

describe('showing', () => {
  test('is one at a time for an invoice, on the lane, and ends with what was shown', async () => {
    const shown = promised<{ kind: 'shown'; what: 'preview' }>();
    const company = await stage.company({ showInvoice: () => shown.promise });
    await showInvoice(stage.client, own(company), 42);
    await showInvoice(stage.client, own(company), 42);
    shown.resolve({ kind: 'shown', what: 'preview' });
    const run = stage.client.workflow.getHandle(workflowIds.showInvoice(company.connection, 42));
    expect(await run.result()).toEqual({ kind: 'shown', what: 'preview' });
    expect(company.callsOf('showInvoice')).toEqual([{ connection: company.connection, moveId: 42 }]);
  });
});

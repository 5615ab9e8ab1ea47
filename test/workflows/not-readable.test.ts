import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import type { PostInvoiceResult } from '../../activities/contract.ts';
import { ignore, retry } from '../../workflows/contract.ts';
import { inDoubt, inNetvisor, untilParked } from './invoices.ts';
import { inTurn, look, openStage, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const refused = (): Promise<never> =>
  Promise.reject(
    ApplicationFailure.create({
      message: 'Odoo account.move/web_read: odoo.exceptions.AccessError',
      type: 'NotReadable',
      nonRetryable: true,
    }),
  );

test('an invoice that Odoo does not show to Silta waits for a person under that name, and is sent when it does', async () => {
  const company = await stage.company({
    postInvoice: inTurn<unknown, PostInvoiceResult>(refused, () => inNetvisor()),
    recordParked: refused,
    recordSent: () => Promise.resolve({ kind: 'recorded' }),
  });
  const handle = await company.send();
  expect(await untilParked(handle)).toMatchObject({
    reason: 'NotReadable',
    parked: { reason: 'NotReadable' },
  });
  await handle.signal(retry);
  expect(await handle.result()).toMatchObject({ state: 'Done' });
});

test('the same holds for a customer of it that Odoo does not show', async () => {
  const needed = { recordId: 7, lock: 'lock-of-7' };
  const company = await stage.company({
    postInvoice: () => Promise.resolve({ kind: 'needs', customers: [needed], products: [] }),
    createCustomer: refused,
    recordParked: () => Promise.resolve(),
  });
  expect(await untilParked(await company.send())).toMatchObject({ reason: 'NotReadable' });
  expect(company.callsOf('recordParked')).toMatchObject([{ reason: 'NotReadable' }]);
});

test('a mistyped id can be left out, although Odoo lets Silta write nothing there', async () => {
  const company = await stage.company({
    postInvoice: refused,
    recordParked: refused,
    recordIgnored: refused,
  });
  const handle = await company.send();
  await untilParked(handle);
  await handle.signal(ignore, { code: 'Mistyped' });
  expect(await handle.result()).toEqual({ state: 'Ignored', code: 'Mistyped' });
  expect(await look(handle)).toMatchObject({ state: 'Ignored', reason: undefined });
});

test('one that may be in Netvisor is not left out while Odoo cannot be asked about it', async () => {
  const company = await stage.company(
    {
      postInvoice: inTurn<unknown, PostInvoiceResult>(() => inDoubt(Date.now() + 3_600_000), refused),
      recordParked: refused,
      recordIgnored: refused,
    },
    { limitSeconds: 2 },
  );
  const handle = await company.send();
  const first = await untilParked(handle);
  await handle.signal(ignore, { code: 'Mistyped' });
  const again = await untilParked(handle, first);
  expect(again).toMatchObject({ running: true, reason: 'NotReadable' });
});

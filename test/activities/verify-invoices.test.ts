import { expect, test } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import type { ConnectionDeps } from '../../activities/deps.ts';
import { createVerificationActivities } from '../../activities/verify-invoices.ts';
import { aConnection, settingsOf } from '../config/samples.ts';
import { LEDGER } from '../mapping/samples.ts';

test('a key that somebody has typed wrongly does not keep the others from being compared', async () => {
  const asked: (readonly number[])[] = [];
  const settings = settingsOf({ main: aConnection() }).connections.get('main');
  const known = {
    settings,
    ledger: LEDGER,
    stopping: new AbortController().signal,
    odoo: {
      findUnverified: () =>
        Promise.resolve([
          { id: 1, key: `${LEDGER}:11` },
          { id: 2, key: `${LEDGER}:INV/2026/00002` },
          { id: 3, key: `${LEDGER}:13` },
        ]),
      readInvoiceSums: () => Promise.resolve([]),
    },
    netvisor: {
      salesInvoices: {
        getMany(keys: readonly number[]) {
          asked.push(keys);
          return Promise.resolve([]);
        },
      },
    },
  };
  const { findUnverified, verifySums } = createVerificationActivities(
    () => known as unknown as ConnectionDeps,
    () => Promise.resolve(),
  );
  const { invoices } = await findUnverified({ connection: 'main' });
  // All three, so that the next page begins behind them.
  expect(invoices.map(([id]) => id)).toEqual([1, 2, 3]);
  await new MockActivityEnvironment().run(() => verifySums({ connection: 'main', invoices }));
  expect(asked).toEqual([[11, 13]]);
});

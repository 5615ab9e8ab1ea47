import { ActivityFailure, isCancellation, sleep } from '@temporalio/workflow';
import type { Timing } from './contract.ts';
import type { Status } from './status.ts';

/**
 * Writes an outcome into Odoo, however long Odoo cannot be written: what Netvisor has accepted is only recorded,
 * never sent again. When the activity's own tries are used up, the run shows it, and goes on trying.
 */
export async function untilRecorded<T>(write: () => Promise<T>, status: Status, waits: Timing): Promise<T> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
      status.show(
        'NeedsAttention',
        'Odoo does not take what Silta has to write into it. Nothing is lost and nothing is sent again: Silta goes on trying. The failed activity tells why.',
        'OdooNotWritable',
      );
      await sleep(waits.probeAfterMs[0] ?? waits.attemptMs, { summary: 'Before Odoo is tried again' });
    }
  }
}

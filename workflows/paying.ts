import type { Absence } from '../activities/contract.ts';
import { ending, parkedFor, type FollowUp, type SentRun } from './follow-up.ts';
import { Settling } from './settling.ts';

/** Sends the payments that Odoo had before the invoice was sent, one after the other, each once. */
export async function sendPayments(run: SentRun, known?: Absence): Promise<FollowUp> {
  const { connection, moveId, netvisorKey, lane, office, status, waits, recording } = run;
  const settling = new Settling(waits);
  let absent = known;

  for (;;) {
    const result = await ending(() =>
      lane.sendPayment.executeWithOptions({ summary: 'Send the next payment, or compare the open sum' }, [
        { connection, moveId, ...(absent && { absent }) },
      ]),
    );
    if (result === 'Bug' || result === 'NotReadable') return parkedFor(result, run);
    if (result === 'worker-lost') {
      // If something was sent, the claim in Odoo tells: ask again.
      status.show('Settling', 'The worker was lost while it sent a payment. Looking how far it came.');
      continue;
    }
    switch (result.kind) {
      case 'booked': {
        const { payment, netvisorKey: paymentKey } = result;
        const summary = "Write the payment's key into Odoo";
        await recording(() =>
          office.recordPayment.executeWithOptions({ summary }, [
            { connection, moveId, payment, netvisorKey: paymentKey },
          ]),
        );
        absent = undefined;
        break;
      }
      case 'complete':
        return { state: 'Done', netvisorKey, how: 'with its payment' };
      case 'rejected':
        return {
          state: 'NeedsAttention',
          reason: result.reason,
          ...(result.doubt && { doubt: result.doubt }),
        };
      case 'gone':
        return { state: 'NeedsAttention', reason: 'GoneInOdoo' };
      case 'in-doubt':
        status.show(
          'Settling',
          'A reply of Netvisor was lost, so it is unknown whether the payment is booked. Silta looks for it before it sends anything.',
        );
        absent = await settling.next(result, absent);
    }
  }
}

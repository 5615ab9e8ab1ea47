import { condition, workflowInfo } from '@temporalio/workflow';
import type { MatchCreditNoteResult, MatchWait } from '../activities/contract.ts';
import type { Doubt, Waiting } from './contract.ts';
import { ending, parkedFor, type FollowUp, type GivenUp, type SentRun } from './follow-up.ts';
import { Settling } from './settling.ts';
import { clock } from './status.ts';

/** A wait of weeks stays a short history. */
const EVENTS_PER_RUN = 400;

/**
 * Matches a credit note that is in Netvisor to what it credits. Netvisor matches only documents that have been
 * sent to the customer, so this looks again and again, ever more seldom, and tells a person when it takes long.
 */
export async function matchCreditNote(run: SentRun, before?: Waiting): Promise<FollowUp> {
  const { connection, moveId, netvisorKey, lane, office, requests, status, waits, recording } = run;
  const settling = new Settling(waits);
  let waiting = before;
  let doubt: Doubt | undefined;

  for (;;) {
    const overdue = waiting !== undefined && untilAlarm(waiting) <= 0;
    const result = await look(overdue);
    if (result === 'Bug' || result === 'NotReadable') return parkedFor(result, run);
    if (result === 'worker-lost') {
      // If it was asked for, it may still arrive for as long as an attempt may take.
      doubt = { attempt: 'lost', settleAfter: Date.now() + waits.attemptMs + waits.toleranceMs };
      status.show('Settling', 'The worker was lost on the way. Looking how far it came.');
      continue;
    }
    switch (result.kind) {
      case 'matched':
        return { state: 'Done', netvisorKey, how: 'matched there to what it credits' };
      case 'nothing':
        return { state: 'Done', netvisorKey, how: 'with nothing there to be matched to' };
      case 'partly':
        doubt = undefined;
        break;
      case 'rejected':
        return { state: 'NeedsAttention', reason: result.reason };
      case 'gone':
        return { state: 'NeedsAttention', reason: 'GoneInOdoo' };
      case 'in-doubt':
        doubt = result.doubt;
        status.show(
          'Settling',
          'A reply of Netvisor was lost, so it is unknown whether the two are matched. Their open sums will tell.',
        );
        await settling.next(result);
        break;
      case 'waiting': {
        waiting = {
          netvisorKey,
          since: waiting?.since ?? new Date().toISOString(),
          looks: (waiting?.looks ?? 0) + 1,
        };
        const pause = pauseAfter(waiting);
        if (overdue) status.show('NeedsAttention', words(result.for, waiting, pause), 'WaitingForNetvisor');
        else status.show('Waiting', words(result.for, waiting, pause));
        const summary = 'Before the credit note is looked at again';
        await condition(() => requests.pending() || requests.ignored() !== undefined, pause, { summary });
        if (!requests.pending() && (await isLeft())) {
          return { state: 'Done', netvisorKey, how: 'left there unmatched by a person' };
        }
        if (requests.pending() || historyIsLong()) return { state: 'Waiting', waiting };
      }
    }
  }

  function look(overdue: boolean): Promise<MatchCreditNoteResult | GivenUp | 'worker-lost'> {
    const input = {
      connection,
      moveId,
      ...(waiting === undefined && { fresh: true as const }),
      ...(overdue && { overdue: true as const }),
      ...(doubt && { doubt }),
    };
    const summary = 'Compare open sums in Netvisor; match if both are sent';
    return ending(() => lane.matchCreditNote.executeWithOptions({ summary }, [input]));
  }

  /** A person wants it left as it is; true when Odoo knows that and nobody has asked for more meanwhile. */
  async function isLeft(): Promise<boolean> {
    const code = requests.ignored();
    if (code === undefined) return false;
    const summary = 'Write "left as it is" into Odoo';
    await recording(() =>
      office.recordIgnored.executeWithOptions({ summary }, [{ connection, moveId, code }]),
    );
    return !requests.pending();
  }

  function pauseAfter({ since, looks }: Waiting): number {
    const { lookAfterMs, attemptMs } = waits;
    const usual = lookAfterMs[Math.min(looks, lookAfterMs.length) - 1] ?? attemptMs;
    const alarm = untilAlarm({ since });
    return alarm > 0 ? Math.min(usual, alarm) : usual;
  }

  function untilAlarm({ since }: Pick<Waiting, 'since'>): number {
    return Date.parse(since) + waits.alarmMs - Date.now();
  }
}

function historyIsLong(): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return historyLength > EVENTS_PER_RUN || continueAsNewSuggested;
}

const WAITS_FOR: Readonly<Record<MatchWait, string>> = {
  'original-on-its-way': 'The invoice that it credits is not in Netvisor yet.',
  'unsent-in-netvisor':
    'Netvisor matches the two only when both have been sent to the customer there, and at least one of them has not.',
};

function words(what: MatchWait, { netvisorKey, since }: Waiting, pause: number): string {
  return [
    `In Netvisor with key ${netvisorKey}, waiting to be matched since ${clock(Date.parse(since))}. ${WAITS_FOR[what]}`,
    `Next look at ${clock(Date.now() + pause)}; signal \`retry\` to look now.`,
    '',
    '- To leave it unmatched: signal `ignore` with `{"code": "MatchedByHand"}` (any code of letters).',
  ].join('\n');
}

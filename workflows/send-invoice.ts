import {
  ActivityFailure,
  ApplicationFailure,
  condition,
  continueAsNew,
  isCancellation,
  TimeoutFailure,
} from '@temporalio/workflow';
import type { Absence, PostInvoiceResult, RecordSentResult } from '../activities/contract.ts';
import type { NextStep } from '../mapping/next-step.ts';
import type { Reason } from '../mapping/reasons.ts';
import { workflowIds } from './contract.ts';
import type { SendInvoiceInput } from './contract.ts';
import { ensureRegisters, Patience } from './ensure.ts';
import { reasonOf, unlessRefused, type FollowUp, type GivenUp } from './follow-up.ts';
import { Limit } from './limit.ts';
import { matchCreditNote } from './matching.ts';
import { sendPayments } from './paying.ts';
import { laneActivities, officeActivities } from './policies.ts';
import { untilRecorded } from './recording.ts';
import { listenForRequests } from './requests.ts';
import { Settling } from './settling.ts';
import {
  done,
  leftOut,
  LOOKS_FIRST,
  lostReply,
  stepSummary,
  waitingForPerson,
} from './send-invoice-words.ts';
import { Status } from './status.ts';

export type SendInvoiceResult =
  | { readonly state: 'Done'; readonly netvisorKey: string }
  | { readonly state: 'Ignored'; readonly code: string };

type Served =
  | FollowUp
  | Extract<SendInvoiceResult, { state: 'Ignored' }>
  /** What it was to be settled for before it can be left out. */
  | { readonly state: 'Settled'; readonly code: string };

/**
 * Single writer of one customer invoice: brings it into Netvisor once, or waits with a reason. Started and
 * nudged by signal-with-start only, so that a double click, a webhook and a sweep meet in one run.
 */
export async function SendInvoice(input: SendInvoiceInput): Promise<SendInvoiceResult> {
  const requests = listenForRequests();
  const { connection, moveId } = input;
  const limit = new Limit(input);
  const { waits } = limit;
  const document = (): SendInvoiceInput => ({ connection, moveId, ...limit.input });
  const office = officeActivities(waits);
  const lane = laneActivities(connection, limit);
  const status = new Status(`Invoice with Odoo id ${moveId}`, {
    connection,
    flow: 'SendInvoice',
    document: `account.move,${moveId}`,
  });
  const recording = <T>(write: () => Promise<T>): Promise<T> => untilRecorded(write, status, waits);
  let absent: Absence | undefined;
  let settling = false;
  let withoutFiles = false;
  let resend = false;
  let leaving: string | undefined;
  let waiting = input.waiting;
  // Continued in the middle of a wait in Netvisor, so there is nothing to be sent.
  let resumed = input.parked ? undefined : waiting;

  status.explain(
    `In the queue for Netvisor. If it stays here, see the workflow \`${workflowIds.connection(connection)}\`.`,
  );
  if (input.parked) {
    const { reason, parkedAt, doubt } = input.parked;
    status.show('NeedsAttention', waitingForPerson(reason, parkedAt), reason);
    const wished = (): string | undefined => requests.ignored() ?? input.parked?.ignored;
    await condition(() => requests.pending() || wished() !== undefined);
    const code = wished();
    if (code !== undefined && !requests.pending()) {
      const left = await leaveOut(code);
      if (left && !requests.pending()) return left;
    }
    status.explain(leaving === undefined ? 'Trying again. Reading the invoice in Odoo.' : LOOKS_FIRST);
    // A person has looked: what two looks could not find may be sent anew.
    if (doubt) absent = { attempt: doubt.attempt, by: 'person' };
  }

  for (;;) {
    const asked = requests.pending();
    resend = requests.resending();
    requests.take();
    if (asked) leaving = undefined;
    const served = resumed && !asked ? await finish(resumed.netvisorKey, 'match') : await serve();
    resumed = undefined;
    if (served.state === 'Waiting') waiting = served.waiting;
    if (requests.pending()) continue;
    switch (served.state) {
      case 'Done': {
        const { netvisorKey, how } = served;
        status.show('Done', done(connection, netvisorKey, how));
        return { state: 'Done', netvisorKey };
      }
      case 'Waiting':
        return continueAsNew<typeof SendInvoice>({ ...document(), waiting: served.waiting });
      case 'Settled': {
        const left = await leaveOut(served.code);
        if (left && !requests.pending()) return left;
        continue;
      }
      case 'Ignored':
        status.show(
          'Ignored',
          'The invoice no longer exists in Odoo. If it was sent before, Netvisor has it still.',
        );
        return served;
      case 'NeedsAttention': {
        const { reason, doubt } = served;
        status.show('NeedsAttention', 'About to wait for a person.', reason);
        // A parked history is a start and a wait: a retry months later runs the code of that day.
        // Left out unseen is only what surely never left.
        const ignored = doubt || settling || reason === 'Bug' ? undefined : requests.ignored();
        const parkedAt = new Date().toISOString();
        const parked = {
          reason,
          parkedAt,
          ...(doubt && { doubt }),
          ...(settling ? { unsettled: true as const } : {}),
          ...(ignored !== undefined && { ignored }),
        };
        return continueAsNew<typeof SendInvoice>({ ...document(), parked });
      }
    }
  }

  /** As a person wishes. Undefined while it may be in Netvisor: that comes first. */
  async function leaveOut(code: string): Promise<SendInvoiceResult | undefined> {
    const summary = 'Write "left out" into Odoo';
    const ignored = await recording(() =>
      unlessRefused(() =>
        office.recordIgnored.executeWithOptions({ summary }, [{ connection, moveId, code }]),
      ),
    );
    switch (ignored.kind) {
      case 'kept':
        status.show('Done', `In Netvisor with key ${ignored.netvisorKey}, left there as it is by a person.`);
        return { state: 'Done', netvisorKey: ignored.netvisorKey };
      case 'left-out':
        status.show('Ignored', leftOut(code));
        return { state: 'Ignored', code };
      case 'claimed':
        leaving = code;
        return undefined;
      case 'not-readable':
        if (input.parked?.unsettled) return undefined;
        status.show('Ignored', `${leftOut(code)} Odoo does not let Silta write that on the invoice.`);
        return { state: 'Ignored', code };
    }
  }

  /** One round: from reading the invoice to a state that a person can rely on. */
  async function serve(): Promise<Served> {
    const looks = new Settling(waits);
    const made = new Set<string>();
    const patience = new Patience(waits);
    for (;;) {
      const result = await post();
      switch (result.kind) {
        case 'in-netvisor': {
          const recorded = await record(result);
          if (recorded === 'recorded') return inPlace(result.netvisorKey, result.next);
          if (recorded === 'gone') return { state: 'NeedsAttention', reason: 'GoneInOdoo' };
          // Another attempt claimed the invoice meanwhile: look at that one before anything else.
          settling = true;
          break;
        }
        case 'already-sent':
          return inPlace(result.netvisorKey, result.next);
        case 'needs': {
          status.show(
            'Running',
            'Netvisor does not know the customer or a product yet. Creating them first.',
          );
          const ensured = await ensureRegisters(document(), result);
          if (ensured.kind === 'busy' && (await patience.lasts())) break;
          if (ensured.kind === 'busy') return await parked('RegisterBusy');
          if (ensured.kind === 'made' && !ensured.documents.some((document) => made.has(document))) {
            ensured.documents.forEach((document) => made.add(document));
            break;
          }
          // Made and still needed: the links are not kept, so going on would go on for ever.
          return await parked(ensured.kind === 'made' ? 'Bug' : ensured.reason);
        }
        case 'rejected':
          return {
            state: 'NeedsAttention',
            reason: result.reason,
            ...(result.doubt && { doubt: result.doubt }),
          };
        case 'files-refused':
          withoutFiles = true;
          status.explain('Netvisor refused the invoice with its files. Sending it without them.');
          break;
        case 'absent':
          if (leaving === undefined) break;
          return { state: 'Settled', code: leaving };
        case 'gone':
          return settling
            ? { state: 'NeedsAttention', reason: 'GoneInOdoo' }
            : { state: 'Ignored', code: 'Gone' };
        case 'in-doubt':
          settling = true;
          status.show('Settling', leaving === undefined ? lostReply(result.doubt) : LOOKS_FIRST);
          absent = await looks.next(result, absent);
      }
    }
  }

  async function inPlace(netvisorKey: string, next: NextStep | undefined): Promise<Served> {
    return leaving === undefined ? finish(netvisorKey, next) : { state: 'Settled', code: leaving };
  }

  /** What is left to do once the invoice is in Netvisor. */
  async function finish(netvisorKey: string, next: NextStep | undefined): Promise<FollowUp> {
    const run = { connection, moveId, netvisorKey, lane, office, requests, status, waits, recording };
    switch (next) {
      case 'match':
        return matchCreditNote(run, waiting);
      case 'pay':
        return sendPayments(run, absent);
      case undefined:
        return { state: 'Done', netvisorKey };
    }
  }

  async function parked(reason: Reason): Promise<Served> {
    const summary = 'Write the reason into Odoo';
    await recording(() =>
      office.recordParked.executeWithOptions({ summary }, [{ connection, moveId, reason }]),
    );
    return { state: 'NeedsAttention', reason };
  }

  async function post(): Promise<PostInvoiceResult> {
    for (;;) {
      // Made anew for each try: after a lost worker it may be there.
      const input = {
        connection,
        moveId,
        ...(absent && { absent }),
        ...(settling && { mayBeThere: true as const }),
        ...(withoutFiles && { withoutFiles: true as const }),
        ...(resend && { resend: true as const }),
        ...(leaving !== undefined && { leaveOut: true as const }),
      };
      try {
        return await lane.postInvoice.executeWithOptions(
          { summary: stepSummary(settling, absent, leaving) },
          [input],
        );
      } catch (error) {
        if (!(error instanceof ActivityFailure)) throw error;
        if (error.cause instanceof ApplicationFailure) {
          const reason = reasonOf(error.cause);
          await told(reason);
          return { kind: 'rejected', reason };
        }
        if (!(error.cause instanceof TimeoutFailure)) throw error;
        // The worker was lost on the way. If something was sent, the claim in Odoo tells: ask again.
        settling = true;
        status.show('Settling', 'The worker was lost while it sent this invoice. Looking how far it came.');
      }
    }
  }

  /** Once and no more: what made the activity fail may be in the way of this, too. */
  async function told(reason: GivenUp): Promise<void> {
    try {
      const summary = 'Write the reason into Odoo';
      await office.recordParked.executeWithOptions({ summary }, [{ connection, moveId, reason }]);
    } catch (error) {
      if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    }
  }

  async function record(
    sent: PostInvoiceResult & { readonly kind: 'in-netvisor' },
  ): Promise<RecordSentResult['kind']> {
    const { netvisorKey, number, attempt, request, next, payments } = sent;
    const summary = 'Write key and state into Odoo';
    const result = await recording(() =>
      office.recordSent.executeWithOptions({ summary }, [
        {
          connection,
          moveId,
          netvisorKey,
          attempt,
          ...(number !== undefined && { number }),
          ...(request !== undefined && { request }),
          ...(next && { next }),
          ...(payments && { payments }),
        },
      ]),
    );
    return result.kind;
  }
}

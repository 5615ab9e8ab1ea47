import { ledgerKey } from '../mapping/ledger-key.ts';
import { markText, type Mark } from '../mapping/mark.ts';
import type { MappedInvoice } from '../mapping/invoice.ts';
import { stateInNetvisor } from '../mapping/next-step.ts';
import { paymentsToFollow, toFollow, type SentPayments } from '../mapping/payments.ts';
import { explain, phrase } from '../mapping/texts.ts';
import type { NetvisorError } from '../netvisor/errors.ts';
import { odooNow, type GuardedWriteResult } from '../odoo/client.ts';
import type { Invoice } from '../odoo/models.ts';
import { filesRefused, NO_FILES, readFiles, withoutFileContents, type Files } from './attachments.ts';
import { beginAttempt, whileBeating, type Attempt } from './attempts.ts';
import type {
  LaneActivities,
  OfficeActivities,
  PostInvoiceInput,
  PostInvoiceResult,
  RecordSentInput,
  RecordSentResult,
} from './contract.ts';
import type { ConnectionDeps, Connections } from './deps.ts';
import { withFailures } from './failures.ts';
import { afterRefusal, changedMeanwhile, guardedPost, mustWrite, tryWrite } from './guarded-post.ts';
import { markOf, prepare, renderOrReject } from './map-invoice.ts';
import { recordIgnored } from './record-ignored.ts';
import { blockerOf } from './refusals.ts';
import { sameReference } from './references.ts';
import { NO_PROBLEM, problem, reject } from './reject-invoice.ts';
import { alreadySent } from './sent-invoice.ts';
import { inNetvisor, lookUp, settle } from './settle-invoice.ts';

type SendInvoiceActivities = Pick<LaneActivities, 'postInvoice'> &
  Pick<OfficeActivities, 'recordSent' | 'recordParked' | 'recordIgnored'>;

export function createSendInvoiceActivities(connections: Connections): SendInvoiceActivities {
  return {
    async postInvoice(input) {
      const deps = connections(input.connection);
      const attempt = beginAttempt(deps);
      return withFailures(deps, () => whileBeating(() => postInvoice(deps, attempt, input)));
    },

    async recordSent(input) {
      const deps = connections(input.connection);
      return withFailures(deps, () => recordSent(deps, input));
    },

    async recordParked({ connection, moveId, reason, sent }) {
      const deps = connections(connection);
      const words = explain({ reason });
      await withFailures(deps, async () => {
        // An invoice that is gone or was recorded as sent meanwhile is left as it is: the next round reads it.
        await tryWrite(deps, {
          model: 'account.move',
          id: moveId,
          expect: sent ? {} : { x_netvisor_key: false },
          serve: true,
          ...problem(reason, words),
          note: phrase(sent ? 'unfinished' : 'attention', { why: words }),
        });
      });
    },

    async recordIgnored(input) {
      const deps = connections(input.connection);
      return withFailures(deps, () => recordIgnored(deps, input));
    },
  };
}

async function recordSent(
  deps: ConnectionDeps,
  { moveId, netvisorKey, number, attempt, request, next, payments }: RecordSentInput,
): Promise<RecordSentResult> {
  const key = ledgerKey(deps.ledger, netvisorKey);
  const recorded = (expected: string | false): Promise<GuardedWriteResult> =>
    tryWrite(deps, {
      model: 'account.move',
      id: moveId,
      expect: { x_netvisor_attempt: expected, x_netvisor_key: false },
      values: {
        x_netvisor_state: stateInNetvisor(next),
        x_netvisor_key: key,
        x_netvisor_sent_at: odooNow(),
        x_netvisor_served: request ?? false,
        ...(payments && { x_netvisor_payments: toFollow(payments) }),
        ...NO_PROBLEM,
      },
      note: phrase('sent', { number: number ?? '–', key: netvisorKey }),
    });
  let result = await recorded(attempt);
  // An Odoo that has lost our claim (restored from yesterday) has nobody else's either: the key is ours to write.
  if (result.kind === 'changed' && result.found['x_netvisor_attempt'] === false)
    result = await recorded(false);
  switch (result.kind) {
    case 'done':
      return { kind: 'recorded' };
    case 'changed':
      return { kind: result.found['x_netvisor_key'] === key ? 'recorded' : 'superseded' };
    case 'gone':
      return { kind: 'gone' };
    case 'clash':
    case 'number-used':
    case 'other-database':
      throw changedMeanwhile();
  }
}

async function postInvoice(
  deps: ConnectionDeps,
  attempt: Attempt,
  { moveId, absent, mayBeThere, withoutFiles, resend, leaveOut }: PostInvoiceInput,
): Promise<PostInvoiceResult> {
  const invoice = await deps.odoo.readInvoice(moveId);
  if (!invoice) return { kind: 'gone' };
  if (invoice.x_netvisor_key) {
    const key = invoice.x_netvisor_key;
    return alreadySent(deps, attempt, invoice, key, { absent, withoutFiles, resend });
  }

  let transactionId = attempt.newTransactionId();
  if (invoice.x_netvisor_attempt) {
    const settled = await settle(deps, invoice, invoice.x_netvisor_attempt, absent);
    if (settled.kind !== 'absent') return settled.result;
    if (leaveOut) await unclaim(deps, invoice);
    transactionId = settled.transactionId ?? transactionId;
  }
  if (leaveOut) return { kind: 'absent' };

  const prepared = await prepare(deps, invoice);
  if (prepared.kind === 'ended') return prepared.result;
  const { mapped, comment } = prepared;
  const mark = markOf(invoice, mapped, comment, transactionId, attempt);
  // This run has sent it before, and Odoo has forgotten the claim (restored from yesterday?): look first.
  // So does an invoice that Netvisor numbers: no number of ours would be refused there the second time.
  if ((mayBeThere || mark.number === undefined) && !invoice.x_netvisor_attempt) {
    const sent = {
      ...invoice,
      x_netvisor_attempt: attempt.token,
      x_netvisor_payments: paymentsToFollow(invoice),
    };
    const look = await lookUp(deps, sent, mark);
    if (look.kind === 'ours') return look.result;
    if (look.kind === 'other') return reject(deps, invoice, [look.blocker]);
  }
  const files = withoutFiles ? NO_FILES : await readFiles(deps, invoice);
  return send(deps, attempt, invoice, mapped, mark, files);
}

const unclaim = (deps: ConnectionDeps, { id, x_netvisor_attempt: attempt }: Invoice): Promise<void> =>
  mustWrite(deps, {
    model: 'account.move',
    id,
    expect: { x_netvisor_attempt: attempt ?? false, x_netvisor_key: false },
    values: { x_netvisor_attempt: false },
  });

async function send(
  deps: ConnectionDeps,
  attempt: Attempt,
  invoice: Invoice,
  mapped: MappedInvoice,
  mark: Mark,
  files: Files,
): Promise<PostInvoiceResult> {
  const rendered = await renderOrReject(deps, invoice, { ...mapped.document, ...files.attachments });
  if ('result' in rendered) return rendered.result;
  const { xml } = rendered;
  const record = { model: 'account.move', id: invoice.id } as const;
  const payments = paymentsToFollow(invoice);
  const outcome = await guardedPost(deps, attempt, {
    claim: {
      ...record,
      expect: {
        state: 'posted',
        name: invoice.name ?? false,
        amount_total: invoice.amount_total,
        x_netvisor_attempt: invoice.x_netvisor_attempt ?? false,
        x_netvisor_key: false,
      },
      values: {
        x_netvisor_state: 'sending',
        x_netvisor_attempt: attempt.token,
        x_netvisor_mark: markText(mark),
        x_netvisor_number: mark.number ?? false,
        x_netvisor_reference: mapped.reference ?? false,
        x_netvisor_data: Buffer.from(withoutFileContents(xml)).toString('base64'),
        x_netvisor_data_name: `netvisor-${mark.number ?? invoice.id}.xml`,
        ...(isNew(payments, invoice) && { x_netvisor_payments: payments }),
        ...(Object.keys(invoice.x_netvisor_matches).length > 0 && {
          x_netvisor_matches: {},
          x_netvisor_matched_at: false,
        }),
        x_netvisor_verified_at: false,
        ...NO_PROBLEM,
      },
      ...(files.leftOut && { note: files.leftOut }),
      ...(mapped.reference !== undefined && { clash: sameReference(invoice, mapped.reference) }),
      // Odoo gives a deleted last number again; Netvisor may take a number twice.
      ...(mark.number !== undefined && invoice.name !== undefined && { usedName: invoice.name }),
    },
    release: {
      ...record,
      expect: { x_netvisor_attempt: attempt.token, x_netvisor_key: false },
      values: { x_netvisor_attempt: false, x_netvisor_state: 'queued' },
    },
    send: async () => {
      const { transactionId } = mark;
      const { deadline } = attempt;
      const added = await deps.netvisor.salesInvoices.addXml(xml, {
        transactionId,
        deadline,
        signal: deps.stopping,
      });
      return { netvisorKey: String(added.netvisorKey) };
    },
  });

  const claimed: Invoice = {
    ...invoice,
    x_netvisor_attempt: attempt.token,
    x_netvisor_mark: markText(mark),
    x_netvisor_payments: payments,
    x_netvisor_matches: {},
  };
  switch (outcome.kind) {
    case 'clash':
      return reject(deps, invoice, [{ reason: 'ReferenceRepeated', it: invoice.payment_reference ?? '' }]);
    case 'number-used':
      return reject(deps, invoice, [{ reason: 'NumberUsedBefore', it: invoice.name ?? '' }]);
    case 'accepted':
      return inNetvisor(claimed, outcome.netvisorKey, mark);
    case 'in-doubt':
      return {
        kind: 'in-doubt',
        doubt: { attempt: attempt.token, settleAfter: attempt.settleAfter },
        ...(outcome.error.reason === 'RequestNotUnique' && { reason: 'RequestNotUnique' as const }),
      };
    case 'refused':
      return afterRefusal(deps, attempt, () => refused(outcome.error));
  }

  async function refused(error: NetvisorError): Promise<PostInvoiceResult> {
    // A refusal may mean that an earlier copy of this very request got through: look before believing it.
    const look = await lookUp(deps, claimed, mark);
    if (look.kind !== 'absent')
      return look.kind === 'ours' ? look.result : reject(deps, claimed, [look.blocker]);
    if (files.attachments) return filesRefused(deps, claimed, error);
    return reject(deps, claimed, [blockerOf(error)], error.netvisorText);
  }
}

/** Most invoices have no payments before they are sent, and then nothing is written of them. */
const isNew = (payments: SentPayments, invoice: Invoice): boolean =>
  Object.keys({ ...payments, ...invoice.x_netvisor_payments }).length > 0;

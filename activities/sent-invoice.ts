import { contentDigest, sumsDigest } from '../mapping/content.ts';
import { markText, parseMark, type Mark } from '../mapping/mark.ts';
import { nextStep, stateInNetvisor } from '../mapping/next-step.ts';
import { settlementOf } from '../mapping/settle.ts';
import { decideResend, type Difference, type Standing } from '../mapping/resend.ts';
import type { Reason } from '../mapping/reasons.ts';
import type { Blocker } from '../mapping/texts.ts';
import type { NetvisorError } from '../netvisor/errors.ts';
import type { SalesInvoiceListRow } from '../netvisor/sales-invoice-replies.ts';
import type { Invoice } from '../odoo/models.ts';
import type { Attempt } from './attempts.ts';
import { editWithFilesRefused, NO_FILES, readFiles, withoutFileContents } from './attachments.ts';
import type { PostInvoiceInput, PostInvoiceResult } from './contract.ts';
import type { ConnectionDeps } from './deps.ts';
import { afterRefusal, guardedPost, mustWrite } from './guarded-post.ts';
import { markOf, prepare, renderOrReject } from './map-invoice.ts';
import { blockerOf } from './refusals.ts';
import { rowOf } from './open-sums.ts';
import { NO_PROBLEM, reject } from './reject-invoice.ts';
import { sameReference } from './references.ts';
import { verifyInvoice, wrongSums } from './verify-invoices.ts';

/** Netvisor's key without the ledger that it belongs to. */
export const keyOf = (key: string): string => key.split(':').at(-1) ?? key;

/**
 * What becomes of a request for an invoice that is in Netvisor: it is never sent a second time. Where it has
 * changed since, Netvisor's copy is edited if Netvisor allows that now, or a person is told why not.
 */
export async function alreadySent(
  deps: ConnectionDeps,
  attempt: Attempt,
  invoice: Invoice,
  key: string,
  { absent, withoutFiles, resend }: Pick<PostInvoiceInput, 'absent' | 'withoutFiles' | 'resend'>,
): Promise<PostInvoiceResult> {
  // A key from a test, or from another organisation, is no key here.
  if (!key.startsWith(`${deps.ledger}:`)) return reject(deps, invoice, [{ reason: 'OtherLedger', it: key }]);
  const mark = parseMark(invoice.x_netvisor_mark);
  if (invoice.state !== 'posted')
    return reject(deps, invoice, [{ reason: 'NoLongerPosted', it: keyOf(key) }]);
  // A document that was linked by hand bears no mark, so nothing can be said of changes.
  if (!mark) return unlessWrong(deps, invoice, key);
  // Whether an edit arrived is not known until somebody has written it down, whatever else happened since.
  const { unconfirmed = false } = mark;
  if (!unconfirmed && differenceOf(invoice, mark) === 'nothing') return unlessWrong(deps, invoice, key);

  const row = await rowOf(deps, { key, mark: invoice.x_netvisor_mark }, 'privateComment');
  let transactionId = attempt.newTransactionId();
  const arrived = row?.privateComment === mark.comment;
  if (unconfirmed && row && !arrived) {
    const doubt = { attempt: invoice.x_netvisor_attempt ?? '', settleAfter: mark.settleAfter };
    const settlement = settlementOf({ doubt, transactionId: mark.transactionId }, absent, Date.now());
    switch (settlement.kind) {
      case 'wait':
        return { kind: 'in-doubt', doubt };
      case 'ask-person': {
        const blocker: Blocker = { reason: 'RequestNotUnique', it: mark.number ?? keyOf(key) };
        return reject(deps, invoice, [blocker], undefined, doubt);
      }
      case 'send':
        // What has changed since is another message than the one that was sent under that id.
        if (differenceOf(invoice, mark) === 'nothing')
          transactionId = settlement.transactionId ?? transactionId;
    }
  }
  const held = unconfirmed && !arrived ? versionHeld(row, mark) : mark;
  const differs = held ? differenceOf(invoice, held) : 'sums';
  const decision = decideResend(standingOf(row), hasPayments(row), differs);
  switch (decision.kind) {
    case 'nothing-to-do':
      return leaveAsItIs(deps, invoice, key, unconfirmed && held ? confirmed(mark, held) : undefined);
    case 'refuse':
      return reject(deps, invoice, [{ reason: decision.reason, it: nameOf(decision.reason, mark, key) }]);
    case 'edit':
      // Nothing in Netvisor is changed by a person who has not been shown what differs.
      if (!unconfirmed && !resend && !isResendAsked(invoice))
        return reject(deps, invoice, [{ reason: 'ChangedSinceSent', it: mark.number ?? keyOf(key) }]);
      return edit(deps, attempt, invoice, { key, mark, transactionId, withoutFiles });
  }
}

/** The version that an edit was to replace, if its comment is the one in Netvisor; a stranger's is none that we know. */
function versionHeld(
  row: SalesInvoiceListRow | undefined,
  { before }: Mark,
): Pick<Mark, 'comment' | 'sums'> | undefined {
  return before && row?.privateComment === before.comment ? before : undefined;
}

/** The mark of what Netvisor is now known to hold. */
function confirmed(mark: Mark, { comment, sums }: Pick<Mark, 'comment' | 'sums'>): Mark {
  const { unconfirmed: _open, before: _before, ...known } = mark;
  return { ...known, comment, ...(sums !== undefined && { sums }) };
}

/** People know a document by its number; one that is gone is looked for by its key. */
const nameOf = (reason: Reason, mark: Mark, key: string): string =>
  reason === 'InvoiceGoneInNetvisor' ? keyOf(key) : (mark.number ?? keyOf(key));

/** *Edit in Netvisor* was pressed in Odoo, and has not been served. */
const isResendAsked = ({ x_netvisor_request: request, x_netvisor_served: served }: Invoice): boolean =>
  request !== served && request?.startsWith('resend ') === true;

/**
 * What a request for an invoice in Netvisor would come to, by what both sides hold now: it stays as it is, is edited, or
 * is refused. Nothing is written. An edit that is under way is looked at as if it had come to nothing.
 */
export async function foreseeResend(
  deps: ConnectionDeps,
  invoice: Invoice,
  key: string,
): Promise<'stays' | 'edited' | Blocker> {
  if (!key.startsWith(`${deps.ledger}:`)) return { reason: 'OtherLedger', it: key };
  const mark = parseMark(invoice.x_netvisor_mark);
  if (invoice.state !== 'posted') return { reason: 'NoLongerPosted', it: keyOf(key) };
  const differs = mark ? differenceOf(invoice, mark) : 'nothing';
  if (!mark || (!mark.unconfirmed && differs === 'nothing'))
    return (await wrongSums(deps, invoice.id, Number(keyOf(key)))) ?? 'stays';
  const row = await rowOf(deps, { key, mark: invoice.x_netvisor_mark }, 'privateComment');
  const decision = decideResend(standingOf(row), hasPayments(row), differs);
  switch (decision.kind) {
    case 'nothing-to-do':
      return 'stays';
    case 'refuse':
      return { reason: decision.reason, it: nameOf(decision.reason, mark, key) };
    case 'edit':
      return 'edited';
  }
}

export function differenceOf(invoice: Invoice, mark: Pick<Mark, 'comment' | 'sums'>): Difference {
  if (mark.comment.endsWith(` ${contentDigest(invoice)}`)) return 'nothing';
  return mark.sums === sumsDigest(invoice) ? 'details' : 'sums';
}

export function standingOf(row: SalesInvoiceListRow | undefined): Standing {
  switch (row?.invoiceStatus) {
    case undefined:
      return 'gone';
    case 'unsent':
    case 'draft':
      return 'unsent';
    case 'paid':
    case 'creditloss':
    case 'rejected':
    case 'archived':
      return row.invoiceStatus;
    default:
      return 'sent';
  }
}

export const hasPayments = (row: SalesInvoiceListRow | undefined): boolean =>
  row !== undefined && !row.openSum.equals(row.invoiceSum);

/** An unchanged invoice stays as it is, if Netvisor has it with the same sums; that is looked at once. */
async function unlessWrong(deps: ConnectionDeps, invoice: Invoice, key: string): Promise<PostInvoiceResult> {
  const wrong = await verifyInvoice(deps, invoice.id, Number(keyOf(key)));
  return wrong ? reject(deps, invoice, [wrong]) : leaveAsItIs(deps, invoice, key);
}

/** A sent invoice stays as it is; a request for it is served by saying so. */
async function leaveAsItIs(
  deps: ConnectionDeps,
  invoice: Invoice,
  key: string,
  mark?: Mark,
): Promise<PostInvoiceResult> {
  const next = nextStep(invoice);
  const state = stateInNetvisor(next);
  const asked = invoice.x_netvisor_served !== invoice.x_netvisor_request;
  if (mark || asked || invoice.x_netvisor_state !== state) {
    await mustWrite(deps, {
      model: 'account.move',
      id: invoice.id,
      expect: { x_netvisor_key: key },
      values: {
        x_netvisor_state: state,
        x_netvisor_served: invoice.x_netvisor_request ?? false,
        x_netvisor_can_resend: false,
        ...(mark && { x_netvisor_mark: markText(mark) }),
        ...NO_PROBLEM,
      },
    });
  }
  return { kind: 'already-sent', netvisorKey: keyOf(key), ...(next && { next }) };
}

interface Edit {
  readonly key: string;
  /** As it stands on the invoice. */
  readonly mark: Mark;
  readonly transactionId: string;
  readonly withoutFiles: true | undefined;
}

/**
 * Replaces Netvisor's copy, its files included: what an edit leaves out is gone there. The claim and the new mark
 * stand in Odoo before the message leaves, so that a lost reply is settled by the private comment, which says
 * which version Netvisor holds.
 */
async function edit(
  deps: ConnectionDeps,
  attempt: Attempt,
  invoice: Invoice,
  { key, mark, transactionId, withoutFiles }: Edit,
): Promise<PostInvoiceResult> {
  const prepared = await prepare(deps, invoice);
  if (prepared.kind === 'ended') return prepared.result;
  const files = withoutFiles ? NO_FILES : await readFiles(deps, invoice);
  // Under the number that it has there, whatever the invoice is called by now, or the settings say today.
  const held = mark.number === undefined ? {} : { salesInvoiceNumber: Number(mark.number) };
  const document = { ...prepared.mapped.document, ...held, ...files.attachments };
  const rendered = await renderOrReject(deps, invoice, document);
  if ('result' in rendered) return rendered.result;
  const { xml } = rendered;
  const { reference } = prepared.mapped;
  const next: Mark = {
    ...mark,
    ...markOf(invoice, prepared.mapped, prepared.comment, transactionId, attempt),
    number: mark.number,
    unconfirmed: true,
    before: mark.unconfirmed ? mark.before : { comment: mark.comment, sums: mark.sums },
  };
  const record = { model: 'account.move', id: invoice.id } as const;
  const before = {
    x_netvisor_attempt: invoice.x_netvisor_attempt ?? false,
    x_netvisor_mark: invoice.x_netvisor_mark ?? false,
    x_netvisor_reference: invoice.x_netvisor_reference ?? false,
  };
  const claimed = { x_netvisor_attempt: attempt.token, x_netvisor_key: key };
  const outcome = await guardedPost(deps, attempt, {
    claim: {
      ...record,
      expect: {
        state: 'posted',
        amount_total: invoice.amount_total,
        x_netvisor_attempt: before.x_netvisor_attempt,
        x_netvisor_key: key,
      },
      values: {
        x_netvisor_state: 'sending',
        x_netvisor_attempt: attempt.token,
        x_netvisor_mark: markText(next),
        x_netvisor_reference: reference ?? false,
        x_netvisor_data: Buffer.from(withoutFileContents(xml)).toString('base64'),
        x_netvisor_verified_at: false,
        ...NO_PROBLEM,
      },
      ...(files.leftOut && { note: files.leftOut }),
      ...(reference !== undefined && { clash: sameReference(invoice, reference) }),
    },
    release: { ...record, expect: claimed, values: { ...before, x_netvisor_state: 'attention' } },
    send: async () => {
      const { deadline } = attempt;
      await deps.netvisor.salesInvoices.editXml(Number(keyOf(key)), xml, {
        transactionId,
        deadline,
        signal: deps.stopping,
      });
      return { netvisorKey: keyOf(key) };
    },
  });
  const now: Invoice = {
    ...invoice,
    x_netvisor_state: 'sending',
    x_netvisor_attempt: attempt.token,
    x_netvisor_mark: markText(next),
  };
  switch (outcome.kind) {
    case 'clash':
      return reject(deps, invoice, [{ reason: 'ReferenceRepeated', it: invoice.payment_reference ?? '' }]);
    case 'number-used':
      throw new Error('an edit gives no number');
    case 'accepted':
      return leaveAsItIs(deps, now, key, confirmed(next, next));
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
    // This edit has not arrived; whether an earlier one has is as open as it was before.
    const restore = { ...record, expect: claimed, values: before };
    if (files.attachments) return editWithFilesRefused(deps, restore, error);
    await mustWrite(deps, restore);
    const restored = { ...invoice, x_netvisor_state: 'sending' };
    const blocker = blockerOf(error);
    return reject(deps, restored, [blocker], error.netvisorText);
  }
}

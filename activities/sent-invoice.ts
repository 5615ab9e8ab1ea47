import { contentDigest, sumsDigest } from '../mapping/content.ts';
import { keyInLedger, keyOf, numberOf } from '../mapping/ledger-key.ts';
import { markText, parseMark, type Mark } from '../mapping/mark.ts';
import { nextStep, stateInNetvisor } from '../mapping/next-step.ts';
import { settlementOf } from '../mapping/settle.ts';
import { decideResend, type Difference, type Standing } from '../mapping/resend.ts';
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
import { NO_PROBLEM, reject } from './reject-invoice.ts';
import { filterOf } from './settle-invoice.ts';
import { verifyInvoice, wrongSums } from './verify-invoices.ts';

/**
 * What becomes of a request for an invoice that is in Netvisor: it is never sent a second time. Where it has
 * changed since, Netvisor's copy is edited if Netvisor allows that now, or a person is told why not.
 */
export async function alreadySent(
  deps: ConnectionDeps,
  attempt: Attempt,
  invoice: Invoice,
  key: string,
  { absent, withoutFiles }: Pick<PostInvoiceInput, 'absent' | 'withoutFiles'>,
): Promise<PostInvoiceResult> {
  // A key from a test, or from another organisation, is no key here.
  if (keyInLedger(key, deps.ledger) === undefined)
    return reject(deps, invoice, [{ reason: 'OtherLedger', it: key }]);
  const mark = parseMark(invoice.x_netvisor_mark);
  // A document that was linked by hand bears no mark, so nothing can be said of changes.
  if (!mark) return unlessWrong(deps, invoice, key);
  const differs = differenceOf(invoice, mark);
  // With a key there, *being sent* is an edit whose outcome nobody has written down.
  const editing = invoice.x_netvisor_state === 'sending';
  if (!editing && differs === 'nothing') return unlessWrong(deps, invoice, key);

  const row = await rowOf(deps, mark, key);
  let transactionId = attempt.newTransactionId();
  if (editing && row?.privateComment !== mark.comment) {
    const doubt = { attempt: invoice.x_netvisor_attempt ?? '', settleAfter: mark.settleAfter };
    const settlement = settlementOf({ doubt, transactionId: mark.transactionId }, absent, Date.now());
    switch (settlement.kind) {
      case 'wait':
        return { kind: 'in-doubt', doubt };
      case 'ask-person': {
        const blocker: Blocker = { reason: 'RequestNotUnique', it: mark.number ?? '' };
        return reject(deps, invoice, [blocker], undefined, doubt);
      }
      case 'send':
        // What has changed since is another message than the one that was sent under that id.
        if (differs === 'nothing') transactionId = settlement.transactionId ?? transactionId;
        return edit(deps, attempt, invoice, { key, mark, transactionId, withoutFiles });
    }
  }
  const decision = decideResend(standingOf(row), hasPayments(row), differs);
  switch (decision.kind) {
    case 'nothing-to-do':
      return leaveAsItIs(deps, invoice, key);
    case 'refuse':
      return reject(deps, invoice, [{ reason: decision.reason, it: mark.number ?? keyOf(key) }]);
    case 'edit':
      return edit(deps, attempt, invoice, { key, mark, transactionId, withoutFiles });
  }
}

/**
 * What a request for an invoice in Netvisor would come to, by what both sides hold now: it stays as it is, is edited, or
 * is refused. Nothing is written. An edit that is under way is looked at as if it had come to nothing.
 */
export async function foreseeResend(
  deps: ConnectionDeps,
  invoice: Invoice,
  key: string,
): Promise<'stays' | 'edited' | Blocker> {
  if (keyInLedger(key, deps.ledger) === undefined) return { reason: 'OtherLedger', it: key };
  const mark = parseMark(invoice.x_netvisor_mark);
  const differs = mark ? differenceOf(invoice, mark) : 'nothing';
  if (!mark || differs === 'nothing') return (await wrongSums(deps, invoice.id, numberOf(key))) ?? 'stays';
  const row = await rowOf(deps, mark, key);
  const decision = decideResend(standingOf(row), hasPayments(row), differs);
  switch (decision.kind) {
    case 'nothing-to-do':
      return 'stays';
    case 'refuse':
      return { reason: decision.reason, it: mark.number ?? keyOf(key) };
    case 'edit':
      return 'edited';
  }
}

function differenceOf(invoice: Invoice, mark: Mark): Difference {
  if (mark.comment.endsWith(` ${contentDigest(invoice)}`)) return 'nothing';
  return mark.sums === sumsDigest(invoice) ? 'details' : 'sums';
}

async function rowOf(
  deps: ConnectionDeps,
  mark: Mark,
  key: string,
): Promise<SalesInvoiceListRow | undefined> {
  const rows = await deps.netvisor.salesInvoices.list({ ...filterOf(mark), replyOption: 'privateComment' });
  return rows.find(({ netvisorKey }) => netvisorKey === numberOf(key));
}

function standingOf(row: SalesInvoiceListRow | undefined): Standing {
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

const hasPayments = (row: SalesInvoiceListRow | undefined): boolean =>
  row !== undefined && !row.openSum.equals(row.invoiceSum);

/** An unchanged invoice stays as it is, if Netvisor has it with the same sums; that is looked at once. */
async function unlessWrong(deps: ConnectionDeps, invoice: Invoice, key: string): Promise<PostInvoiceResult> {
  const wrong = await verifyInvoice(deps, invoice.id, numberOf(key));
  return wrong ? reject(deps, invoice, [wrong]) : leaveAsItIs(deps, invoice, key);
}

/** A sent invoice stays as it is; a request for it is served by saying so. */
async function leaveAsItIs(deps: ConnectionDeps, invoice: Invoice, key: string): Promise<PostInvoiceResult> {
  const next = nextStep(invoice);
  const state = stateInNetvisor(next);
  if (invoice.x_netvisor_state !== state || invoice.x_netvisor_served !== invoice.x_netvisor_request) {
    await mustWrite(deps, {
      model: 'account.move',
      id: invoice.id,
      expect: { x_netvisor_key: key },
      values: {
        x_netvisor_state: state,
        x_netvisor_served: invoice.x_netvisor_request ?? false,
        ...NO_PROBLEM,
      },
    });
  }
  return { kind: 'already-sent', netvisorKey: keyOf(key), ...(next && { next }) };
}

interface Edit {
  readonly key: string;
  /** Of the version that Netvisor is known to have had. */
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
  const document = { ...prepared.mapped.document, ...files.attachments };
  const rendered = await renderOrReject(deps, invoice, document);
  if ('result' in rendered) return rendered.result;
  const { xml } = rendered;
  const next = { ...mark, ...markOf(invoice, prepared.mapped, prepared.comment, transactionId, attempt) };
  const record = { model: 'account.move', id: invoice.id } as const;
  const before = {
    x_netvisor_attempt: invoice.x_netvisor_attempt ?? false,
    x_netvisor_mark: invoice.x_netvisor_mark ?? false,
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
        x_netvisor_data: Buffer.from(withoutFileContents(xml)).toString('base64'),
        x_netvisor_verified_at: false,
        ...NO_PROBLEM,
      },
      ...(files.leftOut && { note: files.leftOut }),
    },
    release: { ...record, expect: claimed, values: { ...before, x_netvisor_state: 'attention' } },
    send: async () => {
      const { deadline } = attempt;
      await deps.netvisor.salesInvoices.editXml(numberOf(key), xml, {
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
      throw new Error('an edit looks for no clash');
    case 'accepted':
      return leaveAsItIs(deps, now, key);
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
    // The earlier version is what Netvisor has: its mark must be the one that later changes are compared with.
    const restore = { ...record, expect: claimed, values: before };
    if (files.attachments) return editWithFilesRefused(deps, restore, error);
    await mustWrite(deps, restore);
    const restored = { ...invoice, x_netvisor_state: 'sending' };
    const blocker = blockerOf(error, deps.settings.language);
    return reject(deps, restored, [blocker], error.netvisorText);
  }
}

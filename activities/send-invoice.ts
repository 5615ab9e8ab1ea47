import { contentDigest } from '../mapping/content.ts';
import { mapInvoice, type InvoiceRules, type MappedInvoice } from '../mapping/invoice.ts';
import { commentOwner, markText, parseMark, privateComment, type Mark } from '../mapping/mark.ts';
import type { Reason } from '../mapping/reasons.ts';
import { customerLock, productLock } from '../mapping/registers.ts';
import { explain, explainAll, phrase, type Blocker } from '../mapping/texts.ts';
import { NetvisorError } from '../netvisor/errors.ts';
import { renderSalesInvoice } from '../netvisor/sales-invoices.ts';
import type { FieldValue, GuardedWriteResult } from '../odoo/client.ts';
import type { Invoice } from '../odoo/models.ts';
import { beginAttempt, whileBeating, type Attempt } from './attempts.ts';
import type {
  Absence,
  LaneActivities,
  OfficeActivities,
  PostInvoiceInput,
  PostInvoiceResult,
  RecordSentInput,
  RecordSentResult,
} from './contract.ts';
import type { ConnectionDeps, Connections } from './deps.ts';
import { withFailures } from './failures.ts';
import { blockerOf } from './refusals.ts';
import { changedMeanwhile, guardedPost, mustWrite } from './guarded-post.ts';

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

    async recordParked({ connection, moveId, reason }) {
      const deps = connections(connection);
      const words = explain({ reason }, deps.settings.language);
      await withFailures(deps, () =>
        mustWrite(deps, {
          model: 'account.move',
          id: moveId,
          expect: { x_netvisor_key: false },
          values: { ...problem(reason, words) },
          note: phrase('attention', deps.settings.language, { why: words }),
        }),
      );
    },

    async recordIgnored({ connection, moveId, code }) {
      const deps = connections(connection);
      await withFailures(deps, async () => {
        await deps.odoo.guardedWrite({
          model: 'account.move',
          id: moveId,
          expect: { x_netvisor_key: false },
          values: { x_netvisor_state: 'ignored', x_netvisor_reason: code, x_netvisor_message: false },
          note: phrase('ignored', deps.settings.language, { code }),
        });
      });
    },
  };
}

async function recordSent(
  deps: ConnectionDeps,
  { moveId, netvisorKey, number, attempt, request }: RecordSentInput,
): Promise<RecordSentResult> {
  const key = `${deps.ledger}:${netvisorKey}`;
  const write = (expected: string | false): Promise<GuardedWriteResult> =>
    deps.odoo.guardedWrite({
      model: 'account.move',
      id: moveId,
      expect: { x_netvisor_attempt: expected, x_netvisor_key: false },
      values: {
        x_netvisor_state: 'sent',
        x_netvisor_key: key,
        x_netvisor_sent_at: new Date().toISOString().slice(0, 19).replace('T', ' '),
        x_netvisor_served: request ?? false,
        ...NO_PROBLEM,
      },
      note: phrase('sent', deps.settings.language, { number, key: netvisorKey }),
    });
  let result = await write(attempt);
  // An Odoo that has lost our claim (restored from yesterday) has nobody else's either: the key is ours to write.
  if (result.kind === 'changed' && result.found['x_netvisor_attempt'] === false) result = await write(false);
  switch (result.kind) {
    case 'done':
      return { kind: 'recorded' };
    case 'changed':
      return { kind: result.found['x_netvisor_key'] === key ? 'recorded' : 'superseded' };
    case 'gone':
      return { kind: 'gone' };
    case 'other-database':
      deps.halt('OtherDatabase');
      throw changedMeanwhile();
  }
}

const NO_PROBLEM = { x_netvisor_reason: false, x_netvisor_message: false, x_netvisor_detail: false } as const;

function problem(reason: Reason, words: string, detail?: string): Record<string, FieldValue> {
  return {
    x_netvisor_state: 'attention',
    x_netvisor_reason: reason,
    x_netvisor_message: words,
    x_netvisor_detail: detail ?? false,
  };
}

async function postInvoice(
  deps: ConnectionDeps,
  attempt: Attempt,
  { moveId, absent }: PostInvoiceInput,
): Promise<PostInvoiceResult> {
  const invoice = await deps.odoo.readInvoice(moveId);
  if (!invoice) return { kind: 'gone' };
  if (invoice.x_netvisor_key) return alreadySent(deps, invoice, invoice.x_netvisor_key);

  let transactionId = attempt.newTransactionId();
  if (invoice.x_netvisor_attempt) {
    const settled = await settle(deps, invoice, invoice.x_netvisor_attempt, absent);
    if (settled.kind !== 'absent') return settled.result;
    transactionId = settled.transactionId ?? transactionId;
  }

  const databaseUuid = await deps.odoo.databaseUuid();
  const digest = contentDigest(invoice);
  const comment = privateComment(databaseUuid, moveId, digest);
  const mapping = mapInvoice(invoice, comment, rulesOf(deps));
  switch (mapping.kind) {
    case 'blocked':
      return reject(deps, invoice, mapping.blockers);
    case 'needs':
      return needs(invoice, mapping);
    case 'ready':
      return send(deps, attempt, invoice, mapping, {
        number: mapping.number,
        comment,
        transactionId,
        settleAfter: attempt.settleAfter,
      });
  }
}

async function send(
  deps: ConnectionDeps,
  attempt: Attempt,
  invoice: Invoice,
  mapped: MappedInvoice,
  mark: Mark,
): Promise<PostInvoiceResult> {
  let xml: string;
  try {
    xml = renderSalesInvoice(mapped.document);
  } catch (error) {
    if (!(error instanceof NetvisorError) || error.kind !== 'Rejected') throw error;
    return reject(deps, invoice, [blockerOf(error, deps.settings.language)]);
  }
  const record = { model: 'account.move', id: invoice.id } as const;
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
        x_netvisor_number: mark.number,
        x_netvisor_reference: mapped.reference,
        x_netvisor_data: Buffer.from(xml).toString('base64'),
        x_netvisor_data_name: `netvisor-${mark.number}.xml`,
        ...NO_PROBLEM,
      },
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

  const claimed: Invoice = { ...invoice, x_netvisor_attempt: attempt.token, x_netvisor_mark: markText(mark) };
  switch (outcome.kind) {
    case 'accepted':
      return inNetvisor(claimed, outcome.netvisorKey, mark);
    case 'in-doubt':
      return {
        kind: 'in-doubt',
        doubt: { attempt: attempt.token, settleAfter: attempt.settleAfter },
        ...(outcome.error.reason === 'RequestNotUnique' && { reason: 'RequestNotUnique' as const }),
      };
    case 'refused': {
      // A refusal may mean that an earlier copy of this very request got through: look before believing it.
      const look = await lookUp(deps, claimed, mark);
      if (look.kind !== 'absent')
        return look.kind === 'ours' ? look.result : reject(deps, claimed, [look.blocker]);
      return reject(
        deps,
        claimed,
        [blockerOf(outcome.error, deps.settings.language)],
        outcome.error.netvisorText,
      );
    }
  }
}

type Settled =
  | { readonly kind: 'settled'; readonly result: PostInvoiceResult }
  /** Provably not in Netvisor; a repetition uses the first attempt's transaction id where there is one. */
  | { readonly kind: 'absent'; readonly transactionId?: string };

/** An earlier attempt has left its claim: what became of it decides, and its frozen mark alone is looked for. */
async function settle(
  deps: ConnectionDeps,
  invoice: Invoice,
  claimed: string,
  absent: Absence | undefined,
): Promise<Settled> {
  const mark = parseMark(invoice.x_netvisor_mark);
  if (!mark) throw new Error('a claim without a mark');
  const look = await lookUp(deps, invoice, mark);
  const doubt = { attempt: claimed, settleAfter: mark.settleAfter };
  switch (look.kind) {
    case 'ours':
      return { kind: 'settled', result: look.result };
    case 'other':
      return { kind: 'settled', result: await reject(deps, invoice, [look.blocker], undefined, doubt) };
    case 'absent':
      break;
  }
  if (absent?.attempt !== claimed) return { kind: 'settled', result: { kind: 'in-doubt', doubt } };
  switch (absent.by) {
    case 'looked':
      return { kind: 'absent', transactionId: mark.transactionId };
    case 'looked-not-unique': {
      const blocker: Blocker = { reason: 'RequestNotUnique', it: mark.number };
      return { kind: 'settled', result: await reject(deps, invoice, [blocker], undefined, doubt) };
    }
    case 'person':
      // Whoever decides: as long as Netvisor may still be working on it, absence proves nothing.
      return Date.now() < mark.settleAfter
        ? { kind: 'settled', result: { kind: 'in-doubt', doubt } }
        : { kind: 'absent' };
  }
}

type Look =
  | { readonly kind: 'ours'; readonly result: PostInvoiceResult }
  | { readonly kind: 'other'; readonly blocker: Blocker }
  | { readonly kind: 'absent' };

/** Looks for the marked invoice in Netvisor and adopts only what its private comment proves to be ours. */
async function lookUp(deps: ConnectionDeps, invoice: Invoice, mark: Mark): Promise<Look> {
  const rows = await deps.netvisor.salesInvoices.list({
    invoiceNumber: Number(mark.number),
    replyOption: 'privateComment',
  });
  const owner = commentOwner(await deps.odoo.databaseUuid(), invoice.id);
  const versions = rows.filter(({ privateComment }) => `${privateComment ?? ''} `.startsWith(`${owner} `));
  const [version, ...more] = versions;
  if (more.length > 0) {
    return other('FoundTwice', versions.map(({ netvisorKey }) => netvisorKey).join(', '));
  }
  if (!version) return rows.length > 0 ? other('NumberTaken', mark.number) : { kind: 'absent' };
  const key = String(version.netvisorKey);
  if (version.privateComment !== mark.comment) return other('FoundDifferent', key);
  const holders = await deps.odoo.invoicesWithKey(`${deps.ledger}:${key}`);
  if (holders.some((id) => id !== invoice.id)) return other('NumberTaken', mark.number);
  return { kind: 'ours', result: inNetvisor(invoice, key, mark) };

  function other(reason: Reason, it: string): Look {
    return { kind: 'other', blocker: { reason, it } };
  }
}

function inNetvisor(invoice: Invoice, netvisorKey: string, mark: Mark): PostInvoiceResult {
  return {
    kind: 'in-netvisor',
    netvisorKey,
    number: mark.number,
    attempt: invoice.x_netvisor_attempt ?? '',
    ...(invoice.x_netvisor_request !== undefined && { request: invoice.x_netvisor_request }),
  };
}

/** A sent invoice is never sent again; when it has changed since, a person is told. */
async function alreadySent(deps: ConnectionDeps, invoice: Invoice, key: string): Promise<PostInvoiceResult> {
  const sent = parseMark(invoice.x_netvisor_mark);
  const digest = contentDigest(invoice);
  if (sent && !sent.comment.endsWith(` ${digest}`))
    return reject(deps, invoice, [{ reason: 'ChangedAfterSending' }]);
  if (invoice.x_netvisor_state !== 'sent' || invoice.x_netvisor_served !== invoice.x_netvisor_request) {
    await mustWrite(deps, {
      model: 'account.move',
      id: invoice.id,
      expect: { x_netvisor_key: key },
      values: {
        x_netvisor_state: 'sent',
        x_netvisor_served: invoice.x_netvisor_request ?? false,
        ...NO_PROBLEM,
      },
    });
  }
  return { kind: 'already-sent', netvisorKey: key.split(':').at(-1) ?? key };
}

/**
 * Writes the reasons on the invoice, in the person's words and apart from them Netvisor's own. The claim comes
 * off, unless the attempt is still doubtful.
 */
async function reject(
  deps: ConnectionDeps,
  invoice: Invoice,
  blockers: readonly Blocker[],
  netvisorText?: string,
  doubt?: { readonly attempt: string; readonly settleAfter: number },
): Promise<PostInvoiceResult> {
  const reason = blockers[0]?.reason ?? 'Bug';
  const words = explainAll(blockers, deps.settings.language);
  await mustWrite(deps, {
    model: 'account.move',
    id: invoice.id,
    expect: {
      x_netvisor_attempt: invoice.x_netvisor_attempt ?? false,
      x_netvisor_key: invoice.x_netvisor_key ?? false,
    },
    values: {
      ...problem(reason, words, netvisorText),
      x_netvisor_served: invoice.x_netvisor_request ?? false,
      ...(!doubt && !invoice.x_netvisor_key && { x_netvisor_attempt: false }),
    },
    note: phrase('attention', deps.settings.language, { why: words }),
  });
  return { kind: 'rejected', reason, ...(doubt && { doubt }) };
}

function needs(
  invoice: Invoice,
  { customer, products }: { readonly customer: boolean; readonly products: readonly number[] },
): PostInvoiceResult {
  const partner = invoice.commercial_partner_id;
  const byId = new Map(
    invoice.invoice_line_ids.flatMap(({ product_id }) => (product_id ? [[product_id.id, product_id]] : [])),
  );
  return {
    kind: 'needs',
    customers: customer ? [{ recordId: partner.id, lock: customerLock(partner) }] : [],
    products: products.flatMap((id) => {
      const product = byId.get(id);
      return product ? [{ recordId: id, lock: productLock(product) }] : [];
    }),
  };
}

function rulesOf({ settings, ledger }: ConnectionDeps): InvoiceRules {
  const { journals, accounts, vatRounding } = settings.invoices;
  return {
    language: settings.language,
    company: settings.odoo.company,
    ledger,
    journals,
    accounts,
    vatRounding,
  };
}

import {
  concluded,
  followingIds,
  mapPayment,
  paymentMark,
  paymentsToSend,
  whyNotOpenAsInOdoo,
  withPayment,
  type PaidInNetvisor,
  type PaymentToSend,
} from '../mapping/payments.ts';
import { parsePaymentClaim, paymentClaimText } from '../mapping/claim.ts';
import { keyOf, numberOf } from '../mapping/ledger-key.ts';
import { decimal, shown } from '../mapping/money.ts';
import type { Reason } from '../mapping/reasons.ts';
import { settlementOf } from '../mapping/settle.ts';
import { phrase, type Blocker } from '../mapping/texts.ts';
import { NetvisorError } from '../netvisor/errors.ts';
import { renderSalesPayment, type SalesPaymentListRow } from '../netvisor/sales-payments.ts';
import type { Invoice } from '../odoo/models.ts';
import { beginAttempt, whileBeating, type Attempt } from './attempts.ts';
import type {
  LaneActivities,
  OfficeActivities,
  RecordPaymentInput,
  SendPaymentInput,
  SendPaymentResult,
} from './contract.ts';
import type { ConnectionDeps, Connections } from './deps.ts';
import { withFailures } from './failures.ts';
import { afterRefusal, guardedPost, mustWrite } from './guarded-post.ts';
import { openSumOf, sumsOf } from './open-sums.ts';
import { blockerOf } from './refusals.ts';
import { NO_PROBLEM, reject } from './reject-invoice.ts';

type PaymentActivities = Pick<LaneActivities, 'sendPayment'> & Pick<OfficeActivities, 'recordPayment'>;

export function createPaymentActivities(connections: Connections): PaymentActivities {
  return {
    async sendPayment(input) {
      const deps = connections(input.connection);
      const attempt = beginAttempt(deps);
      return withFailures(deps, () => whileBeating(() => sendPayment(deps, attempt, input)));
    },

    async recordPayment(input) {
      const deps = connections(input.connection);
      return withFailures(deps, () => recordPayment(deps, input));
    },
  };
}

/** Key and payments of an invoice that is in Netvisor. */
interface Sending {
  readonly deps: ConnectionDeps;
  readonly attempt: Attempt;
  readonly invoice: Invoice;
  readonly key: string;
  readonly databaseUuid: string;
}

/**
 * Brings the next payment of a sent invoice into Netvisor. The open sums of both sides are compared each time: where
 * they agree all is done, by whatever hand; where no payment is left and they do not, a person is asked.
 */
async function sendPayment(
  deps: ConnectionDeps,
  attempt: Attempt,
  { moveId, absent }: SendPaymentInput,
): Promise<SendPaymentResult> {
  const invoice = await deps.odoo.readInvoice(moveId);
  const key = invoice?.x_netvisor_key;
  if (!invoice || !key) return { kind: 'gone' };
  const sending: Sending = { deps, attempt, invoice, key, databaseUuid: await deps.odoo.databaseUuid() };
  const claimed = parsePaymentClaim(invoice.x_netvisor_payment_attempt);
  const open = followingIds(invoice.x_netvisor_payments).filter(
    (id) => invoice.x_netvisor_payments[id] === '',
  );
  if (open.length > 0) {
    // Found by its mark, whoever sent it: a claim may be lost together with the Odoo that held it.
    const found = await find(sending, open, claimed?.day);
    if (found) return found;
  }
  let again: string | undefined;
  if (claimed) {
    const { doubt } = claimed;
    const settlement = settlementOf(claimed, absent, Date.now());
    switch (settlement.kind) {
      case 'wait':
        return { kind: 'in-doubt', doubt };
      case 'ask-person':
        return refuse(sending, { reason: 'RequestNotUnique', it: invoice.name ?? '' }, undefined, doubt);
      case 'send':
        again = settlement.transactionId;
    }
  }

  const standing = await standingOf(sending);
  if (!standing) return refuse(sending, { reason: 'InvoiceGoneInNetvisor', it: keyOf(key) });
  const reason = whyUnsettled(invoice, standing);
  if (!reason) return conclude(sending);
  const [payment] = paymentsToSend(invoice);
  // Of what is not open any more, nothing can be paid: somebody has booked something else there.
  if (!payment || payment.settled.greaterThan(standing.open))
    return refuse(sending, { reason, it: openSums(invoice, standing) });
  const isSame = claimed?.payment === payment.id;
  return post(sending, payment, (isSame ? again : undefined) ?? attempt.newTransactionId());
}

/** Looks for payments that are to be sent; after a lost reply also among those that Netvisor linked to nothing. */
async function find(
  sending: Sending,
  ids: readonly number[],
  day: string | undefined,
): Promise<SendPaymentResult | undefined> {
  const { deps, invoice, key, databaseUuid } = sending;
  const { salesPayments } = deps.netvisor;
  const linked = await salesPayments.list({ invoiceNetvisorKey: numberOf(key) });
  const unlinked =
    day === undefined ? [] : await salesPayments.list({ beginDate: day, endDate: day, linked: 'unlinked' });
  for (const id of ids) {
    const mark = paymentMark(databaseUuid, invoice.id, id);
    const rows = [...linked, ...unlinked].filter(({ name }) => name?.endsWith(mark));
    const keys = [...new Set(rows.map(({ netvisorKey }: SalesPaymentListRow) => netvisorKey))];
    if (keys.length > 1) return refuse(sending, { reason: 'PaymentDiffers', it: keys.join(', ') });
    if (keys[0] !== undefined) return { kind: 'booked', payment: id, netvisorKey: String(keys[0]) };
  }
  return undefined;
}

async function post(
  sending: Sending,
  payment: PaymentToSend,
  transactionId: string,
): Promise<SendPaymentResult> {
  const { deps, attempt, invoice, key, databaseUuid } = sending;
  const mark = paymentMark(databaseUuid, invoice.id, payment.id);
  const document = mapPayment(invoice, payment, { invoiceKey: keyOf(key), mark });
  try {
    renderSalesPayment(document);
  } catch (error) {
    if (!(error instanceof NetvisorError) || error.kind !== 'Rejected') throw error;
    return refuse(sending, blockerOf(error));
  }
  const doubt = { attempt: attempt.token, settleAfter: attempt.settleAfter };
  const claim = paymentClaimText({ doubt, transactionId, payment: payment.id, day: payment.date });
  const record = { model: 'account.move', id: invoice.id } as const;
  const outcome = await guardedPost(deps, attempt, {
    claimField: 'x_netvisor_payment_attempt',
    claim: {
      ...record,
      expect: {
        x_netvisor_key: key,
        x_netvisor_payment_attempt: invoice.x_netvisor_payment_attempt ?? false,
      },
      values: { x_netvisor_payment_attempt: claim },
    },
    release: {
      ...record,
      expect: { x_netvisor_payment_attempt: claim },
      values: { x_netvisor_payment_attempt: false },
    },
    send: async () => {
      const { deadline } = attempt;
      const write = { transactionId, deadline, signal: deps.stopping };
      const { netvisorKey } = await deps.netvisor.salesPayments.add(document, write);
      return { netvisorKey: String(netvisorKey) };
    },
  });
  const now: Sending = { ...sending, invoice: { ...invoice, x_netvisor_payment_attempt: claim } };
  switch (outcome.kind) {
    case 'clash':
    case 'number-used':
      throw new Error('a payment looks for no clash');
    case 'accepted':
      return { kind: 'booked', payment: payment.id, netvisorKey: outcome.netvisorKey };
    case 'in-doubt':
      return {
        kind: 'in-doubt',
        doubt,
        ...(outcome.error.reason === 'RequestNotUnique' && { reason: 'RequestNotUnique' as const }),
      };
    case 'refused': {
      const { netvisorText } = outcome.error;
      return afterRefusal(
        deps,
        attempt,
        // A refusal may mean that an earlier copy of this very request got through: look before believing it.
        async () =>
          (await find(now, [payment.id], payment.date)) ??
          refuse(now, { reason: 'PaymentRefused' }, netvisorText),
      );
    }
  }
}

/** An invoice and its payments as Netvisor has them. */
interface Standing extends PaidInNetvisor {
  /** Keys of the payments that are linked to it. */
  readonly keys: ReadonlySet<string>;
}

async function standingOf({ deps, invoice, key }: Sending): Promise<Standing | undefined> {
  const row = await openSumOf(deps, { key, mark: invoice.x_netvisor_mark });
  if (!row) return undefined;
  const payments = await deps.netvisor.salesPayments.list({ invoiceNetvisorKey: row.netvisorKey });
  return {
    open: sumsOf(row).open,
    linked: payments.reduce((sum, payment) => sum.plus(payment.sum), decimal(0)),
    keys: new Set(payments.map(({ netvisorKey }) => String(netvisorKey))),
  };
}

/**
 * Whether Netvisor has linked a payment is not in its reply (Netvisor sales API, sales payments). So both are read
 * back: the open sum, which must be Odoo's, and that it is our payments that brought it there.
 */
function whyUnsettled(invoice: Invoice, standing: Standing): Reason | undefined {
  const payments = concluded(invoice.x_netvisor_payments);
  const areLinked = followingIds(payments).every((id) => standing.keys.has(payments[id] ?? ''));
  return areLinked ? whyNotOpenAsInOdoo(invoice, standing) : 'PaymentDiffers';
}

const openSums = (invoice: Invoice, { open }: Standing): string =>
  `Odoo ${shown(decimal(invoice.amount_residual))}, Netvisor ${shown(open)}`;

async function conclude({ deps, invoice, key }: Sending): Promise<SendPaymentResult> {
  const payments = concluded(invoice.x_netvisor_payments);
  const count = followingIds(payments).length;
  await mustWrite(deps, {
    model: 'account.move',
    id: invoice.id,
    expect: {
      x_netvisor_key: key,
      x_netvisor_payment_attempt: invoice.x_netvisor_payment_attempt ?? false,
    },
    values: {
      x_netvisor_state: 'sent',
      x_netvisor_payments: payments,
      x_netvisor_payment_attempt: false,
      ...NO_PROBLEM,
    },
    ...(count > 0 && { note: phrase('paid', { count }) }),
  });
  return { kind: 'complete' };
}

async function recordPayment(
  deps: ConnectionDeps,
  { moveId, payment, netvisorKey }: RecordPaymentInput,
): Promise<void> {
  const invoice = await deps.odoo.readInvoice(moveId);
  if (!invoice?.x_netvisor_key || invoice.x_netvisor_payments[payment] === netvisorKey) return;
  await mustWrite(deps, {
    model: 'account.move',
    id: moveId,
    expect: {
      x_netvisor_key: invoice.x_netvisor_key,
      x_netvisor_payment_attempt: invoice.x_netvisor_payment_attempt ?? false,
    },
    values: {
      x_netvisor_payments: withPayment(invoice.x_netvisor_payments, payment, netvisorKey),
      x_netvisor_payment_attempt: false,
    },
  });
}

/** The claim comes off, unless the attempt is still doubtful. */
async function refuse(
  { deps, invoice }: Sending,
  blocker: Blocker,
  netvisorText?: string,
  doubt?: { readonly attempt: string; readonly settleAfter: number },
): Promise<SendPaymentResult> {
  if (!doubt && invoice.x_netvisor_payment_attempt) {
    await mustWrite(deps, {
      model: 'account.move',
      id: invoice.id,
      expect: { x_netvisor_payment_attempt: invoice.x_netvisor_payment_attempt },
      values: { x_netvisor_payment_attempt: false },
    });
  }
  await reject(deps, invoice, [blocker], netvisorText, doubt);
  return { kind: 'rejected', reason: blocker.reason, ...(doubt && { doubt }) };
}

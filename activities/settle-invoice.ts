import { ledgerKey } from '../mapping/ledger-key.ts';
import { parseMark, type Mark } from '../mapping/mark.ts';
import { nextStep } from '../mapping/next-step.ts';
import { followingIds } from '../mapping/payments.ts';
import type { Reason } from '../mapping/reasons.ts';
import { settlementOf } from '../mapping/settle.ts';
import type { Blocker } from '../mapping/texts.ts';
import type { SalesInvoiceFilter } from '../netvisor/sales-invoices.ts';
import type { Invoice } from '../odoo/models.ts';
import type { Absence, PostInvoiceResult } from './contract.ts';
import type { ConnectionDeps } from './deps.ts';
import { reject } from './reject-invoice.ts';

type Settled =
  | { readonly kind: 'settled'; readonly result: PostInvoiceResult }
  /** Provably not in Netvisor; `transactionId` is the first attempt's where a repetition is to use it. */
  | { readonly kind: 'absent'; readonly transactionId: string | undefined };

/** An earlier attempt has left its claim: what became of it decides, and its frozen mark alone is looked for. */
export async function settle(
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
    case 'other': {
      // A stranger's invoice has the number, and ours can no longer come: the claim comes off, a new number helps.
      const over = look.blocker.reason === 'NumberTaken' && Date.now() >= mark.settleAfter;
      const result = await reject(deps, invoice, [look.blocker], undefined, over ? undefined : doubt);
      return { kind: 'settled', result };
    }
    case 'absent':
      break;
  }
  const settlement = settlementOf({ doubt, transactionId: mark.transactionId }, absent, Date.now());
  switch (settlement.kind) {
    case 'wait':
      return { kind: 'settled', result: { kind: 'in-doubt', doubt } };
    case 'ask-person': {
      const blocker: Blocker = { reason: 'RequestNotUnique', it: mark.number ?? '' };
      return { kind: 'settled', result: await reject(deps, invoice, [blocker], undefined, doubt) };
    }
    case 'send':
      return { kind: 'absent', transactionId: settlement.transactionId };
  }
}

type Look =
  | { readonly kind: 'ours'; readonly result: PostInvoiceResult }
  | { readonly kind: 'other'; readonly blocker: Blocker }
  | { readonly kind: 'absent' };

/** Looks for the marked invoice in Netvisor and adopts only what its private comment proves to be ours. */
export async function lookUp(deps: ConnectionDeps, invoice: Invoice, mark: Mark): Promise<Look> {
  const { number } = mark;
  const rows = await deps.netvisor.salesInvoices.list({ ...filterOf(mark), replyOption: 'privateComment' });
  const owner = mark.comment.slice(0, mark.comment.lastIndexOf(' '));
  const versions = rows.filter(({ privateComment }) => `${privateComment ?? ''} `.startsWith(`${owner} `));
  const [version, ...more] = versions;
  if (more.length > 0) {
    return other('FoundTwice', versions.map(({ netvisorKey }) => netvisorKey).join(', '));
  }
  if (!version)
    return rows.length > 0 && number !== undefined ? other('NumberTaken', number) : { kind: 'absent' };
  const key = String(version.netvisorKey);
  if (version.privateComment !== mark.comment) return other('FoundDifferent', key);
  const holders = await deps.odoo.invoicesWithKey(ledgerKey(deps.ledger, key));
  if (holders.some((id) => id !== invoice.id)) return other('NumberTaken', number ?? key);
  return { kind: 'ours', result: inNetvisor(invoice, key, mark) };

  function other(reason: Reason, it: string): Look {
    return { kind: 'other', blocker: { reason, it } };
  }
}

/** Where the marked invoice must show: under its number, or among its customer's of the day. */
export function filterOf({ number, customer, date = '' }: Mark): SalesInvoiceFilter {
  if (number !== undefined) return { invoiceNumber: Number(number) };
  return { customerNetvisorKey: Number(customer), beginInvoiceDate: date, endInvoiceDate: date };
}

export function inNetvisor(invoice: Invoice, netvisorKey: string, mark: Mark): PostInvoiceResult {
  const next = nextStep(invoice);
  return {
    kind: 'in-netvisor',
    netvisorKey,
    ...(mark.number !== undefined && { number: mark.number }),
    attempt: invoice.x_netvisor_attempt ?? '',
    ...requestOf(invoice),
    ...(next && { next }),
    ...(next === 'pay' && { payments: followingIds(invoice.x_netvisor_payments) }),
  };
}

/**
 * Token of the request that is being served. It travels through workflow history, so it is taken only in the form
 * that buttons write, a moment or a uuid, and never as anything that a person may have typed there.
 */
function requestOf({ x_netvisor_request: token }: Invoice): { readonly request?: string } {
  return token !== undefined && /^(?:(?:send|resend) )?[0-9a-fA-F:.TZ -]{1,40}$/.test(token)
    ? { request: token }
    : {};
}

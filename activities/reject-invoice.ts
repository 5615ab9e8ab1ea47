import type { Reason } from '../mapping/reasons.ts';
import { explainAll, phrase, type Blocker, type Texts } from '../mapping/texts.ts';
import type { FieldValue, GuardedWrite } from '../odoo/client.ts';
import type { Invoice } from '../odoo/models.ts';
import { causeDigest } from './cause.ts';
import type { PostInvoiceResult } from './contract.ts';
import type { ConnectionDeps } from './deps.ts';
import { mustWrite } from './guarded-post.ts';

/** Fields of an invoice that nothing is wrong with. */
export const NO_PROBLEM = {
  x_netvisor_reason: false,
  x_netvisor_message: false,
  x_netvisor_detail: false,
} as const;

/** What is written on an invoice that waits for a person: code, words for the person, Netvisor's own words. */
export function problem(
  reason: Reason,
  words: Texts,
  detail?: string,
): Pick<GuardedWrite, 'message' | 'task'> & { readonly values: Readonly<Record<string, FieldValue>> } {
  return {
    values: {
      x_netvisor_state: 'attention',
      x_netvisor_reason: reason,
      x_netvisor_detail: detail ?? false,
    },
    message: words,
    task: phrase('task', {}),
  };
}

/**
 * Writes the reasons on the invoice, in the person's words and apart from them Netvisor's own. The claim comes
 * off, unless the attempt is still doubtful.
 */
export async function reject(
  deps: ConnectionDeps,
  invoice: Invoice,
  blockers: readonly Blocker[],
  netvisorText?: string,
  doubt?: { readonly attempt: string; readonly settleAfter: number },
): Promise<PostInvoiceResult> {
  const reason = blockers[0]?.reason ?? 'Bug';
  const words = explainAll(blockers);
  const { values, ...told } = problem(reason, words, netvisorText);
  await mustWrite(deps, {
    model: 'account.move',
    id: invoice.id,
    expect: {
      x_netvisor_attempt: invoice.x_netvisor_attempt ?? false,
      x_netvisor_key: invoice.x_netvisor_key ?? false,
    },
    values: {
      ...values,
      x_netvisor_served: invoice.x_netvisor_request ?? false,
      x_netvisor_blockers: causeDigest(deps, invoice),
      ...(!doubt && !invoice.x_netvisor_key && { x_netvisor_attempt: false }),
    },
    ...told,
    note: phrase(invoice.x_netvisor_key ? 'unfinished' : 'attention', { why: words }),
  });
  return { kind: 'rejected', reason, ...(doubt && { doubt }) };
}

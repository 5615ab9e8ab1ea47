import type { Reason } from './reasons.ts';

/** Where a document stands in Netvisor (Netvisor sales API, statuses); `sent` covers open and all its reminders. */
export const STANDINGS = ['unsent', 'sent', 'paid', 'creditloss', 'rejected', 'archived', 'gone'] as const;
export type Standing = (typeof STANDINGS)[number];

/** What Odoo says otherwise than what was sent. */
export const DIFFERENCES = ['nothing', 'details', 'sums'] as const;
export type Difference = (typeof DIFFERENCES)[number];

export type ResendDecision =
  | { readonly kind: 'nothing-to-do' }
  /** The document in Netvisor is replaced by the new version. */
  | { readonly kind: 'edit' }
  | { readonly kind: 'refuse'; readonly reason: Reason };

/**
 * What pressing *Send* on a document that is in Netvisor already does. Netvisor lets drafts and unsent invoices
 * be edited (Netvisor sales API, edit); whatever the customer has seen, or money has been booked on, is mended
 * by a credit note and never by an edit.
 */
export function decideResend(standing: Standing, hasPayments: boolean, differs: Difference): ResendDecision {
  if (standing === 'gone') return { kind: 'refuse', reason: 'InvoiceGoneInNetvisor' };
  if (differs === 'nothing') return { kind: 'nothing-to-do' };
  switch (standing) {
    case 'unsent':
      if (!hasPayments || differs === 'details') return { kind: 'edit' };
      return { kind: 'refuse', reason: 'ChangedAfterPayment' };
    case 'sent':
      return { kind: 'refuse', reason: hasPayments ? 'ChangedAfterPayment' : 'ChangedAfterSending' };
    case 'paid':
    case 'creditloss':
    case 'archived':
      return { kind: 'refuse', reason: 'ChangedAfterPayment' };
    case 'rejected':
      return { kind: 'refuse', reason: 'ChangedAfterSending' };
  }
}

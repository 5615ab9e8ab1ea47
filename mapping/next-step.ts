import type { Invoice } from '../odoo/models.ts';
import { isCreditNote } from './invoice-number.ts';
import { areMatchesConcluded } from './matches.ts';
import { arePaymentsOpen } from './payments.ts';

/** What is left to do about a document once it is in Netvisor. */
export type NextStep = 'match' | 'pay';

export function nextStep(invoice: Invoice): NextStep | undefined {
  if (isCreditNote(invoice)) return areMatchesConcluded(invoice) ? undefined : 'match';
  return arePaymentsOpen(invoice.x_netvisor_payments) ? 'pay' : undefined;
}

/** State in Odoo of a document that is in Netvisor. */
export function stateInNetvisor(next: NextStep | undefined): 'waiting' | 'paying' | 'sent' {
  switch (next) {
    case 'match':
      return 'waiting';
    case 'pay':
      return 'paying';
    case undefined:
      return 'sent';
  }
}

import { rowNames } from '../mapping/row-names.ts';
import type { Blocker } from '../mapping/texts.ts';
import type { SalesInvoice } from '../netvisor/documents.ts';
import { NetvisorError } from '../netvisor/errors.ts';
import { renderSalesInvoice } from '../netvisor/sales-invoices.ts';
import type { Invoice } from '../odoo/models.ts';
import { blockersOf } from './refusals.ts';

/** The message as it will be sent, or all that its texts have wrong, by the names that people know. */
export function renderInvoice(
  invoice: Invoice,
  document: SalesInvoice,
): { readonly xml: string } | { readonly blockers: readonly Blocker[] } {
  try {
    return { xml: renderSalesInvoice(document) };
  } catch (error) {
    if (!(error instanceof NetvisorError) || error.kind !== 'Rejected') throw error;
    return { blockers: blockersOf(error, rowNames(invoice)) };
  }
}

/** What is wrong with the texts of an invoice that is held back anyway. What it lacks has been told already. */
export function textBlockers(invoice: Invoice, draft: SalesInvoice): readonly Blocker[] {
  const rendered = renderInvoice(invoice, draft);
  if ('xml' in rendered) return [];
  return rendered.blockers.filter(
    ({ reason }) => reason === 'TextTooLong' || reason === 'UnsupportedCharacters',
  );
}

import { invalidData } from '../errors.ts';
import { readValidMessage } from '../message.ts';
import { SALES_INVOICE_COMMENTS } from '../schema/salesinvoicecomment.ts';
import type { Context } from '../store.ts';
import { child, textOf } from '../xml.ts';
import type { ResourceRequest, ResourceResult } from './resource.ts';

const TYPES = { invoice: 'invoice', order: 'order', draft: 'invoicedraft' } as const;

/** salesinvoicecomment.nv: writes a line into the processing history of an invoice, order or draft. */
export function commentSalesInvoice({ query, body }: ResourceRequest, context: Context): ResourceResult {
  query.allowOnly();
  const { settings, store, clock, warn } = context;
  const message = readValidMessage(body, SALES_INVOICE_COMMENTS, { settings, mode: 'whole', warn });
  const comment = child(message, 'salesinvoicecomment') ?? message;
  const key = Number(textOf(comment, 'invoicenetvisorkey'));
  const invoice = store.invoices.get(key);
  if (invoice === undefined || TYPES[invoice.content.kind] !== textOf(comment, 'invoicetype')) {
    throw invalidData(`Invoice not found with Netvisor identifier: ${key}`);
  }
  invoice.events.push({ at: clock.now(), what: textOf(comment, 'comment') });
  return { booked: true, details: { netvisorKey: key } };
}

import { group, key, oneOf, row, text } from './rules.ts';
import type { ElementRule } from './rules.ts';

/** A comment for the processing history. The documentation shows one in a message, so more are refused. */
export const SALES_INVOICE_COMMENTS: ElementRule = group('salesinvoicecomments', '1', [
  group('salesinvoicecomment', '1', [
    row('invoicetype', '1', oneOf('order', 'invoice', 'invoicedraft')),
    row('invoicenetvisorkey', '1', key),
    row('comment', '1', text(500)),
  ]),
]);

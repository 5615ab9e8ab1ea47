import type { Decimal } from 'decimal.js';
import { parseMark } from '../mapping/mark.ts';
import type { Standing } from '../mapping/matching.ts';
import type { SalesInvoiceListRow } from '../netvisor/sales-invoice-replies.ts';
import type { ConnectionDeps } from './deps.ts';
import { keyOf } from './sent-invoice.ts';
import { filterOf } from './settle-invoice.ts';

/** A document of Odoo that is in Netvisor. */
export interface InNetvisor {
  /** With the ledger that it belongs to. */
  readonly key: string;
  readonly mark: string | undefined;
}

/**
 * The document's row in Netvisor's list, the only place that shows open sums (Netvisor sales API, list of sales
 * invoices). One call; two for a document that was linked by hand and bears no mark. Undefined when it is gone.
 */
export async function openSumOf(
  { netvisor }: ConnectionDeps,
  { key, mark }: InNetvisor,
): Promise<SalesInvoiceListRow | undefined> {
  const netvisorKey = Number(keyOf(key));
  const known = parseMark(mark);
  const number = known ? undefined : (await netvisor.salesInvoices.get(netvisorKey))?.salesInvoiceNumber;
  if (!known && !number) return undefined;
  const filter = known ? filterOf(known) : { invoiceNumber: Number(number) };
  const rows = await netvisor.salesInvoices.list({ ...filter, replyOption: 'currencySums' });
  return rows.find((row) => row.netvisorKey === netvisorKey);
}

/** How a document stands in Netvisor; undefined when it is gone there. */
export async function standingOf(deps: ConnectionDeps, document: InNetvisor): Promise<Standing | undefined> {
  const row = await openSumOf(deps, document);
  return row && { ...sumsOf(row), sent: isSent(row) };
}

/** Any status other than unsent makes a voucher (Netvisor sales API, statuses); a refused e-invoice went nowhere. */
const isSent = ({ invoiceStatus }: SalesInvoiceListRow): boolean =>
  invoiceStatus !== 'unsent' && invoiceStatus !== 'draft' && invoiceStatus !== 'rejected';

/** Sum and open sum in the document's own currency. */
export function sumsOf(row: SalesInvoiceListRow): { readonly sum: Decimal; readonly open: Decimal } {
  const { invoiceCurrencySum, openCurrencySum } = row;
  if (invoiceCurrencySum && openCurrencySum) return { sum: invoiceCurrencySum, open: openCurrencySum };
  return { sum: row.invoiceSum, open: row.openSum };
}

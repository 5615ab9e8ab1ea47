import type { Decimal } from 'decimal.js';
import { numberOf } from '../mapping/ledger-key.ts';
import { parseMark } from '../mapping/mark.ts';
import type { Standing } from '../mapping/matching.ts';
import type { SalesInvoiceListRow } from '../netvisor/sales-invoice-replies.ts';
import type { SalesInvoiceFilter } from '../netvisor/sales-invoices.ts';
import type { ConnectionDeps } from './deps.ts';
import { filterOf } from './settle-invoice.ts';

/** A document of Odoo that is in Netvisor. */
export interface InNetvisor {
  /** With the ledger that it belongs to. */
  readonly key: string;
  readonly mark: string | undefined;
}

/**
 * The document's row in Netvisor's list, the only place that shows open sums (Netvisor sales API, list of sales
 * invoices). One call; more for a document that bears no mark, or has another number or day there by now, since the
 * list cannot be asked for a key. Undefined when it is gone.
 */
export async function rowOf(
  { netvisor }: ConnectionDeps,
  { key, mark }: InNetvisor,
  replyOption: 'currencySums' | 'privateComment',
): Promise<SalesInvoiceListRow | undefined> {
  const netvisorKey = numberOf(key);
  const find = async (filter: SalesInvoiceFilter): Promise<SalesInvoiceListRow | undefined> => {
    const rows = await netvisor.salesInvoices.list({ ...filter, replyOption });
    return rows.find((row) => row.netvisorKey === netvisorKey);
  };
  const known = parseMark(mark);
  const marked = known && (await find(filterOf(known)));
  if (marked) return marked;
  const number = (await netvisor.salesInvoices.get(netvisorKey))?.salesInvoiceNumber;
  return number ? find({ invoiceNumber: Number(number) }) : undefined;
}

export const openSumOf = (
  deps: ConnectionDeps,
  document: InNetvisor,
): Promise<SalesInvoiceListRow | undefined> => rowOf(deps, document, 'currencySums');

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

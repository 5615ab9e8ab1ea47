import { z } from 'zod';
import type { SalesPayment } from './documents.ts';
import type { Exchange, ReadOptions, WriteAttempt } from './exchange.ts';
import { contractMismatch, date, decimal, key, readLeaves, textOrNull, wordOrNull } from './fields.ts';
import { elementNames } from './schema/row.ts';
import { salesPaymentRows } from './schema/settlement.ts';
import { childNamed, childrenNamed } from './xml-reader.ts';
import { writeXml } from './xml.ts';

const addResource = 'salespayment.nv';
const listResource = 'salespaymentlist.nv';

export interface SalesPaymentFilter {
  readonly invoiceNetvisorKey?: number;
  /** Payment dates, inclusive, `YYYY-MM-DD`. */
  readonly beginDate?: string;
  readonly endDate?: string;
  readonly linked?: 'linked' | 'unlinked';
  readonly aboveNetvisorKey?: number;
}

const listRow = z.object({
  netvisorKey: key,
  /** The payer, as `sourceName` had it. */
  name: textOrNull,
  date,
  /** EUR */
  sum: decimal,
  /** Empty on a payment that is linked to no invoice. */
  invoiceNumber: textOrNull,
  bankStatus: wordOrNull(['ok', 'failed']),
});
export type SalesPaymentListRow = z.output<typeof listRow>;

export interface SalesPayments {
  /** Books a payment. Whether Netvisor has linked it to its invoice is not in the reply: the open sum tells. */
  add(document: SalesPayment, attempt: WriteAttempt): Promise<{ netvisorKey: number }>;
  /** All rows that match, ascending by key. */
  list(filter: SalesPaymentFilter, options?: ReadOptions): Promise<readonly SalesPaymentListRow[]>;
}

/** The exact XML of salespayment.nv. Pure. @throws NetvisorError Rejected or Bug (nothing sent) naming the element */
export function renderSalesPayment(document: SalesPayment): string {
  return writeXml(addResource, 'salesPayment', salesPaymentRows, document);
}

const names = elementNames(salesPaymentRows);

export function createSalesPayments(exchange: Exchange): SalesPayments {
  async function page(filter: SalesPaymentFilter, options?: ReadOptions): Promise<SalesPaymentListRow[]> {
    const root = await exchange.read(
      listResource,
      {
        invoicenetvisorkey: filter.invoiceNetvisorKey,
        begindate: filter.beginDate,
        enddate: filter.endDate,
        limitlinkedpayments: filter.linked && (filter.linked === 'linked' ? 1 : 0),
        abovenetvisorkey: filter.aboveNetvisorKey,
      },
      options,
    );
    const list = childNamed(root, 'salespaymentlist');
    if (list === undefined) throw contractMismatch(listResource, 'salespaymentlist');
    return childrenNamed(list, 'salespayment').map((node) => readLeaves(listResource, listRow, node));
  }

  return {
    async add(document, attempt) {
      return exchange.add(addResource, {}, renderSalesPayment(document), attempt, names);
    },

    async list(filter, options) {
      const rows: SalesPaymentListRow[] = [];
      // How many rows a reply holds at most is not published, so it is asked until nothing more comes.
      for (let above = filter.aboveNetvisorKey; ;) {
        const next = await page(
          above === undefined ? filter : { ...filter, aboveNetvisorKey: above },
          options,
        );
        rows.push(...next);
        const last = next.at(-1)?.netvisorKey;
        if (last === undefined || next.length < FEW_ROWS) return rows;
        if (above !== undefined && last <= above) throw contractMismatch(listResource, 'netvisorkey');
        above = last;
      }
    },
  };
}

/** Far below any page size that Netvisor's lists are known to have. */
const FEW_ROWS = 100;

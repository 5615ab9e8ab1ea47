import type { SalesInvoice } from './documents.ts';
import { notSent, type NetvisorError } from './errors.ts';
import type { Exchange, ReadOptions, WriteAttempt } from './exchange.ts';
import { contractMismatch } from './fields.ts';
import { limitedList } from './query.ts';
import {
  readSalesInvoiceDetails,
  readSalesInvoiceListRow,
  type SalesInvoiceDetails,
  type SalesInvoiceListRow,
} from './sales-invoice-replies.ts';
import { elementNames } from './schema/row.ts';
import { salesInvoiceRows } from './schema/sales-invoice.ts';
import { childNamed, childrenNamed } from './xml-reader.ts';
import { writeXml } from './xml.ts';

const addResource = 'salesinvoice.nv';
const listResource = 'salesinvoicelist.nv';
const getResource = 'getsalesinvoice.nv';

/** Rows per reply (known from one maintained client only); a full page means that there may be more. */
const pageSize = 500;
const mostKeysPerGet = 500;

export const salesInvoiceStatusFilters = [
  'open',
  'overdue',
  'reminded',
  'requested',
  'collected',
  'paid',
  'unsent',
  'creditloss',
  'rejected',
] as const;

/** What a row carries beside the basics: its private comment, its sums in the invoice's currency, or both. */
export const salesInvoiceReplyOptions = { privateComment: 1, currencySums: 2, both: 3 } as const;

export interface SalesInvoiceFilter {
  /** Exact number. */
  readonly invoiceNumber?: number;
  readonly customerNetvisorKey?: number;
  readonly customerCode?: string;
  /** Invoice dates, inclusive, `YYYY-MM-DD`. */
  readonly beginInvoiceDate?: string;
  readonly endInvoiceDate?: string;
  /** `YYYY-MM-DDTHH:mm:ss` */
  readonly lastModifiedStart?: string;
  readonly lastModifiedEnd?: string;
  readonly invoicesAboveNetvisorKey?: number;
  readonly invoiceStatus?: (typeof salesInvoiceStatusFilters)[number];
  readonly replyOption?: keyof typeof salesInvoiceReplyOptions;
}

export interface SalesInvoices {
  add(document: SalesInvoice, attempt: WriteAttempt): Promise<{ netvisorKey: number }>;
  /** Sends what `renderSalesInvoice` made, unchanged. */
  addXml(xml: string, attempt: WriteAttempt): Promise<{ netvisorKey: number }>;
  /** Replaces the whole content of a draft or unsent invoice; its number stays. */
  editXml(netvisorKey: number, xml: string, attempt: WriteAttempt): Promise<void>;
  /** All rows that match, ascending by key; asks again for as long as pages come full. */
  list(filter: SalesInvoiceFilter, options?: ReadOptions): Promise<readonly SalesInvoiceListRow[]>;
  /** undefined = Netvisor knows no such invoice. */
  get(netvisorKey: number, options?: ReadOptions): Promise<SalesInvoiceDetails | undefined>;
  /** At most 500 keys; unknown ones are missing from the answer. */
  getMany(netvisorKeys: readonly number[], options?: ReadOptions): Promise<readonly SalesInvoiceDetails[]>;
}

/**
 * The exact XML of salesinvoice.nv, to be stored before it is sent. Pure.
 * @throws NetvisorError Rejected or Bug (nothing sent) naming the element, with all else that is wrong beside it
 */
export function renderSalesInvoice(document: SalesInvoice): string {
  const wrong: NetvisorError[] = [];
  const missing = (field: string) =>
    wrong.push(notSent('Rejected', 'ElementMissing', addResource, { field }));
  const invalid = (field: string) =>
    wrong.push(notSent('Rejected', 'ElementInvalid', addResource, { field }));
  if (
    document.salesInvoiceDueDate === undefined &&
    document.paymentTerm === undefined &&
    document.paymentTermNetDays === undefined
  ) {
    missing('salesinvoiceduedate');
  }
  if (document.invoiceType === 'invoicedraft') {
    if (document.salesInvoiceNumber !== undefined) invalid('salesinvoicenumber');
    if (document.invoiceVoucherLines !== undefined) invalid('invoicevoucherlines');
  } else if (document.salesInvoiceStatus === null) missing('salesinvoicestatus');
  for (const { documentData, printByDefault } of document.salesInvoiceAttachments ?? []) {
    const type = typeof documentData === 'string' ? undefined : documentData.type;
    if (type === 'finvoice' && printByDefault !== undefined) invalid('printbydefault');
  }
  return writeXml(addResource, 'salesInvoice', salesInvoiceRows, document, wrong);
}

const names = elementNames(salesInvoiceRows);

function requireInvoice(xml: string): void {
  if (!xml.startsWith('<root><salesinvoice>')) throw notSent('Bug', 'ElementInvalid', addResource);
}

export function createSalesInvoices(exchange: Exchange): SalesInvoices {
  async function addXml(xml: string, attempt: WriteAttempt): Promise<{ netvisorKey: number }> {
    requireInvoice(xml);
    return exchange.add(addResource, { method: 'add', useonlyexistingdimensions: 1 }, xml, attempt, names);
  }

  async function page(filter: SalesInvoiceFilter, options?: ReadOptions): Promise<SalesInvoiceListRow[]> {
    const root = await exchange.read(
      listResource,
      {
        invoicenumber: filter.invoiceNumber,
        customernetvisorkey: filter.customerNetvisorKey,
        customercode: filter.customerCode,
        begininvoicedate: filter.beginInvoiceDate,
        endinvoicedate: filter.endInvoiceDate,
        lastmodifiedstart: filter.lastModifiedStart,
        lastmodifiedend: filter.lastModifiedEnd,
        invoicesabovenetvisorkey: filter.invoicesAboveNetvisorKey,
        invoicestatus: filter.invoiceStatus,
        replyoption:
          filter.replyOption === undefined ? undefined : salesInvoiceReplyOptions[filter.replyOption],
      },
      options,
    );
    const list = childNamed(root, 'salesinvoicelist');
    if (list === undefined) throw contractMismatch(listResource, 'salesinvoicelist');
    return childrenNamed(list, 'salesinvoice').map((node) => readSalesInvoiceListRow(listResource, node));
  }

  async function get(
    query: { netvisorkey: number } | { netvisorkeylist: readonly number[] },
    options?: ReadOptions,
  ) {
    const root = await exchange.read(
      getResource,
      { ...query, pdfimage: 'nopdf', showcommentlines: 1 },
      options,
    );
    const list = childNamed(root, 'salesinvoices');
    const single = childNamed(root, 'salesinvoice');
    if (list === undefined && single === undefined) throw contractMismatch(getResource, 'salesinvoice');
    // "no such invoice" is an OK reply with an empty element
    return childrenNamed(list ?? root, 'salesinvoice').filter(({ children }) => children.length > 0);
  }

  return {
    addXml,
    async editXml(netvisorKey, xml, attempt) {
      requireInvoice(xml);
      const query = { method: 'edit', id: netvisorKey, useonlyexistingdimensions: 1 };
      await exchange.write(addResource, query, xml, attempt, names);
    },
    async add(document, attempt) {
      return addXml(renderSalesInvoice(document), attempt);
    },

    async list(filter, options) {
      const rows: SalesInvoiceListRow[] = [];
      let above = filter.invoicesAboveNetvisorKey;
      for (;;) {
        const next = await page(
          above === undefined ? filter : { ...filter, invoicesAboveNetvisorKey: above },
          options,
        );
        rows.push(...next);
        if (next.length < pageSize) return rows;
        above = lastKey(next, above);
      }
    },

    async get(netvisorKey, options) {
      const [node] = await get({ netvisorkey: netvisorKey }, options);
      return node === undefined ? undefined : readSalesInvoiceDetails(getResource, node, netvisorKey);
    },

    async getMany(netvisorKeys, options) {
      limitedList(getResource, 'netvisorkeylist', mostKeysPerGet, netvisorKeys);
      const nodes = await get({ netvisorkeylist: netvisorKeys }, options);
      return nodes.map((node) => readSalesInvoiceDetails(getResource, node, undefined));
    },
  };
}

/** Paging by key is sound only if rows come in ascending order, which is not documented: so it is checked. */
function lastKey(rows: readonly SalesInvoiceListRow[], above: number | undefined): number {
  return rows.reduce((previous, { netvisorKey }) => {
    if (netvisorKey > previous) return netvisorKey;
    throw contractMismatch(listResource, 'netvisorkey');
  }, above ?? 0);
}

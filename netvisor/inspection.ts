import type { Exchange, Query, ReadOptions } from './exchange.ts';
import { contractMismatch } from './fields.ts';
import { createProducts } from './products.ts';
import { createRegisters, type AccountRow } from './registers.ts';
import { readSalesInvoiceListRow } from './sales-invoice-replies.ts';
import { childNamed, childrenNamed } from './xml-reader.ts';

/** No company has a record with this key. */
export const aboveEveryKey = 2_147_483_647;
/** No company has a customer or product with this code. */
const unknownCode = 'SILTA-CONNECTION-TEST';

/** What each resource that Silta reads is asked, to learn whether it may be: the smallest reply that there is. */
const smallest = {
  'salesinvoicelist.nv': { invoicesabovenetvisorkey: aboveEveryKey },
  'getsalesinvoice.nv': { netvisorkey: aboveEveryKey, pdfimage: 'nopdf' },
  'customerlist.nv': { customercodelist: unknownCode },
  'getcustomer.nv': { id: aboveEveryKey },
  'getproduct.nv': { code: unknownCode },
  'salespaymentlist.nv': { abovenetvisorkey: aboveEveryKey },
  'dimensionlist.nv': {},
  'accountingperiodlist.nv': {},
  'paymenttermlist.nv': {},
  'accountlist.nv': {},
} as const satisfies Readonly<Record<string, Query>>;

export type InspectedResource = keyof typeof smallest;

/** Number and private comment of an invoice in Netvisor. */
export interface NumberRow {
  readonly number: string;
  readonly comment: string | undefined;
}

/**
 * Reads for the test of a connection: each is one request, passes a closed gate, and opens it when the keys turn
 * out to be accepted.
 */
export interface NetvisorInspection {
  /** @throws NetvisorError; `InvalidData` proves the right as well as an answer does */
  ask(resource: InspectedResource, options?: ReadOptions): Promise<void>;
  accounts(options?: ReadOptions): Promise<readonly AccountRow[]>;
  /** Invoices dated from that day on (`YYYY-MM-DD`), one page of them. */
  numbersSince(day: string, options?: ReadOptions): Promise<readonly NumberRow[]>;
  /** Netvisor keys of the products with exactly this code. */
  productsWithCode(code: string, options?: ReadOptions): Promise<readonly number[]>;
  clockDifferenceMs(): number | undefined;
}

export function createInspection(exchange: Exchange): NetvisorInspection {
  const passing: Exchange = {
    ...exchange,
    read: (resource, query, options) => exchange.probe(resource, query, options),
  };
  const registers = createRegisters(passing);
  const products = createProducts(passing);

  return {
    async ask(resource, options) {
      await exchange.probe(resource, smallest[resource], options);
    },

    accounts: (options) => registers.accounts(options),

    async numbersSince(day, options) {
      const resource = 'salesinvoicelist.nv';
      const root = await exchange.probe(resource, { begininvoicedate: day, replyoption: 1 }, options);
      const list = childNamed(root, 'salesinvoicelist');
      if (list === undefined) throw contractMismatch(resource, 'salesinvoicelist');
      const rows = childrenNamed(list, 'salesinvoice').map((node) => readSalesInvoiceListRow(resource, node));
      return rows.flatMap(({ invoiceNumber, privateComment }) =>
        invoiceNumber === null ? [] : [{ number: invoiceNumber, comment: privateComment ?? undefined }],
      );
    },

    async productsWithCode(code, options) {
      const found = await products.get({ code }, options);
      return found
        .map(({ productBaseInformation }) => productBaseInformation)
        .filter(({ productCode }) => productCode === code)
        .map(({ netvisorKey }) => netvisorKey);
    },

    clockDifferenceMs: () => exchange.clockDifferenceMs(),
  };
}

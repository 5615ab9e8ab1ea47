import type { Decimal } from 'decimal.js';
import type { Invoice } from '../odoo/models.ts';
import { isCreditNote } from './invoice-number.ts';
import type { ProductRow } from './invoice-rows.ts';
import type { InvoiceMapping, InvoiceRules } from './invoice.ts';
import { decimal } from './money.ts';
import { firstLine } from './plain-text.ts';
import { groupKey, sum, type BookedGroup, type SentRow } from './rows.ts';
import { netvisorSums } from './totals.ts';

/** The figures of a document on both sides. */
export interface Preview {
  readonly name: string;
  readonly rows: readonly PreviewRow[];
  readonly codes: readonly PreviewCode[];
  readonly total: { readonly odoo: Decimal; readonly netvisor: Decimal; readonly currency: string };
}

/** One row of Netvisor; a row of Odoo that is split between dimensions becomes several. */
export interface PreviewRow {
  readonly name: string;
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly priceType: 'net' | 'gross';
  readonly discount: Decimal;
  /** VAT code and percentage. */
  readonly vat: string;
  readonly dimensions: string;
  readonly odooNet: Decimal;
  readonly netvisorNet: Decimal;
  readonly netvisorVat: Decimal;
  /** The sums go along, because Netvisor would round otherwise than Odoo. */
  readonly sumsGiven: boolean;
}

export interface PreviewCode {
  readonly code: string;
  readonly odoo: NetAndVat;
  readonly netvisor: NetAndVat;
}

interface NetAndVat {
  readonly net: Decimal;
  readonly vat: Decimal;
}

/** What Netvisor would come to for the rows of a message, beside what Odoo has booked. Pure. */
export function previewInvoice(
  invoice: Invoice,
  { rows, groups }: InvoiceMapping,
  { vatRounding }: Pick<InvoiceRules, 'vatRounding'>,
): Preview {
  const codes = groups.map((group) => codeOf(group, rows, vatRounding === 'code' ? 'code' : 'row'));
  return {
    name: invoice.name ?? '',
    rows: rows.map(rowOf),
    codes,
    total: {
      odoo: decimal(invoice.amount_total).times(isCreditNote(invoice) ? -1 : 1),
      netvisor: sum(codes.map(({ netvisor }) => netvisor.net.plus(netvisor.vat))),
      currency: invoice.currency_id.name,
    },
  };
}

function rowOf(sent: SentRow<ProductRow>): PreviewRow {
  const { row, given } = sent;
  const { net, vat } = sumsOf([sent], 'row');
  return {
    name: firstLine(row.line.name),
    quantity: row.quantity,
    price: row.unitPrice,
    priceType: row.priceType,
    discount: row.discount,
    vat: groupKey(row),
    dimensions: row.dimensions
      .map(({ dimensionName, dimensionItem }) => `${dimensionName}: ${dimensionItem}`)
      .join(', '),
    odooNet: row.net,
    netvisorNet: net,
    netvisorVat: vat,
    sumsGiven: given !== undefined,
  };
}

function codeOf(
  group: BookedGroup,
  sent: readonly SentRow<ProductRow>[],
  rounding: 'row' | 'code',
): PreviewCode {
  const own = sent.filter(({ row }) => groupKey(row) === groupKey(group));
  return {
    code: groupKey(group),
    odoo: { net: group.net, vat: group.vat },
    netvisor: sumsOf(own, rounding),
  };
}

/** What Netvisor takes as given, and what it computes itself. */
function sumsOf(sent: readonly SentRow<ProductRow>[], rounding: 'row' | 'code'): NetAndVat {
  const given = sent.flatMap((one) => (one.given ? [one.given] : []));
  const computed = netvisorSums(
    sent.filter((one) => !one.given).map(({ row }) => row),
    rounding,
  );
  return {
    net: computed.net.plus(sum(given.map(({ net }) => net))),
    vat: computed.vat.plus(sum(given.map(({ vat }) => vat))),
  };
}

import type { Decimal } from 'decimal.js';
import type { SalesInvoice } from '../netvisor/documents.ts';
import type { Invoice, Product } from '../odoo/models.ts';
import { isCreditNote } from './invoice-number.ts';
import { bookedGroups, isProductRow, productOf, productRows, type ProductRow } from './invoice-rows.ts';
import { mapInvoice, type InvoiceRules } from './invoice.ts';
import { decimal } from './money.ts';
import { firstLine } from './plain-text.ts';
import { groupKey, rowsToSend, sum, type BookedGroup, type SentRow } from './rows.ts';
import type { Blocker } from './texts.ts';
import { netvisorSums } from './totals.ts';

/** What sending a document now would come to; nothing is sent. */
export interface Preview {
  readonly name: string;
  readonly blockers: readonly Blocker[];
  /** What Netvisor does not know yet and would get first. */
  readonly creates: { readonly customer?: string; readonly products: readonly string[] };
  readonly rows: readonly PreviewRow[];
  readonly codes: readonly PreviewCode[];
  readonly total: { readonly odoo: Decimal; readonly netvisor: Decimal; readonly currency: string };
  /** Undefined when something is in the way. */
  readonly document?: SalesInvoice;
  /** What it would be as far as it goes, when something is in the way. */
  readonly draft?: SalesInvoice;
  /** Where `document` carries no key of Netvisor's yet, this stands. */
  readonly placeholder: typeof NOT_YET;
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

/** Stands for a key that Netvisor has not given yet. */
const NOT_YET = 'NEW';

export function previewInvoice(invoice: Invoice, comment: string, rules: InvoiceRules): Preview {
  const rows = productRows(invoice);
  const groups = bookedGroups(invoice, rows);
  const settings = { vatRounding: rules.vatRounding, mayGiveSums: rules.lineSums !== 'never' };
  const sending = rowsToSend(rows, groups, settings);
  const sent: readonly SentRow<ProductRow>[] =
    sending.kind === 'agree' ? sending.rows : rows.map((row) => ({ row }));
  const rounding = rules.vatRounding === 'code' ? 'code' : 'row';
  const codes = groups.map((group) => codeOf(group, sent, rounding));
  const mapping = mapInvoice(withKeys(invoice, rules.ledger), comment, rules);
  const total = decimal(invoice.amount_total).times(isCreditNote(invoice) ? -1 : 1);
  return {
    name: invoice.name ?? '',
    blockers: mapping.kind === 'blocked' ? mapping.blockers : [],
    creates: createsOf(invoice, rules.ledger),
    rows: sent.map(rowOf),
    codes,
    total: {
      odoo: total,
      netvisor: sum(codes.map(({ netvisor }) => netvisor.net.plus(netvisor.vat))),
      currency: invoice.currency_id.name,
    },
    ...(mapping.kind === 'ready' && { document: mapping.document }),
    ...(mapping.kind === 'blocked' && { draft: mapping.draft }),
    placeholder: NOT_YET,
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

function createsOf(invoice: Invoice, ledger: string): Preview['creates'] {
  const { commercial_partner_id: customer } = invoice;
  const products = invoice.invoice_line_ids.filter(isProductRow).flatMap((line) => {
    const product = productOf(invoice, line);
    return product && !product.x_netvisor_keys[ledger] ? [product.default_code ?? product.name] : [];
  });
  return {
    ...(!customer.x_netvisor_keys[ledger] && { customer: customer.name ?? '' }),
    products: [...new Set(products)],
  };
}

/** As if Netvisor knew the customer and all products, so that the document can be shown. */
function withKeys(invoice: Invoice, ledger: string): Invoice {
  const keyed = <T extends Pick<Product, 'x_netvisor_keys'>>(record: T): T =>
    record.x_netvisor_keys[ledger]
      ? record
      : { ...record, x_netvisor_keys: { ...record.x_netvisor_keys, [ledger]: NOT_YET } };
  const generic = invoice.company_id.x_netvisor_generic_product;
  return {
    ...invoice,
    commercial_partner_id: keyed(invoice.commercial_partner_id),
    company_id: { ...invoice.company_id, x_netvisor_generic_product: generic && keyed(generic) },
    invoice_line_ids: invoice.invoice_line_ids.map((line) => ({
      ...line,
      product_id: line.product_id && keyed(line.product_id),
    })),
  };
}

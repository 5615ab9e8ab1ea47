import { Decimal } from 'decimal.js';
import type { SalesInvoiceLine, VatCode } from '../netvisor/documents.ts';
import type { Booking, Invoice, InvoiceLine, Product } from '../odoo/models.ts';
import { dimensionShares, type DimensionShare } from './dimensions.ts';
import { isCreditNote } from './invoice-number.ts';
import { cents, decimal } from './money.ts';
import { firstLine } from './plain-text.ts';
import { allocate, groupKey, sum, type BookedGroup, type BookedRow, type SentRow } from './rows.ts';

/** What decides about rows, from settings and company form. */
export interface RowSettings {
  readonly ledger: string;
  /** Odoo account code → Netvisor account number, where they differ. */
  readonly accounts: Readonly<Record<string, string>>;
  /** What Netvisor takes a given row sum for. */
  readonly lineSums: 'net' | 'gross' | 'never';
}

/** A product row, or the part of one that goes to one set of dimensions. */
export interface ProductRow extends BookedRow {
  readonly line: InvoiceLine;
  readonly dimensions: DimensionShare['dimensions'];
}

/** Stands in drafts for what Netvisor does not know yet; a document with it is never ready. */
export const NO_KEY_YET = 'NEW';

export const isProductRow = ({ display_type }: Pick<InvoiceLine, 'display_type'>): boolean =>
  display_type === 'product';

/** Rows as people see them: Odoo hands a relation out in the order of its table. */
export function inOrder(lines: readonly InvoiceLine[]): readonly InvoiceLine[] {
  return [...lines].sort((a, b) => a.sequence - b.sequence || a.id - b.id);
}

/**
 * Product rows with the net that Odoo has booked for each. Signs are Netvisor's: prices positive, quantities
 * negative on credit notes and where Odoo has a negative price (Netvisor sales API, rows and credit notes).
 * Rows whose dimensions cannot be expressed go without; pre-flight has refused those.
 */
export function productRows(invoice: Invoice): readonly ProductRow[] {
  const booked = bookedNets(invoice);
  return inOrder(invoice.invoice_line_ids)
    .filter(isProductRow)
    .flatMap((line) => {
      const [tax] = line.tax_ids;
      const price = decimal(line.price_unit);
      const sign = isCreditNote(invoice) === price.isNegative() ? 1 : -1;
      const quantity = decimal(line.quantity).times(sign);
      const net = booked.get(line.id) ?? new Decimal(0);
      const shares = dimensionShares(line) ?? [{ share: new Decimal(1), dimensions: [] }];
      const nets = allocate(
        net,
        shares.map(({ share }) => net.times(share)),
      );
      return shares.map(({ share, dimensions }, index): ProductRow => ({
        line,
        dimensions,
        priceType: tax?.price_include ? 'gross' : 'net',
        unitPrice: price.abs(),
        quantity: quantity.times(share),
        discount: decimal(line.discount),
        vatCode: tax?.x_netvisor_vat_code ?? '',
        vatPercent: decimal(tax?.amount ?? 0),
        net: nets[index] ?? net,
      }));
    });
}

/**
 * Net of each row as it is in Odoo's books, where global rounding has moved cents between rows, or as it stands
 * on the row where the books show it otherwise (discounts on an account of their own).
 */
export function bookedNets(invoice: BookedInvoice): ReadonlyMap<number, Decimal> {
  const untaxed = decimal(invoice.amount_untaxed).times(isCreditNote(invoice) ? -1 : 1);
  const items = new Map(
    invoice.line_ids.map(({ id, amount_currency }) => [id, decimal(amount_currency).negated()]),
  );
  const rows = invoice.invoice_line_ids.filter(isProductRow);
  const fromBooks = rows.map((line) => items.get(line.id));
  const known = fromBooks.filter((net): net is Decimal => net !== undefined);
  const useBooks = known.length === rows.length && sum(known).equals(untaxed);
  const sign = isCreditNote(invoice) ? -1 : 1;
  return new Map(
    rows.map((line, index) => {
      const own = decimal(line.price_subtotal).times(sign);
      return [line.id, cents(useBooks ? (fromBooks[index] ?? own) : own)];
    }),
  );
}

/** What of a document tells its booked sums. */
export interface BookedInvoice extends Pick<Invoice, 'move_type' | 'amount_untaxed'> {
  readonly invoice_line_ids: readonly Pick<InvoiceLine, 'id' | 'display_type' | 'price_subtotal'>[];
  readonly line_ids: readonly Pick<Booking, 'id' | 'amount_currency' | 'tax_line_id'>[];
}

interface TaxedRow extends Pick<ProductRow, 'vatCode' | 'vatPercent' | 'net'> {
  readonly line: { readonly tax_ids: readonly { readonly id: number }[] };
}

/** Net and VAT that Odoo has booked for each VAT code and percentage, in the order of the rows. */
export function bookedGroups(
  invoice: Pick<BookedInvoice, 'line_ids'>,
  rows: readonly TaxedRow[],
): readonly BookedGroup[] {
  const groups = new Map<
    string,
    { readonly first: TaxedRow; readonly rows: TaxedRow[]; taxes: Set<number> }
  >();
  for (const row of rows) {
    const key = groupKey(row);
    const group = groups.get(key) ?? { first: row, rows: [], taxes: new Set<number>() };
    group.rows.push(row);
    row.line.tax_ids.forEach(({ id }) => group.taxes.add(id));
    groups.set(key, group);
  }
  return [...groups.values()].map(({ first, rows: own, taxes }) => ({
    vatCode: first.vatCode,
    vatPercent: first.vatPercent,
    net: sum(own.map(({ net }) => net)),
    vat: sum(
      invoice.line_ids
        .filter(({ tax_line_id }) => tax_line_id && taxes.has(tax_line_id.id))
        .map(({ amount_currency }) => decimal(amount_currency).negated()),
    ),
  }));
}

/** Product that a row is booked under in Netvisor: its own, or the company's general one. */
export function productOf(invoice: Invoice, line: InvoiceLine): Product | undefined {
  const { x_netvisor_product_mode: mode, x_netvisor_generic_product: generic } = invoice.company_id;
  return mode === 'generic' ? generic : (line.product_id ?? generic);
}

/** All rows for Netvisor in the order of Odoo; sections and notes become comment rows. */
export function invoiceLines(
  invoice: Invoice,
  sent: readonly SentRow<ProductRow>[],
  settings: RowSettings,
): readonly SalesInvoiceLine[] {
  return inOrder(invoice.invoice_line_ids).flatMap((line): SalesInvoiceLine[] => {
    if (isProductRow(line)) {
      return sent
        .filter(({ row }) => row.line.id === line.id)
        .map((part) => ({ productLine: productLine(invoice, part, settings) }));
    }
    const comment = line.name?.trim();
    return comment ? [{ commentLine: { comment } }] : [];
  });
}

function productLine(
  invoice: Invoice,
  { row, given }: SentRow<ProductRow>,
  settings: RowSettings,
): Extract<SalesInvoiceLine, { productLine: unknown }>['productLine'] {
  const { line } = row;
  const product = productOf(invoice, line);
  const text = line.name?.trim() ?? '';
  const more = text.split('\n').slice(1).join('\n').trim();
  const account = accountOf(line, settings.accounts);
  return {
    productIdentifier: { type: 'netvisor', value: product?.x_netvisor_keys[settings.ledger] ?? NO_KEY_YET },
    productName: firstLine(text) || (line.product_id?.name ?? product?.name ?? null),
    productUnitPrice: { type: row.priceType, value: row.unitPrice },
    productVatPercentage: { value: row.vatPercent, vatCode: row.vatCode as VatCode },
    salesInvoiceProductLineQuantity: row.quantity,
    ...(!row.discount.isZero() && { salesInvoiceProductLineDiscountPercentage: row.discount }),
    ...(more && { salesInvoiceProductLineFreeText: more }),
    ...(given && {
      salesInvoiceProductLineVatSum: given.vat,
      salesInvoiceProductLineSum: settings.lineSums === 'gross' ? given.net.plus(given.vat) : given.net,
    }),
    ...(account && { accountingAccountSuggestion: account }),
    ...(row.dimensions.length > 0 && { dimensions: row.dimensions }),
    ...(line.product_uom_id && { productUnitName: line.product_uom_id.name }),
  };
}

/** Netvisor account of a row; undefined when Odoo's has no number that could be one. */
export function accountOf(line: InvoiceLine, accounts: Readonly<Record<string, string>>): string | undefined {
  const code = line.account_id?.code ?? '';
  const account = accounts[code] ?? code;
  return /^\d{1,10}$/.test(account) ? account : undefined;
}

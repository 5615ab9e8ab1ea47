import type { SalesInvoice, SalesInvoiceLine, VatCode } from '../netvisor/documents.ts';
import type { Invoice, InvoiceLine } from '../odoo/models.ts';
import { cents, decimal, shown } from './money.ts';
import { isReferenceNumber, plainReference } from './reference-number.ts';
import { phrase, type Blocker, type Language } from './texts.ts';
import { netvisorSums, VAT_ROUNDINGS, type CalculatedRow, type VatRounding } from './totals.ts';

/** What the settings say about invoices of a connection. */
export interface InvoiceRules {
  readonly language: Language;
  readonly company: number;
  readonly ledger: string;
  readonly journals: Readonly<Record<string, { readonly numberPrefix: string }>>;
  readonly accounts: Readonly<Record<string, string>>;
  /** `unknown`: the invoice must come out right under either rule. */
  readonly vatRounding: VatRounding | 'unknown';
}

export interface MappedInvoice {
  readonly kind: 'ready';
  readonly document: SalesInvoice;
  /** Invoice number in Netvisor. */
  readonly number: string;
  readonly reference: string;
}

export type InvoiceMapping =
  | MappedInvoice
  | { readonly kind: 'blocked'; readonly blockers: readonly Blocker[] }
  /** All is well with the invoice, but Netvisor does not know these records yet. */
  | { readonly kind: 'needs'; readonly customer: boolean; readonly products: readonly number[] };

/**
 * A customer invoice of Odoo as a sales invoice of Netvisor (Netvisor sales API, sales invoice import), or all
 * the reasons at once why it cannot be one. Pure.
 */
export function mapInvoice(invoice: Invoice, comment: string, rules: InvoiceRules): InvoiceMapping {
  const rows = invoice.invoice_line_ids.filter((line) => line.display_type === 'product');
  const reference = plainReference(invoice.payment_reference ?? '');
  const number = netvisorNumber(invoice, rules);
  const blockers = [
    ...headerBlockers(invoice, rows, rules),
    ...rows.flatMap((row, index) => rowBlockers(row, index + 1, rules)),
  ];
  if (blockers.length === 0) blockers.push(...totalBlockers(invoice, rows, rules));
  if (blockers.length > 0) return { kind: 'blocked', blockers };

  const customerKey = invoice.commercial_partner_id.x_netvisor_keys[rules.ledger];
  const unknown = rows.flatMap(({ product_id }) =>
    product_id && !product_id.x_netvisor_keys[rules.ledger] ? [product_id.id] : [],
  );
  if (customerKey === undefined || unknown.length > 0 || number === undefined) {
    return { kind: 'needs', customer: customerKey === undefined, products: [...new Set(unknown)] };
  }

  const shipping = invoice.partner_shipping_id;
  const elsewhere = shipping && shipping.id !== invoice.commercial_partner_id.id;
  const note = plainText(invoice.narration ?? '');
  const document: SalesInvoice = {
    salesInvoiceNumber: Number(number),
    salesInvoiceDate: invoice.invoice_date ?? '',
    ...(invoice.date && { salesInvoiceEventDate: invoice.date }),
    ...(invoice.invoice_date_due && { salesInvoiceDueDate: invoice.invoice_date_due }),
    ...(invoice.delivery_date && { salesInvoiceDeliveryDate: invoice.delivery_date }),
    salesInvoiceReferenceNumber: reference,
    salesInvoiceAmount: decimal(invoice.amount_total),
    salesInvoiceStatus: invoice.company_id.x_netvisor_invoice_status,
    ...(note && { salesInvoiceFreeTextAfterLines: note }),
    ...(invoice.invoice_user_id && { salesInvoiceOurReference: invoice.invoice_user_id.name }),
    ...(invoice.ref && { salesInvoiceYourReference: invoice.ref }),
    salesInvoicePrivateComment: comment,
    invoicingCustomerIdentifier: { type: 'netvisor', value: customerKey },
    ...(elsewhere && {
      ...(shipping.name && { deliveryAddressName: shipping.name }),
      ...(shipping.street && { deliveryAddressLine: shipping.street }),
      ...(shipping.zip && { deliveryAddressPostNumber: shipping.zip }),
      ...(shipping.city && { deliveryAddressTown: shipping.city }),
      ...(shipping.country_id?.code && { deliveryAddressCountryCode: shipping.country_id.code }),
    }),
    invoiceLines: invoice.invoice_line_ids.flatMap((line) => mapLine(line, rules)),
  };
  return { kind: 'ready', document, number, reference };
}

/** Number in Netvisor: the journal's prefix and the digits of Odoo's number. */
export function netvisorNumber(invoice: Invoice, rules: InvoiceRules): string | undefined {
  const rule = rules.journals[invoice.journal_id.code];
  const digits = `${rule?.numberPrefix ?? ''}${(invoice.name ?? '').replace(/\D/g, '')}`;
  return rule && /^[1-9]\d{0,14}$/.test(digits) ? digits : undefined;
}

function headerBlockers(invoice: Invoice, rows: readonly InvoiceLine[], rules: InvoiceRules): Blocker[] {
  const { invoice_payment_term_id: term, company_id: company } = invoice;
  const found: (Blocker | false | undefined)[] = [
    invoice.state !== 'posted' && { reason: 'NotPosted' },
    invoice.move_type !== 'out_invoice' && { reason: 'NotACustomerInvoice' },
    company.id !== rules.company && { reason: 'OtherCompany' },
    !rules.journals[invoice.journal_id.code] && {
      reason: 'JournalWithoutNumberRule',
      it: invoice.journal_id.code,
    },
    rules.journals[invoice.journal_id.code] &&
      !netvisorNumber(invoice, rules) && { reason: 'NumberUnusable', it: invoice.name ?? '' },
    !isReferenceNumber(invoice.payment_reference ?? '') && {
      reason: 'ReferenceInvalid',
      it: invoice.payment_reference ?? '',
    },
    invoice.currency_id.name !== 'EUR' && { reason: 'CurrencyNotCarried', it: invoice.currency_id.name },
    term && (term.line_ids.length > 1 || term.early_discount) && { reason: 'TermsNotCarried', it: term.name },
    invoice.payment_state !== 'not_paid' && invoice.amount_total !== 0 && { reason: 'AlreadyPaid' },
    rows.length === 0 && { reason: 'NoRows' },
    rows.length > 0 && invoice.amount_total === 0 && { reason: 'ZeroTotal' },
    company.x_netvisor_invoice_status === 'unsent' && invoice.is_move_sent && { reason: 'DeliveredByOdoo' },
    company.x_netvisor_invoice_status === 'open' && !invoice.is_move_sent && { reason: 'NotDeliveredByOdoo' },
  ];
  return found.filter((blocker): blocker is Blocker => Boolean(blocker));
}

function rowBlockers(line: InvoiceLine, index: number, rules: InvoiceRules): Blocker[] {
  const row = phrase('row', rules.language, { number: index, name: firstLine(line.name) });
  const [tax, ...more] = line.tax_ids;
  const found: (Blocker | false | undefined)[] = [
    !line.product_id && { reason: 'RowWithoutProduct', it: row },
    line.product_id &&
      !line.product_id.default_code && { reason: 'ProductWithoutCode', it: line.product_id.name },
    !tax && { reason: 'RowWithoutTax', it: row },
    more.length > 0 && { reason: 'RowWithSeveralTaxes', it: row },
    tax && tax.amount_type !== 'percent' && { reason: 'TaxNotCarried', it: tax.name },
    tax && !tax.x_netvisor_vat_code && { reason: 'TaxWithoutVatCode', it: tax.name },
    !accountOf(line, rules) && { reason: 'RowWithoutAccount', it: row },
  ];
  return found.filter((blocker): blocker is Blocker => Boolean(blocker));
}

/** What Netvisor will compute must be Odoo's net and VAT to the cent, or the invoice is refused with both. */
function totalBlockers(invoice: Invoice, rows: readonly InvoiceLine[], rules: InvoiceRules): Blocker[] {
  const net = cents(decimal(invoice.amount_untaxed));
  const vat = cents(decimal(invoice.amount_tax));
  const calculated = rows.map(calculatedRow);
  const roundings = rules.vatRounding === 'unknown' ? VAT_ROUNDINGS : [rules.vatRounding];
  const other = roundings
    .map((rounding) => netvisorSums(calculated, rounding))
    .find((sums) => !sums.net.equals(net) || !sums.vat.equals(vat));
  if (other === undefined) return [];
  const it = phrase('sums', rules.language, {
    odoo: `${shown(net)} + ${shown(vat)}`,
    netvisor: `${shown(other.net)} + ${shown(other.vat)}`,
  });
  return [{ reason: 'RoundingDiffers', it }];
}

/** Netvisor wants positive prices: the sign moves to the quantity. */
function calculatedRow(line: InvoiceLine): CalculatedRow {
  const [tax] = line.tax_ids;
  const price = decimal(line.price_unit);
  return {
    priceType: tax?.price_include ? 'gross' : 'net',
    unitPrice: price.abs(),
    quantity: price.isNegative() ? decimal(line.quantity).negated() : decimal(line.quantity),
    discount: decimal(line.discount),
    vatCode: tax?.x_netvisor_vat_code ?? '',
    vatPercent: decimal(tax?.amount ?? 0),
  };
}

function mapLine(line: InvoiceLine, rules: InvoiceRules): SalesInvoiceLine[] {
  const text = line.name?.trim() ?? '';
  if (line.display_type !== 'product') return text ? [{ commentLine: { comment: text } }] : [];
  const row = calculatedRow(line);
  const more = text.split('\n').slice(1).join('\n').trim();
  const account = accountOf(line, rules);
  return [
    {
      productLine: {
        productIdentifier: { type: 'netvisor', value: line.product_id?.x_netvisor_keys[rules.ledger] ?? '' },
        productName: firstLine(text) || (line.product_id?.name ?? null),
        productUnitPrice: { type: row.priceType, value: row.unitPrice },
        productVatPercentage: { value: row.vatPercent, vatCode: row.vatCode as VatCode },
        salesInvoiceProductLineQuantity: row.quantity,
        ...(!row.discount.isZero() && { salesInvoiceProductLineDiscountPercentage: row.discount }),
        ...(more && { salesInvoiceProductLineFreeText: more }),
        ...(account && { accountingAccountSuggestion: account }),
        ...(line.product_uom_id && { productUnitName: line.product_uom_id.name }),
      },
    },
  ];
}

function accountOf(line: InvoiceLine, rules: InvoiceRules): string | undefined {
  const code = line.account_id?.code ?? '';
  const account = rules.accounts[code] ?? code;
  return /^\d{1,10}$/.test(account) ? account : undefined;
}

const firstLine = (text: string | undefined): string => (text ?? '').trim().split('\n')[0] ?? '';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Text of Odoo's HTML: paragraphs become lines, tags go, entities are read once. */
export function plainText(html: string): string {
  return html
    .replace(/<\/(p|div|li|h\d)>|<br\s*\/?>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot|apos|nbsp));/gi,
      (_, hex: string, dec: string, name: string) =>
        name ? (ENTITIES[name.toLowerCase()] ?? '') : characterOf(hex ? parseInt(hex, 16) : Number(dec)),
    )
    .replace(/\n{2,}/g, '\n')
    .trim();
}

/** A number that is no character becomes the mark for that, which Netvisor's character set then refuses by name. */
function characterOf(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

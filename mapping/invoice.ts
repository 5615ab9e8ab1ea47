import type { SalesInvoice } from '../netvisor/documents.ts';
import type { Invoice } from '../odoo/models.ts';
import { currencyRate } from './currency.ts';
import { isCreditNote, netvisorNumber } from './invoice-number.ts';
import {
  bookedGroups,
  invoiceLines,
  isProductRow,
  NO_KEY_YET,
  productOf,
  productRows,
  type ProductRow,
  type RowSettings,
} from './invoice-rows.ts';
import { decimal, shown } from './money.ts';
import { plainText } from './plain-text.ts';
import { preflight, type PreflightRules } from './preflight.ts';
import { plainReference } from './reference-number.ts';
import { groupKey, rowsToSend, type BookedGroup, type RowRules, type SentRow } from './rows.ts';
import { isPaid } from './settlements.ts';
import { termsOf } from './terms.ts';
import { phrase, type Blocker, type Language } from './texts.ts';

/** What the settings say about invoices of a connection. */
export interface InvoiceRules extends PreflightRules, RowSettings {
  readonly vatRounding: RowRules['vatRounding'];
}

/** The message's product rows, as far as they go, and what Odoo has booked for each VAT code. */
interface Mapped {
  readonly rows: readonly SentRow<ProductRow>[];
  readonly groups: readonly BookedGroup[];
}

export interface MappedInvoice extends Mapped {
  readonly kind: 'ready';
  readonly document: SalesInvoice;
  /** Invoice number in Netvisor; undefined where Netvisor numbers. */
  readonly number?: string;
  /** Undefined on credit notes: Netvisor makes one. */
  readonly reference?: string;
}

export type InvoiceMapping =
  | MappedInvoice
  | (Mapped & {
      readonly kind: 'blocked';
      readonly blockers: readonly Blocker[];
      readonly draft: SalesInvoice;
    })
  /** All is well with the invoice, but Netvisor does not know these records yet. */
  | (Mapped & {
      readonly kind: 'needs';
      readonly customer: boolean;
      readonly products: readonly number[];
      readonly draft: SalesInvoice;
    });

/**
 * A customer invoice or credit note of Odoo as a sales invoice of Netvisor (Netvisor sales API, sales invoice
 * import), or all the reasons at once why it cannot be one. Where it is not ready there is a draft of the message,
 * whose texts can be checked all the same. Pure.
 */
export function mapInvoice(invoice: Invoice, comment: string, rules: InvoiceRules): InvoiceMapping {
  const plain = productRows(invoice);
  const groups = bookedGroups(invoice, plain);
  const sent = rowsToSend(plain, groups, {
    vatRounding: rules.vatRounding,
    mayGiveSums: rules.lineSums !== 'never',
  });
  const rows = sent.kind === 'agree' ? sent.rows : plain.map((row) => ({ row }));
  const document = documentOf(invoice, rows, comment, rules);
  const blocked = (...blockers: readonly Blocker[]): InvoiceMapping => ({
    kind: 'blocked',
    blockers,
    draft: document,
    rows,
    groups,
  });
  const blockers = preflight(invoice, rules);
  if (blockers.length > 0) return blocked(...blockers);
  if (sent.kind === 'differ') return blocked(roundingDiffers(sent));
  const wrong = totalsDiffer(invoice, groups);
  if (wrong) return blocked(wrong);

  const customer = invoice.commercial_partner_id.x_netvisor_keys[rules.ledger] === undefined;
  const products = unknownProducts(invoice, rules.ledger);
  if (customer || products.length > 0)
    return { kind: 'needs', customer, products, draft: document, rows, groups };
  const number = numberOf(invoice, rules);
  const reference = referenceOf(invoice);
  return {
    kind: 'ready',
    document,
    rows,
    groups,
    ...(number && { number }),
    ...(reference && { reference }),
  };
}

const numberOf = (invoice: Invoice, { numbering, journals }: InvoiceRules): string | undefined =>
  numbering === 'odoo' ? netvisorNumber(invoice, journals) : undefined;

const referenceOf = ({ payment_reference }: Invoice): string | undefined =>
  payment_reference && plainReference(payment_reference);

function documentOf(
  invoice: Invoice,
  rows: readonly SentRow<ProductRow>[],
  comment: string,
  rules: InvoiceRules,
): SalesInvoice {
  const number = numberOf(invoice, rules);
  const reference = referenceOf(invoice);
  const customerKey = invoice.commercial_partner_id.x_netvisor_keys[rules.ledger] ?? NO_KEY_YET;
  return {
    ...(number !== undefined && { salesInvoiceNumber: Number(number) }),
    ...headerOf(invoice),
    ...(reference && { salesInvoiceReferenceNumber: reference }),
    salesInvoicePrivateComment: comment,
    invoicingCustomerIdentifier: { type: 'netvisor', value: customerKey },
    ...deliveryOf(invoice),
    ...termsOf(invoice),
    invoiceLines: invoiceLines(invoice, rows, rules),
  };
}

function headerOf(invoice: Invoice): Omit<SalesInvoice, 'invoiceLines' | 'invoicingCustomerIdentifier'> {
  const { company_id: company, currency_id: currency } = invoice;
  const note = plainText(invoice.narration ?? '');
  const credited = isCreditNote(invoice) ? invoice.reversed_entry_id?.name : undefined;
  const ourReference = [invoice.invoice_origin, invoice.invoice_user_id?.name].filter(Boolean).join(', ');
  const rate = currency.name === 'EUR' ? undefined : currencyRate(invoice);
  return {
    salesInvoiceDate: invoice.invoice_date ?? '',
    ...(invoice.date && { salesInvoiceEventDate: invoice.date }),
    ...(invoice.delivery_date && { salesInvoiceDeliveryDate: invoice.delivery_date }),
    // Empty: Netvisor adds up the rows itself, so that what it shows later is its own sum and proves something.
    salesInvoiceAmount: rate ? { value: null, iso4217CurrencyCode: currency.name, currencyRate: rate } : null,
    salesInvoiceStatus: company.x_netvisor_invoice_status,
    ...(credited && {
      salesInvoiceFreeTextBeforeLines: phrase('credited', { number: credited })[languageOf(invoice)],
    }),
    ...(note && { salesInvoiceFreeTextAfterLines: note }),
    ...(ourReference && { salesInvoiceOurReference: ourReference }),
    ...(invoice.ref && { salesInvoiceYourReference: invoice.ref }),
    ...(invoice.invoice_incoterm_id?.code && { deliveryTerm: invoice.invoice_incoterm_id.code }),
    ...(isPaid(invoice) && !isCreditNote(invoice) && { expectPartialPayments: true }),
    ...(company.x_netvisor_overdue_interest > 0 && {
      overrideRateOfOverdue: decimal(company.x_netvisor_overdue_interest),
    }),
  };
}

/** The customer's, for texts that the customer reads. */
function languageOf({ commercial_partner_id: { lang } }: Invoice): Language {
  return lang?.startsWith('fi') ? 'fi' : lang?.startsWith('sv') ? 'sv' : 'en';
}

/** Delivery address as it goes along; nothing where it is the customer's own. */
export function deliveryOf({ partner_shipping_id: shipping, commercial_partner_id: customer }: Invoice) {
  if (!shipping || shipping.id === customer.id) return {};
  return {
    ...(shipping.name && { deliveryAddressName: shipping.name }),
    ...(shipping.street && { deliveryAddressLine: shipping.street }),
    ...(shipping.zip && { deliveryAddressPostNumber: shipping.zip }),
    ...(shipping.city && { deliveryAddressTown: shipping.city }),
    ...(shipping.country_id?.code && { deliveryAddressCountryCode: shipping.country_id.code }),
  };
}

function unknownProducts(invoice: Invoice, ledger: string): readonly number[] {
  const unknown = invoice.invoice_line_ids.filter(isProductRow).flatMap((line) => {
    const product = productOf(invoice, line);
    return product && !product.x_netvisor_keys[ledger] ? [product.id] : [];
  });
  return [...new Set(unknown)];
}

function roundingDiffers({
  group,
  netvisor,
}: {
  readonly group: BookedGroup;
  readonly netvisor: Pick<BookedGroup, 'net' | 'vat'>;
}): Blocker {
  const it = phrase('sums', {
    code: groupKey(group),
    odoo: `${shown(group.net)} + ${shown(group.vat)}`,
    netvisor: `${shown(netvisor.net)} + ${shown(netvisor.vat)}`,
  });
  return { reason: 'RoundingDiffers', it };
}

/** What the rows and taxes of Odoo add up to must be what its header says; else something here is not understood. */
function totalsDiffer(invoice: Invoice, groups: readonly BookedGroup[]): Blocker | undefined {
  const sign = isCreditNote(invoice) ? -1 : 1;
  const booked = groups.reduce((total, { net, vat }) => total.plus(net).plus(vat), decimal(0));
  const total = decimal(invoice.amount_total).times(sign);
  if (booked.equals(total)) return undefined;
  const it = phrase('sums', { code: '', odoo: shown(total), netvisor: shown(booked) });
  return { reason: 'RoundingDiffers', it };
}

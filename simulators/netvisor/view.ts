import { createHash } from 'node:crypto';
import type { Decimal } from 'decimal.js';
import type { DeletedDocument, InvoiceLine, RegisterRecord, SalesInvoice, SalesPayment } from './records.ts';
import type { NetvisorSimSettings } from './settings.ts';
import { inEuros, openSum } from './settlement.ts';
import type { Context, NetvisorStore } from './store.ts';
import { currentStage } from './resources/salesinvoice-list.ts';

/** Figures about the calls since the start or the last reset. */
export interface NetvisorSimCounters {
  readonly calls: number;
  readonly booked: number;
  readonly maxConcurrent: number;
  readonly overlaps: number;
}

/**
 * The whole state as JSON-ready data. Sums are decimal texts with a point and two decimals, in the
 * document's currency except `invoiceSumEur` and `openSum`; days are YYYY-MM-DD, moments ISO 8601 in UTC.
 */
export type NetvisorSimState = ReturnType<typeof stateView>;

export function stateView(
  context: Context,
  settings: Readonly<NetvisorSimSettings>,
  counters: NetvisorSimCounters,
) {
  const { store } = context;
  return {
    customers: [...store.customers.values()].map(customerView),
    products: [...store.products.values()].map(productView),
    salesInvoices: [...store.invoices.values()].map((invoice) => invoiceView(invoice, context)),
    salesPayments: [...store.payments.values()].map(paymentView),
    deletedSalesInvoices: store.deleted.filter(({ kind }) => kind !== 'payment').map(deletedView),
    deletedSalesPayments: store.deleted.filter(({ kind }) => kind === 'payment').map(deletedView),
    dimensions: dimensionView(store),
    customerGroups: [...store.openLists.customerGroups],
    productGroups: [...store.openLists.productGroups],
    units: [...store.openLists.units],
    warnings: [...store.warnings],
    settings: { ...settings },
    counters,
  };
}

function paymentView(payment: SalesPayment) {
  return {
    ...payment,
    sum: cents(payment.sum),
    sumEur: cents(payment.sumEur),
    voucher: { ...payment.voucher },
    createdAt: payment.createdAt.toISOString(),
    modifiedAt: payment.modifiedAt.toISOString(),
  };
}

function deletedView(document: DeletedDocument) {
  return { ...document, at: document.at.toISOString() };
}

function customerView(record: RegisterRecord) {
  return {
    ...registerView(record),
    code: record.values.internalidentifier ?? '',
    name: record.values.name ?? '',
    businessId: record.values.externalidentifier ?? '',
  };
}

function productView(record: RegisterRecord) {
  return {
    ...registerView(record),
    code: record.values.productcode ?? '',
    name: record.values.name ?? '',
    unitPrice: record.values.unitprice ?? '',
    unitPriceType: record.attributes['unitprice@type'] ?? '',
  };
}

function registerView(record: RegisterRecord) {
  return {
    netvisorKey: record.netvisorKey,
    values: { ...record.values },
    attributes: { ...record.attributes },
    dimensions: record.dimensions.map((link) => ({ ...link })),
    tags: record.tags.map((tag) => ({ ...tag })),
    createdAt: record.createdAt.toISOString(),
    modifiedAt: record.modifiedAt.toISOString(),
  };
}

function invoiceView(invoice: SalesInvoice, context: Context) {
  const { content } = invoice;
  const { header } = content;
  return {
    netvisorKey: invoice.netvisorKey,
    kind: content.kind,
    number: invoice.number,
    date: content.date,
    dueDate: content.dueDate,
    terms: { ...content.terms },
    deliveryDate: header.salesinvoicedeliverydate ?? '',
    status: invoice.status,
    stage: currentStage(invoice, context),
    referenceNumber: invoice.referenceNumber,
    customerKey: content.customerKey,
    customerCode: content.customerCode,
    customerName: content.customerName,
    customerDetails: { ...content.customerDetails },
    privateComment: header.salesinvoiceprivatecomment ?? '',
    ourReference: header.salesinvoiceourreference ?? '',
    yourReference: header.salesinvoiceyourreference ?? '',
    currency: content.currency,
    currencyRate: content.currencyRate.toString(),
    lines: content.lines.map(lineView),
    net: cents(content.net),
    vat: cents(content.vat),
    gross: cents(content.gross),
    vatByCode: content.vatByCode.map((group) => ({
      vatCode: group.vatCode,
      percentage: group.percentage.toString(),
      net: cents(group.net),
      vat: cents(group.vat),
      gross: cents(group.gross),
    })),
    invoiceSum: cents(content.invoiceSum),
    invoiceSumEur: cents(content.invoiceSumEur),
    openSum: cents(inEuros(openSum(invoice, context.settings), content)),
    openCurrencySum: cents(openSum(invoice, context.settings)),
    settlements: invoice.settlements.map((one) => ({ ...one, amount: cents(one.amount) })),
    voucher: invoice.voucher === null ? null : { ...invoice.voucher },
    voucherLines: content.voucherLines,
    accrual: content.accrual,
    accrualRule: content.accrualRule,
    attachments: content.attachments.map(({ documentData, ...attachment }) => {
      const bytes = Buffer.from(documentData, 'base64');
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { ...attachment, bytes: bytes.length, sha256 };
    }),
    customTags: content.customTags.map((tag) => ({ ...tag })),
    /** All header values by element name, attributes as `element@attribute`. */
    header: { ...header },
    createdAt: invoice.createdAt.toISOString(),
    modifiedAt: invoice.modifiedAt.toISOString(),
    events: invoice.events.map((event) => ({ at: event.at.toISOString(), what: event.what })),
  };
}

function lineView(line: InvoiceLine) {
  switch (line.kind) {
    case 'comment':
      return { ...line };
    case 'sub':
      return { ...line, values: { ...line.values } };
    case 'product':
      return {
        ...line,
        unitPrice: line.unitPrice.toString(),
        unitPurchasePrice: line.unitPurchasePrice.toString(),
        quantity: line.quantity.toString(),
        discountPercentage: line.discountPercentage.toString(),
        vatPercentage: line.vatPercentage.toString(),
        provisionPercentage: line.provisionPercentage.toString(),
        net: cents(line.net),
        vat: cents(line.vat),
        gross: cents(line.gross),
        dimensions: line.dimensions.map((link) => ({ ...link })),
      };
  }
}

function dimensionView(store: NetvisorStore) {
  return store.dimensions.list().map(({ netvisorKey, name, visibility, items }) => {
    const all = [...items.values()];
    const hidden = all.filter((item) => item.visibility === 'hidden');
    return {
      netvisorKey,
      name,
      visibility,
      items: all.map((item) => item.name),
      hiddenItems: hidden.map((item) => item.name),
    };
  });
}

function cents(value: Decimal): string {
  return value.toFixed(2);
}

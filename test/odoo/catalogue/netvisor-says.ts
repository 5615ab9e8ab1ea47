import { Decimal } from 'decimal.js';
import type { NetvisorSimState } from '../../../simulators/netvisor/view.ts';
import { inWords, row, Sums, text, type Says } from './says.ts';

type NetvisorInvoice = NetvisorSimState['salesInvoices'][number];
type ProductLine = Extract<NetvisorInvoice['lines'][number], { kind: 'product' }>;

/** `parts`: how many rows of Netvisor belong to one of Odoo; see {@link partsOf}. */
export function netvisorSays(
  invoice: NetvisorInvoice,
  customers: NetvisorSimState['customers'],
  parts: readonly number[],
): Says {
  const { header, terms } = invoice;
  const buyer = customers.find(({ netvisorKey }) => netvisorKey === invoice.customerKey);
  const address = ['name', 'line', 'postnumber', 'town', 'countrycode'].map(
    (part) => header[`deliveryaddress${part}`],
  );
  const [byAccount, byDimension] = [new Sums(), new Sums()];
  for (const line of invoice.lines) {
    if (line.kind !== 'product') continue;
    byAccount.add(line.accountNumber, new Decimal(line.net));
    if (line.dimensions.length > 0) byDimension.add(dimensionsOf(line), new Decimal(line.net));
  }
  return {
    number: invoice.number,
    days: {
      date: invoice.date,
      event: text(header['salesinvoiceeventdate']),
      due: invoice.dueDate,
      delivery: invoice.deliveryDate,
    },
    terms: terms.cashDiscount
      ? `${terms.netDays} net, ${terms.cashDiscount} % in ${terms.cashDiscountDays}`
      : '',
    // Without one in the message Netvisor makes its own.
    reference: header['salesinvoicereferencenumber'] ? invoice.referenceNumber : '',
    ourReference: invoice.ourReference,
    yourReference: invoice.yourReference,
    credits: text(header['salesinvoicefreetextbeforelines']).split(' ').at(-1) ?? '',
    note: inWords(text(header['salesinvoicefreetextafterlines'])),
    buyer: {
      code: buyer?.code ?? '',
      name: buyer?.name ?? '',
      street: buyer?.values['streetaddress'] ?? '',
      zip: buyer?.values['postnumber'] ?? '',
      city: buyer?.values['city'] ?? '',
      country: buyer?.values['country'] ?? '',
    },
    deliverTo: address.some(Boolean) ? row(...address) : '',
    deliveryTerm: text(header['deliveryterm']),
    currency: invoice.currency,
    total: invoice.invoiceSum,
    totalInEuros: invoice.invoiceSumEur,
    vat: Object.fromEntries(
      invoice.vatByCode.map(({ vatCode, percentage, net, vat }) => [
        `${vatCode} ${percentage}`,
        `${net} + ${vat}`,
      ]),
    ),
    netByAccount: byAccount.shown(),
    netByDimension: byDimension.shown(),
    rows: together(invoice.lines, parts),
  };
}

/** Rows that were split between dimensions, put together again. */
function together(lines: NetvisorInvoice['lines'], parts: readonly number[]): readonly string[] {
  let at = 0;
  const taken = parts.map((count) => lines.slice(at, (at += count)));
  // What is left over belongs to no row, and shows as a row too many.
  return [...taken, lines.slice(at)]
    .filter((group) => group.length > 0)
    .map((group) => {
      const [first] = group;
      if (first?.kind !== 'product') return first?.kind === 'comment' ? first.comment : 'a sub-row';
      const own = group.filter((line): line is ProductLine => line.kind === 'product');
      const same = new Set(own.map((line) => whatOf(line)));
      if (same.size > 1) return `parts of several rows: ${[...same].join(' / ')}`;
      const quantity = own.reduce((sum, line) => sum.plus(line.quantity), new Decimal(0));
      return row(
        first.productCode,
        first.name,
        first.freeText,
        quantity.toString(),
        first.unitPrice,
        first.discountPercentage,
        `${first.vatCode} ${first.vatPercentage}`,
        first.accountNumber,
        // Without one in the message Netvisor takes its product's.
        'productunitname' in first.values ? first.unitName : '',
        own.map(dimensionsOf).join('; '),
      );
    });
}

const whatOf = (line: ProductLine): string =>
  row(line.productCode, line.name, line.freeText, line.unitPrice, line.discountPercentage, line.vatCode);

const dimensionsOf = ({ dimensions }: ProductLine): string =>
  dimensions
    .map(({ name, item }) => `${name}: ${item}`)
    .toSorted()
    .join(' + ');

import { Decimal } from 'decimal.js';
import type { NetvisorSimState } from '../../../simulators/netvisor/view.ts';
import type { Booked } from './books.ts';
import type { Values } from './desk.ts';
import { ACCOUNTS, JOURNALS } from './sending.ts';

/**
 * What a document says in Netvisor's words, signs and order, told by one side alone: sums with two decimals, other
 * numbers the shortest decimal, days `YYYY-MM-DD`, empty where it says nothing.
 */
export interface Says {
  readonly number: string;
  readonly days: Readonly<Record<'date' | 'event' | 'due' | 'delivery', string>>;
  /** Net days, days and percent of the cash discount. */
  readonly terms: string;
  readonly reference: string;
  readonly ourReference: string;
  readonly yourReference: string;
  readonly credits: string;
  readonly note: string;
  readonly buyer: Readonly<Record<string, string>>;
  readonly deliverTo: string;
  readonly currency: string;
  readonly total: string;
  readonly totalInEuros: string;
  /** Net + VAT by VAT code and percentage. */
  readonly vat: Readonly<Record<string, string>>;
  readonly netByAccount: Readonly<Record<string, string>>;
  readonly netByDimension: Readonly<Record<string, string>>;
  /** Product, text, quantity, price, discount, VAT, account, unit, dimensions; or the comment. */
  readonly rows: readonly string[];
}

type NetvisorInvoice = NetvisorSimState['salesInvoices'][number];
type ProductLine = Extract<NetvisorInvoice['lines'][number], { kind: 'product' }>;

const text = (value: unknown): string =>
  value === false || value === undefined || value === null ? '' : String(value);
const decimal = (value: unknown): Decimal => new Decimal(Number(value));
const row = (...parts: readonly unknown[]): string => parts.map(text).join(' | ');
/** Characters that Netvisor's character set lacks, and how they are spelled there. */
const SPELLINGS = { '“': '"', '”': '"', '–': '-', '…': '...', Ł: 'L', ź: 'z' } as const;
const spelled = (value: unknown): string =>
  Object.entries(SPELLINGS).reduce((done, [from, to]) => done.replaceAll(from, to), text(value));
const inWords = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .split(/\s+/)
    .filter(Boolean)
    .join(' ');

class Sums {
  readonly #sums = new Map<string, Decimal>();
  add(key: string, value: Decimal): void {
    this.#sums.set(key, (this.#sums.get(key) ?? new Decimal(0)).plus(value));
  }
  get(key: string): Decimal {
    return this.#sums.get(key) ?? new Decimal(0);
  }
  shown(): Record<string, string> {
    return Object.fromEntries([...this.#sums].map(([key, value]) => [key, value.toFixed(2)]));
  }
}

/** Shares of a row by the accounts that each goes to; what is left over goes nowhere. */
function sharesOf(booked: Booked, line: Values): readonly (readonly [accounts: string, share: Decimal])[] {
  const shares = Object.entries((line['analytic_distribution'] || {}) as Record<string, number>).map(
    ([key, percent]) =>
      [key.split(',').map(booked.analytic).toSorted().join(' + '), decimal(percent).div(100)] as const,
  );
  const left = shares.reduce((rest, [, share]) => rest.minus(share), new Decimal(1));
  return left.isZero() ? shares : [...shares, ['', left] as const];
}

/** How many rows in Netvisor each row of Odoo becomes, in order. */
export const partsOf = (booked: Booked): readonly number[] =>
  documentRows(booked).map((line) =>
    line['display_type'] === 'product' ? sharesOf(booked, line).length : 1,
  );

function accountOf(booked: Booked, line: Values): string {
  const code = booked.named('account.account', line['account_id']);
  return ACCOUNTS[code] ?? code;
}

const TEXTS = ['line_section', 'line_subsection', 'line_note'];
const documentRows = ({ lines }: Booked): Values[] =>
  lines.filter(({ display_type: type }) => type === 'product' || TEXTS.includes(String(type)));

export function odooSays(booked: Booked): Says {
  const { move, customer, shipping, term } = booked;
  const credit = move['move_type'] === 'out_refund';
  const sign = credit ? -1 : 1;
  const { numberPrefix = '', creditNotePrefix = '' } = JOURNALS[booked.journal] ?? {};
  const [net, vat] = [new Sums(), new Sums()];
  const [byAccount, byDimension] = [new Sums(), new Sums()];
  const codeOf = (id: unknown): string => {
    const { code, percent } = booked.taxOf(id);
    return `${code} ${percent}`;
  };
  for (const line of booked.lines) {
    const amount = decimal(line['amount_currency']).negated();
    if (line['display_type'] === 'product') {
      const [tax] = line['tax_ids'] as readonly number[];
      net.add(codeOf(tax), amount);
      byAccount.add(accountOf(booked, line), amount);
      for (const [accounts, share] of sharesOf(booked, line)) {
        if (accounts !== '') byDimension.add(accounts, amount.times(share));
      }
    } else if (line['tax_line_id']) vat.add(codeOf(line['tax_line_id']), amount);
  }
  const days = (from: unknown, to: unknown): number =>
    (Date.parse(String(to)) - Date.parse(String(from))) / 86_400_000;
  return {
    number: `${credit ? creditNotePrefix : numberPrefix}${text(move['name']).replace(/\D/g, '')}`,
    days: {
      date: text(move['invoice_date']),
      event: text(move['date']),
      due: text(move['invoice_date_due']),
      delivery: text(move['delivery_date']),
    },
    terms: term?.['early_discount']
      ? `${days(move['invoice_date'], move['invoice_date_due'])} net, ${text(term['discount_percentage'])} % in ${text(term['discount_days'])}`
      : '',
    // The international form holds the Finnish one.
    reference: text(move['payment_reference']).replace(/^RF\d\d/, ''),
    ourReference: [text(move['invoice_origin']), booked.salesperson].filter(Boolean).join(', '),
    yourReference: spelled(move['ref']),
    credits: booked.original,
    note: inWords(text(move['narration'])),
    buyer: {
      code: `ODOO-${text(customer['id'])}`,
      name: text(customer['name']),
      street: text(customer['street']),
      zip: text(customer['zip']),
      city: text(customer['city']),
      country: text(customer['country']),
    },
    deliverTo: shipping
      ? row(...['name', 'street', 'zip', 'city', 'country'].map((field) => shipping[field]))
      : '',
    currency: booked.currency,
    total: decimal(move['amount_total']).times(sign).toFixed(2),
    totalInEuros: decimal(move['amount_total_signed']).toFixed(2),
    vat: Object.fromEntries(
      Object.entries(net.shown()).map(([code, sum]) => [code, `${sum} + ${vat.get(code).toFixed(2)}`]),
    ),
    netByAccount: byAccount.shown(),
    netByDimension: byDimension.shown(),
    rows: documentRows(booked).map((line) => {
      const [title, ...more] = text(line['name']).split('\n');
      if (line['display_type'] !== 'product') return text(line['name']);
      const [tax] = line['tax_ids'] as readonly number[];
      const turned = decimal(line['price_unit']).isNegative();
      return row(
        booked.named('product.product', line['product_id']),
        title,
        more.join('\n'),
        decimal(line['quantity'])
          .times(sign * (turned ? -1 : 1))
          .toString(),
        decimal(line['price_unit']).abs().toString(),
        decimal(line['discount']).toString(),
        codeOf(tax),
        accountOf(booked, line),
        booked.named('uom.uom', line['product_uom_id']),
        sharesOf(booked, line)
          .map(([accounts]) => accounts)
          .join('; '),
      );
    }),
  };
}

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
        first.unitName,
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

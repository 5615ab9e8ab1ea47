import { Decimal } from 'decimal.js';
import type { Booked } from './books.ts';
import type { Values } from './desk.ts';
import { inWords, row, Sums, text, type Says } from './says.ts';
import { ACCOUNTS, JOURNALS } from './sending.ts';

const decimal = (value: unknown): Decimal => new Decimal(Number(value));
/** Characters that Netvisor's character set lacks, and how they are spelled there. */
const SPELLINGS = { '“': '"', '”': '"', '–': '-', '…': '...', Ł: 'L', ź: 'z' } as const;
const spelled = (value: unknown): string =>
  Object.entries(SPELLINGS).reduce((done, [from, to]) => done.replaceAll(from, to), text(value));

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
    deliveryTerm: booked.incoterm,
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

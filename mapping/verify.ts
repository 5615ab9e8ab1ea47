import { Decimal } from 'decimal.js';
import type { SalesInvoiceDetails } from '../netvisor/sales-invoice-replies.ts';
import type { InvoiceSums } from '../odoo/invoice-sums.ts';
import { isCreditNote } from './invoice-number.ts';
import { bookedGroups, bookedNets, isProductRow } from './invoice-rows.ts';
import { cents, decimal, shown } from './money.ts';
import { groupKey, sum, type BookedGroup, type RowRules } from './rows.ts';
import { joined, phrase, type Texts } from './texts.ts';

/** Sums that are not the same on both sides. */
export interface Difference {
  /** VAT code and percentage; undefined for the total. */
  readonly code?: string;
  readonly odoo: string;
  readonly netvisor: string;
}

type NetAndVat = Pick<BookedGroup, 'net' | 'vat'>;

/**
 * Compares what Odoo has booked with what Netvisor computed: net and VAT for each VAT code and percentage, the
 * total, and in a foreign currency the total in euro. Empty when all agree. Pure.
 */
export function compareSums(
  invoice: InvoiceSums,
  netvisor: SalesInvoiceDetails,
  vatRounding: RowRules['vatRounding'],
): readonly Difference[] {
  const rows = bookedRows(invoice);
  const booked = new Map(bookedGroups(invoice, rows).map((group) => [groupKey(group), group]));
  const computed = rowsByCode(netvisor);
  const codes = [...new Set([...booked.keys(), ...computed.keys()])];
  const differences = codes.flatMap((code): Difference[] => {
    const own = booked.get(code) ?? NOTHING;
    const theirs = computed.get(code) ?? [];
    const asRows = addUp(theirs);
    const [tax] = rows.find((row) => groupKey(row) === code)?.line.tax_ids ?? [];
    const readings =
      vatRounding === 'row' ? [asRows] : [asRows, roundedOnce(theirs, asRows, tax?.price_include ?? false)];
    if (readings.some((reading) => equal(reading, own))) return [];
    return [{ code, odoo: netAndVat(own), netvisor: netAndVat(asRows) }];
  });
  return [...differences, ...totalDiffers(invoice, netvisor)];
}

/** Both figures of each difference, for the person. */
export function differencesText(differences: readonly Difference[]): Texts {
  const texts = differences.map(({ code, odoo, netvisor }) =>
    phrase('sums', { code: code ?? phrase('total', {}), odoo, netvisor }),
  );
  return joined(texts, '; ');
}

/** Rows with the net in Odoo's books; negative on credit notes, as in Netvisor. */
function bookedRows(invoice: InvoiceSums) {
  const nets = bookedNets(invoice);
  return invoice.invoice_line_ids.filter(isProductRow).map((line) => {
    const [tax] = line.tax_ids;
    return {
      line,
      vatCode: tax?.x_netvisor_vat_code ?? '',
      vatPercent: decimal(tax?.amount ?? 0),
      net: nets.get(line.id) ?? new Decimal(0),
    };
  });
}

interface ComputedRow extends NetAndVat {
  readonly percent: Decimal;
}

/** Netvisor's rows for each VAT code and percentage. */
function rowsByCode({ invoiceLines }: SalesInvoiceDetails): ReadonlyMap<string, readonly ComputedRow[]> {
  const found = new Map<string, ComputedRow[]>();
  for (const line of invoiceLines) {
    if (!('productLine' in line)) continue;
    const {
      vatCode,
      productVatPercentage: percent,
      salesInvoiceProductLineVatSum: vat,
      salesInvoiceProductLineSum: gross,
    } = line.productLine;
    const key = groupKey({ vatCode: vatCode === '-' ? 'NONE' : (vatCode ?? ''), vatPercent: percent });
    found.set(key, [...(found.get(key) ?? []), { percent, net: gross.minus(vat), vat }]);
  }
  return found;
}

const addUp = (rows: readonly NetAndVat[]): NetAndVat => ({
  net: sum(rows.map(({ net }) => net)),
  vat: sum(rows.map(({ vat }) => vat)),
});

/**
 * The VAT of a code rounded once. Netvisor's rows do not say whether it rounds on each row or once for a code, so,
 * unless the settings say that it is on each row, either reading may agree: the total, which is Netvisor's own,
 * then tells of them all.
 */
function roundedOnce(
  rows: readonly ComputedRow[],
  { net, vat }: NetAndVat,
  pricesAreGross: boolean,
): NetAndVat {
  const percent = rows[0]?.percent ?? new Decimal(0);
  if (!pricesAreGross) return { net, vat: cents(net.times(percent).div(100)) };
  const gross = net.plus(vat);
  const ofGross = cents(gross.times(percent).div(percent.plus(100)));
  return { net: gross.minus(ofGross), vat: ofGross };
}

const NOTHING: NetAndVat = { net: new Decimal(0), vat: new Decimal(0) };
const equal = (one: NetAndVat, other: NetAndVat): boolean =>
  one.net.equals(other.net) && one.vat.equals(other.vat);
const netAndVat = ({ net, vat }: NetAndVat): string => `${shown(net)} + ${shown(vat)}`;

function totalDiffers(invoice: InvoiceSums, netvisor: SalesInvoiceDetails): readonly Difference[] {
  const sign = isCreditNote(invoice) ? -1 : 1;
  const own = { currency: invoice.currency_id.name, total: decimal(invoice.amount_total).times(sign) };
  const theirs = totalsOf(netvisor);
  const pairs = [
    [own, theirs.document],
    // Odoo's signed total is in the company's currency, which is the euro.
    [{ currency: 'EUR', total: decimal(invoice.amount_total_signed) }, theirs.euro],
  ] as const;
  const differences = pairs
    .filter(([a, b]) => a.currency !== b.currency || !a.total.equals(b.total))
    .map(([a, b]) => ({ odoo: withCurrency(a), netvisor: withCurrency(b) }));
  // In euro both are the same sum, and one line says it.
  return own.currency === 'EUR' && theirs.document.currency === 'EUR' ? differences.slice(0, 1) : differences;
}

interface Total {
  readonly currency: string;
  readonly total: Decimal;
}

/**
 * Totals of a document in Netvisor, in its own currency and in euro. Which of the two stands in
 * `SalesInvoiceAmount` of a foreign one is not documented: when it equals the foreign amount, the rate is applied.
 */
function totalsOf(netvisor: SalesInvoiceDetails): { readonly document: Total; readonly euro: Total } {
  const { salesInvoiceAmount: amount, foreignCurrencyAmount: foreign, currencyRate: rate } = netvisor;
  const currency = netvisor.iso4217CurrencyCode ?? 'EUR';
  if (currency === 'EUR') {
    const total = { currency, total: amount };
    return { document: total, euro: total };
  }
  const document = foreign ?? amount;
  const isEuro = !document.equals(amount) || !rate || rate.isZero();
  return {
    document: { currency, total: document },
    euro: { currency: 'EUR', total: isEuro ? amount : cents(document.div(rate)) },
  };
}

const withCurrency = ({ currency, total }: Total): string => `${shown(total)} ${currency}`;

/** What each side holds at the end, read from that side. Nothing of it comes from Silta or from the story. */
import { Decimal } from 'decimal.js';
import type { Company } from '../playground/world.ts';

export interface NetAndVat {
  readonly net: Decimal;
  readonly vat: Decimal;
}

/** In euro, for each VAT code and percentage, e.g. `KOMY 25.5 %`. */
export type SumsByCode = ReadonlyMap<string, NetAndVat>;

interface Sums {
  /** In euro; negative on credit notes. */
  readonly total: Decimal;
  /** What is left to be paid or settled, in euro. */
  readonly open: Decimal;
  readonly byCode: SumsByCode;
  /** Payments of it, in euro. */
  readonly payments: readonly Decimal[];
  /** Names of the files that go with it. */
  readonly files: readonly string[];
}

/** A document as Odoo holds it. */
export interface OdooDocument extends Sums {
  readonly id: number;
  /** Odoo's number, e.g. `INV/2026/00003`. */
  readonly name: string;
  readonly customer: string;
  /** Silta's state on the document, e.g. `sent`. */
  readonly state: string;
  /** Silta has read back what Netvisor computed, and it was the same. */
  readonly verified: boolean;
  /** Netvisor key that Odoo holds; empty while there is none. */
  readonly key: string;
}

/** A document as Netvisor holds it; the sums are those that Netvisor computed from the rows. */
export interface NetvisorDocument extends Sums {
  readonly key: string;
  readonly number: string;
  readonly customer: string;
}

export interface Books {
  readonly odoo: readonly OdooDocument[];
  readonly netvisor: readonly NetvisorDocument[];
  /** Business ids and product codes in Netvisor's registers, one for each record there. */
  readonly customers: readonly string[];
  readonly products: readonly string[];
  /** Payments in Netvisor that belong to no document, in euro. */
  readonly loosePayments: readonly Decimal[];
}

export function readBooks({ odoo, netvisor }: Company): Books {
  const { customers, products, salesPayments } = netvisor.state();
  return {
    odoo: readOdoo(odoo),
    netvisor: readNetvisor(netvisor),
    customers: customers.map(({ businessId }) => businessId).filter(Boolean),
    products: products.map(({ code }) => code),
    loosePayments: salesPayments
      .filter(({ invoiceKey }) => invoiceKey === null)
      .map(({ sumEur }) => new Decimal(sumEur)),
  };
}

function readNetvisor(netvisor: Company['netvisor']): NetvisorDocument[] {
  const { salesInvoices, salesPayments } = netvisor.state();
  return salesInvoices.map((invoice) => {
    const inEuro = (sum: string): Decimal => new Decimal(sum).div(invoice.currencyRate).toDecimalPlaces(2);
    return {
      key: String(invoice.netvisorKey),
      number: invoice.number,
      customer: invoice.customerName,
      total: new Decimal(invoice.invoiceSumEur),
      open: new Decimal(invoice.openSum),
      byCode: new Map(
        invoice.vatByCode.map(({ vatCode, percentage, net, vat }) => [
          codeName(vatCode, percentage),
          { net: inEuro(net), vat: inEuro(vat) },
        ]),
      ),
      payments: salesPayments
        .filter(({ invoiceKey }) => invoiceKey === invoice.netvisorKey)
        .map(({ sumEur }) => new Decimal(sumEur)),
      files: invoice.attachments.map(({ fileName }) => fileName),
    };
  });
}

type Odoo = Company['odoo'];
type Row = ReturnType<Odoo['db']['rows']>[number];

function readOdoo(odoo: Odoo): OdooDocument[] {
  const { invoices, partners } = odoo.state();
  const names = new Map(partners.map((partner) => [partner['id'], text(partner['name'])]));
  const items = odoo.db.rows('account.move.line');
  const taxes = new Map(odoo.db.rows('account.tax').map((tax) => [tax.id, tax]));
  const files = new Map(odoo.db.rows('ir.attachment').map((file) => [file.id, text(file['name'])]));
  const chosen = (value: unknown): string[] =>
    Array.isArray(value) ? value.map((id) => files.get(Number(id)) ?? '') : [];
  return invoices.map((invoice) => {
    const own = items.filter((item) => item['move_id'] === invoice['id']);
    return {
      id: Number(invoice['id']),
      name: text(invoice['name']),
      customer: names.get(invoice['partner_id'] ?? null) ?? '',
      total: new Decimal(Number(invoice['amount_total_signed'])),
      open: new Decimal(Number(invoice['amount_residual_signed'])),
      byCode: bookedByCode(own, taxes),
      payments: matchedPayments(odoo, own),
      files: chosen(invoice['x_netvisor_files']),
      state: text(invoice['x_netvisor_state']),
      verified: text(invoice['x_netvisor_verified_at']) !== '',
      key: text(invoice['x_netvisor_key']).split(':').at(-1) ?? '',
    };
  });
}

/** From the journal items: rows by their tax, and what Odoo booked for each tax. */
function bookedByCode(items: readonly Row[], taxes: ReadonlyMap<number, Row>): SumsByCode {
  const found = new Map<string, NetAndVat>();
  for (const item of items) {
    const [rowTax] = Array.isArray(item['tax_ids']) ? item['tax_ids'] : [];
    const tax = taxes.get(Number(item['tax_line_id'] || rowTax));
    if (!tax) continue;
    const code = codeName(text(tax['x_netvisor_vat_code']), String(Number(tax['amount'])));
    const { net, vat } = found.get(code) ?? { net: new Decimal(0), vat: new Decimal(0) };
    const sum = new Decimal(Number(item['balance'])).negated();
    found.set(code, item['tax_line_id'] ? { net, vat: vat.plus(sum) } : { net: net.plus(sum), vat });
  }
  return found;
}

/** What has settled an invoice other than credit notes. */
function matchedPayments(odoo: Odoo, items: readonly Row[]): Decimal[] {
  const own = new Set(items.map(({ id }) => id));
  return odoo.db
    .rows('account.partial.reconcile')
    .filter((match) => own.has(Number(match['debit_move_id'])))
    .filter((match) => {
      const credit = odoo.db.row('account.move.line', Number(match['credit_move_id']));
      const move = odoo.db.row('account.move', Number(credit?.['move_id']));
      return move?.['move_type'] !== 'out_refund';
    })
    .map((match) => new Decimal(Number(match['amount'])));
}

const codeName = (code: string, percentage: string): string => `${code} ${percentage} %`;

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The closing account: what each side holds, read from that side, and whether the two agree. */
import { Decimal } from 'decimal.js';
import type { Company } from '../playground/world.ts';

/** An invoice as Odoo holds it. */
export interface OdooInvoice {
  readonly id: number;
  /** Odoo's number, e.g. `INV/2026/00003`. */
  readonly name: string;
  readonly customer: string;
  readonly total: Decimal;
  readonly vat: Decimal;
  /** Silta's state on the invoice, e.g. `sent`. */
  readonly state: string;
  /** Netvisor key that Odoo holds; empty while there is none. */
  readonly key: string;
}

/** An invoice as Netvisor holds it; the sums are those that Netvisor computed from the rows. */
export interface NetvisorInvoice {
  readonly key: string;
  readonly number: string;
  readonly customer: string;
  readonly total: Decimal;
  readonly vat: Decimal;
}

export interface Books {
  readonly odoo: readonly OdooInvoice[];
  readonly netvisor: readonly NetvisorInvoice[];
  /** Business ids and product codes in Netvisor's registers, one for each record there. */
  readonly customers: readonly string[];
  readonly products: readonly string[];
}

export interface AccountRow {
  readonly invoice: OdooInvoice;
  /** All that stands in Netvisor under this invoice's number. */
  readonly found: readonly NetvisorInvoice[];
}

export interface Account {
  readonly rows: readonly AccountRow[];
  readonly odooTotal: Decimal;
  readonly netvisorTotal: Decimal;
  /** Each disagreement in words; empty when both sides agree. */
  readonly problems: readonly string[];
}

/** Reads both simulators. Nothing of it comes from Silta or from what the story believes. */
export function readBooks({ odoo, netvisor }: Company): Books {
  const { invoices, partners } = odoo.state();
  const names = new Map(partners.map((partner) => [partner['id'], text(partner['name'])]));
  const { salesInvoices, customers, products } = netvisor.state();
  return {
    odoo: invoices.map((invoice) => ({
      id: Number(invoice['id']),
      name: text(invoice['name']),
      customer: names.get(invoice['partner_id'] ?? null) ?? '',
      total: new Decimal(Number(invoice['amount_total'])),
      vat: new Decimal(Number(invoice['amount_tax'])),
      state: text(invoice['x_netvisor_state']),
      key: text(invoice['x_netvisor_key']).split(':').at(-1) ?? '',
    })),
    netvisor: salesInvoices.map(({ netvisorKey, number, customerName, gross, vat }) => ({
      key: String(netvisorKey),
      number,
      customer: customerName,
      total: new Decimal(gross),
      vat: new Decimal(vat),
    })),
    customers: customers.map(({ businessId }) => businessId),
    products: products.map(({ code }) => code),
  };
}

/** Number that an invoice must have in Netvisor: the digits of Odoo's. */
export const netvisorNumber = (name: string): string => name.replace(/\D/g, '');

/** Compares the two sides, invoice by invoice and to the cent. Pure. */
export function settleAccount({ odoo, netvisor, customers, products }: Books): Account {
  const rows = odoo.map((invoice) => ({
    invoice,
    found: netvisor.filter(({ number }) => number === netvisorNumber(invoice.name)),
  }));
  const known = new Set(rows.flatMap(({ found }) => found));
  const odooTotal = Decimal.sum(0, ...odoo.map(({ total }) => total));
  const netvisorTotal = Decimal.sum(0, ...netvisor.map(({ total }) => total));
  return {
    rows,
    odooTotal,
    netvisorTotal,
    problems: [
      ...rows.flatMap(problemsOf),
      ...netvisor
        .filter((invoice) => !known.has(invoice))
        .map(({ number }) => `Netvisor holds an invoice ${number} that Odoo does not know.`),
      ...repeated(customers).map((id) => `Netvisor has the customer ${id} more than once.`),
      ...repeated(products).map((code) => `Netvisor has the product ${code} more than once.`),
      ...(odooTotal.equals(netvisorTotal) ? [] : ['The totals differ.']),
    ],
  };
}

function problemsOf({ invoice, found }: AccountRow): string[] {
  const { name, customer, total, vat, state, key } = invoice;
  const [only, ...more] = found;
  if (!only) return [`${name} is not in Netvisor.`];
  if (more.length > 0) return [`${name} is in Netvisor ${found.length} times.`];
  return [
    ...(state === 'sent' ? [] : [`${name} is in Netvisor, but Odoo says "${state}".`]),
    ...(key === only.key ? [] : [`${name}: Odoo holds the key "${key}", Netvisor has ${only.key}.`]),
    ...(customer === only.customer ? [] : [`${name}: the customer is "${only.customer}" in Netvisor.`]),
    ...(total.equals(only.total) ? [] : [`${name}: the totals differ.`]),
    ...(vat.equals(only.vat) ? [] : [`${name}: the VAT differs.`]),
  ];
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

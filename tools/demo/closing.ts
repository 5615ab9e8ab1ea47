/** The closing account: whether the two sides agree, document by document and to the cent. Pure. */
import { Decimal } from 'decimal.js';
import type { Books, NetAndVat, NetvisorDocument, OdooDocument, SumsByCode } from './books.ts';

export interface AccountRow {
  readonly document: OdooDocument;
  /** All that stands in Netvisor under this document's number. */
  readonly found: readonly NetvisorDocument[];
}

export interface CodeRow {
  readonly code: string;
  readonly odoo: NetAndVat;
  readonly netvisor: NetAndVat;
}

export interface Account {
  readonly rows: readonly AccountRow[];
  readonly totals: Readonly<Record<'odoo' | 'netvisor', { readonly total: Decimal; readonly open: Decimal }>>;
  readonly codes: readonly CodeRow[];
  /** Each disagreement in words; empty when both sides agree. */
  readonly problems: readonly string[];
}

/** Number that a document must have in Netvisor: the digits of Odoo's, after a 9 for credit notes. */
export const netvisorNumber = (name: string): string =>
  `${name.startsWith('R') ? '9' : ''}${name.replace(/\D/g, '')}`;

export function settleAccount(books: Books): Account {
  const { odoo, netvisor, customers, products, loosePayments } = books;
  const rows = odoo.map((document) => ({
    document,
    found: netvisor.filter(({ number }) => number === netvisorNumber(document.name)),
  }));
  const known = new Set(rows.flatMap(({ found }) => found));
  const totals = { odoo: totalsOf(odoo), netvisor: totalsOf(netvisor) };
  const codes = compareCodes(odoo.map(byCode), netvisor.map(byCode));
  return {
    rows,
    totals,
    codes,
    problems: [
      ...rows.flatMap(problemsOf),
      ...netvisor
        .filter((document) => !known.has(document))
        .map(({ number }) => `Netvisor holds a document ${number} that Odoo does not know.`),
      ...loosePayments.map((sum) => `Netvisor holds a payment of ${sum.toFixed(2)} that settles nothing.`),
      ...repeated(customers).map((id) => `Netvisor has the customer ${id} more than once.`),
      ...repeated(products).map((code) => `Netvisor has the product ${code} more than once.`),
      ...codes.filter(differs).map(({ code }) => `The month's sums for ${code} differ.`),
      ...(totals.odoo.total.equals(totals.netvisor.total) ? [] : ['The totals differ.']),
      ...(totals.odoo.open.equals(totals.netvisor.open) ? [] : ['The open totals differ.']),
    ],
  };
}

function problemsOf({ document, found }: AccountRow): string[] {
  const { name, customer, total, open, state, verified, key } = document;
  const [only, ...more] = found;
  if (!only) return [`${name} is not in Netvisor.`];
  if (more.length > 0) return [`${name} is in Netvisor ${found.length} times.`];
  const told = state === 'sent';
  return [
    ...(told ? [] : [`${name} is in Netvisor, but Odoo says "${state}".`]),
    ...(told && !verified ? [`${name} is sent, but not verified.`] : []),
    ...(key === only.key ? [] : [`${name}: Odoo holds the key "${key}", Netvisor has ${only.key}.`]),
    ...(customer === only.customer ? [] : [`${name}: the customer is "${only.customer}" in Netvisor.`]),
    ...(total.equals(only.total) ? [] : [`${name}: the totals differ.`]),
    ...(open.equals(only.open)
      ? []
      : [`${name}: ${open.toFixed(2)} is open in Odoo, ${only.open.toFixed(2)} in Netvisor.`]),
    ...compareCodes([document.byCode], [only.byCode])
      .filter(differs)
      .map(({ code }) => `${name}: net or VAT for ${code} differ.`),
    ...(list(document.payments.map(String)) === list(only.payments.map(String))
      ? []
      : [`${name}: the payments differ.`]),
    ...(list(document.files) === list(only.files) ? [] : [`${name}: the files differ.`]),
  ];
}

const NOTHING: NetAndVat = { net: new Decimal(0), vat: new Decimal(0) };

function compareCodes(odoo: readonly SumsByCode[], netvisor: readonly SumsByCode[]): readonly CodeRow[] {
  const codes = new Set([...odoo, ...netvisor].flatMap((sums) => [...sums.keys()]));
  const add = (all: readonly SumsByCode[], code: string): NetAndVat => {
    const own = all.map((sums) => sums.get(code) ?? NOTHING);
    return { net: sum(own.map(({ net }) => net)), vat: sum(own.map(({ vat }) => vat)) };
  };
  return [...codes].sort().map((code) => ({ code, odoo: add(odoo, code), netvisor: add(netvisor, code) }));
}

const differs = ({ odoo, netvisor }: CodeRow): boolean =>
  !odoo.net.equals(netvisor.net) || !odoo.vat.equals(netvisor.vat);

const byCode = ({ byCode: sums }: OdooDocument | NetvisorDocument): SumsByCode => sums;

const totalsOf = (documents: readonly (OdooDocument | NetvisorDocument)[]) => ({
  total: sum(documents.map(({ total }) => total)),
  open: sum(documents.map(({ open }) => open)),
});

const sum = (values: readonly Decimal[]): Decimal => Decimal.sum(0, ...values);

/** The same texts in whatever order make the same list. */
const list = (texts: readonly string[]): string => JSON.stringify([...texts].sort());

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

/** What people change in Odoo on an invoice that was sent, and where each change is to be seen in Netvisor. */
import type { Difference } from '../../mapping/resend.ts';
import type { Company } from '../../tools/playground/world.ts';
import type { Case } from './cases.ts';

type NetvisorDocument = ReturnType<Company['netvisor']['state']>['salesInvoices'][number];
type ProductLine = Extract<NetvisorDocument['lines'][number], { readonly kind: 'product' }>;

export interface Change {
  /** In Odoo's words. */
  readonly what: string;
  readonly differs: Exclude<Difference, 'nothing'>;
  make(own: Case): void;
  /** The place of the change in Netvisor, and what stands there once it has been edited. */
  read(document: NetvisorDocument): unknown;
  readonly edited: unknown;
  /** What the invoice comes to then; 112.95 before. */
  readonly total?: number;
}

/** Each difference by every field that people can change on a posted invoice, and that makes it. */
export const CHANGES: readonly Change[] = [
  ofMove('customer reference', { ref: 'PO-77120' }, ({ yourReference }) => yourReference, 'PO-77120'),
  ofMove('due date', { invoice_date_due: '2027-01-31' }, ({ dueDate }) => dueDate, '2027-01-31'),
  ofMove('delivery date', { delivery_date: '2026-11-20' }, ({ deliveryDate }) => deliveryDate, '2026-11-20'),
  ofMove(
    'narration',
    { narration: '<p>Kiitos tilauksesta.</p>' },
    ({ header }) => header['salesinvoicefreetextafterlines'],
    'Kiitos tilauksesta.',
  ),
  ofRow('account', withAccount, ({ accountNumber }) => accountNumber, '3010'),
  ofRow('analytic', withCostCentre, ({ dimensions }) => dimensions, [
    { name: 'Kustannuspaikat', item: 'Myynti' },
  ]),
  ofRow(
    'price',
    () => ({ price_unit: 60 }),
    ({ unitPrice }) => unitPrice,
    '60',
    150.6,
  ),
  ofRow(
    'quantity',
    () => ({ quantity: 3 }),
    ({ quantity }) => quantity,
    '3',
    169.43,
  ),
  ofRow('tax', withTax, ({ vatPercentage }) => vatPercentage, '13.5', 102.15),
  ofRow(
    'discount',
    () => ({ discount: 10 }),
    ({ discountPercentage }) => discountPercentage,
    '10',
    101.66,
  ),
];

type Values = Parameters<Company['odoo']['edit']>[2];

function ofMove(
  what: string,
  values: Values,
  read: (document: NetvisorDocument) => unknown,
  edited: unknown,
): Change {
  const make = ({ company, moveId }: Case): void => company.odoo.edit('account.move', moveId, values);
  return { what, differs: 'details', make, read, edited };
}

/** Of the invoice's one row; with a total it changes the sums. */
function ofRow(
  what: string,
  values: (company: Company) => Values,
  read: (row: ProductLine) => unknown,
  edited: unknown,
  total?: number,
): Change {
  return {
    what,
    differs: total === undefined ? 'details' : 'sums',
    make({ company, moveId }) {
      const [row] = company.invoice(moveId)['lines'] as readonly { readonly id: number }[];
      company.odoo.edit('account.move.line', row?.id ?? 0, values(company));
    },
    read: ({ lines }) => lines.filter((line) => line.kind === 'product').map(read),
    edited: [edited],
    ...(total !== undefined && { total }),
  };
}

/** The id of the company's own record that fits. */
function idOf({ odoo }: Company, model: string, fits: Readonly<Record<string, unknown>>): number {
  const found = odoo.db
    .rows(model)
    .find((row) => Object.entries(fits).every(([field, value]) => row[field] === value));
  if (!found) throw new Error(`no ${model} like ${JSON.stringify(fits)}`);
  return found.id;
}

function withAccount(company: Company): Values {
  return { account_id: idOf(company, 'account.account', { code: '3010' }) };
}

/** Netvisor is told of no dimension in passing, so it knows this one already. */
function withCostCentre(company: Company): Values {
  company.netvisor.changeDimension({ name: 'Kustannuspaikat', item: 'Myynti' });
  const account = idOf(company, 'account.analytic.account', { name: 'Myynti' });
  return { analytic_distribution: { [String(account)]: 100 } };
}

function withTax(company: Company): Values {
  const tax = idOf(company, 'account.tax', { amount: 13.5, company_id: 1, type_tax_use: 'sale' });
  return { tax_ids: [[6, 0, [tax]]] };
}

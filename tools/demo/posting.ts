/** What people have done in both systems before the curtain rises: settings, customers, posted documents. */
import type { Company } from '../playground/world.ts';
import { netvisorNumber } from './closing.ts';
import type { CastDocument, CastRow, CastText, Role } from './cast.ts';
import type { CastCustomer, CastProduct, Tax } from './goods.ts';

type Odoo = Company['odoo'];

/** A document that stands posted in Odoo. */
export interface Posted {
  readonly id: number;
  /** Odoo's number. */
  readonly name: string;
  /** Netvisor's number. */
  readonly number: string;
  readonly role: Role;
}

export const PAYMENT_METHOD = 'Kortti';
/** Odoo's analytic plan, and the accounts between which a row is split, in percent. */
const COST_CENTRES = { plan: 'Kustannuspaikat', shares: { Myynti: 60, Varasto: 40 } } as const;

/** What an accountant has chosen on the company form in Odoo, and the cost centres that Netvisor has. */
export function chooseSettings({ odoo, netvisor }: Company): void {
  odoo.edit('res.company', 1, {
    x_netvisor_invoice_status: 'unsent',
    x_netvisor_attachments: 'chosen',
    x_netvisor_paid: 'with-payment',
    x_netvisor_payment_method: PAYMENT_METHOD,
  });
  for (const item of Object.keys(COST_CENTRES.shares))
    netvisor.changeDimension({ name: COST_CENTRES.plan, item });
}

/** Puts customers, products and posted documents into Odoo, as people would. */
export function postInOdoo({ odoo }: Pick<Company, 'odoo'>, cast: readonly CastDocument[]): Posted[] {
  const partners = new Map<string, number>();
  const products = new Map<string, number>();
  const posted: Posted[] = [];
  const lineOf = (row: CastRow | CastText) =>
    'product' in row
      ? {
          product: remember(products, row.product.code, () => addProduct(odoo, row.product)),
          quantity: row.quantity,
          price: row.product.price,
          discount: row.discount ?? 0,
          taxes: [taxId(odoo, row.tax)],
        }
      : { kind: row.kind, name: row.text };
  for (const document of cast) {
    const { role, customer, rows } = document;
    const lines = rows.map(lineOf);
    const partner = remember(partners, customer.name, () => addCustomer(odoo, customer));
    const credited = posted.find((each) => each.role === 'credited');
    const { id, name } =
      role === 'credit-note' && credited
        ? odoo.createCreditNote({ invoice: credited.id, lines })
        : odoo.createInvoice({ partner, lines, ...(role === 'dollars' && { currency: 'USD' }) });
    if (name === false) throw new Error('Odoo gave a posted document no number');
    finish(odoo, id, document);
    posted.push({ id, name, number: netvisorNumber(name), role });
  }
  return posted;
}

/** What makes some of them special. */
function finish(odoo: Odoo, id: number, { role }: CastDocument): void {
  if (role === 'paid') odoo.registerPayment({ invoice: id });
  if (role === 'cost-centres') splitCostCentres(odoo, id);
  if (role === 'files') {
    const files = FILES.map(([name, content]) =>
      odoo.addFile({ invoice: id, name, content: Buffer.from(content).toString('base64') }),
    );
    odoo.edit('account.move', id, { x_netvisor_files: [[6, 0, files]] });
  }
}

const FILES = [
  ['delivery-note.pdf', '%PDF-1.4\n% An invented delivery note.\n%%EOF\n'],
  ['hours.txt', 'Loading 2 h, driving 1.5 h\n'],
] as const;

function splitCostCentres(odoo: Odoo, id: number): void {
  const accounts = odoo.db.rows('account.analytic.account');
  const shares = Object.entries(COST_CENTRES.shares).map(([name, percent]): [string, number] => {
    const found = accounts.find((account) => account['name'] === name);
    if (!found) throw new Error(`no analytic account ${name} in Odoo`);
    return [String(found.id), percent];
  });
  for (const line of linesOf(odoo, id))
    odoo.edit('account.move.line', line, { analytic_distribution: Object.fromEntries(shares) });
}

/** Ids of the product rows of a document. */
export function linesOf(odoo: Odoo, id: number): number[] {
  return odoo.db
    .rows('account.move.line')
    .filter((line) => line['move_id'] === id && line['display_type'] === 'product')
    .map((line) => line.id);
}

function addCustomer(odoo: Odoo, { name, businessId, vatId, city, country }: CastCustomer): number {
  return odoo.addPartner({
    name,
    is_company: true,
    city,
    country_id: odoo.ref(`base.${country}`),
    ...(businessId !== undefined && { company_registry: businessId }),
    ...(vatId !== undefined && { vat: vatId }),
  });
}

function addProduct(odoo: Odoo, { name, code, price, tax }: CastProduct): number {
  return odoo.addProduct({
    name,
    default_code: code,
    list_price: price,
    taxes_id: [[6, 0, [taxId(odoo, tax)]]],
  });
}

/** Id of a sales tax of the company by its name. */
export function taxId(odoo: Odoo, name: Tax): number {
  const found = odoo.db
    .rows('account.tax')
    .find((tax) => tax['name'] === name && tax['type_tax_use'] === 'sale' && tax['company_id'] === 1);
  if (!found) throw new Error(`no sales tax ${name} in Odoo`);
  return found.id;
}

function remember(known: Map<string, number>, name: string, make: () => number): number {
  const id = known.get(name) ?? make();
  known.set(name, id);
  return id;
}

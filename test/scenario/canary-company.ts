import type { Company } from '../../tools/playground/world.ts';
import type { Canaries } from './canaries.ts';

/** The records around one invoice, by the part that they play in it. */
export interface Planted {
  readonly id: number;
  readonly partner: number;
  readonly product: number;
  readonly term: number;
  /** Each text field that carries a canary: where it is, and what it is called. */
  readonly places: readonly Place[];
}

export interface Place {
  readonly label: string;
  readonly model: string;
  readonly id: number;
  readonly field: string;
}

/** Numbers that people type; the same for each company, so that no digit of a time is taken for one. */
export const PHONE = '+358 731948265';
export const BUSINESS_ID = '7319486-2';
export const VAT = `FI${BUSINESS_ID.replace('-', '')}`;
export const REFERENCE = '73194860273194860273';
export const PRICE = '483173.59';

const TEXT = new Set(['char', 'text', 'html']);

/** Fields of text in which no person writes freely, with the reason. */
const NOT_TYPED: Readonly<Record<string, string>> = {
  'account.move.sequence_prefix': 'made by Odoo of the number',
  'account.move.line.move_name': 'follows the number of the invoice',
  'account.move.line.ref': 'follows the reference of the invoice',
  'account.journal.code': 'an id: the settings name it',
  'account.account.code': 'an id: the number of the account',
  'res.currency.name': 'an id: EUR',
  'res.country.code': 'an id: FI',
  'res.users.login': 'an id: the simulator knows its users by it',
  'ir.attachment.checksum': 'made by Odoo',
};

/** Makes an invoice whose every text, and every text of every record that it touches, is a canary. */
export function plantCanaries(company: Company, canaries: Canaries, role: string): Planted {
  const { odoo } = company;
  canaries.value('a price', PRICE, PRICE.replace('.', ','));
  const partner = odoo.addPartner({ name: 'X', is_company: true, country_id: odoo.ref('base.fi') });
  const delivery = odoo.addPartner({
    name: 'X',
    parent_id: partner,
    type: 'delivery',
    country_id: odoo.ref('base.fi'),
  });
  const product = odoo.addProduct({ name: 'X', default_code: 'X' });
  const term = odoo.ref('account.account_payment_term_30days');
  const admin = odoo.ref('base.user_admin');
  const line = { product, price: Number(PRICE), quantity: 1, taxes: ['tax_dom_sales_goods_25_5'] };
  const { id } = odoo.createInvoice({
    partner,
    paymentTerm: term,
    lines: [line, { kind: 'note', name: 'X' }],
    values: { partner_shipping_id: delivery, invoice_user_id: admin, payment_reference: REFERENCE },
  });

  const relation = (model: string, record: number, field: string): number => {
    const value = odoo.db.row(model, record)?.[field];
    if (typeof value !== 'number') throw new Error(`${model}.${field} is empty`);
    return value;
  };
  const lines = odoo.db.rows('account.move.line').filter((row) => row['move_id'] === id);
  const [first] = lines;
  if (!first) throw new Error('an invoice without lines');
  const owner = relation('account.move', id, 'company_id');
  const records: readonly (readonly [part: string, model: string, id: number])[] = [
    ['invoice', 'account.move', id],
    ...lines.map((row, index) => [`line ${index + 1}`, 'account.move.line', row.id] as const),
    ['customer', 'res.partner', partner],
    ['delivery', 'res.partner', delivery],
    ['salesperson', 'res.partner', relation('res.users', admin, 'partner_id')],
    ['salesperson', 'res.users', admin],
    ['own company', 'res.company', owner],
    ['own company', 'res.partner', relation('res.company', owner, 'partner_id')],
    ['product', 'product.product', product],
    ['product', 'product.template', relation('product.product', product, 'product_tmpl_id')],
    ['unit', 'uom.uom', relation('account.move.line', first.id, 'product_uom_id')],
    ['terms', 'account.payment.term', term],
    ['tax', 'account.tax', odoo.ref('account.1_tax_dom_sales_goods_25_5')],
    ['journal', 'account.journal', relation('account.move', id, 'journal_id')],
    ['account', 'account.account', relation('account.move.line', first.id, 'account_id')],
  ];
  // Fields of their own, as people add them in Odoo.
  for (const model of ['account.move', 'account.move.line', 'res.partner', 'product.product']) {
    odoo.db.setField(model, 'x_memo', { type: 'char', manual: true });
  }
  const places = records.flatMap(([part, model, record]) =>
    plantRecord(company, canaries, model, record, `${role} ${part}`),
  );
  return { id, partner, product, term, places };
}

function plantRecord(
  { odoo }: Company,
  canaries: Canaries,
  model: string,
  id: number,
  part: string,
): readonly Place[] {
  const row = odoo.db.row(model, id);
  if (!row) throw new Error(`no ${model} ${id}`);
  return Object.entries(odoo.db.model(model)?.fields ?? {}).flatMap(([field, { type, stored, related }]) => {
    const computed = stored === false || related !== undefined;
    const ours = field.startsWith('x_netvisor_');
    if (!TEXT.has(type) || computed || ours || `${model}.${field}` in NOT_TYPED) return [];
    const label = `${part}: ${model}.${field}`;
    // Straight into the table: what people may write where, and when, is not the question here.
    odoo.db.set(row, field, textFor(canaries, label, model, field, type));
    return [{ label, model, id, field }];
  });
}

function textFor(canaries: Canaries, label: string, model: string, field: string, type: string): string {
  const token = (more = ''): string => canaries.token(more ? `${label} ${more}` : label);
  switch (`${model}.${field}`) {
    case 'account.move.name':
      // The digits are the invoice's number in Netvisor, an id; the rest is the journal's own text.
      return `${token()}/2026/00001`;
    case 'account.move.payment_reference':
      return canaries.value('a payment reference', REFERENCE);
    case 'account.move.line.name':
      return `${token()}\n${token('second row')}`;
    case 'res.partner.phone':
      return canaries.value('a phone number', PHONE, '358731948265', '731948265', '731 948 265');
    case 'res.partner.company_registry':
      return canaries.value('a business id', BUSINESS_ID);
    case 'res.partner.vat':
      return canaries.value('a VAT number', VAT, VAT.slice(2));
    case 'res.partner.email':
      return `${token()}@${token('domain')}.example`;
    default:
      return type === 'html' ? `<p>${token()}</p>` : token();
  }
}

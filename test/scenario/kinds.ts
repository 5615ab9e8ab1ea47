/** The kinds of documents that are played through every trouble, and how each is made as people make it. */
import { call, codeOf, invoiceXml, lineXml, textIn } from '../simulators/netvisor-harness.ts';
import type { Company } from '../../tools/playground/world.ts';
import { newCase, type Case } from './cases.ts';

export const KINDS = [
  'ordinary',
  'credit note',
  'with files',
  'files refused',
  'paid',
  'many rows',
  'in dollars',
] as const;
export type Kind = (typeof KINDS)[number];

export interface Document extends Case {
  readonly kind: Kind;
  /** Of a credit note: the invoice that it credits. */
  readonly original?: number;
}

/** What a document is made for. */
export interface Registers {
  readonly partnerId: number;
  readonly productId: number;
  /** Of a credit note; in the same company and of the same customer. */
  readonly original?: number;
  readonly price?: number;
}

const VAT = 'tax_dom_sales_goods_25_5';
const PDF = Buffer.from('%PDF-1.4 lasku').toString('base64');
const NOTE = Buffer.from('Erittely').toString('base64');
export const FILES = ['erittely.txt', 'application/pdf'] as const;

/** The company's choices that let it send all kinds: what arrives open was delivered by Odoo. */
export function equip({ odoo, netvisor }: Company, as: 'open' | 'unsent' = 'open'): void {
  odoo.edit('res.company', 1, {
    x_netvisor_invoice_status: as,
    x_netvisor_attachments: 'chosen',
    x_netvisor_paid: 'with-payment',
    x_netvisor_payment_method: 'Kortti',
  });
  netvisor.changeDimension({ name: 'Kustannuspaikat', item: 'Myynti' });
}

/** A document of a company that is equipped for it. Its taxed rows cost 25.5 % VAT where nothing else is said. */
export function makeDocument(company: Company, kind: Kind, made: Registers): Document {
  const { odoo } = company;
  const { partnerId, productId, original, price = 45 } = made;
  const moveId = kind === 'credit note' ? credited(company, made) : invoiced(company, kind, made);
  const delivered = odoo.value('res.company', 1, 'x_netvisor_invoice_status') === 'open';
  odoo.edit('account.move', moveId, { is_move_sent: delivered });
  if (kind === 'paid') odoo.registerPayment({ invoice: moveId, amount: price });
  if (kind === 'many rows') distribute(company, moveId);
  if (kind === 'with files' || kind === 'files refused') {
    odoo.edit('account.move', moveId, { invoice_pdf_report_file: PDF });
    const file = odoo.addFile({ invoice: moveId, name: FILES[0], content: NOTE });
    odoo.edit('account.move', moveId, { x_netvisor_files: [[6, 0, [file]]] });
  }
  return { company, kind, moveId, partnerId, productId, ...(original !== undefined && { original }) };
}

/** A quarter of the original's price, so that what is left open shows how often it was matched. */
function credited({ odoo }: Company, { original = 0, productId, price = 45 }: Registers): number {
  const lines = [{ product: productId, quantity: 1, price: cents(price / 4), taxes: [VAT] }];
  return odoo.createCreditNote({ invoice: original, lines }).id;
}

function invoiced(company: Company, kind: Kind, { partnerId, productId, price = 45 }: Registers): number {
  const plain = { product: productId, quantity: 2, price, taxes: [VAT] };
  const lines = kind === 'many rows' ? [plain, ...manyRows(company, productId)] : [plain];
  const currency = kind === 'in dollars' ? { currency: 'USD' } : {};
  return company.odoo.createInvoice({ partner: partnerId, lines, ...currency }).id;
}

/** With a discount and three rates; the last two rows cost a cent less VAT together than one by one. */
function manyRows({ odoo }: Company, product: number): Parameters<typeof odoo.createInvoice>[0]['lines'] {
  const rate = (percent: number): number =>
    odoo.db
      .rows('account.tax')
      .find((tax) => tax['amount'] === percent && tax['company_id'] === 1 && tax['type_tax_use'] === 'sale')
      ?.id ?? 0;
  return [
    { product, quantity: 3, price: 7.5, discount: 10, taxes: [rate(13.5)] },
    { kind: 'note', name: 'Toimitus sovitusti' },
    { product, quantity: 1, price: 1.07, taxes: [rate(10)] },
    { product, quantity: 1, price: 1.07, taxes: [rate(10)] },
  ];
}

/** The income of the first row belongs to a cost centre. */
function distribute(company: Company, moveId: number): void {
  const { odoo } = company;
  const account = odoo.db.rows('account.analytic.account').find((row) => row['name'] === 'Myynti');
  const [line] = company.invoice(moveId)['lines'] as readonly { readonly id: number }[];
  odoo.edit('account.move.line', line?.id ?? 0, {
    analytic_distribution: { [String(account?.id)]: 100 },
  });
}

const cents = (amount: number): number => Math.round(amount * 100) / 100;

/**
 * A new document whose customer, product and, for a credit note, original stand in both systems already, so that
 * what is seen of it is its own. An ordinary invoice has none of that and goes the whole way.
 */
export async function newDocument(
  company: Company,
  kind: Kind,
  as: 'open' | 'unsent' = 'open',
): Promise<Document> {
  const own = newCase(company);
  if (kind === 'ordinary') return { ...own, kind };
  equip(company, as);
  if (kind === 'files refused') company.netvisor.settings.patch({ attachmentMimeTypes: ['application/pdf'] });
  await inNetvisorByHand(own, kind === 'credit note');
  const { partnerId, productId, moveId } = own;
  const original = kind === 'credit note' ? { original: moveId } : {};
  return makeDocument(company, kind, { partnerId, productId, ...original });
}

/** Customer and product of an invoice, and the invoice too, as they stand when Silta has sent them. */
async function inNetvisorByHand(own: Case, invoiceToo: boolean): Promise<void> {
  const { company, moveId, partnerId, productId } = own;
  const { odoo, settings } = company;
  const product = String(odoo.value('product.product', productId, 'default_code'));
  const ledger = `test:${settings.netvisor.organisationId}`;
  const customerKey = await add(
    company,
    'customer.nv',
    `<root><customer><customerbaseinformation><internalidentifier>ODOO-${partnerId}</internalidentifier><name>Asiakas</name></customerbaseinformation></customer></root>`,
  );
  const productKey = await add(
    company,
    'product.nv',
    `<root><product><productbaseinformation><productcode>${product}</productcode><productgroup>Odoo</productgroup><name>Tuote</name><unitprice type="net">45</unitprice><isactive>1</isactive><issalesproduct>1</issalesproduct></productbaseinformation><productbookkeepingdetails><defaultvatpercentage>25,5</defaultvatpercentage></productbookkeepingdetails></product></root>`,
  );
  odoo.edit('res.partner', partnerId, { x_netvisor_keys: { [ledger]: customerKey } });
  odoo.edit('product.product', productId, { x_netvisor_keys: { [ledger]: productKey } });
  if (!invoiceToo) return;
  const number = String(company.invoice(moveId)['name']).replace(/\D/g, '');
  const comment = `Silta of this test account.move ${moveId} 0`;
  const invoice = invoiceXml({
    number,
    status: 'open',
    afterStatus: `<salesinvoiceprivatecomment>${comment}</salesinvoiceprivatecomment>`,
    customer: `<invoicingcustomeridentifier type="netvisor">${customerKey}</invoicingcustomeridentifier>`,
    lines: lineXml({ product, price: '45' }),
  });
  const key = await add(company, 'salesinvoice.nv', invoice);
  odoo.edit('account.move', moveId, {
    is_move_sent: true,
    x_netvisor_state: 'sent',
    x_netvisor_key: `${ledger}:${key}`,
    x_netvisor_number: number,
    x_netvisor_mark: JSON.stringify({ number, comment, transactionId: 'by hand', settleAfter: 0 }),
  });
}

async function add({ settings }: Company, resource: string, body: string): Promise<string> {
  const reply = await call({ url: settings.netvisor.url, target: `/${resource}?method=add`, body });
  if (codeOf(reply) !== 'OK') throw new Error(`refused: ${reply.body}`);
  return textIn(reply, 'InsertedDataIdentifier') ?? '';
}

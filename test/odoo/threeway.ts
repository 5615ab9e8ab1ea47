import { XMLParser } from 'fast-xml-parser';
import type { NetvisorSimState } from '../../simulators/netvisor/view.ts';
import type { RealOdoo } from '../../tools/odoo/server.ts';
import { readMove, rows } from './helpers.ts';

/**
 * What one invoice says, in the words of all three: Odoo, the message, Netvisor. Sums are texts with two
 * decimals, other numbers the shortest decimal, days `YYYY-MM-DD`.
 */
export interface Said {
  readonly number: string;
  readonly date: string;
  readonly due: string;
  readonly delivery: string;
  readonly reference: string;
  readonly theirReference: string;
  readonly ourReference: string;
  readonly total: string;
  readonly deliveryTo: string;
  readonly freeText: string;
  readonly rows: readonly string[];
}

const text = (value: unknown): string => (value === false || value === undefined ? '' : String(value));
export const cents = (value: unknown): string => Number(value).toFixed(2);

/** Row as one line: product, quantity, price, discount, VAT, account, unit; or its comment. */
const row = (...parts: readonly unknown[]): string => parts.map(text).join(' | ');

/** Sums in Odoo's own accounting: net, VAT, and VAT by percent as its tax lines book it. */
export interface Sums {
  readonly net: string;
  readonly vat: string;
  readonly gross: string;
  readonly byPercent: Readonly<Record<string, string>>;
}

export async function odooSays(odoo: RealOdoo, id: number): Promise<{ said: Said; sums: Sums }> {
  const read = async (model: string, ids: unknown[], fields: readonly string[]): Promise<Rows> => {
    const context = { active_test: false };
    const found = rows(await odoo.rpc(odoo.botKey, model, 'read', { ids, fields, load: '', context }));
    return new Map(found.map((record) => [record['id'], record]));
  };
  const move = await readMove(odoo, id, [
    'name',
    'date',
    'invoice_date',
    'invoice_date_due',
    'delivery_date',
    'payment_reference',
    'ref',
    'amount_untaxed',
    'amount_tax',
    'amount_total',
    'narration',
    'invoice_user_id',
    'partner_shipping_id',
    'commercial_partner_id',
    'line_ids',
  ]);
  const lines = [
    ...(
      await read('account.move.line', move['line_ids'] as number[], [
        'display_type',
        'sequence',
        'name',
        'product_id',
        'quantity',
        'price_unit',
        'discount',
        'tax_ids',
        'account_id',
        'product_uom_id',
        'tax_line_id',
        'amount_currency',
      ])
    ).values(),
  ].toSorted((a, b) => Number(a['sequence']) - Number(b['sequence']) || Number(a['id']) - Number(b['id']));
  const all = (field: string): unknown[] => [...new Set(lines.flatMap((line) => line[field] || []))];
  const [accounts, products, units, taxes] = await Promise.all([
    read('account.account', all('account_id'), ['code']),
    read('product.product', all('product_id'), ['default_code']),
    read('uom.uom', all('product_uom_id'), ['name']),
    read('account.tax', [...all('tax_ids'), ...all('tax_line_id')], ['amount']),
  ]);
  const user = (await read('res.users', [move['invoice_user_id']], ['name'])).get(move['invoice_user_id']);
  const shipping = move['partner_shipping_id'];
  const elsewhere = shipping !== move['commercial_partner_id'] && shipping !== false;
  const address = elsewhere
    ? (await read('res.partner', [shipping], ['name', 'street', 'zip', 'city'])).get(shipping)
    : undefined;

  const percent = (id: unknown): string => text(taxes.get(id)?.['amount']);
  const byPercent: Record<string, number> = {};
  for (const line of lines.filter(({ display_type }) => display_type === 'tax')) {
    const key = percent(line['tax_line_id']);
    byPercent[key] = (byPercent[key] ?? 0) - Number(line['amount_currency']);
  }
  return {
    said: {
      number: text(move['name']).replace(/\D/g, ''),
      date: text(move['invoice_date']),
      due: text(move['invoice_date_due']),
      delivery: text(move['delivery_date']),
      reference: text(move['payment_reference']),
      theirReference: text(move['ref']),
      ourReference: text(user?.['name']),
      total: cents(move['amount_total']),
      deliveryTo: address ? row(...['name', 'street', 'zip', 'city'].map((field) => address[field])) : '',
      freeText: text(move['narration'])
        .replaceAll('</p><p>', '\n')
        .replace(/<[^>]*>/g, '')
        .replaceAll('&amp;', '&'),
      rows: lines.flatMap((line) => {
        const name = text(line['name']);
        switch (line['display_type']) {
          case 'product': {
            const [tax] = line['tax_ids'] as number[];
            const [title, ...more] = name.split('\n');
            const code = products.get(line['product_id'])?.['default_code'];
            const unit = units.get(line['product_uom_id'])?.['name'];
            const account = accounts.get(line['account_id'])?.['code'];
            const { quantity, price_unit, discount } = line;
            return [
              row(code, title, more.join('\n'), quantity, price_unit, discount, percent(tax), account, unit),
            ];
          }
          case 'line_section':
          case 'line_note':
            return [row(name)];
          default:
            return [];
        }
      }),
    },
    sums: {
      net: cents(move['amount_untaxed']),
      vat: cents(move['amount_tax']),
      gross: cents(move['amount_total']),
      byPercent: Object.fromEntries(Object.entries(byPercent).map(([key, sum]) => [key, cents(sum)])),
    },
  };
}

type Rows = ReadonlyMap<unknown, Record<string, unknown>>;
type Invoice = NetvisorSimState['salesInvoices'][number];

export function netvisorSays(invoice: Invoice): { said: Said; sums: Sums } {
  const { header } = invoice;
  const address = ['name', 'line', 'postnumber', 'town'].map((part) => header[`deliveryaddress${part}`]);
  return {
    said: {
      number: invoice.number,
      date: invoice.date,
      due: invoice.dueDate,
      delivery: invoice.deliveryDate,
      reference: invoice.referenceNumber,
      theirReference: invoice.yourReference,
      ourReference: invoice.ourReference,
      total: invoice.invoiceSum,
      deliveryTo: address.some((part) => part) ? row(...address) : '',
      freeText: text(header['salesinvoicefreetextafterlines']),
      rows: invoice.lines.flatMap((line) => {
        switch (line.kind) {
          case 'product':
            return [
              row(
                line.productCode,
                line.name,
                line.freeText,
                line.quantity,
                line.unitPrice,
                line.discountPercentage,
                line.vatPercentage,
                line.accountNumber,
                line.unitName,
              ),
            ];
          case 'comment':
            return [row(line.comment)];
          case 'sub':
            return [];
        }
      }),
    },
    sums: {
      net: invoice.net,
      vat: invoice.vat,
      gross: invoice.gross,
      byPercent: Object.fromEntries(invoice.vatByCode.map(({ percentage, vat }) => [percentage, vat])),
    },
  };
}

type Node = Readonly<Record<string, unknown>>;

/** What the message itself says. `codeOf` gives the product code for a Netvisor key. */
export function messageSays(xml: string, codeOf: (netvisorKey: string) => string): Said {
  const parser = new XMLParser({
    ignoreAttributes: false,
    parseTagValue: false,
    transformTagName: (name) => name.toLowerCase(),
    isArray: (name) => name === 'invoiceline',
  });
  const parsed = parser.parse(xml) as { readonly root: { readonly salesinvoice: Node } };
  const invoice = parsed.root.salesinvoice;
  const { invoiceline: lines = [] } = invoice['invoicelines'] as { readonly invoiceline?: readonly Node[] };
  const address = ['name', 'line', 'postnumber', 'town'].map((part) =>
    value(invoice[`deliveryaddress${part}`]),
  );
  return {
    number: value(invoice['salesinvoicenumber']),
    date: value(invoice['salesinvoicedate']),
    due: value(invoice['salesinvoiceduedate']),
    delivery: value(invoice['salesinvoicedeliverydate']),
    reference: value(invoice['salesinvoicereferencenumber']),
    theirReference: value(invoice['salesinvoiceyourreference']),
    ourReference: value(invoice['salesinvoiceourreference']),
    total: value(invoice['salesinvoiceamount']),
    deliveryTo: address.some((part) => part) ? row(...address) : '',
    freeText: value(invoice['salesinvoicefreetextafterlines']),
    rows: lines.map((line) => {
      const product = line['salesinvoiceproductline'] as Node | undefined;
      if (!product) return row(value((line['salesinvoicecommentline'] as Node)['comment']));
      return row(
        codeOf(value(product['productidentifier'])),
        value(product['productname']),
        value(product['salesinvoiceproductlinefreetext']),
        number(product['salesinvoiceproductlinequantity']),
        number(product['productunitprice']),
        number(product['salesinvoiceproductlinediscountpercentage'] ?? '0'),
        number(product['productvatpercentage']),
        value(product['accountingaccountsuggestion']),
        value(product['productunitname']),
      );
    }),
  };
}

function value(node: unknown): string {
  if (typeof node === 'object' && node !== null && '#text' in node) return String(node['#text']);
  return text(node);
}

/** Comma decimals, as the message has them; a point would be a mistake. */
function number(node: unknown): string {
  const written = value(node);
  if (!/^-?\d+(,\d+)?$/.test(written)) throw new Error(`not a decimal with a comma: ${written}`);
  return String(Number(written.replace(',', '.')));
}

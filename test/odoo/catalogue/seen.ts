import { rows } from '../helpers.ts';
import { ids, type RealCompany } from './company.ts';
import type { Values } from './desk.ts';

/** What Odoo says of one document, without ids: names, codes and external ids in their place. */
export interface Seen {
  readonly move: Values;
  /** The sales taxes of the rows, by the name that rows and items have for them. */
  readonly taxes: Readonly<Record<string, Values>>;
  /** Product rows and texts, in order. */
  readonly rows: readonly Values[];
  /** Journal items that are not rows: tax, payment terms, rounding. */
  readonly items: readonly Values[];
}

const words = (text: string): string[] => text.trim().split(/\s+/);

const MOVE_FIELDS = words(`
  name move_type state date invoice_date invoice_date_due delivery_date payment_reference ref
  invoice_origin narration journal_id partner_id commercial_partner_id partner_shipping_id
  fiscal_position_id invoice_payment_term_id currency_id invoice_currency_rate
  invoice_cash_rounding_id amount_untaxed amount_tax amount_total amount_total_signed
  amount_residual payment_state reversed_entry_id
`);
const ROW_FIELDS = words(`
  name quantity price_unit discount tax_ids price_subtotal price_total product_id
  product_uom_id account_id analytic_distribution is_downpayment
`);
const SUM_FIELDS = ['balance', 'amount_currency'];
const ITEM_FIELDS = words(`
  name tax_line_id tax_base_amount account_id date_maturity discount_date
  discount_amount_currency amount_residual_currency
`);
const TAX_FIELDS = ['amount_type', 'amount', 'price_include'];
const TEXTS = ['line_section', 'line_subsection', 'line_note'];

/** Stands for the day on which the case is built. */
export const TODAY = 'today';

type Words = ReadonlyMap<unknown, unknown>;

/** Reads with the rights of the bot, as the bridge does. */
export async function seen({ odoo, analytic }: RealCompany, moveId: number): Promise<Seen> {
  const read = async (
    model: string,
    wanted: readonly unknown[],
    fields: readonly string[],
  ): Promise<Values[]> =>
    rows(
      await odoo.rpc(odoo.botKey, model, 'read', {
        ids: [...new Set(wanted)].filter(Number),
        fields,
        load: '',
        context: { active_test: false },
      }),
    );
  const column = async (model: string, wanted: readonly unknown[], field: string): Promise<Words> =>
    new Map((await read(model, wanted, [field])).map((record) => [record['id'], record[field]]));

  const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Helsinki' }).format();
  const [move = {}] = await read('account.move', [moveId], [...MOVE_FIELDS, 'line_ids']);
  const lines = (
    await read('account.move.line', ids(move['line_ids']), [
      'display_type',
      'sequence',
      ...new Set([...ROW_FIELDS, ...SUM_FIELDS, ...ITEM_FIELDS]),
    ])
  ).toSorted((a, b) => Number(a['sequence']) - Number(b['sequence']) || Number(a['id']) - Number(b['id']));
  const all = (field: string): unknown[] => lines.flatMap((line) => line[field] ?? []);

  const taxIds = [...all('tax_ids'), ...all('tax_line_id')];
  const taxName = await taxNames(odoo, taxIds, await column('account.tax', taxIds, 'name'));
  const partnerIds = ['partner_id', 'commercial_partner_id', 'partner_shipping_id'].map((key) => move[key]);
  const named: Readonly<Record<string, Words>> = {
    journal_id: await column('account.journal', [move['journal_id']], 'code'),
    partner_id: await column('res.partner', partnerIds, 'name'),
    fiscal_position_id: await column('account.fiscal.position', [move['fiscal_position_id']], 'name'),
    invoice_payment_term_id: await column('account.payment.term', [move['invoice_payment_term_id']], 'name'),
    invoice_cash_rounding_id: await column(
      'account.cash.rounding',
      [move['invoice_cash_rounding_id']],
      'name',
    ),
    currency_id: await column('res.currency', [move['currency_id']], 'name'),
    reversed_entry_id: await column('account.move', [move['reversed_entry_id']], 'name'),
    product_id: await column('product.product', all('product_id'), 'default_code'),
    product_uom_id: await column('uom.uom', all('product_uom_id'), 'name'),
    account_id: await column('account.account', all('account_id'), 'code'),
    tax_line_id: taxName,
  };
  const says = (record: Values, fields: readonly string[]): Values => {
    const said = (field: string): unknown => {
      const value = record[field];
      if (field === 'tax_ids') return ids(value).map((id) => named['tax_line_id']?.get(id));
      if (field === 'analytic_distribution') return distribution(value, analytic);
      if (value === today) return TODAY;
      const by = field === 'commercial_partner_id' || field === 'partner_shipping_id' ? 'partner_id' : field;
      return value === false ? value : (named[by]?.get(value) ?? value);
    };
    // What is empty says nothing; what is zero does.
    return Object.fromEntries(
      fields.map((field) => [field, said(field)] as const).filter(([, value]) => value !== false),
    );
  };
  const typed = (line: Values, fields: readonly string[]): Values => ({
    display_type: line['display_type'],
    ...says(line, fields),
  });
  return {
    move: says(move, MOVE_FIELDS),
    taxes: Object.fromEntries(
      (await read('account.tax', taxIds, TAX_FIELDS)).map((tax) => [
        String(taxName.get(tax['id'])),
        says(tax, TAX_FIELDS),
      ]),
    ),
    rows: lines.flatMap((line) => {
      if (TEXTS.includes(String(line['display_type']))) return [typed(line, ['name'])];
      return line['display_type'] === 'product' ? [typed(line, [...ROW_FIELDS, ...SUM_FIELDS])] : [];
    }),
    items: lines.flatMap((line) => {
      const isRow = line['display_type'] === 'product' || TEXTS.includes(String(line['display_type']));
      const fields = ITEM_FIELDS.filter((field) => line[field] !== 0);
      return isRow ? [] : [typed(line, [...fields, ...SUM_FIELDS])];
    }),
  };
}

/** By the localisation's external id where there is one, else by name. */
async function taxNames(odoo: RealCompany['odoo'], taxIds: readonly unknown[], names: Words): Promise<Words> {
  const domain = [
    ['model', '=', 'account.tax'],
    ['module', '=', 'account'],
    ['res_id', 'in', taxIds.filter(Number)],
  ];
  const found = rows(
    await odoo.rpc(odoo.adminKey, 'ir.model.data', 'search_read', { domain, fields: ['name', 'res_id'] }),
  );
  const externals = found.map(({ name, res_id }) => [res_id, String(name).replace(/^\d+_/, '')] as const);
  return new Map([...names, ...externals]);
}

function distribution(value: unknown, analytic: ReadonlyMap<string, number>): unknown {
  if (typeof value !== 'object' || value === null) return false;
  const name = (id: string): string =>
    [...analytic].find(([, known]) => known === Number(id))?.[0] ?? `unknown ${id}`;
  return Object.fromEntries(
    Object.entries(value).map(([key, percent]) => [key.split(',').map(name).join(' + '), percent]),
  );
}

import { rows } from '../helpers.ts';
import { ids, type RealCompany } from './company.ts';
import type { Values } from './desk.ts';
import { vatCodeOf } from './taxes.ts';

/** A tax of a row as its accountant has set it up. */
export interface RowTax {
  readonly code: string;
  readonly percent: number;
}

/** A document as Odoo's tables have it, with the records that it points to. */
export interface Booked {
  readonly move: Values;
  /** In the order that people see. */
  readonly lines: readonly Values[];
  readonly journal: string;
  readonly currency: string;
  readonly salesperson: string;
  readonly customer: Values;
  readonly shipping: Values | undefined;
  readonly original: string;
  readonly incoterm: string;
  readonly term: Values | undefined;
  taxOf(id: unknown): RowTax;
  /** A field of the record behind a row's many2one, as text. */
  named(model: keyof typeof NAMED, id: unknown): string;
  /** `Plan: account` by the keys of an analytic distribution. */
  analytic(id: unknown): string;
}

const words = (text: string): string[] => text.trim().split(/\s+/);

const MOVE = words(`
  name move_type state date invoice_date invoice_date_due delivery_date payment_reference ref invoice_origin
  narration journal_id currency_id invoice_user_id commercial_partner_id partner_shipping_id
  invoice_payment_term_id invoice_incoterm_id reversed_entry_id amount_untaxed amount_tax amount_total amount_total_signed line_ids
`);
const LINE = words(`
  display_type sequence name quantity price_unit discount tax_ids tax_line_id product_id product_uom_id
  account_id analytic_distribution amount_currency
`);
const PARTNER = words('name street zip city country_id vat company_registry is_company');
const TERM = words('early_discount discount_percentage discount_days');
/** Which field says what a record is called in Netvisor. */
const NAMED = { 'product.product': 'default_code', 'uom.uom': 'name', 'account.account': 'code' } as const;

/** Reads documents with the rights of the bot, in a few calls for all of them. */
export async function readBooks(
  { odoo, taxes, analytic }: RealCompany,
  moveIds: readonly number[],
): Promise<ReadonlyMap<number, Booked>> {
  const read = async (
    model: string,
    wanted: readonly unknown[],
    fields: readonly string[],
  ): Promise<ReadonlyMap<unknown, Values>> => {
    const context = { active_test: false };
    const all = [...new Set(wanted)].filter(Number);
    const found = await odoo.rpc(odoo.botKey, model, 'read', { ids: all, fields, load: '', context });
    return new Map(rows(found).map((record) => [record['id'], record]));
  };
  const moves = [...(await read('account.move', moveIds, MOVE)).values()];
  const lines = await read(
    'account.move.line',
    moves.flatMap((move) => ids(move['line_ids'])),
    LINE,
  );
  const ofMoves = (field: string): unknown[] => moves.map((move) => move[field]);
  const ofLines = (field: string): unknown[] => [...lines.values()].map((line) => line[field]);
  const [partners, journals, currencies, users, terms, incoterms, originals] = await Promise.all([
    read('res.partner', [...ofMoves('commercial_partner_id'), ...ofMoves('partner_shipping_id')], PARTNER),
    read('account.journal', ofMoves('journal_id'), ['code']),
    read('res.currency', ofMoves('currency_id'), ['name']),
    read('res.users', ofMoves('invoice_user_id'), ['name']),
    read('account.payment.term', ofMoves('invoice_payment_term_id'), TERM),
    read('account.incoterms', ofMoves('invoice_incoterm_id'), ['code']),
    read('account.move', ofMoves('reversed_entry_id'), ['name']),
  ]);
  const countries = await read(
    'res.country',
    [...partners.values()].map((partner) => partner['country_id']),
    ['code'],
  );
  const named = new Map<string, ReadonlyMap<unknown, Values>>();
  for (const [model, field] of Object.entries(NAMED)) {
    const many2one = `${model === 'uom.uom' ? 'product_uom' : (model.split('.')[0] ?? '')}_id`;
    named.set(model, await read(model, ofLines(many2one), [field]));
  }
  const percents = await read('account.tax', [...taxes.values()], ['amount']);
  const codes = new Map([...taxes].map(([key, id]) => [id, vatCodeOf(key)]));
  const text = (value: unknown): string =>
    value === false || value === undefined || value === null ? '' : String(value);
  const withCountry = (id: unknown): Values | undefined => {
    const partner = partners.get(id);
    return partner && { ...partner, country: text(countries.get(partner['country_id'])?.['code']) };
  };
  return new Map(
    moves.map((move) => [
      Number(move['id']),
      {
        move,
        lines: ids(move['line_ids'])
          .map((id) => lines.get(id))
          .filter((line): line is Values => line !== undefined)
          .toSorted(
            (a, b) => Number(a['sequence']) - Number(b['sequence']) || Number(a['id']) - Number(b['id']),
          ),
        journal: text(journals.get(move['journal_id'])?.['code']),
        currency: text(currencies.get(move['currency_id'])?.['name']),
        salesperson: text(users.get(move['invoice_user_id'])?.['name']),
        customer: withCountry(move['commercial_partner_id']) ?? {},
        shipping:
          move['partner_shipping_id'] === move['commercial_partner_id']
            ? undefined
            : withCountry(move['partner_shipping_id']),
        incoterm: text(incoterms.get(move['invoice_incoterm_id'])?.['code']),
        original: text(originals.get(move['reversed_entry_id'])?.['name']),
        term: terms.get(move['invoice_payment_term_id']),
        taxOf: (id) => ({
          code: codes.get(Number(id)) ?? '',
          percent: Number(percents.get(id)?.['amount']),
        }),
        named: (model, id) => text(named.get(model)?.get(id)?.[NAMED[model]]),
        analytic: (id) =>
          [...analytic].find(([, known]) => known === Number(id))?.[0] ?? `unknown ${String(id)}`,
      },
    ]),
  );
}

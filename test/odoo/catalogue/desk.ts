import { firstRow, firstId, idOf } from '../helpers.ts';
import { ids, known, type Currency, type RealCompany } from './company.ts';
import type { TaxKey } from './taxes.ts';

export type Values = Readonly<Record<string, unknown>>;

/** Values of a customer invoice as `account.move` has them, with its rows in order. */
export interface Invoice extends Values {
  readonly partner_id: number;
  readonly rows: readonly Values[];
}

/** The day of an invoice that does not care. */
export const DAY = '2026-03-02';

/** Where the accountant makes the documents of one case: customers and products are of this case alone. */
export class Desk {
  readonly #company: RealCompany;
  /** Told apart by the name of the case, so that a case says the same wherever it stands in the catalogue. */
  readonly #digits: number;
  #made = 0;

  constructor(company: RealCompany, caseName: string) {
    this.#company = company;
    let hash = 7;
    for (const char of caseName) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 99_991;
    this.#digits = hash;
  }

  get company(): RealCompany {
    return this.#company;
  }

  call(model: string, method: string, args: readonly unknown[], kwargs: Values = {}): Promise<unknown> {
    return this.#company.accountant.call(model, method, args, kwargs);
  }

  async create(model: string, values: Values, context: Values = {}): Promise<number> {
    return firstId(await this.call(model, 'create', [[values]], { context }));
  }

  async read(model: string, id: number, fields: readonly string[]): Promise<Values> {
    return firstRow(await this.call(model, 'read', [[id], fields], { load: '' }));
  }

  external(externalId: string): Promise<number> {
    return idOf(this.#company.odoo, externalId);
  }

  /** A Finnish company with a business id and a VAT number, unless `values` say otherwise. */
  async customer(values: Values = {}): Promise<number> {
    const digits = this.#next();
    const businessId = finnishBusinessId(digits);
    return this.create('res.partner', {
      name: `Asiakas ${digits} Oy`,
      is_company: true,
      company_registry: businessId,
      vat: `FI${businessId.replace('-', '')}`,
      street: 'Havukatu 4',
      zip: '90100',
      city: 'Oulu',
      country_id: await this.external('base.fi'),
      ...values,
    });
  }

  /** A company abroad; `country` is the code of the country, lower case. */
  async customerAbroad({ country, ...values }: Values & { readonly country: string }): Promise<number> {
    const country_id = await this.external(`base.${country}`);
    // Åland's companies have Finnish business ids and VAT numbers.
    return this.customer({ ...(country !== 'ax' && { company_registry: false }), country_id, ...values });
  }

  /** Goods with a code of their own, at the company's default tax unless `values` say otherwise. */
  product(values: Values = {}): Promise<number> {
    const digits = this.#next();
    return this.create('product.product', {
      name: `Laatikko ${digits}`,
      default_code: `LAA-${digits}`,
      type: 'consu',
      ...values,
    });
  }

  /** The value of `tax_ids` or `taxes_id`; none at all where no key is given. */
  taxes(...keys: readonly TaxKey[]): unknown {
    return [[6, 0, keys.map((key) => known(this.#company.taxes, key))]];
  }

  fiscalPosition(suffix: string): Promise<number> {
    return this.external(`account.${this.#company.odoo.companyId}_${suffix}`);
  }

  async account(code: string): Promise<number> {
    const [id, ...more] = ids(await this.call('account.account', 'search', [[['code', '=', code]]]));
    if (id === undefined || more.length > 0) throw new Error(`not one account ${code}`);
    return id;
  }

  currency(code: Currency): number {
    return known(this.#company.currencies, code);
  }

  /** A sales journal of the case's own, with its own numbers. */
  journal(code: string, name: string, values: Values = {}): Promise<number> {
    return this.create('account.journal', { code, name, type: 'sale', ...values });
  }

  async reference(invoice: number): Promise<string> {
    return String((await this.read('account.move', invoice, ['payment_reference']))['payment_reference']);
  }

  /** What is done while the company's sales are locked up to a day. */
  async whileLocked<T>(sale_lock_date: string, work: () => Promise<T>): Promise<T> {
    const { odoo } = this.#company;
    const lock = (day: string | false): Promise<unknown> =>
      odoo.rpc(odoo.adminKey, 'res.company', 'write', {
        ids: [odoo.companyId],
        vals: { sale_lock_date: day },
      });
    await lock(sale_lock_date);
    try {
      return await work();
    } finally {
      await lock(false);
    }
  }

  draft({ rows, ...values }: Invoice): Promise<number> {
    const invoice_line_ids = rows.map((row, index) => [0, 0, { sequence: 10 + index, ...row }]);
    return this.create('account.move', {
      move_type: 'out_invoice',
      invoice_date: DAY,
      // Without a term Odoo takes the day on which it is posted. `undefined` leaves that to Odoo.
      ...(!('invoice_payment_term_id' in values) && { invoice_date_due: '2026-03-16' }),
      ...values,
      invoice_line_ids,
    });
  }

  /** `sums` is what the document must come to: `<untaxed> + <tax>`, in its own currency. */
  async posted(id: number, sums: string): Promise<number> {
    await this.call('account.move', 'action_post', [[id]]);
    const move = await this.read('account.move', id, ['name', 'state', 'amount_untaxed', 'amount_tax']);
    const seen = `${Number(move['amount_untaxed']).toFixed(2)} + ${Number(move['amount_tax']).toFixed(2)}`;
    if (move['state'] !== 'posted') throw new Error(`${String(move['name'])} is ${String(move['state'])}`);
    if (seen !== sums) throw new Error(`${String(move['name'])} comes to ${seen}, not ${sums}`);
    return id;
  }

  async invoice(invoice: Invoice, sums: string): Promise<number> {
    return this.posted(await this.draft(invoice), sums);
  }

  /** One box for 100.00 with the default tax: for cases about something else. */
  async simple(values: Values = {}, sums = '100.00 + 25.50'): Promise<number> {
    const partner_id = values['partner_id'] ?? (await this.customer());
    const rows = [{ product_id: await this.product(), quantity: 1, price_unit: 100 }];
    return this.invoice({ ...values, partner_id: Number(partner_id), rows }, sums);
  }

  /** The draft credit note that the button *Credit Note* of a posted invoice makes. */
  async reversal(invoice: number, date: string, reason = 'Palautus'): Promise<number> {
    const { journal_id } = await this.read('account.move', invoice, ['journal_id']);
    const context = { active_model: 'account.move', active_ids: [invoice] };
    const wizard = await this.create('account.move.reversal', { journal_id, date, reason }, context);
    await this.call('account.move.reversal', 'refund_moves', [[wizard]], { context });
    const { reversal_move_ids } = await this.read('account.move', invoice, ['reversal_move_ids']);
    const made = Math.max(...ids(reversal_move_ids));
    const { state } = await this.read('account.move', made, ['state']);
    if (state !== 'draft') throw new Error(`the reversal of ${invoice} is ${String(state)}`);
    return made;
  }

  /** *Pay* on a posted invoice: all of it into the bank, unless an amount is given. */
  async pay(invoice: number, payment_date: string, amount?: number): Promise<void> {
    const context = { active_model: 'account.move', active_ids: [invoice] };
    const values = { payment_date, ...(amount !== undefined && { amount }) };
    const wizard = await this.create('account.payment.register', values, context);
    await this.call('account.payment.register', 'action_create_payments', [[wizard]], { context });
  }

  /** Matches open credit (of a credit note) with an invoice, as a click on *Add* below its total does. */
  async matchWith(invoice: number, creditNote: number): Promise<void> {
    const domain = [
      ['move_id', '=', creditNote],
      ['display_type', '=', 'payment_term'],
    ];
    const [line] = ids(await this.call('account.move.line', 'search', [domain]));
    await this.call('account.move', 'js_assign_outstanding_line', [[invoice], line]);
  }

  async expectPaymentState(id: number, wanted: string): Promise<void> {
    const { payment_state } = await this.read('account.move', id, ['payment_state']);
    if (payment_state !== wanted) throw new Error(`${id} is ${String(payment_state)}, not ${wanted}`);
  }

  #next(): string {
    this.#made += 1;
    return `${String(this.#digits).padStart(5, '0')}${String(this.#made).padStart(2, '0')}`;
  }
}

/** With a valid check digit, from seven digits; those that have none get the next number's. */
function finnishBusinessId(digits: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const rest = sum % 11;
  if (rest === 1) return finnishBusinessId(String((Number(digits) + 1) % 10_000_000).padStart(7, '0'));
  return `${digits}-${rest === 0 ? 0 : 11 - rest}`;
}

/** A row of a section, a subsection or a note. */
export const text = (
  display_type: 'line_section' | 'line_subsection' | 'line_note',
  name: string,
): Values => ({
  display_type,
  name,
});

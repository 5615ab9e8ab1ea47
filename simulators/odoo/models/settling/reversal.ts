import { NotSimulated, userError } from '../../errors.ts';
import type { Row } from '../../orm/database.ts';
import type { Env } from '../../orm/env.ts';
import type { Json, JsonObject } from '../../schema/types.ts';
import { isEntered } from '../direction.ts';

const LINE = 'account.move.line';

export interface Reversal {
  readonly date: string;
  readonly reason?: string | undefined;
}

/** What the reversal wizard makes of a posted invoice: a draft credit note (`refund_moves`). */
export function reverse(env: Env, invoice: Row, { date, reason }: Reversal): number {
  if (invoice['state'] !== 'posted') {
    throw userError('To reverse a journal entry, it has to be posted first.');
  }
  const type = { out_invoice: 'out_refund', in_invoice: 'in_refund' }[String(invoice['move_type'])];
  if (type === undefined) throw new NotSimulated('reverses invoices, not credit notes.');
  const term = env.follow('account.move', invoice, 'invoice_payment_term_id');
  const number = `Reversal of: ${String(invoice['name'])}`;
  const id = env.createOne('account.move', {
    ...copyOf(env, invoice),
    move_type: type,
    reversed_entry_id: invoice.id,
    ref: reason === undefined ? number : `${number}, ${reason}`,
    invoice_date: date,
    date,
    invoice_date_due: date,
    invoice_payment_term_id: term?.['early_pay_discount_computation'] === 'mixed' ? term.id : false,
    invoice_origin: invoice['invoice_origin'] ?? false,
    invoice_line_ids: copyOfRows(env, invoice),
  });
  env.sudo().createOne('mail.message', {
    model: 'account.move',
    res_id: invoice.id,
    body: '<p>This entry has been reversed</p>',
    message_type: 'notification',
    subtype_id: env.ref('mail.mt_note'),
    author_id: env.user['partner_id'] ?? false,
  });
  return id;
}

/** A new draft like an invoice, as the wizard makes it when the old one is to be corrected (`modify_moves`). */
export function duplicate(env: Env, invoice: Row, date: string): number {
  return env.createOne('account.move', {
    ...copyOf(env, invoice),
    move_type: invoice['move_type'] ?? false,
    date,
    invoice_payment_term_id: invoice['invoice_payment_term_id'] ?? false,
    invoice_line_ids: copyOfRows(env, invoice),
  });
}

const HEAD = [
  'journal_id',
  'partner_id',
  'partner_shipping_id',
  'currency_id',
  'fiscal_position_id',
  'invoice_user_id',
  'invoice_cash_rounding_id',
  'invoice_incoterm_id',
  'preferred_payment_method_line_id',
  'narration',
];
const ROW = [
  'display_type',
  'sequence',
  'name',
  'product_id',
  'product_uom_id',
  'quantity',
  'price_unit',
  'discount',
  'account_id',
  'analytic_distribution',
  'deductible_amount',
];

function copyOf(env: Env, invoice: Row): JsonObject {
  return { ...values(env, 'account.move', invoice, HEAD), company_id: invoice['company_id'] ?? false };
}

function copyOfRows(env: Env, invoice: Row): Json {
  return env.db
    .rows(LINE)
    .filter((line) => line['move_id'] === invoice.id && isEntered(line))
    .map((line) => [
      0,
      0,
      { ...values(env, LINE, line, ROW), tax_ids: [[6, 0, env.ids(LINE, line, 'tax_ids')]] },
    ]);
}

/** Fields that people have added are copied too, unless they said not to. */
function values(env: Env, model: string, row: Row, names: readonly string[]): JsonObject {
  const own = Object.entries(env.model(model).fields)
    .filter(([, field]) => field.manual === true && field.copied !== false && field.type !== 'one2many')
    .map(([name]) => name);
  return Object.fromEntries([...names, ...own].map((name) => [name, env.get(model, row, name)]));
}

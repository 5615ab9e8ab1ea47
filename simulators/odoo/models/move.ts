import { NotSimulated, userError } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import { fieldAttachment } from '../orm/attachments.ts';
import type { Json, JsonObject } from '../schema/types.ts';
import type { Behaviour } from './behaviour.ts';
import { rateOfCurrency } from './currency.ts';
import { directionSign, isSale } from './direction.ts';
import { accountingDate, followDates, followPartner, partnerValues } from './move-follows.ts';
import { syncItems } from './items/sync.ts';
import { followName } from './numbers.ts';

const MODEL = 'account.move';
const SALE_TYPES = ['out_invoice', 'out_refund'];
const PURCHASE_TYPES = ['in_invoice', 'in_refund'];

/** Fields that Odoo 19 refuses on a posted move (external API reference, account.move). */
const LOCKED_WHEN_POSTED = [
  'company_id',
  'currency_id',
  'date',
  'fiscal_position_id',
  'invoice_cash_rounding_id',
  'invoice_date',
  'invoice_line_ids',
  'invoice_payment_term_id',
  'journal_id',
  'move_type',
  'partner_id',
];

/** Fields that the journal items follow. */
const REBOOKED = [...LOCKED_WHEN_POSTED, 'invoice_date_due', 'payment_reference', 'ref'];

/** Fields that were seen to take new values on a posted move. */
const OPEN_WHEN_POSTED = [
  'checked',
  'delivery_date',
  'incoterm_location',
  'invoice_currency_rate',
  'invoice_date_due',
  'invoice_incoterm_id',
  'invoice_origin',
  'invoice_pdf_report_file',
  'invoice_user_id',
  'is_move_sent',
  'message_main_attachment_id',
  'name',
  'narration',
  'partner_bank_id',
  'partner_shipping_id',
  'payment_reference',
  'preferred_payment_method_line_id',
  'ref',
];

export function postedFieldsError(names: readonly string[]): Error {
  return userError(`You cannot modify the following readonly fields on a posted move: ${names.join(', ')}`);
}

function guardPosted(env: Env, row: Row, values: JsonObject): void {
  if (env.su || row['state'] !== 'posted') return;
  const names = Object.keys(values);
  const locked = names.filter((name) => LOCKED_WHEN_POSTED.includes(name));
  if (locked.length > 0) throw postedFieldsError(locked);
  const unknown = names.filter((name) => !name.startsWith('x_') && !OPEN_WHEN_POSTED.includes(name));
  if (unknown.length > 0) {
    throw new NotSimulated(`does not know whether a posted move takes a new ${unknown.join(', ')}.`);
  }
}

function prepare(env: Env, values: JsonObject): JsonObject {
  const moveType = values['move_type'] ?? 'entry';
  if (![...SALE_TYPES, ...PURCHASE_TYPES].some((type) => type === moveType)) {
    throw new NotSimulated(`makes customer and vendor invoices and credit notes, not ${String(moveType)}.`);
  }
  const sale = SALE_TYPES.some((type) => type === moveType);
  const { invoice_line_ids: lines, ...own } = values;
  const journal = chooseJournal(env, own, sale ? 'sale' : 'purchase');
  const company = env.follow('account.journal', journal, 'company_id');
  const currency = journal['currency_id'] || company?.['currency_id'] || false;
  const head: JsonObject = {
    journal_id: journal.id,
    company_id: company?.id ?? false,
    currency_id: currency,
    date: accountingDate(env, sale, own['invoice_date'] || env.today()),
    invoice_user_id: sale ? env.uid : false,
    ...own,
  };
  const day = String(head['invoice_date'] || env.today());
  const filled: JsonObject = {
    ...partnerValues(env, head),
    invoice_currency_rate: rateOfCurrency(env, Number(head['currency_id']), Number(company?.id), day),
    ...head,
  };
  // Rows come last: they take currency, partner and company from the finished head.
  return lines === undefined ? filled : { ...filled, invoice_line_ids: lines };
}

function chooseJournal(env: Env, values: JsonObject, type: 'sale' | 'purchase'): Row {
  const given = values['journal_id'];
  const company = typeof values['company_id'] === 'number' ? values['company_id'] : env.company;
  const found =
    typeof given === 'number'
      ? env.db.row('account.journal', given)
      : env.db
          .rows('account.journal')
          .find((row) => row['type'] === type && row['company_id'] === company && row['active'] === true);
  if (found === undefined) {
    throw userError(`No journal could be found in company ${company} for any of those types: ${type}`);
  }
  if (found['type'] !== type) throw userError('You cannot create an invoice in a journal of another type.');
  return found;
}

function written(env: Env, row: Row, names: readonly string[]): void {
  const sudo = env.sudo();
  if (names.includes('name')) followName(sudo, row);
  const draft = row['state'] === 'draft';
  if (draft && names.includes('partner_id')) {
    followPartner(env, row, names);
    for (const line of env.db.where('account.move.line', 'move_id', row.id)) {
      sudo.db.set(line, 'partner_id', row['commercial_partner_id'] ?? false);
    }
  }
  if (
    draft &&
    ['partner_id', 'currency_id', 'invoice_date', 'invoice_payment_term_id'].some((n) => names.includes(n))
  ) {
    followDates(env, row, names);
  }
  if (draft && !isSale(row) && names.includes('invoice_date') && !names.includes('date')) {
    sudo.db.set(row, 'date', accountingDate(env, false, row['invoice_date'] || env.today()));
  }
  if (draft && names.includes('currency_id')) {
    for (const line of env.db.where('account.move.line', 'move_id', row.id)) {
      sudo.db.set(line, 'currency_id', row['currency_id'] ?? false);
    }
  }
  if (names.includes('amount_residual')) {
    const open = Number(row['amount_residual']) / (Number(row['invoice_currency_rate']) || 1);
    sudo.db.set(row, 'amount_residual_signed', round(open * -directionSign(row)));
  } else if (names.some((name) => REBOOKED.includes(name))) syncItems(env, row);
}

function beforeUnlink(env: Env, row: Row): void {
  // Its rows go with it; they are not to be booked anew one by one.
  env.db.writing.add(row);
  if (env.su) return;
  if (row['state'] === 'posted') {
    throw userError('You cannot delete a posted journal item. Reset the journal entry to draft before.');
  }
  const later = env.db
    .where(MODEL, 'sequence_prefix', String(row['sequence_prefix']))
    .some(
      (other) =>
        other['journal_id'] === row['journal_id'] &&
        Number(other['sequence_number']) > Number(row['sequence_number']),
    );
  if (row['posted_before'] === true && later) {
    throw userError(
      'You cannot delete this entry, as it has already consumed a sequence number and is not the last one in the chain.',
    );
  }
}

const NAMES: Readonly<Record<string, string>> = {
  out_invoice: 'Draft Invoice',
  out_refund: 'Draft Credit Note',
  in_invoice: 'Draft Bill',
  in_refund: 'Draft Vendor Credit Note',
};

export const move: Behaviour = {
  prepare,
  created: (env, row, values) => {
    const given = Object.keys(values);
    followDates(env, row, given);
    if (row['name'] !== false) followName(env, row);
    syncItems(env, row);
  },
  beforeWrite: (env, row, values) => {
    guardPosted(env, row, values);
    return values;
  },
  written,
  beforeUnlink,
  displayName: (_env, row) => {
    const name = row['name'];
    if (typeof name === 'string' && name !== '/') return name;
    return NAMES[String(row['move_type'])] ?? 'Draft Entry';
  },
  computed: {
    amount_paid: (_env, row) => round(Number(row['amount_total']) - Number(row['amount_residual'])),
    invoice_pdf_report_id: (env, row) =>
      fieldAttachment(env, MODEL, row.id, 'invoice_pdf_report_file')?.id ?? false,
    access_url: (_env, row) => `/my/invoices/${row.id}`,
    move_sent_values: (_env, row) => (row['is_move_sent'] === true ? 'sent' : 'not_sent'),
    status_in_payment: (_env, row) => statusInPayment(row),
    matched_payment_ids: (env, row) =>
      env.db
        .rows('account.payment')
        .filter((payment) => env.ids('account.payment', payment, 'invoice_ids').includes(row.id))
        .map(({ id }) => id)
        .reverse(),
    direction_sign: (_env, row) => directionSign(row),
  },
};

/** What people see in one column: paid or not, and before that how far the invoice has come. */
function statusInPayment(row: Row): Json {
  const { state = false, payment_state: paid = false } = row;
  if (state !== 'posted') return state;
  if (paid !== 'not_paid' && paid !== 'blocked') return paid;
  return paid === 'not_paid' && row['is_move_sent'] === true ? 'sent' : paid === 'blocked' ? paid : 'posted';
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

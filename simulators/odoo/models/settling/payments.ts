import { NotSimulated, userError } from '../../errors.ts';
import type { Row } from '../../orm/database.ts';
import type { Env } from '../../orm/env.ts';
import type { Json } from '../../schema/types.ts';
import type { Behaviour } from '../behaviour.ts';
import { rateOn } from '../currency.ts';
import { directionSign, isSale } from '../direction.ts';
import { put } from '../items/dynamic-rows.ts';
import { settleResiduals } from '../residuals.ts';
import { Exact, cents, double } from '../tax/decimal.ts';
import { bookEntry } from './entries.ts';

const MODEL = 'account.payment';

export interface PaymentWanted {
  /** In the invoice's currency; left out: all that is open. */
  readonly amount?: number | undefined;
  readonly date?: string | undefined;
  /** Code of the account that takes what is open beyond the amount, so that the invoice counts as paid. */
  readonly writeOff?: string | undefined;
}

/** What the payment wizard does: a payment with its entry. Settling the invoice with it is the caller's. */
export function bookPayment(env: Env, invoice: Row, wanted: PaymentWanted): { payment: Row; entry: Row } {
  const open = Number(invoice['amount_residual']);
  if (open === 0) throw userError("You can't register a payment because there is nothing left to pay.");
  const amount = wanted.amount ?? open;
  if (amount <= 0) throw new NotSimulated('registers payments of more than nought.');
  const date = wanted.date ?? env.today();
  const inbound = directionSign(invoice) === -1;
  const journal = bankOf(env, invoice);
  const method = env.db
    .rows('account.payment.method.line')
    .find(
      (row) => row['journal_id'] === journal.id && row['payment_type'] === (inbound ? 'inbound' : 'outbound'),
    );
  const memo = invoice['payment_reference'] || invoice['name'] || false;
  const owed = env.db
    .where('account.move.line', 'move_id', invoice.id)
    .find((line) => line['display_type'] === 'payment_term');
  const outstanding = accountOf(env, invoice, inbound ? '1923' : '1924');
  const id = env.createOne(MODEL, {
    payment_type: inbound ? 'inbound' : 'outbound',
    partner_type: isSale(invoice) ? 'customer' : 'supplier',
    partner_id: invoice['commercial_partner_id'] ?? false,
    amount,
    currency_id: invoice['currency_id'] ?? false,
    date,
    journal_id: journal.id,
    company_id: invoice['company_id'] ?? false,
    memo,
    payment_method_line_id: method?.id ?? false,
    outstanding_account_id: outstanding,
    destination_account_id: owed?.['account_id'] ?? false,
    invoice_ids: [[6, 0, [invoice.id]]],
    state: 'in_process',
  });
  const payment = env.db.row(MODEL, id);
  if (payment === undefined) throw new NotSimulated('lost a payment.');
  const sign = inbound ? 1 : -1;
  const balance = sign * double(cents(new Exact(amount).div(rateOn(env, invoice, date))));
  const name = `Manual Payment: ${String(memo)}`;
  const more = { date_maturity: date, payment_id: id };
  const off = wanted.writeOff === undefined ? 0 : double(cents(new Exact(open).minus(amount)));
  if (off !== 0 && balance !== sign * amount)
    throw new NotSimulated('writes off in the currency of the company.');
  const settled = double(cents(new Exact(amount).plus(off)));
  const entry = bookEntry(
    env,
    journal,
    {
      date,
      ref: memo,
      partner_id: invoice['commercial_partner_id'] ?? false,
      commercial_partner_id: invoice['commercial_partner_id'] ?? false,
      currency_id: invoice['currency_id'] ?? false,
      origin_payment_id: id,
    },
    [
      { account: outstanding, currency: sign * amount, balance, name, more },
      {
        account: owed?.['account_id'] ?? false,
        currency: -sign * settled,
        balance: off === 0 ? -balance : -sign * settled,
        name,
        more,
      },
      ...(off === 0
        ? []
        : [
            {
              account: accountOf(env, invoice, wanted.writeOff ?? ''),
              currency: sign * off,
              balance: sign * off,
              name: 'Write-Off',
              more: { payment_id: id },
            },
          ]),
    ],
  );
  put(env, payment, {
    move_id: entry.id,
    name: entry['name'] ?? false,
    amount_company_currency_signed: balance,
  });
  return { payment, entry };
}

function bankOf(env: Env, invoice: Row): Row {
  const journal = env.db
    .rows('account.journal')
    .find((row) => row['type'] === 'bank' && row['company_id'] === invoice['company_id']);
  if (journal === undefined) throw new NotSimulated('has no bank journal for this company.');
  return journal;
}

function accountOf(env: Env, invoice: Row, code: string): Json {
  const company = Number(invoice['company_id']);
  const found = env.db
    .rows('account.account')
    .find((row) => row['code'] === code && env.ids('account.account', row, 'company_ids').includes(company));
  return found?.id ?? false;
}

/** A payment is done when all that it pays is paid. */
export function settlePayments(env: Env, lines: readonly Row[]): void {
  const ids = new Set(lines.map((line) => line['payment_id']).filter((id) => typeof id === 'number'));
  for (const id of ids) {
    const payment = env.db.row(MODEL, Number(id));
    if (payment === undefined) continue;
    const own = lines.find((line) => line['payment_id'] === id);
    const invoices = env.ids(MODEL, payment, 'invoice_ids').map((one) => env.db.row('account.move', one));
    const paid = invoices.length > 0 && invoices.every((one) => one?.['payment_state'] === 'paid');
    put(env, payment, {
      is_reconciled: own?.['reconciled'] === true,
      state: paid || payment['is_matched'] === true ? 'paid' : 'in_process',
    });
  }
}

export const payment: Behaviour = {
  written: (env, row, names) => {
    if (!names.includes('is_matched')) return;
    const sudo = env.sudo();
    for (const id of sudo.ids(MODEL, row, 'invoice_ids')) {
      const invoice = sudo.db.row('account.move', id);
      if (invoice !== undefined) settleResiduals(sudo, invoice);
    }
    if (row['is_matched'] === true) put(sudo, row, { state: 'paid' });
  },
};

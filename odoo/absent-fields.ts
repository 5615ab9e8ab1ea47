/**
 * Fields of Odoo 19 that Silta reads and Odoo 16 to 18 do not have, each with what it is made from there (Odoo
 * external API, data model by version). A field that is not listed must exist.
 */
import { z } from 'zod';
import { check } from './check.ts';
import { isRow, rowsIn, type Row, type Specification } from './specification.ts';
import { readTermDay, readTermDiscount } from './older-terms.ts';
import type { OdooCall } from './transport.ts';

/** Asks the same Odoo, in the context of the reading that is under way. */
export interface Ask {
  call(call: Omit<OdooCall, 'context'>): Promise<unknown>;
  /** The same reading of other records. */
  read(model: string, ids: readonly number[], specification: Specification): Promise<readonly Row[]>;
  /** Company that the reading is for. */
  readonly company: number | undefined;
}

export interface Substitute {
  /** Fields that the value is made from. */
  readonly from?: Specification;
  /** Gives every row its value; `wanted` is what is asked of the records that the field leads to. */
  fill(rows: readonly Row[], ask: Ask, wanted: Specification): Promise<void> | void;
}

/** The fact itself does not exist there. */
const nowhere = (field: string): Substitute => ({ fill: (rows) => each(rows, () => ({ [field]: false })) });

const each = (rows: readonly Row[], made: (row: Row) => Row): void =>
  rows.forEach((row) => Object.assign(row, made(row)));

const TERM_LINES = { months: {}, days: {}, end_month: {}, days_after: {} };
const termDay: Substitute = { from: TERM_LINES, fill: (rows) => each(rows, readTermDay) };

const DISCOUNT = { line_ids: { fields: { discount_percentage: {}, discount_days: {} } } };
const termDiscount: Substitute = {
  from: DISCOUNT,
  async fill(rows, ask) {
    each(rows, readTermDiscount);
    const discounted = rows.filter((row) => row['early_discount'] === true);
    if (discounted.length === 0) return;
    const how = await companyDiscount(ask);
    each(discounted, () => ({ early_pay_discount_computation: how }));
  },
};

const company16 = z.array(
  z.object({ early_pay_discount_computation: z.union([z.literal(false), z.string()]) }),
);

/** What a cash discount does to the VAT was said by the company, once for all terms. */
async function companyDiscount(ask: Ask): Promise<string | false> {
  if (ask.company === undefined) return false;
  const args = { fields: ['early_pay_discount_computation'] };
  const answer = await ask.call({ model: 'res.company', method: 'read', ids: [ask.company], args });
  return check(company16, answer, 'res.company/read')[0]?.early_pay_discount_computation ?? false;
}

/** Units of the document's currency for one of the company's, as its journal items say. */
const rate: Substitute = {
  from: { amount_total: {}, amount_total_signed: {}, line_ids: { fields: { currency_rate: {} } } },
  fill: (rows) =>
    each(rows, (row) => {
      const [own] = rowsIn(row['line_ids']).map((line) => Number(line['currency_rate']));
      const sums = Math.abs(Number(row['amount_total']) / Number(row['amount_total_signed']));
      const [found] = [own, sums].filter(
        (value) => value !== undefined && Number.isFinite(value) && value > 0,
      );
      // Without rows there is nothing to convert.
      return { invoice_currency_rate: found ?? 1 };
    }),
};

/** The payment that an entry was booked by; 18 has given the field another name. */
const originPayment: Substitute = {
  from: { payment_id: { fields: { amount_company_currency_signed: {} } } },
  fill: (rows) => each(rows, (row) => ({ origin_payment_id: row['payment_id'] })),
};

/** Accounts of the distribution by their ids; one that was deleted is missing, as it is on Odoo 19. */
const analyticAccounts: Substitute = {
  from: { analytic_distribution: {} },
  async fill(rows, ask, wanted) {
    const idsOf = (row: Row): readonly number[] => {
      const shares = row['analytic_distribution'];
      return isRow(shares) ? Object.keys(shares).flatMap((key) => key.split(',').map(Number)) : [];
    };
    const ids = [...new Set(rows.flatMap(idsOf))];
    const accounts = ids.length > 0 ? await ask.read('account.analytic.account', ids, wanted) : [];
    each(rows, (row) => {
      const own = new Set(idsOf(row));
      return { distribution_analytic_account_ids: accounts.filter(({ id }) => own.has(Number(id))) };
    });
  },
};

/** Until 16 the PDF is an attachment like others, found by the name that printing gives it. */
const pdf: Substitute = {
  from: { name: {}, state: {}, company_id: { fields: { x_netvisor_attachments: {} } } },
  async fill(rows, ask, wanted) {
    for (const row of rows) row['invoice_pdf_report_id'] = (await printed(row, ask, wanted)) ?? false;
  },
};

async function printed(row: Row, ask: Ask, wanted: Specification): Promise<Row | undefined> {
  const { name, state } = row;
  const [choice] = rowsIn(row['company_id']).map((company) => company['x_netvisor_attachments']);
  if (state !== 'posted' || typeof name !== 'string' || (choice !== 'pdf' && choice !== 'chosen'))
    return undefined;
  const domain = [
    ['res_model', '=', 'account.move'],
    ['res_id', '=', row['id']],
    ['name', '=', `${name.replaceAll('/', '_')}.pdf`],
    ['mimetype', '=', 'application/pdf'],
  ];
  const args = { domain, order: 'id desc', limit: 1 };
  const answer = await ask.call({ model: 'ir.attachment', method: 'search', args });
  const ids = check(z.array(z.number()), answer, 'ir.attachment/search');
  return ids.length > 0 ? (await ask.read('ir.attachment', ids, wanted))[0] : undefined;
}

/** Lock of all journals for those who are no advisers; 18 has one for each kind of journal. */
const salesLock: Substitute = {
  from: { period_lock_date: {} },
  fill: (rows) => each(rows, (row) => ({ sale_lock_date: row['period_lock_date'] })),
};

export const SUBSTITUTES: Readonly<Record<string, Readonly<Record<string, Substitute>>>> = {
  'account.move': {
    delivery_date: nowhere('delivery_date'),
    invoice_currency_rate: rate,
    invoice_pdf_report_id: pdf,
    origin_payment_id: originPayment,
  },
  'account.move.line': { distribution_analytic_account_ids: analyticAccounts },
  'account.payment.term': {
    early_discount: termDiscount,
    discount_percentage: termDiscount,
    discount_days: termDiscount,
    early_pay_discount_computation: termDiscount,
  },
  'account.payment.term.line': { delay_type: termDay, nb_days: termDay },
  'res.company': { sale_lock_date: salesLock },
  'res.partner': {
    peppol_eas: nowhere('peppol_eas'),
    peppol_endpoint: nowhere('peppol_endpoint'),
  },
};

/** Values that older versions write otherwise, by model. */
export const TIDIED: Readonly<Record<string, (row: Row) => void>> = {
  // The number that a draft does not have yet.
  'account.move': (row) => {
    if (row['name'] === '/') row['name'] = false;
  },
};

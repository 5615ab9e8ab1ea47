import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { Json, JsonObject } from '../schema/types.ts';
import { rateOn } from './currency.ts';
import { isSale } from './direction.ts';
import { detectPosition } from './fiscal-position.ts';
import { lastDueDate } from './items/term-rows.ts';

/** What follows from the partner: commercial partner, delivery address, terms, fiscal position, bank account. */
export function partnerValues(env: Env, head: JsonObject): JsonObject {
  const sudo = env.sudo();
  const company = sudo.db.row('res.company', Number(head['company_id']));
  const partner = sudo.db.row('res.partner', Number(head['partner_id']));
  if (partner === undefined || company === undefined) return NOBODY;
  const sale = isSale(head);
  const own = (name: string): Json => sudo.get('res.partner', partner, name);
  const shipping = head['partner_shipping_id'] || (sale ? deliveryAddress(sudo, partner) : false);
  const delivery = sudo.db.row('res.partner', Number(shipping));
  const method = sale
    ? 'property_inbound_payment_method_line_id'
    : 'property_outbound_payment_method_line_id';
  return {
    commercial_partner_id: partner['commercial_partner_id'] ?? false,
    partner_shipping_id: shipping,
    invoice_payment_term_id: own(sale ? 'property_payment_term_id' : 'property_supplier_payment_term_id'),
    fiscal_position_id: detectPosition(sudo, company, partner, delivery),
    preferred_payment_method_line_id: own(method),
    partner_bank_id: bankOf(sudo, sale ? company['partner_id'] : partner['commercial_partner_id']),
  };
}

const NOBODY: JsonObject = {
  commercial_partner_id: false,
  partner_shipping_id: false,
  invoice_payment_term_id: false,
  fiscal_position_id: false,
  preferred_payment_method_line_id: false,
  partner_bank_id: false,
};

/** A draft gets another partner: what follows from it changes where the same write does not say otherwise. */
export function followPartner(env: Env, row: Row, given: readonly string[]): void {
  const { partner_shipping_id: shipping = false, ...head } = row;
  const kept = given.includes('partner_shipping_id') ? { ...head, partner_shipping_id: shipping } : head;
  for (const [name, value] of Object.entries(partnerValues(env, kept))) {
    if (!given.includes(name)) env.db.set(row, name, value);
  }
}

function deliveryAddress(env: Env, partner: Row): number {
  const family = env.db.rows('res.partner').filter((other) => other['parent_id'] === partner.id);
  return family.find((other) => other['type'] === 'delivery' && other['active'] === true)?.id ?? partner.id;
}

/** The account that money should arrive on: ours on sales, the supplier's on purchases. */
function bankOf(env: Env, owner: Json | undefined): Json {
  const bank = env.db
    .rows('res.partner.bank')
    .find((one) => one['partner_id'] === owner && one['active'] === true);
  return bank?.id ?? false;
}

/** Rate and due date follow from currency, dates and terms; without terms an invoice is due on the day it is made. */
export function followDates(env: Env, row: Row, given: readonly string[]): void {
  const sudo = env.sudo();
  if (!given.includes('invoice_currency_rate')) {
    const rate = rateOn(sudo, row, String(row['invoice_date'] || env.today()));
    sudo.db.set(row, 'invoice_currency_rate', rate);
  }
  const start = String(row['invoice_date'] || row['date'] || env.today());
  const due = lastDueDate(sudo, row, start) ?? (row['invoice_date_due'] || env.today());
  sudo.db.set(row, 'invoice_date_due', due);
}

/** A bill of an earlier month is booked on that month's last day, a later one not before today (seen). */
export function accountingDate(env: Env, sale: boolean, invoiceDate: Json): Json {
  const [day, today] = [String(invoiceDate), env.today()];
  if (sale) return day;
  if (day.slice(0, 7) >= today.slice(0, 7)) return day > today ? day : today;
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

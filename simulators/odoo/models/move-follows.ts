import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { Json } from '../schema/types.ts';
import { rateOn } from './currency.ts';
import { isSale } from './direction.ts';
import { lastDueDate } from './items/term-rows.ts';

const MODEL = 'account.move';

/** What follows from the partner: commercial partner, delivery address, terms, bank account. */
export function followPartner(env: Env, row: Row, given: readonly string[]): void {
  const sudo = env.sudo();
  const partner = sudo.follow(MODEL, row, 'partner_id');
  const fill = (name: string, value: Json): void => {
    if (!given.includes(name)) sudo.db.set(row, name, value);
  };
  sudo.db.set(row, 'commercial_partner_id', partner?.['commercial_partner_id'] ?? false);
  const term = isSale(row) ? 'property_payment_term_id' : 'property_supplier_payment_term_id';
  fill('invoice_payment_term_id', partner === undefined ? false : sudo.get('res.partner', partner, term));
  fill(
    'fiscal_position_id',
    partner === undefined ? false : sudo.get('res.partner', partner, 'property_account_position_id'),
  );
  fill('partner_shipping_id', partner !== undefined && isSale(row) ? deliveryAddress(sudo, partner) : false);
  fill('partner_bank_id', ownBank(sudo, row, partner));
}

function deliveryAddress(env: Env, partner: Row): number {
  const family = env.db.rows('res.partner').filter((other) => other['parent_id'] === partner.id);
  return family.find((other) => other['type'] === 'delivery' && other['active'] === true)?.id ?? partner.id;
}

/** The account that money should arrive on: ours on sales, the supplier's on purchases. */
function ownBank(env: Env, row: Row, partner: Row | undefined): Json {
  const company = env.follow(MODEL, row, 'company_id');
  const owner = isSale(row) ? company?.['partner_id'] : partner?.['commercial_partner_id'];
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

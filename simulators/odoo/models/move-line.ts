import { NotSimulated, userError, valueError } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { Json, JsonObject } from '../schema/types.ts';
import type { Behaviour } from './behaviour.ts';
import { ENTERED, isEntered, isSale } from './direction.ts';
import { mapTaxes } from './fiscal-position.ts';
import { syncItems } from './items/sync.ts';
import { postedFieldsError } from './move.ts';

const MODEL = 'account.move.line';

/** Analytic percentages have two decimals. */
function rounded(values: JsonObject): JsonObject {
  const shares = values['analytic_distribution'];
  if (typeof shares !== 'object' || shares === null || Array.isArray(shares)) return values;
  const distribution = Object.entries(shares).map(([accounts, percent]) => [
    accounts,
    typeof percent === 'number' ? Math.round(percent * 100) / 100 : percent,
  ]);
  return { ...values, analytic_distribution: Object.fromEntries(distribution) as JsonObject };
}

function moveOf(env: Env, id: Json | undefined): Row {
  const move = typeof id === 'number' ? env.db.row('account.move', id) : undefined;
  if (move === undefined) throw valueError('account.move.line: move_id is missing');
  return move;
}

function prepare(env: Env, values: JsonObject): JsonObject {
  const move = moveOf(env, values['move_id']);
  if (move['state'] === 'posted' && !env.su) throw postedFieldsError(['invoice_line_ids']);
  const kind = values['display_type'] || 'product';
  if (!ENTERED.some((known) => known === kind)) {
    throw new NotSimulated(`makes the rows that people enter, not ${String(kind)} rows.`);
  }
  const { move_id: moveId = false, ...own } = rounded(values);
  const head: JsonObject = {
    move_id: moveId,
    display_type: kind,
    currency_id: move['currency_id'] ?? false,
    partner_id: move['commercial_partner_id'] ?? false,
  };
  if (kind !== 'product') return { ...head, quantity: 0, ...own };
  return { ...head, quantity: 1, ...fromProduct(env.sudo(), move, own), ...own };
}

/** What a row takes from its product where the caller left it out. */
function fromProduct(env: Env, move: Row, values: JsonObject): JsonObject {
  const id = values['product_id'];
  const product = typeof id === 'number' ? env.db.row('product.product', id) : undefined;
  const account = accountFor(env, move, product);
  if (product === undefined) return { account_id: account };
  const taxes = env
    .ids('product.product', product, isSale(move) ? 'taxes_id' : 'supplier_taxes_id')
    .filter((tax) => env.db.row('account.tax', tax)?.['company_id'] === move['company_id']);
  const position = move['fiscal_position_id'];
  // The customer reads the row in the customer's language.
  const lang = env.follow('account.move', move, 'commercial_partner_id')?.['lang'];
  const spoken = typeof lang === 'string' ? env.withContext({ lang }) : env;
  const price = env.number('product.product', product, isSale(move) ? 'list_price' : 'standard_price');
  return {
    name: spoken.displayName('product.product', product),
    product_uom_id: env.get('product.product', product, 'uom_id'),
    price_unit: price * (Number(move['invoice_currency_rate']) || 1),
    tax_ids: [[6, 0, mapTaxes(env, typeof position === 'number' ? position : false, taxes)]],
    account_id: account,
  };
}

function accountFor(env: Env, move: Row, product: Row | undefined): Json {
  const sale = isSale(move);
  const own =
    product === undefined
      ? false
      : env.get(
          'product.product',
          product,
          sale ? 'property_account_income_id' : 'property_account_expense_id',
        );
  const company = env.follow('account.move', move, 'company_id');
  const ofCompany = company?.[sale ? 'income_account_id' : 'expense_account_id'];
  const ofJournal = env.follow('account.move', move, 'journal_id')?.['default_account_id'];
  return own || (product === undefined ? ofJournal : ofCompany) || ofJournal || false;
}

function checkTaxes(env: Env, line: Row): void {
  const company = moveOf(env, line['move_id'])['company_id'];
  for (const id of env.ids(MODEL, line, 'tax_ids')) {
    if (env.db.row('account.tax', id)?.['company_id'] !== company) {
      throw userError(
        `Incompatible companies on records: account.move.line(${line.id}) and account.tax(${id}).`,
      );
    }
  }
}

function touch(env: Env, line: Row): void {
  const move = env.db.row('account.move', Number(line['move_id']));
  if (move === undefined || env.db.writing.has(move)) return;
  syncItems(env, move);
  env.db.set(move, 'write_date', env.db.timestamp());
  env.db.set(move, 'write_uid', env.uid);
}

const OPEN_WHEN_POSTED = ['account_id', 'analytic_distribution'];
const BOOKED = [
  'quantity',
  'price_unit',
  'discount',
  'tax_ids',
  'display_type',
  'product_id',
  'account_id',
  'analytic_distribution',
];

export const moveLine: Behaviour = {
  prepare,
  created: (env, line) => {
    checkTaxes(env.sudo(), line);
    touch(env, line);
  },
  beforeWrite: (env, line, values) => {
    if (!env.su && !isEntered(line)) throw new NotSimulated('lets nobody change the rows that Odoo makes.');
    const posted = moveOf(env, line['move_id'])['state'] === 'posted';
    const names = Object.keys(values).filter((n) => !n.startsWith('x_') && !OPEN_WHEN_POSTED.includes(n));
    if (posted && !env.su && names.length > 0) throw postedFieldsError(names);
    return rounded(values);
  },
  written: (env, line, names) => {
    if (names.includes('tax_ids')) checkTaxes(env.sudo(), line);
    if (isEntered(line) && names.some((name) => BOOKED.includes(name))) touch(env, line);
  },
  beforeUnlink: (env, line) => {
    if (!env.su && !isEntered(line)) throw new NotSimulated('lets nobody delete the rows that Odoo makes.');
    if (!env.su && moveOf(env, line['move_id'])['state'] === 'posted') {
      throw postedFieldsError(['invoice_line_ids']);
    }
  },
  unlinked: (env, line) => {
    if (isEntered(line)) touch(env, line);
  },
  computed: {
    distribution_analytic_account_ids: (_env, line) => {
      const shares = line['analytic_distribution'];
      const keys = typeof shares === 'object' && shares !== null ? Object.keys(shares) : [];
      return [...new Set(keys.flatMap((key) => key.split(',').map(Number)))].filter((id) => id > 0);
    },
  },
  displayName: (env, line) => {
    const number = env.text(MODEL, line, 'move_name');
    const name = typeof line['name'] === 'string' ? line['name'] : '';
    return [number, name].filter((part) => part !== '').join(' ');
  },
};

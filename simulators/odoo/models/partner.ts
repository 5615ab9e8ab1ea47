import { userError, validationError } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { Json, JsonObject } from '../schema/types.ts';
import type { Behaviour } from './behaviour.ts';
import { isBusinessId } from './references.ts';

function commercial(env: Env, row: Row): Row {
  let at = row;
  for (;;) {
    const parent = env.follow('res.partner', at, 'parent_id');
    if (at['is_company'] === true || parent === undefined) return at;
    at = parent;
  }
}

function country(env: Env, row: Row): Json {
  return env.follow('res.partner', row, 'country_id')?.['code'] ?? false;
}

/** VAT numbers lose their dashes, dots and spaces on entry. */
function normalise(values: JsonObject): JsonObject {
  const company = values['company_type'];
  const withFlag: JsonObject =
    typeof company === 'string' ? { ...values, is_company: company === 'company' } : { ...values };
  delete withFlag['company_type'];
  const vat = withFlag['vat'];
  if (typeof vat === 'string') withFlag['vat'] = vat.replace(/[\s.-]/g, '').toUpperCase();
  return withFlag;
}

/** Finnish VAT numbers have a check digit; those of other countries are taken as they come. */
function checkVat(env: Env, row: Row): void {
  const vat = row['vat'];
  if (typeof vat !== 'string' || vat === '' || !env.context.vatValidation) return;
  const prefix = /^[A-Z]{2}/.exec(vat)?.[0];
  const finnish = prefix === 'FI' || (prefix === undefined && country(env, row) === 'FI');
  if (!finnish) return;
  if (isBusinessId(vat.replace(/^FI/, ''))) return;
  throw validationError(
    `The VAT number [${vat}] for partner [${env.text('res.partner', row, 'name')}] does not seem to be valid. \n` +
      'Note: the expected format is FI12345671',
  );
}

function checkTree(env: Env, row: Row): void {
  const seen = new Set<number>();
  for (let at: Row | undefined = row; at !== undefined; at = env.follow('res.partner', at, 'parent_id')) {
    if (seen.has(at.id)) throw validationError('You cannot create recursive Partner hierarchies.');
    seen.add(at.id);
  }
}

function settle(env: Env, row: Row): void {
  checkTree(env, row);
  inherit(env, row);
  const company = commercial(env, row);
  set(env, row, 'commercial_partner_id', company.id);
  set(
    env,
    row,
    'commercial_company_name',
    company['is_company'] === true ? (company['name'] ?? false) : false,
  );
  set(env, row, 'complete_name', completeName(env, row));
  electronicAddress(env, row);
  for (const child of env.db.rows('res.partner')) if (child['parent_id'] === row.id) settle(env, child);
}

/** What belongs to the company and not to its people and addresses. */
const COMMERCIAL = [
  'vat',
  'company_registry',
  'property_account_position_id',
  'property_payment_term_id',
  'property_supplier_payment_term_id',
];
const ADDRESS = ['street', 'street2', 'zip', 'city', 'country_id'];

/** Children share the company's identity; plain contacts its address too. */
function inherit(env: Env, row: Row): void {
  const parent = env.follow('res.partner', row, 'parent_id');
  const company = commercial(env, row);
  if (company.id !== row.id) {
    const keys = Object.keys(company).filter((key) => COMMERCIAL.includes(key.split('@')[0] ?? ''));
    for (const key of keys) set(env, row, key, company[key] ?? false);
  }
  if (parent !== undefined && row['type'] === 'contact') {
    for (const name of ADDRESS) set(env, row, name, parent[name] ?? false);
  }
}

function set(env: Env, row: Row, name: string, value: Json): void {
  if (row[name] !== value) env.db.set(row, name, value);
}

/** Scheme without and with a VAT number, by country; the address is the VAT number where there is one. */
const SCHEMES: Readonly<Record<string, readonly [plain: string, vat: string]>> = {
  DE: ['9930', '9930'],
  EE: ['9931', '9931'],
  FI: ['0216', '0213'],
  GB: ['9932', '9932'],
  NO: ['0192', '0192'],
  SE: ['0007', '9955'],
};

function electronicAddress(env: Env, row: Row): void {
  const schemes = SCHEMES[String(country(env, row))];
  if (schemes === undefined || schemes.some((scheme) => scheme === row['peppol_eas'])) return;
  const vat = row['vat'] || false;
  const [plain, withVat] = schemes;
  set(env, row, 'peppol_eas', vat === false ? plain : withVat);
  if (vat !== false && withVat !== '0192') set(env, row, 'peppol_endpoint', vat);
}

function completeName(env: Env, row: Row): string {
  const own = env.text('res.partner', row, 'name');
  const parent = env.follow('res.partner', row, 'parent_id');
  if (parent === undefined || row['is_company'] === true) return own;
  const labels: Readonly<Record<string, string>> = {
    invoice: 'Invoice Address',
    delivery: 'Delivery Address',
    other: 'Other Address',
  };
  const kind = typeof row['type'] === 'string' ? labels[row['type']] : undefined;
  return `${env.text('res.partner', parent, 'name')}, ${own === '' ? (kind ?? '') : own}`;
}

export const partner: Behaviour = {
  prepare: (env, values) => normalise({ lang: env.context.lang, ...values }),
  created: (env, row) => {
    if (row['type'] === 'contact' && (row['name'] === false || row['name'] === '')) {
      throw validationError('The operation cannot be completed: Contacts require a name');
    }
    settle(env, row);
    checkVat(env, row);
  },
  beforeWrite: (_env, _row, values) => normalise(values),
  written: (env, row, names) => {
    settle(env, row);
    if (names.includes('vat') || names.includes('country_id')) checkVat(env, row);
  },
  beforeUnlink: (env, row) => {
    if (env.db.rows('res.users').some((user) => user['partner_id'] === row.id)) {
      throw userError('You cannot delete contacts linked to an active user.');
    }
  },
  displayName: (_env, row) => (typeof row['complete_name'] === 'string' ? row['complete_name'] : ''),
  computed: {
    company_type: (_env, row) => (row['is_company'] === true ? 'company' : 'person'),
    country_code: country,
  },
};

export const partnerBank: Behaviour = {
  prepare: (_env, values) => values,
  created: (env, row) => settleBank(env, row),
  written: (env, row) => settleBank(env, row),
  displayName: (_env, row) => (typeof row['acc_number'] === 'string' ? row['acc_number'] : ''),
};

function settleBank(env: Env, row: Row): void {
  const number = typeof row['acc_number'] === 'string' ? row['acc_number'] : '';
  const sanitised = number.replace(/\W+/g, '').toUpperCase();
  env.db.set(row, 'sanitized_acc_number', sanitised);
  env.db.set(row, 'acc_type', isIban(sanitised) ? 'iban' : 'bank');
  const twin = env.db
    .rows('res.partner.bank')
    .find(
      (other) =>
        other.id !== row.id &&
        other['sanitized_acc_number'] === sanitised &&
        other['partner_id'] === row['partner_id'],
    );
  if (twin !== undefined) {
    throw validationError(
      'The operation cannot be completed: The combination Account Number/Partner must be unique.',
    );
  }
}

function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  const digits = (text.slice(4) + text.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  return BigInt(digits) % 97n === 1n;
}

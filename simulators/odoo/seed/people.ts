import { ODOO_SIM_ADMIN, ODOO_SIM_BOT } from '../credentials.ts';
import { seedAccess } from './access.ts';
import type { Seeder } from './seeder.ts';

export interface World {
  readonly countries: Readonly<Record<string, number>>;
  readonly currencies: Readonly<Record<string, number>>;
  /** The Finnish company, and a second one of the same owners. */
  readonly companies: readonly [number, number];
  readonly companyPartners: readonly [number, number];
}

const COUNTRIES = [
  ['FI', 'Finland'],
  ['SE', 'Sweden'],
  ['EE', 'Estonia'],
  ['DE', 'Germany'],
  ['NO', 'Norway'],
  ['GB', 'United Kingdom'],
  ['US', 'United States'],
  ['AX', 'Åland Islands'],
] as const;

const IN_EU = ['FI', 'SE', 'EE', 'DE'];

/** With invented rates: units for one euro, from a day on. */
const CURRENCIES = [
  ['EUR', 'Euro', '€', []],
  [
    'SEK',
    'Swedish krona',
    'kr',
    [
      ['2025-01-01', 11.42],
      ['2026-01-01', 10.8765],
      ['2026-03-01', 10.9812],
      ['2026-03-02', 11.0034],
      ['2026-06-01', 11.25],
    ],
  ],
  [
    'USD',
    'United States dollar',
    '$',
    [
      ['2025-01-01', 1.0389],
      ['2026-01-01', 1.175],
      ['2026-03-02', 1.0837],
      ['2026-06-01', 1.1],
    ],
  ],
  [
    'GBP',
    'Pound sterling',
    '£',
    [
      ['2025-01-01', 0.8292],
      ['2026-03-02', 0.86653],
      ['2026-06-01', 0.8715],
    ],
  ],
] as const;

const MODULES = [
  'account',
  'base',
  'base_automation',
  'base_import',
  'hr_expense',
  'l10n_fi',
  'mail',
  'product',
  'rpc',
  'sale',
  'web',
];

const BOT_GROUPS = [
  'base.group_user',
  'base.group_partner_manager',
  'account.group_account_invoice',
  'product.group_product_manager',
];

/** The database's identity as Odoo gives each one at birth; invented and always the same here. */
export const DATABASE_UUID = '3c1f6a52-7d0e-4b1c-9e55-9120034a0001';

export function seedPeople(seed: Seeder): World {
  const currencies = Object.fromEntries(
    CURRENCIES.map(([name, full, symbol, rates]) => {
      const id = seed.put('res.currency', { name, full_name: full, symbol }, `base.${name}`);
      for (const [day, rate] of rates) seed.put('res.currency.rate', { name: day, rate, currency_id: id });
      return [name, id];
    }),
  );
  const countries = Object.fromEntries(
    COUNTRIES.map(([code, name]) => [
      code,
      seed.put('res.country', { code, name }, `base.${code === 'GB' ? 'uk' : code.toLowerCase()}`),
    ]),
  );
  const union = {
    name: 'European Union',
    code: 'EU',
    country_ids: IN_EU.map((code) => countries[code] ?? 0),
  };
  seed.put('res.country.group', union, 'base.europe');
  seed.put(
    'res.country.group',
    { ...union, name: 'European Union VAT', code: 'EU-VAT' },
    'account.europe_vat',
  );
  seedLanguages(seed);
  for (const name of MODULES) {
    const module = { name, shortdesc: name, state: 'installed', latest_version: '19.0.1.3' };
    seed.put('ir.module.module', module);
  }
  // Installed only in Enterprise: there a paid invoice waits for the bank statement.
  const accounting = { name: 'account_accountant', shortdesc: 'Accounting', state: 'uninstalled' };
  seed.put('ir.module.module', accounting);
  seed.put('ir.module.module', { name: 'point_of_sale', shortdesc: 'Point of Sale', state: 'uninstalled' });
  seed.put('ir.config_parameter', { key: 'database.uuid', value: DATABASE_UUID });
  seed.put('ir.config_parameter', { key: 'web.base.url', value: 'https://odoo.kuurabox.example' });
  const first = seedCompany(seed, 'Kuurabox Oy', '9120034-9', countries, currencies);
  const second = seedCompany(seed, 'Kuurabox Vuokraus Oy', '9300117-5', countries, currencies);
  const world: World = {
    countries,
    currencies,
    companies: [first.company, second.company],
    companyPartners: [first.partner, second.partner],
  };
  seed.name('base.main_company', 'res.company', first.company);
  seedUsers(seed, world);
  seedMail(seed);
  return world;
}

function seedLanguages(seed: Seeder): void {
  seed.put('res.lang', { name: 'English (US)', code: 'en_US', iso_code: 'en', active: true }, 'base.lang_en');
  seed.put(
    'res.lang',
    { name: 'Finnish / Suomi', code: 'fi_FI', iso_code: 'fi', active: true },
    'base.lang_fi',
  );
  seed.put(
    'res.lang',
    { name: 'Swedish / Svenska', code: 'sv_SE', iso_code: 'sv', active: true },
    'base.lang_sv_SE',
  );
  seed.put(
    'res.lang',
    { name: 'German / Deutsch', code: 'de_DE', iso_code: 'de', active: false },
    'base.lang_de',
  );
}

function seedCompany(
  seed: Seeder,
  name: string,
  businessId: string,
  countries: Readonly<Record<string, number>>,
  currencies: Readonly<Record<string, number>>,
): { company: number; partner: number } {
  const partner = seed.put('res.partner', {
    name,
    complete_name: name,
    is_company: true,
    company_registry: businessId,
    vat: `FI${businessId.replace('-', '')}`,
    street: 'Kuurakuja 3',
    zip: '33100',
    city: 'Tampere',
    country_id: countries['FI'] ?? false,
    email: `laskutus@${name.split(' ').slice(0, -1).join('-').toLowerCase()}.example`,
    lang: 'fi_FI',
    tz: 'Europe/Helsinki',
  });
  seed.set('res.partner', partner, { commercial_partner_id: partner });
  const company = seed.put('res.company', {
    name,
    partner_id: partner,
    currency_id: currencies['EUR'] ?? false,
    account_fiscal_country_id: countries['FI'] ?? false,
    chart_template: 'fi',
    // The Finnish chart sets this; a bare company rounds by line.
    tax_calculation_rounding_method: 'round_globally',
  });
  return { company, partner };
}

function seedUsers(seed: Seeder, world: World): void {
  const groups = seedAccess(seed);
  const companies = [...world.companies];
  const admin = addUser(seed, 'Mitchell Admin', ODOO_SIM_ADMIN.login, 'base.user_admin');
  seed.set('res.users', admin, {
    company_id: world.companies[0],
    company_ids: companies,
    group_ids: Object.values(groups),
  });
  const bot = addUser(seed, 'Silta', ODOO_SIM_BOT.login);
  seed.set('res.users', bot, {
    company_id: world.companies[0],
    company_ids: companies,
    group_ids: BOT_GROUPS.map((id) => groups[id] ?? 0),
  });
}

function addUser(seed: Seeder, name: string, login: string, externalId?: string): number {
  const partner = seed.put('res.partner', {
    name,
    complete_name: name,
    email: `${login}@kuurabox.example`,
    lang: 'en_US',
    tz: 'Europe/Helsinki',
  });
  seed.set('res.partner', partner, { commercial_partner_id: partner });
  return seed.put('res.users', { login, partner_id: partner }, externalId);
}

function seedMail(seed: Seeder): void {
  seed.put('mail.message.subtype', { name: 'Note', internal: true }, 'mail.mt_note');
  seed.put('mail.message.subtype', { name: 'Discussions', internal: false }, 'mail.mt_comment');
  seed.put('mail.activity.type', { name: 'To-Do' }, 'mail.mail_activity_data_todo');
}

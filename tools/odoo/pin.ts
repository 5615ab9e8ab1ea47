/**
 * What exactly is brought up. Debian's suite sid moves: when it replaces this version the download fails with a
 * text that says so, and version and digest are raised here together after a run of `npm run test:odoo`.
 */
export const ODOO_PACKAGE = {
  name: 'odoo-19',
  version: '19.0.0+dfsg-1',
  sha256: '9d2f598b0555db17e291d48ed24df184c70823c053c4c5ed53c467ca7f629bbf',
  megabytes: 123,
} as const;

/** The release that the dependency list below was tried on. */
export const DEBIAN_CODENAME = 'bookworm';

/** Odoo's modules in the prepared database (their own dependencies come along). */
export const ODOO_MODULES = [
  'account',
  'l10n_fi',
  'base_automation',
  'hr_expense',
  'base_import',
  'sale',
] as const;

/** The company of every prepared database. Fictional; the business id has a valid check digit. */
export const COMPANY = { name: 'Kuurabox Oy', businessId: '9120034-9', city: 'Oulu', zip: '90100' } as const;

export const BOT_LOGIN = 'silta-bot';
export const ADMIN_LOGIN = 'admin';
export const DATABASE = 'silta';
/** PostgreSQL role. Odoo refuses to run as `postgres`. */
export const DATABASE_ROLE = 'silta';

/**
 * Bookworm's packages that the program needs. The package itself is unpacked, not installed, because its own
 * dependency list names sid's versions. Without phonenumbers a Finnish company cannot be made; the fonts and
 * JavaScript packages are what the web client's links point at.
 */
export const DEPENDENCIES = [
  ...[
    'asn1crypto babel cbor2 chardet cryptography dateutil docutils freezegun geoip2 gevent greenlet idna',
    'jinja2 libsass lxml magic markupsafe num2words ofxparse openpyxl openssl passlib phonenumbers pil polib',
    'psutil psycopg2 pypdf2 qrcode renderpm reportlab requests rjsmin setuptools stdnum tz urllib3 vobject',
    'werkzeug xlrd xlsxwriter zeep',
  ]
    .join(' ')
    .split(' ')
    .map((module) => `python3-${module}`),
  'fonts-font-awesome',
  'fonts-roboto-unhinted',
  'libjs-jquery',
  'libjs-jquery-form',
  'libjs-underscore',
] as const;

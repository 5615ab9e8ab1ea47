import { NotSimulated, accessError, userError, valueError } from '../errors.ts';
import type { Json, JsonObject } from '../schema/types.ts';
import type { Database, Row } from './database.ts';

/** The context of a call, read (external API reference, context keys). */
export interface CallContext {
  readonly raw: JsonObject;
  readonly lang: string;
  readonly tz: string;
  /** Visible companies; the first is the current one. */
  readonly companies: readonly number[];
  readonly activeTest: boolean;
  readonly binSize: boolean;
  readonly tracking: boolean;
  readonly vatValidation: boolean;
  readonly defaults: JsonObject;
}

/** Keys that change what Odoo does in a way that this simulator does not follow. */
const REFUSED = new Set([
  'check_move_validity',
  'dont_redirect_to_payments',
  'force_payment_move',
  'skip_readonly_check',
]);

/** Reads and checks a call's context. Keys without a meaning are ignored, as Odoo does. */
export function readContext(db: Database, user: Row, raw: JsonObject): CallContext {
  for (const key of Object.keys(raw)) {
    if (REFUSED.has(key)) throw new NotSimulated(`does not know the context key ${key}.`);
  }
  const lang = raw['lang'];
  if (lang !== undefined && lang !== false && lang !== null) checkLanguage(db, lang);
  return {
    raw,
    lang: typeof lang === 'string' ? lang : 'en_US',
    tz: timeZone(db, user, raw['tz']),
    companies: companies(user, raw['allowed_company_ids']),
    activeTest: raw['active_test'] !== false,
    binSize: truthy(raw['bin_size']),
    tracking: !truthy(raw['tracking_disable']) && !truthy(raw['mail_notrack']),
    vatValidation: !truthy(raw['no_vat_validation']),
    defaults: Object.fromEntries(
      Object.entries(raw).flatMap(([key, value]) =>
        key.startsWith('default_') ? [[key.slice('default_'.length), value]] : [],
      ),
    ),
  };
}

export function truthy(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

function checkLanguage(db: Database, lang: Json): void {
  const known = db.rows('res.lang').some((row) => row['code'] === lang && row['active'] === true);
  if (!known) throw userError(`Invalid language code: ${String(lang)}`);
}

/** An unusable zone is ignored, as Odoo 19 does. */
function timeZone(db: Database, user: Row, wanted: Json | undefined): string {
  const partner = typeof user['partner_id'] === 'number' ? user['partner_id'] : 0;
  const own = db.row('res.partner', partner)?.['tz'];
  for (const candidate of [wanted, own]) {
    if (typeof candidate !== 'string') continue;
    try {
      new Intl.DateTimeFormat('en', { timeZone: candidate });
      return candidate;
    } catch {
      continue;
    }
  }
  return 'UTC';
}

function companies(user: Row, wanted: Json | undefined): number[] {
  const own = user['company_ids'];
  const allowed = Array.isArray(own) ? own.filter((id): id is number => typeof id === 'number') : [];
  const current = user['company_id'];
  if (
    wanted === undefined ||
    wanted === null ||
    wanted === false ||
    (Array.isArray(wanted) && !wanted.length)
  ) {
    const first = typeof current === 'number' ? [current] : [];
    return [...first, ...allowed.filter((id) => id !== current)];
  }
  if (!Array.isArray(wanted)) throw valueError('allowed_company_ids is not a list of ids');
  return wanted.map((id) => {
    if (typeof id !== 'number' || !allowed.includes(id)) {
      throw accessError('Access to unauthorized or invalid companies.');
    }
    return id;
  });
}

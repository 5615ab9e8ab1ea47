import type { Module } from '../../odoo/inspection.ts';
import { daysBetween } from '../terms.ts';
import type { Facts, OdooAnswer, OdooFacts, Seen } from './facts.ts';
import { READ_MODELS, readLine, type LineId, type ReadModel } from './lines.ts';
import { because, green, listed, notSeen, red, unknown, type Outcome } from './outcome.ts';
import { ODOO_WORDS as W } from './words-odoo.ts';

/** Odoo's own languages for ours; English is what Silta reads in. */
export const ODOO_LANGUAGES = { en: 'en_US', fi: 'fi_FI', sv: 'sv_SE' } as const;
const KEY_WARNING_DAYS = 14;
const OLDEST = 16;
const NEWEST = 19;
/** Odoo 16 has no webhooks: the sweep alone finds what is asked for. */
const FIRST_WITH_WEBHOOKS = 17;

/** The lines about Odoo itself: reached, key, rights, and what Silta rests on there. */
export function odooOutcomes(facts: Facts): readonly (readonly [LineId, Outcome])[] {
  const { odoo, settings } = facts;
  const after = <T>(seen: Seen<T>, judge: (value: T) => Outcome): Outcome => afterReaching(odoo, seen, judge);
  return [
    ['odoo.reached', reached(odoo.answer)],
    ['odoo.key', key(odoo.answer)],
    ['odoo.key-expiry', after(odoo.keys, (keys) => expiry(keys, facts.day))],
    ['odoo.version', after(odoo.modules, version)],
    ['odoo.modules', after(odoo.modules, modules)],
    ['odoo.languages', after(odoo.languages, (codes) => languages(codes, settings.language))],
    ['odoo.fields', after(odoo.missingFields, (missing) => fields(missing, settings.connection))],
    [
      'odoo.action',
      after(odoo.action, (action) =>
        action === 'ran' ? green(W.actionRuns) : red(W.actionRefused, W.actionCure),
      ),
    ],
    ['odoo.pin', after(odoo.pin, (pin) => pinned(pin, settings))],
    ['odoo.excess-rights', after(odoo.excess, excess)],
    ...READ_MODELS.map((model) => [readLine(model), reading(odoo, model)] as const),
  ];
}

/** Why nothing in Odoo could be examined; undefined where it answers and accepts the key. */
export function odooObstacle(answer: OdooAnswer): LineId | undefined {
  if (answer === 'accepted') return undefined;
  return answer === 'KeyRefused' ? 'odoo.key' : 'odoo.reached';
}

/** Judges what was seen; what was not is explained by the line that stood in the way, or by its code. */
export function afterReaching<T>(
  { answer }: Pick<OdooFacts, 'answer'>,
  seen: Seen<T>,
  judge: (value: T) => Outcome,
): Outcome {
  const obstacle = odooObstacle(answer);
  if (obstacle) return because(obstacle);
  return 'seen' in seen ? judge(seen.seen) : notSeen(seen.not);
}

function reached(answer: OdooAnswer): Outcome {
  if (answer === 'accepted' || answer === 'KeyRefused') return green(W.reached);
  const { not: code } = answer;
  switch (code) {
    case 'OdooTooOld':
      return red(W.tooOld, W.versionCure);
    case 'OdooUserMissing':
      return red(W.userMissing, W.userMissingCure);
    default:
      return red(W.notReached, W.notReachedCure, { code });
  }
}

function key(answer: OdooAnswer): Outcome {
  if (answer === 'accepted') return green(W.keyAccepted);
  return answer === 'KeyRefused' ? red(W.keyRefused, W.keyCure) : because('odoo.reached');
}

/** Which of several keys is Silta's, Odoo does not say. */
function expiry(keys: readonly (string | undefined)[], today: string): Outcome {
  const days = keys.flatMap((day) => day ?? []).sort();
  const soon = days.filter((day) => daysBetween(today, day) < KEY_WARNING_DAYS);
  const [first] = days;
  if (keys.length === 0) return unknown(W.noKeys);
  if (first === undefined) return green(W.keysForever);
  if (soon.length === 0) return green(W.keysUntil, { day: first });
  const values = { day: soon[0] ?? first };
  return soon.length === keys.length
    ? red(W.keyExpires, W.keyCure, values)
    : unknown(W.oneKeyExpires, values);
}

/** Major version of Odoo in the version of one of its modules, also of rolling releases (`saas~18.2.1.0`). */
function majorOf(text: string): number | undefined {
  const [, major] = /^(?:saas[~-])?(\d{1,3})\./.exec(text) ?? [];
  return major === undefined ? undefined : Number(major);
}

function version(found: readonly Module[]): Outcome {
  const text = found.find(({ name }) => name === 'base')?.version;
  const major = text === undefined ? undefined : majorOf(text);
  if (major === undefined) return unknown(W.versionNotTold);
  if (major < OLDEST) return red(W.tooOld, W.versionCure);
  if (major > NEWEST) return unknown(W.versionNew, { major, newest: NEWEST });
  return major < FIRST_WITH_WEBHOOKS
    ? green(W.versionWithoutWebhooks, { major })
    : green(W.version, { major });
}

/** `base_automation` carries the buttons' way and the guards, `l10n_fi` taxes and references. */
function modules(found: readonly Module[]): Outcome {
  const installed = new Set(found.filter(({ state }) => state === 'installed').map(({ name }) => name));
  const missing = ['account', 'base_automation', 'l10n_fi'].filter((name) => !installed.has(name));
  if (missing.length > 0) return red(W.modulesMissing, W.modulesCure, { modules: missing.join(', ') });
  return green(W.modulesThere);
}

function languages(codes: readonly string[], language: keyof typeof ODOO_LANGUAGES): Outcome {
  const needed = [...new Set([ODOO_LANGUAGES.en, ODOO_LANGUAGES[language]])];
  const missing = needed.filter((code) => !codes.includes(code));
  if (missing.length > 0) return red(W.languagesMissing, W.languagesCure, { languages: missing.join(', ') });
  const there = Object.values(ODOO_LANGUAGES).filter((code) => codes.includes(code));
  return green(W.languages, { languages: there.join(', ') });
}

function fields(missing: readonly string[], connection: string): Outcome {
  if (missing.length === 0) return green(W.fieldsThere);
  return red(W.fieldsMissing, W.provisionCure, { fields: listed(missing), connection });
}

function pinned(
  pin: 'pinned' | 'not-provisioned' | 'other-database',
  { connection, organisationId, environment }: Facts['settings'],
): Outcome {
  const values = { connection, organisation: organisationId, environment };
  switch (pin) {
    case 'pinned':
      return green(W.pinned, values);
    case 'not-provisioned':
      return red(W.notProvisioned, W.provisionCure, values);
    case 'other-database':
      return red(W.otherDatabase, W.repinCure, values);
  }
}

function excess(rights: readonly string[]): Outcome {
  return rights.length === 0 ? green(W.noExcess) : red(W.excess, W.excessCure, { rights: listed(rights) });
}

function reading({ answer, reads }: OdooFacts, model: ReadModel): Outcome {
  return afterReaching({ answer }, reads[model] ?? { not: 'NotAsked' }, (may) =>
    may ? green(W.mayRead) : red(W.mayNotRead, W.readCure, { model }),
  );
}

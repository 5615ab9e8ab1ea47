import { describe, expect, test } from '@jest/globals';
import { REASONS } from '../../mapping/reasons.ts';
import { explain, LANGUAGES, phrase } from '../../mapping/texts.ts';

const EACH = REASONS.flatMap((reason) => LANGUAGES.map((language) => [reason, language] as const));
const MARK = 'Rivi {number} $& {it}';

/** What a bookkeeper must never be bothered with. Names of settings may stand where the operator is named. */
const TECHNICAL =
  /\b(null|undefined|NaN|exception|stack|trace|https?|json|xml|api|time-?out|error|workflow|temporal|activity|queue|claim|token|retry|payload|server|database|x_netvisor\w*|account\.move|res\.partner|POST|GET|\d{3} \w+ error)\b/i;

describe('the catalogue of texts', () => {
  test.each(EACH)('%s says in %s what happened and what to do, in whole sentences', (reason, language) => {
    const text = explain({ reason, it: 'X' })[language];
    expect(text.length).toBeGreaterThan(20);
    expect(text).toMatch(/[.!]$/);
    expect(text).toBe(text.trim());
  });

  test.each(EACH)('%s has no technical words in %s', (reason, language) => {
    expect(explain({ reason, it: '' })[language]).not.toMatch(TECHNICAL);
  });

  test.each(EACH)(
    '%s has no placeholder left in %s, and leaves what it is given untouched',
    (reason, language) => {
      const bare = explain({ reason })[language];
      expect(bare).not.toMatch(/[{}]/);
      const filled = explain({ reason, it: MARK })[language];
      expect(filled.replace(MARK, '–')).toBe(bare);
    },
  );

  test.each(REASONS)('%s names the thing in all languages or in none', (reason) => {
    const naming = LANGUAGES.filter((language) => explain({ reason, it: MARK })[language].includes(MARK));
    expect([0, LANGUAGES.length]).toContain(naming.length);
  });

  test.each(REASONS)('%s is really translated', (reason) => {
    expect(new Set(LANGUAGES.map((language) => explain({ reason })[language])).size).toBe(LANGUAGES.length);
  });
});

describe('phrases', () => {
  const VALUES = {
    sent: { number: 202600001, key: '9001' },
    attention: { why: 'Syy $1 {key}.' },
    ignored: { code: 'SentByHand' },
    note: { name: 'Kiitos' },
    line: { number: 3 },
    row: { number: 3, name: 'Vuokra' },
    kept: { code: 'SentByHand' },
    sums: { code: 'KOMY 25.5', odoo: '1,00', netvisor: '1,01' },
    credited: { number: 'INV/2026/00001' },
    text: { field: 'name', actual: 300, limit: 250 },
  } as const;
  const names = Object.keys(VALUES) as (keyof typeof VALUES)[];

  test.each(names.flatMap((name) => LANGUAGES.map((language) => [name, language] as const)))(
    '%s uses all its values in %s',
    (name, language) => {
      const text = phrase(name, VALUES[name])[language];
      for (const value of Object.values(VALUES[name])) expect(text).toContain(String(value));
    },
  );

  test('with a value missing show a dash, not a hole', () => {
    expect(phrase('sent', { number: 5 }).en).toBe('In Netvisor: invoice number 5, Netvisor key –.');
  });
});

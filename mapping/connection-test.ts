/**
 * The test of a connection: what was seen on both sides becomes one line per right and per assumption, the same
 * for the button in Odoo, the command line and the signal. Pure.
 */
import { booksOutcomes } from './connection-test/books.ts';
import type { Facts } from './connection-test/facts.ts';
import type { Area, LineId } from './connection-test/lines.ts';
import { netvisorOutcomes } from './connection-test/netvisor.ts';
import { odooOutcomes } from './connection-test/odoo.ts';
import { fill, type Outcome, type Verdict } from './connection-test/outcome.ts';
import { settingsOutcomes } from './connection-test/settings.ts';
import { COMMON_WORDS, LINES } from './connection-test/words.ts';
import type { Language } from './texts.ts';

export type { Facts } from './connection-test/facts.ts';
export type { Area, LineId } from './connection-test/lines.ts';
export type { Verdict } from './connection-test/outcome.ts';

/** What a line came to. */
export interface TestedLine {
  readonly id: LineId;
  readonly area: Area;
  readonly outcome: Outcome;
}

/** A line in words. */
export interface Finding {
  readonly id: LineId;
  readonly area: Area;
  readonly verdict: Verdict;
  readonly title: string;
  readonly says: string;
  /** What to do and where; on every red line. */
  readonly cure?: string;
}

/** Codes and counts, which may stand in history. */
export interface Tally {
  readonly greens: number;
  readonly reds: readonly LineId[];
  readonly unknown: number;
}

/** Every line that the facts are about, in the order of the report. */
export function judge(facts: Facts): readonly TestedLine[] {
  const outcomes = new Map<LineId, Outcome>([
    ...settingsOutcomes(facts),
    ...netvisorOutcomes(facts),
    ...odooOutcomes(facts),
    ...booksOutcomes(facts),
  ]);
  return LINES.flatMap(({ id, area }) => {
    const outcome = outcomes.get(id);
    return outcome ? [{ id, area, outcome }] : [];
  });
}

export function tally(lines: readonly TestedLine[]): Tally {
  const of = (verdict: Verdict): readonly TestedLine[] =>
    lines.filter(({ outcome }) => outcome.verdict === verdict);
  return {
    greens: of('green').length,
    reds: of('red').map(({ id }) => id),
    unknown: of('unknown').length,
  };
}

/** The lines in words of one language. */
export function inWords(lines: readonly TestedLine[], language: Language): readonly Finding[] {
  return lines.map(({ id, area, outcome }) => {
    const { says, cure } = wordsOf(outcome, language);
    const title = titleOf(id, language);
    return { id, area, verdict: outcome.verdict, title, says, ...(cure !== undefined && { cure }) };
  });
}

function wordsOf(outcome: Outcome, language: Language): { readonly says: string; readonly cure?: string } {
  if ('because' in outcome) {
    const { because } = outcome;
    return typeof because === 'string'
      ? { says: fill(COMMON_WORDS.because[language], { line: titleOf(because, language) }) }
      : { says: fill(COMMON_WORDS.notSeen[language], { code: because.code }) };
  }
  const says = fill(outcome.says[language], outcome.values);
  return outcome.verdict === 'red' ? { says, cure: fill(outcome.cure[language], outcome.values) } : { says };
}

const titleOf = (id: LineId, language: Language): string =>
  LINES.find((line) => line.id === id)?.title[language] ?? id;

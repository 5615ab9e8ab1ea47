import type { Language } from '../texts.ts';
import type { LineId } from './lines.ts';

export type Words = Readonly<Record<Language, string>>;
type Values = Readonly<Record<string, string | number>>;

/** Green: seen to hold. Red: seen not to hold. Unknown: not to be proved without writing, or not examined. */
export type Verdict = 'green' | 'red' | 'unknown';

/** What one line came to, with the words for it; a red one says how it is cured and where. */
export type Outcome =
  | { readonly verdict: 'green' | 'unknown'; readonly says: Words; readonly values: Values }
  | { readonly verdict: 'red'; readonly says: Words; readonly cure: Words; readonly values: Values }
  /** Not examined: because another line failed, or because of what this code names. */
  | { readonly verdict: 'unknown'; readonly because: LineId | { readonly code: string } };

export const green = (says: Words, values: Values = {}): Outcome => ({ verdict: 'green', says, values });
export const unknown = (says: Words, values: Values = {}): Outcome => ({ verdict: 'unknown', says, values });
export const red = (says: Words, cure: Words, values: Values = {}): Outcome => ({
  verdict: 'red',
  says,
  cure,
  values,
});
export const because = (line: LineId): Outcome => ({ verdict: 'unknown', because: line });
export const notSeen = (code: string): Outcome => ({ verdict: 'unknown', because: { code } });

export const fill = (words: string, values: Values): string =>
  words.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '–'));

/** Names for people: all of a few, the first ones of many. */
export function listed(names: readonly string[], most = 8): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(', ')} … (+${rest})` : names.join(', ');
}

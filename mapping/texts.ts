/** Words for people, always in all languages at once: each reader gets them in the own one. */
import { NOTE_WORDS } from './note-words.ts';
import { REASON_WORDS } from './reason-words.ts';
import type { Reason } from './reasons.ts';

export const LANGUAGES = ['en', 'fi', 'sv'] as const;
export type Language = (typeof LANGUAGES)[number];
/** The same text in each language. */
export type Texts = Readonly<Record<Language, string>>;
/** A text, or something that is the same in every language: a name, a number. */
export type Sayable = string | number | Texts;

/** A reason together with the thing that it concerns. */
export interface Blocker {
  readonly reason: Reason;
  /** The thing concerned, as the reader knows it. May hold names: for Odoo, never for history. */
  readonly it?: string | Texts;
}

/** The same text made for each language. */
export const inEach = (textIn: (language: Language) => string): Texts => ({
  en: textIn('en'),
  fi: textIn('fi'),
  sv: textIn('sv'),
});

/** A text in one language. */
export const said = (text: Sayable, language: Language): string =>
  typeof text === 'object' ? text[language] : String(text);

/** Several texts as one; empty and missing ones leave no trace. */
export const joined = (texts: readonly (Sayable | undefined)[], separator = '\n'): Texts =>
  inEach((language) =>
    texts
      .map((text) => (text === undefined ? '' : said(text, language)))
      .filter(Boolean)
      .join(separator),
  );

/** Text for the person about one blocker. */
export const explain = ({ reason, it }: Blocker): Texts =>
  inEach((language) => REASON_WORDS[reason][language].replace('{it}', () => said(it ?? '–', language)));

/** Text for the person about all blockers, one line each. */
export const explainAll = (blockers: readonly Blocker[]): Texts => joined(blockers.map(explain));

/** A phrase of the catalogue with its placeholders filled. */
export const phrase = (name: keyof typeof NOTE_WORDS, values: Readonly<Record<string, Sayable>>): Texts =>
  inEach((language) =>
    NOTE_WORDS[name][language].replace(/\{(\w+)\}/g, (_, key: string) => said(values[key] ?? '–', language)),
  );

import { COMPANY_WORDS } from './words/company.ts';
import { FIELD_WORDS } from './words/fields.ts';
import { VIEW_WORDS } from './words/views.ts';

/** Finnish and Swedish by the English original. */
export type Dictionary = Readonly<Record<string, readonly [fi: string, sv: string]>>;

/** All that provisioning writes for people. What server actions say stands in their own code. */
export const WORDS: Dictionary = { ...FIELD_WORDS, ...COMPANY_WORDS, ...VIEW_WORDS };

/** A language of Odoo's that the words are there for. */
export interface InstalledLanguage {
  /** Odoo's code, `fi_FI`. */
  readonly code: string;
  readonly name: 'Finnish' | 'Swedish';
}

const NAMES = { fi: 'Finnish', sv: 'Swedish' } as const;

export function knownLanguages(codes: readonly string[]): readonly InstalledLanguage[] {
  return codes.flatMap((code) => {
    const [short] = code.split('_');
    return short === 'fi' || short === 'sv' ? [{ code, name: NAMES[short] }] : [];
  });
}

/** The words for this in a language; the English ones where nothing else is known. */
export function inLanguage(english: string, { name }: InstalledLanguage): string {
  const words = Object.hasOwn(WORDS, english) ? WORDS[english] : undefined;
  if (!words) return english;
  return name === 'Finnish' ? words[0] : words[1];
}

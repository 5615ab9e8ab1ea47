/**
 * Netvisor holds ISO-8859-15 (Latin-9). What a person would read the same is transliterated, what would change
 * the meaning is refused by name; nothing is dropped silently.
 */

/** Code points of Latin-1 that Latin-9 gave away, and what it put there instead. */
const givenAway = new Set(['¤', '¦', '¨', '´', '¸', '¼', '½', '¾']);
const putInstead = new Set(['€', 'Š', 'š', 'Ž', 'ž', 'Œ', 'œ', 'Ÿ']);

/** Latin-9 spelling, and the characters that are spelled so. */
const transliterations: ReadonlyMap<string, string> = new Map(
  (
    [
      // spaces, and marks that take no room
      [' ', '\t\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000'],
      ['', '\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff'],
      // quotes, dashes, signs
      ["'", '‘’‛‹›′ʼ´'],
      ['"', '“”„‟″¨'],
      [',', '‚¸'],
      ['-', '‐‑‒–—―−•‣'],
      ['/', '⁄∕'],
      ['...', '…'],
      ['->', '→'],
      ['<-', '←'],
      ['<=', '≤'],
      ['>=', '≥'],
      ['~', '≈'],
      ['|', '¦'],
      ['1/4', '¼'],
      ['1/2', '½'],
      ['3/4', '¾'],
      ['µ', 'μ'],
      // letters that do not decompose, or whose nearest Latin-9 letter is not the bare one
      ['l', 'ł'],
      ['L', 'Ł'],
      ['ö', 'ő'],
      ['Ö', 'Ő'],
      ['ü', 'ű'],
      ['Ü', 'Ű'],
      ['d', 'đ'],
      ['D', 'Đ'],
      ['h', 'ħ'],
      ['H', 'Ħ'],
      ['t', 'ŧ'],
      ['T', 'Ŧ'],
      ['i', 'ı'],
      ['j', 'ȷ'],
      ['k', 'ĸ'],
      ['ng', 'ŋ'],
      ['NG', 'Ŋ'],
      ['SS', 'ẞ'],
      ['e', 'ə'],
      ['E', 'Ə'],
    ] as const
  ).flatMap(([spelling, characters]) => [...characters].map((character) => [character, spelling] as const)),
);

const combiningMarks = /[\u0300-\u036f]/gu;

function isLatin9(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x20 && code <= 0x7e) return true;
  if (code >= 0xa0 && code <= 0xff) return !givenAway.has(character);
  return putInstead.has(character);
}

/** The Latin-9 spelling of one character, or undefined if there is none that means the same. */
function spell(character: string): string | undefined {
  const listed = transliterations.get(character);
  if (listed !== undefined) return listed;
  if (isLatin9(character)) return character;
  if (/^[\u0300-\u036f]$/u.test(character)) return '';
  const parts = character.normalize('NFKD').replace(combiningMarks, '');
  if (parts === character || parts === '') return undefined;
  const spelled = [...parts].map(spell);
  return spelled.every((part) => part !== undefined) ? spelled.join('') : undefined;
}

/** Characters that have no place in Netvisor; the caller knows the field and makes the error. */
export class UnsupportedCharactersError extends Error {
  override readonly name = 'UnsupportedCharactersError';
  readonly characters: readonly string[];

  constructor(characters: readonly string[]) {
    super('text holds characters that Netvisor cannot hold');
    this.characters = characters;
  }
}

export type LineBreaks = 'kept' | 'refused';

/**
 * Free text as Netvisor can hold it: NFC, Latin-9, line breaks as `\n`. `replaced` names each character that was
 * spelled differently, once.
 * @throws UnsupportedCharactersError for emoji, other scripts and control characters
 */
export function toNetvisorText(
  value: string,
  lineBreaks: LineBreaks = 'kept',
): { text: string; replaced: string[] } {
  const replaced = new Set<string>();
  const unsupported = new Set<string>();
  let text = '';
  for (const character of value.replace(/\r\n?/gu, '\n').normalize('NFC')) {
    if (character === '\n' && lineBreaks === 'kept') {
      text += character;
      continue;
    }
    const spelled = spell(character);
    if (spelled === undefined) unsupported.add(character);
    else {
      if (spelled !== character) replaced.add(character);
      text += spelled;
    }
  }
  if (unsupported.size > 0) throw new UnsupportedCharactersError([...unsupported]);
  return { text, replaced: [...replaced] };
}

/**
 * Text where each character matters (codes, identifiers, references): NFC, otherwise as it is.
 * @throws UnsupportedCharactersError naming each character that would need another spelling
 */
export function requireNetvisorText(value: string): string {
  const text = value.normalize('NFC');
  const unsupported = new Set([...text].filter((character) => spell(character) !== character));
  if (unsupported.size > 0) throw new UnsupportedCharactersError([...unsupported]);
  return text;
}

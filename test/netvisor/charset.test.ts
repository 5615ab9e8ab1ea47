import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { requireNetvisorText, toNetvisorText, UnsupportedCharactersError } from '../../netvisor/charset.ts';

const latin9 = [
  ...Array.from({ length: 95 }, (_, i) => i + 0x20),
  ...Array.from({ length: 96 }, (_, i) => i + 0xa0),
]
  .map((byte) => new TextDecoder('iso-8859-15').decode(Uint8Array.of(byte)))
  .join('');

function unsupportedIn(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof UnsupportedCharactersError) return error.characters;
    throw error;
  }
  return [];
}

describe('free text', () => {
  test.each([
    ['Säilytyslaatikko "S" à 45 €', 'Säilytyslaatikko "S" à 45 €', ''],
    ['“Kuura” – se on ‘hyvä’…', '"Kuura" - se on \'hyvä\'...', '“”–‘’…'],
    ['5\u00a0kpl\u202fà\u2009½', '5 kpl à 1/2', '\u00a0\u202f\u2009½'],
    ['Łódź, Kőszeg, Űrhajó, Đakovo', 'Lódz, Köszeg, Ürhajó, Dakovo', 'ŁźőŰĐ'],
    ['Dvořák & Čapek, Šiauliai, Žižek', 'Dvorák & Capek, Šiauliai, Žižek', 'řČ'],
    ['Ĳsselmeer ﬁ №4 ™', 'IJsselmeer fi No4 TM', 'Ĳﬁ№™'],
    ['a\u0308 o\u0308', 'ä ö', ''],
    ['x\u0302', 'x', '\u0302'],
    ['zero\u200bwidth\ufeff', 'zerowidth', '\u200b\ufeff'],
    ['rivi 1\r\nrivi 2\rrivi 3', 'rivi 1\nrivi 2\nrivi 3', ''],
    ['a\tb', 'a b', '\t'],
    ['5 μm → 6', '5 µm -> 6', 'μ→'],
  ])('%j is written %j', (value, text, replaced) => {
    expect(toNetvisorText(value)).toEqual({ text, replaced: [...replaced] });
  });

  test.each([
    ['Kiitos 🎉!', ['🎉']],
    ['Привет', ['П', 'р', 'и', 'в', 'е', 'т']],
    ['bell\u0007 esc\u001b', ['\u0007', '\u001b']],
    ['中', ['中']],
    ['\u0085', ['\u0085']],
  ])('%j is refused by name', (value, characters) => {
    expect(unsupportedIn(() => toNetvisorText(value))).toEqual(characters);
  });

  test('line breaks can be refused', () => {
    expect(unsupportedIn(() => toNetvisorText('a\nb', 'refused'))).toEqual(['\n']);
  });

  test('all of ISO-8859-15 but the no-break space and the soft hyphen stays as it is', () => {
    const kept = [...latin9].filter((character) => !'\u00a0\u00ad'.includes(character)).join('');
    expect(toNetvisorText(kept)).toEqual({ text: kept, replaced: [] });
    expect(kept).toHaveLength(95 + 96 - 2);
  });

  test('what comes out is always ISO-8859-15, and whatever was replaced is named', () => {
    const allowed = new Set([...latin9, '\n']);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), (value) => {
        const refused = unsupportedIn(() => toNetvisorText(value));
        if (refused.length > 0) return;
        const { text, replaced } = toNetvisorText(value);
        for (const character of text) expect(allowed).toContain(character);
        if (replaced.length === 0) expect(text).toBe(value.replace(/\r\n?/gu, '\n').normalize('NFC'));
        expect(toNetvisorText(text)).toEqual({ text, replaced: [] });
      }),
    );
  });
});

describe('codes and identifiers', () => {
  test('pass unchanged but for composition', () => {
    expect(requireNetvisorText('HT-1001/Ä')).toBe('HT-1001/Ä');
    expect(requireNetvisorText('A\u0308')).toBe('Ä');
  });

  test.each([
    ['HT–1001', ['–']],
    ['Ł', ['Ł']],
    ['a\u00a0b', ['\u00a0']],
    ['a\nb\t', ['\n', '\t']],
    ['🎉', ['🎉']],
  ])('%j is refused rather than spelled differently', (value, characters) => {
    expect(unsupportedIn(() => requireNetvisorText(value))).toEqual(characters);
  });
});

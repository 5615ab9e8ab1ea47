import { describe, expect, test } from '@jest/globals';
import { firstLine, plainText, shortened } from '../../mapping/plain-text.ts';

describe('plain text', () => {
  test('loses the markup and nothing else', () => {
    expect(plainText('<p>Huomautusaika 8 vrk</p><p>Viivästyskorko &gt; 11&nbsp;% &amp; kulut</p>')).toBe(
      'Huomautusaika 8 vrk\nViivästyskorko > 11 % & kulut',
    );
    expect(plainText('<ul><li>yksi</li><li>kaksi</li></ul>a<br>b<br/>c <b>d</b>')).toBe(
      'yksi\nkaksi\na\nb\nc d',
    );
  });

  test('reads each entity once', () => {
    expect(plainText('&#8364; &#x20AC; &quot;x&quot; &apos; &amp;lt; &AMP;')).toBe('€ € "x" \' &lt; &');
    expect(plainText('5 < 6 &unknown; & &#; &#x;')).toBe('5 < 6 &unknown; & &#; &#x;');
  });

  test('with a number for a character that does not exist keeps a mark for it, which is refused by name', () => {
    expect(plainText('Hinta &#99999999; €')).toBe('Hinta \uFFFD €');
    expect(plainText('Hinta &#0; €')).toBe('Hinta \uFFFD €');
  });

  test('of nothing but markup is empty', () => {
    for (const html of ['', '<p><br></p>', '<div> </div>']) expect(plainText(html)).toBe('');
  });
});

test('the first line is the first that says something', () => {
  expect(firstLine('\n  Vuokra \nVarasto')).toBe('Vuokra ');
  expect(firstLine('Vuokra')).toBe('Vuokra');
  expect(firstLine(undefined)).toBe('');
});

test('a text is shortened to what a person finds it by, never within a character', () => {
  expect(shortened(' Vuokra ')).toBe('Vuokra');
  expect(shortened('a'.repeat(40))).toBe('a'.repeat(40));
  expect(shortened('a'.repeat(41))).toBe(`${'a'.repeat(39)}…`);
  expect(shortened('🎉'.repeat(50))).toBe(`${'🎉'.repeat(39)}…`);
});

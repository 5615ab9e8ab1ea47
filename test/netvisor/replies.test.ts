import { describe, expect, test } from '@jest/globals';
import { parseReply } from '../../netvisor/envelope.ts';
import { netvisorCodes } from '../../netvisor/errors.ts';
import * as fields from '../../netvisor/fields.ts';
import { childNamed, leavesOf, readXml } from '../../netvisor/xml-reader.ts';
import { addedReply, envelope, failedReply, okReply } from './server.ts';

const reply = (text: string) => parseReply(Buffer.from(text, 'utf8'));

describe('the envelope', () => {
  test('of an add gives the key', () => {
    expect(reply(addedReply(58231))).toMatchObject({ status: 'OK', insertedKey: 58231 });
  });

  test('of an edit has no key', () => {
    expect(reply(okReply())).toMatchObject({ status: 'OK', insertedKey: undefined });
  });

  test.each([...netvisorCodes])('%s is told from its text', (code) => {
    expect(reply(failedReply(`${code} :: Data form incorrect:. :: 4711`))).toEqual({
      status: 'FAILED',
      code,
      text: `${code} :: Data form incorrect:. :: 4711`,
    });
  });

  test.each([
    ['leading space', ' INVALID_DATA :: x', 'INVALID_DATA'],
    ['the other spelling of maintenance', 'SYSTEM_MAINTANANCE :: huolto', 'SYSTEM_MAINTENANCE'],
    ['no text', 'PERIOD_LOCK', 'PERIOD_LOCK'],
    ['a code that nobody wrote down', 'QUOTA_USED :: x', 'unknown'],
    ['words only', 'Aineiston käsittelyssä tapahtui virhe', 'unknown'],
    ['a code inside a longer word', 'INVALID_DATA_OF_OTHER_KIND :: x', 'unknown'],
  ])('%s', (_name, said, code) => {
    expect(reply(failedReply(said))).toMatchObject({ status: 'FAILED', code });
  });

  test('FAILED without a second status has no known code', () => {
    expect(reply(envelope('<Status>FAILED</Status></ResponseStatus></Root>'))).toMatchObject({
      status: 'FAILED',
      code: 'unknown',
    });
  });

  test('OK with a second status is not a clear OK', () => {
    expect(
      reply(envelope('<Status>OK</Status><Status>INVALID_DATA :: x</Status></ResponseStatus></Root>')),
    ).toMatchObject({ status: 'FAILED', code: 'unknown' });
  });

  test.each([
    ['nothing', ''],
    ['an HTML page', '<!DOCTYPE html><html><body><h1>502</h1></body></html>'],
    ['an HTML page that is well-formed', '<html><body>OK</body></html>'],
    ['JSON', '{"status":"OK"}'],
    ['a cut envelope', okReply().slice(0, -10)],
    ['an envelope without status', '<Root><ResponseStatus></ResponseStatus></Root>'],
    ['another root', '<Reply><ResponseStatus><Status>OK</Status></ResponseStatus></Reply>'],
    ['two documents', `${okReply().slice(okReply().indexOf('<Root>'))}<Root/>`],
    [
      'an entity bomb',
      '<!DOCTYPE r [<!ENTITY a "x">]><Root><ResponseStatus><Status>OK</Status></ResponseStatus></Root>',
    ],
    [
      'a key that is none',
      okReply('<Replies><InsertedDataIdentifier>abc</InsertedDataIdentifier></Replies>'),
    ],
  ])('%s is no envelope', (_name, text) => {
    expect(reply(text)).toBeUndefined();
  });

  test('it is read in any case, with a byte order mark, and in ISO-8859-15 when it is not UTF-8', () => {
    expect(reply(`\ufeff${okReply()}`)).toMatchObject({ status: 'OK' });
    expect(reply('<root><RESPONSESTATUS><status>OK</status></RESPONSESTATUS></root>')).toMatchObject({
      status: 'OK',
    });
    const said = failedReply('INVALID_DATA :: hinta 5 E, Ähtäri').replace('E,', '\u00a4,');
    expect(parseReply(Buffer.from(said, 'latin1'))).toMatchObject({
      text: 'INVALID_DATA :: hinta 5 €, Ähtäri',
    });
  });
});

describe('the reader', () => {
  test('lower-cases names, resolves entities once, keeps CDATA as it is', () => {
    const node = readXml(
      '<Root><A ISO-3166="F&amp;I">&lt;b&gt; &amp;lt; &#228;&#xE4;</A><!-- c --><B><![CDATA[a &amp; <b>]]></B></Root>',
    );
    expect(node && leavesOf(node)).toEqual({ a: '<b> &lt; ää', 'a@iso-3166': 'F&I', b: 'a &amp; <b>' });
  });

  test('is not stopped by many entities', () => {
    const node = readXml(`<Root>${'<a>x &amp; y</a>'.repeat(5000)}</Root>`);
    expect(node?.children).toHaveLength(5000);
    expect(node?.children.at(-1)?.text).toBe('x & y');
    expect(node && childNamed(node, 'a')?.children).toEqual([]);
  });
});

describe('leaf values', () => {
  test.each([
    ['282,65', '282.65'],
    ['282.65', '282.65'],
    ['200', '200'],
    ['560,1', '560.1'],
    ['-56,48', '-56.48'],
    ['45,000000000000', '45'],
  ])('the decimal %s', (text, value) => {
    expect(fields.decimal.parse(text).toString()).toBe(value);
  });

  test.each(['', ' ', undefined])('%j is null where it may be, and refused where not', (text) => {
    expect(fields.decimalOrNull.parse(text)).toBeNull();
    expect(fields.dateOrNull.parse(text)).toBeNull();
    expect(fields.textOrNull.parse(text)).toBeNull();
    expect(fields.flagOrNull.parse(text)).toBeNull();
    expect(fields.decimal.safeParse(text).success).toBe(false);
    expect(fields.key.safeParse(text).success).toBe(false);
    expect(fields.date.safeParse(text).success).toBe(false);
  });

  test.each(['1 234,50', '1.234,50', 'abc', '1e3', '12,', ','])('%s is no decimal', (text) => {
    expect(fields.decimalOrNull.safeParse(text).success).toBe(false);
  });

  test.each([
    ['2026-11-20', '2026-11-20'],
    ['20.11.2026', '2026-11-20'],
    ['1.2.2026', '2026-02-01'],
    ['01.02.2026', '2026-02-01'],
    ['29.2.2028', '2028-02-29'],
  ])('the date %s', (text, value) => {
    expect(fields.date.parse(text)).toBe(value);
  });

  test.each(['30.2.2026', '2026-13-01', '2026-1-1', '20261120', '11/20/2026'])('%s is no date', (text) => {
    expect(fields.dateOrNull.safeParse(text).success).toBe(false);
  });

  test('flags come as digits or words', () => {
    expect(['1', '0', 'True', 'False'].map((text) => fields.flagOrNull.parse(text))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(fields.flagOrNull.safeParse('Kyllä').success).toBe(false);
  });

  test('a word that is not on the list reads as other', () => {
    const status = fields.wordOrNull(['open', 'paid']);
    expect(['open', 'PAID', 'frozen', ''].map((text) => status.parse(text))).toEqual([
      'open',
      'paid',
      'other',
      null,
    ]);
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commentOwner, digestOf, markText, parseMark, privateComment } from '../../mapping/mark.ts';

const mark = fc.record({
  number: fc.stringMatching(/^[1-9]\d{0,14}$/),
  comment: fc.string(),
  transactionId: fc.uuid(),
  settleAfter: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
});

describe('a mark', () => {
  test('is read back as it was written', () => {
    fc.assert(fc.property(mark, (one) => expect(parseMark(markText(one))).toEqual(one)));
  });

  test('that was cut short is no mark', () => {
    fc.assert(
      fc.property(mark, fc.nat(), (one, where) => {
        const text = markText(one);
        expect(parseMark(text.slice(0, where % text.length))).toBeUndefined();
      }),
    );
  });

  test.each([
    undefined,
    '',
    'false',
    'null',
    '[]',
    '{}',
    'käsin kirjoitettu',
    '{"number":7,"comment":"c","transactionId":"t","settleAfter":1}',
    '{"number":"7","comment":"c","transactionId":"t","settleAfter":"1"}',
    '{"number":"7","comment":"c","transactionId":"t","settleAfter":null}',
    '{"number":"7","comment":"c","settleAfter":1}',
  ])('is not read from %j', (text) => {
    expect(parseMark(text)).toBeUndefined();
  });
});

describe('the private comment', () => {
  const uuid = '5d7c2c1e-0000-4000-8000-0242ac110002';

  test('names database, record and version', () => {
    expect(privateComment(uuid, 42, '0123456789abcdef')).toBe(
      `Silta ${uuid} account.move 42 0123456789abcdef`,
    );
  });

  test('of one invoice is never taken for the comment of another one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1 }),
        fc.integer({ min: 1 }),
        fc.stringMatching(/^[0-9a-f]{16}$/),
        (mine, other, digest) => {
          const comment = privateComment(uuid, mine, digest);
          expect(`${comment} `.startsWith(`${commentOwner(uuid, other)} `)).toBe(mine === other);
        },
      ),
    );
    expect(`${privateComment(uuid, 12, 'f')} `.startsWith(`${commentOwner(uuid, 1)} `)).toBe(false);
  });

  test('fits into a comment field of Netvisor', () => {
    expect(privateComment(uuid, 2_147_483_647, digestOf('x')).length).toBeLessThan(255);
  });
});

test('a digest is sixteen hexadecimal digits of the SHA-256', () => {
  expect(digestOf('')).toBe('e3b0c44298fc1c14');
  expect(digestOf('Kuukausivuokra')).toMatch(/^[0-9a-f]{16}$/);
});

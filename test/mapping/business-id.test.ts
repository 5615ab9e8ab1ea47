import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { businessIdOf, isBusinessId } from '../../mapping/business-id.ts';

const sevenDigits = fc.stringMatching(/^\d{7}$/);

/** The rule told the other way round: with its own check digit, the weighted sum is a multiple of eleven. */
function addsUp(digits: string): boolean {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits.charAt(at)), 0);
  return sum % 11 === 0;
}

const withCheck = (seven: string): string | undefined => {
  const check = [...'0123456789'].find((digit) => addsUp(seven + digit));
  return check === undefined ? undefined : `${seven}-${check}`;
};
const valid = sevenDigits.map(withCheck).filter((id): id is string => id !== undefined);

describe('a Finnish business id', () => {
  test.each(['9120034-9', '9345672-7'])('%s is one', (id) => {
    expect(isBusinessId(id)).toBe(true);
  });

  test('is taken with the check digit that adds up and with no other', () => {
    fc.assert(
      fc.property(sevenDigits, (seven) => {
        for (const check of '0123456789') {
          expect(isBusinessId(`${seven}-${check}`)).toBe(addsUp(seven + check));
        }
      }),
    );
  });

  test('is refused when one digit is mistyped', () => {
    fc.assert(
      fc.property(valid, fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 9 }), (id, at, shift) => {
        const digit = (Number(id.charAt(at)) + shift) % 10;
        expect(isBusinessId(`${id.slice(0, at)}${digit}${id.slice(at + 1)}`)).toBe(false);
      }),
    );
  });

  test('is refused when two neighbours change places', () => {
    fc.assert(
      fc.property(valid, fc.integer({ min: 0, max: 5 }), (id, at) => {
        const [one, two] = [id.charAt(at), id.charAt(at + 1)];
        fc.pre(one !== two);
        expect(isBusinessId(`${id.slice(0, at)}${two}${one}${id.slice(at + 2)}`)).toBe(false);
      }),
    );
  });

  test.each([
    '',
    '91200349',
    '9120034-99',
    '912003-9',
    ' 9120034-9',
    '9120034-9 ',
    '9120034-9\n',
    'FI91200349',
  ])('is refused in another form: %j', (text) => {
    expect(isBusinessId(text)).toBe(false);
  });
});

describe('the business id of a partner', () => {
  test('is found in the registry field and in the VAT number alike', () => {
    fc.assert(
      fc.property(valid, (id) => {
        const digits = id.replace('-', '');
        expect(businessIdOf(id, undefined)).toBe(id);
        expect(businessIdOf(` ${digits} `, undefined)).toBe(id);
        expect(businessIdOf(undefined, `FI${digits}`)).toBe(id);
        expect(businessIdOf(undefined, `fi ${digits}`)).toBe(id);
      }),
    );
  });

  test('comes from the VAT number when the registry field holds something else', () => {
    expect(businessIdOf('HRB 12345', 'FI91200349')).toBe('9120034-9');
    expect(businessIdOf('9120034-1', 'FI91200349')).toBe('9120034-9');
  });

  test('is not made of a foreign VAT number, a bad check digit or nothing', () => {
    expect(businessIdOf(undefined, 'SE556012579001')).toBeUndefined();
    expect(businessIdOf(undefined, 'DK91200349')).toBeUndefined();
    expect(businessIdOf('9120034-8', 'FI91200348')).toBeUndefined();
    expect(businessIdOf(undefined, undefined)).toBeUndefined();
  });
});

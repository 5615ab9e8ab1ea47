import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isReferenceNumber, plainReference } from '../../mapping/reference-number.ts';

/** The 7-3-1 rule over the whole number: counted from the right the weights are 1, 7, 3, 1, 7, 3 … */
function addsUp(reference: string): boolean {
  let sum = 0;
  for (let at = reference.length - 1, weight = 1; at >= 0; at -= 1) {
    sum += weight * (reference.charCodeAt(at) - 48);
    weight = weight === 1 ? 7 : weight === 7 ? 3 : 1;
  }
  return sum % 10 === 0;
}

const base = fc.stringMatching(/^\d{3,19}$/);
const valid = base.map((digits) => {
  const check = [...'0123456789'].find((digit) => addsUp(digits + digit)) ?? '';
  return digits + check;
});

describe('a Finnish reference number', () => {
  test.each(['1232', '2026000011'])('%s is one', (text) => {
    expect(isReferenceNumber(text)).toBe(true);
  });

  test('has exactly the check digit that the 7-3-1 rule gives', () => {
    fc.assert(
      fc.property(base, (digits) => {
        for (const check of '0123456789') {
          expect(isReferenceNumber(digits + check)).toBe(addsUp(digits + check));
        }
      }),
    );
  });

  test('is refused when one digit is mistyped', () => {
    fc.assert(
      fc.property(valid, fc.nat(), fc.integer({ min: 1, max: 9 }), (reference, where, shift) => {
        const at = where % reference.length;
        const digit = (Number(reference.charAt(at)) + shift) % 10;
        expect(isReferenceNumber(`${reference.slice(0, at)}${digit}${reference.slice(at + 1)}`)).toBe(false);
      }),
    );
  });

  test('may be typed in groups, and travels without the spaces', () => {
    fc.assert(
      fc.property(valid, (reference) => {
        const grouped = reference.replace(/\B(?=(\d{5})+$)/g, ' ');
        expect(isReferenceNumber(grouped)).toBe(true);
        expect(plainReference(grouped)).toBe(reference);
      }),
    );
  });

  test('may be in the international form, and travels as the Finnish one that it holds', () => {
    fc.assert(
      fc.property(
        valid.filter((digits) => !digits.startsWith('0')),
        (reference) => {
          const rest = BigInt(`${reference}271500`) % 97n;
          const check = String(98n - rest).padStart(2, '0');
          // From 02 to 98, as check digits are.
          const mistyped = String(((97n - rest) % 97n) + 2n).padStart(2, '0');
          expect(isReferenceNumber(`RF${check}${reference}`)).toBe(true);
          expect(plainReference(`rf${check} ${reference}`)).toBe(reference);
          expect(isReferenceNumber(`RF${mistyped}${reference}`)).toBe(false);
        },
      ),
    );
    expect(plainReference('RF762026600013')).toBe('2026600013');
  });

  test.each([
    '',
    '   ',
    '130',
    '000000000000000000000',
    'RF18539007547034',
    'RF722348231',
    'RF00',
    'INV/2026/00001',
    '1232a',
    '12,32',
  ])('is refused when it is too short, too long or no number: %j', (text) => {
    expect(isReferenceNumber(text)).toBe(false);
  });
});

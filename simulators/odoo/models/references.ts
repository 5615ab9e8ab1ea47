import { NotSimulated, userError } from '../errors.ts';

/**
 * The Finnish reference of an invoice number: its digits (3 to 19) and a check digit with the weights 7, 3, 1
 * from the right (external API reference, reference numbers): `INV/2026/00012` → `2026000121`.
 */
export function finnishReference(number: string): string {
  const digits = number.replace(/\D/g, '');
  if (digits === '') throw userError('Invoice number must contain numeric characters');
  if (digits.length < 3 || digits.length > 19) {
    throw new NotSimulated(`makes references from 3 to 19 digits only; ${number} has ${digits.length}.`);
  }
  return digits + checkDigit(digits);
}

/** The same as a creditor reference: `RF`, two check digits by modulo 97, the national reference. */
export function finnishRfReference(number: string): string {
  const national = finnishReference(number);
  // R and F count as 27 and 15 in ISO 11649.
  const check = 98n - (BigInt(`${national}271500`) % 97n);
  return `RF${check.toString().padStart(2, '0')}${national}`;
}

function checkDigit(digits: string): string {
  const weights = [7, 3, 1];
  const total = [...digits]
    .reverse()
    .reduce((sum, digit, index) => sum + Number(digit) * (weights[index % 3] ?? 0), 0);
  return String((10 - (total % 10)) % 10);
}

/**
 * True if the check digit of a Finnish business id fits (weights 7 9 10 5 8 4 2, modulo 11). Takes eight
 * digits without the dash, as in a VAT number.
 */
export function isBusinessId(digits: string): boolean {
  if (!/^\d{8}$/.test(digits)) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2];
  const total = weights.reduce((sum, weight, index) => sum + weight * Number(digits.charAt(index)), 0);
  const rest = total % 11;
  return rest !== 1 && Number(digits.charAt(7)) === (rest === 0 ? 0 : 11 - rest);
}

const WEIGHTS = [7, 3, 1] as const;

/**
 * Valid Finnish reference number: 4 to 20 digits, the last one a check digit over the others (weights 7, 3, 1
 * from the right, modulo 10). Spaces are allowed as typed; the international form (RF, two check digits, the Finnish
 * reference; ISO 11649) is the same reference. Both are removed by {@link plainReference}.
 */
export function isReferenceNumber(text: string): boolean {
  const digits = plainReference(text);
  if (!/^\d{4,20}$/.test(digits)) return false;
  const sum = digits
    .slice(0, -1)
    .split('')
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (WEIGHTS[index % 3] ?? 0), 0);
  return (10 - (sum % 10)) % 10 === Number(digits.at(-1));
}

/** As Netvisor takes it: digits alone. It shows the international form by itself where the customer's card says so. */
export function plainReference(text: string): string {
  const typed = text.replaceAll(' ', '');
  const [, check, digits] = /^RF(\d\d)0*(\d{4,20})$/i.exec(typed) ?? [];
  // ISO 11649: the letters are 27 (R) and 15 (F), and the whole, turned round, leaves 1 when divided by 97.
  return check && digits && BigInt(`${digits}2715${check}`) % 97n === 1n ? digits : typed;
}

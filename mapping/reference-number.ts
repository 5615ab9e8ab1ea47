const WEIGHTS = [7, 3, 1] as const;

/**
 * Valid Finnish reference number: 4 to 20 digits, the last one a check digit over the others (weights 7, 3, 1
 * from the right, modulo 10). Spaces are allowed as typed and removed by {@link plainReference}.
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

export const plainReference = (text: string): string => text.replaceAll(' ', '');

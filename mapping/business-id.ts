const WEIGHTS = [7, 9, 10, 5, 8, 4, 2];

/** Finnish business id `1234567-8` with a valid check digit (weights 7 9 10 5 8 4 2, modulo 11). */
export function isBusinessId(text: string): boolean {
  const match = /^(\d{7})-(\d)$/.exec(text);
  if (!match?.[1]) return false;
  const sum = [...match[1]].reduce((total, digit, index) => total + Number(digit) * (WEIGHTS[index] ?? 0), 0);
  const rest = sum % 11;
  return rest !== 1 && Number(match[2]) === (rest === 0 ? 0 : 11 - rest);
}

/**
 * Business id of a Finnish company from what Odoo holds: the company registry as it is typed, or a Finnish VAT
 * number (`FI91200349`), which is the same digits without the hyphen. Undefined when neither is one.
 */
export function businessIdOf(registry: string | undefined, vat: string | undefined): string | undefined {
  return [registry, vat]
    .map((text) => /^(?:FI)?\s*(\d{7})-?(\d)$/i.exec(text?.trim() ?? ''))
    .map((match) => match && `${match[1]}-${match[2]}`)
    .find((id): id is string => typeof id === 'string' && isBusinessId(id));
}

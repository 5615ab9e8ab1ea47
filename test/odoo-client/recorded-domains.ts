/** Search domains of Odoo in prefix notation, with the operators that Silta's client uses. */
export function fits(domain: readonly unknown[], row: Readonly<Record<string, unknown>>): boolean {
  const stack: boolean[] = [];
  const pop = (): boolean => stack.pop() ?? true;
  // From behind, an operator meets its operands on the stack.
  for (const term of domain.toReversed()) {
    if (term === '&' || term === '|') {
      const [one, other] = [pop(), pop()];
      stack.push(term === '&' ? one && other : one || other);
    } else stack.push(holds(term as readonly [string, string, unknown], row));
  }
  // What is left stands side by side, which means "and".
  return stack.every(Boolean);
}

function holds(
  [name, operator, wanted]: readonly [string, string, unknown],
  row: Readonly<Record<string, unknown>>,
) {
  const value = row[name];
  switch (operator) {
    case '=':
      return value === wanted;
    case '!=':
      return value !== wanted;
    case '>':
      return Number(value) > Number(wanted);
    case 'in':
      return Array.isArray(wanted) && wanted.includes(value);
    case '=like':
      return typeof value === 'string' && value.startsWith(String(wanted).replace(/%$/, ''));
    default:
      throw new Error(`the recorded Odoo does not know the operator ${operator}`);
  }
}

import { PythonSyntaxError, tokens } from './tokens.ts';
import type { Token } from './tokens.ts';

const WORDS = ['and', 'or', 'not', 'in', 'is', 'if', 'else'];
/** Names that the web client knows wherever an expression of a view is evaluated. */
const GIVEN = new Set(
  `True False None self uid context context_today datetime time relativedelta current_date today now active_id
  active_ids active_model allowed_company_ids current_company_id companies abs bool float int len list max min set
  str`.split(/\s+/),
);

const OPERATORS = new Set(
  '=|!=|<|<=|>|>=|=?|in|not in|like|not like|ilike|not ilike|=like|=ilike|child_of|parent_of|any|not any'.split(
    '|',
  ),
);

/** Names that an expression takes from the record: `state`, `parent.state`; the first two parts of each. */
export function recordNames(expression: string): string[] {
  const list = tokens(expression);
  checkShape(list);
  return namesIn(list);
}

function namesIn(list: readonly Token[]): string[] {
  const names = list.flatMap((token) => {
    if (token.kind !== 'name' || WORDS.includes(token.value)) return [];
    const parts = token.value.split('.');
    const [first = '', second] = parts;
    if (first === 'parent' && second !== undefined) return [`parent.${second}`];
    return GIVEN.has(first) ? [] : [first];
  });
  return [...new Set(names)];
}

/** Field paths that a domain asks about, and the names that its values take from the record. */
export function domainNames(domain: string): { paths: string[]; names: string[] } {
  const list = tokens(domain);
  checkShape(list);
  const paths = list.flatMap((token, at) => {
    const [open, comma, operator, second] = [list[at - 1], list[at + 1], list[at + 2], list[at + 3]];
    const isPath =
      token.kind === 'text' &&
      (open?.value === '(' || open?.value === '[') &&
      comma?.value === ',' &&
      // A list of three texts is a value of a leaf, not a leaf.
      operator?.kind === 'text' &&
      OPERATORS.has(operator.value) &&
      second?.value === ',';
    return isPath ? [token.value] : [];
  });
  return { paths, names: namesIn(list) };
}

/** Operands and operators take turns, brackets close: what tells a slip of the pen from an expression. */
function checkShape(list: readonly Token[]): void {
  if (list.length === 0) throw new PythonSyntaxError('invalid syntax');
  const open: string[] = [];
  let operandBefore = false;
  for (const token of list) {
    const isWord = token.kind === 'name' && WORDS.includes(token.value);
    if (token.kind === 'sign' && '([{'.includes(token.value)) {
      open.push(token.value);
      operandBefore = false;
    } else if (token.kind === 'sign' && ')]}'.includes(token.value)) {
      const opened = open.pop();
      if (opened === undefined || '([{'.indexOf(opened) !== ')]}'.indexOf(token.value)) {
        throw new PythonSyntaxError(`unmatched '${token.value}'`);
      }
      operandBefore = true;
    } else if (token.kind === 'sign' || isWord) {
      if (token.value === '=') throw new PythonSyntaxError('invalid syntax');
      operandBefore = false;
    } else {
      if (operandBefore) throw new PythonSyntaxError('invalid syntax');
      operandBefore = true;
    }
  }
  if (open.length > 0 || !operandBefore) throw new PythonSyntaxError('invalid syntax');
}

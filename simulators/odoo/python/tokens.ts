/** What Python itself would refuse: the text is no expression at all. */
export class PythonSyntaxError extends Error {
  override readonly name = 'PythonSyntaxError';
}

export interface Token {
  readonly kind: 'number' | 'name' | 'text' | 'sign';
  readonly value: string;
}

const TOKEN =
  /\s*(?:(\d+\.\d+|\d+)|([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")|(==|!=|<=|>=|\*\*|\/\/|[-+*/%<>=()[\]{},:.|&^~]))/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** The tokens of a Python expression; names come with the attributes that follow them. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) {
      throw new PythonSyntaxError(`invalid syntax at "${text.slice(at).trim().slice(0, 20)}"`);
    }
    const [, number, name, quoted, sign] = match;
    if (number !== undefined) found.push({ kind: 'number', value: number });
    else if (name !== undefined) found.push({ kind: 'name', value: name });
    else if (quoted !== undefined) found.push({ kind: 'text', value: unquote(quoted) });
    else if (sign !== undefined) found.push({ kind: 'sign', value: sign });
  }
  return found;
}

function unquote(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(.)/g, (_all, char: string) => ESCAPES[char] ?? char);
}

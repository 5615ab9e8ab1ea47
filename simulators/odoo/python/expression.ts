import { NotSimulated } from '../errors.ts';
import type { Json, JsonObject } from '../schema/types.ts';
import { PythonSyntaxError, tokens } from './tokens.ts';
import type { Token } from './tokens.ts';

/** What a dotted name stands for; undefined for a name that there is not. */
export type Names = (name: string) => Json | undefined;

const CONSTANTS: Readonly<Record<string, Json>> = { True: true, False: false, None: null };
/**
 * The value of a Python expression of the kind that domains and filter contexts are written in: literals, lists,
 * tuples, dictionaries, `+` between lists, and names that `names` knows. Anything else is refused.
 */
export function evaluate(text: string, names: Names = () => undefined): Json {
  const reader = new Reader(tokens(text), names);
  const value = reader.sum();
  reader.end();
  return value;
}

class Reader {
  readonly #tokens: readonly Token[];
  readonly #names: Names;
  #at = 0;

  constructor(list: readonly Token[], names: Names) {
    this.#tokens = list;
    this.#names = names;
  }

  sum(): Json {
    let value = this.#term();
    while (this.#takes('+')) value = plus(value, this.#term());
    return value;
  }

  end(): void {
    const rest = this.#tokens[this.#at];
    if (rest !== undefined) throw new PythonSyntaxError(`invalid syntax at "${rest.value}"`);
  }

  #term(): Json {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new PythonSyntaxError('unexpected end of the expression');
    this.#at += 1;
    switch (token.kind) {
      case 'number':
        return Number(token.value);
      case 'text':
        return token.value;
      case 'name':
        return this.#named(token.value);
      case 'sign':
        return this.#structure(token.value);
    }
  }

  #named(name: string): Json {
    if (this.#tokens[this.#at]?.value === '(' && this.#tokens[this.#at]?.kind === 'sign') {
      throw new NotSimulated(`calls no ${name}() in an expression.`);
    }
    const value = Object.hasOwn(CONSTANTS, name) ? CONSTANTS[name] : this.#names(name);
    if (value === undefined) throw new NotSimulated(`does not know the name ${name} in an expression.`);
    return value;
  }

  #structure(sign: string): Json {
    switch (sign) {
      case '-': {
        const value = this.#term();
        if (typeof value !== 'number') throw new PythonSyntaxError('bad operand for -');
        return -value;
      }
      case '[':
        return this.#list(']').items;
      case '(': {
        const { items, commas } = this.#list(')');
        const [only] = items;
        return items.length === 1 && commas === 0 && only !== undefined ? only : items;
      }
      case '{':
        return this.#dictionary();
      default:
        throw new PythonSyntaxError(`invalid syntax at "${sign}"`);
    }
  }

  #list(close: string): { items: Json[]; commas: number } {
    const items: Json[] = [];
    let commas = 0;
    while (!this.#takes(close)) {
      items.push(this.sum());
      if (this.#takes(',')) commas += 1;
      else if (!this.#sees(close)) throw new PythonSyntaxError(`"${close}" expected`);
    }
    return { items, commas };
  }

  #dictionary(): JsonObject {
    const entries: [string, Json][] = [];
    while (!this.#takes('}')) {
      const key = this.sum();
      if (!this.#takes(':')) throw new PythonSyntaxError('":" expected');
      entries.push([String(key), this.sum()]);
      if (!this.#takes(',') && !this.#sees('}')) throw new PythonSyntaxError('"}" expected');
    }
    return Object.fromEntries(entries);
  }

  #sees(sign: string): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === 'sign' && token.value === sign;
  }

  #takes(sign: string): boolean {
    if (!this.#sees(sign)) return false;
    this.#at += 1;
    return true;
  }
}

function plus(left: Json, right: Json): Json {
  if (Array.isArray(left) && Array.isArray(right)) return [...left, ...right];
  throw new NotSimulated('adds lists only in an expression.');
}

import { NotSimulated } from '../errors.ts';
import { elements, withDescendants } from './element.ts';
import type { Element } from './element.ts';

/** The expression is no XPath at all. */
export class XPathSyntaxError extends Error {
  override readonly name = 'XPathSyntaxError';
}

interface Step {
  readonly deep: boolean;
  readonly test: string;
  readonly predicates: readonly string[];
}

/**
 * The nodes that an XPath finds below (or at) a root, in document order: paths of tags, `*`, `.` and `..` with
 * predicates about attributes, positions, classes and children. Other XPath is refused.
 */
export function findAll(root: Element, expression: string): Element[] {
  const grouped = /^\(([^]+)\)\s*\[(\d+)\]$/.exec(expression.trim());
  if (grouped?.[1] !== undefined) {
    const one = findAll(root, grouped[1])[Number(grouped[2]) - 1];
    return one === undefined ? [] : [one];
  }
  const steps = parse(expression);
  const document: Element = { tag: '', attributes: new Map(), children: [root], parent: undefined };
  const absolute = expression.trim().startsWith('/');
  return walk([absolute ? document : root], steps, root);
}

function walk(from: readonly Element[], steps: readonly Step[], root: Element): Element[] {
  let found: Element[] = [...from];
  for (const step of steps) {
    const next = new Set<Element>();
    for (const node of found) {
      for (const context of step.deep ? withDescendants(node) : [node]) {
        for (const one of selected(context, step, root)) next.add(one);
      }
    }
    found = [...next];
  }
  return found;
}

function selected(context: Element, step: Step, root: Element): Element[] {
  if (step.test === '.') return [context];
  if (step.test === '..') {
    return context === root || context.parent === undefined ? [] : [context.parent];
  }
  const candidates = elements(context).filter((child) => step.test === '*' || child.tag === step.test);
  return step.predicates.reduce(
    (left, predicate) => left.filter((node, index) => holds(node, predicate, index + 1, left.length, root)),
    candidates,
  );
}

function parse(expression: string): Step[] {
  const steps: Step[] = [];
  let rest = expression.trim();
  if (rest === '') throw new XPathSyntaxError(expression);
  for (let first = true; rest !== ''; first = false) {
    const head = /^(\/\/|\/)?\s*([\w.-]+|\*)\s*/.exec(rest);
    if (head?.[2] === undefined || (!first && head[1] === undefined)) throw new XPathSyntaxError(expression);
    if (/^[\w-]+(::|\()/.test(rest.slice(head[0].length - head[2].length))) {
      throw new NotSimulated(`does not know the XPath ${expression}.`);
    }
    rest = rest.slice(head[0].length);
    const predicates: string[] = [];
    while (rest.startsWith('[')) {
      const end = closing(rest);
      if (end < 0) throw new XPathSyntaxError(expression);
      predicates.push(rest.slice(1, end).trim());
      rest = rest.slice(end + 1).trim();
    }
    steps.push({ deep: head[1] === '//', test: head[2], predicates });
    if (rest.startsWith('::') || rest.startsWith('(') || rest.startsWith('|')) {
      throw new NotSimulated(`does not know the XPath ${expression}.`);
    }
  }
  return steps;
}

/** Where the bracket closes that a text begins with; -1 where it does not. */
function closing(text: string): number {
  let [depth, quote] = [0, ''];
  for (const [at, char] of [...text].entries()) {
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '[') depth += 1;
    else if (char === ']' && (depth -= 1) === 0) return at;
  }
  return -1;
}

function holds(node: Element, predicate: string, position: number, last: number, root: Element): boolean {
  const either = split(predicate, ' or ');
  if (either.length > 1) return either.some((part) => holds(node, part, position, last, root));
  const both = split(predicate, ' and ');
  if (both.length > 1) return both.every((part) => holds(node, part, position, last, root));
  if (/^\d+$/.test(predicate)) return position === Number(predicate);
  if (predicate === 'last()') return position === last;
  const not = /^not\(([^]+)\)$/.exec(predicate);
  if (not?.[1] !== undefined) return !holds(node, not[1].trim(), position, last, root);
  const compared = /^@([\w:-]+)\s*(!?=)\s*(?:'([^']*)'|"([^"]*)")$/.exec(predicate);
  if (compared?.[1] !== undefined) {
    const value = node.attributes.get(compared[1]);
    const wanted = compared[3] ?? compared[4];
    return value !== undefined && (value === wanted) === (compared[2] === '=');
  }
  const there = /^@([\w:-]+)$/.exec(predicate);
  if (there?.[1] !== undefined) return node.attributes.has(there[1]);
  const part = /^(contains|starts-with)\(@([\w:-]+)\s*,\s*(?:'([^']*)'|"([^"]*)")\)$/.exec(predicate);
  if (part?.[2] !== undefined) {
    const [value, wanted] = [node.attributes.get(part[2]) ?? '', part[3] ?? part[4] ?? ''];
    return part[1] === 'contains' ? value.includes(wanted) : value.startsWith(wanted);
  }
  const classes = /^hasclass\(([^)]*)\)$/.exec(predicate);
  if (classes?.[1] !== undefined) {
    const own = (node.attributes.get('class') ?? '').split(/\s+/);
    return classes[1].split(',').every((name) => own.includes(name.trim().replace(/^['"]|['"]$/g, '')));
  }
  if (/^(\.\/\/|\.\/)?[\w*]/.test(predicate) && !predicate.includes('(')) {
    return walk([node], parse(predicate), root).length > 0;
  }
  throw new NotSimulated(`does not know the XPath predicate [${predicate}].`);
}

/** Splits at a word outside of quotes and brackets. */
function split(text: string, word: string): string[] {
  const parts: string[] = [];
  let [depth, quote, from] = [0, '', 0];
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '(' || char === '[') depth += 1;
    else if (char === ')' || char === ']') depth -= 1;
    else if (depth === 0 && text.startsWith(word, at)) {
      parts.push(text.slice(from, at).trim());
      from = at + word.length;
      at = from - 1;
    }
  }
  return [...parts, text.slice(from).trim()];
}

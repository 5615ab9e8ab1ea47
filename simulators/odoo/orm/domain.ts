import { NotSimulated, python, typeError, valueError } from '../errors.ts';
import type { FieldDef, Json } from '../schema/types.ts';
import type { Row } from './database.ts';
import type { Env } from './env.ts';

type Test = (row: Row) => boolean;

const COMPARISONS = ['=', '!=', '<>', '==', '<', '<=', '>', '>='] as const;
const PATTERNS = ['like', 'ilike', '=like', '=ilike', 'not like', 'not ilike'] as const;
const SETS = ['in', 'not in'] as const;
const OTHERS = [
  '=?',
  'child_of',
  'parent_of',
  'any',
  'not any',
  'any!',
  'not any!',
  'not =like',
  'not =ilike',
];

/**
 * Compiles a domain in Polish notation into a test of one record. Unknown fields and operators are refused
 * as Odoo does, when the domain is read and not only when a record is met.
 */
export function compileDomain(env: Env, model: string, domain: Json): Test {
  if (!Array.isArray(domain)) throw typeError(`Domain() invalid argument type for domain: ${python(domain)}`);
  const stack: Test[] = [];
  for (const item of [...domain].reverse()) {
    if (item === '!') stack.push(negate(pop(stack, domain)));
    else if (item === '&' || item === '|') {
      const first = pop(stack, domain);
      const second = pop(stack, domain);
      stack.push(item === '&' ? (row) => first(row) && second(row) : (row) => first(row) || second(row));
    } else stack.push(compileLeaf(env, model, item));
  }
  return (row) => stack.every((test) => test(row));
}

/** The field names that a domain asks about, first part of each path. */
export function fieldsOf(domain: Json): string[] {
  if (!Array.isArray(domain)) return [];
  return domain.flatMap((item) =>
    Array.isArray(item) && typeof item[0] === 'string' ? [item[0].split('.')[0] ?? ''] : [],
  );
}

function pop(stack: Test[], domain: Json): Test {
  const test = stack.pop();
  if (test === undefined) throw valueError(`Domain ${python(domain)} is not well-formed`);
  return test;
}

function negate(test: Test): Test {
  return (row) => !test(row);
}

function compileLeaf(env: Env, model: string, leaf: Json): Test {
  if (!Array.isArray(leaf) || leaf.length !== 3) {
    throw valueError(`Domain() invalid item in domain: ${python(leaf)}`);
  }
  const [left, operator, right] = leaf;
  if (left === 1 && operator === '=' && right === 1) return () => true;
  if (left === 0 && operator === '=' && right === 1) return () => false;
  if (typeof left !== 'string' || typeof operator !== 'string' || right === undefined) {
    throw valueError(`Domain() invalid item in domain: ${python(leaf)}`);
  }
  return compilePath(env, model, left, operator.toLowerCase(), right);
}

function compilePath(env: Env, model: string, path: string, operator: string, right: Json): Test {
  const dot = path.indexOf('.');
  if (dot < 0) return compileCondition(env, model, path, operator, right);
  const name = path.slice(0, dot);
  const field = env.field(model, name);
  const { relation } = field;
  if (relation === undefined) throw valueError(`Invalid field path '${path}' on model '${model}'`);
  const rest = compilePath(env, relation, path.slice(dot + 1), operator, right);
  return (row) => targets(env, model, row, name).some((id) => holds(env, relation, id, rest));
}

function holds(env: Env, model: string, id: number, test: Test): boolean {
  const row = env.db.row(model, id);
  return row !== undefined && test(row);
}

function targets(env: Env, model: string, row: Row, name: string): number[] {
  const value = env.get(model, row, name);
  if (typeof value === 'number') return [value];
  return Array.isArray(value) ? value.filter((id): id is number => typeof id === 'number') : [];
}

function compileCondition(env: Env, model: string, name: string, operator: string, right: Json): Test {
  const field = env.field(model, name);
  if (field.stored === false && field.related === undefined && name !== 'display_name') {
    throw valueError(`Cannot convert ${model}.${name} to SQL because it is not stored`);
  }
  if (OTHERS.includes(operator)) throw new NotSimulated(`does not know the domain operator ${operator}.`);
  if (![...COMPARISONS, ...PATTERNS, ...SETS].some((known) => known === operator)) {
    throw valueError(`Invalid operator in ${python([name, operator, right])}`);
  }
  if (field.type === 'many2one' || field.type === 'one2many' || field.type === 'many2many') {
    return compileRelation(env, model, name, field, operator, right);
  }
  const value = (row: Row): Json => env.get(model, row, name);
  if (isPattern(operator)) return compilePattern(value, operator, right);
  if (operator === 'in' || operator === 'not in') {
    const wanted = Array.isArray(right) ? right : [right];
    const inside: Test = (row) => wanted.some((one) => same(field, value(row), one));
    return operator === 'in' ? inside : negate(inside);
  }
  if (operator === '=' || operator === '==') return (row) => same(field, value(row), right);
  if (operator === '!=' || operator === '<>') return (row) => !same(field, value(row), right);
  return (row) => ordered(field, value(row), operator, right);
}

function same(field: FieldDef, value: Json, wanted: Json): boolean {
  if (Array.isArray(wanted)) throw new NotSimulated('compares a field with one value, not with a list.');
  const empty = wanted === false || wanted === null;
  if (field.type === 'boolean') return value === Boolean(wanted);
  if (field.type === 'integer' || field.type === 'float' || field.type === 'monetary') {
    return value === (empty ? 0 : wanted);
  }
  if (empty) return value === false || value === '';
  return value === wanted;
}

function ordered(field: FieldDef, value: Json, operator: string, right: Json): boolean {
  const numeric = field.type === 'integer' || field.type === 'float' || field.type === 'monetary';
  if (right === false || right === null) return false;
  if (numeric ? typeof right !== 'number' : typeof right !== 'string') {
    throw new NotSimulated(`compares with ${operator} only values of one type.`);
  }
  if (value === false || value === null) return false;
  // A day stands for its first moment where a moment is compared with it.
  const [a, b] = [value, right];
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    default:
      return a >= b;
  }
}

function isPattern(operator: string): operator is (typeof PATTERNS)[number] {
  return PATTERNS.some((known) => known === operator);
}

function compilePattern(value: (row: Row) => Json, operator: (typeof PATTERNS)[number], right: Json): Test {
  if (typeof right !== 'string') throw new NotSimulated(`needs a text for the operator ${operator}.`);
  const whole = operator === '=like' || operator === '=ilike';
  const pattern = new RegExp(
    `^${whole ? likeSource(right) : `[^]*${likeSource(right)}[^]*`}$`,
    operator.includes('ilike') ? 'iu' : 'u',
  );
  const negative = operator.startsWith('not ');
  return (row) => {
    const text = value(row);
    if (typeof text !== 'string') return negative;
    return pattern.test(text) !== negative;
  };
}

/** SQL LIKE as a regular expression: % any text, _ one character, \ takes the next one literally. */
function likeSource(pattern: string): string {
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    if (char === '%') source += '[^]*';
    else if (char === '_') source += '[^]';
    else {
      const literal = char === '\\' && at + 1 < pattern.length ? pattern.charAt((at += 1)) : char;
      source += literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    }
  }
  return source;
}

function compileRelation(
  env: Env,
  model: string,
  name: string,
  field: FieldDef,
  operator: string,
  right: Json,
): Test {
  const relation = field.relation ?? '';
  const current = (row: Row): number[] => targets(env, model, row, name);
  const matched = relationTest(env, relation, operator, right);
  const negative = operator === '!=' || operator === '<>' || operator.startsWith('not ');
  return (row) => {
    const ids = current(row);
    const hit = ids.length === 0 ? matched.empty : ids.some((id) => matched.id(id));
    return hit !== negative;
  };
}

/** What the positive form of an operator accepts: no target at all, or a target by its id. */
function relationTest(
  env: Env,
  relation: string,
  operator: string,
  right: Json,
): { empty: boolean; id: (id: number) => boolean } {
  const wanted = Array.isArray(right) ? right : [right];
  const byName = (text: string, how: (typeof PATTERNS)[number]): ((id: number) => boolean) => {
    const test = compilePattern((row) => env.displayName(relation, row), how, text);
    return (id) => holds(env, relation, id, test);
  };
  if (isPattern(operator)) {
    if (typeof right !== 'string') throw new NotSimulated(`needs a text for the operator ${operator}.`);
    const positive = operator === 'not like' ? 'like' : operator === 'not ilike' ? 'ilike' : operator;
    return { empty: false, id: byName(right, positive) };
  }
  if (!['=', '==', '!=', '<>', 'in', 'not in'].includes(operator)) {
    throw new NotSimulated(`does not compare the relation ${relation} with ${operator}.`);
  }
  const names = wanted.filter((one): one is string => typeof one === 'string');
  const tests = names.map((text) => byName(text.replace(/[\\%_]/g, '\\$&'), '=ilike'));
  return {
    empty: wanted.some((one) => one === false || one === null),
    id: (id) => wanted.includes(id) || tests.some((test) => test(id)),
  };
}

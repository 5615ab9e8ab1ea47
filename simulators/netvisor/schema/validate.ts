import { Refusal, invalidXml } from '../errors.ts';
import type { NetvisorSimSettings } from '../settings.ts';
import { countryName, isDay, isReferenceNumber } from '../values.ts';
import type { XmlNode } from '../xml.ts';
import type { AttributeRule, ElementRule, ValueRule } from './rules.ts';

export interface ValidationContext {
  readonly settings: Readonly<NetvisorSimSettings>;
  /** `patch`: compulsory children of the aggregates that allow it may be absent. */
  readonly mode: 'whole' | 'patch';
  /** Takes notes on what is only probably wrong. */
  readonly warn: (text: string) => void;
}

/**
 * Checks one element against its row: attributes, children in order and number, emptiness, type, length.
 * Throws the Refusal that Netvisor would answer with: INVALID_DATA, for lengths INVALID_DATA_SIZE.
 */
export function validateElement(node: XmlNode, rule: ElementRule, context: ValidationContext): void {
  if (rule.age === 'new' && context.settings.newElements === 'refuse') {
    throw invalidXml(`element ${rule.name} is not allowed here`);
  }
  validateAttributes(node, rule, context);
  if (rule.value !== undefined) {
    validateText(node, rule, rule.value, context);
    return;
  }
  if (node.text.trim() !== '') throw invalidXml(`element ${rule.name} must not contain text`);
  if (rule.oneOf !== undefined) {
    validateChoice(node, rule.oneOf, context);
    return;
  }
  const patch = context.mode === 'patch' && rule.edit === 'patch';
  validateSequence(node, rule.children ?? [], patch ? 'optional' : 'as-listed', context);
}

function validateSequence(
  node: XmlNode,
  rules: readonly ElementRule[],
  compulsory: 'as-listed' | 'optional',
  context: ValidationContext,
): void {
  let at = 0;
  for (const rule of rules) {
    let count = 0;
    for (let next = node.children[at]; next?.name === rule.name; next = node.children[at]) {
      count += 1;
      at += 1;
      if (rule.max === 1 && count > 1) {
        throw invalidXml(`element ${rule.name} occurs more than once in ${node.name}`);
      }
      validateElement(next, rule, context);
    }
    if (count < rule.min && compulsory === 'as-listed') {
      const where = node.children[at] === undefined ? '' : ` before ${node.children[at]?.name}`;
      throw invalidXml(`element ${rule.name} is missing in ${node.name}${where}`);
    }
  }
  const extra = node.children[at];
  if (extra === undefined) return;
  const known = rules.some((rule) => rule.name === extra.name);
  throw invalidXml(
    known
      ? `element ${extra.name} is in the wrong place in ${node.name}`
      : `element ${extra.name} is not known in ${node.name}`,
  );
}

function validateChoice(node: XmlNode, rules: readonly ElementRule[], context: ValidationContext): void {
  const [only, ...others] = node.children;
  const rule = rules.find((candidate) => candidate.name === only?.name);
  if (only === undefined || rule === undefined || others.length > 0) {
    const names = rules.map((candidate) => candidate.name).join(', ');
    throw invalidXml(`element ${node.name} must hold exactly one of ${names}`);
  }
  validateElement(only, rule, context);
}

function validateAttributes(node: XmlNode, rule: ElementRule, context: ValidationContext): void {
  const rules = rule.attributes ?? [];
  for (const name of Object.keys(node.attributes)) {
    if (!rules.some((candidate) => candidate.name === name)) {
      throw invalidXml(`attribute ${name} is not known on ${node.name}`);
    }
  }
  for (const attribute of rules) validateAttribute(node, attribute, context);
}

function validateAttribute(node: XmlNode, attribute: AttributeRule, context: ValidationContext): void {
  const value = node.attributes[attribute.name];
  if (value === undefined) {
    if (attribute.need === 'compulsory') {
      throw invalidXml(`attribute ${attribute.name} is missing on ${node.name}`);
    }
    return;
  }
  const listed = attribute.values === undefined || attribute.values.includes(value);
  const typed = attribute.value === undefined || fits(value, attribute.value, node, context);
  if (!listed || !typed) {
    throw invalidXml(`attribute ${attribute.name} of ${node.name} has the value "${value}"`);
  }
}

function validateText(node: XmlNode, rule: ElementRule, value: ValueRule, context: ValidationContext): void {
  if (node.children.length > 0) throw invalidXml(`element ${rule.name} must not contain elements`);
  const trimmed = node.text.trim();
  if (trimmed === '') {
    if (rule.min === 1 && rule.empty !== 'allowed') {
      throw invalidXml(`element ${rule.name} must not be empty`);
    }
    return;
  }
  checkLength(rule.name, [...node.text].length, value, context);
  if (!fits(trimmed, value, node, context)) {
    throw invalidXml(`element ${rule.name} has the value "${trimmed.slice(0, 60)}"`);
  }
}

function checkLength(name: string, length: number, value: ValueRule, context: ValidationContext): void {
  const max = 'max' in value ? value.max : undefined;
  const softMax = 'softMax' in value ? value.softMax : undefined;
  const tooLong = max !== undefined && length > max;
  const suspicious = softMax !== undefined && length > softMax;
  if (tooLong || (suspicious && context.settings.softLimits === 'refuse')) {
    const limit = max ?? softMax ?? 0;
    throw new Refusal(
      'INVALID_DATA_SIZE',
      `Data form incorrect:. Element ${name} is too long: ${length} characters, at most ${limit}`,
    );
  }
  if (suspicious) context.warn(`${name} has ${length} characters; Netvisor may refuse it`);
}

function fits(text: string, rule: ValueRule, node: XmlNode, context: ValidationContext): boolean {
  switch (rule.kind) {
    case 'text':
      return true;
    case 'integer':
      return /^-?\d{1,18}$/.test(text);
    case 'key':
      return /^[1-9]\d{0,17}$/.test(text);
    case 'decimal': {
      const separator = context.settings.decimalPoint === 'accept' ? '[.,]' : ',';
      const sign = rule.sign === 'not-negative' ? '' : '-?';
      return new RegExp(`^${sign}\\d+(${separator}\\d+)?$`).test(text);
    }
    case 'day':
      return isDay(text);
    case 'day-or-week':
      return node.attributes.type === 'weeknumber'
        ? /^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/.test(text)
        : isDay(text);
    case 'flag':
      return text === '1' || text === '0';
    case 'enum':
      return rule.values.includes(text);
    case 'country':
      return countryName(text, 'EN') !== undefined;
    case 'currency':
      return /^[A-Z]{3}$/.test(text);
    case 'reference-number':
      return isReferenceNumber(text);
    case 'unit-number':
      return /^0037\d{8}\d{0,5}$/.test(text);
    case 'account-number':
      return /^\d{1,10}$/.test(text);
    case 'base64':
      return isBase64(text);
  }
}

function isBase64(text: string): boolean {
  const compact = text.replace(/\s+/g, '');
  return compact.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(compact);
}

import { Refusal, invalidXml } from './errors.ts';
import type { CustomTag, DimensionLink } from './records.ts';
import type { ElementRule } from './schema/rules.ts';
import { validateElement } from './schema/validate.ts';
import type { ValidationContext } from './schema/validate.ts';
import type { NetvisorSimSettings } from './settings.ts';
import { XmlError, childrenOf, parseXml, textOf } from './xml.ts';
import type { XmlNode } from './xml.ts';

/**
 * The business object of a request body, not yet validated: `root` with exactly one child of that name.
 * Bodies are UTF-8 or, if they are no valid UTF-8, ISO-8859-15.
 */
export function readMessage(body: Buffer, name: string, settings: Readonly<NetvisorSimSettings>): XmlNode {
  if (settings.maxRequestBytes !== null && body.length > settings.maxRequestBytes) {
    throw new Refusal('INVALID_DATA_SIZE', `The message has ${body.length} bytes`);
  }
  const source = decodeBody(body);
  const declared = settings.xmlDeclaration === 'accept' && source.startsWith('<?xml');
  if (!declared && !/^<root[\s>/]/i.test(source)) {
    throw invalidXml('the first characters must be <root>');
  }
  const root = parseOrRefuse(source);
  const [object, ...others] = root.children;
  if (root.name !== 'root' || root.text.trim() !== '' || Object.keys(root.attributes).length > 0) {
    throw invalidXml('the outermost element must be root, without attributes and text');
  }
  if (object === undefined || others.length > 0 || object.name !== name) {
    throw invalidXml(`root must hold exactly one element ${name}`);
  }
  return object;
}

/** Reads and validates the business object. */
export function readValidMessage(body: Buffer, rule: ElementRule, context: ValidationContext): XmlNode {
  const message = readMessage(body, rule.name, context.settings);
  validateElement(message, rule, context);
  return message;
}

export function decodeBody(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return new TextDecoder('iso-8859-15', { ignoreBOM: true }).decode(body);
  }
}

function parseOrRefuse(source: string): XmlNode {
  try {
    return parseXml(source);
  } catch (error) {
    if (error instanceof XmlError) throw invalidXml(error.message);
    throw error;
  }
}

/** The dimensions directly under an element. */
export function dimensionsOf(node: XmlNode): DimensionLink[] {
  return childrenOf(node, 'dimension').map((dimension) => ({
    name: textOf(dimension, 'dimensionname'),
    item: textOf(dimension, 'dimensionitem'),
  }));
}

/** Custom tags under a container element. */
export function tagsOf(container: XmlNode | undefined, name: string): CustomTag[] {
  if (container === undefined) return [];
  return childrenOf(container, name).map((tag) => {
    const value = childrenOf(tag, 'tagvalue')[0];
    return {
      name: textOf(tag, 'tagname'),
      value: value?.text.trim() ?? '',
      dataType: value?.attributes.datatype ?? '',
    };
  });
}

/** Values and attributes of the elements directly under `node` that hold no others, by element name. */
export function ownValues(node: XmlNode): Record<string, string> {
  const values: Record<string, string> = {};
  for (const element of node.children) {
    if (element.children.length > 0) continue;
    values[element.name] = element.text.trim();
    for (const [name, value] of Object.entries(element.attributes)) {
      values[`${element.name}@${name}`] = value;
    }
  }
  return values;
}

/** Text values by element name; `null` for an element that is present and empty. */
export type FlatValues = Record<string, string | null>;

/**
 * Values and attributes of all elements below `node` by element name, except those under an element in
 * `leaveOut`. Element names must be unique within the message, as they are in customers and products.
 */
export function flatten(
  node: XmlNode,
  leaveOut: ReadonlySet<string>,
): { values: FlatValues; attributes: Record<string, string> } {
  const values: FlatValues = {};
  const attributes: Record<string, string> = {};
  const visit = (parent: XmlNode): void => {
    for (const element of parent.children) {
      if (leaveOut.has(element.name)) continue;
      for (const [name, value] of Object.entries(element.attributes)) {
        attributes[`${element.name}@${name}`] = value;
      }
      if (element.children.length > 0) visit(element);
      else values[element.name] = element.text.trim() === '' ? null : element.text.trim();
    }
  };
  visit(node);
  return { values, attributes };
}

/** Lays a message's values over the ones there were: empty clears, absent leaves. */
export function mergeValues(
  before: Readonly<Record<string, string>>,
  change: FlatValues,
): Record<string, string> {
  const merged: Record<string, string> = { ...before };
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete merged[name];
    else merged[name] = value;
  }
  return merged;
}

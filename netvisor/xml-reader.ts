import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** One element: names lower case (Netvisor's replies mix cases), children in document order. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Own text, entities resolved, trimmed. */
  readonly text: string;
  readonly children: readonly XmlNode[];
}

// Entities are resolved here rather than by the parser: its limits against entity bombs count `&amp;` too, and
// with no declared entities there is nothing to expand.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  trimValues: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** The document's element, or undefined if this is not one well-formed XML document without DOCTYPE. */
export function readXml(text: string): XmlNode | undefined {
  const source = text.replace(/^\ufeff/u, '').trim();
  if (/<!DOCTYPE/iu.test(source) || XMLValidator.validate(source) !== true) return undefined;
  let parsed: unknown;
  try {
    parsed = parser.parse(source);
  } catch {
    return undefined; // refused by the parser: as little a document as one that is not well-formed
  }
  const elements = nodesOf(parsed);
  return elements.length === 1 ? elements[0] : undefined;
}

export function childrenNamed(node: XmlNode, name: string): readonly XmlNode[] {
  return node.children.filter((child) => child.name === name);
}

export function childNamed(node: XmlNode, name: string): XmlNode | undefined {
  return node.children.find((child) => child.name === name);
}

/** All element names below a node that carry neither children nor a name seen before, with attributes as `name@attribute`. */
export function leavesOf(node: XmlNode): Record<string, string> {
  const leaves = new Map<string, string>();
  for (const child of node.children) {
    if (leaves.has(child.name)) continue;
    if (child.children.length === 0) leaves.set(child.name, child.text);
    for (const [attribute, value] of Object.entries(child.attributes)) {
      leaves.set(`${child.name}@${attribute}`, value);
    }
  }
  return Object.fromEntries(leaves);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parser's ordered form: a list of one-key objects, `:@` beside the key holding the attributes. */
function nodesOf(list: unknown): XmlNode[] {
  return recordsOf(list).flatMap((entry) => {
    const name = Object.keys(entry).find((key) => key !== ':@' && !key.startsWith('#'));
    if (name === undefined) return [];
    const content = entry[name];
    return [
      {
        name: name.toLowerCase(),
        attributes: attributesOf(entry[':@']),
        text: textOf(content).trim(),
        children: nodesOf(content),
      },
    ];
  });
}

function recordsOf(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

function attributesOf(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([name, text]) => [name.toLowerCase(), resolveEntities(String(text))]),
  );
}

function textOf(content: unknown): string {
  return recordsOf(content)
    .map((entry) => resolveEntities(ownText(entry)) + recordsOf(entry['#cdata']).map(ownText).join(''))
    .join('');
}

function ownText(entry: Record<string, unknown>): string {
  const text = entry['#text'];
  return typeof text === 'string' ? text : '';
}

const namedEntities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function resolveEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/giu, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return namedEntities.get(name) ?? whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

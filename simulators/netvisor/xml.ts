/** An element as the simulator sees it: names in lower case, because the server evidently ignores case. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly XmlNode[];
}

/** The text is not well-formed XML, or uses what a business message has no use for (DTD, instructions). */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

interface OpenNode {
  name: string;
  readonly tag: string;
  readonly attributes: Record<string, string>;
  text: string;
  readonly children: XmlNode[];
}

const NAME = '[A-Za-z_][A-Za-z0-9_.:-]*';
const DECLARATION = /^<\?xml\s[^?]*\?>/;
const START_TAG = new RegExp(`^<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`);
const END_TAG = new RegExp(`^</(${NAME})\\s*>`);
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, 'g');
// eslint-disable-next-line no-control-regex -- XML 1.0 forbids exactly these characters
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Parses one document strictly. Written for the simulator alone, so that a mistake of the client's XML
 * library is not made twice. Throws XmlError.
 */
export function parseXml(input: string): XmlNode {
  const source = input.replace(/\r\n?/g, '\n');
  const forbidden = FORBIDDEN.exec(source);
  if (forbidden !== null) {
    throw new XmlError(`a character that XML forbids (U+${hex(forbidden[0])})`);
  }
  const document: OpenNode = { name: '', tag: '', attributes: {}, text: '', children: [] };
  const open: OpenNode[] = [document];
  let at = DECLARATION.exec(source)?.[0].length ?? 0;
  while (at < source.length) at = step(source, at, open);
  const current = open.at(-1);
  if (current !== document) throw new XmlError(`unclosed element ${current?.tag ?? ''}`);
  const [root, ...others] = document.children;
  if (root === undefined || others.length > 0 || document.text.trim() !== '') {
    throw new XmlError('there must be exactly one outermost element and no text around it');
  }
  return root;
}

/** Reads one token at `at` and returns where the next one begins. */
function step(source: string, at: number, open: OpenNode[]): number {
  const current = top(open);
  if (source[at] !== '<') {
    const next = source.indexOf('<', at);
    const end = next === -1 ? source.length : next;
    current.text += decode(source.slice(at, end));
    return end;
  }
  if (source.startsWith('<!--', at)) return after(source, '-->', at + 4);
  if (source.startsWith('<![CDATA[', at)) {
    const end = after(source, ']]>', at + 9);
    current.text += source.slice(at + 9, end - 3);
    return end;
  }
  const rest = source.slice(at, source.indexOf('>', at) + 1 || undefined);
  const endTag = END_TAG.exec(rest);
  if (endTag !== null) {
    if (endTag[1] !== current.tag) {
      throw new XmlError(`element ${current.tag} is closed by ${endTag[1] ?? ''}`);
    }
    open.pop();
    top(open).children.push(current);
    return at + endTag[0].length;
  }
  return startTag(source, at, open);
}

function startTag(source: string, at: number, open: OpenNode[]): number {
  // Attribute values may contain ">", so the tag is matched on a generous slice and not up to the first one.
  const match = START_TAG.exec(source.slice(at, at + 4_000));
  if (match === null) throw new XmlError(`unreadable markup at character ${at}`);
  const [whole, tag = '', attributeText = '', selfClosing] = match;
  const attributes: Record<string, string> = {};
  for (const [, name = '', double, single] of attributeText.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    if (Object.hasOwn(attributes, key)) throw new XmlError(`attribute ${name} is given twice`);
    attributes[key] = decode(double ?? single ?? '');
  }
  const node: OpenNode = { name: tag.toLowerCase(), tag, attributes, text: '', children: [] };
  if (selfClosing === '/') top(open).children.push(node);
  else open.push(node);
  return at + whole.length;
}

function top(open: readonly OpenNode[]): OpenNode {
  const current = open.at(-1);
  if (current === undefined) throw new XmlError('an element is closed that was never opened');
  return current;
}

function after(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  if (found === -1) throw new XmlError(`${mark} is missing`);
  return found + mark.length;
}

function decode(text: string): string {
  return text.replace(/&([^;&\s]*)(;?)/g, (whole, name: string, semicolon: string) => {
    const value = semicolon === ';' ? entity(name) : undefined;
    if (value === undefined) throw new XmlError(`"${whole}" is not an entity; & must be escaped`);
    return value;
  });
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
  const code = /^#x[0-9a-f]+$/i.test(name)
    ? Number.parseInt(name.slice(2), 16)
    : /^#\d+$/.test(name)
      ? Number(name.slice(1))
      : Number.NaN;
  if (Number.isNaN(code) || code > 0x10ffff) return undefined;
  const character = String.fromCodePoint(code);
  return FORBIDDEN.test(character) ? undefined : character;
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(4, '0');
}

/** The first child of that name. */
export function child(node: XmlNode, name: string): XmlNode | undefined {
  return node.children.find((candidate) => candidate.name === name);
}

/** All children of that name, in order. */
export function childrenOf(node: XmlNode, name: string): XmlNode[] {
  return node.children.filter((candidate) => candidate.name === name);
}

/** The trimmed text of a child, or '' if it is absent or empty. */
export function textOf(node: XmlNode, name: string): string {
  return child(node, name)?.text.trim() ?? '';
}

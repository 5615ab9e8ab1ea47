import type { Element } from './element.ts';

/** The text is no well-formed XML with one root. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

const NAME = '[A-Za-z_][\\w.:-]*';
const PIECE = new RegExp(
  [
    '<!--(?<comment>[^]*?)-->',
    '<!\\[CDATA\\[(?<cdata>[^]*?)\\]\\]>',
    `</(?<close>${NAME})\\s*>`,
    `<(?<open>${NAME})(?<attributes>(?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(?<empty>/?)>`,
    '(?<text>[^<]+)',
  ].join('|'),
  'y',
);
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'g');
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads a document; attributes keep their order, white space at the edges of texts goes. */
export function parseXml(text: string): Element {
  const source = text.replace(/^\s*<\?xml[^>]*\?>/, '').trim();
  const holder: Element = { tag: '', attributes: new Map(), children: [], parent: undefined };
  let at = holder;
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < source.length) {
    const from = PIECE.lastIndex;
    const groups = PIECE.exec(source)?.groups;
    if (groups === undefined) throw new XmlError(`not well-formed at "${source.slice(from, from + 30)}"`);
    const { open, close, empty, attributes = '', text: plain, cdata } = groups;
    if (open !== undefined) {
      const element: Element = {
        tag: open,
        attributes: readAttributes(attributes),
        children: [],
        parent: at === holder ? undefined : at,
      };
      at.children.push(element);
      if (empty === '') at = element;
    } else if (close !== undefined) {
      if (at === holder || at.tag !== close) throw new XmlError(`mismatched tag </${close}>`);
      at = at.parent ?? holder;
    } else if (cdata !== undefined) at.children.push(cdata);
    else if (plain !== undefined && plain.trim() !== '') at.children.push(unescape(plain.trim()));
  }
  if (at !== holder) throw new XmlError(`the tag <${at.tag}> is not closed`);
  const [root, ...others] = holder.children;
  if (root === undefined || typeof root === 'string' || others.length > 0) {
    throw new XmlError('a document has one root element');
  }
  return root;
}

function readAttributes(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) {
    if (found.has(name)) throw new XmlError(`the attribute ${name} is there twice`);
    found.set(name, unescape(double ?? single ?? ''));
  }
  return found;
}

function unescape(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]+|#\d+|\w+)?;?/g, (all, name: string | undefined) => {
    if (name === undefined || !all.endsWith(';')) throw new XmlError(`a bare & in "${text.slice(0, 30)}"`);
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    const known = ENTITIES[name];
    if (known === undefined) throw new XmlError(`the entity &${name}; is not known`);
    return known;
  });
}

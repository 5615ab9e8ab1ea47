/** An element of a reply. Names keep the irregular case of the real replies. */
export interface Xml {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: string | readonly Xml[];
}

/** Builds an element; `undefined` among the children stands for an element that is left out. */
export function el(
  name: string,
  content: string | number | readonly (Xml | undefined)[] = '',
  attributes: Readonly<Record<string, string>> = {},
): Xml {
  if (typeof content === 'string' || typeof content === 'number') {
    return { name, attributes, content: String(content) };
  }
  return { name, attributes, content: content.filter((part) => part !== undefined) };
}

/** The element, or nothing when there is no content for it. */
export function optional(
  name: string,
  content: string | undefined,
  attributes: Readonly<Record<string, string>> = {},
): Xml | undefined {
  return content === undefined || content === '' ? undefined : el(name, content, attributes);
}

/** A whole document, declared as UTF-8 and standalone as Netvisor's replies are. */
export function renderDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n${render(root, '')}\n`;
}

function render(node: Xml, indent: string): string {
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escapeText(value).replaceAll('"', '&quot;')}"`)
    .join('');
  const open = `${indent}<${node.name}${attributes}`;
  if (node.content.length === 0) return `${open} />`;
  if (typeof node.content === 'string') return `${open}>${escapeText(node.content)}</${node.name}>`;
  const inner = node.content.map((part) => render(part, `${indent}  `)).join('\n');
  return `${open}>\n${inner}\n${indent}</${node.name}>`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

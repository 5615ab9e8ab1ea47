/** A node of a parsed document. Texts are plain strings; comments are left out. */
export interface Element {
  tag: string;
  attributes: Map<string, string>;
  children: (Element | string)[];
  parent: Element | undefined;
}

export function isElement(node: Element | string): node is Element {
  return typeof node !== 'string';
}

export function elements(node: Element): Element[] {
  return node.children.filter(isElement);
}

/** An element and all below it, in document order. */
export function withDescendants(node: Element): Element[] {
  return [node, ...elements(node).flatMap(withDescendants)];
}

export function cloneElement(node: Element, parent?: Element): Element {
  const copy: Element = {
    tag: node.tag,
    attributes: new Map(node.attributes),
    children: [],
    parent,
  };
  copy.children = node.children.map((child) => (isElement(child) ? cloneElement(child, copy) : child));
  return copy;
}

export function serialise(node: Element): string {
  const attributes = [...node.attributes].map(([name, value]) => ` ${name}="${escape(value)}"`).join('');
  if (node.children.length === 0) return `<${node.tag}${attributes}/>`;
  const inner = node.children.map((child) => (isElement(child) ? serialise(child) : escape(child))).join('');
  return `<${node.tag}${attributes}>${inner}</${node.tag}>`;
}

/** The element's own tag, as Odoo names it in refusals. */
export function openingTag(node: Element, without: readonly string[] = []): string {
  const kept = [...node.attributes].filter(([name]) => !without.includes(name));
  return `<${node.tag}${kept.map(([name, value]) => ` ${name}="${value.replaceAll("'", '&#39;')}"`).join('')}>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

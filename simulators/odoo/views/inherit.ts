import { NotSimulated, validationError } from '../errors.ts';
import { cloneElement, elements, openingTag, withDescendants } from '../xml/element.ts';
import type { Element } from '../xml/element.ts';
import { XPathSyntaxError, findAll } from '../xml/xpath.ts';
import { ViewError } from './view-error.ts';

/** Attributes that are translated and so cannot tell where something is. */
const TRANSLATED = ['string', 'help', 'confirm', 'placeholder', 'title', 'alt', 'label', 'sum', 'avg'];

/**
 * Applies an inheriting view to the architecture of its parent, which is changed; answers the root, which may be
 * another one, and adds to `inserted` what the view brings or changes.
 */
export function inherit(root: Element, specs: Element, inserted: Set<Element>): Element {
  const list = specs.tag === 'data' ? elements(specs) : [specs];
  return list.reduce(
    (at, spec) => (spec.tag === 'data' ? inherit(at, spec, inserted) : apply(at, spec, inserted)),
    root,
  );
}

function apply(root: Element, spec: Element, inserted: Set<Element>): Element {
  const target = locate(root, spec);
  if (target === undefined) {
    throw new ViewError(`Element '${openingTag(spec, ['position'])}' cannot be located in parent view`);
  }
  const position = spec.attributes.get('position') ?? 'inside';
  switch (position) {
    case 'inside':
      insert(root, target, target.children.length, spec, inserted);
      return root;
    case 'before':
    case 'after': {
      const { parent } = target;
      if (parent === undefined) throw new NotSimulated(`puts nothing ${position} the root of a view.`);
      insert(root, parent, parent.children.indexOf(target) + (position === 'after' ? 1 : 0), spec, inserted);
      return root;
    }
    case 'replace':
      return replace(root, target, spec, inserted);
    case 'attributes':
      changeAttributes(target, spec);
      inserted.add(target);
      return root;
    default:
      throw new ViewError(`Invalid position attribute: '${position}'`);
  }
}

function locate(root: Element, spec: Element): Element | undefined {
  checkSelector(spec);
  if (spec.tag === 'xpath') {
    const expression = spec.attributes.get('expr');
    if (expression === undefined) throw validationError("Missing 'expr' attribute in xpath specification");
    try {
      return findAll(root, expression)[0];
    } catch (error) {
      if (!(error instanceof XPathSyntaxError)) throw error;
      throw validationError(`Invalid Expression while parsing xpath “${expression}”`);
    }
  }
  const asked = [...spec.attributes].filter(
    ([name]) => name !== 'position' && (spec.tag !== 'field' || name === 'name'),
  );
  return withDescendants(root).find(
    (node) => node.tag === spec.tag && asked.every(([name, value]) => node.attributes.get(name) === value),
  );
}

function checkSelector(spec: Element): void {
  const inXpath = /@([\w-]+)/g;
  const used =
    spec.tag === 'xpath'
      ? [...(spec.attributes.get('expr') ?? '').matchAll(inXpath)].map((match) => match[1] ?? '')
      : [...spec.attributes.keys()];
  const wrong = used.find((name) => TRANSLATED.includes(name));
  if (wrong !== undefined) {
    throw new ViewError(`View inheritance may not use attribute '${wrong}' as a selector.`);
  }
}

/** Puts what a specification brings at a place; what it says to move comes from elsewhere in the view. */
function insert(root: Element, parent: Element, at: number, spec: Element, inserted: Set<Element>): void {
  const brought = spec.children.map((child) => {
    if (typeof child === 'string') return child;
    if (child.attributes.get('position') !== 'move') {
      const copy = cloneElement(child, parent);
      inserted.add(copy);
      return copy;
    }
    const moved = locate(root, child);
    if (moved?.parent === undefined) {
      throw new ViewError(`Element '${openingTag(child, ['position'])}' cannot be located in parent view`);
    }
    return moved;
  });
  const anchor = parent.children[at];
  for (const node of brought) {
    if (typeof node !== 'string' && node.parent !== parent) node.parent?.children.splice(indexIn(node), 1);
    if (typeof node !== 'string') node.parent = parent;
  }
  const index = anchor === undefined ? parent.children.length : parent.children.indexOf(anchor);
  parent.children.splice(index, 0, ...brought);
}

function indexIn(node: Element): number {
  return node.parent?.children.indexOf(node) ?? -1;
}

function replace(root: Element, target: Element, spec: Element, inserted: Set<Element>): Element {
  const mode = spec.attributes.get('mode') ?? 'outer';
  if (mode !== 'outer' && mode !== 'inner') throw new ViewError(`Invalid mode attribute: “${mode}”`);
  if (spec.children.includes('$0')) throw new NotSimulated('does not know $0 in a view that replaces.');
  if (mode === 'inner') {
    target.children = [];
    insert(root, target, 0, spec, inserted);
    return root;
  }
  const { parent } = target;
  if (parent === undefined) {
    const [first] = elements(spec);
    if (first === undefined) throw new NotSimulated('replaces the root of a view by another root only.');
    const copy = cloneElement(first);
    inserted.add(copy);
    return copy;
  }
  const at = parent.children.indexOf(target);
  parent.children.splice(at, 1);
  insert(root, parent, at, spec, inserted);
  // What is replaced may be needed elsewhere: the whole view is looked through again.
  inserted.add(root);
  return root;
}

function changeAttributes(target: Element, spec: Element): void {
  for (const change of elements(spec)) {
    const name = change.attributes.get('name');
    if (change.tag !== 'attribute' || name === undefined) {
      throw new ViewError(`Invalid specification for element <${change.tag}> in attributes`);
    }
    const [add, remove] = [change.attributes.get('add'), change.attributes.get('remove')];
    const text = change.children.filter((child) => typeof child === 'string').join('');
    if (add !== undefined || remove !== undefined) {
      const separator = change.attributes.get('separator') ?? ',';
      const parts = (target.attributes.get(name) ?? '').split(separator).filter((part) => part !== '');
      const kept = parts.filter((part) => part !== remove);
      target.attributes.set(name, [...kept, ...(add === undefined ? [] : [add])].join(separator));
    } else if (text === '') target.attributes.delete(name);
    else target.attributes.set(name, text);
  }
}

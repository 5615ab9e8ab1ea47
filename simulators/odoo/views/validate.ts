import { NotSimulated } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import { domainNames, recordNames } from '../python/names.ts';
import { PythonSyntaxError } from '../python/tokens.ts';
import { isButtonMethod, isRealField } from '../schema/not-simulated.ts';
import type { FieldDef } from '../schema/types.ts';
import { elements, openingTag, withDescendants } from '../xml/element.ts';
import type { Element } from '../xml/element.ts';
import type { Combined } from './combine.ts';
import { ViewError } from './view-error.ts';

const MODIFIERS = ['invisible', 'readonly', 'required', 'column_invisible'];
const SUBVIEWS = ['form', 'list', 'graph', 'kanban', 'calendar'];
const PLAIN = ['0', '1', 'true', 'false'];

/** A field that is about to go: the view is looked at as if it were gone. */
export interface Without {
  readonly model: string;
  readonly name: string;
}

interface Place {
  readonly model: string;
  readonly parent: Place | undefined;
  /** The view that `<label for>` looks for names in. */
  readonly root: Element;
}

/**
 * Checks what a view brings into its combination, as Odoo does when the view is stored; with `without` the whole
 * combination. Throws ViewError in Odoo's words.
 */
export function validateView(env: Env, view: Row, combined: Combined, without?: Without): void {
  const { root, brought } = combined;
  const type = String(view['type']);
  if (root.tag !== type) {
    throw new ViewError(`The root node of a ${type} view should be a <${type}>, not a <${root.tag}>`);
  }
  const model = String(view['model']);
  const modelName = view['model'] === false ? 'False' : model;
  if (env.db.model(model) === undefined) throw new ViewError(`Model not found: ${modelName}`);
  const checker = new Checker(env, brought, without);
  checker.visit(root, { model, parent: undefined, root }, without !== undefined);
}

export function usesOldAttributes(root: Element): boolean {
  return withDescendants(root).some((node) => node.attributes.has('attrs') || node.attributes.has('states'));
}

class Checker {
  readonly #env: Env;
  readonly #brought: ReadonlySet<Element>;
  readonly #without: Without | undefined;

  constructor(env: Env, brought: ReadonlySet<Element>, without: Without | undefined) {
    this.#env = env;
    this.#brought = brought;
    this.#without = without;
  }

  visit(node: Element, place: Place, checked: boolean): void {
    const now = checked || this.#brought.has(node);
    if (now) this.#check(node, place);
    for (const child of elements(node)) {
      const within =
        node.tag === 'field' && SUBVIEWS.includes(child.tag) ? this.#below(node, child, place) : place;
      if (within !== undefined) this.visit(child, within, now);
    }
  }

  /** Where the view inside of a field is at home; none where the field's model is not simulated. */
  #below(node: Element, child: Element, place: Place): Place | undefined {
    const relation = this.#field(place.model, node.attributes.get('name') ?? '')?.relation;
    return relation === undefined ? undefined : { model: relation, parent: place, root: child };
  }

  #check(node: Element, place: Place): void {
    switch (node.tag) {
      case 'field':
        this.#checkField(node, place);
        break;
      case 'filter':
        this.#checkDomain(node, place, place.model, filterName(node));
        break;
      case 'button':
        this.#checkButton(node, place);
        break;
      case 'label':
        checkLabel(node, place);
        break;
      case 'page':
        if (node.parent?.tag !== 'notebook') throw new ViewError('Page direct ancestor must be notebook');
        break;
      default:
    }
    this.#checkAttributes(node, place);
  }

  #checkField(node: Element, place: Place): void {
    const name = node.attributes.get('name');
    if (name === undefined || name === '')
      throw new ViewError('Field tag must have a "name" attribute defined');
    const field = this.#field(place.model, name);
    if (field === undefined) {
      if (this.#exists(place.model, name)) return;
      throw new ViewError(`Field "${name}" does not exist in model "${place.model}"`);
    }
    const domain = node.attributes.get('domain');
    if (domain === undefined) return;
    if (field.relation === undefined) {
      throw new ViewError(`Domain on non-relational field "${name}" makes no sense (domain:${domain})`);
    }
    this.#checkDomain(node, place, field.relation, `domain of <field name="${name}">`);
  }

  #checkDomain(node: Element, place: Place, target: string, use: string): void {
    const domain = node.attributes.get('domain');
    if (domain === undefined) return;
    const found = understood(() => domainNames(domain), use, domain);
    for (const path of found.paths) this.#checkPath(path, target, `${use} (${domain})`);
    for (const name of found.names) this.#mustHave(name, place, node);
  }

  #checkPath(path: string, model: string, use: string): void {
    let where: string | undefined = model;
    for (const name of path.split('.')) {
      if (where === undefined) throw new ViewError(`Non-relational field in path “${path}” in ${use})`);
      const field = this.#field(where, name);
      if (field === undefined) {
        if (this.#exists(where, name)) return;
        throw new ViewError(`Unknown field "${where}.${name}" in ${use})`);
      }
      const searchable = field.stored !== false || field.searchable === true || field.related !== undefined;
      if (!searchable && name !== 'display_name') {
        throw new ViewError(`Unsearchable field “${name}” in path “${path}” in ${use})`);
      }
      where = field.relation;
    }
  }

  #checkButton(node: Element, place: Place): void {
    const [name, type, special] = ['name', 'type', 'special'].map((key) => node.attributes.get(key));
    if (special !== undefined) {
      if (!['cancel', 'save', 'add'].includes(special)) {
        throw new ViewError(`Invalid special '${special}' in button`);
      }
      return;
    }
    if (name === undefined) return;
    if (type === 'action') this.#checkAction(name);
    if (type !== 'object') return;
    if (name.startsWith('_')) {
      throw new ViewError(`${name} on ${place.model} is private and cannot be called from a button`);
    }
    if (!isButtonMethod(name)) throw new ViewError(`${name} is not a valid action on ${place.model}`);
  }

  #checkAction(name: string): void {
    if (/^\d+$/.test(name)) {
      if (this.#env.db.row('ir.actions.server', Number(name)) !== undefined) return;
      throw new ViewError(`Action ${name} (id: ${name}) does not exist for button of type action.`);
    }
    if (/^[\w.]+$/.test(name) && this.#env.db.externalId(name)?.model === 'ir.actions.server') return;
    throw new ViewError(`Invalid xmlid ${name} for button of type action.`);
  }

  #checkAttributes(node: Element, place: Place): void {
    for (const [attribute, text] of node.attributes) {
      if (MODIFIERS.includes(attribute)) {
        if (PLAIN.includes(text.toLowerCase()) || text === '') continue;
        this.#checkNames(node, place, text, `modifier '${attribute}'`);
      } else if (attribute === 'context') {
        this.#checkNames(node, place, text, 'context');
        this.#checkGroupBy(place, text);
      } else if (attribute.startsWith('decoration-')) this.#checkNames(node, place, text, attribute);
      else if ((attribute === 'col' || attribute === 'colspan') && !/^\d+$/.test(text)) {
        throw new ViewError(`“${attribute}” value must be an integer (${text})`);
      }
    }
  }

  #checkNames(node: Element, place: Place, text: string, use: string): void {
    for (const name of understood(() => recordNames(text), use, text)) this.#mustHave(name, place, node);
  }

  #checkGroupBy(place: Place, text: string): void {
    const group = /['"]group_by['"]\s*:\s*['"]([^'"]+)['"]/.exec(text)?.[1]?.split(':')[0];
    if (group === undefined || this.#exists(place.model, group)) return;
    throw new ViewError(`Unknown field “${group}” in "group_by" value in context=“${text}”`);
  }

  /** The web client adds fields that an expression needs, but they have to be there. */
  #mustHave(name: string, place: Place, node: Element): void {
    const [first = '', second] = name.split('.');
    const where = first === 'parent' ? place.parent : place;
    const field = first === 'parent' ? (second ?? '') : first;
    if (where === undefined) throw new NotSimulated(`does not know what parent is in ${openingTag(node)}.`);
    if (this.#exists(where.model, field)) return;
    throw new ViewError(
      `<b>Access Rights Inconsistency</b><br/>Debugging information:<br/>` +
        `- field “${field}” does not exist in model “${where.model}”.`,
    );
  }

  #field(model: string, name: string): FieldDef | undefined {
    if (this.#without?.model === model && this.#without.name === name) return undefined;
    return this.#env.db.field(model, name);
  }

  #exists(model: string, name: string): boolean {
    if (this.#field(model, name) !== undefined) return true;
    return this.#env.db.field(model, name) === undefined && isRealField(model, name);
  }
}

function filterName(node: Element): string {
  const name = node.attributes.get('name');
  return name === undefined ? 'domain of <filter>' : `domain of <filter name="${name}">`;
}

function checkLabel(node: Element, place: Place): void {
  const target = node.attributes.get('for');
  if (target === undefined) {
    throw new ViewError(
      'Label tag must contain a "for". To match label style without corresponding field or button, use ' +
        '\'class="o_form_label"\'.',
    );
  }
  const found = withDescendants(place.root).some(
    (other) => other.attributes.get('name') === target || other.attributes.get('id') === target,
  );
  if (!found) throw new ViewError(`Name or id “${target}” in <label for="..."> does not exist.`);
}

function understood<T>(read: () => T, use: string, text: string): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    throw new ViewError(`Invalid ${use}: “${text}”\n${error.message}`);
  }
}

import { NotSimulated } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { Element } from '../xml/element.ts';
import { XmlError, parseXml } from '../xml/parse.ts';
import { archOf } from './arch.ts';
import { inherit } from './inherit.ts';

const MODEL = 'ir.ui.view';

/** A view with all that extends it, as people see it. */
export interface Combined {
  readonly root: Element;
  /** What the view in question brings; empty for a view that stands alone, whose root it is. */
  readonly brought: ReadonlySet<Element>;
}

/** Combines the view that `view` is or belongs to. */
export function combine(env: Env, view: Row): Combined {
  const brought = new Set<Element>();
  const root = build(env, owner(env, view), view, brought);
  return { root, brought: view['mode'] === 'primary' ? new Set([root]) : brought };
}

/** The view that stands alone, or on another one, and that this view extends. */
function owner(env: Env, view: Row): Row {
  let at = view;
  for (;;) {
    const parent = env.db.row(MODEL, Number(at['inherit_id']));
    if (at['mode'] === 'primary' || parent === undefined) return at;
    at = parent;
  }
}

function build(env: Env, primary: Row, wanted: Row, brought: Set<Element>): Element {
  const parent = env.db.row(MODEL, Number(primary['inherit_id']));
  const own = parse(env, primary);
  const base =
    parent === undefined ? own : inherit(build(env, owner(env, parent), wanted, brought), own, new Set());
  return extend(env, base, primary, wanted, brought);
}

function extend(env: Env, root: Element, view: Row, wanted: Row, brought: Set<Element>): Element {
  return extensions(env, view).reduce((at, child) => {
    const mine = child.id === wanted.id ? brought : new Set<Element>();
    return extend(env, inherit(at, parse(env, child), mine), child, wanted, brought);
  }, root);
}

function extensions(env: Env, view: Row): Row[] {
  return env.db
    .where(MODEL, 'inherit_id', view.id)
    .filter((child) => child['active'] === true && child['mode'] === 'extension')
    .sort((a, b) => Number(a['priority']) - Number(b['priority']) || a.id - b.id);
}

/** The views that stand on the same parent as this one, which a change of it may break. */
export function alsoAffected(env: Env, view: Row): Row[] {
  const below = (at: Row): Row[] =>
    env.db
      .where(MODEL, 'inherit_id', at.id)
      .filter((child) => child['active'] === true)
      .flatMap((child) => [...(child['mode'] === 'primary' ? [child] : []), ...below(child)]);
  return below(owner(env, view));
}

function parse(env: Env, view: Row): Element {
  try {
    return parseXml(archOf(env, view));
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    // Odoo reads broken XML as HTML and stores what that makes of it; nobody means that.
    throw new NotSimulated(`takes well-formed XML as view: ${error.message}.`);
  }
}

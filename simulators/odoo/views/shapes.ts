import { elements } from '../xml/element.ts';
import type { Element } from '../xml/element.ts';

const names = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Attributes that the elements of lists and searches may have (Odoo's RELAX NG of both). */
const ATTRIBUTES: Readonly<Record<string, ReadonlySet<string>>> = {
  field:
    names(`add-label align avatar_field avg bold can_create can_write class color colspan column_invisible
    comparator completion context decoration-bf decoration-danger decoration-info decoration-it decoration-muted
    decoration-primary decoration-success decoration-warning default_focus digits domain domain_filter
    enable_counters eval expand filename filter_domain filter_field filters force_save group groupby groups height
    help hierarchize icon interval invisible kanban_view_ref limit mode model name nolabel on_change operator
    optional options password placeholder position readonly ref required rowspan search select selection size
    statusbar_visible string sum text type use view_mode widget width write_field write_model`),
  button:
    names(`align aria-label aria-pressed cancel-label class colspan column_invisible confirm confirm-label
    context data-hotkey default_focus disabled display groups help icon invisible name position readonly special
    string tabindex target title type width`),
  filter:
    names(`align colspan context date default_period domain end_month end_year groups help icon invisible name
    position readonly separator start_month start_year string type`),
  group: names('col color colspan expand fill groups height invisible name position rowspan string width'),
  separator: names('col colspan groups invisible name orientation position rowspan select string'),
  list: names(`action class count_limit create decoration-bf decoration-danger decoration-info decoration-it
    decoration-muted decoration-primary decoration-success decoration-warning default_group_by default_order delete
    duplicate edit editable expand export_xlsx group_create group_delete group_edit groups_limit import js_class
    limit multi_edit name open_form_view position sample string type`),
  search: names('position string'),
};

const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  list: ['field', 'button', 'control', 'groupby', 'widget', 'header'],
  header: ['button'],
  search: ['field', 'group', 'separator', 'filter', 'newline', 'searchpanel'],
  group: ['field', 'group', 'separator', 'filter', 'newline'],
};

/** True where a list or search is built as Odoo's schema of it says; other views have none. */
export function fitsSchema(root: Element): boolean {
  return root.tag === 'list' || root.tag === 'search' ? fits(root) : true;
}

function fits(node: Element): boolean {
  const known = ATTRIBUTES[node.tag];
  if (known !== undefined && [...node.attributes.keys()].some((name) => !known.has(name))) return false;
  if (node.tag === 'filter' && !node.attributes.has('name')) return false;
  const allowed = CHILDREN[node.tag];
  return elements(node).every(
    (child) =>
      (allowed === undefined || allowed.includes(child.tag)) && (allowed === undefined || fits(child)),
  );
}

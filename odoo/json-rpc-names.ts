/** What JSON-RPC needs to know of methods beside their names (Odoo external API, methods and parameter names). */
import type { OdooCall } from './transport.ts';

/** Parameters by position. What is not listed takes its arguments by name. */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  search: ['domain', 'offset', 'limit', 'order'],
  search_read: ['domain', 'fields', 'offset', 'limit', 'order'],
  search_count: ['domain', 'limit'],
  read: ['fields', 'load'],
  web_read: ['specification'],
  create: ['vals_list'],
  write: ['vals'],
  copy: ['default'],
  default_get: ['fields'],
  fields_get: ['allfields', 'attributes'],
  load: ['fields', 'data'],
  name_search: ['name', 'domain', 'operator', 'limit'],
  check_object_reference: ['module', 'xml_id', 'raise_on_access_error'],
  activity_schedule: ['act_type_xmlid', 'date_deadline', 'summary', 'note'],
};

/** Names that Odoo 16 to 18 still call otherwise. */
const OLDER_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  name_search: { domain: 'args' },
};

/**
 * `args` and `kwargs` of `execute_kw`. Arguments go by position as far as none is left out before them: there the
 * name does not matter.
 */
export function positional({ method, ids, args = {}, context }: OdooCall): {
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
} {
  const order = ORDER[method] ?? [];
  const gap = order.findIndex((name) => !(name in args));
  const leading = gap === -1 ? order : order.slice(0, gap);
  const older = OLDER_NAMES[method] ?? {};
  const named = Object.entries(args).filter(([name]) => !leading.includes(name));
  return {
    args: [...(ids ? [[...ids]] : []), ...leading.map((name) => args[name])],
    kwargs: {
      ...Object.fromEntries(named.map(([name, value]) => [older[name] ?? name, value])),
      ...(context && { context }),
    },
  };
}

/** Methods whose answer is records: a list of ids by JSON-2, before that one id, or how Python prints records. */
const ANSWER_RECORDS = new Set(['create', 'copy', 'message_post', 'activity_schedule']);

/** A result in the shape that JSON-2 gives it. */
export function asJson2(method: string, result: unknown): unknown {
  // A method that returns nothing leaves the key out.
  if (result === undefined) return null;
  if (!ANSWER_RECORDS.has(method)) return result;
  if (typeof result === 'number') return [result];
  return typeof result === 'string' ? (idsIn(result) ?? result) : result;
}

/** Ids of `mail.activity(21, 22)`; undefined for any other text. */
function idsIn(text: string): number[] | undefined {
  const [, inside] = /^[a-z_]\w*(?:\.\w+)*\(([\d, ]*)\)$/.exec(text) ?? [];
  return inside
    ?.split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map(Number);
}

import type { OdooVersion } from '../version.ts';

/** When something is hidden, said once for both ways in which Odoo wants it (views of 16; of 17 and later). */
export type Condition =
  | readonly [field: string, operator: '=' | '!=', value: string | false]
  | readonly [field: string, operator: 'in' | 'not in', values: readonly string[]]
  | { readonly any: readonly Condition[] };

export interface ViewWriter {
  /** Text that a person reads, escaped for XML; remembered so that it is translated. */
  readonly t: (text: string) => string;
  /** Attribute that hides an element while the condition holds. */
  readonly hide: (condition: Condition) => string;
  /** Attribute that takes a list's column away; the expression may ask the context alone. */
  readonly hideColumn: (expression: string) => string;
  readonly list: 'tree' | 'list';
}

/** A view's XML and the terms in it. */
export function writeView(
  version: OdooVersion,
  body: (writer: ViewWriter) => string,
): { readonly arch: string; readonly terms: readonly string[] } {
  const terms = new Set<string>();
  const modern = version.conditions === 'expressions';
  const arch = body({
    t(text) {
      terms.add(text);
      return escape(text);
    },
    hide: (condition) =>
      modern
        ? `invisible="${escape(expression(condition))}"`
        : `attrs="${escape(`{'invisible': [${domain(condition)}]}`)}"`,
    hideColumn: (text) => `${modern ? 'column_invisible' : 'invisible'}="${escape(text)}"`,
    list: version.list,
  });
  return { arch: compact(arch), terms: [...terms] };
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Odoo keeps a view as it is written, so it is written as it shall be compared: without indentation. */
const compact = (arch: string): string => arch.replace(/\n\s*/g, '');

function expression(condition: Condition): string {
  if ('any' in condition) return condition.any.map(expression).join(' or ');
  const [field, operator, value] = condition;
  if (value === false) return operator === '=' ? `not ${field}` : field;
  if (typeof value === 'string') return `${field} ${operator === '=' ? '==' : '!='} '${value}'`;
  return `${field} ${operator} (${value.map((item) => `'${item}'`).join(', ')})`;
}

function domain(condition: Condition): string {
  if ('any' in condition) {
    const parts = condition.any.map(domain);
    return [...Array.from({ length: parts.length - 1 }, () => `'|'`), ...parts].join(', ');
  }
  const [field, operator, value] = condition;
  if (value === false) return `('${field}', '${operator}', False)`;
  if (typeof value === 'string') return `('${field}', '${operator}', '${value}')`;
  return `('${field}', '${operator}', [${value.map((item) => `'${item}'`).join(', ')}])`;
}

import { NotSimulated, OdooError, userError } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { FieldDef, Json } from '../schema/types.ts';

const MODEL = 'ir.actions.server';

/** Has a webhook action tell about one record when the call is done; nothing is told of a call that fails. */
export function postWebhook(env: Env, action: Row, model: string, record: number): void {
  const url = env.text(MODEL, action, 'webhook_url');
  if (url === '') {
    throw userError(
      "I'll be happy to send a webhook for you, but you really need to give me a URL to reach out to...",
    );
  }
  const name = env.text(MODEL, action, 'name');
  env.db.post({
    url,
    action: action.id,
    model,
    id: record,
    body: payload(env, action, `${name}(#${action.id})`, model, record),
  });
}

/** JSON as Python writes it: names sorted, a space after `:` and `,`, ASCII only. */
function payload(env: Env, action: Row, title: string, model: string, id: number): string {
  const fields = env.ids(MODEL, action, 'webhook_field_ids').map((field) => {
    return String(env.db.row('ir.model.fields', field)?.['name']);
  });
  const entries: [string, string][] = [
    ['_action', text(title)],
    ['_id', String(id)],
    ['_model', text(model)],
  ];
  if (fields.length > 0) {
    const row = env.db.row(model, id);
    if (row === undefined) throw new OdooError(500, 'builtins.IndexError', 'list index out of range');
    entries.push(['id', String(id)]);
    for (const name of fields.filter((field) => field !== 'id')) {
      entries.push([name, shown(env.field(model, name), env.get(model, row, name), name)]);
    }
  }
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  return `{${sorted.map(([key, value]) => `${text(key)}: ${value}`).join(', ')}}`;
}

function shown(field: FieldDef, value: Json, name: string): string {
  if (field.type === 'binary' && value !== false) {
    throw new NotSimulated(`sends no file in a webhook (${name}).`);
  }
  if (field.type === 'float' || field.type === 'monetary') {
    return Number.isInteger(value) ? `${String(value)}.0` : String(value);
  }
  return python(value);
}

function python(value: Json): string {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  return `{${entries.map(([key, inner]) => `${text(key)}: ${python(inner)}`).join(', ')}}`;
}

function text(value: string): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

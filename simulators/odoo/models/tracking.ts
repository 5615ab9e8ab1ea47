import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import { selectionPairs } from '../schema/types.ts';
import type { Json } from '../schema/types.ts';

export interface TrackedChange {
  readonly name: string;
  readonly old: Json;
  readonly now: Json;
}

/**
 * The note with old and new values that Odoo writes into the chatter when a tracked field changes (external
 * API reference, one call to write a document's outcome).
 */
export function noteTracking(env: Env, model: string, row: Row, changes: readonly TrackedChange[]): void {
  if (changes.length === 0) return;
  const sudo = env.sudo();
  const message = sudo.createOne('mail.message', {
    model,
    res_id: row.id,
    body: '',
    message_type: 'notification',
    subtype_id: env.ref('mail.mt_note'),
    author_id: env.user['partner_id'] ?? false,
  });
  for (const change of changes) {
    const field = env.fieldRow(model, change.name);
    sudo.create('mail.tracking.value', [
      {
        mail_message_id: message,
        field_id: field?.id ?? false,
        old_value_char: shown(env, model, change.name, change.old),
        new_value_char: shown(env, model, change.name, change.now),
      },
    ]);
  }
}

function shown(env: Env, model: string, name: string, value: Json): string | false {
  const field = env.field(model, name);
  if (value === false || value === null) return field.type === 'boolean' ? 'False' : false;
  if (field.type === 'selection') {
    return selectionPairs(field).find(([key]) => key === value)?.[1] ?? String(value);
  }
  if (field.type === 'many2one' && typeof value === 'number') {
    const target = env.db.row(field.relation ?? '', value);
    return target === undefined ? false : env.displayName(field.relation ?? '', target);
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

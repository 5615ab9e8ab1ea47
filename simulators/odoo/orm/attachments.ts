import type { FieldDef } from '../schema/types.ts';
import type { Row } from './database.ts';
import type { Env } from './env.ts';

/** Binary fields that people made, and some of Odoo's own, keep their content in an attachment. */
export function isKeptApart(field: FieldDef): boolean {
  return field.type === 'binary' && (field.manual === true || field.attachment === true);
}

export function fieldAttachment(env: Env, model: string, id: number, name: string): Row | undefined {
  return env.db
    .where('ir.attachment', 'res_id', id)
    .find((file) => file['res_model'] === model && file['res_field'] === name);
}

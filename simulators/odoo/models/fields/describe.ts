import type { Database } from '../../orm/database.ts';
import { humanise } from '../../schema/types.ts';
import type { Json } from '../../schema/types.ts';

/** The rows of ir.model and ir.model.fields that a fresh database has about itself. */
export function describeModels(db: Database): void {
  for (const model of db.models()) {
    const owner = db.insert('ir.model', {
      name: model.label,
      model: model.name,
      state: 'base',
      transient: false,
    });
    for (const [name, field] of Object.entries(model.fields)) {
      const values: Record<string, Json> = {
        name,
        model: model.name,
        model_id: owner.id,
        field_description: field.label ?? humanise(name),
        ttype: field.type,
        state: 'base',
        help: false,
        required: field.required === true,
        readonly: field.readonly === true,
        store: field.stored !== false,
        index: false,
        copied: field.copied !== false,
        tracking: 0,
        translate: field.translate === true ? 'standard' : false,
        relation: field.relation ?? false,
        related: field.related ?? false,
        on_delete: false,
        size: 0,
      };
      db.insert('ir.model.fields', values);
    }
  }
}

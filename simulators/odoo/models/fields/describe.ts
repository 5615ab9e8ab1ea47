import type { Database } from '../../orm/database.ts';
import { COMMON_FIELDS, humanise } from '../../schema/types.ts';
import type { FieldDef } from '../../schema/types.ts';

/** The rows of ir.model and ir.model.fields that a fresh database has about itself. */
export function describeModels(db: Database): void {
  for (const model of db.models()) {
    const owner = db.insert('ir.model', {
      name: model.label,
      model: model.name,
      order: model.order,
      state: 'base',
      transient: false,
      abstract: false,
    });
    for (const [name, field] of Object.entries({ ...COMMON_FIELDS, ...model.fields })) {
      describeField(db, model.name, owner.id, name, field);
    }
  }
}

/** The row about one field that the model itself brings. */
export function describeField(
  db: Database,
  model: string,
  owner: number,
  name: string,
  field: FieldDef,
): void {
  db.insert('ir.model.fields', {
    name,
    model,
    model_id: owner,
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
    relation_field: field.inverse ?? false,
    related: field.related ?? false,
    domain: '[]',
    compute: false,
    depends: false,
    on_delete: false,
    size: 0,
  });
}

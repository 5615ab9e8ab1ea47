import { computeDigest } from '../../computed-fields.ts';
import { NotSimulated } from '../../errors.ts';
import type { Row } from '../../orm/database.ts';
import type { Env } from '../../orm/env.ts';
import { recompute } from '../../orm/recompute.ts';
import { FIELD_TYPES, humanise } from '../../schema/types.ts';
import type { FieldDef, FieldType } from '../../schema/types.ts';
import { dependencies } from './paths.ts';

const TEXTS: readonly FieldType[] = ['char', 'html', 'text'];
const POLICIES = ['cascade', 'restrict', 'set null'] as const;

/** Makes a field usable in the next call, as Odoo's registry reload does. */
export function activateField(env: Env, row: Row): void {
  const [model, name] = [String(row['model']), String(row['name'])];
  const before = env.db.field(model, name);
  const field = definition(env, row, model);
  env.db.setField(model, name, field);
  const becomesStored = field.stored !== false && (before === undefined || before.stored === false);
  if (field.compute === undefined || !becomesStored) return;
  // A new column is filled for the records that are there already.
  for (const record of env.db.rows(model)) recompute(env.sudo(), model, record, name);
}

function definition(env: Env, row: Row, model: string): FieldDef {
  const type = FIELD_TYPES.find((known) => known === row['ttype']);
  if (type === undefined) throw new NotSimulated(`makes no fields of the type ${String(row['ttype'])}.`);
  const text = (name: string): string | undefined => {
    const value = row[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [related, relation, inverse, code] = [
    text('related'),
    text('relation'),
    text('relation_field'),
    text('compute'),
  ];
  const policy = POLICIES.find((known) => known === row['on_delete']);
  return {
    type,
    manual: true,
    label: text('field_description') ?? humanise(String(row['name'])),
    required: row['required'] === true,
    readonly: row['readonly'] === true,
    copied: row['copied'] === true,
    tracking: Number(row['tracking']) > 0,
    translate: TEXTS.includes(type) && row['translate'] !== false,
    index: row['index'] === true,
    stored: row['store'] !== false,
    ...(related === undefined ? {} : { related }),
    ...(relation === undefined ? {} : { relation }),
    ...(type === 'one2many' && inverse !== undefined ? { inverse } : {}),
    ...(type === 'many2one' && policy !== undefined ? { onDelete: policy } : {}),
    ...(type === 'selection' ? { selection: choices(env, row) } : {}),
    ...(code === undefined
      ? {}
      : {
          compute: {
            sha256: computeDigest(code),
            depends: dependencies(env, model, row['depends'] ?? false),
          },
        }),
  };
}

function choices(env: Env, field: Row): readonly (readonly [string, string])[] {
  return env.db
    .where('ir.model.fields.selection', 'field_id', field.id)
    .sort((a, b) => Number(a['sequence']) - Number(b['sequence']) || a.id - b.id)
    .map((choice): readonly [string, string] => [String(choice['value']), String(choice['name'])]);
}

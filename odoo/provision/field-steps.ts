import { z } from 'zod';
import type { OdooTransport } from '../transport.ts';
import { LINK_MODEL, type FieldSpec } from './fields.ts';
import { markOpen } from './open-requests.ts';
import type { ProvisionStep } from './reconcile.ts';
import { create, idsOf, ProvisionError, search, write } from './rpc.ts';
import type { OdooVersion } from './version.ts';

const fieldSchema = z.looseObject({ id: z.number(), name: z.string(), model: z.string(), ttype: z.string() });
export type FieldRow = z.output<typeof fieldSchema>;

export const whatOf = ({ model, name }: Pick<FieldSpec, 'model' | 'name'>): string =>
  `field ${name} on ${model}`;

/** Properties that are compared; the type and what a field points to cannot be changed. */
const COMPARED = [
  'field_description',
  'help',
  'translate',
  'index',
  'depends',
  'compute',
  'readonly',
] as const;
const FIXED = ['ttype', 'relation', 'relation_field'] as const;

/** Manual fields of Silta that are in Odoo, by {@link whatOf}. */
export async function readFields(
  admin: OdooTransport,
  fields: readonly FieldSpec[],
): Promise<ReadonlyMap<string, FieldRow>> {
  const domain = [
    ['model', 'in', [...new Set(fields.map(({ model }) => model))]],
    ['name', 'in', [...new Set(fields.map(({ name }) => name))]],
    ['state', '=', 'manual'],
  ];
  const names = ['name', 'model', ...COMPARED, ...FIXED];
  const rows = await search(admin, 'ir.model.fields', domain, fieldSchema, names);
  return new Map(rows.map((row) => [whatOf(row), row]));
}

/** Fields that are missing or not as this version wants them, and choices that a newer one has added. */
export async function planFields(
  admin: OdooTransport,
  version: OdooVersion,
  fields: readonly FieldSpec[],
): Promise<readonly ProvisionStep[]> {
  const present = await readFields(admin, fields);
  refuseOtherTypes(fields, present, version);
  const models = await modelIds(admin, fields);
  const steps: ProvisionStep[] = [];
  if (!models.has(LINK_MODEL)) {
    const own = fields.filter(({ model }) => model === LINK_MODEL);
    steps.push({
      what: `model "Netvisor link" (${LINK_MODEL})`,
      apply: () => createModel(admin, version, own),
    });
  }
  for (const model of new Set(fields.map((field) => field.model))) {
    if (model === LINK_MODEL && !models.has(model)) continue;
    const missing = fields.filter((field) => field.model === model && !present.has(whatOf(field)));
    if (missing.length === 0) continue;
    const names = missing.map(({ name }) => name).join(', ');
    steps.push({
      what: `${missing.length === 1 ? 'field' : 'fields'} ${names} on ${model}`,
      apply: () => createFields(admin, version, models.get(model), missing),
    });
  }
  for (const field of fields) {
    const row = present.get(whatOf(field));
    const change = row && differing(row, propertiesOf(version, field));
    if (!row || !change || Object.keys(change).length === 0) continue;
    steps.push({
      what: `${whatOf(field)}: ${Object.keys(change).join(', ')}`,
      apply: () => write(admin, 'ir.model.fields', [row.id], change),
    });
  }
  return [...steps, ...(await choiceSteps(admin, fields, present))];
}

function refuseOtherTypes(
  fields: readonly FieldSpec[],
  present: ReadonlyMap<string, FieldRow>,
  version: OdooVersion,
): void {
  const wrong = fields.filter((field) => {
    const row = present.get(whatOf(field));
    const wanted = valuesOf(version, field);
    return row && FIXED.some((name) => (row[name] || undefined) !== (wanted[name] || undefined));
  });
  if (wrong.length === 0) return;
  const names = wrong.map((field) => `${whatOf(field)} (should be ${field.type})`).join(', ');
  throw new ProvisionError(
    `Odoo has fields of another type under Silta's names: ${names}. Rename or delete them.`,
  );
}

type Properties = Readonly<Record<string, unknown>>;

/** What can be changed later, as `ir.model.fields` has it. */
function propertiesOf(version: OdooVersion, field: FieldSpec): Properties {
  const { compute } = field;
  const index = field.index !== undefined;
  const translate = field.translate !== undefined;
  return {
    field_description: field.label,
    help: field.help ?? false,
    index: version.index === 'choice' ? index && 'btree' : index,
    translate: version.translate === 'choice' ? translate && 'standard' : translate,
    depends: compute?.depends ?? false,
    compute: compute?.code ?? false,
    readonly: compute !== undefined,
  };
}

function valuesOf(version: OdooVersion, field: FieldSpec): Properties {
  return {
    ...propertiesOf(version, field),
    name: field.name,
    ttype: field.type,
    copied: false,
    ...(field.compute && { store: field.compute.kept === 'stored' }),
    ...(field.relation && { relation: field.relation }),
    ...(field.relationField && { relation_field: field.relationField }),
    ...(field.type === 'many2one' && { on_delete: 'set null' }),
    ...(field.selection && {
      selection_ids: field.selection.map(([value, name], sequence) => [0, 0, { value, name, sequence }]),
    }),
  };
}

function differing(row: FieldRow, wanted: Properties): Record<string, unknown> {
  const changed = Object.entries(wanted).filter(([name, value]) => (row[name] || false) !== value);
  return Object.fromEntries(changed);
}

async function modelIds(
  admin: OdooTransport,
  fields: readonly FieldSpec[],
): Promise<ReadonlyMap<string, number>> {
  const names = [...new Set(fields.map(({ model }) => model))];
  const schema = z.object({ id: z.number(), model: z.string() });
  const rows = await search(admin, 'ir.model', [['model', 'in', names]], schema, ['model']);
  const found = new Map(rows.map(({ model, id }) => [model, id]));
  const missing = names.filter((name) => name !== LINK_MODEL && !found.has(name));
  if (missing.length > 0)
    throw new ProvisionError(`Odoo lacks: ${missing.join(', ')}. Install Invoicing and Products first.`);
  return found;
}

async function createModel(
  admin: OdooTransport,
  version: OdooVersion,
  fields: readonly FieldSpec[],
): Promise<void> {
  const field_id = fields.map((field) => [0, 0, valuesOf(version, field)]);
  // Newest first.
  await create(admin, 'ir.model', [{ name: 'Netvisor link', model: LINK_MODEL, order: 'id desc', field_id }]);
}

async function createFields(
  admin: OdooTransport,
  version: OdooVersion,
  model: number | undefined,
  fields: readonly FieldSpec[],
): Promise<void> {
  const values = (field: FieldSpec): Properties => ({ ...valuesOf(version, field), model_id: model });
  // One call for many: Odoo loads its models anew after each. What others are computed from goes first.
  const plain = fields.filter(({ compute }) => compute?.kept !== 'not stored');
  const ids =
    plain.length === 0
      ? []
      : await create(
          admin,
          'ir.model.fields',
          plain.map((field) => (field.compute ? withoutCompute(values(field)) : values(field))),
        );
  for (const [index, field] of plain.entries()) {
    const id = ids[index];
    if (id === undefined || !field.compute) continue;
    const { depends, compute, readonly } = propertiesOf(version, field);
    await write(admin, 'ir.model.fields', [id], { depends, compute, readonly });
  }
  const computed = fields.filter((field) => !plain.includes(field));
  if (computed.length > 0) await create(admin, 'ir.model.fields', computed.map(values));
  if (plain.some(({ name }) => name === 'x_netvisor_open')) await markOpen(admin);
}

/**
 * A stored field that is computed from the start is computed for every record of the model at once, which takes
 * longer than Odoo's time limit where there are many. Empty means the same here, and is there at once.
 */
const withoutCompute = (values: Properties): Properties => ({
  ...values,
  depends: false,
  compute: false,
  readonly: false,
});

const choiceSchema = z.object({ id: z.number(), value: z.string(), field_id: z.number(), name: z.string() });

/** Choices that this version knows and a field that an earlier one made does not, or knows by another name. */
async function choiceSteps(
  admin: OdooTransport,
  fields: readonly FieldSpec[],
  present: ReadonlyMap<string, FieldRow>,
): Promise<ProvisionStep[]> {
  const choosing = fields.flatMap((field) => {
    const row = present.get(whatOf(field));
    return field.selection && row ? [{ id: row.id, field, selection: field.selection }] : [];
  });
  if (choosing.length === 0) return [];
  const domain = [['field_id', 'in', choosing.map(({ id }) => id)]];
  const names = ['value', 'field_id', 'name'];
  const rows = await search(admin, 'ir.model.fields.selection', domain, choiceSchema, names);
  return choosing.flatMap(({ id, field, selection }) =>
    selection.flatMap(([value, name], sequence) => {
      const row = rows.find((choice) => choice.field_id === id && choice.value === value);
      if (row?.name === name) return [];
      const what = `choice "${name}" of ${whatOf(field)}`;
      if (row) return [{ what, apply: () => write(admin, 'ir.model.fields.selection', [row.id], { name }) }];
      const choice = { field_id: id, value, name, sequence };
      return [{ what, apply: async () => void (await create(admin, 'ir.model.fields.selection', [choice])) }];
    }),
  );
}

/** Ids of the choices of fields, for their translations. */
export const choiceIds = (admin: OdooTransport, fields: readonly FieldRow[]): Promise<number[]> =>
  idsOf(admin, 'ir.model.fields.selection', [['field_id', 'in', fields.map(({ id }) => id)]]);

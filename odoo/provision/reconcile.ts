import { z } from 'zod';
import { check } from '../check.ts';
import type { OdooTransport } from '../transport.ts';
import { companyOf, MODULE, type Ref, type Value, type Wanted } from './object.ts';
import { idsOf, ProvisionError, reference, search, unlink, write } from './rpc.ts';

/** One thing that Odoo lacks, and how to make it. */
export interface ProvisionStep {
  /** In words, for the person who decides. */
  readonly what: string;
  readonly apply: () => Promise<void>;
}

/**
 * Models of what provisioning makes, in words; external ids of ours on other models are business records. In the
 * order in which they go when they are removed: views name actions, actions automations, rights groups.
 */
const TECHNICAL: ReadonlyMap<string, string> = new Map([
  ['ir.ui.view', 'view'],
  ['ir.ui.menu', 'menu'],
  ['ir.actions.server', 'server action'],
  ['base.automation', 'automation'],
  ['ir.model.access', 'right'],
  ['ir.rule', 'rule'],
  ['res.groups', 'group'],
]);

/** Steps that take records away. */
export function removals(admin: OdooTransport, records: readonly OwnRecord[]): readonly ProvisionStep[] {
  const order = [...TECHNICAL.keys()];
  return records
    .toSorted((a, b) => order.indexOf(a.model) - order.indexOf(b.model))
    .map(({ name, model, id }) => ({
      what: `remove ${TECHNICAL.get(model) ?? model} "${name}"`,
      apply: async () => {
        await unlink(admin, model, await idsOf(admin, model, [['id', '=', id]]));
        // What went with something else has left its external id behind.
        const domain = [
          ['module', '=', MODULE],
          ['name', '=', name],
        ];
        await unlink(admin, 'ir.model.data', await idsOf(admin, 'ir.model.data', domain));
      },
    }));
}

export interface OwnRecord {
  readonly name: string;
  readonly model: string;
  readonly id: number;
}

const dataSchema = z.object({ id: z.number(), name: z.string(), model: z.string(), res_id: z.number() });

/** All that provisioning has made and that has an external id. */
export async function readOwn(admin: OdooTransport): Promise<readonly OwnRecord[]> {
  const domain = [
    ['module', '=', MODULE],
    ['model', 'in', [...TECHNICAL.keys()]],
  ];
  const rows = await search(admin, 'ir.model.data', domain, dataSchema, ['name', 'model', 'res_id']);
  return rows.map(({ name, model, res_id }) => ({ name, model, id: res_id }));
}

/** Looks up what values point to. What is not there yet is asked for again later. */
export class References {
  private readonly known = new Map<string, number>();
  constructor(
    private readonly admin: OdooTransport,
    own: readonly OwnRecord[],
  ) {
    for (const { name, id } of own) this.made(name, id);
  }

  made(name: string, id: number): void {
    this.known.set(JSON.stringify({ ours: name }), id);
  }

  lost(name: string): void {
    this.known.delete(JSON.stringify({ ours: name }));
  }

  async find(ref: Ref): Promise<number | undefined> {
    const key = JSON.stringify(ref);
    const found = this.known.get(key) ?? (await this.ask(ref));
    if (found !== undefined) this.known.set(key, found);
    return found;
  }

  private async ask(ref: Ref): Promise<number | undefined> {
    if ('ours' in ref) return undefined;
    if ('theirs' in ref) {
      const [module = '', name = ''] = ref.theirs.split('.');
      return reference(this.admin, module, name);
    }
    if ('field' in ref) {
      const domain = [
        ['model', '=', ref.of],
        ['name', '=', ref.field],
      ];
      return (await idsOf(this.admin, 'ir.model.fields', domain))[0];
    }
    return (await idsOf(this.admin, 'ir.model', [['model', '=', ref.model]]))[0];
  }
}

type Values = Readonly<Record<string, Value>>;
type Row = Readonly<Record<string, unknown>> & { readonly id: number };

/** What is missing or changed among the records with external ids. */
export async function planObjects(
  admin: OdooTransport,
  objects: readonly Wanted[],
  own: readonly OwnRecord[],
): Promise<readonly ProvisionStep[]> {
  const references = new References(admin, own);
  const rows = await readRows(admin, objects, own);
  const steps: ProvisionStep[] = [];
  for (const object of objects) {
    const found = own.find(({ name }) => name === object.name);
    const row = found && rows.get(`${object.model} ${found.id}`);
    if (found && !row) references.lost(object.name);
    const values = await valuesOf(object, references);
    const differing = row && (values ? differences(row, values) : ['what it points to']);
    if (differing?.length === 0) continue;
    steps.push({
      what: differing ? `${object.what}: ${differing.join(', ')}` : object.what,
      apply: () => bringAbout(admin, object, references),
    });
  }
  return steps;
}

/** Objects of an earlier version. Those of other companies are theirs to say. */
export function planObsolete(
  admin: OdooTransport,
  objects: readonly Wanted[],
  own: readonly OwnRecord[],
  company: number,
): readonly ProvisionStep[] {
  const names = new Set(objects.map(({ name }) => name));
  const obsolete = own.filter(({ name }) => !names.has(name) && (companyOf(name) ?? company) === company);
  return removals(admin, obsolete);
}

async function readRows(
  admin: OdooTransport,
  objects: readonly Wanted[],
  own: readonly OwnRecord[],
): Promise<ReadonlyMap<string, Row>> {
  const rows = new Map<string, Row>();
  for (const model of new Set(objects.map((object) => object.model))) {
    const wanted = objects.filter((object) => object.model === model);
    const ids = own.filter(({ name }) => wanted.some((object) => object.name === name)).map(({ id }) => id);
    if (ids.length === 0) continue;
    const fields = new Set(wanted.flatMap((object) => Object.keys(object.values(() => 0))));
    for (const row of await readValues(admin, model, ids, [...fields])) rows.set(`${model} ${row.id}`, row);
  }
  return rows;
}

const rowSchema = z.looseObject({ id: z.number() });
const readValues = (admin: OdooTransport, model: string, ids: readonly number[], fields: readonly string[]) =>
  search(admin, model, [['id', 'in', ids]], rowSchema, fields);

/** Undefined as long as something that they point to is not there. */
async function valuesOf(object: Wanted, references: References): Promise<Values | undefined> {
  const ids = new Map<string, number>();
  for (const [need, ref] of Object.entries(object.needs)) {
    const id = await references.find(ref);
    if (id === undefined) return undefined;
    ids.set(need, id);
  }
  return object.values((need) => {
    const id = ids.get(need);
    if (id === undefined) throw new Error(`${object.name} does not say that it needs ${need}`);
    return id;
  });
}

function differences(row: Row, values: Values): string[] {
  return Object.entries(values).flatMap(([field, value]) =>
    plain(row[field]) === plain(fromOdoo(value)) ? [] : [field],
  );
}

const fromOdoo = (value: Value): unknown =>
  typeof value !== 'object' ? value : 'one' in value ? value.one : value.many;

/** As one text, whatever Odoo makes of emptiness, order and the line's end. */
function plain(value: unknown): string {
  if (value === false || value === null || value === undefined) return '';
  if (Array.isArray(value))
    return value
      .map(Number)
      .toSorted((a, b) => a - b)
      .join(',');
  return typeof value === 'string' ? value.trim() : JSON.stringify(value);
}

/** Makes or mends it, whatever has happened since the plan. */
async function bringAbout(admin: OdooTransport, object: Wanted, references: References): Promise<void> {
  const values = await valuesOf(object, references);
  if (!values) {
    const missing: string[] = [];
    for (const ref of Object.values(object.needs))
      if ((await references.find(ref)) === undefined) missing.push(describe(ref));
    throw new ProvisionError(`Odoo lacks what ${object.what} needs: ${missing.join(', ')}.`);
  }
  const id = await load(admin, object, values, references);
  references.made(object.name, id);
  const [row] = await readValues(admin, object.model, [id], Object.keys(values));
  const differing = row ? differences(row, values) : [];
  if (differing.length === 0) return;
  const change = Object.fromEntries(differing.map((field) => [field, toOdoo(values[field] ?? false)]));
  await write(admin, object.model, [id], change);
}

const toOdoo = (value: Value): unknown =>
  typeof value !== 'object' ? value : 'one' in value ? value.one : [[6, 0, value.many]];

const loaded = z.object({
  ids: z.union([z.literal(false), z.array(z.number())]),
  messages: z.array(z.looseObject({ message: z.string().optional() })),
});

/** Only what is absent: over a record that is there, load() would write more than differs. */
async function load(
  admin: OdooTransport,
  object: Wanted,
  values: Values,
  references: References,
): Promise<number> {
  const there = await references.find({ ours: object.name });
  if (there !== undefined) return there;
  // load() makes the record and its external id in one transaction, so that a lost reply leaves no orphan.
  const columns = Object.entries({ ...object.atFirst, ...values }).map(([field, value]) =>
    column(field, value),
  );
  const answer = await admin.call({
    model: object.model,
    method: 'load',
    args: {
      fields: ['id', ...columns.map(([name]) => name)],
      data: [[`${MODULE}.${object.name}`, ...columns.map(([, cell]) => cell)]],
    },
  });
  const { ids, messages } = check(loaded, answer, `${object.model}/load`);
  const [id] = ids || [];
  if (id !== undefined) return id;
  const said = messages.map(({ message }) => message).join(' ');
  throw new ProvisionError(`Odoo did not take ${object.what}: ${said}`);
}

function column(field: string, value: Value): readonly [name: string, cell: string] {
  if (typeof value === 'boolean') return [field, value ? '1' : '0'];
  if (typeof value !== 'object') return [field, String(value)];
  return [`${field}/.id`, 'one' in value ? String(value.one) : value.many.join(',')];
}

function describe(ref: Ref): string {
  if ('ours' in ref) return `${MODULE}.${ref.ours}`;
  if ('theirs' in ref) return ref.theirs;
  return 'field' in ref ? `field ${ref.field} on ${ref.of}` : ref.model;
}

import { check } from './check.ts';
import { OdooError } from './errors.ts';
import type { FieldBook } from './field-book.ts';
import { asksNamesOnly, rowSchema, type Row, type Specification } from './specification.ts';
import type { OdooCall, OdooTransport } from './transport.ts';

/** Records of one model that are wanted in one shape. */
interface Want {
  readonly model: string;
  readonly ids: readonly number[];
  readonly specification: Specification;
}

type Rows = ReadonlyMap<number, Row>;

const MOST_TRIES = 3;

/**
 * Answers `web_read` where Odoo has none (16): level by level, one `read` for each model. Several calls are no
 * snapshot, so the records themselves are read again at the end; where they have changed, all starts over.
 */
export async function readNested(
  odoo: OdooTransport,
  book: FieldBook,
  root: Want,
  context: OdooCall['context'],
): Promise<readonly Row[]> {
  const reader = createReader(odoo, book, context);
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const before = await reader.flat([root], ['write_date']);
    const [rows] = await reader.deep([root], before);
    if (reader.calls() === 1) return [...(rows?.values() ?? [])];
    const after = await reader.flat([root], ['write_date']);
    if (same(before, after)) return [...(rows?.values() ?? [])];
  }
  throw new OdooError('Transient', 'ChangedWhileRead', `${root.model}/read`);
}

const same = (one: ReadonlyMap<string, Rows>, other: ReadonlyMap<string, Rows>): boolean =>
  JSON.stringify(entriesOf(one)) === JSON.stringify(entriesOf(other));
const entriesOf = (all: ReadonlyMap<string, Rows>): unknown =>
  [...all].map(([model, rows]) => [model, [...rows]]);

function createReader(odoo: OdooTransport, book: FieldBook, context: OdooCall['context']) {
  let calls = 0;

  /** The wanted records as `read` answers them, by model and id. */
  async function flat(
    wants: readonly Want[],
    also: readonly string[] = [],
  ): Promise<ReadonlyMap<string, Rows>> {
    const found = new Map<string, Rows>();
    for (const model of new Set(wants.map((want) => want.model))) {
      const own = wants.filter((want) => want.model === model);
      const ids = [...new Set(own.flatMap((want) => want.ids))];
      const names = new Set(own.flatMap((want) => Object.keys(want.specification)));
      for (const name of also) names.add(name);
      const args = { fields: [...names].filter((name) => name !== 'id') };
      calls += 1;
      const answer = await odoo.call({ model, method: 'read', ids, args, ...(context && { context }) });
      const rows = check(rowSchema, answer, `${model}/read`);
      found.set(model, new Map(rows.map((row) => [Number(row['id']), row])));
    }
    return found;
  }

  /** The wanted records in the wanted shape; the answer keeps the order of the question. */
  async function deep(wants: readonly Want[], known?: ReadonlyMap<string, Rows>): Promise<readonly Rows[]> {
    const raw = known ?? (await flat(wants));
    const places: { readonly owner: number; readonly field: string; readonly below: Want }[] = [];
    for (const [owner, want] of wants.entries()) {
      const fields = await nestedFields(want);
      for (const [field, { model, specification }] of fields) {
        const ids = [...new Set(rowsOf(want, raw).flatMap(([, row]) => idsIn(row[field])))];
        if (ids.length > 0) places.push({ owner, field, below: { model, ids, specification } });
      }
    }
    const found = places.length > 0 ? await deep(places.map(({ below }) => below)) : [];
    return wants.map((want, index) => {
      const below = new Map(
        places.flatMap(({ owner, field }, place) =>
          owner === index ? [[field, found[place] ?? new Map<number, Row>()] as const] : [],
        ),
      );
      return new Map(rowsOf(want, raw).map(([id, row]) => [id, shaped(id, row, want.specification, below)]));
    });
  }

  /** Fields that lead to records of which more is wanted than their names. */
  async function nestedFields({ model, specification }: Want) {
    const nested = Object.entries(specification).flatMap(([field, { fields }]) =>
      fields && !asksNamesOnly(fields) ? [[field, fields] as const] : [],
    );
    if (nested.length === 0) return [];
    const known = await book.fieldsOf(model);
    return nested.flatMap(([field, fields]) => {
      const relation = known.get(field)?.relation;
      return relation === undefined ? [] : [[field, { model: relation, specification: fields }] as const];
    });
  }

  return { flat, deep, calls: () => calls };
}

const rowsOf = (want: Want, raw: ReadonlyMap<string, Rows>): readonly (readonly [number, Row])[] =>
  want.ids.flatMap((id) => {
    const row = raw.get(want.model)?.get(id);
    return row ? [[id, row] as const] : [];
  });

/** `read` answers with `[id, name]` for one record and with ids for several. */
function idsIn(value: unknown): readonly number[] {
  if (!Array.isArray(value)) return [];
  const ids: readonly unknown[] = isNamed(value) ? [value[0]] : value;
  return ids.filter((id) => typeof id === 'number');
}

const isNamed = (value: unknown): value is readonly [number, string] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'number' && typeof value[1] === 'string';

function shaped(id: number, row: Row, specification: Specification, below: ReadonlyMap<string, Rows>): Row {
  const fields = Object.entries(specification).map(([name, { fields: nested }]) => [
    name,
    nested ? nestedValue(row[name], nested, below.get(name)) : row[name],
  ]);
  return { ...Object.fromEntries(fields), id } as Row;
}

function nestedValue(value: unknown, nested: Specification, rows: Rows | undefined): unknown {
  if (isNamed(value)) {
    const [id, display_name] = value;
    const named = 'display_name' in nested ? { display_name } : {};
    if (asksNamesOnly(nested)) return { id, ...named };
    const row = rows?.get(id);
    return row ? { ...row, ...named } : false;
  }
  return Array.isArray(value) ? idsIn(value).map((id) => rows?.get(id) ?? { id }) : false;
}

import { NotSimulated, OdooError, valueError } from '../errors.ts';
import { selectionPairs } from '../schema/types.ts';
import type { FieldDef, Json, JsonObject } from '../schema/types.ts';
import type { Env } from './env.ts';

type Line = ReadonlyMap<string, string>;

/** A complaint about one cell, which `load` answers as a message and not as an error. */
class Complaint extends Error {
  readonly field: string;
  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

/**
 * `load(fields, data)`: creates or updates records by external id, from columns of texts. All rows or none;
 * a failure is a message within HTTP 200 (external API reference, load).
 */
export function loadRecords(env: Env, model: string, fields: Json, data: Json): JsonObject {
  const columns = texts(fields);
  checkColumns(env, model, columns);
  if (!Array.isArray(data)) throw valueError('load: data is not a list of rows');
  const rows = data.map((row) => {
    const cells = texts(row);
    return new Map(columns.map((column, index) => [column, cells[index] ?? '']));
  });
  const ids: number[] = [];
  let at = 0;
  try {
    return env.db.savepoint(() => {
      for (const group of grouped(env, model, columns, rows)) {
        at = group.from;
        ids.push(env.db.savepoint(() => upsert(env, model, group.lines)));
      }
      return { ids, messages: [], nextrow: 0 };
    });
  } catch (error) {
    if (!(error instanceof Complaint) && !isBusiness(error)) throw error;
    const field = error instanceof Complaint ? error.field : false;
    const message: JsonObject = {
      type: 'error',
      message: error.message,
      record: 0,
      rows: { from: at, to: at },
      field,
    };
    return { ids: false, messages: [message], nextrow: 0 };
  }
}

function isBusiness(error: unknown): error is OdooError {
  return error instanceof OdooError && (error.status === 422 || error.status === 403);
}

function texts(value: Json): string[] {
  if (!Array.isArray(value)) throw valueError('load: a list of texts is expected');
  return value.map((cell) => {
    if (cell === false || cell === null) return '';
    if (typeof cell !== 'string') throw new NotSimulated('takes texts only in the cells of load.');
    return cell;
  });
}

function checkColumns(env: Env, model: string, columns: readonly string[]): void {
  for (const column of columns) {
    let where = model;
    const parts = column.split('/');
    for (const [index, part] of parts.entries()) {
      if (part === 'id' || part === '.id') {
        if (index !== parts.length - 1) throw valueError(`load: column ${column}`);
        continue;
      }
      const field = env.field(where, part);
      if (index === parts.length - 1) continue;
      if (field.relation === undefined) throw valueError(`load: column ${column}`);
      where = field.relation;
    }
  }
}

interface Group {
  readonly from: number;
  readonly lines: Line[];
}

/** A row whose own cells are all empty continues the record above with more sub-records. */
function grouped(env: Env, model: string, columns: readonly string[], rows: readonly Line[]): Group[] {
  const own = columns.filter((column) => {
    const [first = ''] = column.split('/');
    return !column.includes('/') || env.field(model, first).type !== 'one2many';
  });
  const groups: Group[] = [];
  rows.forEach((line, index) => {
    const continues = groups.length > 0 && own.every((column) => (line.get(column) ?? '') === '');
    if (continues) groups.at(-1)?.lines.push(line);
    else groups.push({ from: index, lines: [line] });
  });
  return groups;
}

function upsert(env: Env, model: string, lines: readonly Line[]): number {
  const [head] = lines;
  if (head === undefined) throw valueError('load: no row');
  const values = headValues(env, model, head);
  const id = save(env, model, head, values);
  for (const [name, field] of childFields(env, model, head)) {
    for (const line of lines) {
      const sub = subLine(line, name);
      if (field.relation === undefined || field.inverse === undefined) continue;
      if ([...sub.values()].every((cell) => cell === '')) continue;
      const child = headValues(env, field.relation, sub);
      save(env, field.relation, sub, child, { [field.inverse]: id });
    }
  }
  return id;
}

function childFields(env: Env, model: string, line: Line): [string, FieldDef][] {
  const names = new Set([...line.keys()].filter((c) => c.includes('/')).map((c) => c.split('/')[0] ?? ''));
  return [...names]
    .map((name): [string, FieldDef] => [name, env.field(model, name)])
    .filter(([, field]) => field.type === 'one2many');
}

function subLine(line: Line, name: string): Line {
  const prefix = `${name}/`;
  return new Map(
    [...line]
      .filter(([column]) => column.startsWith(prefix))
      .map(([c, cell]) => [c.slice(prefix.length), cell]),
  );
}

/** Values of the record itself; empty cells of relations and texts clear them, as an import does. */
function headValues(env: Env, model: string, line: Line): JsonObject {
  const values: JsonObject = {};
  for (const [column, cell] of line) {
    if (column === 'id' || column === '.id') continue;
    const [name = '', ...rest] = column.split('/');
    const field = env.field(model, name);
    if (field.type === 'one2many') continue;
    values[name] = convert(env, name, field, rest.join('/'), cell);
  }
  return values;
}

function save(env: Env, model: string, line: Line, values: JsonObject, parent: JsonObject = {}): number {
  const external = line.get('id') ?? '';
  const databaseId = line.get('.id') ?? '';
  if (databaseId !== '') {
    if (!/^\d+$/.test(databaseId)) throw new Complaint('.id', `Invalid database id '${databaseId}'`);
    env.write(model, [Number(databaseId)], values);
    return Number(databaseId);
  }
  if (external === '') return env.createOne(model, { ...values, ...parent });
  if (/\s/.test(external)) throw new Complaint('id', `The external ID '${external}' cannot contain spaces`);
  const complete = external.includes('.') ? external : `__import__.${external}`;
  const known = env.db.externalId(complete);
  if (known === undefined) {
    const id = env.createOne(model, { ...values, ...parent });
    const dot = complete.indexOf('.');
    env
      .sudo()
      .create('ir.model.data', [
        { module: complete.slice(0, dot), name: complete.slice(dot + 1), model, res_id: id },
      ]);
    return id;
  }
  if (known.model !== model) {
    throw new Complaint('id', `For the external ID '${complete}' the model is ${known.model}, not ${model}.`);
  }
  env.write(model, [known.id], values);
  return known.id;
}

function convert(env: Env, name: string, field: FieldDef, suffix: string, cell: string): Json {
  switch (field.type) {
    case 'many2one':
      return cell === '' ? false : relatedId(env, name, field, suffix, cell);
    case 'many2many': {
      const ids =
        cell === '' ? [] : cell.split(',').map((one) => relatedId(env, name, field, suffix, one.trim()));
      return [[6, 0, ids]];
    }
    case 'boolean':
      return toBoolean(name, cell);
    case 'integer':
    case 'many2one_reference':
      if (cell !== '' && !/^-?\d+$/.test(cell))
        throw new Complaint(name, `'${cell}' does not seem to be an integer for field '${name}'`);
      return cell === '' ? 0 : Number(cell);
    case 'float':
    case 'monetary':
      if (cell !== '' && !/^-?(\d+\.?\d*|\.\d+)$/.test(cell))
        throw new Complaint(name, `'${cell}' does not seem to be a number for field '${name}'`);
      return cell === '' ? 0 : Number(cell);
    case 'date':
    case 'datetime':
      if (cell !== '' && !/^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$/.test(cell))
        throw new Complaint(name, `'${cell}' does not seem to be a valid date for field '${name}'`);
      return cell === '' ? false : cell;
    case 'selection':
      return cell === '' ? false : toKey(name, field, cell);
    case 'json':
      throw new NotSimulated('does not load json fields.');
    case 'binary':
    case 'char':
    case 'html':
    case 'text':
      return cell === '' ? false : cell;
    case 'one2many':
      throw new Complaint(name, `The field '${name}' takes sub-records`);
  }
}

function relatedId(env: Env, name: string, field: FieldDef, suffix: string, cell: string): number {
  const relation = field.relation ?? '';
  if (suffix === '.id') {
    if (!/^\d+$/.test(cell))
      throw new Complaint(name, `Invalid database id '${cell}' for the field '${name}'`);
    if (env.db.row(relation, Number(cell)) === undefined) {
      throw new Complaint(name, `No matching record found for database id '${cell}' in field '${name}'`);
    }
    return Number(cell);
  }
  if (suffix === 'id') {
    const found = env.db.externalId(cell.includes('.') ? cell : `__import__.${cell}`);
    if (found?.model === relation) return found.id;
    throw new Complaint(name, `No matching record found for external id '${cell}' in field '${name}'`);
  }
  if (suffix !== '') throw new NotSimulated(`does not load the sub-column ${name}/${suffix}.`);
  const named = env.db.rows(relation).filter((row) => env.displayName(relation, row) === cell);
  const [first, ...others] = named;
  if (first === undefined)
    throw new Complaint(name, `No matching record found for name '${cell}' in field '${name}'`);
  if (others.length > 0) throw new NotSimulated(`found several records named '${cell}' for ${name}.`);
  return first.id;
}

function toBoolean(name: string, cell: string): boolean {
  const text = cell.toLowerCase();
  if (['1', 'true', 'yes'].includes(text)) return true;
  if (['', '0', 'false', 'no'].includes(text)) return false;
  throw new Complaint(name, `Unknown value '${cell}' for boolean field '${name}'`);
}

/** Key or label, whatever the caller has at hand. */
function toKey(name: string, field: FieldDef, cell: string): string {
  const pairs = selectionPairs(field);
  const found = pairs.find(([key]) => key === cell) ?? pairs.find(([, label]) => label === cell);
  if (found === undefined)
    throw new Complaint(name, `Value '${cell}' not found in selection field '${name}'`);
  return found[0];
}

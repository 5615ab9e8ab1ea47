/** What the recorded Odoo can do: the methods that Silta's client calls, and no others. */
import { fits } from './recorded-domains.ts';

type Tree = { [name: string]: unknown };
export type Table = Readonly<Record<string, { readonly type: string; readonly relation?: string }>>;

export interface Books {
  readonly major: number;
  readonly fields: Readonly<Record<string, Table>>;
  readonly records: Readonly<Record<string, Readonly<Record<string, Tree>>>>;
  /** Bodies of messages, as HTML. */
  readonly notes: string[];
}

interface Asked {
  readonly model: string;
  readonly method: string;
  readonly args: readonly unknown[];
  readonly kwargs: Tree;
}

export class OdooFault extends Error {
  constructor(
    readonly python: string,
    message: string,
    readonly status = 500,
  ) {
    super(message);
  }
}

export const UUID = '5d7c2c1e-0000-4000-8000-0242ac110002';
export const ACTION = 77;

/** Fields of every model. */
const EVERYWHERE: Table = {
  id: { type: 'integer' },
  display_name: { type: 'char' },
  write_date: { type: 'datetime' },
};

const RECORD_METHODS = ['read', 'web_read', 'write', 'run'];

/** Answers one call. Arguments may come by position or by name, as in Python. */
export function answerTo(books: Books, { model, method, args, kwargs }: Asked): unknown {
  if (model === 'ir.actions.server' && method === 'run') return runAction(books, args[0], kwargs);
  const table = books.fields[model];
  if (!table) throw new OdooFault('odoo.exceptions.UserError', `Object ${model} doesn't exist`);
  const ids = RECORD_METHODS.includes(method) ? (args[0] as readonly number[]) : [];
  const rest = RECORD_METHODS.includes(method) ? args.slice(1) : args;
  const argument = (index: number, name: string): unknown => rest[index] ?? kwargs[name];
  switch (method) {
    case 'fields_get':
      return { ...table, ...EVERYWHERE };
    case 'read':
      return existing(books, model, ids).map((id) =>
        flat(books, model, id, argument(0, 'fields') as string[]),
      );
    case 'web_read':
      if (books.major < 17) throw noMethod(model, method);
      return webRead(books, model, ids, argument(0, 'specification') as Specification);
    case 'write':
      for (const id of ids) Object.assign(rowOf(books, model, id), argument(0, 'vals'));
      return true;
    case 'search':
    case 'search_read':
    case 'search_count': {
      const found = Object.keys(books.records[model] ?? {})
        .map(Number)
        .filter((id) => fits(argument(0, 'domain') as unknown[], { ...rowOf(books, model, id), id }));
      if (method === 'search_count') return found.length;
      const order = method === 'search' ? argument(3, 'order') : argument(4, 'order');
      const sorted = found.sort((one, other) => (order === 'id desc' ? other - one : one - other));
      if (method === 'search')
        return sorted.slice(0, (argument(2, 'limit') as number | undefined) ?? Infinity);
      const fields = argument(1, 'fields') as string[];
      return sorted
        .slice(0, (argument(3, 'limit') as number | undefined) ?? Infinity)
        .map((id) => flat(books, model, id, fields));
    }
    default:
      throw noMethod(model, method);
  }
}

const noMethod = (model: string, method: string): OdooFault =>
  new OdooFault('builtins.AttributeError', `The method '${model}.${method}' does not exist`);

function rowOf(books: Books, model: string, id: number): Tree {
  const row = books.records[model]?.[String(id)];
  if (!row)
    throw new OdooFault('odoo.exceptions.MissingError', `Record does not exist (${model}(${id},))`, 404);
  return row;
}

const existing = ({ records }: Books, model: string, ids: readonly number[]): readonly number[] =>
  ids.filter((id) => records[model]?.[String(id)] !== undefined);

/** The name as Odoo gives it for a record that the user may not even read. */
const nameOf = (books: Books, model: string, id: number): string =>
  String(rowOf(books, model, id)['name'] ?? id);

function fieldOf({ fields }: Books, model: string, name: string): Table[string] {
  const field = EVERYWHERE[name] ?? fields[model]?.[name];
  if (!field) throw new OdooFault('builtins.ValueError', `Invalid field '${name}' on model '${model}'`);
  // Silta's user has no right to read analytic plans.
  if (model === 'account.analytic.plan' && name !== 'display_name')
    throw new OdooFault('odoo.exceptions.AccessError', 'You are not allowed to access plans', 403);
  return field;
}

function flat(books: Books, model: string, id: number, names: readonly string[]): Tree {
  const row = rowOf(books, model, id);
  const values = names.map((name): readonly [string, unknown] => {
    const { type, relation = '' } = fieldOf(books, model, name);
    const value = name === 'display_name' ? nameOf(books, model, id) : row[name];
    return [
      name,
      type === 'many2one' && value !== false ? [value, nameOf(books, relation, Number(value))] : value,
    ];
  });
  return { id, ...Object.fromEntries(values) };
}

interface Specification {
  readonly [name: string]: { readonly fields?: Specification };
}

function webRead(books: Books, model: string, ids: readonly number[], specification: Specification): Tree[] {
  return existing(books, model, ids).map((id) => {
    const row = rowOf(books, model, id);
    const values = Object.entries(specification).map(([name, { fields }]): readonly [string, unknown] => {
      const { type, relation = '' } = fieldOf(books, model, name);
      const value = name === 'display_name' ? nameOf(books, model, id) : row[name];
      if (!fields || value === false) return [name, value];
      const below = webRead(
        books,
        relation,
        type === 'many2one' ? [Number(value)] : (value as number[]),
        fields,
      );
      return [name, type === 'many2one' ? below[0] : below];
    });
    return { id, ...Object.fromEntries(values) };
  });
}

const htmlOf = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);

/** Silta's server action as far as the client sees it. */
function runAction(books: Books, ids: unknown, kwargs: Tree): Tree {
  if (JSON.stringify(ids) !== JSON.stringify([ACTION]))
    throw new OdooFault('odoo.exceptions.MissingError', 'Record does not exist (ir.actions.server)', 404);
  const { silta } = kwargs['context'] as { silta: Tree };
  const answer = (why: string, more: Tree = {}): Tree => ({ done: false, why, database: UUID, ...more });
  if (!silta['model']) return answer('identity');
  if (silta['database'] !== UUID) return answer('database');
  const rows = books.records[String(silta['model'])] ?? {};
  if (Array.isArray(silta['ids'])) {
    const marks = silta['marks'] as Tree;
    for (const id of silta['ids'].map(String))
      if (rows[id]?.['x_netvisor_mark'] === marks[id]) Object.assign(rows[id] ?? {}, silta['values']);
    return { done: true, database: UUID };
  }
  const row = rows[String(silta['id'])];
  if (!row) return answer('gone');
  const found = Object.fromEntries(Object.keys(silta['expect'] as Tree).map((name) => [name, row[name]]));
  if (JSON.stringify(found) !== JSON.stringify(silta['expect'])) return answer('changed', { found });
  Object.assign(row, silta['values']);
  const note = (silta['note'] as Tree | undefined)?.['en'];
  if (typeof note === 'string') books.notes.push(books.major < 17 ? note : htmlOf(note));
  return { done: true, database: UUID };
}

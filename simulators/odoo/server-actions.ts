import { NotSimulated, python, userError, valueError } from './errors.ts';
import { postMessage } from './models/mail.ts';
import type { Row } from './orm/database.ts';
import type { Env } from './orm/env.ts';
import { searchRows } from './orm/search.ts';
import type { Json, JsonObject } from './schema/types.ts';
import { truthy } from './orm/context.ts';

type Equivalent = (env: Env) => JsonObject;

/**
 * SHA-256 of `odoo/provision/silta-action.py`. When that file changes, a test tells so: read the change,
 * bring `siltaAction` below in step with it, then put the new digest here.
 */
export const SILTA_ACTION_SHA256 = '8ad55fc48fb84847af122943bfae551534844254b3c03d40fa1d9b0fb98b46d5';

/** Python that the simulator can stand in for, by the digest of its text. */
export const EQUIVALENTS: ReadonlyMap<string, Equivalent> = new Map([[SILTA_ACTION_SHA256, siltaAction]]);

const MODELS = ['account.move', 'res.partner', 'product.product'];

/** The same as the Python in `odoo/provision/silta-action.py`: compare and set, in one transaction. */
function siltaAction(env: Env): JsonObject {
  const given = env.context.raw['silta'] ?? {};
  const job: Json = truthy(given) ? given : {};
  if (typeof job !== 'object' || job === null || Array.isArray(job)) {
    throw pythonFailure(
      'AttributeError',
      `'${Array.isArray(job) ? 'list' : typeof job}' object has no attribute 'get'`,
    );
  }
  const parameter = env.db.rows('ir.config_parameter').find((row) => row['key'] === 'database.uuid');
  const database = parameter?.['value'] ?? false;
  const { model } = job;
  if (!truthy(model)) return { done: false, why: 'identity', database };
  if ((job['database'] ?? null) !== database) return { done: false, why: 'database', database };
  if (typeof model !== 'string' || !MODELS.includes(model)) {
    throw userError('Silta changes invoices, partners and products only.');
  }
  const values = dictionary(job, 'values');
  if (Object.keys(values).some((name) => !name.startsWith('x_netvisor_'))) {
    throw userError('Silta writes its own fields only.');
  }
  const target = env.db.row(model, recordId(job));
  if (target === undefined) return { done: false, why: 'gone', database };
  return change(env, model, target, job, values, database);
}

function change(
  env: Env,
  model: string,
  target: Row,
  job: JsonObject,
  values: JsonObject,
  database: Json,
): JsonObject {
  const expect = dictionary(job, 'expect');
  const names = Object.keys(expect);
  // A value is read with the rights of whoever runs the action.
  if (names.length > 0) env.browse(model, [target.id], 'read');
  const found: JsonObject = {};
  for (const name of names) found[name] = pythonValue(env, model, target, name);
  if (names.some((name) => !isSame(env, model, name, found[name] ?? false, expect[name] ?? null))) {
    return { done: false, why: 'changed', found, database };
  }
  const clash = job['clash'] ?? false;
  if (truthy(clash) && searchRows(env, model, clash, { offset: 0, limit: 1, order: undefined }).length > 0) {
    return { done: false, why: 'clash', database };
  }
  env.write(model, [target.id], values);
  if (truthy(job['note'])) postMessage(env, model, [target.id], { body: job['note'] ?? false });
  return { done: true, database };
}

function dictionary(job: JsonObject, name: string): JsonObject {
  const value = job[name];
  if (value === undefined) throw pythonFailure('KeyError', python(name));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new NotSimulated(`takes an object as ${name} of the Silta action.`);
}

function recordId(job: JsonObject): number {
  const id = job['id'];
  if (id === undefined) throw pythonFailure('KeyError', "'id'");
  if (typeof id === 'number' && Number.isInteger(id)) return id;
  throw new NotSimulated('takes a whole number as id of the Silta action.');
}

function pythonValue(env: Env, model: string, target: Row, name: string): Json {
  const field = env.db.field(model, name);
  if (field === undefined) {
    env.field(model, name.startsWith('x_') ? 'id' : name);
    throw pythonFailure('KeyError', python(name));
  }
  const value = env.get(model, target, name);
  if (field.relation === undefined) return value;
  const ids = Array.isArray(value) ? value : typeof value === 'number' ? [value] : [];
  return `${field.relation}(${ids.length === 1 ? `${String(ids[0])},` : ids.join(', ')})`;
}

/** Python's equality of what a record holds with what JSON brought. */
function isSame(env: Env, model: string, name: string, found: Json, expected: Json): boolean {
  const { type, relation } = env.field(model, name);
  // Python holds files, days, moments and links as objects, which never equal what JSON brings (seen).
  if (relation !== undefined) return false;
  if ((type === 'date' || type === 'datetime' || type === 'binary') && found !== false) return false;
  return equal(found, expected);
}

function equal(a: Json, b: Json): boolean {
  if (isNumeric(a) && isNumeric(b)) return Number(a) === Number(b);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((one, index) => equal(one, b[index] ?? null));
  }
  if (isDictionary(a) && isDictionary(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && equal(a[key] ?? null, b[key] ?? null))
    );
  }
  return a === b;
}

function isNumeric(value: Json): value is number | boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

function isDictionary(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An exception inside the code reaches the caller as a ValueError that quotes it. */
function pythonFailure(kind: string, text: string): Error {
  return valueError(`<class '${kind}'>: "${text}" while evaluating the server action`);
}

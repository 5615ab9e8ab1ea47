import { NotSimulated, OdooError, python, userError, valueError } from './errors.ts';
import { scheduleActivity } from './models/activity.ts';
import { postMessage } from './models/mail.ts';
import { truthy } from './orm/context.ts';
import type { Row } from './orm/database.ts';
import { Env } from './orm/env.ts';
import { searchRows } from './orm/search.ts';
import { escapeHtml } from './orm/values.ts';
import type { Json, JsonObject } from './schema/types.ts';

const PREFIX = 'x_netvisor_';
const MODELS = ['account.move', 'res.partner', 'product.product', 'res.company'];
/** Fields of the company that the action may write, without their prefix. */
const TOLD = [
  'tested',
  'tested_at',
  'test_report',
  'connection',
  'connection_text',
  'swept_at',
  'sent_count',
  'attention_count',
];

/** The same as the Python in `odoo/provision/silta-action.py`: compare and set, in one transaction. */
export function siltaAction(env: Env): JsonObject {
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
    throw userError('Silta changes invoices, partners, products and companies only.');
  }
  const values = dictionary(job, 'values');
  const names = Object.keys(values);
  if (names.some((name) => !name.startsWith(PREFIX))) throw userError('Silta writes its own fields only.');
  if (model === 'res.company' && names.some((name) => !TOLD.includes(name.slice(PREFIX.length)))) {
    throw userError('Silta leaves to people what people decide on the company form.');
  }
  const ids = recordIds(job).filter((id) => env.db.row(model, id) !== undefined);
  env.browse(model, ids, 'read');
  const [id] = ids;
  if (id === undefined) return { done: false, why: 'gone', database };
  const refusal = refusalOf(env, model, id, job);
  if (refusal) return { done: false, ...refusal, database };
  const su = env.sudo();
  if (Object.hasOwn(job, 'ids')) {
    const marks = dictionary(job, 'marks');
    const same = ids.filter((one) => env.db.row(model, one)?.['x_netvisor_mark'] === marks[String(one)]);
    su.write(model, same, values);
    return { done: true, database };
  }
  const before = stateOf(su, model, id);
  const served: JsonObject = truthy(job['serve'])
    ? { x_netvisor_served: env.db.row(model, id)?.['x_netvisor_request'] ?? false }
    : {};
  su.write(model, [id], { ...values, ...served });
  tell(su, model, id, job, values);
  if (model === 'account.move') remember(su, id, before);
  return { done: true, database };
}

function refusalOf(env: Env, model: string, id: number, job: JsonObject): JsonObject | undefined {
  const target = env.db.row(model, id);
  const expect = dictionary(job, 'expect');
  const names = Object.keys(expect);
  const found: JsonObject = {};
  for (const name of names) found[name] = target ? pythonValue(env.sudo(), model, target, name) : false;
  if (names.some((name) => !isSame(env, model, name, found[name] ?? false, expect[name] ?? null))) {
    return { why: 'changed', found };
  }
  const clash = job['clash'] ?? false;
  const window = { offset: 0, limit: 1, order: undefined };
  if (truthy(clash) && searchRows(env.sudo(), model, clash, window).length > 0) return { why: 'clash' };
  const used =
    truthy(job['usedName']) &&
    env.db
      .rows('x_netvisor_link')
      .some(
        (link) =>
          link['x_name'] === job['usedName'] &&
          link['x_company_id'] === target?.['company_id'] &&
          link['x_model'] === model &&
          link['x_record'] !== id &&
          truthy(link['x_key'] ?? false),
      );
  return used ? { why: 'number-used' } : undefined;
}

type State = readonly [state: Json, reason: Json];

function stateOf(env: Env, model: string, id: number): State {
  const row = model === 'account.move' ? env.db.row(model, id) : undefined;
  return row
    ? [env.get(model, row, 'x_netvisor_state'), env.get(model, row, 'x_netvisor_reason')]
    : [false, false];
}

/** A row of the time-line for each change of state. */
function remember(env: Env, id: number, before: State): void {
  const [state, reason] = stateOf(env, 'account.move', id);
  const row = env.db.row('account.move', id);
  if (!row || (state === before[0] && reason === before[1])) return;
  env.create('x_netvisor_link', [
    {
      x_name: env.text('account.move', row, 'name') || String(id),
      x_kind: 'event',
      x_company_id: env.get('account.move', row, 'company_id'),
      x_model: 'account.move',
      x_record: id,
      x_move_id: id,
      x_key: env.get('account.move', row, 'x_netvisor_key'),
      x_state: state,
      x_reason: reason,
      x_detail: env.get('account.move', row, 'x_netvisor_attempt'),
      x_at: env.db.timestamp(),
    },
  ]);
}

function tell(env: Env, model: string, id: number, job: JsonObject, values: JsonObject): void {
  const person = model === 'account.move' ? responsibleFor(env, id) : undefined;
  const fallback = String(job['language']);
  const inLanguage = (name: string, code: string): string => {
    const texts = dictionary(job, name);
    return String(texts[code.slice(0, 2)] ?? texts[fallback]);
  };
  const code = person ? env.text('res.users', person, 'lang') : fallback;
  if (truthy(job['message'])) {
    for (const lang of env.db.rows('res.lang').filter((row) => row['active'] !== false)) {
      const installed = String(lang['code']);
      const field = model === 'res.company' ? 'x_netvisor_connection_text' : 'x_netvisor_message';
      const text = { [field]: inLanguage('message', installed) };
      env.withContext({ lang: installed }).write(model, [id], text);
    }
  }
  if (truthy(job['note'])) postMessage(env, model, [id], { body: inLanguage('note', code) });
  if (model !== 'account.move' || !Object.hasOwn(values, 'x_netvisor_state')) return;
  const own = env.db
    .rows('mail.activity')
    .filter((row) => row['res_model'] === model && row['res_id'] === id && row['create_uid'] === env.uid);
  if (!truthy(job['task']) || !person) {
    env.unlink(
      'mail.activity',
      own.map((row) => row.id),
    );
    return;
  }
  const task = {
    summary: inLanguage('task', code),
    note: escapeHtml(inLanguage('message', code)).replaceAll('\n', '<br/>'),
    user_id: person.id,
  };
  const [first, ...more] = own;
  if (!first) {
    scheduleActivity(env, model, [id], { act_type_xmlid: 'mail.mail_activity_data_todo', ...task });
    return;
  }
  env.write('mail.activity', [first.id], task);
  env.unlink(
    'mail.activity',
    more.map((row) => row.id),
  );
}

/** The salesperson, else whom the company form names; only somebody who may see the document. */
function responsibleFor(env: Env, id: number): Row | undefined {
  const move = env.db.row('account.move', id);
  const company = move && env.follow('account.move', move, 'company_id');
  const people = [
    move && env.follow('account.move', move, 'invoice_user_id'),
    company && env.follow('res.company', company, 'x_netvisor_responsible'),
  ];
  return people.find((person): person is Row => {
    if (!person || person['active'] === false || !company) return false;
    const theirs = new Env(env.db, person, { allowed_company_ids: [company.id] });
    return mayRead(theirs, id);
  });
}

function mayRead(env: Env, id: number): boolean {
  try {
    env.browse('account.move', [id], 'read');
    return true;
  } catch (error) {
    if (error instanceof OdooError) return false;
    throw error;
  }
}

function dictionary(job: JsonObject, name: string): JsonObject {
  const value = job[name];
  if (value === undefined) throw pythonFailure('KeyError', python(name));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new NotSimulated(`takes an object as ${name} of the Silta action.`);
}

function recordIds(job: JsonObject): readonly number[] {
  const ids = job['ids'] ?? [job['id'] ?? null];
  if (job['ids'] === undefined && job['id'] === undefined) throw pythonFailure('KeyError', "'id'");
  if (Array.isArray(ids) && ids.every((id): id is number => Number.isInteger(id))) return ids;
  throw new NotSimulated('takes whole numbers as ids of the Silta action.');
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

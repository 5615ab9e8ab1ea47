import { randomBytes } from 'node:crypto';
import { validationError } from '../errors.ts';
import type { Database, Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import { effectiveGroups } from '../orm/groups.ts';
import type { Json, JsonObject } from '../schema/types.ts';
import type { Behaviour } from './behaviour.ts';

/** Where what must not be read is kept: names that no field has. */
const [PASSWORD, KEY] = ['password@', 'key@'];

export const user: Behaviour = {
  prepare: (env, values) => ({
    company_id: env.company,
    company_ids: [[6, 0, [values['company_id'] ?? env.company]]],
    group_ids: [[6, 0, [env.ref('base.group_user')]]],
    ...values,
  }),
  created: (env, row) => settle(env, row),
  written: (env, row) => settle(env, row),
  computed: {
    password: () => '',
    all_group_ids: (env, row) => [...effectiveGroups(env.db, row)],
    share: (env, row) => !effectiveGroups(env.db, row).has(env.ref('base.group_user')),
  },
};

function settle(env: Env, row: Row): void {
  const { password = false, login = false } = row;
  if (password !== false) {
    env.db.set(row, PASSWORD, password);
    env.db.set(row, 'password', false);
  }
  if (env.db.where('res.users', 'login', String(login)).length > 1) {
    throw validationError(
      'The operation cannot be completed: You can not have two users with the same login!',
    );
  }
  const [company, allowed] = [row['company_id'], row['company_ids']];
  if (Array.isArray(allowed) && typeof company === 'number' && !allowed.includes(company)) {
    throw validationError(
      `Company ${String(company)} is not in the allowed companies for user ${env.displayName('res.users', row)}.`,
    );
  }
}

/** The active user behind an API key that has not expired. */
export function userOfKey(db: Database, key: string): Row | undefined {
  const [known] = db.where('res.users.apikeys', KEY, key);
  const expiry = known?.['expiration_date'];
  if (known === undefined || (typeof expiry === 'string' && expiry <= db.timestamp())) return undefined;
  const owner = db.row('res.users', Number(known['user_id']));
  return owner?.['active'] === true ? owner : undefined;
}

/** The active user of this login whose password or API key it is. */
export function userOfLogin(db: Database, login: string, secret: string): Row | undefined {
  const [known] = db.where('res.users', 'login', login);
  if (known?.['active'] !== true) return undefined;
  return known[PASSWORD] === secret || userOfKey(db, secret)?.id === known.id ? known : undefined;
}

/** What a person does in the preferences: a key that is shown once. */
export function makeApiKey(env: Env, owner: number, expires: string | false, key?: string): string {
  const made = key ?? randomBytes(20).toString('hex');
  const id = env.sudo().createOne('res.users.apikeys', {
    name: 'Silta',
    user_id: owner,
    scope: 'rpc',
    expiration_date: expires,
  });
  const row = env.db.row('res.users.apikeys', id);
  if (row !== undefined) env.db.set(row, KEY, made);
  return made;
}

/** People see their own keys, who may give rights sees all. */
export const apiKey: Behaviour = {
  visible: (env, row) => row['user_id'] === env.uid || env.hasGroup('base.group_erp_manager'),
};

const MEMBERS = 'user_ids';

export const group: Behaviour = {
  prepare: withoutMembers,
  created: (env, row, values) => changeMembers(env, row, values[MEMBERS]),
  beforeWrite: (env, row, values) => {
    changeMembers(env, row, values[MEMBERS]);
    return withoutMembers(env, values);
  },
  computed: {
    full_name: (env, row) => env.text('res.groups', row, 'name'),
    user_ids: (env, row) =>
      members(env, (one) => Array.isArray(one['group_ids']) && one['group_ids'].includes(row.id)),
    all_user_ids: (env, row) => members(env, (one) => effectiveGroups(env.db, one).has(row.id)),
    all_implied_ids: (env, row) => [...effectiveGroups(env.db, { id: 0, group_ids: [row.id] })],
  },
};

function members(env: Env, test: (row: Row) => boolean): number[] {
  return env.db
    .rows('res.users')
    .filter((row) => row['active'] === true && test(row))
    .map((row) => row.id);
}

function withoutMembers(_env: Env, values: JsonObject): JsonObject {
  const { [MEMBERS]: _members, ...rest } = values;
  return rest;
}

/** Members are kept on the users' side. */
function changeMembers(env: Env, row: Row, commands: Json | undefined): void {
  if (!Array.isArray(commands)) return;
  const now = new Set(
    members(env, (one) => Array.isArray(one['group_ids']) && one['group_ids'].includes(row.id)),
  );
  const before = new Set(now);
  for (const command of commands) {
    const [code, id, ids] = Array.isArray(command) ? command : [];
    if (code === 4) now.add(Number(id));
    else if (code === 3) now.delete(Number(id));
    else if (code === 5 || code === 6) {
      now.clear();
      for (const one of Array.isArray(ids) ? ids : []) now.add(Number(one));
    }
  }
  for (const id of now) if (!before.has(id)) env.write('res.users', [id], { group_ids: [[4, row.id]] });
  for (const id of before) if (!now.has(id)) env.write('res.users', [id], { group_ids: [[3, row.id]] });
}

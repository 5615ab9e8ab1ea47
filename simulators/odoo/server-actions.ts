import { createHash } from 'node:crypto';
import { NotSimulated, accessError, valueError } from './errors.ts';
import type { Row } from './orm/database.ts';
import type { Env } from './orm/env.ts';
import type { Json, JsonObject } from './schema/types.ts';
import { siltaAction } from './silta-action.ts';

type Equivalent = (env: Env) => JsonObject;

/**
 * SHA-256 of `odoo/provision/silta-action.py`. When that file changes, a test tells so: read the change,
 * bring `siltaAction` below in step with it, then put the new digest here.
 */
export const SILTA_ACTION_SHA256 = '4a53406d1d8065909a66a33c0fcb61b3540402a49253c07f547cf2d63e703e0e';

/** Python that the simulator can stand in for, by the digest of its text. */
const EQUIVALENTS: ReadonlyMap<string, Equivalent> = new Map([[SILTA_ACTION_SHA256, siltaAction]]);

/** `ir.actions.server.run`: what the code assigns to `action` is the answer; `false` if it assigns nothing. */
export function runServerActions(env: Env, ids: readonly number[]): Json {
  let result: Json = false;
  for (const id of ids) result = runOne(env, id);
  return result;
}

function runOne(env: Env, id: number): Json {
  const action = env.sudo().browse('ir.actions.server', [id], 'read')[0];
  if (action === undefined) throw valueError('Expected singleton: ir.actions.server()');
  checkRunner(env, action);
  if (action['state'] !== 'code') {
    throw new NotSimulated(`runs server actions of the state code, not ${String(action['state'])}.`);
  }
  const code = typeof action['code'] === 'string' ? action['code'] : '';
  const equivalent = EQUIVALENTS.get(createHash('sha256').update(code, 'utf8').digest('hex'));
  if (equivalent === undefined) {
    throw new NotSimulated(`runs no Python: the simulator has no equivalent for this code (action ${id}).`);
  }
  return equivalent(env);
}

/** With groups on the action its members may run it; without, whoever may write the action's model. */
function checkRunner(env: Env, action: Row): void {
  const groups = env.sudo().ids('ir.actions.server', action, 'group_ids');
  if (groups.length === 0) {
    env.checkModel(env.sudo().text('ir.actions.server', action, 'model_name'), 'write');
    return;
  }
  const mine = env.sudo().ids('res.users', env.user, 'group_ids');
  if (groups.some((group) => mine.includes(group))) return;
  throw accessError("You don't have enough access rights to run this action.");
}

import { NotSimulated, OdooError, accessError, valueError } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import { effectiveGroups } from '../orm/groups.ts';
import type { Json } from '../schema/types.ts';
import { actionEquivalent, codeDigest, isPassedOver } from './equivalents.ts';
import type { Given } from './equivalents.ts';
import { writeValue } from './object-write.ts';
import { warningsOf } from './warnings.ts';
import { postWebhook } from './webhook-payload.ts';

const MODEL = 'ir.actions.server';

/** Who has an action run: a caller, whom it answers, or an automation, which passes over code without effect. */
export type RunBy = 'caller' | 'automation';

/** `ir.actions.server.run`: one action after the other; the last one's answer, `false` where it has none. */
export function runServerActions(env: Env, ids: readonly number[], by: RunBy = 'caller'): Json {
  let result: Json = false;
  for (const id of ids) result = runOne(env, id, by);
  return result;
}

function runOne(env: Env, id: number, by: RunBy): Json {
  const [action] = env.sudo().browse(MODEL, [id], 'read');
  if (action === undefined) throw valueError('Expected singleton: ir.actions.server()');
  const given = givenTo(env, action);
  checkRunner(env, action, given);
  if (warningsOf(env, action).length > 0) {
    throw new OdooError(
      422,
      'odoo.addons.base.models.ir_actions.ServerActionWithWarningsError',
      `Server action ${env.text(MODEL, action, 'name')} has one or more warnings, address them first.`,
    );
  }
  if (action['state'] === 'code') return runCode(env, action, given, by);
  // All other kinds take the records one by one, with the server's rights.
  let result: Json = false;
  for (const record of idsOf(env)) {
    const one = env.sudo().withContext({ active_id: record, active_ids: [record] });
    result = runOn(one, action, given.model, record, by) || result;
  }
  return result;
}

function runOn(env: Env, action: Row, model: string, record: number, by: RunBy): Json {
  switch (action['state']) {
    case 'multi':
      return children(env, action).reduce<Json>((last, child) => runOne(env, child.id, by) || last, false);
    case 'webhook':
      postWebhook(env, action, model, record);
      return false;
    case 'object_write':
      writeValue(env, action, model, record);
      return false;
    default:
      throw new NotSimulated(`runs no server actions of the state ${String(action['state'])}.`);
  }
}

function children(env: Env, action: Row): Row[] {
  return env.db
    .where(MODEL, 'parent_id', action.id)
    .sort((a, b) => Number(a['sequence']) - Number(b['sequence']) || compareNames(a, b) || a.id - b.id);
}

function compareNames(a: Row, b: Row): number {
  const [left, right] = [String(a['name']), String(b['name'])];
  return left < right ? -1 : Number(left > right);
}

function runCode(env: Env, action: Row, given: Given, by: RunBy): Json {
  const code = typeof action['code'] === 'string' ? action['code'] : '';
  if (code === '') return false;
  const digest = codeDigest(code);
  const equivalent = actionEquivalent(digest);
  if (equivalent !== undefined) return evaluated(() => equivalent(env, given)) || false;
  if (by === 'automation' && isPassedOver(digest)) return false;
  throw new NotSimulated(
    `runs no Python: the simulator has no equivalent for this code (action ${action.id}, SHA-256 ${digest}).`,
  );
}

/** An error of Python itself inside the code reaches the caller as a ValueError that quotes it. */
function evaluated(run: () => Json): Json {
  try {
    return run();
  } catch (error) {
    const [, kind] = error instanceof OdooError ? (/^builtins\.(\w+)$/.exec(error.pythonName) ?? []) : [];
    if (!(error instanceof OdooError) || kind === undefined || kind === 'ValueError') throw error;
    throw valueError(`<class '${kind}'>: "${error.message}" while evaluating the server action`);
  }
}

/** The records that the context names, if it is about the action's model. */
function givenTo(env: Env, action: Row): Given {
  const model = env.sudo().text(MODEL, action, 'model_name');
  const { active_model: about, active_id: one, active_ids: many } = env.context.raw;
  const find = (id: Json | undefined): Row | undefined =>
    about === model && typeof id === 'number' ? env.db.row(model, id) : undefined;
  const all = Array.isArray(many) ? many : [];
  return {
    model,
    record: find(one),
    records: about === model && all.length > 0 ? all.map(find).filter((row) => row !== undefined) : undefined,
  };
}

/** Ids to go through: `active_ids`, else `active_id`, whatever model they are of. */
function idsOf(env: Env): number[] {
  const { active_id: one, active_ids: many } = env.context.raw;
  const ids = Array.isArray(many) ? many : [one];
  return ids.filter((id): id is number => typeof id === 'number');
}

/** With groups on the action its members may run it; without, whoever may write the model and the records. */
function checkRunner(env: Env, action: Row, { model, record, records }: Given): void {
  const groups = env.sudo().ids(MODEL, action, 'group_ids');
  if (groups.length > 0) {
    const mine = effectiveGroups(env.db, env.user);
    if (groups.some((group) => mine.has(group))) return;
    throw accessError("You don't have enough access rights to run this action.");
  }
  env.checkModel(model, 'write');
  const rows = [...(records ?? []), ...(record === undefined ? [] : [record])];
  env.checkRecords(model, rows, 'write');
}

import { randomUUID } from 'node:crypto';
import { NotSimulated, validationError } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { JsonObject } from '../schema/types.ts';
import { warningsOf } from '../actions/warnings.ts';
import type { Behaviour } from './behaviour.ts';

const MODEL = 'base.automation';
const PERFORMED = ['on_create', 'on_write', 'on_create_or_write', 'on_unlink'];
/** Kept, and never due here: by the clock, or while somebody types in a form. */
const KEPT = ['on_time', 'on_time_created', 'on_time_updated', 'on_change'];

function checkTrigger(trigger: unknown): void {
  if (trigger === undefined || trigger === false || trigger === null) {
    throw validationError(
      "The operation cannot be completed: Missing required value for the field 'Trigger' (trigger).\n" +
        `Model: 'Automation Rule' (${MODEL})`,
    );
  }
  if (![...PERFORMED, ...KEPT].some((known) => known === trigger)) {
    throw new NotSimulated(`has no automations with the trigger ${String(trigger)}.`);
  }
}

/** What Odoo works out anew from a trigger that is written, also the same one, unless the write says what it is. */
function followTrigger(row: Row, values: JsonObject): JsonObject {
  const { model_id: model, trigger } = values;
  if (model !== undefined) checkTrigger(trigger);
  if (trigger === undefined) return values;
  checkTrigger(trigger);
  return {
    filter_domain: false,
    filter_pre_domain: false,
    ...(trigger === 'on_create_or_write' && row['trigger'] === trigger ? {} : { trigger_field_ids: [[5]] }),
    ...values,
  };
}

function check(env: Env, row: Row): void {
  const actions = env.db.where('ir.actions.server', 'base_automation_id', row.id);
  const names = (some: readonly Row[]): string =>
    some.map((action) => env.text('ir.actions.server', action, 'name')).join(', ');
  const foreign = actions.filter((action) => action['model_id'] !== row['model_id']);
  if (foreign.length > 0) {
    throw validationError(`Target model of actions ${names(foreign)} are different from rule model.`);
  }
  const warned = actions.filter((action) => warningsOf(env, action).length > 0);
  if (warned.length > 0) {
    throw validationError(`Following child actions have warnings: ${names(warned)}`);
  }
  if (row['trigger'] === 'on_change' && actions.some((action) => action['state'] !== 'code')) {
    throw validationError(
      '"On live update" automation rules can only be used with "Execute Python Code" action type.',
    );
  }
}

export const automation: Behaviour = {
  prepare: (_env, values) => {
    checkTrigger(values['trigger']);
    const { action_server_ids: actions, ...rest } = values;
    // The actions come when the rule has its model.
    return {
      webhook_uuid: randomUUID(),
      ...rest,
      ...(actions === undefined ? {} : { action_server_ids: actions }),
    };
  },
  created: (env, row) => {
    check(env, row);
    env.db.onAutomations?.();
  },
  beforeWrite: (_env, row, values) => followTrigger(row, values),
  written: (env, row) => {
    check(env, row);
    env.db.onAutomations?.();
  },
  unlinked: (env) => env.db.onAutomations?.(),
  computed: { url: () => '' },
};

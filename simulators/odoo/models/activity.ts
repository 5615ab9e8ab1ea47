import { validationError } from '../errors.ts';
import type { Operation } from '../orm/access.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { Json, JsonObject } from '../schema/types.ts';
import type { Behaviour } from './behaviour.ts';
import { mayOnDocument, postAccess } from './mail.ts';

const MODEL = 'mail.activity';
const TODO = 'mail.mail_activity_data_todo';

/** `activity_schedule`: one activity on each record, marked as automated; answers their ids. */
export function scheduleActivity(env: Env, model: string, ids: readonly number[], args: JsonObject): Json {
  const { act_type_xmlid: kind, date_deadline: deadline, summary = false, note = false, ...more } = args;
  // A type that does not exist is as good as none: the first one is taken.
  const type = env.db.externalId(String(kind || TODO))?.id ?? env.ref(TODO);
  return env.browse(model, ids, postAccess(model)).map((row) =>
    env.createOne(MODEL, {
      activity_type_id: type,
      summary,
      automated: true,
      note,
      date_deadline: deadline || env.today(),
      res_model_id: env.db.where('ir.model', 'model', model)[0]?.id ?? false,
      res_id: row.id,
      ...more,
    }),
  );
}

/** `activity_unlink`: deletes the records' activities of some types, by default only those made automatically. */
export function unlinkActivities(env: Env, model: string, ids: readonly number[], args: JsonObject): Json {
  const { act_type_xmlids: kinds, user_id: user = false, only_automated: automatic = true } = args;
  const types = (Array.isArray(kinds) ? kinds : []).map((kind) => env.db.externalId(String(kind))?.id);
  if (ids.length === 0 || types.every((type) => type === undefined)) return false;
  const rows = env.browse(model, ids, 'read').flatMap((row) =>
    env.db
      .where(MODEL, 'res_id', row.id)
      .filter((activity) => activity['res_model'] === model && activity['active'] === true)
      .filter((activity) => types.some((type) => type === activity['activity_type_id']))
      .filter((activity) => !automatic || activity['automated'] === true)
      .filter((activity) => !user || activity['user_id'] === user),
  );
  env.unlink(
    MODEL,
    rows.map(({ id }) => id),
  );
  return true;
}

/** Those assigned to a user are hers to see; those she made, hers to change; all others as their document says. */
function isOpen(env: Env, row: Row, operation: Operation): boolean {
  const mine = row['user_id'] === env.uid;
  if (operation === 'read' && mine) return true;
  if ((operation === 'write' || operation === 'unlink') && (mine || row['create_uid'] === env.uid))
    return true;
  const needed = operation === 'create' ? postAccess(String(row['res_model'])) : operation;
  const free = row['res_model'] === false;
  return free
    ? mine
    : mayOnDocument(env, row['res_model'], row['res_id'], needed === 'unlink' ? 'write' : needed);
}

function state(env: Env, row: Row): Json {
  if (row['active'] !== true) return 'done';
  const zone = env.sudo().follow(MODEL, row, 'user_id');
  const tz = zone === undefined ? false : env.sudo().get('res.users', zone, 'tz');
  const options = { timeZone: typeof tz === 'string' ? tz : 'UTC' };
  const today = new Intl.DateTimeFormat('sv-SE', options).format(env.db.clock.now());
  const day = String(row['date_deadline']);
  if (day === today) return 'today';
  return day < today ? 'overdue' : 'planned';
}

export const activity: Behaviour = {
  prepare: (env, values) => {
    const { res_model_id: owner = false } = values;
    const model = typeof owner === 'number' ? env.db.row('ir.model', owner)?.['model'] : undefined;
    if ((model === undefined) !== !values['res_id']) {
      throw validationError(
        'The operation cannot be completed: Activities have to be linked to records with a not null res_id.',
      );
    }
    return {
      activity_type_id: env.ref(TODO),
      date_deadline: env.today(),
      ...values,
      res_model: model ?? false,
    };
  },
  created: (env, row) => {
    const model = row['res_model'];
    const target = typeof model === 'string' ? env.db.row(model, Number(row['res_id'])) : undefined;
    if (target !== undefined) env.db.set(row, 'res_name', env.displayName(String(model), target));
  },
  visible: isOpen,
  displayName: (env, row) => {
    const summary = row['summary'];
    if (typeof summary === 'string' && summary !== '') return summary;
    const type = env.follow(MODEL, row, 'activity_type_id');
    return type === undefined ? '' : env.text('mail.activity.type', type, 'name');
  },
  computed: { state },
};

import { NotSimulated, userError, valueError } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import { escapeHtml } from '../orm/values.ts';
import type { Json, JsonObject } from '../schema/types.ts';
import type { Behaviour } from './behaviour.ts';

const UNUSED = ['parent_id', 'attachments', 'partner_ids', 'author_id', 'email_from', 'subtype_id'];

/**
 * `message_post`: by default an internal note of type notification. A plain body is escaped; html needs
 * `body_is_html` (external API reference, chatter).
 */
export function postMessage(env: Env, model: string, ids: readonly number[], args: JsonObject): Json {
  const row = single(env, model, ids);
  const given = (name: string): Json => args[name] ?? false;
  const refused = UNUSED.filter((name) => given(name) !== false && JSON.stringify(given(name)) !== '[]');
  if (refused.length > 0) throw new NotSimulated(`does not know ${refused.join(', ')} of message_post.`);
  const body = given('body');
  if (body !== false && typeof body !== 'string')
    throw new NotSimulated('takes a text as body of message_post.');
  const subtype = given('subtype_xmlid') || 'mail.mt_note';
  const files = Array.isArray(args['attachment_ids']) ? args['attachment_ids'] : [];
  const message = env.sudo().createOne('mail.message', {
    model,
    res_id: row.id,
    record_name: env.displayName(model, row),
    body: body === false ? '' : given('body_is_html') === true ? body : escapeHtml(body),
    subject: given('subject'),
    message_type: given('message_type') || 'notification',
    subtype_id: env.ref(String(subtype)),
    author_id: env.user['partner_id'] ?? false,
    email_from: env.get('res.users', env.user, 'email'),
    attachment_ids: [[6, 0, files]],
    is_internal: subtype === 'mail.mt_note',
  });
  adoptFiles(env, model, row, files);
  showMainAttachment(env, model, row, files);
  return [message];
}

/** Files that were written for a message hang on the record that the message is about. */
function adoptFiles(env: Env, model: string, row: Row, files: readonly Json[]): void {
  for (const id of files) {
    const file = env.db.row('ir.attachment', Number(id));
    if (file?.['res_model'] !== 'mail.compose.message') continue;
    env.db.set(file, 'res_model', model);
    env.db.set(file, 'res_id', row.id);
  }
}

function showMainAttachment(env: Env, model: string, row: Row, files: readonly Json[]): void {
  const [first] = files;
  if (env.db.field(model, 'message_main_attachment_id') === undefined) return;
  if (row['message_main_attachment_id'] !== false || typeof first !== 'number') return;
  env.db.set(row, 'message_main_attachment_id', first);
}

/** `activity_schedule`: one activity on each record; answers their ids. */
export function scheduleActivity(env: Env, model: string, ids: readonly number[], args: JsonObject): Json {
  const kind = args['act_type_xmlid'] || 'mail.mail_activity_data_todo';
  const type = env.ref(String(kind));
  const known = ['act_type_xmlid', 'date_deadline', 'summary', 'note', 'user_id'];
  for (const name of Object.keys(args)) {
    if (!known.includes(name)) env.field('mail.activity', name);
  }
  const user = args['user_id'] ?? env.uid;
  if (typeof user !== 'number' || env.db.row('res.users', user) === undefined) {
    throw userError('The user of an activity does not exist.');
  }
  return env.browse(model, ids, 'read').map((row) =>
    env.sudo().createOne('mail.activity', {
      res_model: model,
      res_id: row.id,
      activity_type_id: type,
      date_deadline: args['date_deadline'] || env.today(),
      summary: args['summary'] ?? false,
      note: args['note'] ?? false,
      user_id: user,
    }),
  );
}

function single(env: Env, model: string, ids: readonly number[]): Row {
  const [row, ...others] = env.browse(model, ids, 'read');
  if (row === undefined || others.length > 0)
    throw valueError(`Expected singleton: ${model}(${ids.join(', ')})`);
  return row;
}

/** Messages and activities are seen by who may see the record they hang on. */
function followsDocument(modelField: 'model' | 'res_model'): (env: Env, row: Row) => boolean {
  return (env, row) => {
    const model = row[modelField];
    const id = row['res_id'];
    if (typeof model !== 'string' || typeof id !== 'number') return true;
    const target = env.db.model(model) === undefined ? undefined : env.db.row(model, id);
    return target === undefined || env.visible(model, target);
  };
}

export const message: Behaviour = {
  prepare: (env, values) => ({ date: env.db.timestamp(), ...values }),
  visible: followsDocument('model'),
  computed: {
    preview: (_env, row) => String(row['body'] || '').replace(/<[^>]*>/g, ''),
  },
};

export const activity: Behaviour = { visible: followsDocument('res_model') };

import { NotSimulated, valueError } from '../errors.ts';
import type { Operation } from '../orm/access.ts';
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
  const row = single(env, model, ids, postAccess(model));
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

/** What one has to be allowed to do with a record to post or plan something on it. */
export function postAccess(model: string): Operation {
  return model === 'account.move' ? 'read' : 'write';
}

function single(env: Env, model: string, ids: readonly number[], operation: Operation): Row {
  const [row, ...others] = env.browse(model, ids, operation);
  if (row === undefined || others.length > 0)
    throw valueError(`Expected singleton: ${model}(${ids.join(', ')})`);
  return row;
}

export const message: Behaviour = {
  prepare: (env, values) => ({ date: env.db.timestamp(), ...values }),
  // One's own, and those on documents that one may read.
  visible: (env, row) =>
    row['author_id'] === env.user['partner_id'] || mayOnDocument(env, row['model'], row['res_id'], 'read'),
  computed: {
    preview: (_env, row) => String(row['body'] || '').replace(/<[^>]*>/g, ''),
  },
};

/** Whether the user may do this to the record that a message or an activity hangs on. */
export function mayOnDocument(
  env: Env,
  model: Json | undefined,
  id: Json | undefined,
  operation: Operation,
): boolean {
  if (typeof model !== 'string' || typeof id !== 'number') return true;
  const target = env.db.model(model) === undefined ? undefined : env.db.row(model, id);
  return target === undefined || env.may(model, target, operation);
}

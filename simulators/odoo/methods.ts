import {
  NotSimulated,
  OdooError,
  notFound,
  typeError,
  unprocessable,
  accessError,
  valueError,
} from './errors.ts';
import { scheduleActivity, unlinkActivities } from './models/activity.ts';
import { postMessage } from './models/mail.ts';
import { portalUrl } from './models/portal.ts';
import { translateView } from './models/view.ts';
import { cancelMoves, postMoves, resetToDraft } from './models/posting.ts';
import { OPERATIONS } from './orm/access.ts';
import type { Env } from './orm/env.ts';
import { effectiveGroups } from './orm/groups.ts';
import { fieldsGet } from './orm/fields-get.ts';
import { loadRecords } from './orm/load.ts';
import { readRecords, readableFields, webRead } from './orm/read.ts';
import { countRows, readWindow, searchRows } from './orm/search.ts';
import { fieldTranslations, updateTranslations } from './orm/translations.ts';
import { runServerActions } from './actions/run.ts';
import { PRIVATE_METHODS, isRealMethod } from './schema/not-simulated.ts';
import type { Json, JsonObject } from './schema/types.ts';

/** One method that a remote caller may use, with the signature that Odoo 19 checks. */
export interface Method {
  readonly level: 'model' | 'record';
  readonly params: readonly string[];
  readonly required: readonly string[];
  /** Methods that take any keyword fail by themselves on unknown ones: a Python TypeError. */
  readonly open?: 'typed' | 'fields';
  readonly run: (env: Env, model: string, ids: readonly number[], args: JsonObject) => Json;
}

const COMMON: Readonly<Record<string, Method>> = {
  search: {
    level: 'model',
    params: ['domain', 'offset', 'limit', 'order'],
    required: ['domain'],
    run: (env, model, _ids, args) =>
      searchRows(env, model, args['domain'] ?? [], readWindow(args)).map((row) => row.id),
  },
  search_read: {
    level: 'model',
    params: ['domain', 'fields', 'offset', 'limit', 'order', 'load'],
    required: [],
    open: 'typed',
    run: (env, model, _ids, args) => {
      const fields = fieldNames(env, model, args['fields']);
      const rows = searchRows(env, model, args['domain'] ?? [], readWindow(args));
      const ids = rows.map((row) => row.id);
      return readRecords(env, model, ids, fields, loadMode(args));
    },
  },
  search_count: {
    level: 'model',
    params: ['domain', 'limit'],
    required: ['domain'],
    run: (env, model, _ids, args) => countRows(env, model, args['domain'] ?? [], readWindow(args)),
  },
  read: {
    level: 'record',
    params: ['fields', 'load'],
    required: [],
    run: (env, model, ids, args) =>
      readRecords(env, model, ids, fieldNames(env, model, args['fields']), loadMode(args)),
  },
  web_read: {
    level: 'record',
    params: ['specification'],
    required: ['specification'],
    run: (env, model, ids, args) => webRead(env, model, ids, args['specification'] ?? null),
  },
  create: {
    level: 'model',
    params: ['vals_list'],
    required: ['vals_list'],
    run: (env, model, _ids, args) => env.create(model, valuesList(args['vals_list'])),
  },
  write: {
    level: 'record',
    params: ['vals'],
    required: ['vals'],
    run: (env, model, ids, args) => {
      env.write(model, ids, asObject(args['vals']));
      return true;
    },
  },
  unlink: {
    level: 'record',
    params: [],
    required: [],
    run: (env, model, ids) => {
      env.unlink(model, ids);
      return true;
    },
  },
  has_access: {
    level: 'record',
    params: ['operation'],
    required: ['operation'],
    run: (env, model, ids, args) => hasAccess(env, model, ids, args['operation'] ?? null),
  },
  fields_get: {
    level: 'model',
    params: ['allfields', 'attributes'],
    required: [],
    run: (env, model, _ids, args) => fieldsGet(env, model, args['allfields'], args['attributes']),
  },
  update_field_translations: {
    level: 'record',
    params: ['field_name', 'translations', 'source_lang'],
    required: ['field_name', 'translations'],
    run: updateTranslations,
  },
  get_field_translations: {
    level: 'record',
    params: ['field_name', 'langs'],
    required: ['field_name'],
    run: fieldTranslations,
  },
  load: {
    level: 'model',
    params: ['fields', 'data'],
    required: ['fields', 'data'],
    run: (env, model, _ids, args) => loadRecords(env, model, args['fields'] ?? [], args['data'] ?? []),
  },
};

function hasAccess(env: Env, model: string, ids: readonly number[], wanted: Json): boolean {
  const operation = OPERATIONS.find((known) => known === wanted);
  if (operation === undefined) throw new NotSimulated(`does not know the operation ${String(wanted)}.`);
  try {
    env.browse(model, ids, operation);
    return true;
  } catch (error) {
    if (error instanceof OdooError && error.pythonName === 'odoo.exceptions.AccessError') return false;
    throw error;
  }
}

const CHATTER: Readonly<Record<string, Method>> = {
  message_post: {
    level: 'record',
    params: `body subject message_type subtype_xmlid subtype_id partner_ids attachments attachment_ids
      author_id email_from parent_id body_is_html`.split(/\s+/),
    required: [],
    open: 'typed',
    run: postMessage,
  },
  activity_schedule: {
    level: 'record',
    params: ['act_type_xmlid', 'date_deadline', 'summary', 'note', 'user_id'],
    required: [],
    open: 'fields',
    run: scheduleActivity,
  },
  activity_unlink: {
    level: 'record',
    params: ['act_type_xmlids', 'user_id', 'only_automated'],
    required: ['act_type_xmlids'],
    run: unlinkActivities,
  },
};

const action = (run: (env: Env, ids: readonly number[]) => Json): Method => ({
  level: 'record',
  params: [],
  required: [],
  run: (env, _model, ids) => run(env, ids),
});

const OWN: Readonly<Record<string, Readonly<Record<string, Method>>>> = {
  'account.move': {
    ...CHATTER,
    action_post: action(postMoves),
    button_draft: action(resetToDraft),
    button_cancel: action(cancelMoves),
    get_portal_url: {
      level: 'record',
      params: ['suffix', 'report_type', 'download', 'query_string', 'anchor'],
      required: [],
      run: portalUrl,
    },
  },
  'res.partner': CHATTER,
  'product.product': CHATTER,
  'ir.ui.view': {
    update_field_translations: {
      level: 'record',
      params: ['field_name', 'translations', 'source_lang'],
      required: ['field_name', 'translations'],
      run: translateView,
    },
  },
  'ir.actions.server': { run: action(runServerActions) },
  'ir.model.data': {
    check_object_reference: {
      level: 'model',
      params: ['module', 'xml_id', 'raise_on_access_error'],
      required: ['module', 'xml_id'],
      run: checkReference,
    },
  },
  'res.users': {
    context_get: {
      level: 'model',
      params: [],
      required: [],
      run: (env) => ({
        lang: env.get('res.users', env.user, 'lang'),
        tz: env.get('res.users', env.user, 'tz'),
        uid: env.uid,
      }),
    },
    has_group: {
      level: 'record',
      params: ['group_ext_id'],
      required: ['group_ext_id'],
      run: (env, _model, ids, args) => {
        const [user, ...others] = env.browse('res.users', ids, 'read');
        if (user === undefined || others.length > 0) {
          throw valueError(`Expected singleton: res.users(${ids.join(', ')})`);
        }
        const group = env.db.externalId(String(args['group_ext_id']));
        return group !== undefined && effectiveGroups(env.db, user).has(group.id);
      },
    },
  },
};

/** `ir.model.data.check_object_reference`: false for a record that the caller does not find, as an archived one. */
function checkReference(env: Env, _model: string, _ids: readonly number[], args: JsonObject): Json {
  const complete = `${String(args['module'])}.${String(args['xml_id'])}`;
  const found = env.db.externalId(complete);
  if (found === undefined) throw valueError(`External ID not found in the system: ${complete}`);
  const seen = searchRows(env, found.model, [['id', '=', found.id]], readWindow({}));
  if (seen.length > 0) return [found.model, found.id];
  if (args['raise_on_access_error'] !== true) return [found.model, false];
  throw accessError(`Not enough access rights on the external ID "${complete}"`);
}

/** The method behind a name, or Odoo's refusal of that name. */
export function findMethod(model: string, name: string): Method {
  if (name.startsWith('_') || PRIVATE_METHODS.has(name)) {
    throw accessError(`Private methods (such as '${model}.${name}') cannot be called remotely.`);
  }
  const own = OWN[model];
  const found = own !== undefined && Object.hasOwn(own, name) ? own[name] : undefined;
  if (found !== undefined) return found;
  const common = Object.hasOwn(COMMON, name) ? COMMON[name] : undefined;
  if (common !== undefined) return common;
  if (isRealMethod(name)) throw new NotSimulated(`does not know the method ${model}.${name}.`);
  throw notFound(`The method '${model}.${name}' does not exist`);
}

/** Checks what Python checks when a method is called: ids, argument names, missing arguments. */
export function checkArguments(
  model: string,
  name: string,
  method: Method,
  ids: readonly number[],
  args: JsonObject,
): void {
  if (method.level === 'model' && ids.length > 0) {
    throw unprocessable(`cannot call ${model}.${name} with ids`);
  }
  const missing = method.required.find((param) => args[param] === undefined);
  if (missing !== undefined) throw unprocessable(`missing a required argument: '${missing}'`);
  const unknown = Object.keys(args).find((param) => !method.params.includes(param));
  if (unknown === undefined || method.open === 'fields') return;
  if (method.open === 'typed')
    throw typeError(`${model}.${name}() got an unexpected keyword argument '${unknown}'`);
  throw unprocessable(`got an unexpected keyword argument '${unknown}'`);
}

export function knowsMethod(model: string, name: string): boolean {
  return Object.hasOwn(COMMON, name) || Object.hasOwn(OWN[model] ?? {}, name);
}

function loadMode(args: JsonObject): Json {
  return args['load'] ?? (args['load'] === null ? null : '_classic_read');
}

function fieldNames(env: Env, model: string, fields: Json | undefined): string[] {
  if (fields === undefined || fields === null || fields === false) return readableFields(env, model);
  if (!Array.isArray(fields)) throw valueError('fields is not a list of names');
  if (fields.length === 0) return readableFields(env, model);
  return fields.map((name) => {
    if (typeof name !== 'string') throw valueError(`Invalid field ${JSON.stringify(name)} on '${model}'`);
    return name;
  });
}

function valuesList(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.map(asObject) : [asObject(value)];
}

function asObject(value: Json | undefined): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw valueError('a dictionary of values is expected');
}

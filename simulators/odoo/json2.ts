import type { Answer } from '../shared/conduct.ts';
import type { FiredFault } from '../shared/faults.ts';
import { finishCall } from './automations/run.ts';
import { ODOO_SIM_BOT, ODOO_SIM_DATABASE } from './credentials.ts';
import {
  NotSimulated,
  OdooError,
  accessError,
  badRequest,
  notFound,
  typeError,
  unauthorized,
} from './errors.ts';
import { ODOO_FAULTS } from './faults.ts';
import type { OdooFaultName } from './faults.ts';
import { checkArguments, findMethod } from './methods.ts';
import { userOfKey } from './models/users.ts';
import { Env } from './orm/env.ts';
import type { Row } from './orm/database.ts';
import { isRealModel } from './schema/not-simulated.ts';
import type { Json, JsonObject } from './schema/types.ts';
import type { OdooSimulator } from './simulator.ts';

/** One request of the JSON-2 API, as it came in. */
export interface Json2Request {
  readonly model: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' };
const HTML_HEADERS = { 'content-type': 'text/html; charset=utf-8' };

export function jsonAnswer(status: number, value: Json, booked = false): Answer {
  return { status, headers: JSON_HEADERS, body: JSON.stringify(value), booked };
}

export function htmlAnswer(status: number, title: string, text: string): Answer {
  const body = `<!doctype html>\n<html lang=en>\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${text}</p>\n`;
  return { status, headers: HTML_HEADERS, body, booked: false, code: `HTML ${status}` };
}

/** Odoo's error object. The traceback is invented: clients must keep it away from people. */
export function errorAnswer(error: OdooError): Answer {
  const debug =
    'Traceback (most recent call last):\n' +
    '  File "odoo/http.py", line 1788, in _serve_db\n    return service_model.retrying(serve_func, env=self.env)\n' +
    `${error.pythonName}: ${error.message}\n`;
  const body = JSON.stringify({
    name: error.pythonName,
    message: error.message,
    arguments: error.args,
    context: {},
    debug,
  });
  const challenge: Record<string, string> = error.status === 401 ? { 'www-authenticate': 'Bearer' } : {};
  return {
    status: error.status,
    headers: { ...JSON_HEADERS, ...challenge },
    body,
    code: error.pythonName,
    booked: false,
  };
}

function notSimulatedAnswer(error: NotSimulated): Answer {
  return {
    status: 501,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: `${error.message}\n`,
    code: 'NotSimulated',
    booked: false,
  };
}

/** Answers one call: one transaction, checks in the order in which Odoo makes them. */
export function answerJson2(
  simulator: OdooSimulator,
  request: Json2Request,
  own: FiredFault | undefined,
): Answer {
  try {
    const early = beforeProcessing(simulator, request, own);
    if (early !== undefined) return early;
    return processed(simulator, request);
  } catch (error) {
    if (error instanceof OdooError) return errorAnswer(error);
    if (error instanceof NotSimulated) return notSimulatedAnswer(error);
    throw error;
  }
}

function processed(simulator: OdooSimulator, request: Json2Request): Answer {
  const user = authenticate(simulator, request);
  const { ids, context, args } = readBody(request.body);
  const { model, method: name } = request;
  if (simulator.db.model(model) === undefined) {
    if (isRealModel(model)) throw new NotSimulated(`does not know the model ${model}.`);
    throw notFound(`the model '${model}' does not exist`);
  }
  const method = findMethod(model, name);
  checkArguments(model, name, method, ids, args);
  const { result, changed } = simulator.db.transaction(() => {
    const env = new Env(simulator.db, user, context);
    const answer = method.run(env, model, ids, args);
    finishCall(env);
    return answer;
  });
  return jsonAnswer(200, result, changed);
}

/** Refusals that come before the API itself: faults, wrong database, wrong kind of body. */
function beforeProcessing(
  simulator: OdooSimulator,
  request: Json2Request,
  own: FiredFault | undefined,
): Answer | undefined {
  if (simulator.settings.value.unavailable) return unavailable();
  const name = Object.keys(ODOO_FAULTS).find((known): known is OdooFaultName => known === own?.name);
  if (name !== undefined && own !== undefined) return struck(name, own, request);
  const database = request.headers['x-odoo-database'];
  if (database !== undefined && database !== ODOO_SIM_DATABASE) {
    return htmlAnswer(404, 'Not Found', 'The requested URL was not found on the server.');
  }
  const contentType = String(request.headers['content-type'] ?? '');
  if (contentType.split(';')[0]?.trim().toLowerCase() !== 'application/json') {
    return htmlAnswer(
      415,
      'Unsupported Media Type',
      "Request inferred type is compatible with ['http'] but the route is type='json2'.",
    );
  }
  return undefined;
}

function unavailable(): Answer {
  return htmlAnswer(503, 'Service Unavailable', 'The server is temporarily unable to service your request.');
}

function struck(name: OdooFaultName, own: FiredFault, request: Json2Request): Answer {
  switch (name) {
    case 'unavailable':
      return unavailable();
    case 'unauthorized':
      return errorAnswer(unauthorized('Invalid apikey'));
    case 'forbidden':
      return errorAnswer(
        accessError(
          `You are not allowed to access '${request.model}' (${request.model}) records.\n\n` +
            'No group currently allows this operation.\n\nContact your administrator to request access if necessary.',
        ),
      );
    case 'serialization-failure': {
      const message = 'could not serialize access due to concurrent update';
      // `load` swallows the database's error and answers it as a message.
      if (request.method === 'load') {
        const text: JsonObject = {
          type: 'error',
          message,
          record: 0,
          rows: { from: 0, to: 0 },
          field: false,
        };
        return jsonAnswer(200, { ids: false, messages: [text], nextrow: 0 });
      }
      return errorAnswer(new OdooError(500, 'psycopg2.errors.SerializationFailure', message));
    }
    case 'too-many-requests': {
      const seconds = ODOO_FAULTS['too-many-requests'].parse(own.parameters).retryAfterSeconds;
      const answer = htmlAnswer(429, 'Too Many Requests', 'Slow down.');
      return { ...answer, headers: { ...answer.headers, 'retry-after': String(seconds) } };
    }
  }
}

function authenticate(simulator: OdooSimulator, request: Json2Request): Row {
  const header = request.headers['authorization'];
  const match = typeof header === 'string' ? /^bearer\s+(\S+)\s*$/i.exec(header) : null;
  if (match === null) throw unauthorized('User not authenticated, use the "Authorization" header');
  const user = userOfKey(simulator.db, match[1] ?? '');
  const refused = user?.['login'] === ODOO_SIM_BOT.login && simulator.settings.value.keyRefused;
  if (user === undefined || refused) throw unauthorized('Invalid apikey');
  return user;
}

function readBody(text: string): { ids: number[]; context: JsonObject; args: JsonObject } {
  const body = parse(text);
  const { ids = [], context = {}, ...args } = isObject(body) ? body : {};
  if (!isObject(context)) throw typeError('context is not a dictionary');
  return { ids: idList(ids), context, args };
}

/** Ids that a request is about, for faults and the call log; wrong bodies have none. */
export function idsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const body = parse(text);
    if (!isObject(body)) return {};
    const { context, ids } = body;
    const job = isObject(context ?? null) && isObject(context) ? context['silta'] : undefined;
    if (!isObject(job)) return { id: ids ?? [] };
    // A server action is called on the action's id; what people mean is the record that it changes.
    return { id: job['id'] ?? [], model: job['model'] ?? null, action: ids ?? [] };
  } catch {
    return {};
  }
}

function parse(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    if (isJson(value)) return value;
  } catch {
    // Falls through to the one refusal below.
  }
  throw badRequest('could not parse the body as json, invalid json');
}

/** What the JSON parser gives is JSON by construction; this only tells the compiler. */
function isJson(value: unknown): value is Json {
  return value !== undefined;
}

function idList(value: Json): number[] {
  if (value === null || value === false) return [];
  const list = Array.isArray(value) ? value : [value];
  return list.map((id) => {
    if (typeof id === 'number' && Number.isInteger(id)) return id;
    throw new NotSimulated('takes whole numbers as ids.');
  });
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

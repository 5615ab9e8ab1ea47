import { readFile } from 'node:fs/promises';
import { ODOO_SIM_ADMIN, ODOO_SIM_BOT } from '../../simulators/odoo/credentials.ts';
import { startOdooSimulator } from '../../simulators/odoo/server.ts';
import type { OdooSimOptions, RunningOdooSimulator } from '../../simulators/odoo/server.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON, `undefined` where it is none. */
  readonly json: unknown;
}

/** A bare JSON-2 caller of its own, so that the product's client is not tested against itself. */
export class Caller {
  readonly url: string;
  readonly #key: string;

  constructor(url: string, key: string) {
    this.url = url;
    this.#key = key;
  }

  async raw(path: string, init: RequestInit = {}): Promise<Reply> {
    const response = await fetch(`${this.url}${path}`, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  }

  /** The whole reply of one method. */
  reply(
    model: string,
    method: string,
    body: unknown = {},
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    return this.raw(`/json/2/${model}/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#key}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  /** The result of one method; throws with status and text when it is refused. */
  async call(model: string, method: string, body: unknown = {}): Promise<unknown> {
    const reply = await this.reply(model, method, body);
    if (reply.status !== 200) throw new Error(`${model}/${method}: ${reply.status} ${reply.text}`);
    return reply.json;
  }

  /** Ids that a method answers. */
  async ids(model: string, method: string, body: unknown): Promise<number[]> {
    const result = await this.call(model, method, body);
    if (!Array.isArray(result)) throw new Error('not a list');
    return result.map(Number);
  }

  async one(model: string, method: string, body: unknown): Promise<number> {
    const [id] = await this.ids(model, method, body);
    if (id === undefined) throw new Error('an empty list');
    return id;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface Setting extends RunningOdooSimulator {
  readonly bot: Caller;
  readonly admin: Caller;
}

/** A fresh simulator with callers for both users. */
export async function startOdoo(options: OdooSimOptions = {}): Promise<Setting> {
  const running = await startOdooSimulator(options);
  return {
    ...running,
    bot: new Caller(running.url, ODOO_SIM_BOT.key),
    admin: new Caller(running.url, ODOO_SIM_ADMIN.key),
  };
}

export function actionFile(): Promise<string> {
  return readFile(new URL('../../odoo/provision/silta-action.py', import.meta.url), 'utf8');
}

/** One member of a JSON object that came over the wire. */
export function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) throw new Error(`no object that could have ${name}`);
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

/** Adds the fields that the server action is about to a model. */
export async function addFields(admin: Caller, model: string, fields: readonly object[]): Promise<void> {
  const modelId = await admin.one('ir.model', 'search', { domain: [['model', '=', model]] });
  const list = fields.map((field) => ({
    model_id: modelId,
    copied: false,
    field_description: 'Netvisor',
    ...field,
  }));
  await admin.call('ir.model.fields', 'create', { vals_list: list });
}

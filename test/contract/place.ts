import { z } from 'zod';
import { suggestVatCode } from '../../mapping/vat.ts';
import { applySteps, planProvisioning } from '../../odoo/provision/provision.ts';
import { planUser } from '../../odoo/provision/user.ts';
import { createJson2Transport } from '../../odoo/transport.ts';
import { createRpc, OdooRpcError } from '../../tools/odoo/rpc.ts';

export const LEDGER = 'test:9120034-9';
export const WORKER = 'silta-contract';

/** Whose key a call carries: somebody who invoices, the administrator, the user that Silta works as, nobody. */
export type Who = 'bot' | 'admin' | 'silta' | 'nobody';
export type Row = Record<string, unknown>;
export type Body = Readonly<Record<string, unknown>>;

/** An Odoo 19, real or simulated, that speaks JSON-2 and is provisioned for Silta. */
export interface Place {
  /** Throws OdooRpcError where it is refused. */
  rpc(as: Who, model: string, method: string, body?: Body): Promise<unknown>;
  /** The bare reply to anything. */
  post(
    path: string,
    init: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  ): Promise<Reply>;
  readonly company: number;
  /** A company that none of the users but the administrator works in. */
  readonly otherCompany: number;
  /** Uuid of the database. */
  readonly database: string;
  /** Silta's action. */
  readonly action: number;
  readonly key: string;
}

export interface Reply {
  readonly status: number;
  /** Name in the error object, or `html`. */
  readonly name: string;
}

/** How to reach one, and what is not the same in both. */
export interface Access {
  readonly url: string;
  readonly databaseName: string;
  readonly adminKey: string;
  readonly botKey: string;
  readonly botLogin: string;
  readonly company: number;
  otherCompany(): Promise<number>;
  /** A key of the user {@link WORKER}, which is there by now. */
  workerKey(): Promise<string>;
}

/** Provisions it, makes the user that Silta works as, and lets the bot run Silta's action too. */
export async function openPlace(access: Access): Promise<Place> {
  const { url, databaseName, adminKey, botKey, company } = access;
  const call = createRpc(url, databaseName);
  const admin = createJson2Transport({ url, database: databaseName, apiKey: adminKey, timeoutMs: 150_000 });
  const steps = await planProvisioning({ admin, company, ledger: LEDGER, repin: 'keep', suggestVatCode });
  await applySteps(steps);
  await applySteps(await planUser({ admin, company, login: WORKER }));
  const [, group] = z.tuple([z.string(), z.number()]).parse(
    await call(adminKey, 'ir.model.data', 'check_object_reference', {
      module: '__netvisor__',
      xml_id: 'group_silta',
    }),
  );
  const users = await call(adminKey, 'res.users', 'search', { domain: [['login', '=', access.botLogin]] });
  await call(adminKey, 'res.users', 'write', { ids: users, vals: { group_ids: [[4, group]] } });
  const keys: Record<Who, string> = {
    admin: adminKey,
    bot: botKey,
    silta: await access.workerKey(),
    nobody: '0'.repeat(40),
  };
  const fields = ['x_netvisor_action', 'x_netvisor_pin'];
  const [own] = rowsOf(await call(adminKey, 'res.company', 'read', { ids: [company], fields }));
  return {
    rpc: (as, model, method, body) => call(keys[as], model, method, body),
    async post(path, { headers, body }) {
      const reply = await fetch(`${url}${path}`, { method: 'POST', headers, body });
      const text = await reply.text();
      return { status: reply.status, name: nameIn(text) };
    },
    company,
    otherCompany: await access.otherCompany(),
    database: String(own?.['x_netvisor_pin']).split(' ')[0] ?? '',
    action: Number(own?.['x_netvisor_action']),
    key: botKey,
  };
}

function nameIn(text: string): string {
  try {
    return z.object({ name: z.string() }).parse(JSON.parse(text)).name;
  } catch {
    return 'html';
  }
}

export const rowsOf = (value: unknown): Row[] => z.array(z.looseObject({})).parse(value);
export const idsOf = (value: unknown): number[] => z.array(z.number()).parse(value);
export const firstOf = (value: unknown): number => z.tuple([z.number()], z.number()).parse(value)[0];

/** What a call is refused with: status, exception, and the words where they are wanted. */
export async function refusal(call: Promise<unknown>, words: 'code' | 'words' = 'code'): Promise<string> {
  try {
    return `not refused: ${JSON.stringify(await call)}`;
  } catch (error) {
    if (!(error instanceof OdooRpcError)) throw error;
    const code = `${error.status} ${error.exception}`;
    if (words === 'code') return code;
    return `${code}: ${error.message.slice(error.message.indexOf(error.exception) + error.exception.length + 2)}`;
  }
}

/** Id behind an external id of the chart of the company, e.g. `tax_dom_sales_goods_25_5`. */
export async function chartId({ rpc, company }: Place, name: string): Promise<number> {
  return externalId({ rpc }, 'account', `${company}_${name}`);
}

export async function externalId(
  { rpc }: Pick<Place, 'rpc'>,
  module: string,
  xml_id: string,
): Promise<number> {
  const found = await rpc('admin', 'ir.model.data', 'check_object_reference', { module, xml_id });
  return z.tuple([z.string(), z.number()]).parse(found)[1];
}

export const create = async (place: Place, model: string, vals: Body, as: Who = 'bot'): Promise<number> =>
  firstOf(await place.rpc(as, model, 'create', { vals_list: [vals] }));

let made = 0;
/** A text that nothing else in the place holds. */
export const unique = (text: string): string => `${text} ${process.pid}-${++made}`;

export const customer = (place: Place, vals: Body = {}): Promise<number> =>
  create(place, 'res.partner', {
    name: unique('Asiakas'),
    is_company: true,
    email: 'a@example.com',
    ...vals,
  });

/** A customer invoice of one row of 2 × 10.50 with 25.5 %, a draft. */
export async function draft(place: Place, vals: Body = {}): Promise<number> {
  const tax = await chartId(place, 'tax_dom_sales_goods_25_5');
  return create(place, 'account.move', {
    move_type: 'out_invoice',
    partner_id: await customer(place),
    invoice_date: '2026-03-02',
    invoice_line_ids: [[0, 0, { name: 'Laatikko', quantity: 2, price_unit: 10.5, tax_ids: [[6, 0, [tax]]] }]],
    ...vals,
  });
}

export async function invoice(place: Place, vals: Body = {}): Promise<number> {
  const id = await draft(place, vals);
  await place.rpc('bot', 'account.move', 'action_post', { ids: [id] });
  return id;
}

/** What Silta writes, put there by the administrator. */
export const put = (place: Place, model: string, id: number, vals: Body): Promise<unknown> =>
  place.rpc('admin', model, 'write', { ids: [id], vals });

/** The row of one record, without its id. */
export async function readOne(
  place: Place,
  model: string,
  id: number,
  fields: readonly string[],
  more: Body = {},
  as: Who = 'silta',
): Promise<Row> {
  const [row] = rowsOf(await place.rpc(as, model, 'read', { ids: [id], fields, load: '', ...more }));
  const { id: _id, ...rest } = row ?? {};
  return rest;
}

/** Silta's action, run with a job; model, database and language have the defaults that Silta gives. */
export function run(place: Place, job?: Body, as: Who = 'silta'): Promise<unknown> {
  const full = {
    model: 'account.move',
    database: place.database,
    language: 'en',
    expect: {},
    values: {},
    ...job,
  };
  return place.rpc(as, 'ir.actions.server', 'run', {
    ids: [place.action],
    context: { skip_is_manually_modified: true, ...(job !== undefined && { silta: full }) },
  });
}

/** Something that is asked of both, and what both answer. */
export interface ContractCase {
  readonly name: string;
  readonly ask: (place: Place) => Promise<unknown>;
  readonly answer: unknown;
}

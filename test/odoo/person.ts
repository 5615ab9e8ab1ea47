import axios from 'axios';
import { z } from 'zod';
import type { RealOdoo } from '../../tools/odoo/server.ts';
import { firstId, idOf } from './helpers.ts';

/** Somebody who works in Odoo's web client: the same session and the same calls as the browser's. */
export interface Person {
  readonly name: string;
  /** `call_kw` of the web client. Throws with Odoo's words. */
  call(
    model: string,
    method: string,
    args: readonly unknown[],
    kwargs?: Readonly<Record<string, unknown>>,
  ): Promise<unknown>;
}

const answer = z.union([
  z.object({ error: z.looseObject({ data: z.looseObject({ name: z.string(), message: z.string() }) }) }),
  // Absent where the method returns nothing.
  z.object({ result: z.unknown().optional() }),
]);

/** A new salesperson who may invoice, logged in. Made by the administrator; no rights beyond a salesperson's. */
export const newSalesperson = (odoo: RealOdoo, name: string): Promise<Person> =>
  newPerson(odoo, name, [
    'sales_team.group_sale_salesman',
    'account.group_account_invoice',
    'base.group_partner_manager',
  ]);

/** Somebody new with the rights of these groups alone, logged in. */
export async function newPerson(
  odoo: RealOdoo,
  name: string,
  groupNames: readonly string[],
): Promise<Person> {
  const login = `${name.toLowerCase().replaceAll(' ', '.')}@kuurabox.example`;
  const password = `pw ${odoo.databaseUuid}`;
  const groups = await Promise.all(groupNames.map((group) => idOf(odoo, group)));
  const vals_list = {
    name,
    login,
    password,
    email: login,
    tz: 'Europe/Helsinki',
    company_id: odoo.companyId,
    company_ids: [[6, 0, [odoo.companyId]]],
    group_ids: [[6, 0, groups]],
  };
  firstId(await odoo.rpc(odoo.adminKey, 'res.users', 'create', { vals_list: [vals_list] }));

  const post = async (path: string, params: unknown, cookie?: string): Promise<[unknown, string]> => {
    const reply = await axios.post<unknown>(
      `${odoo.url}${path}`,
      { jsonrpc: '2.0', method: 'call', params },
      { proxy: false, headers: cookie === undefined ? {} : { cookie } },
    );
    const body = answer.parse(reply.data);
    if ('error' in body) throw new Error(`${path}: ${body.error.data.name}: ${body.error.data.message}`);
    return [body.result, reply.headers['set-cookie']?.map((line) => line.split(';')[0]).join('; ') ?? ''];
  };
  const [, cookie] = await post('/web/session/authenticate', { db: odoo.database, login, password });
  return {
    name,
    async call(model, method, args, kwargs = {}) {
      const params = { model, method, args, kwargs };
      return (await post(`/web/dataset/call_kw/${model}/${method}`, params, cookie))[0];
    },
  };
}

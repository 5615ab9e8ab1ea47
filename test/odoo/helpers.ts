import { z } from 'zod';
import { OdooRpcError } from '../../tools/odoo/rpc.ts';
import type { RealOdoo } from '../../tools/odoo/server.ts';

/** The id that a create of one record answers (always an array). */
export const firstId = (value: unknown): number => z.tuple([z.number().int()], z.number()).parse(value)[0];
export const rows = (value: unknown): Record<string, unknown>[] => z.array(z.looseObject({})).parse(value);
export const firstRow = (value: unknown): Record<string, unknown> => rows(value)[0] ?? {};

export async function idOf(odoo: RealOdoo, externalId: string): Promise<number> {
  const [module, name] = externalId.split('.');
  const found = await odoo.rpc(odoo.botKey, 'ir.model.data', 'check_object_reference', {
    module,
    xml_id: name,
    // An archived record (10 and 14 % VAT are) would be answered as false.
    context: { active_test: false },
  });
  return z.tuple([z.string(), z.number()]).parse(found)[1];
}

export async function createCustomer(odoo: RealOdoo): Promise<number> {
  const vals_list = { name: 'Asiakas Oy', is_company: true, email: 'asiakas@example.com' };
  return firstId(await odoo.rpc(odoo.botKey, 'res.partner', 'create', { vals_list }));
}

/** A posted customer invoice of 21.00 plus 25.5 % VAT, made with the bot's rights. */
export async function postInvoice(odoo: RealOdoo, date = '2026-03-02'): Promise<number> {
  const tax = await idOf(odoo, `account.${odoo.companyId}_tax_dom_sales_goods_25_5`);
  const vals_list = {
    move_type: 'out_invoice',
    partner_id: await createCustomer(odoo),
    invoice_date: date,
    invoice_line_ids: [[0, 0, { name: 'Laatikko', quantity: 2, price_unit: 10.5, tax_ids: [[6, 0, [tax]]] }]],
  };
  const id = firstId(await odoo.rpc(odoo.botKey, 'account.move', 'create', { vals_list }));
  await odoo.rpc(odoo.botKey, 'account.move', 'action_post', { ids: [id] });
  return id;
}

export async function readMove(
  odoo: RealOdoo,
  id: number,
  fields: readonly string[],
): Promise<Record<string, unknown>> {
  return firstRow(await odoo.rpc(odoo.botKey, 'account.move', 'read', { ids: [id], fields, load: '' }));
}

/** What the call is refused with, as `<status> <exception>`; a success is an error of the test. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof OdooRpcError) return `${error.status} ${error.exception}`;
    throw error;
  }
  throw new Error('the call was not refused');
}

/** Bodies of the messages in a record's chatter, oldest first, without their tags. */
export async function chatter(odoo: RealOdoo, model: string, id: number): Promise<string[]> {
  const domain = [
    ['model', '=', model],
    ['res_id', '=', id],
  ];
  const found = await odoo.rpc(odoo.botKey, 'mail.message', 'search_read', {
    domain,
    fields: ['body'],
    order: 'id asc',
  });
  return rows(found).map(({ body }) =>
    String(body)
      .replace(/<br\s*\/?>/g, '\n')
      .replace(/<[^>]*>/g, ''),
  );
}

/** Switches a language on, as Settings → Translations does. */
export async function installLanguage({ rpc, adminKey }: RealOdoo, code: string): Promise<void> {
  const context = { active_test: false };
  const found = await rpc(adminKey, 'res.lang', 'search', { domain: [['code', '=', code]], context });
  const vals_list = { lang_ids: [[6, 0, found]], overwrite: true };
  const ids = await rpc(adminKey, 'base.language.install', 'create', { vals_list });
  await rpc(adminKey, 'base.language.install', 'lang_install', { ids });
}

/** Somebody who works in the company; by default one who invoices. */
export async function createPerson(
  odoo: RealOdoo,
  {
    groups = ['account.group_account_invoice'],
    ...person
  }: { name: string; login: string; lang?: string; groups?: readonly string[] },
): Promise<number> {
  const ids = await Promise.all(['base.group_user', ...groups].map((group) => idOf(odoo, group)));
  const vals_list = { email: `${person.login}@kuurabox.example`, ...person, group_ids: [[6, 0, ids]] };
  return firstId(await odoo.rpc(odoo.adminKey, 'res.users', 'create', { vals_list }));
}

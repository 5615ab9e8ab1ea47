import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { suggestVatCode } from '../../mapping/vat.ts';
import {
  applySteps,
  planProvisioning,
  type ProvisionOptions,
  type ProvisionStep,
} from '../../odoo/provision/provision.ts';
import { createJson2Transport, type OdooTransport } from '../../odoo/transport.ts';
import type { RealOdoo } from '../../tools/odoo/server.ts';
import { LEDGER } from './bridge.ts';
import { createCustomer, firstId, idOf } from './helpers.ts';
import type { Person } from './person.ts';

export const administrator = (odoo: RealOdoo): OdooTransport =>
  createJson2Transport({ ...odoo, apiKey: odoo.adminKey, timeoutMs: 150_000 });

export const optionsFor = (odoo: RealOdoo, more: Partial<ProvisionOptions> = {}): ProvisionOptions => ({
  admin: administrator(odoo),
  company: odoo.companyId,
  ledger: LEDGER,
  repin: 'keep',
  suggestVatCode,
  ...more,
});

export const plan = (
  odoo: RealOdoo,
  more: Partial<ProvisionOptions> = {},
): Promise<readonly ProvisionStep[]> => planProvisioning(optionsFor(odoo, more));

/** Plans and makes; answers what was made. */
export async function provision(odoo: RealOdoo, more: Partial<ProvisionOptions> = {}): Promise<string[]> {
  const steps = await plan(odoo, more);
  await applySteps(steps);
  return steps.map(({ what }) => what);
}

/** What the gateway would hear: bodies of the calls that Odoo makes, oldest first. */
export interface Ear {
  readonly url: string;
  readonly heard: readonly unknown[];
  /** Calls since the last time it was asked, once no more can come. */
  news(): Promise<number>;
  close(): Promise<void>;
}

export async function listen(): Promise<Ear> {
  const heard: unknown[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString('utf8')));
    request.on('end', () => {
      heard.push(JSON.parse(body));
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let asked = 0;
  return {
    url: `http://127.0.0.1:${port}/odoo/kuurabox/secret`,
    heard,
    async news() {
      // Odoo 19 calls after the commit and before it answers, so nothing is on its way any more; let Node read it.
      await delay(100);
      const news = heard.length - asked;
      asked = heard.length;
      return news;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Id behind an external id that only an administrator may look up. */
export async function adminIdOf(odoo: RealOdoo, externalId: string): Promise<number> {
  const dot = externalId.indexOf('.');
  const args = { module: externalId.slice(0, dot), xml_id: externalId.slice(dot + 1) };
  const found = await odoo.rpc(odoo.adminKey, 'ir.model.data', 'check_object_reference', args);
  return z.tuple([z.string(), z.number()]).parse(found)[1];
}

/** Runs a server action of ours as a button does. */
export async function press(
  odoo: RealOdoo,
  person: Person,
  action: string,
  ids: readonly number[],
  lang = 'en_US',
): Promise<unknown> {
  const context = { active_model: 'account.move', active_id: ids[0], active_ids: ids, lang };
  return person.call('ir.actions.server', 'run', [[await adminIdOf(odoo, `__netvisor__.${action}`)]], {
    context,
  });
}

/** A draft of today or later, made by the bot: past the cut-over date, so that it may be sent. */
export async function draft(odoo: RealOdoo, values: Record<string, unknown> = {}): Promise<number> {
  const tax = await idOf(odoo, `account.${odoo.companyId}_tax_dom_sales_goods_25_5`);
  const vals_list = {
    move_type: 'out_invoice',
    partner_id: await createCustomer(odoo),
    invoice_date: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
    invoice_line_ids: [[0, 0, { name: 'Vuokra', quantity: 2, price_unit: 45, tax_ids: [[6, 0, [tax]]] }]],
    ...values,
  };
  return firstId(await odoo.rpc(odoo.botKey, 'account.move', 'create', { vals_list }));
}

export async function posted(odoo: RealOdoo, values: Record<string, unknown> = {}): Promise<number> {
  const id = await draft(odoo, values);
  await odoo.rpc(odoo.botKey, 'account.move', 'action_post', { ids: [id] });
  return id;
}

/** What Silta has written, put there by the administrator. */
export async function put(odoo: RealOdoo, id: number, vals: Record<string, unknown>): Promise<void> {
  await odoo.rpc(odoo.adminKey, 'account.move', 'write', { ids: [id], vals });
}

/** Odoo's own words for a refusal; a success is an error of the test. */
export async function refusedWith(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
  throw new Error('the call was not refused');
}

import { expect, test } from '@jest/globals';
import axios from 'axios';
import { z } from 'zod';
import { describeOdoo } from './harness.ts';
import { firstRow, postInvoice, readMove, refusal } from './helpers.ts';

describeOdoo('a real Odoo', (odoo) => {
  test('says its version without a login', async () => {
    const reply = await axios.get<unknown>(`${odoo().url}/web/version`, { proxy: false });
    expect(reply.data).toMatchObject({ version: '19.0', version_info: [19, 0, 0, 'final', 0, ''] });
  });

  test('answers another database name with a page, not with JSON', async () => {
    const reply = await axios.post<unknown>(`${odoo().url}/json/2/res.users/context_get`, '{}', {
      headers: {
        authorization: `bearer ${odoo().botKey}`,
        'content-type': 'application/json',
        'x-odoo-database': 'nope',
      },
      validateStatus: () => true,
      proxy: false,
    });
    expect(reply.status).toBe(404);
    expect(String(reply.headers['content-type'])).toContain('text/html');
  });

  test('holds the Finnish company with its chart, in euros', async () => {
    const fields = ['name', 'company_registry', 'vat', 'chart_template', 'currency_id', 'country_code'];
    const company = await odoo().rpc(odoo().botKey, 'res.company', 'read', {
      ids: [odoo().companyId],
      fields,
    });
    expect(firstRow(company)).toMatchObject({
      name: 'Kuurabox Oy',
      company_registry: '9120034-9',
      vat: 'FI91200349',
      chart_template: 'fi',
      currency_id: [expect.any(Number), 'EUR'],
      country_code: 'FI',
    });
  });

  test('has the uuid that this start gave it, not that of the prepared database', async () => {
    const value = await odoo().rpc(odoo().adminKey, 'ir.config_parameter', 'get_param', {
      key: 'database.uuid',
    });
    expect(value).toBe(odoo().databaseUuid);
  });

  test('serves the web client with its styles', async () => {
    const page = await axios.get<string>(`${odoo().url}/web/login`, { proxy: false });
    const style = /href="(\/web\/assets\/[^"]+\.css)"/.exec(page.data)?.[1];
    const css = await axios.get<string>(`${odoo().url}${style ?? '/no-style'}`, { proxy: false });
    expect(css.data.length).toBeGreaterThan(10_000);
  });

  test('lets the bot invoice and keep contacts and products, and nothing of the settings', async () => {
    const { rpc, botKey } = odoo();
    const { uid } = z.looseObject({ uid: z.number() }).parse(await rpc(botKey, 'res.users', 'context_get'));
    const has = (group: string): Promise<unknown> =>
      rpc(botKey, 'res.users', 'has_group', { ids: [uid], group_ext_id: group });
    expect(await has('account.group_account_invoice')).toBe(true);
    expect(await has('base.group_partner_manager')).toBe(true);
    expect(await has('product.group_product_manager')).toBe(true);
    expect(await has('base.group_system')).toBe(false);
    const product = { name: 'Laatikko', default_code: 'LAATIKKO-1' };
    expect(
      z.array(z.number().int()).parse(await rpc(botKey, 'product.product', 'create', { vals_list: product })),
    ).toHaveLength(1);
    const denied = '403 odoo.exceptions.AccessError';
    expect(await refusal(rpc(botKey, 'ir.config_parameter', 'get_param', { key: 'database.uuid' }))).toBe(
      denied,
    );
    expect(
      await refusal(rpc(botKey, 'ir.actions.server', 'create', { vals_list: { name: 'x', state: 'code' } })),
    ).toBe(denied);
  });

  test('numbers the first invoice of 2026 and gives it a Finnish reference', async () => {
    const fields = ['name', 'state', 'payment_reference', 'amount_untaxed', 'amount_tax', 'amount_total'];
    expect(await readMove(odoo(), await postInvoice(odoo()), fields)).toMatchObject({
      name: 'INV/2026/00001',
      state: 'posted',
      payment_reference: '2026000011',
      amount_untaxed: 21,
      amount_tax: 5.36,
      amount_total: 26.36,
    });
  });
});

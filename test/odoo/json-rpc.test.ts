import { beforeAll, expect, test } from '@jest/globals';
import { suggestVatCode } from '../../mapping/vat.ts';
import { createOdooClient } from '../../odoo/client.ts';
import { OdooError } from '../../odoo/errors.ts';
import { createJsonRpcTransport } from '../../odoo/json-rpc.ts';
import { planProvisioning } from '../../odoo/provision/provision.ts';
import { createJson2Transport, type OdooCall, type OdooTransport } from '../../odoo/transport.ts';
import { readingAs19 } from '../../odoo/web-read.ts';
import { describeOdoo } from './harness.ts';
import { createCustomer, firstId, postInvoice } from './helpers.ts';

const LEDGER = 'test:9120034-9';

/** Odoo 19 still answers by JSON-RPC, so that what Odoo 16 to 18 are asked can be held against JSON-2. */
describeOdoo('a real Odoo by JSON-RPC', (odoo) => {
  let invoice = 0;

  const json2 = (): OdooTransport => {
    const { url, database, botKey } = odoo();
    return createJson2Transport({ url, database, apiKey: botKey, timeoutMs: 60_000 });
  };
  const jsonRpc = (change: { readonly apiKey?: string; readonly user?: string } = {}): OdooTransport => {
    const { url, database, botKey, botLogin } = odoo();
    return createJsonRpcTransport({
      url,
      database,
      user: botLogin,
      apiKey: botKey,
      timeoutMs: 60_000,
      ...change,
    });
  };
  const both = async (call: OdooCall) =>
    Promise.all([json2(), jsonRpc()].map((transport) => transport.call(call)));

  beforeAll(async () => {
    const { url, database, adminKey, companyId: company } = odoo();
    const admin = createJson2Transport({ url, database, apiKey: adminKey, timeoutMs: 120_000 });
    const steps = await planProvisioning({ admin, company, ledger: LEDGER, repin: 'keep', suggestVatCode });
    for (const { apply } of steps) await apply();
    invoice = await postInvoice(odoo());
  });

  test('reads an invoice as JSON-2 does, in one call or put together from single reads', async () => {
    const options = { company: odoo().companyId, ledger: LEDGER, language: 'en' };
    const [wanted, ...others] = await Promise.all(
      [json2(), readingAs19(jsonRpc(), 'web_read'), readingAs19(jsonRpc(), 'read')].map((transport) =>
        createOdooClient(transport, options).readInvoice(invoice),
      ),
    );
    expect(wanted?.invoice_line_ids).toHaveLength(1);
    expect(others).toEqual([wanted, wanted]);
  });

  test('makes a guarded write once, and checks the pin', async () => {
    const client = createOdooClient(jsonRpc(), { company: odoo().companyId, ledger: LEDGER, language: 'en' });
    expect(await client.checkPin()).toMatchObject({ kind: 'pinned', databaseUuid: odoo().databaseUuid });
    const write = {
      model: 'account.move',
      id: invoice,
      expect: { x_netvisor_attempt: false },
      values: { x_netvisor_attempt: 'run/1/1' },
      note: { en: 'Note' },
    } as const;
    expect(await client.guardedWrite(write)).toEqual({ kind: 'done' });
    expect(await client.guardedWrite(write)).toMatchObject({ kind: 'changed' });
  });

  test('answers in the same shapes', async () => {
    const partner = await createCustomer(odoo());
    const shapes: readonly OdooCall[] = [
      { model: 'res.partner', method: 'create', args: { vals_list: { name: 'Yksi' } } },
      { model: 'res.partner', method: 'create', args: { vals_list: [{ name: 'Yksi' }, { name: 'Kaksi' }] } },
      { model: 'res.partner', method: 'copy', ids: [partner], args: {} },
      { model: 'res.partner', method: 'message_post', ids: [partner], args: { body: 'Huomautus' } },
      {
        model: 'res.partner',
        method: 'activity_schedule',
        ids: [partner],
        args: { act_type_xmlid: 'mail.mail_activity_data_todo', summary: 'Katso' },
      },
    ];
    for (const call of shapes) {
      const [one, other] = await both(call);
      expect([call.method, (other as unknown[]).map(() => 'id')]).toEqual([
        call.method,
        (one as unknown[]).map(() => 'id'),
      ]);
    }
    const same: readonly OdooCall[] = [
      { model: 'res.partner', method: 'write', ids: [partner], args: { vals: { ref: 'A' } } },
      {
        model: 'res.partner',
        method: 'search',
        args: { domain: [['id', '=', partner]], order: 'id asc', limit: 1 },
      },
      { model: 'res.partner', method: 'search_count', args: { domain: [['id', '=', partner]] } },
      {
        model: 'res.partner',
        method: 'search_read',
        args: { domain: [['id', '=', partner]], fields: ['name', 'ref'], load: '' },
      },
      { model: 'res.partner', method: 'fields_get', args: { attributes: ['type', 'relation'] } },
      { model: 'res.partner', method: 'read', ids: [99_999_999], args: { fields: ['name'] } },
      {
        model: 'ir.model.data',
        method: 'check_object_reference',
        args: { module: 'base', xml_id: 'main_company' },
      },
    ];
    for (const call of same) {
      const [one, other] = await both(call);
      expect(other).toEqual(one);
    }
  });

  test('fails in the same kinds', async () => {
    const id = firstId(
      await json2().call({ model: 'res.partner', method: 'create', args: { vals_list: { name: 'X' } } }),
    );
    const wrong: readonly OdooCall[] = [
      { model: 'account.nothing', method: 'search', args: { domain: [] } },
      { model: 'res.partner', method: 'no_such_method', ids: [id] },
      { model: 'res.partner', method: '_write', ids: [id] },
      { model: 'res.partner', method: 'read', ids: [id], args: { fields: ['no_such_field'] } },
      { model: 'res.partner', method: 'search', args: { domain: [['no_such_field', '=', 1]] } },
      { model: 'res.partner', method: 'write', ids: [99_999_999], args: { vals: { name: 'X' } } },
      { model: 'ir.config_parameter', method: 'search_read', args: { domain: [], fields: ['key'] } },
      { model: 'account.move', method: 'action_post', ids: [invoice] },
      { model: 'res.partner', method: 'search', args: { domain: [], no_such_argument: 1 } },
    ];
    for (const call of wrong) {
      const kinds = await Promise.all([json2(), jsonRpc()].map((transport) => kindOf(transport.call(call))));
      expect([call.method, kinds[1]]).toEqual([call.method, kinds[0]]);
    }
  });

  test('refuses a wrong key, a wrong login and a user who is not there', async () => {
    const call: OdooCall = { model: 'res.partner', method: 'search_count', args: { domain: [] } };
    expect(await kindOf(jsonRpc({ apiKey: 'f'.repeat(40) }).call(call))).toBe('Refused');
    expect(await kindOf(jsonRpc({ user: 'nobody' }).call(call))).toBe('Refused');
  });
});

async function kindOf(answer: Promise<unknown>): Promise<string> {
  try {
    return `answered ${JSON.stringify(await answer)}`;
  } catch (error) {
    if (error instanceof OdooError) return error.kind;
    throw error;
  }
}

/**
 * What the client promises, on every version that Silta serves. Each place is an Odoo with the same company, invoices
 * and user; another kind of Odoo (a simulator, a real one) joins by one more line in `PLACES`.
 */
import { afterEach, describe, expect, test } from '@jest/globals';
import { createOdooTransport } from '../../odoo/any-version.ts';
import { createOdooClient, type GuardedWrite, type OdooClient } from '../../odoo/client.ts';
import { closeAll, closeLater } from '../netvisor/server.ts';
import { LEDGER, OPTIONS, UUID } from './fake-transport.ts';
import { RECORDED, RECORDED_VERSIONS, startRecordedOdoo, type RecordedOdoo } from './recorded-odoo.ts';

interface Place {
  readonly client: OdooClient;
  readonly odoo: RecordedOdoo;
}

const PLACES = RECORDED_VERSIONS.map((version) => ({
  version,
  async open(): Promise<Place> {
    const odoo = await startRecordedOdoo(version);
    closeLater(odoo.close);
    const transport = createOdooTransport({ ...RECORDED, url: odoo.url, timeoutMs: 5000 });
    return { odoo, client: createOdooClient(transport, OPTIONS) };
  },
}));

afterEach(closeAll);

/** A posted invoice in dollars, with a part paid; one that is sent; a draft. */
const [INVOICE, SENT, DRAFT] = [42, 45, 44];

describe.each(PLACES)('on Odoo $version', ({ version, open }) => {
  test('an invoice is read as on 19, as far as the facts exist there', async () => {
    const newest = PLACES.at(-1);
    const [here, there] = await Promise.all([open(), newest?.open()]);
    const [invoice, wanted] = await Promise.all([
      here.client.readInvoice(INVOICE),
      there?.client.readInvoice(INVOICE),
    ]);
    expect(wanted?.invoice_line_ids[0]?.distribution_analytic_account_ids).toHaveLength(2);
    if (version > 16) return expect(invoice).toEqual(wanted);
    // Odoo 16 knows neither a delivery date nor Peppol addresses.
    expect(invoice).toEqual({
      ...wanted,
      delivery_date: undefined,
      commercial_partner_id: {
        ...wanted?.commercial_partner_id,
        peppol_eas: undefined,
        peppol_endpoint: undefined,
      },
      invoice_payment_term_id: {
        ...wanted?.invoice_payment_term_id,
        // Those of a discount that is not given.
        discount_percentage: 0,
        discount_days: 0,
        early_pay_discount_computation: undefined,
      },
    });
  });

  test('a cash discount is the term that 19 says', async () => {
    const { client } = await open();
    const invoice = await client.readInvoice(SENT);
    expect(invoice?.invoice_payment_term_id).toEqual({
      id: 5,
      name: '2/7 14 pv',
      early_discount: true,
      discount_percentage: 2,
      discount_days: 7,
      early_pay_discount_computation: 'included',
      line_ids: [{ id: 5, delay_type: 'days_after', nb_days: 14 }],
    });
  });

  test('the days that are locked for sales are found, whatever their name', async () => {
    const { client } = await open();
    expect((await client.readInvoice(INVOICE))?.company_id).toMatchObject({
      fiscalyear_lock_date: '2025-12-31',
      tax_lock_date: '2026-09-30',
      sale_lock_date: '2026-10-31',
    });
  });

  test('a draft has no number, and its rate is that of its own currency', async () => {
    const { client } = await open();
    expect(await client.readInvoice(DRAFT)).toMatchObject({
      name: undefined,
      invoice_currency_rate: 1,
      reversed_entry_id: { name: 'INV/2026/00001' },
    });
  });

  test('what is gone is missing', async () => {
    const { client } = await open();
    expect(await client.readInvoice(99)).toBeUndefined();
    expect(await client.readOriginals([99, SENT])).toMatchObject([{ id: SENT, name: 'INV/2026/00002' }]);
  });

  test('registers and files are read', async () => {
    const { client } = await open();
    expect(await client.readPartner(7)).toMatchObject({
      company_registry: '9345672-7',
      country_id: { code: 'FI' },
      property_payment_term_id: { line_ids: [{ delay_type: 'days_after', nb_days: 14 }] },
    });
    expect(await client.readProduct(9)).toMatchObject({ default_code: 'VUOKRA', uom_id: { name: 'kk' } });
    expect(await client.readProductChoice()).toMatchObject({ x_netvisor_generic_product: { id: 9 } });
    expect(await client.countProductsWithCode('VUOKRA')).toBe(1);
    expect(await client.readFiles([55, 56])).toEqual(
      new Map([
        [55, 'JVBERi0='],
        [56, 'JVBERi0='],
      ]),
    );
    expect(await client.invoicesWithKey(`${LEDGER}:7001`)).toEqual([SENT]);
  });

  test('a guarded write is made once, and refused where something changed', async () => {
    const { client } = await open();
    const write: GuardedWrite = {
      model: 'account.move',
      id: INVOICE,
      expect: { x_netvisor_attempt: false },
      values: { x_netvisor_attempt: 'run/1/1' },
      note: 'Huomautus',
    };
    expect(await client.guardedWrite(write)).toEqual({ kind: 'done' });
    expect(await client.guardedWrite(write)).toEqual({
      kind: 'changed',
      found: { x_netvisor_attempt: 'run/1/1' },
    });
    expect(await client.guardedWrite({ ...write, id: 99 })).toEqual({ kind: 'gone' });
    expect((await client.readInvoice(INVOICE))?.x_netvisor_attempt).toBe('run/1/1');
  });

  test('the pin is checked', async () => {
    const { client } = await open();
    expect(await client.checkPin()).toEqual({ kind: 'pinned', databaseUuid: UUID });
    expect(await client.databaseUuid()).toBe(UUID);
  });

  test('verification reads in bulk and writes what agrees', async () => {
    const { client } = await open();
    const page = { limit: 500, waiting: [] };
    expect(await client.findUnverified(page)).toEqual([{ id: SENT, key: `${LEDGER}:7001` }]);
    expect(await client.readInvoiceSums([SENT, INVOICE])).toMatchObject([
      { id: SENT, currency_id: { name: 'EUR' }, amount_total: 112.95 },
      {
        id: INVOICE,
        currency_id: { name: 'USD' },
        invoice_line_ids: [{ tax_ids: [{ amount: 25.5, price_include: false }] }, { tax_ids: [] }],
      },
    ]);
    await client.markVerified([SENT], '2026-11-21 10:00:00');
    expect(await client.findUnverified(page)).toEqual([]);
    expect(await client.countVerified([])).toEqual({ verified: 1, not: 0 });
  });
});

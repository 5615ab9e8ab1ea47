/** What the client promises, on every version that Silta serves. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { createOdooTransport } from '../../odoo/any-version.ts';
import { createOdooClient, type GuardedWrite, type OdooClient } from '../../odoo/client.ts';
import type { Invoice } from '../../odoo/models.ts';
import { closeAll, closeLater } from '../netvisor/server.ts';
import { LEDGER, OPTIONS, UUID } from './fake-transport.ts';
import { RECORDED, RECORDED_VERSIONS, startRecordedOdoo, type RecordedVersion } from './recorded-odoo.ts';

/** A provisioned Odoo with a fresh company. Places of one kind hold the same records under the same ids. */
interface Place {
  readonly client: OdooClient;
  readonly databaseUuid: string;
  /** Posted, never sent, in a foreign currency, with analytic accounts and a payment. */
  readonly invoice: number;
  /** Sent under this key, with a cash discount, not verified; no other is. */
  readonly sent: { readonly id: number; readonly key: string };
  readonly draft: number;
  readonly nowhere: number;
}

async function openRecorded(version: RecordedVersion): Promise<Place> {
  const odoo = await startRecordedOdoo(version);
  closeLater(odoo.close);
  const transport = createOdooTransport({ ...RECORDED, url: odoo.url, timeoutMs: 5000 });
  return {
    client: createOdooClient(transport, OPTIONS),
    databaseUuid: UUID,
    invoice: 42,
    sent: { id: 45, key: `${LEDGER}:7001` },
    draft: 44,
    nowhere: 99,
  };
}

/** Another kind of Odoo that knows the versions, such as the simulator, joins here. */
const KINDS = [{ kind: 'recorded', open: openRecorded }] as const;

const PLACES = KINDS.flatMap(({ kind, open }) =>
  RECORDED_VERSIONS.map((version) => ({
    kind,
    version,
    open: () => open(version),
    openNewest: () => open(19),
  })),
);

/** The facts of an invoice that exist on Odoo 16: no delivery date, no Peppol address, no unused discount. */
function knownTo16(invoice: Invoice | undefined): unknown {
  const term = invoice?.invoice_payment_term_id;
  const none = { discount_percentage: 0, discount_days: 0, early_pay_discount_computation: undefined };
  return {
    ...invoice,
    delivery_date: undefined,
    reversed_entry_id: invoice?.reversed_entry_id && {
      ...invoice.reversed_entry_id,
      delivery_date: undefined,
    },
    commercial_partner_id: {
      ...invoice?.commercial_partner_id,
      peppol_eas: undefined,
      peppol_endpoint: undefined,
    },
    invoice_payment_term_id: term && { ...term, ...(term.early_discount ? {} : none) },
  };
}

afterEach(closeAll);

describe.each(PLACES)('on Odoo $version ($kind)', ({ version, open, openNewest }) => {
  test('documents are read as on 19, as far as their facts exist there', async () => {
    const [here, newest] = await Promise.all([open(), openNewest()]);
    for (const id of [here.invoice, here.sent.id, here.draft]) {
      const [invoice, wanted] = await Promise.all([
        here.client.readInvoice(id),
        newest.client.readInvoice(id),
      ]);
      expect(invoice?.id).toBe(id);
      expect(invoice).toEqual(version > 16 ? wanted : knownTo16(wanted));
    }
  });

  test('the invoice is the one that the other promises speak of', async () => {
    const { client, invoice } = await open();
    const read = await client.readInvoice(invoice);
    expect(read).toMatchObject({ state: 'posted', x_netvisor_key: undefined });
    expect(read?.currency_id.name).not.toBe('EUR');
    expect(read?.invoice_currency_rate).not.toBe(1);
    expect(read?.invoice_line_ids[0]?.distribution_analytic_account_ids.length).toBeGreaterThan(0);
    expect(read?.line_ids.flatMap(({ matched_credit_ids }) => matched_credit_ids)).toHaveLength(1);
  });

  test('what is gone is missing', async () => {
    const { client, nowhere, sent } = await open();
    expect(await client.readInvoice(nowhere)).toBeUndefined();
    expect(await client.readOriginals([nowhere, sent.id])).toMatchObject([{ id: sent.id }]);
    expect(await client.readPartner(nowhere)).toBeUndefined();
  });

  test('registers and files are read as on 19', async () => {
    const [here, newest] = await Promise.all([open(), openNewest()]);
    const read = async ({ client, invoice }: Place): Promise<unknown> => {
      const document = await client.readInvoice(invoice);
      const product = document?.invoice_line_ids[0]?.product_id;
      const files = document?.x_netvisor_files ?? [];
      return {
        customer: (await client.readPartner(document?.commercial_partner_id.id ?? 0))?.company_registry,
        product: await client.readProduct(product?.id ?? 0),
        choice: await client.readProductChoice(),
        withCode: await client.countProductsWithCode(product?.default_code ?? ''),
        files: [...(await client.readFiles(files.map(({ id }) => id)))],
      };
    };
    expect(await read(here)).toEqual(await read(newest));
  });

  test('a key finds its invoice', async () => {
    const { client, sent } = await open();
    expect(await client.invoicesWithKey(sent.key)).toEqual([sent.id]);
    expect(await client.invoicesWithKey(`${sent.key}0`)).toEqual([]);
  });

  test('a guarded write is made once, and refused where something changed', async () => {
    const { client, invoice, nowhere } = await open();
    const write: GuardedWrite = {
      model: 'account.move',
      id: invoice,
      expect: { x_netvisor_attempt: false },
      values: { x_netvisor_attempt: 'run/1/1' },
      note: { en: 'Note' },
    };
    expect(await client.guardedWrite(write)).toEqual({ kind: 'done' });
    expect(await client.guardedWrite(write)).toEqual({
      kind: 'changed',
      found: { x_netvisor_attempt: 'run/1/1' },
    });
    expect(await client.guardedWrite({ ...write, id: nowhere })).toEqual({ kind: 'gone' });
    expect((await client.readInvoice(invoice))?.x_netvisor_attempt).toBe('run/1/1');
  });

  test('the pin is checked', async () => {
    const { client, databaseUuid } = await open();
    expect(await client.checkPin()).toEqual({ kind: 'pinned', databaseUuid });
    expect(await client.databaseUuid()).toBe(databaseUuid);
  });

  test('verification reads in bulk and writes what agrees', async () => {
    const [{ client, sent, invoice }, newest] = await Promise.all([open(), openNewest()]);
    const page = { limit: 500, waiting: [] };
    expect(await client.findUnverified(page)).toEqual([sent]);
    const ids = [sent.id, invoice];
    expect(await client.readInvoiceSums(ids)).toEqual(await newest.client.readInvoiceSums(ids));
    const read = await client.readInvoiceSums([sent.id]);
    await client.markVerified(read, '2026-11-21 10:00:00');
    expect(await client.findUnverified(page)).toEqual([]);
    expect(await client.countVerified()).toEqual({ verified: 1, not: 0 });
  });
});

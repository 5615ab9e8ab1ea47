import { afterEach, describe, expect, test } from '@jest/globals';
import { createOdooTransport } from '../../odoo/any-version.ts';
import { createOdooClient } from '../../odoo/client.ts';
import { readTermDay, readTermDiscount } from '../../odoo/older-terms.ts';
import { readingAs19 } from '../../odoo/web-read.ts';
import { closeAll, closeLater } from '../netvisor/server.ts';
import { fakeOdoo, odooErrorOf, OPTIONS } from './fake-transport.ts';
import { RECORDED, startRecordedOdoo, type RecordedVersion } from './recorded-odoo.ts';

afterEach(closeAll);

const INVOICE = 42;

async function place(version: RecordedVersion) {
  const odoo = await startRecordedOdoo(version);
  closeLater(odoo.close);
  const transport = createOdooTransport({ ...RECORDED, url: odoo.url, timeoutMs: 5000 });
  return { odoo, client: createOdooClient(transport, OPTIONS) };
}

const recordOf = (
  { records }: { readonly records: Readonly<Record<string, Readonly<Record<string, object>>>> },
  model: string,
  id: number,
): Record<string, unknown> => {
  const row = records[model]?.[String(id)];
  if (!row) throw new Error(`${model} ${id} is not recorded`);
  return row as Record<string, unknown>;
};

describe('reading an invoice costs', () => {
  test('one call on 17, and one more for analytic accounts, once the fields are known', async () => {
    const { odoo, client } = await place(17);
    await client.readInvoice(INVOICE);
    const asked = odoo.calls.length;
    await client.readInvoice(INVOICE);
    expect(odoo.calls.slice(asked)).toEqual(['account.move/web_read', 'account.analytic.account/web_read']);
    await client.readInvoice(45);
    expect(odoo.calls.slice(asked + 2)).toEqual(['account.move/web_read']);
  });

  test('one call on 18', async () => {
    const { odoo, client } = await place(18);
    await client.readInvoice(INVOICE);
    const asked = odoo.calls.length;
    await client.readInvoice(INVOICE);
    expect(odoo.calls.slice(asked)).toEqual(['account.move/web_read']);
  });

  test('one look at the fields of each model, however much is read', async () => {
    const { odoo, client } = await place(16);
    for (let n = 0; n < 3; n += 1) await client.readInvoice(INVOICE);
    const looks = odoo.calls.filter((call) => call.endsWith('/fields_get'));
    expect(looks.length).toBeGreaterThan(5);
    expect(new Set(looks).size).toBe(looks.length);
  });

  test('on 16 one read of each model on each level, and a last look at the invoice', async () => {
    const { odoo, client } = await place(16);
    await client.readInvoice(INVOICE);
    const asked = odoo.calls.length;
    await client.readInvoice(INVOICE);
    const reads = odoo.calls.slice(asked).filter((call) => call.endsWith('/read'));
    const timesOf = (model: string): number => reads.filter((call) => call === `${model}/read`).length;
    // Customer and delivery address together, rows and journal items together.
    expect(timesOf('res.partner')).toBe(1);
    expect(timesOf('account.tax')).toBe(1);
    // The invoice itself twice, and the move of the payment.
    expect(timesOf('account.move')).toBe(3);
    // The invoice's, that of the payment, and all of the payment's entry.
    expect(timesOf('account.move.line')).toBe(3);
    expect(timesOf('account.analytic.plan')).toBe(0);
    expect(reads.length).toBeLessThan(30);
  });
});

describe('an invoice on 16 that changes while it is read', () => {
  test('is read again, and comes out whole', async () => {
    const { odoo, client } = await place(16);
    let changed = false;
    odoo.before = (operation) => {
      if (changed || operation !== 'account.move.line/read') return;
      changed = true;
      recordOf(odoo, 'account.move', INVOICE)['ref'] = 'Tilaus 78';
    };
    expect((await client.readInvoice(INVOICE))?.ref).toBe('Tilaus 78');
    expect(odoo.calls.filter((call) => call === 'res.partner/read')).toHaveLength(2);
  });

  test('again and again is left for later', async () => {
    const { odoo, client } = await place(16);
    let changes = 0;
    odoo.before = (operation) => {
      if (operation === 'account.move.line/read')
        recordOf(odoo, 'account.move', INVOICE)['ref'] = `${++changes}`;
    };
    expect(await odooErrorOf(client.readInvoice(INVOICE))).toMatchObject({
      kind: 'Transient',
      code: 'ChangedWhileRead',
    });
  });
});

describe('a field that is not there', () => {
  const lacking = (model: string, ...names: string[]) =>
    readingAs19(
      fakeOdoo({
        [`${model}/fields_get`]: () =>
          Object.fromEntries(['id', 'name', 'is_company'].map((name) => [name, { type: 'char' }])),
      }),
      'web_read',
    ).call({
      model,
      method: 'web_read',
      ids: [1],
      args: { specification: Object.fromEntries(names.map((name) => [name, {}])) },
    });

  test('and that nothing stands for is refused by name', async () => {
    expect(await odooErrorOf(lacking('res.partner', 'name', 'company_registry'))).toMatchObject({
      kind: 'Bug',
      code: 'FieldMissing(res.partner.company_registry)',
    });
  });

  test('is refused by the name of what it would be made from, where that is not there either', async () => {
    expect(await odooErrorOf(lacking('res.company', 'sale_lock_date'))).toMatchObject({
      code: 'FieldMissing(res.company.period_lock_date)',
    });
  });

  test('is looked for again after provisioning has made it', async () => {
    const { odoo, client } = await place(17);
    const move = odoo.fields['account.move'];
    const { x_netvisor_key, ...rest } = move ?? {};
    odoo.fields['account.move'] = rest;
    expect(await odooErrorOf(client.readInvoice(INVOICE))).toMatchObject({
      code: 'FieldMissing(account.move.x_netvisor_key)',
    });
    odoo.fields['account.move'] = { ...rest, ...(x_netvisor_key && { x_netvisor_key }) };
    expect(await client.readInvoice(INVOICE)).toMatchObject({ id: INVOICE });
  });
});

describe('what is made from other fields', () => {
  test.each([16, 17, 18, 19] as const)(
    'on %s is the term, the locked days and the number of a draft',
    async (version) => {
      const { client } = await place(version);
      expect(await client.readInvoice(45)).toMatchObject({
        invoice_payment_term_id: {
          early_discount: true,
          discount_percentage: 2,
          discount_days: 7,
          early_pay_discount_computation: 'included',
          line_ids: [{ delay_type: 'days_after', nb_days: 14 }],
        },
        company_id: {
          fiscalyear_lock_date: '2025-12-31',
          tax_lock_date: '2026-09-30',
          sale_lock_date: '2026-10-31',
        },
      });
      expect(await client.readInvoice(44)).toMatchObject({ name: undefined, invoice_currency_rate: 1 });
    },
  );

  test('is the rate of the journal items, else that of the sums', async () => {
    const { odoo, client } = await place(17);
    expect((await client.readInvoice(INVOICE))?.invoice_currency_rate).toBe(1.0937);
    recordOf(odoo, 'account.move', INVOICE)['line_ids'] = [];
    expect((await client.readInvoice(INVOICE))?.invoice_currency_rate).toBeCloseTo(112.95 / 103.27, 10);
  });

  test('is the analytic accounts without those that were deleted', async () => {
    const { odoo, client } = await place(17);
    recordOf(odoo, 'account.move.line', 91)['analytic_distribution'] = { 4: 50, '7,99': 50 };
    const [row] = (await client.readInvoice(INVOICE))?.invoice_line_ids ?? [];
    expect(row?.distribution_analytic_account_ids.map(({ id }) => id)).toEqual([4, 7]);
  });

  test('is the PDF that printing left on the invoice itself', async () => {
    const { odoo, client } = await place(16);
    const pdfOf = async () => (await client.readInvoice(INVOICE))?.invoice_pdf_report_id;
    expect(await pdfOf()).toMatchObject({ id: 55, name: 'INV_2026_00001.pdf', file_size: 18211 });
    Object.assign(recordOf(odoo, 'ir.attachment', 56), { name: 'INV_2026_00001.pdf' });
    expect(await pdfOf()).toMatchObject({ id: 56 });
    for (const id of [55, 56]) recordOf(odoo, 'ir.attachment', id)['mimetype'] = 'text/plain';
    expect(await pdfOf()).toBeUndefined();
  });

  test('is no PDF where the company sends none, and then nobody looks', async () => {
    const { odoo, client } = await place(16);
    recordOf(odoo, 'res.company', 1)['x_netvisor_attachments'] = 'none';
    expect((await client.readInvoice(INVOICE))?.invoice_pdf_report_id).toBeUndefined();
    expect(odoo.calls).not.toContain('ir.attachment/search');
  });

  test('is what a discount does to the VAT as the company says', async () => {
    const { odoo, client } = await place(16);
    recordOf(odoo, 'res.company', 1)['early_pay_discount_computation'] = 'mixed';
    const term = (await client.readInvoice(45))?.invoice_payment_term_id;
    expect(term?.early_pay_discount_computation).toBe('mixed');
  });
});

test.each([16, 17, 18, 19] as const)('a note is text on %s', async (version) => {
  const { odoo, client } = await place(version);
  const write = { model: 'account.move', id: INVOICE, expect: {}, values: {} } as const;
  await client.guardedWrite({ ...write, note: { en: '<b> & Co' } });
  await client.guardedWrite(write);
  expect(odoo.notes).toEqual(['&lt;b&gt; &amp; Co']);
});

describe('a line of a payment term of Odoo 16', () => {
  const line = (change: object) => ({ months: 0, days: 0, end_month: false, days_after: 0, ...change });

  test.each([
    [{ days: 14 }, { delay_type: 'days_after', nb_days: 14 }],
    [{}, { delay_type: 'days_after', nb_days: 0 }],
    // Only together with the end of the month do the days after it count.
    [
      { days: 14, days_after: 5 },
      { delay_type: 'days_after', nb_days: 14 },
    ],
    [
      { end_month: true, days_after: 5 },
      { delay_type: 'days_after_end_of_month', nb_days: 5 },
    ],
    [
      { end_month: true, months: 1 },
      { delay_type: 'days_after_end_of_next_month', nb_days: 0 },
    ],
    [
      { end_month: true, months: 2 },
      { delay_type: 'other', nb_days: 0 },
    ],
    [
      { end_month: true, days: 30 },
      { delay_type: 'other', nb_days: 0 },
    ],
    [{ months: 1 }, { delay_type: 'other', nb_days: 0 }],
  ])('%j is %j', (change, wanted) => {
    expect(readTermDay(line(change))).toEqual(wanted);
  });

  test('gives the discount of the term', () => {
    const none = { discount_percentage: 0, discount_days: 0 };
    const some = { discount_percentage: 2, discount_days: 7 };
    expect(readTermDiscount({ line_ids: [none] })).toMatchObject({ early_discount: false });
    expect(readTermDiscount({ line_ids: [none, some] })).toMatchObject({ early_discount: true, ...some });
    expect(readTermDiscount({ line_ids: false })).toMatchObject({ early_discount: false });
  });
});

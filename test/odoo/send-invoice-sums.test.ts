import { randomInt } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { ROUNDINGS } from './bridge.ts';
import { dice, DRAFT_STYLES, randomDraft } from './drafts.ts';
import { describeOdoo } from './harness.ts';
import { firstId, firstRow, readMove } from './helpers.ts';
import { openInvoicing, type Invoicing } from './invoicing.ts';

/** Random invoices per way of rounding and per style. */
const DRAFTS = 8;
const seed = Number(process.env['SILTA_SEED'] ?? randomInt(1_000_000));
const [PER_LINE, GLOBALLY] = ROUNDINGS;

describeOdoo('sums of invoices that a real Odoo has posted', (odoo) => {
  let silta: Invoicing;

  beforeAll(async () => {
    process.stderr.write(`invoices are drawn with SILTA_SEED=${seed}\n`);
    silta = await openInvoicing(odoo());
  }, 180_000);
  afterAll(() => silta?.close());
  afterEach(() => silta.expectNoBugs());

  const line = (quantity: number, price_unit: number, tax: number | undefined): unknown => {
    const tax_ids = [[6, 0, [tax]]];
    return [0, 0, { product_id: silta.shelf.products[0], quantity, price_unit, tax_ids }];
  };

  test.each(ROUNDINGS)('with $odoo agree in Odoo, message and Netvisor', async (rounding) => {
    const { bridge, person, shelf, expectAgreement } = silta;
    await silta.work(rounding);
    const roll = dice(seed);
    for (const style of DRAFT_STYLES) {
      const drafts = Array.from({ length: DRAFTS }, () => randomDraft(roll, shelf, style));
      const ids = (await person.call('account.move', 'create', [drafts])) as number[];
      await person.call('account.move', 'action_post', [ids]);
      await Promise.all(ids.map((id) => bridge.send(id)));
      const states = await bridge.settled(ids);
      expect([...states.values()].filter((state) => state !== 'sent')).toEqual([]);
      for (const id of ids) await expectAgreement(id);
    }
  });

  test('that would agree in total but not in net and VAT carry their sums, and agree in both', async () => {
    const { bridge, shelf } = silta;
    await silta.work(GLOBALLY);
    const [full, reduced] = [shelf.taxes.get(25.5), shelf.taxes.get(10)];
    // Odoo: 23.64 + 5.66. Netvisor rounds each row first: 23.63 + 5.67.
    const rows = [line(0.38, 13.3, full), line(2.15, 7.55, full)];
    const more = [line(0.25, 7, reduced), line(0.19, 3.15, reduced)];
    const id = await silta.posted({ invoice_line_ids: [...rows, ...more] });
    expect(await readMove(odoo(), id, ['amount_untaxed', 'amount_tax'])).toMatchObject({
      amount_untaxed: 23.64,
      amount_tax: 5.66,
    });
    await bridge.send(id);
    expect(await bridge.settled([id])).toEqual(new Map([[id, 'sent']]));
    await silta.expectAgreement(id);
  });

  test('of prices that include VAT, and of rows with a negative price, agree', async () => {
    const { bridge, shelf } = silta;
    await silta.work(PER_LINE);
    const { rpc, adminKey, companyId } = odoo();
    const domestic = firstRow(
      await rpc(adminKey, 'account.tax', 'read', {
        ids: [shelf.taxes.get(25.5)],
        fields: ['tax_group_id'],
        load: '',
      }),
    );
    const vals_list = [
      {
        name: '25.5% incl.',
        amount: 25.5,
        type_tax_use: 'sale',
        company_id: companyId,
        price_include_override: 'tax_included',
        tax_group_id: domestic['tax_group_id'],
        x_netvisor_vat_code: 'KOMY',
      },
    ];
    const included = firstId(await rpc(adminKey, 'account.tax', 'create', { vals_list }));
    const id = await silta.posted({
      invoice_line_ids: [line(3, 19.9, included), line(1, 0.95, included), line(2.5, 7.35, included)],
    });
    const discounted = await silta.posted({
      invoice_line_ids: [line(3, 19.9, shelf.taxes.get(25.5)), line(1, -12.35, shelf.taxes.get(25.5))],
    });
    await Promise.all([bridge.send(id), bridge.send(discounted)]);
    expect([...(await bridge.settled([id, discounted])).values()]).toEqual(['sent', 'sent']);
    const { sums } = await silta.expectAgreement(id);
    expect(sums.gross).toBe('79.03');
    const { name } = await readMove(odoo(), discounted, ['name']);
    expect(silta.inNetvisor(name)).toMatchObject([{ net: '47.35', vat: '12.07', gross: '59.42' }]);
    expect(await readMove(odoo(), discounted, ['amount_untaxed', 'amount_tax'])).toMatchObject({
      amount_untaxed: 47.35,
      amount_tax: 12.07,
    });
  });
});

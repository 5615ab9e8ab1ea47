import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { paymentProblem } from '../../mapping/payments.ts';
import { paymentsOf } from '../../mapping/settlements.ts';
import { createOdooClient } from '../../odoo/client.ts';
import { createJson2Transport } from '../../odoo/transport.ts';
import type { Invoice } from '../../odoo/models.ts';
import { LEDGER } from './bridge.ts';
import { describeOdoo } from './harness.ts';
import { firstId, firstRow, readMove, rows } from './helpers.ts';
import { openInvoicing, type Invoicing } from './invoicing.ts';

const DAY = '2026-03-05';

// What is seen here is written down for the mapping in `test/mapping/write-offs-seen.ts`.
describeOdoo('payments of a real Odoo of which something was written off', (odoo) => {
  let silta: Invoicing;
  let account: unknown;

  beforeAll(async () => {
    silta = await openInvoicing(odoo());
    const { rpc, adminKey, companyId } = odoo();
    const vals = { x_netvisor_paid: 'with-payment', x_netvisor_payment_method: 'Kortti' };
    await rpc(adminKey, 'res.company', 'write', { ids: [companyId], vals });
    const domain = [['account_type', '=', 'income_other']];
    account = firstRow(
      await rpc(adminKey, 'account.account', 'search_read', { domain, fields: ['code'], limit: 1 }),
    )['id'];
  }, 180_000);
  afterAll(() => silta?.close());

  /** The wizard *Pay*. */
  async function pay(invoices: readonly number[], values: Readonly<Record<string, unknown>>): Promise<void> {
    const context = { active_model: 'account.move', active_ids: invoices };
    const wizard = [{ payment_date: DAY, ...values }];
    const id = firstId(await silta.person.call('account.payment.register', 'create', [wizard], { context }));
    await silta.person.call('account.payment.register', 'action_create_payments', [[id]], { context });
  }

  const writtenOff = (amount: number) => ({
    amount,
    payment_difference_handling: 'reconcile',
    writeoff_account_id: account,
    writeoff_label: 'Pieni ero',
  });

  async function discounted(): Promise<number> {
    const line = [0, 0, { value: 'percent', value_amount: 100, nb_days: 14 }];
    const term = firstId(
      await odoo().rpc(odoo().adminKey, 'account.payment.term', 'create', {
        vals_list: [
          {
            name: '2 % 7 pv, 14 pv netto',
            early_discount: true,
            discount_percentage: 2,
            discount_days: 7,
            early_pay_discount_computation: 'included',
            line_ids: [line],
          },
        ],
      }),
    );
    const id = await silta.posted({ invoice_payment_term_id: term });
    await pay([id], {});
    return id;
  }

  /** As Silta reads it, with its own user's rights. */
  async function read(id: number): Promise<Invoice> {
    const { botKey, companyId } = odoo();
    const transport = createJson2Transport({ ...odoo(), apiKey: botKey, timeoutMs: 60_000 });
    const invoice = await createOdooClient(transport, {
      company: companyId,
      ledger: LEDGER,
      language: 'en',
    }).readInvoice(id);
    if (!invoice) throw new Error('gone');
    expect(invoice).toMatchObject({ payment_state: 'paid', amount_residual: 0 });
    return invoice;
  }

  const said = (invoice: Invoice) =>
    paymentsOf(invoice).map(({ settled, money }) => [Number(settled), money && Number(money)]);

  test('a small difference, less or more', async () => {
    const [less, more] = [await silta.posted(), await silta.posted()];
    await pay([less], writtenOff(112.5));
    await pay([more], writtenOff(113));
    expect(said(await read(less))).toEqual([[112.95, 112.5]]);
    expect(said(await read(more))).toEqual([[112.95, 113]]);
  });

  test('a cash discount that was taken in time, with its VAT', async () => {
    expect(said(await read(await discounted()))).toEqual([[112.95, 110.69]]);
  });

  test('one payment of two invoices: nothing says of which', async () => {
    const both = [await silta.posted(), await silta.posted()];
    await pay(both, { ...writtenOff(225), group_payment: true });
    for (const id of both) {
      const invoice = await read(id);
      expect(said(invoice)).toEqual([[112.95, undefined]]);
      expect(paymentProblem(invoice)).toBe('WriteOffShared');
    }
  });

  test('a payment in another currency is money in euros, and all of it', async () => {
    const id = await silta.posted();
    const { rpc, adminKey } = odoo();
    const find = { domain: [['name', '=', 'USD']], fields: ['id'], context: { active_test: false } };
    const usd = firstRow(await rpc(adminKey, 'res.currency', 'search_read', find))['id'];
    await rpc(adminKey, 'res.currency', 'write', { ids: [usd], vals: { active: true } });
    const rate = { currency_id: usd, name: '2026-01-02', company_rate: 1.17 };
    await rpc(adminKey, 'res.currency.rate', 'create', { vals_list: [rate] });
    await pay([id], { currency_id: usd });
    expect(said(await read(id))).toEqual([[112.95, 112.95]]);
  });

  test('a match that is undone and made anew is another match of the same entry', async () => {
    const id = await silta.posted();
    await pay([id], {});
    const before = await read(id);
    const match = (invoice: Invoice) =>
      invoice.line_ids.flatMap(({ matched_credit_ids }) => matched_credit_ids.map((one) => one.id));
    const entry = paymentsOf(before)[0]?.id;
    const [line] = rows(
      await silta.person.call('account.move.line', 'search_read', [
        [
          ['move_id', '=', entry],
          ['account_id.account_type', '=', 'asset_receivable'],
        ],
        ['id'],
      ]),
    );
    await silta.person.call('account.move', 'js_remove_outstanding_partial', [[id], match(before)[0]]);
    await silta.person.call('account.move', 'js_assign_outstanding_line', [[id], line?.['id']]);
    const after = await read(id);
    expect(match(after)).not.toEqual(match(before));
    expect(paymentsOf(after)).toEqual(paymentsOf(before));
  });

  test('goes to Netvisor as the money that was paid; a person is asked where that leaves something open', async () => {
    const inTime = await discounted();
    const less = await silta.posted();
    await pay([less], writtenOff(112.5));
    for (const id of [inTime, less]) await silta.bridge.send(id);
    // Netvisor takes the discount by the terms that the invoice carries.
    expect(await silta.bridge.settled([inTime, less])).toEqual(
      new Map([
        [inTime, 'sent'],
        [less, 'attention'],
      ]),
    );
    expect(await readMove(odoo(), less, ['x_netvisor_reason', 'x_netvisor_message'])).toMatchObject({
      x_netvisor_reason: 'WriteOffNotCarried',
      x_netvisor_message: expect.stringContaining('Odoo 0,00, Netvisor 0,45'),
    });
    const sums = silta.bridge.netvisor.state().salesPayments.map(({ sum }) => sum);
    expect(sums.toSorted()).toEqual(['110.69', '112.50']);
    silta.expectNoBugs();
  });
});

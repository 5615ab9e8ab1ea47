import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Finding } from '../../mapping/connection-test.ts';
import { attempt } from '../netvisor/server.ts';
import { minimalInvoice } from '../netvisor/fixtures.ts';
import {
  invoiceIn,
  lookAt,
  newlyRedIn,
  openTwoSides,
  verdictOf,
  type Findings,
  type SettingsWish,
  type TwoSides,
} from './two-sides.ts';

let sides: TwoSides;

beforeEach(async () => {
  sides = await openTwoSides();
});
afterEach(() => sides?.close());

const look = (wish?: SettingsWish): Promise<Findings> => lookAt(sides, wish);
const newlyRed = (change: () => void | Promise<void>, wish?: SettingsWish): Promise<Finding[]> =>
  newlyRedIn(sides, change, wish);

async function addJournal(code: string): Promise<void> {
  const values = {
    code,
    name: code,
    type: 'sale',
    company_id: 1,
    invoice_reference_model: 'fi',
    refund_sequence: true,
  };
  await sides.admin.call({ model: 'account.journal', method: 'create', args: { vals_list: [values] } });
}

/** An invoice that a person, or another program, has made in Netvisor. */
async function madeInNetvisor(number: number, comment?: string): Promise<void> {
  const { netvisor } = sides.open();
  await netvisor.salesInvoices.add(
    {
      ...minimalInvoice,
      salesInvoiceDate: new Date().toISOString().slice(0, 10),
      salesInvoiceNumber: number,
      ...(comment !== undefined && { salesInvoicePrivateComment: comment }),
    },
    attempt(),
  );
  netvisor.close();
}

describe('numbers in Netvisor', () => {
  test('that are its own and lie outside are green; one among Odoo’s is red', async () => {
    await madeInNetvisor(1044);
    expect((await look()).get('books.netvisor-numbers')).toMatchObject({
      verdict: 'green',
      says: expect.stringContaining('1044'),
    });
    const reds = await newlyRed(() => madeInNetvisor(202600031));
    expect(reds).toMatchObject([
      { id: 'books.netvisor-numbers', says: expect.stringMatching(/202600031 .* of INV numberPrefix/) },
    ]);
  });

  test('that Silta has sent, or that Odoo knows there, are no clash', async () => {
    await madeInNetvisor(
      202600032,
      'Silta 3c1f6a52-7d0e-4b1c-9e55-9120034a0001 account.move 7 0123456789abcdef',
    );
    await madeInNetvisor(202600033);
    sides.odoo.edit('account.move', invoiceIn(sides), { x_netvisor_number: '202600033' });
    expect(verdictOf(await look(), 'books.netvisor-numbers')).toBe('unknown');
  });
});

describe('the books', () => {
  const two = { invoices: { journals: { INV: {}, WEB: { numberPrefix: '2', creditNotePrefix: '8' } } } };

  test('two journals whose digits are the same', async () => {
    const reds = await newlyRed(() => addJournal('WEB'), two);
    expect(reds).toMatchObject([{ id: 'books.references', says: expect.stringContaining('INV + WEB') }]);
  });

  test('a journal that has no number rule', async () => {
    const reds = await newlyRed(() => addJournal('WEB1'));
    expect(reds).toMatchObject([{ id: 'books.journals', says: expect.stringContaining('WEB1') }]);
  });

  test('a tax without code counts once a posted document carries it', async () => {
    const zero = 'tax_dom_sales_goods_0';
    const reds = await newlyRed(() => void invoiceIn(sides, zero));
    expect(reds.map(({ id }) => id)).toEqual(['books.taxes-without-code']);
    sides.odoo.edit('account.tax', sides.odoo.ref(`account.1_${zero}`), { x_netvisor_vat_code: 'KOMY0' });
    expect(verdictOf(await look(), 'books.taxes-without-code')).toBe('green');
  });

  test('a code that does not go with the percentage', async () => {
    const tax = sides.odoo.ref('account.1_tax_dom_sales_goods_25_5');
    const reds = await newlyRed(() => sides.odoo.edit('account.tax', tax, { x_netvisor_vat_code: 'EUMY' }));
    expect(reds.map(({ id }) => id)).toEqual(['books.vat-codes']);
  });

  test('an income account that Netvisor lacks, unless it is mapped', async () => {
    invoiceIn(sides);
    const account = sides.odoo.ref('account.1_account_3000');
    const reds = await newlyRed(() => sides.odoo.edit('account.account', account, { code: '3001' }));
    expect(reds).toMatchObject([{ id: 'books.accounts', says: expect.stringContaining('3001') }]);
    const mapped = await look({ invoices: { accounts: { '3001': '3000' } } });
    expect(verdictOf(mapped, 'books.accounts')).toBe('green');
  });

  test('Enterprise journals that leave invoices In Payment', async () => {
    const module = sides.odoo.db.rows('ir.module.module').find((row) => row['name'] === 'account_accountant');
    const reds = await newlyRed(() =>
      sides.odoo.edit('ir.module.module', module?.id ?? 0, { state: 'installed' }),
    );
    expect(reds).toMatchObject([
      { id: 'books.in-payment', says: expect.stringContaining('BNK1 / Manual Payment (inbound)') },
    ]);
  });

  test('a general product that is not chosen, then one that is made when the connection opens', async () => {
    const reds = await newlyRed(() =>
      sides.odoo.edit('res.company', 1, { x_netvisor_product_mode: 'generic' }),
    );
    expect(reds.map(({ id }) => id)).toEqual(['books.general-product']);
    const product = sides.odoo.addProduct({ name: 'Myynti', default_code: 'YLEIS' });
    sides.odoo.edit('res.company', 1, { x_netvisor_generic_product: product });
    expect(verdictOf(await look(), 'books.general-product')).toBe('unknown');
    sides.odoo.edit('product.product', product, { x_netvisor_keys: { 'test:9120034-9': '999' } });
    expect(verdictOf(await look(), 'books.general-product')).toBe('red');
  });

  test('sums that may not be carried', async () => {
    const findings = await look({ invoices: { lineSums: 'never' } });
    expect(verdictOf(findings, 'books.tax-rounding')).toBe('red');
    sides.odoo.edit('res.company', 1, { tax_calculation_rounding_method: 'round_per_line' });
    expect(verdictOf(await look({ invoices: { lineSums: 'never' } }), 'books.tax-rounding')).toBe('green');
  });
});

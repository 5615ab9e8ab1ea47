import { describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import { compareSums, differencesText } from '../../mapping/verify.ts';
import type { SalesInvoiceDetails } from '../../netvisor/sales-invoice-replies.ts';
import type { InvoiceSums } from '../../odoo/invoice-sums.ts';

const TAXES = {
  25.5: { id: 1, amount: 25.5, price_include: false, x_netvisor_vat_code: 'KOMY' },
  10: { id: 2, amount: 10, price_include: false, x_netvisor_vat_code: 'KOMY' },
  0: { id: 3, amount: 0, price_include: false, x_netvisor_vat_code: 'NONE' },
} as const;
type Rate = keyof typeof TAXES;

interface Row {
  readonly rate: Rate;
  readonly net: number;
}

interface Booked {
  readonly rows: readonly Row[];
  readonly vat: Partial<Record<Rate, number>>;
  readonly change?: Partial<InvoiceSums>;
}

/** A posted invoice with these rows and these booked taxes. */
function odoo({ rows, vat, change = {} }: Booked): InvoiceSums {
  const sign = change.move_type === 'out_refund' ? -1 : 1;
  const net = rows.reduce((sum, row) => sum.plus(row.net), new Decimal(0));
  const tax = Object.values(vat).reduce((sum: Decimal, each) => sum.plus(each), new Decimal(0));
  const total = net.plus(tax).toNumber();
  return {
    id: 1,
    move_type: 'out_invoice',
    currency_id: { id: 1, name: 'EUR' },
    amount_untaxed: net.toNumber(),
    amount_total: total,
    amount_total_signed: total * sign,
    invoice_line_ids: rows.map((row, index) => ({
      id: index,
      display_type: 'product',
      price_subtotal: row.net,
      tax_ids: [TAXES[row.rate]],
    })),
    line_ids: [
      ...rows.map((row, index) => ({ id: index, amount_currency: -row.net * sign, tax_line_id: undefined })),
      ...Object.entries(vat).map(([rate, sum], index) => ({
        id: 100 + index,
        amount_currency: -sum * sign,
        tax_line_id: { id: TAXES[Number(rate) as Rate].id },
      })),
    ],
    x_netvisor_reason: undefined,
    x_netvisor_key: 'test:9120034-9:1',
    x_netvisor_number: '1',
    x_netvisor_reference: '1',
    x_netvisor_mark: undefined,
    x_netvisor_verified_at: undefined,
    ...change,
  };
}

type Computed = readonly [code: string, percent: string, net: string, vat: string];

/** The same document as Netvisor shows it. */
function netvisor(
  rows: readonly Computed[],
  total: string,
  change: Partial<SalesInvoiceDetails> = {},
): SalesInvoiceDetails {
  const details = {
    salesInvoiceNetvisorKey: 1,
    salesInvoiceAmount: new Decimal(total),
    iso4217CurrencyCode: 'EUR',
    currencyRate: new Decimal(1),
    foreignCurrencyAmount: null,
    invoiceLines: [
      { commentLine: { comment: 'Text' } },
      ...rows.map(([vatCode, percent, net, vat]) => ({
        productLine: {
          vatCode,
          productVatPercentage: new Decimal(percent),
          salesInvoiceProductLineVatSum: new Decimal(vat),
          salesInvoiceProductLineSum: new Decimal(net).plus(vat),
        },
      })),
    ],
    ...change,
  };
  return details as unknown as SalesInvoiceDetails;
}

const words = (...args: Parameters<typeof compareSums>): string => differencesText(compareSums(...args)).en;

describe('sums agree', () => {
  test('when net and VAT of each code and the total are the same', () => {
    const own = odoo({
      rows: [
        { rate: 25.5, net: 90 },
        { rate: 10, net: 20 },
      ],
      vat: { 25.5: 22.95, 10: 2 },
    });
    const theirs = netvisor(
      [
        ['KOMY', '25.5', '90', '22.95'],
        ['KOMY', '10', '20', '2'],
      ],
      '134.95',
    );
    expect(compareSums(own, theirs, 'row')).toEqual([]);
  });

  test('on a credit note, which is negative in Netvisor and positive in Odoo', () => {
    const own = odoo({
      rows: [{ rate: 25.5, net: 90 }],
      vat: { 25.5: 22.95 },
      change: { move_type: 'out_refund' },
    });
    expect(compareSums(own, netvisor([['KOMY', '25.5', '-90', '-22.95']], '-112.95'), 'row')).toEqual([]);
  });

  test('where Netvisor shows rows without VAT handling as "-"', () => {
    const own = odoo({ rows: [{ rate: 0, net: 90 }], vat: {} });
    expect(compareSums(own, netvisor([['-', '0', '90', '0']], '90'), 'row')).toEqual([]);
  });

  test('where a row was split, and where a row of nothing stands on one side only', () => {
    const own = odoo({
      rows: [
        { rate: 25.5, net: 90 },
        { rate: 10, net: 0 },
      ],
      vat: { 25.5: 22.95 },
    });
    const theirs = netvisor(
      [
        ['KOMY', '25.5', '30', '7.65'],
        ['KOMY', '25.5', '60', '15.30'],
      ],
      '112.95',
    );
    expect(compareSums(own, theirs, 'row')).toEqual([]);
  });

  // Ten rows of 0.09 net: VAT 0.02 each makes 0.20, VAT of the sum is 0.23.
  const rows = Array.from({ length: 10 }, () => ({ rate: 25.5 as const, net: 0.09 }));
  const computed = rows.map((): Computed => ['KOMY', '25.5', '0.09', '0.02']);
  test.each([
    ['row', 0.2, '1.10'],
    ['unknown', 0.2, '1.10'],
    ['unknown', 0.23, '1.13'],
    ['code', 0.23, '1.13'],
  ] as const)('when VAT rounding is "%s" and Odoo has booked %d', (vatRounding, vat, total) => {
    expect(compareSums(odoo({ rows, vat: { 25.5: vat } }), netvisor(computed, total), vatRounding)).toEqual(
      [],
    );
  });

  test('when prices are gross, VAT is rounded once, and rows show it otherwise', () => {
    // Ten rows of 0.99 gross: VAT 0.20 each makes 2.00; of 9.90 it is 2.01.
    const own = odoo({ rows: [{ rate: 25.5, net: 7.89 }], vat: { 25.5: 2.01 } });
    const gross = own.invoice_line_ids.map((line) => ({
      ...line,
      tax_ids: line.tax_ids.map((tax) => ({ ...tax, price_include: true })),
    }));
    const theirs = netvisor(
      Array.from({ length: 10 }, (): Computed => ['KOMY', '25.5', '0.79', '0.20']),
      '9.90',
    );
    expect(compareSums({ ...own, invoice_line_ids: gross }, theirs, 'code')).toEqual([]);
    expect(compareSums(own, theirs, 'code')).toHaveLength(1);
  });

  test('not by another rounding than the one that the settings know of, nor against the total', () => {
    const own = odoo({ rows, vat: { 25.5: 0.23 } });
    expect(words(own, netvisor(computed, '1.13'), 'row')).toBe(
      'KOMY 25.5: Odoo 0,90 + 0,23, Netvisor 0,90 + 0,20',
    );
    expect(words(own, netvisor(computed, '1.10'), 'unknown')).toBe('total: Odoo 1,13 EUR, Netvisor 1,10 EUR');
  });
});

describe('a difference is told with both figures', () => {
  test('for the code and the total', () => {
    const own = odoo({ rows: [{ rate: 25.5, net: 90 }], vat: { 25.5: 22.95 } });
    expect(words(own, netvisor([['KOMY', '25.5', '92', '23.46']], '115.46'), 'row')).toBe(
      'KOMY 25.5: Odoo 90,00 + 22,95, Netvisor 92,00 + 23,46; total: Odoo 112,95 EUR, Netvisor 115,46 EUR',
    );
  });

  test('for two codes whose totals make up for each other', () => {
    const own = odoo({
      rows: [
        { rate: 25.5, net: 100 },
        { rate: 0, net: 25.5 },
      ],
      vat: { 25.5: 25.5 },
    });
    const theirs = netvisor(
      [
        ['KOMY', '25.5', '100', '25.5'],
        ['KOMY0', '0', '25.5', '0'],
      ],
      '151',
    );
    expect(compareSums(own, theirs, 'unknown')).toEqual([
      { code: 'NONE 0', odoo: '25,50 + 0,00', netvisor: '0,00 + 0,00' },
      { code: 'KOMY0 0', odoo: '0,00 + 0,00', netvisor: '25,50 + 0,00' },
    ]);
  });

  test('for one cent of VAT that net makes up for', () => {
    const own = odoo({ rows: [{ rate: 25.5, net: 90 }], vat: { 25.5: 22.95 } });
    expect(
      compareSums(own, netvisor([['KOMY', '25.5', '90.01', '22.94']], '112.95'), 'unknown'),
    ).toHaveLength(1);
  });
});

describe('in a foreign currency', () => {
  const dollars = (euros: number): InvoiceSums =>
    odoo({
      rows: [{ rate: 0, net: 110 }],
      vat: {},
      change: { currency_id: { id: 2, name: 'USD' }, amount_total_signed: euros },
    });
  const shown = (amount: string, rate: string): SalesInvoiceDetails =>
    netvisor([['NONE', '0', '110', '0']], amount, {
      iso4217CurrencyCode: 'USD',
      currencyRate: new Decimal(rate),
      foreignCurrencyAmount: new Decimal('110'),
    });

  test('the total in euro is compared too, whether Netvisor shows it or the rate gives it', () => {
    expect(compareSums(dollars(100), shown('110', '1.1'), 'row')).toEqual([]);
    expect(compareSums(dollars(100), shown('100', '1.1'), 'row')).toEqual([]);
    expect(words(dollars(100.01), shown('110', '1.1'), 'row')).toBe(
      'total: Odoo 100,01 EUR, Netvisor 100,00 EUR',
    );
    expect(words(dollars(100.01), shown('100', '1.1'), 'row')).toBe(
      'total: Odoo 100,01 EUR, Netvisor 100,00 EUR',
    );
  });

  test('the same number in another currency is a difference', () => {
    expect(words(dollars(110), netvisor([['NONE', '0', '110', '0']], '110'), 'row')).toBe(
      'total: Odoo 110,00 USD, Netvisor 110,00 EUR',
    );
  });
});

import { describe, expect, test } from '@jest/globals';
import { accountOf, inOrder, productOf } from '../../mapping/invoice-rows.ts';
import { mapInvoice, type InvoiceRules } from '../../mapping/invoice.ts';
import type { SalesInvoiceLine, SalesInvoiceProductLine } from '../../netvisor/documents.ts';
import type { Invoice, InvoiceLine } from '../../odoo/models.ts';
import {
  aCompany,
  aCreditNote,
  aLine,
  aNote,
  anInvoice,
  aProduct,
  aTax,
  LEDGER,
  rulesFor,
} from './samples.ts';

function linesOf(invoice: Invoice, rules: InvoiceRules = rulesFor()): readonly SalesInvoiceLine[] {
  const mapping = mapInvoice(invoice, 'comment', rules);
  if (mapping.kind !== 'ready') throw new Error(JSON.stringify(mapping));
  return mapping.document.invoiceLines;
}

const productLinesOf = (invoice: Invoice, rules?: InvoiceRules): SalesInvoiceProductLine[] =>
  linesOf(invoice, rules).flatMap((line) => ('productLine' in line ? [line.productLine] : []));

/** The only row of an invoice whose one row is changed. */
function rowOf(change: Partial<InvoiceLine> = {}, rules?: InvoiceRules): SalesInvoiceProductLine {
  const [row, ...more] = productLinesOf(anInvoice({ invoice_line_ids: [aLine(change)] }), rules);
  if (!row || more.length > 0) throw new Error('not one row');
  return row;
}

describe('a row', () => {
  test('has product, price, VAT code, quantity, unit and account', () => {
    const row = rowOf();
    expect(row).toMatchObject({
      productIdentifier: { type: 'netvisor', value: '52' },
      productName: 'Kuukausivuokra',
      accountingAccountSuggestion: '3000',
      productUnitName: 'kk',
    });
    expect(row.productUnitPrice.type).toBe('net');
    expect(row.productUnitPrice.value.toString()).toBe('45');
    expect(row.productVatPercentage.vatCode).toBe('KOMY');
    expect(row.productVatPercentage.value.toString()).toBe('25.5');
    expect(row.salesInvoiceProductLineQuantity.toString()).toBe('2');
    for (const absent of [
      'salesInvoiceProductLineDiscountPercentage',
      'salesInvoiceProductLineVatSum',
      'salesInvoiceProductLineSum',
      'salesInvoiceProductLineFreeText',
      'dimensions',
    ]) {
      expect(row).not.toHaveProperty(absent);
    }
  });

  test('stands where people see it, whatever the order of the table', () => {
    const lines = [
      aLine({ id: 3, sequence: 20, name: 'c' }),
      aLine({ id: 2, sequence: 10, name: 'b' }),
      aLine({ id: 1, sequence: 10, name: 'a' }),
    ];
    expect(inOrder(lines).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    const sent = productLinesOf(anInvoice({ invoice_line_ids: lines }));
    expect(sent.map(({ productName }) => productName)).toEqual(['a', 'b', 'c']);
  });
});

describe('prices', () => {
  const quantityAndPrice = (invoice: Invoice) =>
    productLinesOf(invoice).map(
      ({ salesInvoiceProductLineQuantity: quantity, productUnitPrice: { value } }) =>
        `${quantity.toString()} × ${value.toString()}`,
    );
  const rows = [
    aLine({ id: 1 }),
    aLine({ id: 2, quantity: 1, price_unit: -45 }),
    aLine({ id: 3, quantity: -0.5 }),
  ];

  test('that are negative become a negative quantity', () => {
    expect(quantityAndPrice(anInvoice({ invoice_line_ids: rows }))).toEqual([
      '2 × 45',
      '-1 × 45',
      '-0.5 × 45',
    ]);
  });

  test('of credit notes stay positive, and their quantities are negative', () => {
    expect(quantityAndPrice(aCreditNote({ invoice_line_ids: rows }))).toEqual([
      '-2 × 45',
      '1 × 45',
      '0.5 × 45',
    ]);
  });

  test('that include the tax are sent as gross', () => {
    expect(rowOf({ tax_ids: [aTax({ price_include: true })] }).productUnitPrice.type).toBe('gross');
  });

  test('carry the discount of the row', () => {
    expect(rowOf({ discount: 12.5 }).salesInvoiceProductLineDiscountPercentage?.toString()).toBe('12.5');
  });

  test('keep every decimal of Odoo', () => {
    expect(rowOf({ price_unit: 0.0155 }).productUnitPrice.value.toString()).toBe('0.0155');
    expect(rowOf({ quantity: 0.333 }).salesInvoiceProductLineQuantity.toString()).toBe('0.333');
  });
});

describe('sums of rows', () => {
  // 3 × 0,10 at 25,5 %: Odoo books VAT of 0,08, Netvisor would come to 0,09 row by row.
  const invoice = anInvoice({
    invoice_line_ids: [1, 2, 3].map((id) => aLine({ id, quantity: 1, price_unit: 0.1 })),
  });
  const givenBy = (lineSums: 'net' | 'gross') =>
    productLinesOf(invoice, rulesFor({ lineSums })).map(
      ({ salesInvoiceProductLineSum: given, salesInvoiceProductLineVatSum: vat }) =>
        `${given?.toString()} / ${vat?.toString()}`,
    );

  test('are given where Netvisor would round otherwise, such that the VAT adds up to that of Odoo', () => {
    expect(givenBy('net')).toEqual(['0.1 / 0.02', '0.1 / 0.03', '0.1 / 0.03']);
  });

  test('have the VAT in them where Netvisor takes them so', () => {
    expect(givenBy('gross')).toEqual(['0.12 / 0.02', '0.13 / 0.03', '0.13 / 0.03']);
  });

  test('are those of the books where global rounding has moved a cent between rows', () => {
    // 33,334 + 33,334 + 33,334 = 100,00, and Odoo gives the cent to the first.
    const lines = [1, 2, 3].map((id) => aLine({ id, quantity: 1, price_unit: 33.334 }));
    const sent = productLinesOf(anInvoice({ invoice_line_ids: lines }));
    expect(sent.map(({ salesInvoiceProductLineSum: given }) => given?.toString())).toEqual([
      '33.34',
      '33.33',
      '33.33',
    ]);
  });

  test('are those of the rows where the books show a row otherwise, as with a discount account', () => {
    const one = anInvoice();
    const split = one.line_ids.map((item) =>
      item.display_type === 'product' ? { ...item, amount_currency: -100 } : item,
    );
    expect(productLinesOf({ ...one, line_ids: split })).toHaveLength(1);
  });
});

describe('dimensions', () => {
  const accounts = [
    { id: 4, name: 'Helsinki', code: undefined, root_plan_id: { id: 1, display_name: 'Toimipiste' } },
    { id: 5, name: 'Turku', code: undefined, root_plan_id: { id: 1, display_name: 'Toimipiste' } },
  ];

  test('split a row, and each part has its share of the quantity', () => {
    const lines = [
      aLine({
        analytic_distribution: { '4': 75, '5': 25 },
        distribution_analytic_account_ids: accounts,
      }),
    ];
    const sent = productLinesOf(anInvoice({ invoice_line_ids: lines }));
    expect(
      sent.map(({ salesInvoiceProductLineQuantity: quantity, dimensions }) => [
        quantity.toString(),
        dimensions,
      ]),
    ).toEqual([
      ['1.5', [{ dimensionName: 'Toimipiste', dimensionItem: 'Helsinki' }]],
      ['0.5', [{ dimensionName: 'Toimipiste', dimensionItem: 'Turku' }]],
    ]);
  });
});

describe('texts', () => {
  test('of sections and notes become comment lines at their place; empty ones vanish', () => {
    const note = (sequence: number, line: InvoiceLine): InvoiceLine => ({ ...line, sequence });
    const lines = linesOf(
      anInvoice({
        invoice_line_ids: [
          note(1, aNote('line_section', 'Marraskuu', 1)),
          aLine({ id: 2, sequence: 2 }),
          note(3, aNote('line_note', '  ', 3)),
          note(4, aNote('line_note', 'Kiitos!\nTervetuloa uudelleen', 4)),
        ],
      }),
    );
    expect(lines.map((line) => ('commentLine' in line ? line.commentLine.comment : 'a row'))).toEqual([
      'Marraskuu',
      'a row',
      'Kiitos!\nTervetuloa uudelleen',
    ]);
  });

  test('of a row are its name, and below it what stands on further lines', () => {
    const row = rowOf({ name: 'Vuokra\nVarasto 3\n1.–30.11.' });
    expect(row.productName).toBe('Vuokra');
    expect(row.salesInvoiceProductLineFreeText).toBe('Varasto 3\n1.–30.11.');
  });

  test('of a row without a text of its own are the name of its product', () => {
    expect(rowOf({ name: undefined }).productName).toBe('Kuukausivuokra');
  });
});

describe('the product of a row', () => {
  const general = aProduct({ id: 9, name: 'Myynti', x_netvisor_keys: { [LEDGER]: '99' } });
  const productFor = (change: Parameters<typeof aCompany>[0], line: InvoiceLine = aLine()) =>
    productOf(anInvoice({ company_id: aCompany(change) }), line)?.id;

  test('is its own, or the general one where it has none', () => {
    const change = { x_netvisor_generic_product: general };
    expect(productFor(change)).toBe(8);
    expect(productFor(change, aLine({ product_id: undefined }))).toBe(9);
    expect(productFor({}, aLine({ product_id: undefined }))).toBeUndefined();
  });

  test('is the general one for all rows where the company says so, and the row keeps its name', () => {
    const change = {
      x_netvisor_product_mode: 'generic',
      x_netvisor_generic_product: general,
    } as const;
    expect(productFor(change)).toBe(9);
    const lines = [aLine({ name: undefined })];
    const [row] = productLinesOf(anInvoice({ company_id: aCompany(change), invoice_line_ids: lines }));
    expect(row?.productIdentifier.value).toBe('99');
    expect(row?.productName).toBe('Kuukausivuokra');
  });

  test('has the key of the ledger, never of another environment', () => {
    const product_id = aProduct({ x_netvisor_keys: { 'production:9120034-9': '1', [LEDGER]: '52' } });
    expect(rowOf({ product_id }).productIdentifier.value).toBe('52');
  });
});

describe('accounts', () => {
  const code = (code: string) => aLine({ account_id: { id: 5, code } });

  test('are those of Odoo unless the settings name another', () => {
    expect(accountOf(code('3000'), {})).toBe('3000');
    expect(accountOf(code('3000'), { '3000': '3010' })).toBe('3010');
  });

  test('that are no number are usable by the settings alone', () => {
    expect(accountOf(code('3000.1'), {})).toBeUndefined();
    expect(accountOf(code('12345678901'), {})).toBeUndefined();
    expect(accountOf(code('3000.1'), { '3000.1': '30001' })).toBe('30001');
    expect(accountOf(aLine({ account_id: undefined }), {})).toBeUndefined();
  });
});

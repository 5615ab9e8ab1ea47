import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mapInvoice, plainText, type InvoiceRules } from '../../mapping/invoice.ts';
import type { SalesInvoice, SalesInvoiceProductLine } from '../../netvisor/documents.ts';
import type { Invoice } from '../../odoo/models.ts';
import { aLine, anInvoice, aPartner, aProduct, aTax, LEDGER, rulesFor } from './samples.ts';

const COMMENT = 'Silta 0b7c account.move 42 0123456789abcdef';

/** The document of an invoice that can be sent; fails with the blockers otherwise. */
function documentOf(invoice: Invoice, rules: InvoiceRules = rulesFor()): SalesInvoice {
  const mapping = mapInvoice(invoice, COMMENT, rules);
  if (mapping.kind !== 'ready') throw new Error(JSON.stringify(mapping));
  return mapping.document;
}

/** The only product row of the invoice's document. */
function rowOf(invoice: Invoice, rules: InvoiceRules = rulesFor()): SalesInvoiceProductLine {
  const [line] = documentOf(invoice, rules).invoiceLines;
  if (line === undefined || !('productLine' in line)) throw new Error('no product row');
  return line.productLine;
}

describe('an ordinary invoice', () => {
  test('is carried with its number, reference, sum, comment and customer', () => {
    const mapping = mapInvoice(anInvoice(), COMMENT, rulesFor());
    expect(mapping).toMatchObject({
      kind: 'ready',
      number: '202600001',
      reference: '2026000011',
      document: {
        salesInvoiceNumber: 202600001,
        salesInvoiceReferenceNumber: '2026000011',
        salesInvoiceStatus: 'unsent',
        salesInvoicePrivateComment: COMMENT,
        salesInvoiceOurReference: 'Tuulia Kaarna',
        salesInvoiceYourReference: 'Tilaus 77',
        invoicingCustomerIdentifier: { type: 'netvisor', value: '711' },
      },
    });
    expect(documentOf(anInvoice()).salesInvoiceAmount?.toString()).toBe('112.95');
  });

  test('has rows with product, price, VAT code, quantity, unit and account', () => {
    const row = rowOf(anInvoice());
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
    expect(row).not.toHaveProperty('salesInvoiceProductLineDiscountPercentage');
  });

  test('leaves out what Odoo leaves empty', () => {
    const document = documentOf(
      anInvoice({
        delivery_date: undefined,
        invoice_user_id: undefined,
        ref: undefined,
        narration: '<p><br></p>',
      }),
    );
    for (const absent of [
      'salesInvoiceDeliveryDate',
      'salesInvoiceOurReference',
      'salesInvoiceYourReference',
      'salesInvoiceFreeTextAfterLines',
      'deliveryAddressName',
    ]) {
      expect(document).not.toHaveProperty(absent);
    }
  });
});

describe('dates', () => {
  const day = fc
    .date({
      min: new Date('2020-01-01T00:00:00Z'),
      max: new Date('2035-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString().slice(0, 10));
  // Both changes of the clock in Helsinki, year ends and a leap day among them.
  const anyDay = fc.oneof(
    fc.constantFrom('2026-03-29', '2026-10-25', '2026-01-01', '2026-12-31', '2028-02-29'),
    day,
  );

  test('are carried as they stand, each to its own place', () => {
    fc.assert(
      fc.property(anyDay, anyDay, anyDay, anyDay, (invoiced, posted, due, delivered) => {
        const document = documentOf(
          anInvoice({
            invoice_date: invoiced,
            date: posted,
            invoice_date_due: due,
            delivery_date: delivered,
          }),
        );
        expect(document).toMatchObject({
          salesInvoiceDate: invoiced,
          salesInvoiceEventDate: posted,
          salesInvoiceDueDate: due,
          salesInvoiceDeliveryDate: delivered,
        });
      }),
    );
  });
});

describe('the invoice number in Netvisor', () => {
  const numberOf = (name: string, journals: InvoiceRules['journals']): number | undefined =>
    documentOf(anInvoice({ name }), rulesFor({ journals })).salesInvoiceNumber;

  test('is the digits of the number in Odoo', () => {
    expect(numberOf('INV/2026/00001', { INV: { numberPrefix: '' } })).toBe(202600001);
    expect(numberOf('INV/26-27/0042', { INV: { numberPrefix: '' } })).toBe(26270042);
  });

  test('begins with the prefix of the journal, so that two journals never meet', () => {
    expect(numberOf('INV/2026/00001', { INV: { numberPrefix: '7' } })).toBe(7202600001);
    expect(numberOf('INV/0001', { INV: { numberPrefix: '70' } })).toBe(700001);
  });

  test('of fifteen digits is carried without loss', () => {
    expect(numberOf('999999999999999', { INV: { numberPrefix: '' } })).toBe(999_999_999_999_999);
  });
});

describe('prices', () => {
  test('that are negative become a negative quantity', () => {
    const invoice = anInvoice({
      amount_untaxed: 45,
      amount_tax: 11.47,
      amount_total: 56.47,
      invoice_line_ids: [aLine(), aLine({ quantity: 1, price_unit: -45 })],
    });
    const [, credit] = documentOf(invoice).invoiceLines;
    if (credit === undefined || !('productLine' in credit)) throw new Error('no second row');
    expect(credit.productLine.productUnitPrice.value.toString()).toBe('45');
    expect(credit.productLine.salesInvoiceProductLineQuantity.toString()).toBe('-1');
  });

  test('that include the tax are sent as gross', () => {
    const row = rowOf(
      anInvoice({
        amount_untaxed: 71.71,
        amount_tax: 18.29,
        amount_total: 90,
        invoice_line_ids: [aLine({ tax_ids: [aTax({ price_include: true })] })],
      }),
    );
    expect(row.productUnitPrice.type).toBe('gross');
  });

  test('carry the discount of the row', () => {
    const row = rowOf(
      anInvoice({
        amount_untaxed: 78.75,
        amount_tax: 20.08,
        amount_total: 98.83,
        invoice_line_ids: [aLine({ discount: 12.5 })],
      }),
    );
    expect(row.salesInvoiceProductLineDiscountPercentage?.toString()).toBe('12.5');
  });

  test('keep every decimal of Odoo', () => {
    const row = rowOf(
      anInvoice({
        amount_untaxed: 0.03,
        amount_tax: 0.01,
        amount_total: 0.04,
        invoice_line_ids: [aLine({ price_unit: 0.0155, quantity: 2 })],
      }),
    );
    expect(row.productUnitPrice.value.toString()).toBe('0.0155');
  });
});

describe('texts', () => {
  test('of sections and notes become comment lines at their place; empty ones vanish', () => {
    const document = documentOf(
      anInvoice({
        invoice_line_ids: [
          aLine({ display_type: 'line_section', name: 'Marraskuu', tax_ids: [], product_id: undefined }),
          aLine(),
          aLine({ display_type: 'line_note', name: '  ', tax_ids: [], product_id: undefined }),
          aLine({ display_type: 'line_note', name: 'Kiitos!\nTervetuloa uudelleen', tax_ids: [] }),
        ],
      }),
    );
    expect(
      document.invoiceLines.map((line) => ('commentLine' in line ? line.commentLine.comment : 'a row')),
    ).toEqual(['Marraskuu', 'a row', 'Kiitos!\nTervetuloa uudelleen']);
  });

  test('of a row are its name, and below it what stands on further lines', () => {
    const row = rowOf(anInvoice({ invoice_line_ids: [aLine({ name: 'Vuokra\nVarasto 3\n1.–30.11.' })] }));
    expect(row.productName).toBe('Vuokra');
    expect(row.salesInvoiceProductLineFreeText).toBe('Varasto 3\n1.–30.11.');
  });

  test('of a row without a text of its own are the name of the product', () => {
    expect(rowOf(anInvoice({ invoice_line_ids: [aLine({ name: undefined })] })).productName).toBe(
      'Kuukausivuokra',
    );
  });

  test('of terms and conditions lose their markup and nothing else', () => {
    expect(
      documentOf(
        anInvoice({
          narration: '<p>Huomautusaika 8 vrk</p><p>Viivästyskorko &gt; 11&nbsp;% &amp; kulut</p>',
        }),
      ).salesInvoiceFreeTextAfterLines,
    ).toBe('Huomautusaika 8 vrk\nViivästyskorko > 11 % & kulut');
    expect(plainText('<ul><li>yksi</li><li>kaksi</li></ul>a<br>b<br/>c &#8364; &quot;x&quot; &amp;lt;')).toBe(
      'yksi\nkaksi\na\nb\nc € "x" &lt;',
    );
  });

  test('with a number for a character that does not exist do not stop the invoice', () => {
    expect(plainText('Hinta &#99999999; €')).toContain('Hinta');
  });
});

describe('the delivery address', () => {
  const elsewhere = {
    id: 32,
    name: 'Havutupa, varasto',
    street: 'Naavakuja 2',
    zip: '33200',
    city: 'Tampere',
    country_id: { id: 70, code: 'FI' },
  };

  test('is carried when goods go elsewhere than to the customer', () => {
    expect(documentOf(anInvoice({ partner_shipping_id: elsewhere }))).toMatchObject({
      deliveryAddressName: 'Havutupa, varasto',
      deliveryAddressLine: 'Naavakuja 2',
      deliveryAddressPostNumber: '33200',
      deliveryAddressTown: 'Tampere',
      deliveryAddressCountryCode: 'FI',
    });
  });

  test('is left out when it is the customer, or when there is none', () => {
    for (const partner_shipping_id of [aPartner(), undefined]) {
      const document = documentOf(anInvoice({ partner_shipping_id }));
      expect(Object.keys(document).filter((name) => name.startsWith('delivery'))).toEqual([]);
    }
  });
});

describe('accounts', () => {
  test('are those of Odoo unless the settings name another', () => {
    expect(rowOf(anInvoice()).accountingAccountSuggestion).toBe('3000');
    expect(rowOf(anInvoice(), rulesFor({ accounts: { '3000': '3010' } })).accountingAccountSuggestion).toBe(
      '3010',
    );
  });

  test('that Netvisor could not take become usable by the settings', () => {
    const invoice = anInvoice({ invoice_line_ids: [aLine({ account_id: { id: 5, code: '3000.1' } })] });
    expect(rowOf(invoice, rulesFor({ accounts: { '3000.1': '30001' } })).accountingAccountSuggestion).toBe(
      '30001',
    );
  });
});

describe('registers', () => {
  test('a customer and products without a key in this ledger are needed first, each once', () => {
    const other = { 'production:9120034-9': '1' };
    const unknown = aProduct({ id: 9, x_netvisor_keys: other });
    const invoice = anInvoice({
      amount_untaxed: 270,
      amount_tax: 68.85,
      amount_total: 338.85,
      commercial_partner_id: aPartner({ x_netvisor_keys: other }),
      invoice_line_ids: [aLine(), aLine({ product_id: unknown }), aLine({ product_id: unknown })],
    });
    expect(mapInvoice(invoice, COMMENT, rulesFor())).toEqual({
      kind: 'needs',
      customer: true,
      products: [9],
    });
  });

  test('are not asked for while something else blocks the invoice', () => {
    const invoice = anInvoice({ state: 'draft', commercial_partner_id: aPartner({ x_netvisor_keys: {} }) });
    expect(mapInvoice(invoice, COMMENT, rulesFor()).kind).toBe('blocked');
  });

  test('keys are those of the ledger, never of another environment', () => {
    const product_id = aProduct({ x_netvisor_keys: { 'production:9120034-9': '1', [LEDGER]: '52' } });
    expect(rowOf(anInvoice({ invoice_line_ids: [aLine({ product_id })] })).productIdentifier.value).toBe(
      '52',
    );
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mapInvoice, type InvoiceRules } from '../../mapping/invoice.ts';
import type { SalesInvoice } from '../../netvisor/documents.ts';
import type { Invoice } from '../../odoo/models.ts';
import { PAID } from './blocker-changes.ts';
import {
  aCompany,
  aCreditNote,
  aLine,
  anInvoice,
  anItem,
  aPartner,
  aProduct,
  aTax,
  aTerm,
  rulesFor,
} from './samples.ts';

const COMMENT = 'Silta 0b7c account.move 42 0123456789abcdef';

/** The document of an invoice that can be sent; fails with the blockers otherwise. */
function documentOf(invoice: Invoice, rules: InvoiceRules = rulesFor()): SalesInvoice {
  const mapping = mapInvoice(invoice, COMMENT, rules);
  if (mapping.kind !== 'ready') throw new Error(JSON.stringify(mapping));
  return mapping.document;
}

const company = (change: Parameters<typeof aCompany>[0]): Partial<Invoice> => ({
  company_id: aCompany(change),
});

describe('an ordinary invoice', () => {
  test('is carried with its number, reference, comment and customer', () => {
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
  });

  test('has an empty total: what Netvisor shows later is its own sum and proves something', () => {
    expect(documentOf(anInvoice()).salesInvoiceAmount).toBeNull();
  });

  test('leaves out what Odoo leaves empty', () => {
    const document = documentOf(
      anInvoice({
        delivery_date: undefined,
        date: undefined,
        invoice_user_id: undefined,
        ref: undefined,
        narration: '<p><br></p>',
      }),
    );
    for (const absent of [
      'salesInvoiceDeliveryDate',
      'salesInvoiceEventDate',
      'salesInvoiceOurReference',
      'salesInvoiceYourReference',
      'salesInvoiceFreeTextBeforeLines',
      'salesInvoiceFreeTextAfterLines',
      'deliveryAddressName',
      'deliveryTerm',
      'expectPartialPayments',
      'overrideRateOfOverdue',
    ]) {
      expect(document).not.toHaveProperty(absent);
    }
  });

  test('names its order and its salesperson as our reference', () => {
    expect(documentOf(anInvoice({ invoice_origin: 'S00012' })).salesInvoiceOurReference).toBe(
      'S00012, Tuulia Kaarna',
    );
    const alone = { invoice_origin: 'S00012', invoice_user_id: undefined };
    expect(documentOf(anInvoice(alone)).salesInvoiceOurReference).toBe('S00012');
  });

  test('carries delivery term, penalty interest and the status of the company', () => {
    const document = documentOf(
      anInvoice({
        invoice_incoterm_id: { id: 1, code: 'EXW' },
        is_move_sent: true,
        ...company({ x_netvisor_overdue_interest: 9.5, x_netvisor_invoice_status: 'open' }),
      }),
    );
    expect(document).toMatchObject({ deliveryTerm: 'EXW', salesInvoiceStatus: 'open' });
    expect(document.overrideRateOfOverdue?.toString()).toBe('9.5');
  });

  test('that is paid expects its payment, which follows it', () => {
    const paid = {
      ...PAID,
      ...company({ x_netvisor_paid: 'with-payment', x_netvisor_payment_method: 'Kortti' }),
    };
    expect(documentOf(anInvoice(paid)).expectPartialPayments).toBe(true);
    const unpaid = company({ x_netvisor_paid: 'with-payment', x_netvisor_payment_method: 'Kortti' });
    expect(documentOf(anInvoice(unpaid))).not.toHaveProperty('expectPartialPayments');
    expect(documentOf(aCreditNote(unpaid))).not.toHaveProperty('expectPartialPayments');
  });

  test('has a reference without the spaces that people type', () => {
    expect(documentOf(anInvoice({ payment_reference: '20260 00011' })).salesInvoiceReferenceNumber).toBe(
      '2026000011',
    );
  });
});

describe('where Netvisor numbers', () => {
  test('no number is sent and none is known beforehand', () => {
    const mapping = mapInvoice(anInvoice(), COMMENT, rulesFor({ numbering: 'netvisor' }));
    expect(mapping).not.toHaveProperty('number');
    expect(mapping).not.toHaveProperty('document.salesInvoiceNumber');
    expect(mapping).toMatchObject({ kind: 'ready', reference: '2026000011' });
  });
});

describe('a credit note', () => {
  const original = { id: 41, name: 'INV/2026/00007', invoice_date: '2026-11-01', delivery_date: undefined };

  test('has a number of its own range and no reference', () => {
    const mapping = mapInvoice(aCreditNote(), COMMENT, rulesFor());
    expect(mapping).toMatchObject({ kind: 'ready', number: '9202600001' });
    expect(mapping).not.toHaveProperty('reference');
    expect(mapping).not.toHaveProperty('document.salesInvoiceReferenceNumber');
  });

  test.each([
    ['fi_FI', 'Hyvityslasku laskulle INV/2026/00007'],
    ['sv_FI', 'Kreditfaktura för faktura INV/2026/00007'],
    ['en_US', 'Credit note for invoice INV/2026/00007'],
    ['et_EE', 'Credit note for invoice INV/2026/00007'],
    [undefined, 'Credit note for invoice INV/2026/00007'],
  ])('names what it credits in the language of the customer (%s)', (lang, text) => {
    const note = aCreditNote({ reversed_entry_id: original, commercial_partner_id: aPartner({ lang }) });
    expect(documentOf(note).salesInvoiceFreeTextBeforeLines).toBe(text);
  });

  test('of its own says nothing of an invoice', () => {
    expect(documentOf(aCreditNote())).not.toHaveProperty('salesInvoiceFreeTextBeforeLines');
  });
});

describe('dates', () => {
  const day = fc
    .date({
      min: new Date('2024-09-01T00:00:00Z'),
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

  test('give way to net days where the terms have a cash discount', () => {
    const document = documentOf(anInvoice({ invoice_payment_term_id: aTerm({ early_discount: true }) }));
    expect(document).toMatchObject({ paymentTermNetDays: 14, paymentTermCashDiscountDays: 10 });
    expect(document).not.toHaveProperty('salesInvoiceDueDate');
  });
});

describe('another currency', () => {
  const dollars = { currency_id: { id: 1, name: 'USD', decimal_places: 2 }, invoice_currency_rate: 1.1 };

  test('is named with its rate, beside an empty total', () => {
    const amount = documentOf(anInvoice(dollars)).salesInvoiceAmount;
    expect(amount).toMatchObject({ value: null, iso4217CurrencyCode: 'USD' });
    expect(amount && 'currencyRate' in amount && amount.currencyRate?.toString()).toBe('1.1');
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

describe('registers', () => {
  test('a customer and products without a key in this ledger are needed first, each once', () => {
    const other = { 'production:9120034-9': '1' };
    const unknown = aProduct({ id: 9, x_netvisor_keys: other });
    const invoice = anInvoice({
      commercial_partner_id: aPartner({ x_netvisor_keys: other }),
      invoice_line_ids: [
        aLine({ id: 1 }),
        aLine({ id: 2, product_id: unknown }),
        aLine({ id: 3, product_id: unknown }),
      ],
    });
    expect(mapInvoice(invoice, COMMENT, rulesFor())).toMatchObject({
      kind: 'needs',
      customer: true,
      products: [9],
      draft: { salesInvoiceYourReference: 'Tilaus 77' },
    });
  });

  test('is refused at once also where its VAT is not understood and large', () => {
    const [tax, other] = [aTax(), aTax({ id: 4, amount: 10 })];
    const line = aLine({ quantity: 1, price_unit: 90_000_000, tax_ids: [tax] });
    const books = anInvoice({ invoice_line_ids: [line] });
    const more = anItem({ id: 999, amount_currency: -9_000_000, tax_line_id: { id: 4 } });
    const invoice = {
      ...books,
      invoice_line_ids: [{ ...line, tax_ids: [tax, other] }],
      line_ids: [...books.line_ids, more],
    };
    const begun = performance.now();
    expect(mapInvoice(invoice, COMMENT, rulesFor())).toMatchObject({
      kind: 'blocked',
      blockers: [{ reason: 'RowWithSeveralTaxes' }],
    });
    expect(performance.now() - begun).toBeLessThan(500);
  });

  test('are not asked for while something else blocks the invoice', () => {
    const unknown = { commercial_partner_id: aPartner({ x_netvisor_keys: {} }) };
    expect(mapInvoice(anInvoice({ state: 'draft', ...unknown }), COMMENT, rulesFor()).kind).toBe('blocked');
    const paid = { line_ids: [...anInvoice().line_ids, anItem({ display_type: 'rounding' })] };
    expect(mapInvoice(anInvoice({ ...paid, ...unknown }), COMMENT, rulesFor()).kind).toBe('blocked');
  });
});

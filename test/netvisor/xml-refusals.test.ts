import { describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import { renderCustomer } from '../../netvisor/customers.ts';
import type { SalesInvoice } from '../../netvisor/documents.ts';
import { renderProduct } from '../../netvisor/products.ts';
import { renderSalesInvoice } from '../../netvisor/sales-invoices.ts';
import { maximalProduct, minimalInvoice, oneLine } from './fixtures.ts';
import { refusalOf } from './server.ts';

describe('lengths', () => {
  const header = (key: keyof SalesInvoice) => (value: string) =>
    renderSalesInvoice({ ...minimalInvoice, [key]: value });
  const base = (key: string) => (value: string) =>
    renderCustomer({ customerBaseInformation: { name: 'A', [key]: value } });
  const info = (key: string) => (value: string) =>
    renderCustomer({
      customerBaseInformation: { name: 'A' },
      customerAdditionalInformation: { [key]: value },
    });
  const product = (key: string) => (value: string) =>
    renderProduct({ productBaseInformation: { ...maximalProduct.productBaseInformation, [key]: value } });
  const file = (key: string) => (value: string) =>
    renderSalesInvoice({
      ...minimalInvoice,
      salesInvoiceAttachments: [
        { mimeType: 'a/b', attachmentDescription: 'd', fileName: 'f', documentData: 'AAAA', [key]: value },
      ],
    });

  test.each<[string, number, (value: string) => string]>([
    ['sellername', 50, header('sellerName')],
    ['salesinvoicefreetextbeforelines', 500, header('salesInvoiceFreeTextBeforeLines')],
    ['salesinvoicefreetextafterlines', 500, header('salesInvoiceFreeTextAfterLines')],
    ['salesinvoiceprivatecomment', 255, header('salesInvoicePrivateComment')],
    ['invoicingcustomername', 250, header('invoicingCustomerName')],
    ['invoicingcustomernameextension', 250, header('invoicingCustomerNameExtension')],
    ['invoicingcustomeraddressline', 80, header('invoicingCustomerAddressLine')],
    ['invoicingcustomeradditionaladdressline', 80, header('invoicingCustomerAdditionalAddressLine')],
    ['invoicingcustomerpostnumber', 50, header('invoicingCustomerPostNumber')],
    ['invoicingcustomertown', 80, header('invoicingCustomerTown')],
    ['deliveryaddressname', 250, header('deliveryAddressName')],
    ['deliveryaddressnameextension', 250, header('deliveryAddressNameExtension')],
    ['deliveryaddressline', 80, header('deliveryAddressLine')],
    ['deliveryaddresspostnumber', 50, header('deliveryAddressPostNumber')],
    ['deliveryaddresstown', 80, header('deliveryAddressTown')],
    ['salesinvoiceagreementidentifier', 35, header('salesInvoiceAgreementIdentifier')],
    ['productname', 200, (value) => renderSalesInvoice(oneLine({ productName: value }))],
    [
      'salesinvoiceproductlinefreetext',
      500,
      (value) => renderSalesInvoice(oneLine({ salesInvoiceProductLineFreeText: value })),
    ],
    ['mimetype', 50, file('mimeType')],
    ['attachmentdescription', 100, file('attachmentDescription')],
    ['filename', 255, file('fileName')],
    ['internalidentifier', 50, base('internalIdentifier')],
    ['name', 250, base('name')],
    ['nameextension', 250, base('nameExtension')],
    ['streetaddress', 80, base('streetAddress')],
    ['additionaladdressline', 80, base('additionalAddressLine')],
    ['city', 80, base('city')],
    ['postnumber', 50, base('postNumber')],
    ['yourdefaultreference', 200, info('yourDefaultReference')],
    ['defaulttextbeforeinvoicelines', 500, info('defaultTextBeforeInvoiceLines')],
    ['defaulttextafterinvoicelines', 500, info('defaultTextAfterInvoiceLines')],
    ['productcode', 50, product('productCode')],
    ['name', 200, product('name')],
    ['unit', 50, product('unit')],
  ])('%s takes %i characters and refuses one more', (field, limit, write) => {
    expect(write('ä'.repeat(limit))).toContain('ä'.repeat(limit));
    expect(refusalOf(() => write('ä'.repeat(limit + 1)))).toMatchObject({
      kind: 'Rejected',
      reason: 'ElementTooLong',
      sent: 'no',
      field,
      limit,
      actual: limit + 1,
    });
  });
});

describe('refusals', () => {
  test.each<[string, string, Partial<SalesInvoice>]>([
    ['ElementInvalid', 'salesinvoicedate', { salesInvoiceDate: '2026-02-30' }],
    ['ElementInvalid', 'salesinvoicedate', { salesInvoiceDate: '20.11.2026' }],
    ['ElementInvalid', 'salesinvoicenumber', { salesInvoiceNumber: 1.5 }],
    ['ElementInvalid', 'salesinvoicenumber', { salesInvoiceNumber: 0 }],
    ['ElementInvalid', 'paymenttermnetdays', { paymentTermNetDays: -1 }],
    ['ElementInvalid', 'salesinvoiceamount', { salesInvoiceAmount: new Decimal(NaN) }],
    ['ElementInvalid', 'salesinvoicereferencenumber', { salesInvoiceReferenceNumber: '20260 0017' }],
    ['ElementInvalid', 'salesinvoicereferencenumber', { salesInvoiceReferenceNumber: '123' }],
    ['ElementTooLong', 'salesinvoicereferencenumber', { salesInvoiceReferenceNumber: '1'.repeat(21) }],
    ['ElementInvalid', 'invoicingcustomercountrycode', { invoicingCustomerCountryCode: 'fi' }],
    [
      'ElementInvalid',
      'salesinvoiceamount',
      { salesInvoiceAmount: { value: null, iso4217CurrencyCode: 'eur' } },
    ],
    ['ElementMissing', 'salesinvoiceduedate', { paymentTermNetDays: undefined }],
    ['ElementMissing', 'salesinvoicestatus', { salesInvoiceStatus: null }],
    ['ElementMissing', 'invoiceline', { invoiceLines: [] }],
    ['ElementMissing', 'invoicingcustomername', { invoicingCustomerName: '' }],
    [
      'ElementMissing',
      'invoicingcustomeridentifier',
      { invoicingCustomerIdentifier: { type: 'netvisor', value: '' } },
    ],
    ['ElementInvalid', 'salesinvoicenumber', { invoiceType: 'invoicedraft', salesInvoiceNumber: 1 }],
    ['ElementInvalid', 'invoicevoucherlines', { invoiceType: 'invoicedraft', invoiceVoucherLines: [] }],
    [
      'ElementInvalid',
      'printbydefault',
      {
        salesInvoiceAttachments: [
          {
            mimeType: 'text/xml',
            attachmentDescription: 'd',
            fileName: 'f',
            documentData: { type: 'finvoice', value: 'AAAA' },
            printByDefault: false,
          },
        ],
      },
    ],
  ])('%s on %s: %j', (reason, field, change) => {
    expect(refusalOf(() => renderSalesInvoice({ ...minimalInvoice, ...change }))).toMatchObject({
      kind: 'Rejected',
      reason,
      sent: 'no',
      field,
      resource: 'salesinvoice.nv',
    });
  });

  test('name the row of the invoice, and hold no value', () => {
    const [line] = minimalInvoice.invoiceLines;
    const [bad] = oneLine({ productName: 'salaisuus'.repeat(30) }).invoiceLines;
    if (line === undefined || bad === undefined) throw new Error('fixture');
    const error = refusalOf(() => renderSalesInvoice({ ...minimalInvoice, invoiceLines: [line, bad] }));
    expect(error.path).toBe('salesinvoice/invoicelines/invoiceline[2]/salesinvoiceproductline/productname');
    expect(JSON.stringify(error) + error.message).not.toContain('salaisuus');
  });

  test('a compulsory element or attribute that is absent is named', () => {
    const { salesInvoiceDate: _, ...undated } = minimalInvoice;
    // @ts-expect-error the type demands the date as well
    expect(refusalOf(() => renderSalesInvoice(undated))).toMatchObject({
      reason: 'ElementMissing',
      field: 'salesinvoicedate',
    });
    const noType = { ...minimalInvoice, invoicingCustomerIdentifier: { value: '4711' } };
    // @ts-expect-error the type demands the attribute as well
    expect(refusalOf(() => renderSalesInvoice(noType))).toMatchObject({
      reason: 'ElementMissing',
      field: 'invoicingcustomeridentifier',
      path: 'salesinvoice/invoicingcustomeridentifier/@type',
    });
  });

  test('an element that the table lacks is a bug, never dropped', () => {
    const typo: SalesInvoice = Object.assign({}, minimalInvoice, { salesInvoiceNumbre: 7 });
    expect(refusalOf(() => renderSalesInvoice(typo))).toMatchObject({
      kind: 'Bug',
      reason: 'UnknownElement',
      field: 'salesinvoicenumbre',
    });
  });

  test('a row is exactly one of its kinds', () => {
    const [product] = minimalInvoice.invoiceLines;
    const both = { ...product, commentLine: { comment: 'x' } };
    const document: SalesInvoice = { ...minimalInvoice, invoiceLines: [both] };
    expect(refusalOf(() => renderSalesInvoice(document)).reason).toBe('UnknownElement');
  });

  test('a product carries package or dimensions, since their order is disputed', () => {
    const both = {
      ...maximalProduct,
      productAdditionalInformation: {
        ...maximalProduct.productAdditionalInformation,
        dimensions: [{ dimensionName: 'Toimipiste', dimensionItem: 'Helsinki' }],
      },
    };
    expect(refusalOf(() => renderProduct(both))).toMatchObject({
      reason: 'ElementInvalid',
      field: 'dimension',
    });
  });
});

describe('all that is wrong with a message', () => {
  const [line] = minimalInvoice.invoiceLines;
  const [long] = oneLine({ productName: 'a'.repeat(201), productUnitName: 'kpl 🎉' }).invoiceLines;
  if (line === undefined || long === undefined) throw new Error('fixture');
  const wrong: SalesInvoice = {
    ...minimalInvoice,
    salesInvoiceOurReference: 'Kiitos 🎉',
    salesInvoiceFreeTextAfterLines: 'a'.repeat(501),
    invoiceLines: [line, long, { commentLine: { comment: '日本' } }],
  };

  test('is told at once, in the order of the message, each with its place', () => {
    const error = refusalOf(() => renderSalesInvoice(wrong));
    const all = [error, ...error.others];
    expect(all.map(({ reason, field }) => `${reason} ${field}`)).toEqual([
      'ElementTooLong salesinvoicefreetextafterlines',
      'UnsupportedCharacters salesinvoiceourreference',
      'ElementTooLong productname',
      'UnsupportedCharacters productunitname',
      'UnsupportedCharacters comment',
    ]);
    expect(all.map(({ path }) => /invoiceline\[\d\]/.exec(path ?? '')?.[0])).toEqual([
      undefined,
      undefined,
      'invoiceline[2]',
      'invoiceline[2]',
      'invoiceline[3]',
    ]);
    for (const each of all) expect(each).toMatchObject({ kind: 'Rejected', sent: 'no' });
    expect(JSON.stringify(error)).not.toContain('Kiitos');
  });

  test('holds what the invoice as a whole lacks beside what its texts lack', () => {
    const { others, ...first } = refusalOf(() =>
      renderSalesInvoice({ ...wrong, paymentTermNetDays: undefined }),
    );
    expect(first).toMatchObject({ reason: 'ElementMissing', field: 'salesinvoiceduedate' });
    expect(others).toHaveLength(5);
  });

  test('is told for customers and products too', () => {
    const error = refusalOf(() =>
      renderCustomer({ customerBaseInformation: { name: 'a'.repeat(251), city: '日本' } }),
    );
    expect([error, ...error.others].map(({ field }) => field)).toEqual(['name', 'city']);
  });

  test('gives way to a bug, which is ours and not the reader’s to mend', () => {
    const typo: SalesInvoice = Object.assign({}, wrong, { salesInvoiceNumbre: 7 });
    expect(refusalOf(() => renderSalesInvoice(typo))).toMatchObject({ kind: 'Bug', others: [] });
  });
});

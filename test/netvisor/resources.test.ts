import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import type { NetvisorClient } from '../../netvisor/client.ts';
import { parseReply } from '../../netvisor/envelope.ts';
import { answerWith, closeAll, listReply, listRow, okReply, talking, type Answer } from './server.ts';

const sample = (name: string) => readFileSync(new URL(`samples/${name}.xml`, import.meta.url), 'utf8');

afterEach(closeAll);

const answering = (answer: Answer | string) =>
  talking(typeof answer === 'string' ? answerWith(answer) : answer);

describe('published reply samples', () => {
  test.each([
    'getsalesinvoice',
    'salesinvoicelist',
    'customerlist',
    'getcustomer',
    'productlist',
    'getproduct',
    'salespaymentlist',
    'dimensionlist',
    'paymenttermlist',
    'accountlist',
    'getbatchstatus',
  ])('%s is an envelope', (name) => {
    expect(parseReply(Buffer.from(sample(name)))).toMatchObject({ status: 'OK', insertedKey: undefined });
  });

  test('salesinvoicelist.nv', async () => {
    const { client } = await answering(sample('salesinvoicelist'));
    expect(await client.salesInvoices.list({ invoiceNumber: 20260001 })).toEqual([
      {
        netvisorKey: 58231,
        invoiceNumber: '20260001',
        invoiceDate: '2026-11-20',
        invoiceDueDate: '2026-12-04',
        invoiceStatus: 'open',
        substatus: 'open',
        isInCollection: false,
        customerNetvisorKey: 4711,
        customerCode: 'HT-1001',
        customerName: 'Havutupa Tukku Oy',
        referenceNumber: '202600017',
        invoiceSum: new Decimal('282.65'),
        openSum: new Decimal('182.65'),
        privateComment: null,
        invoiceCurrencySum: null,
        openCurrencySum: null,
        currencyCode: null,
      },
    ]);
  });

  test('salesinvoicelist.nv with private comment and currency sums', async () => {
    const { client } = await answering(
      listReply(
        listRow(
          1,
          '<AdditionalInformation><PrivateComment>silta:1 &amp; 2</PrivateComment><InvoiceCurrencySum type="ISO-4217" currencycode="USD">1200,00</InvoiceCurrencySum><OpenCurrencySum type="ISO-4217" currencycode="USD">0</OpenCurrencySum></AdditionalInformation>',
        ),
      ),
    );
    const [first] = await client.salesInvoices.list({ replyOption: 'both' });
    expect(first).toMatchObject({
      privateComment: 'silta:1 & 2',
      invoiceCurrencySum: new Decimal(1200),
      openCurrencySum: new Decimal(0),
      currencyCode: 'USD',
      customerCode: null,
      referenceNumber: null,
      substatus: null,
    });
  });

  test('getsalesinvoice.nv, with lines in document order', async () => {
    const { client, server } = await answering(sample('getsalesinvoice'));
    const invoice = await client.salesInvoices.get(58231);
    expect(invoice).toMatchObject({
      salesInvoiceNetvisorKey: 58231,
      salesInvoiceNumber: '20260001',
      salesInvoiceDate: '2026-11-20',
      salesInvoiceEventDate: '2026-11-18',
      salesInvoiceDueDate: '2026-12-04',
      salesInvoiceReferenceNumber: '202600017',
      salesInvoiceAmount: new Decimal('282.65'),
      iso4217CurrencyCode: 'EUR',
      currencyRate: new Decimal(1),
      invoiceStatus: 'open',
      invoiceVoucher: 'ML 214',
      invoiceVoucherNetvisorKey: 70112,
      salesInvoicePrivateComment: 'kbx:order=ORD-000481;rev=1',
      invoicingCustomerCountryCode: 'FI',
      deliveryToCustomerWeek: '2026-W47',
      paymentTermCashDiscount: new Decimal(2),
      taxHandlingClause: null,
      deliveryOfficeIdentifier: null,
    });
    expect(invoice?.invoiceLines).toMatchObject([
      { commentLine: { comment: 'Toimipiste Helsinki' } },
      {
        productLine: {
          netvisorKey: 610001,
          productIdentifier: 'KB-BOX-S',
          productUnitPrice: new Decimal(45),
          productVatPercentage: new Decimal('25.5'),
          vatCode: 'KOMY',
          salesInvoiceProductLineVatSum: new Decimal('22.95'),
          salesInvoiceProductLineSum: new Decimal('112.95'),
          accountingAccountSuggestion: 551,
          accountingAccountSuggestionAccountNumber: '3000',
          orderNumber: null,
          dimensions: [{ dimensionName: 'Toimipiste', dimensionItem: 'Helsinki' }],
        },
      },
    ]);
    expect(server.seen[0]?.url).toBe(
      '/getsalesinvoice.nv?netvisorkey=58231&pdfimage=nopdf&showcommentlines=1',
    );
  });

  test('customerlist.nv', async () => {
    const { client, server } = await answering(sample('customerlist'));
    expect(
      await client.customers.list({ keyword: 'Tukku & Ähtäri', customerCodeList: ['HT-1001', 'Ä 2'] }),
    ).toEqual([
      {
        netvisorKey: 4711,
        name: 'Havutupa Tukku Oy',
        code: 'HT-1001',
        organisationIdentifier: '9345672-7',
        customerGroupId: 5,
        customerGroupName: 'Tukkurit',
      },
    ]);
    expect(server.seen[0]?.url).toBe(
      '/customerlist.nv?keyword=Tukku%20%26%20%C3%84ht%C3%A4ri&customercodelist=HT-1001,%C3%84%202',
    );
  });

  test('getcustomer.nv', async () => {
    const { client } = await answering(sample('getcustomer'));
    expect(await client.customers.get(4711)).toMatchObject({
      customerBaseInformation: {
        netvisorKey: 4711,
        internalIdentifier: 'HT-1001',
        externalIdentifier: '9345672-7',
        additionalAddressLine: 'c/o Halli 2',
        faxNumber: null,
        isActive: true,
        isPrivateCustomer: false,
      },
      customerFinvoiceDetails: { finvoiceAddress: '003793456727' },
      customerDeliveryDetails: { deliveryCountry: 'FI' },
      customerContactDetails: { contactPerson: 'Ilpo Saarnivaara' },
      customerAdditionalInformation: {
        customerReferenceNumber: '45001077',
        defaultPaymentTermNetvisorKey: 3,
        balanceLimit: null,
        taxHandlingType: 'countrygroup',
      },
    });
  });

  test('getcustomer.nv with its aggregates left out', async () => {
    const { client } = await answering(
      okReply(
        '<Customer><CustomerBaseInformation><NetvisorKey>1</NetvisorKey><Name>A</Name></CustomerBaseInformation></Customer>',
      ),
    );
    expect(await client.customers.get(1)).toMatchObject({
      customerBaseInformation: { netvisorKey: 1, internalIdentifier: null },
      customerFinvoiceDetails: { finvoiceAddress: null },
    });
  });

  test('productlist.nv and getproduct.nv', async () => {
    const { client, server } = await answering(({ url }, reply) =>
      reply.end(sample(url.startsWith('/productlist') ? 'productlist' : 'getproduct')),
    );
    expect(await client.products.list({ keyword: 'KB' })).toEqual([
      {
        netvisorKey: 2101,
        productCode: 'KB-BOX-S',
        name: 'Säilytyslaatikko S, kuukausivuokra',
        unitPrice: new Decimal(45),
        unitGrossPrice: new Decimal('56.475'),
        productGroupId: 3,
        productGroupDescription: 'Vuokraus',
      },
    ]);
    expect(await client.products.get({ code: 'KB-BOX-S' })).toMatchObject([
      {
        productBaseInformation: { netvisorKey: 2101, isSalesProduct: true },
        productBookkeepingDetails: {
          defaultVatPercentage: new Decimal('25.5'),
          defaultDomesticAccountNumber: '3000',
        },
        productInventoryDetails: { inventoryAmount: new Decimal(0) },
        productAdditionalInformation: { productWeightUnit: 'kg', secondaryEanCode: null },
      },
    ]);
    expect(server.seen.map(({ url }) => url)).toEqual([
      '/productlist.nv?keyword=KB',
      '/getproduct.nv?code=KB-BOX-S',
    ]);
  });
});

describe('nothing found', () => {
  test.each([
    ['<SalesInvoiceList />', (client: NetvisorClient) => client.salesInvoices.list({})],
    ['<Customerlist/>', (client: NetvisorClient) => client.customers.list({})],
    ['<ProductList/>', (client: NetvisorClient) => client.products.list({})],
    ['<Product></Product>', (client: NetvisorClient) => client.products.get({ id: 9 })],
    ['<Products></Products>', (client: NetvisorClient) => client.products.get({ codeList: ['a', 'b'] })],
    ['<SalesInvoices/>', (client: NetvisorClient) => client.salesInvoices.getMany([1, 2])],
    ['<SalesInvoice />', (client: NetvisorClient) => client.salesInvoices.getMany([1])],
  ])('%s is an empty answer', async (payload, ask) => {
    const { client } = await answering(okReply(payload));
    expect(await ask(client)).toEqual([]);
  });

  test('an unknown invoice is undefined', async () => {
    const { client } = await answering(okReply('<SalesInvoice />'));
    expect(await client.salesInvoices.get(1)).toBeUndefined();
  });

  test('an OK reply without the list at all is a broken contract, not an empty list', async () => {
    const { client } = await answering(okReply());
    for (const ask of [
      client.salesInvoices.list({}),
      client.salesInvoices.get(1),
      client.customers.list({}),
      client.customers.get(1),
      client.products.list({}),
      client.products.get({ id: 1 }),
    ]) {
      await expect(ask).rejects.toMatchObject({ kind: 'Bug', reason: 'ContractMismatch' });
    }
  });
});

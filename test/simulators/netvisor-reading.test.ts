import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { bench, call, codeOf, invoiceXml, lineXml, textIn, textsIn } from './netvisor-harness.ts';
import type { Bench, InvoiceParts } from './netvisor-harness.ts';

let sim: Bench;
beforeEach(async () => {
  sim = await bench();
});
afterEach(() => sim.server.close());

const add = async (parts: InvoiceParts = {}): Promise<number> => {
  const reply = await sim.post('/salesinvoice.nv?method=add', invoiceXml(parts));
  expect(codeOf(reply)).toBe('OK');
  return Number(textIn(reply, 'InsertedDataIdentifier'));
};
const keys = async (query: string): Promise<number[]> =>
  textsIn(await sim.get(`/salesinvoicelist.nv?${query}`), 'NetvisorKey').map(Number);

describe('salesinvoicelist.nv', () => {
  test('shows a row as the documentation does', async () => {
    const comment = '<salesinvoiceprivatecomment>kbx &amp; 1</salesinvoiceprivatecomment>';
    const key = await add({ number: '20260001', status: 'open', date: dayAhead(0), afterStatus: comment });
    const reply = await sim.get('/salesinvoicelist.nv?replyoption=3');
    const row = /<SalesInvoice>[\s\S]*<\/SalesInvoice>/.exec(reply.body)?.[0];
    expect(row?.replace(/\n\s*/g, '')).toBe(
      [
        `<SalesInvoice><NetvisorKey>${key}</NetvisorKey>`,
        '<InvoiceNumber>20260001</InvoiceNumber>',
        `<Invoicedate format="ansi">${dayAhead(0)}</Invoicedate>`,
        `<InvoiceDueDate format="ansi">${dayAhead(14)}</InvoiceDueDate>`,
        '<InvoiceStatus substatus="open" isincollection="0">open</InvoiceStatus>',
        '<CustomerNetvisorKey>4711</CustomerNetvisorKey>',
        '<CustomerCode>HT-1001</CustomerCode>',
        '<CustomerName>Havutupa Tukku Oy</CustomerName>',
        '<ReferenceNumber>202600017</ReferenceNumber>',
        '<InvoiceSum>112,95</InvoiceSum>',
        '<OpenSum>112,95</OpenSum>',
        `<Uri>${sim.url}/getsalesinvoice.nv?netvisorkey=${key}</Uri>`,
        '<AdditionalInformation><PrivateComment>kbx &amp; 1</PrivateComment>',
        '<InvoiceCurrencySum type="ISO-4217" currencycode="EUR">112,95</InvoiceCurrencySum>',
        '<OpenCurrencySum type="ISO-4217" currencycode="EUR">112,95</OpenCurrencySum>',
        '</AdditionalInformation></SalesInvoice>',
      ].join(''),
    );
    expect((await sim.get('/salesinvoicelist.nv')).body).not.toContain('AdditionalInformation');
    const second = await sim.get('/salesinvoicelist.nv?replyoption=2');
    expect([second.body.includes('PrivateComment'), second.body.includes('OpenCurrencySum')]).toEqual([
      false,
      true,
    ]);
  });

  test('is an empty element when nothing matches', async () => {
    expect((await sim.get('/salesinvoicelist.nv')).body).toContain('<SalesInvoiceList />');
  });

  test('tells invoices, orders and drafts apart', async () => {
    const invoice = await add();
    const order = await add({ type: 'order', status: 'undelivered' });
    const draft = await add({ type: 'invoicedraft', status: '' });
    expect(await keys('')).toEqual([invoice]);
    expect(await keys('listtype=preinvoice')).toEqual([order]);
    expect(await keys('listtype=preinvoice&invoicestatus=undelivered')).toEqual([order]);
    expect(await keys('listtype=draftandinvoice')).toEqual([invoice, draft]);
    const list = await sim.get('/salesinvoicelist.nv?listtype=draftandinvoice');
    expect(textsIn(list, 'InvoiceStatus')).toEqual(['unsent', 'draft']);
  });

  test('filters by number, date, customer, country, trade name and modification', async () => {
    const old = await add({ number: '5', date: '2026-01-31' });
    const german = await add({
      date: '2026-02-01',
      customer: '<invoicingcustomeridentifier type="netvisor">4710</invoicingcustomeridentifier>',
      lines: lineXml({ vat: '0', code: 'EUMY' }),
    });
    sim.simulator.clock.advance(3600);
    const named = await add({
      date: '2026-02-02',
      afterCustomer: '<paymenttermnetdays>7</paymenttermnetdays><secondname type="netvisor">21</secondname>',
    });
    expect(await keys('invoicenumber=5')).toEqual([old]);
    expect(await keys('invoicenumber=50')).toEqual([]);
    expect(await keys('begininvoicedate=2026-01-31&endinvoicedate=2026-02-01')).toEqual([old, german]);
    expect(await keys('customercode=NM-2001')).toEqual([german]);
    expect(await keys('customernetvisorkey=4711')).toEqual([old, named]);
    expect(await keys('invoicingcustomercontrycode=DE')).toEqual([german]);
    expect(await keys('secondnamenetvisorkey=21')).toEqual([named]);
    const since = helsinki(sim.simulator.clock.now().getTime() - 1_800_000);
    expect(await keys(`lastmodifiedstart=${since}`)).toEqual([named]);
    expect(await keys(`lastmodifiedend=${since}`)).toEqual([old, german]);
    expect(await keys(`invoicesabovenetvisorkey=${old}`)).toEqual([german, named]);
    expect(await keys('CustomerCode=NM-2001')).toEqual([german]);
  });

  test('gives pages of the set size in ascending order of keys', async () => {
    sim.simulator.settings.patch({ listRows: 2 });
    const all = [await add(), await add(), await add()];
    expect(await keys('')).toEqual(all.slice(0, 2));
    expect(await keys(`invoicesabovenetvisorkey=${all[1]}`)).toEqual(all.slice(2));
    sim.simulator.settings.patch({ listOrder: 'descending' });
    expect(await keys('')).toEqual([all[2], all[1]]);
    expect(sim.simulator.settings.value.listRows).toBe(2);
  });

  test.each([
    'listtype=all',
    'invoicestatus=late',
    'begininvoicedate=1.1.2026',
    'lastmodifiedstart=2026-01-01',
    'includemodifiedpayments=1',
    'replyoption=4',
    'customernetvisorkey=x',
  ])('refuses %s', async (query) => {
    expect(codeOf(await sim.get(`/salesinvoicelist.nv?${query}`))).toBe('INVALID_DATA');
  });

  test('says that it does not know batches', async () => {
    expect((await sim.get('/salesinvoicelist.nv?salesinvoicebatchid=1')).status).toBe(501);
  });
});

describe('getsalesinvoice.nv', () => {
  test('shows number, status attribute, sums and lines', async () => {
    const key = await add({
      status: 'open',
      date: dayAhead(0),
      lines: `<invoiceline><salesinvoicecommentline><comment>Hei</comment></salesinvoicecommentline></invoiceline>${lineXml(
        {
          price: '56,48',
          priceType: 'gross',
          quantity: '1',
        },
      )}`,
    });
    const reply = await sim.get(`/getsalesinvoice.nv?netvisorkey=${key}&pdfimage=nopdf`);
    for (const part of [
      `<SalesInvoiceNetvisorKey>${key}<`,
      '<SalesInvoiceReferencenumber>10016<',
      '<SalesInvoiceAmount iso4217currencycode="EUR" currencyrate="1">56,48<',
      '<InvoiceStatus status="open">Open<',
      '<InvoiceVoucher netvisorkey="70112">ML 214<',
      '<InvoicingCustomerCountryCode ISO-3166="FI">Finland<',
      '<ProductIdentifier type="customer">KB-BOX-S<',
      '<ProductUnitPrice>45,003984063745<',
      '<ProductVatPercentage vatcode="KOMY">25,5<',
      '<SalesInvoiceProductLineVatSum>11,48<',
      '<SalesInvoiceProductLineSum>56,48<',
      '<AccountingAccountSuggestion>551<',
      '<AccountingAccountSuggestionAccountNumber>3000<',
    ]) {
      expect(reply.body).toContain(part);
    }
    expect(reply.body).not.toContain('SalesInvoiceCommentLine');
    const more = await sim.get(
      `/getsalesinvoice.nv?netvisorkey=${key}&showcommentlines=1&showprocesshistory=1&includeattachments=1&includedocuments=1&replyoption=63`,
    );
    expect(textIn(more, 'Comment')).toBe('Hei');
    expect(textIn(more, 'ProcessStatus')).toBe('imported');
  });

  test('speaks the interface language, except in the status attribute', async () => {
    const key = await add();
    const target = `/getsalesinvoice.nv?netvisorkey=${key}`;
    const reply = await call({ url: sim.url, target, identity: { language: 'FI' } });
    expect(reply.body).toContain('<InvoiceStatus status="unsent">Lähettämätön<');
    expect(reply.body).toContain('ISO-3166="FI">Suomi<');
    expect(reply.body).toContain('<MatchPartialPaymentsByDefault>Ei<');
  });

  test('answers OK with an empty element for an unknown key, and a list for a key list', async () => {
    const [a, b] = [await add(), await add()];
    const missing = await sim.get('/getsalesinvoice.nv?netvisorkey=1');
    expect([codeOf(missing), missing.body.includes('<SalesInvoice />')]).toEqual(['OK', true]);
    const list = await sim.get(`/getsalesinvoice.nv?netvisorkeylist=${a},1,${b}`);
    expect(list.body).toContain('<SalesInvoices>');
    expect(textsIn(list, 'SalesInvoiceNetvisorKey').map(Number)).toEqual([a, b]);
    const many = Array.from({ length: 501 }, (_x, i) => i + 1).join(',');
    expect(codeOf(await sim.get(`/getsalesinvoice.nv?netvisorkeylist=${many}`))).toBe('INVALID_DATA');
    expect(codeOf(await sim.get('/getsalesinvoice.nv'))).toBe('INVALID_DATA');
  });

  test('keeps orders for getorder.nv', async () => {
    const order = await add({ type: 'order', status: 'delivered' });
    expect((await sim.get(`/getsalesinvoice.nv?netvisorkey=${order}`)).body).toContain('<SalesInvoice />');
    expect(textIn(await sim.get(`/getorder.nv?netvisorkey=${order}`), 'SalesInvoiceNetvisorKey')).toBe(
      String(order),
    );
  });
});

const customerXml = (base: string, rest = ''): string =>
  `<root><customer><customerbaseinformation>${base}</customerbaseinformation>${rest}</customer></root>`;

describe('customers', () => {
  test('are added, listed, read, and edited by patch', async () => {
    const added = await sim.post(
      '/customer.nv?method=add',
      customerXml(
        '<internalidentifier>C-1</internalidentifier><name>Uusi Oy</name><city>Turku</city><customergroupname>Uudet</customergroupname><faxnumber>1</faxnumber>',
        '<customeradditionalinformation><customerreferencenumber>45001077</customerreferencenumber></customeradditionalinformation>',
      ),
    );
    const key = textIn(added, 'InsertedDataIdentifier') ?? '';
    const list = await sim.get('/customerlist.nv?customercodelist=C-1,C-2');
    expect([textsIn(list, 'Netvisorkey'), textsIn(list, 'CustomerGroupName')]).toEqual([[key], ['Uudet']]);
    const edited = await sim.post(
      `/customer.nv?method=edit&id=${key}`,
      customerXml('<city>Espoo</city><faxnumber></faxnumber>'),
    );
    expect([codeOf(edited), edited.body.includes('Replies')]).toEqual(['OK', false]);
    const read = await sim.get(`/getcustomer.nv?id=${key}`);
    expect([textIn(read, 'Name'), textIn(read, 'City'), textIn(read, 'ReferenceNumber')]).toEqual([
      'Uusi Oy',
      'Espoo',
      '45001077',
    ]);
    expect(read.body).toContain('<FaxNumber />');
    const cleared = await sim.post(`/customer.nv?method=edit&id=${key}`, customerXml('<name></name>'));
    expect(codeOf(cleared)).toBe('INVALID_DATA');
    const own = await add({
      customer: '<invoicingcustomeridentifier type="customer">C-1</invoicingcustomeridentifier>',
    });
    expect(sim.simulator.state().salesInvoices.find((i) => i.netvisorKey === own)?.referenceNumber).toBe(
      '45001077',
    );
  });

  test('are found by keyword, code and change', async () => {
    const found = async (query: string) => textsIn(await sim.get(`/customerlist.nv?${query}`), 'Code');
    expect(await found('keyword=havu')).toEqual(['HT-1001']);
    expect(await found('keyword=9345672-7&customercodelist=NM-2001')).toEqual([]);
    sim.simulator.clock.advance(3600);
    const since = helsinki(sim.simulator.clock.now().getTime() - 60_000);
    expect(await found(`changedsince=${since}`)).toEqual([]);
    await sim.post('/customer.nv?method=edit&id=4711', customerXml('<city>Espoo</city>'));
    expect(await found(`changedsince=${since}`)).toEqual(['HT-1001']);
    const codes = Array.from({ length: 101 }, (_x, i) => `C${i}`).join(',');
    expect(codeOf(await sim.get(`/customerlist.nv?customercodelist=${codes}`))).toBe('INVALID_DATA');
  });

  test('need codes of their own and known operators', async () => {
    const code = async (body: string, query = 'method=add') =>
      codeOf(await sim.post(`/customer.nv?${query}`, body));
    const twin = customerXml('<internalidentifier>HT-1001</internalidentifier><name>A</name>');
    expect(await code(twin)).toBe('DUPLICATE_DATA');
    expect(await code(twin, 'method=edit&id=4710')).toBe('DUPLICATE_DATA');
    expect(await code(twin, 'method=edit&id=4711')).toBe('OK');
    expect(await code(twin, 'method=edit&id=1')).toBe('INVALID_DATA');
    sim.simulator.settings.patch({ duplicateCustomerCodes: 'accept', duplicateBusinessIds: 'refuse' });
    expect(await code(twin)).toBe('OK');
    expect(
      await code(customerXml('<externalidentifier>DE999999999</externalidentifier><name>A</name>')),
    ).toBe('DUPLICATE_DATA');
    const router =
      '<customerfinvoicedetails><finvoiceroutercode>NOBODY</finvoiceroutercode></customerfinvoicedetails>';
    expect(await code(customerXml('<name>A</name>', router))).toBe('INVALID_DATA');
    const automatic = await sim.post(
      '/customer.nv?method=add',
      customerXml('<internalidentifier type="automatic"></internalidentifier><name>A</name>'),
    );
    expect(codeOf(automatic)).toBe('OK');
    expect(sim.simulator.state().customers.at(-1)?.code).toBe('1001');
  });

  test('that are unknown fail alone and are skipped in a list', async () => {
    expect(codeOf(await sim.get('/getcustomer.nv?id=1'))).toBe('INVALID_DATA');
    const list = await sim.get('/getcustomer.nv?idlist=4711,1');
    expect(textsIn(list, 'NetvisorKey')).toEqual(['4711']);
    sim.simulator.settings.patch({ unknownCustomersInList: 'fail' });
    expect(codeOf(await sim.get('/getcustomer.nv?idlist=4711,1'))).toBe('INVALID_DATA');
  });
});

const productXml = (base: string, rest = ''): string =>
  `<root><product><productbaseinformation>${base}</productbaseinformation>${rest}</product></root>`;
const PRODUCT_BASE =
  '<productgroup>Uudet</productgroup><name>Uusi</name><unitprice type="gross">125,50</unitprice><isactive>1</isactive><issalesproduct>1</issalesproduct>';

describe('products', () => {
  test('are added, listed, read, and edited by patch', async () => {
    const added = await sim.post(
      '/product.nv?method=add',
      productXml(
        `<productcode>P-1</productcode>${PRODUCT_BASE}`,
        '<productbookkeepingdetails><defaultvatpercentage>25,5</defaultvatpercentage></productbookkeepingdetails>',
      ),
    );
    const key = textIn(added, 'InsertedDataIdentifier') ?? '';
    const edited = await sim.post(`/product.nv?method=edit&id=${key}`, productXml('<name>Uudempi</name>'));
    expect(codeOf(edited)).toBe('OK');
    const read = await sim.get('/getproduct.nv?code=P-1');
    expect([textIn(read, 'Name'), textIn(read, 'UnitPrice'), textIn(read, 'UnitGrossPrice')]).toEqual([
      'Uudempi',
      '100,0000',
      '125,5000',
    ]);
    const list = await sim.get('/productlist.nv?keyword=p-1');
    expect([textsIn(list, 'UnitPrice'), textsIn(list, 'ProductGroupDescription')]).toEqual([
      ['100,000000000000'],
      ['Uudet'],
    ]);
    sim.simulator.settings.patch({ extendedProductManagement: true });
    expect(codeOf(await sim.post(`/product.nv?method=edit&id=${key}`, productXml('<name>B</name>')))).toBe(
      'INVALID_DATA',
    );
  });

  test('need codes of their own and accounts in the chart', async () => {
    const code = async (body: string) => codeOf(await sim.post('/product.nv?method=add', body));
    expect(await code(productXml(`<productcode>KB-BOX-S</productcode>${PRODUCT_BASE}`))).toBe(
      'DUPLICATE_DATA',
    );
    const account =
      '<productbookkeepingdetails><defaultvatpercentage>25,5</defaultvatpercentage><defaultdomesticaccountnumber>3999</defaultdomesticaccountnumber></productbookkeepingdetails>';
    expect(await code(productXml(PRODUCT_BASE, account))).toBe('INVALID_DATA');
    expect(await code(productXml(PRODUCT_BASE.replace('<isactive>1</isactive>', '')))).toBe('INVALID_DATA');
  });

  test('are found in every documented way, and an unknown one is an empty element', async () => {
    const codes = async (query: string) => textsIn(await sim.get(`/getproduct.nv?${query}`), 'ProductCode');
    expect(await codes('id=2101')).toEqual(['KB-BOX-S']);
    expect(await codes('eancode=6499990001236')).toEqual(['KB-BOX-S']);
    expect(await codes('idlist=2101,2100,1')).toEqual(['KB-BOX-S', 'KB-SERV-H']);
    expect(await codes('codelist=KB-LOUNAS,NO-1')).toEqual(['KB-LOUNAS']);
    const missing = await sim.get('/getproduct.nv?code=NO-1');
    expect([codeOf(missing), missing.body.includes('<Product />')]).toEqual(['OK', true]);
    expect(codeOf(await sim.get('/getproduct.nv?id=1&code=A'))).toBe('INVALID_DATA');
    const ids = Array.from({ length: 401 }, (_x, i) => i + 1).join(',');
    expect(codeOf(await sim.get(`/getproduct.nv?idlist=${ids}`))).toBe('INVALID_DATA');
    expect(codeOf(await sim.get('/productlist.nv?deleted=1'))).toBe('INVALID_DATA');
  });
});

test('registers show the chart of accounts, default accounts and payment terms', async () => {
  const accounts = await sim.get('/accountlist.nv');
  expect(textIn(accounts, 'SalesDomesticDefault')).toBe('3000');
  expect(textsIn(accounts, 'Number')).toContain('3360');
  const terms = await sim.get('/paymenttermlist.nv');
  expect(textsIn(terms, 'NetDays')).toEqual(['14', '30', '14']);
});

function helsinki(milliseconds: number): string {
  const text = new Date(milliseconds).toLocaleString('sv-SE', { timeZone: 'Europe/Helsinki' });
  return text.replace(' ', 'T');
}

function dayAhead(days: number): string {
  return helsinki(Date.now() + days * 86_400_000).slice(0, 10);
}

import { describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { renderCustomer } from '../../netvisor/customers.ts';
import type { SalesInvoice } from '../../netvisor/documents.ts';
import { renderProduct } from '../../netvisor/products.ts';
import { renderSalesInvoice } from '../../netvisor/sales-invoices.ts';
import { childNamed, readXml, type XmlNode } from '../../netvisor/xml-reader.ts';
import { decimalText } from '../../netvisor/xml.ts';
import { maximalCustomer, maximalInvoice, maximalProduct, minimalInvoice, oneLine } from './fixtures.ts';
import { refusalOf } from './server.ts';

/** Names of the children at a path, each name once, as transcribed from the published element tables. */
const order: Record<string, string> = {
  'root/salesinvoice':
    'salesinvoicenumber salesinvoicedate salesinvoiceeventdate salesinvoiceduedate salesinvoicevaluedate salesinvoicedeliverydate salesinvoicedeliverytocustomerdate salesinvoicewaybillidentifier salesinvoiceproductpackagepallet salesinvoicereferencenumber salesinvoiceamount selleridentifier sellername invoicetype salesinvoicestatus salesinvoicefreetextbeforelines salesinvoicefreetextafterlines salesinvoiceourreference salesinvoiceyourreference salesinvoiceprivatecomment invoicingcustomeridentifier invoicingcustomername invoicingcustomernameextension invoicingcustomeraddressline invoicingcustomeradditionaladdressline invoicingcustomerpostnumber invoicingcustomertown invoicingcustomercountrycode officeidentifier deliveryoffice deliveryaddressname deliveryaddressnameextension deliveryaddressline deliveryaddresspostnumber deliveryaddresstown deliveryaddresscountrycode deliverymethod deliveryterm salesinvoicetaxhandlingtype paymentterm paymenttermnetdays paymenttermcashdiscountdays paymenttermcashdiscount expectpartialpayments trydirectdebitlink overridevouchersalesreceivablesaccountnumber invoicesubjecttype salesinvoiceagreementidentifier printchannelformat secondname overriderateofoverdue ordernumber proposedaccount accountdimensiontext collectioncost isthirdpartysales invoicelines invoicevoucherlines salesinvoiceaccrual accrualrule salesinvoiceattachments customtags',
  'root/salesinvoice/invoicelines': 'invoiceline',
  'root/salesinvoice/invoicelines/invoiceline':
    'salesinvoicecommentline salesinvoiceproductline salesinvoicesubline',
  'root/salesinvoice/invoicelines/invoiceline/salesinvoicecommentline': 'comment',
  'root/salesinvoice/invoicelines/invoiceline/salesinvoiceproductline':
    'productidentifier productname productunitprice productunitpurchaseprice productvatpercentage salesinvoiceproductlinequantity salesinvoiceproductlinediscountpercentage salesinvoiceproductlinefreetext salesinvoiceproductlinevatsum salesinvoiceproductlinesum salesinvoiceproductlineinventoryid accountingaccountsuggestion skipaccrual dimension provisionpercentage accrualrule productunitname deliverydate ordernumber proposedaccount accountdimensiontext',
  'root/salesinvoice/invoicelines/invoiceline/salesinvoiceproductline/dimension':
    'dimensionname dimensionitem metadata',
  'root/salesinvoice/invoicelines/invoiceline/salesinvoiceproductline/accrualrule': 'startmonth startyear',
  'root/salesinvoice/invoicelines/invoiceline/salesinvoicesubline':
    'sublinearticleidentifier sublinearticlename sublinedescription sublineunitcode sublineunitprice sublinedeliveredquantity sublinediscountpercent sublinevatpercent sublinesum sublinevatsum',
  'root/salesinvoice/invoicevoucherlines/voucherline':
    'linesum description accountnumber vatpercent skipaccrual dimension',
  'root/salesinvoice/salesinvoiceaccrual':
    'overridedefaultsalesaccrualaccountnumber salesinvoiceaccrualtype accrualvoucherentry',
  'root/salesinvoice/salesinvoiceaccrual/accrualvoucherentry': 'month year sum',
  'root/salesinvoice/accrualrule': 'startmonth startyear endmonth endyear divisioncurvename',
  'root/salesinvoice/salesinvoiceattachments/salesinvoiceattachment':
    'mimetype attachmentdescription filename documentdata printbydefault',
  'root/salesinvoice/customtags/tag': 'tagname tagvalue',
  'root/customer':
    'customerbaseinformation customerfinvoicedetails customermaventaedidetails customerdeliverydetails customercontactdetails customeradditionalinformation customerdimensiondetails',
  'root/customer/customerbaseinformation':
    'internalidentifier externalidentifier organizationunitnumber name nameextension streetaddress additionaladdressline city postnumber country customergroupname phonenumber faxnumber email homepageuri isactive isprivatecustomer emailinvoicingaddress',
  'root/customer/customerfinvoicedetails': 'finvoiceaddress finvoiceroutercode',
  'root/customer/customermaventaedidetails': 'maventaedichannel maventaedicustomeridentifier',
  'root/customer/customerdeliverydetails':
    'deliveryname deliverystreetaddress deliverycity deliverypostnumber deliverycountry',
  'root/customer/customercontactdetails': 'contactname contactperson contactpersonemail contactpersonphone',
  'root/customer/customeradditionalinformation':
    'comment customeragreementidentifier customerreferencenumber directdebitbankaccount invoicinglanguage invoiceprintchannelformat yourdefaultreference defaulttextbeforeinvoicelines defaulttextafterinvoicelines defaultpaymentterm defaultsecondname paymentinterest balancelimit receivablesmanagementautomationrule factoringaccount taxhandlingtype eustandardfinvoice defaultsalesperson',
  'root/customer/customeradditionalinformation/defaultsalesperson': 'salespersonid',
  'root/customer/customerdimensiondetails/dimension': 'dimensionname dimensionitem',
  'root/product':
    'productbaseinformation productbookkeepingdetails productadditionalinformation productcustomtags',
  'root/product/productbaseinformation':
    'productcode productgroup name description unitprice unit unitweight kaukevaproductcode purchaseprice tariffheading comissionpercentage isactive issalesproduct inventoryenabled inventorybatchlinkingmode countryoforigin primaryeancode secondaryeancode inventoryalertlimit',
  'root/product/productbookkeepingdetails':
    'defaultvatpercentage defaultdomesticaccountnumber defaulteuaccountnumber defaultoutsideeuaccountnumber',
  'root/product/productadditionalinformation':
    'productnetweight productgrossweight productweightunit productpackageinformation',
  'root/product/productadditionalinformation/productpackageinformation':
    'packagewidth packageheight packagelength',
  'root/product/productcustomtags/productcustomtag': 'tagname tagvalue',
};

function childrenByPath(node: XmlNode, path = node.name, found = new Map<string, string[]>()) {
  for (const child of node.children) {
    const names = found.get(path) ?? [];
    if (!names.includes(child.name)) names.push(child.name);
    found.set(path, names);
    childrenByPath(child, `${path}/${child.name}`, found);
  }
  return found;
}

const parsed = (xml: string): XmlNode => {
  const node = readXml(xml);
  if (node === undefined) throw new Error('not XML');
  return node;
};

describe('order', () => {
  const found = new Map([
    ...childrenByPath(parsed(renderSalesInvoice(maximalInvoice))),
    ...childrenByPath(parsed(renderCustomer(maximalCustomer))),
    ...childrenByPath(parsed(renderProduct(maximalProduct))),
  ]);

  test.each(Object.entries(order))('the children of %s come as in the published table', (path, names) => {
    expect(found.get(path)?.join(' ')).toBe(names);
  });

  test('it does not depend on the order of keys', () => {
    const shuffled = (value: SalesInvoice): fc.Arbitrary<SalesInvoice> =>
      fc
        .shuffledSubarray(Object.entries(value), { minLength: Object.keys(value).length })
        .map((entries) => ({ ...value, ...Object.fromEntries(entries) }));
    const expected = renderSalesInvoice(maximalInvoice);
    fc.assert(fc.property(shuffled(maximalInvoice), (document) => renderSalesInvoice(document) === expected));
  });
});

describe('the exact text', () => {
  test('of the smallest invoice', () => {
    expect(renderSalesInvoice(minimalInvoice)).toBe(
      '<root><salesinvoice>' +
        '<salesinvoicedate format="ansi">2026-11-20</salesinvoicedate>' +
        '<salesinvoiceamount></salesinvoiceamount>' +
        '<salesinvoicestatus type="netvisor">unsent</salesinvoicestatus>' +
        '<invoicingcustomeridentifier type="netvisor">4711</invoicingcustomeridentifier>' +
        '<paymenttermnetdays>14</paymenttermnetdays>' +
        '<invoicelines><invoiceline><salesinvoiceproductline>' +
        '<productidentifier type="customer">KB-BOX-S</productidentifier>' +
        '<productname>Säilytyslaatikko S, kuukausivuokra</productname>' +
        '<productunitprice type="net">45,00</productunitprice>' +
        '<productvatpercentage vatcode="KOMY">25,5</productvatpercentage>' +
        '<salesinvoiceproductlinequantity>2</salesinvoiceproductlinequantity>' +
        '</salesinvoiceproductline></invoiceline></invoicelines>' +
        '</salesinvoice></root>',
    );
  });

  test.each([
    '<salesinvoicedeliverytocustomerdate format="ansi" type="weeknumber">2026-W47</salesinvoicedeliverytocustomerdate>',
    '<salesinvoiceamount iso4217currencycode="USD" currencyrate="1,2" pricetype="customer">282,65</salesinvoiceamount>',
    '<selleridentifier type="netvisor">7</selleridentifier>',
    '<invoicingcustomeridentifier type="customer" contactpersonid="88">HT-1001</invoicingcustomeridentifier>',
    '<invoicingcustomercountrycode type="ISO-3166">FI</invoicingcustomercountrycode>',
    '<paymenttermcashdiscount type="percentage">2</paymenttermcashdiscount>',
    '<trydirectdebitlink mode="ignore_error">1</trydirectdebitlink>',
    '<expectpartialpayments>1</expectpartialpayments>',
    '<overriderateofoverdue>9,5</overriderateofoverdue>',
    '<collectioncost>5,00</collectioncost>',
    '<proposedaccount type="customer">4470</proposedaccount>',
    '<productunitpurchaseprice type="net">12,50</productunitpurchaseprice>',
    '<salesinvoiceproductlinediscountpercentage type="netvisor"></salesinvoiceproductlinediscountpercentage>',
    '<dimensionitem integrationdimensiondetailguid="guid-1">Helsinki</dimensionitem>',
    '<dimension><dimensionname>Projekti</dimensionname><dimensionitem>P-204</dimensionitem></dimension>',
    '<deliverydate format="ansi">2026-11-18</deliverydate>',
    '<linesum type="net">1000,00</linesum>',
    '<vatpercent vatcode="NONE">0</vatpercent>',
    '<documentdata type="pdf">JVBERi0xLjQKJSBLdXVyYWJveCBkZW1vCg==</documentdata>',
    '<tagvalue datatype="text">A1</tagvalue>',
  ])('holds %s', (fragment) => {
    expect(renderSalesInvoice(maximalInvoice)).toContain(fragment);
  });

  test('of a draft has an empty status and an empty product name', () => {
    const draft = {
      ...oneLine({ productName: null }),
      invoiceType: 'invoicedraft',
      salesInvoiceStatus: null,
    } as const;
    const xml = renderSalesInvoice(draft);
    expect(xml).toContain(
      '<invoicetype>invoicedraft</invoicetype><salesinvoicestatus type="netvisor"></salesinvoicestatus>',
    );
    expect(xml).toContain('<productname></productname>');
  });

  test('of customer and product attributes', () => {
    expect(renderCustomer(maximalCustomer)).toContain(
      '<invoicinglanguage type="ISO-3166">FI</invoicinglanguage>',
    );
    expect(renderCustomer(maximalCustomer)).toContain('<salespersonid type="netvisor">7</salespersonid>');
    expect(
      renderCustomer({
        customerBaseInformation: { name: 'A', internalIdentifier: { type: 'automatic', value: null } },
      }),
    ).toBe(
      '<root><customer><customerbaseinformation><internalidentifier type="automatic"></internalidentifier><name>A</name></customerbaseinformation></customer></root>',
    );
    expect(renderProduct(maximalProduct)).toContain(
      '<secondaryeancode type="code128">X-1</secondaryeancode>',
    );
    expect(renderProduct(maximalProduct)).toContain('<unitprice type="net">45,00</unitprice>');
  });
});

describe('decimals', () => {
  test('carry a comma, no exponent, no thousands separator, and every digit', () => {
    expect(decimalText(new Decimal('1e21'), 0)).toBe('1000000000000000000000');
    expect(decimalText(new Decimal('0.000000000012'), 0)).toBe('0,000000000012');
    expect(decimalText(new Decimal('-0'), 2)).toBe('0,00');
    expect(decimalText(new Decimal('1234567.5'), 2)).toBe('1234567,50');
  });

  test('read back as the same number', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(12), fc.nat(4), (digits, scale, atLeast) => {
        const value = new Decimal(digits).div(new Decimal(10).pow(scale));
        const text = decimalText(value, atLeast);
        expect(text).toMatch(/^-?\d+(?:,\d+)?$/u);
        expect(new Decimal(text.replace(',', '.')).eq(value)).toBe(true);
        expect(text.split(',')[1]?.length ?? 0).toBeGreaterThanOrEqual(atLeast);
      }),
    );
  });
});

describe('text', () => {
  test('reads back as it was, whatever needs escaping', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...`abÄö€ <>&"']]>&amp;&#65;`), minLength: 1 }),
        (comment) => {
          const xml = renderSalesInvoice({ ...minimalInvoice, invoiceLines: [{ commentLine: { comment } }] });
          const node = [
            'salesinvoice',
            'invoicelines',
            'invoiceline',
            'salesinvoicecommentline',
            'comment',
          ].reduce<XmlNode | undefined>((at, name) => at && childNamed(at, name), parsed(xml));
          expect(node?.text).toBe(comment.trim());
          expect(node?.children).toEqual([]);
        },
      ),
    );
  });

  test('in attributes cannot end the attribute', () => {
    const xml = renderSalesInvoice({
      ...minimalInvoice,
      salesInvoiceProductPackagePallet: { type: '"<&>\'', value: 1 },
    });
    expect(xml).toContain('<salesinvoiceproductpackagepallet type="&quot;&lt;&amp;&gt;\'">1<');
    expect(readXml(xml)).toBeDefined();
  });

  test('is transliterated where it is free, and measured afterwards', () => {
    const xml = renderSalesInvoice({ ...minimalInvoice, salesInvoiceOurReference: 'Łukasz – “myynti”…' });
    expect(xml).toContain('<salesinvoiceourreference>Lukasz - "myynti"...</salesinvoiceourreference>');
    const long = { ...minimalInvoice, salesInvoiceFreeTextBeforeLines: `${'a'.repeat(499)}…` };
    expect(refusalOf(() => renderSalesInvoice(long))).toMatchObject({ limit: 500, actual: 502 });
  });

  test('that Netvisor cannot hold is refused by field and character', () => {
    expect(
      refusalOf(() => renderSalesInvoice({ ...minimalInvoice, salesInvoiceOurReference: 'Kiitos 🎉' })),
    ).toMatchObject({
      kind: 'Rejected',
      reason: 'UnsupportedCharacters',
      sent: 'no',
      field: 'salesinvoiceourreference',
      characters: ['🎉'],
    });
    expect(refusalOf(() => renderSalesInvoice({ ...minimalInvoice, orderNumber: 'PO–1' }))).toMatchObject({
      reason: 'UnsupportedCharacters',
      field: 'ordernumber',
      characters: ['–'],
    });
    expect(refusalOf(() => renderSalesInvoice(oneLine({ productName: 'a\nb' }))).characters).toEqual(['\n']);
  });
});

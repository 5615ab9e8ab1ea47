import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fullMessage, readTable } from './netvisor-breaker.ts';
import type { Row } from './netvisor-breaker.ts';
import { bench, codeOf, invoiceXml, lineXml, textIn } from './netvisor-harness.ts';
import type { Bench, InvoiceParts, Reply } from './netvisor-harness.ts';
import { SALES_INVOICE } from './netvisor-tables.ts';

let sim: Bench;
beforeEach(async () => {
  sim = await bench();
});
afterEach(() => sim.server.close());

const post = (parts: InvoiceParts): Promise<Reply> =>
  sim.post('/salesinvoice.nv?method=add', invoiceXml(parts));
const code = async (parts: InvoiceParts): Promise<string> => codeOf(await post(parts));
const latest = () => sim.simulator.state().salesInvoices.at(-1);
const ROOT = readTable(SALES_INVOICE);
/** Names and samples of the rows without rows below them, as the state shows values. */
const leaves = (rows: readonly Row[]): Record<string, string> =>
  Object.fromEntries(rows.filter(({ type }) => type !== 'group').map(({ name, sample }) => [name, sample]));
const under = (row: Row, ...path: string[]): Row => {
  const [name, ...rest] = path;
  if (name === undefined) return row;
  const found = row.children.find(({ path: own, name: short }) => short === name || own.endsWith(`/${name}`));
  if (found === undefined) throw new Error(`no row ${name}`);
  return under(found, ...rest);
};

describe('an invoice with every element of the documentation', () => {
  beforeEach(async () => {
    expect(codeOf(await sim.post('/salesinvoice.nv?method=add', fullMessage(ROOT)))).toBe('OK');
  });

  test('keeps each of them in the state', () => {
    const lines = under(ROOT, 'invoicelines');
    const product = under(lines, 'invoiceline', 'salesinvoiceproductline');
    const sub = under(lines, 'invoiceline[3]', 'salesinvoicesubline');
    expect(latest()).toMatchObject({
      header: leaves(ROOT.children),
      lines: [
        {
          kind: 'product',
          values: leaves(product.children),
          accrualRule: leaves(under(product, 'accrualrule').children),
          dimensions: [{ name: 'Toimipiste', item: 'Helsinki' }],
        },
        { kind: 'comment', comment: 'Toimipiste Helsinki' },
        { kind: 'sub', values: leaves(sub.children) },
      ],
      voucherLines: [
        {
          values: leaves(under(ROOT, 'invoicevoucherlines', 'voucherline').children),
          dimensions: [{ name: 'Toimipiste', item: 'Helsinki' }],
        },
      ],
      accrual: {
        values: leaves(under(ROOT, 'salesinvoiceaccrual').children),
        entries: [leaves(under(ROOT, 'salesinvoiceaccrual', 'accrualvoucherentry').children)],
      },
      accrualRule: leaves(under(ROOT, 'accrualrule').children),
      attachments: [
        {
          mimeType: 'application/pdf',
          description: 'Erittely',
          fileName: 'erittely.pdf',
          printByDefault: '1',
        },
      ],
      customTags: [{ name: 'Alue', value: 'Etelä', dataType: 'text' }],
    });
  });

  test('gives back what getsalesinvoice.nv has a place for', async () => {
    const reply = await sim.get(
      '/getsalesinvoice.nv?netvisorkey=58231&includeattachments=1&showcommentlines=1&pdfimage=nopdf',
    );
    const expected = {
      SalesInvoiceNumber: '20260001',
      SalesInvoiceDate: '2026-11-20',
      SalesInvoiceEventDate: '2026-11-18',
      SalesInvoiceValueDate: '2026-11-20',
      SalesInvoiceDeliveryDate: '2026-11-18',
      SalesInvoiceDueDate: '2026-12-04',
      SalesInvoiceReferencenumber: '202600017',
      SalesInvoiceAmount: '282,65',
      SalesInvoiceCollectionCost: '5,00',
      SellerIdentifier: 'Säde',
      SalesInvoiceFreeTextBeforeLines: 'Marraskuu',
      SalesInvoiceFreeTextAfterLines: 'Kiitos',
      SalesInvoiceOurReference: 'Säde',
      SalesInvoiceYourReference: 'Tilaaja 55',
      SalesInvoicePrivateComment: 'kbx:1',
      SalesInvoiceAgreementIdentifier: 'SOP-2026-14',
      InvoicingCustomerName: 'Havutupa',
      InvoicingCustomerNameExtension: 'Ostolaskut',
      InvoicingCustomerAddressline: 'Kanervakuja 4',
      InvoicingCustomerAdditionalAddressLine: 'Halli 2',
      InvoicingCustomerPostnumber: '00999',
      InvoicingCustomerTown: 'Helsinki',
      MatchPartialPaymentsByDefault: 'Yes',
      DeliveryAddressName: 'Nouto',
      DeliveryAddressLine: 'Terminaalitie 9',
      DeliveryAddressPostnumber: '00998',
      DeliveryAddressTown: 'Helsinki',
      DeliveryAddressCountryCode: 'FINLAND',
      DeliveryMethod: 'Nouto',
      DeliveryTerm: 'EXW',
      PaymentTermCashDiscountDays: '7',
      PaymentTermCashDiscount: '2',
      WaybillIdentifier: 'RK-88120',
      DeliveryToCustomerWeek: '2026-W47',
      DeliveryOfficeIdentifier: '61',
      SalesInvoiceProductLineQuantity: '2',
      SalesInvoiceProductLineUnit: 'kk',
      SalesInvoiceProductLineDeliveryDate: '2026-11-18',
      SalesInvoiceProductLineDiscountPercentage: '10',
      SalesInvoiceProductLineFreeText: 'Numerot 14 ja 15',
      SalesInvoiceProductLineVatSum: '20,66',
      SalesInvoiceProductLineSum: '101,66',
      SalesInvoiceProductLineInventoryID: '1',
      SalesInvoiceProductLineInventoryName: 'Päävarasto',
      ProductPurchasePrice: '12,5000',
      AccountingAccountSuggestionAccountNumber: '3000',
      DimensionName: 'Toimipiste',
      DimensionItem: 'Helsinki',
      ProvisionPercentage: '3,5',
      OrderNumber: 'PO-77120',
      Comment: 'Toimipiste Helsinki',
      MimeType: 'application/pdf',
      AttachmentDescription: 'Erittely',
      FileName: 'erittely.pdf',
      DocumentData: 'JVBERi0xLjQKJSBLdXVyYWJveCBkZW1vCg==',
    };
    const shown = Object.fromEntries(Object.keys(expected).map((name) => [name, textIn(reply, name)]));
    expect(shown).toEqual(expected);
    const without = await sim.get('/getsalesinvoice.nv?netvisorkey=58231');
    expect(without.body).not.toContain('DocumentData');
  });
});

test('lines of all kinds come back in document order', async () => {
  const comment = (text: string): string =>
    `<invoiceline><salesinvoicecommentline><comment>${text}</comment></salesinvoicecommentline></invoiceline>`;
  const lines = [
    comment('Eka'),
    lineXml(),
    comment('Toka'),
    comment('Kolmas'),
    lineXml({ product: 'KB-SERV-H' }),
  ];
  expect(await code({ lines: lines.join('') })).toBe('OK');
  const reply = await sim.get('/getsalesinvoice.nv?netvisorkey=58231&showcommentlines=1');
  const order = [...reply.body.matchAll(/<(?:Comment|ProductIdentifier type="customer")>([^<]*)</g)];
  expect(order.map((match) => match[1])).toEqual(['Eka', 'KB-BOX-S', 'Toka', 'Kolmas', 'KB-SERV-H']);
});

describe('terms', () => {
  test.each([
    ['<paymenttermnetdays>21</paymenttermnetdays>', '', ['21', '', '', '2026-12-11']],
    ['<paymentterm type="netvisor">5</paymentterm>', '', ['14', '7', '2', '2026-12-04']],
    ['<paymentterm type="customerdefault">1</paymentterm>', '', ['14', '', '', '2026-12-04']],
    [
      '<paymentterm type="netvisor">5</paymentterm><paymenttermcashdiscountdays>3</paymenttermcashdiscountdays><paymenttermcashdiscount type="percentage">1</paymenttermcashdiscount>',
      '',
      ['14', '3', '1', '2026-12-04'],
    ],
    ['', '<salesinvoiceduedate>2026-12-31</salesinvoiceduedate>', ['', '', '', '2026-12-31']],
  ])('%s%s are shown in full', async (afterCustomer, afterDate, expected) => {
    expect(await code({ afterCustomer, afterDate })).toBe('OK');
    const reply = await sim.get('/getsalesinvoice.nv?netvisorkey=58231');
    const names = [
      'PaymentTermNetDays',
      'PaymentTermCashDiscountDays',
      'PaymentTermCashDiscount',
      'SalesInvoiceDueDate',
    ];
    expect(names.map((name) => textIn(reply, name) ?? '')).toEqual(expected);
  });
});

describe('VAT codes', () => {
  const DOMESTIC = ['0', '10', '13,5', '25,5'];
  const ALL = [
    ['NONE', ['0']],
    ['KOMY', DOMESTIC],
    ['KOMY0', ['0']],
    ['EUMY', ['0']],
    ['EUPM309', ['0']],
    ['EUPM312', ['0']],
    ['EUUM', ['0']],
    ['MUUL', DOMESTIC],
    ['RAMY', ['0']],
    ['KOOS', DOMESTIC],
    ['EUOS', DOMESTIC],
    ['EUPO', DOMESTIC],
    ['EUUO', DOMESTIC],
    ['100', ['0']],
    ['EVTO', DOMESTIC],
    ['EVPO', DOMESTIC],
    ['EVKV', DOMESTIC],
    ['KAVE', DOMESTIC],
    ['RAOS', DOMESTIC],
    ['EVRO', DOMESTIC],
    ['MAAL', DOMESTIC],
    ['EVMA', DOMESTIC],
  ] as const;
  test.each(ALL)('%s goes with %j and no other percentage', async (vatCode, percentages) => {
    const fits = [];
    for (const vat of ['0', '10', '13,5', '25,5', '12', '22']) {
      if ((await code({ lines: lineXml({ code: vatCode, vat }) })) === 'OK') fits.push(vat);
    }
    expect(fits).toEqual(percentages);
  });

  test.each(['EUMY', 'EUPM309', 'EUPM312', 'EUUM', 'RAMY', 'KOMY0', 'NONE'])(
    '%s leaves no VAT to the buyer',
    async (vatCode) => {
      await post({ lines: lineXml({ code: vatCode, vat: '0', quantity: '3' }) });
      expect(latest()).toMatchObject({ net: '135.00', vat: '0.00', gross: '135.00', invoiceSum: '135.00' });
    },
  );
});

describe('tax handling', () => {
  const handled = (type: string, line: string): InvoiceParts => ({
    afterCustomer: `<salesinvoicetaxhandlingtype>${type}</salesinvoicetaxhandlingtype><paymenttermnetdays>7</paymenttermnetdays>`,
    lines: line,
  });
  const german = '<invoicingcustomeridentifier type="customer">NM-2001</invoicingcustomeridentifier>';

  test('by country chooses the default account, forced to domestic or not', async () => {
    await post({ ...handled('countrygroup', lineXml({ code: 'EUMY', vat: '0' })), customer: german });
    expect(latest()?.lines).toMatchObject([{ accountNumber: '3360' }]);
    await post({ ...handled('forcedomestic', lineXml()), customer: german });
    expect(latest()?.lines).toMatchObject([{ accountNumber: '3000' }]);
  });

  test.each([
    ['domesticconstructionservice', 'RAMY'],
    ['notaxhandling', 'NONE'],
  ])('%s asks for %s where the switch says so', async (type, fitting) => {
    const wrong = handled(type, lineXml());
    expect(await code(wrong)).toBe('OK');
    sim.simulator.settings.patch({ taxHandling: 'enforced' });
    expect(await code(wrong)).toBe('INVALID_DATA');
    expect(await code(handled(type, lineXml({ code: fitting, vat: '0' })))).toBe('OK');
  });

  test('is the customer’s where the invoice has none', async () => {
    sim.simulator.settings.patch({ taxHandling: 'enforced' });
    const change =
      '<root><customer><customerbaseinformation></customerbaseinformation><customeradditionalinformation>' +
      '<taxhandlingtype>notaxhandling</taxhandlingtype></customeradditionalinformation></customer></root>';
    expect(codeOf(await sim.post('/customer.nv?method=edit&id=4711', change))).toBe('OK');
    expect(await code({})).toBe('INVALID_DATA');
    expect(await code(handled('countrygroup', lineXml()))).toBe('OK');
  });
});

test('an amount in a foreign currency is shown in it or in euros, by the switch', async () => {
  await post({
    amount: '<salesinvoiceamount iso4217currencycode="SEK" currencyrate="11,5"></salesinvoiceamount>',
    lines: lineXml({ price: '1150,00', quantity: '1' }),
  });
  const shown = async (): Promise<(string | undefined)[]> => {
    const reply = await sim.get('/getsalesinvoice.nv?netvisorkey=58231');
    expect(reply.body).toContain('iso4217currencycode="SEK" currencyrate="11,5"');
    return [textIn(reply, 'SalesInvoiceAmount'), textIn(reply, 'ForeignCurrencyAmount')];
  };
  expect(await shown()).toEqual(['1443,25', '1443,25']);
  sim.simulator.settings.patch({ foreignInvoiceAmount: 'euros' });
  expect(await shown()).toEqual(['125,50', '1443,25']);
});

test('attachments are refused above the size and outside the types that the settings allow', async () => {
  const attached = (bytes: number): InvoiceParts => ({
    end: `<salesinvoiceattachments><salesinvoiceattachment><mimetype>image/png</mimetype>
      <attachmentdescription>A</attachmentdescription><filename>a.png</filename>
      <documentdata>${Buffer.alloc(bytes).toString('base64')}</documentdata>
      </salesinvoiceattachment></salesinvoiceattachments>`,
  });
  sim.simulator.settings.patch({ maxAttachmentBytes: 100 });
  expect([await code(attached(100)), await code(attached(101))]).toEqual(['OK', 'INVALID_DATA_SIZE']);
  sim.simulator.settings.patch({ attachmentMimeTypes: ['application/pdf'] });
  expect(await code(attached(10))).toBe('INVALID_DATA');
});

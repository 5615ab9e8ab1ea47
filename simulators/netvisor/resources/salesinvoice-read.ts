import { invalidData } from '../errors.ts';
import { SALES_PERSONS } from '../fixture.ts';
import type { SalesInvoice } from '../records.ts';
import { el, optional } from '../render.ts';
import type { Xml } from '../render.ts';
import type { Context } from '../store.ts';
import { comma, countryName, decimalOf, finnishMoment, wallClock } from '../values.ts';
import type { InterfaceLanguage } from '../values.ts';
import type { ResourceRequest, ResourceResult } from './resource.ts';
import { currentStage } from './salesinvoice-list.ts';
import { lineElements } from './salesinvoice-read-lines.ts';

const REPLY_BITS = [1, 2, 4, 8, 16, 32];
const PDF_IMAGES = ['lastsentprintservice', 'pdf', 'nopdf', 'preview'] as const;
const SAMPLE_PDF = 'JVBERi0xLjQKJSBzaW11bGF0b3IK';

interface Wanted {
  readonly language: InterfaceLanguage;
  readonly pdf: 'with' | 'without';
  readonly history: '1' | '0';
  readonly attachments: '1' | '0';
  readonly comments: '1' | '0';
  readonly documents: '1' | '0';
}

/** getsalesinvoice.nv and getorder.nv: one key or up to 500. An unknown key gives an empty element. */
export function getSalesInvoice(
  request: ResourceRequest,
  context: Context,
  what: 'invoices' | 'orders',
): ResourceResult {
  const { query } = request;
  query.allowOnly(
    'netvisorkey',
    'netvisorkeylist',
    'pdfimage',
    'showprocesshistory',
    'includeattachments',
    'showcommentlines',
    'includedocuments',
    'replyoption',
  );
  query.bits('replyoption', REPLY_BITS);
  const image = query.choice('pdfimage', PDF_IMAGES);
  const wanted: Wanted = {
    language: request.language,
    pdf: image === 'pdf' || image === 'preview' ? 'with' : 'without',
    history: query.flag('showprocesshistory'),
    attachments: query.flag('includeattachments'),
    comments: query.flag('showcommentlines'),
    documents: query.flag('includedocuments'),
  };
  const key = query.key('netvisorkey');
  const keys = query.keys('netvisorkeylist', 500);
  if ((key === undefined) === (keys === undefined)) {
    throw invalidData('Either netvisorkey or netvisorkeylist must be given');
  }
  const find = (k: number): SalesInvoice[] => {
    const invoice = context.store.invoices.get(k);
    const isOrder = invoice?.content.kind === 'order';
    return invoice !== undefined && isOrder === (what === 'orders') ? [invoice] : [];
  };
  const rendered = (key === undefined ? (keys ?? []) : [key])
    .flatMap(find)
    .map((invoice) => renderInvoice(invoice, wanted, context));
  return key === undefined
    ? { payload: el('SalesInvoices', rendered), booked: false }
    : { payload: rendered[0] ?? el('SalesInvoice'), booked: false };
}

function renderInvoice(invoice: SalesInvoice, wanted: Wanted, context: Context): Xml {
  const { content } = invoice;
  const { header } = content;
  const inCurrency = context.settings.foreignInvoiceAmount === 'currency';
  const amount = inCurrency ? content.invoiceSum : content.invoiceSumEur;
  const day = (name: string, value: string | undefined): Xml | undefined =>
    optional(name, value, { format: 'ansi' });
  const plain = (name: string, from: string): Xml => el(name, header[from]);
  return el('SalesInvoice', [
    el('SalesInvoiceNetvisorKey', invoice.netvisorKey),
    el('SalesInvoiceNumber', invoice.number),
    day('SalesInvoiceDate', content.date),
    day('SalesInvoiceEventDate', header.salesinvoiceeventdate),
    day('SalesInvoiceValueDate', header.salesinvoicevaluedate),
    day('SalesInvoiceDeliveryDate', header.salesinvoicedeliverydate),
    day('SalesInvoiceDueDate', content.dueDate),
    el('SalesInvoiceReferencenumber', invoice.referenceNumber),
    el('SalesInvoiceAmount', comma(amount, 2), {
      iso4217currencycode: content.currency,
      currencyrate: comma(content.currencyRate),
    }),
    content.currency === 'EUR' ? undefined : el('ForeignCurrencyAmount', comma(content.invoiceSum, 2)),
    header.collectioncost === undefined || header.collectioncost === ''
      ? undefined
      : el('SalesInvoiceCollectionCost', comma(decimalOf(header.collectioncost), 2)),
    el('SellerIdentifier', sellerName(header), { type: 'name' }),
    statusElement(invoice, wanted.language, context),
    invoice.voucher === null
      ? undefined
      : el('InvoiceVoucher', invoice.voucher.number, {
          netvisorkey: String(invoice.voucher.netvisorKey),
        }),
    plain('SalesInvoiceFreeTextBeforeLines', 'salesinvoicefreetextbeforelines'),
    plain('SalesInvoiceFreeTextAfterLines', 'salesinvoicefreetextafterlines'),
    plain('SalesInvoiceOurReference', 'salesinvoiceourreference'),
    plain('SalesInvoiceYourReference', 'salesinvoiceyourreference'),
    plain('SalesInvoicePrivateComment', 'salesinvoiceprivatecomment'),
    plain('SalesInvoiceAgreementIdentifier', 'salesinvoiceagreementidentifier'),
    ...parties(invoice, wanted.language, context),
    el('PaymentTermNetDays', content.terms.netDays),
    el('PaymentTermCashDiscountDays', content.terms.cashDiscountDays),
    el('PaymentTermCashDiscount', content.terms.cashDiscount, { type: content.terms.cashDiscountType }),
    optional('WaybillIdentifier', header.salesinvoicewaybillidentifier),
    header['salesinvoicedeliverytocustomerdate@type'] === 'weeknumber'
      ? optional('DeliveryToCustomerWeek', header.salesinvoicedeliverytocustomerdate)
      : optional('DeliveryToCustomerDate', header.salesinvoicedeliverytocustomerdate),
    el('TaxHandlingClause', '', { netvisorkey: '' }),
    el('DeliveryOfficeIdentifier', header.deliveryoffice),
    wanted.pdf === 'with' ? el('LastSentInvoicePDFBase64Data', SAMPLE_PDF) : undefined,
    el('InvoiceLines', [el('InvoiceLine', lineElements(invoice, wanted.comments, context))]),
    wanted.attachments === '1' ? attachments(invoice) : undefined,
    wanted.documents === '1' ? el('Documents') : undefined,
    wanted.history === '1' ? history(invoice, context) : undefined,
  ]);
}

/** The free-form name or, for a salesperson given by key, the register's name. */
function sellerName(header: Readonly<Record<string, string>>): string | undefined {
  const identifier = header.selleridentifier ?? '';
  const person = SALES_PERSONS.find((entry) => String(entry.netvisorKey) === identifier);
  return header.sellername || (person?.name ?? identifier);
}

function parties(invoice: SalesInvoice, language: InterfaceLanguage, context: Context): Xml[] {
  const { header, customerDetails, customerKey, customerCode } = invoice.content;
  const customer = customerKey === null ? undefined : context.store.customers.get(customerKey);
  const country = customerDetails.invoicingcustomercountrycode ?? '';
  const deliveryCountry = header.deliveryaddresscountrycode ?? '';
  const detail = (name: string, from: string): Xml =>
    el(`InvoicingCustomer${name}`, customerDetails[`invoicingcustomer${from}`]);
  return [
    el('InvoicingCustomerCode', customer?.values.internalidentifier ?? customerCode),
    detail('Name', 'name'),
    detail('NameExtension', 'nameextension'),
    el('InvoicingCustomerNetvisorKey', customerKey ?? ''),
    el('InvoicingCustomerOrganizationIdentifier', customer?.values.externalidentifier),
    detail('Addressline', 'addressline'),
    detail('AdditionalAddressLine', 'additionaladdressline'),
    detail('Postnumber', 'postnumber'),
    detail('Town', 'town'),
    el('InvoicingCustomerCountryCode', countryName(country, language), { 'ISO-3166': country }),
    el('InvoicingCustomerInCollectionProhibitation', '0'),
    el('MatchPartialPaymentsByDefault', YES_NO[language][header.expectpartialpayments === '1' ? 0 : 1]),
    el('DeliveryAddressName', header.deliveryaddressname),
    el('DeliveryAddressLine', header.deliveryaddressline),
    el('DeliveryAddressPostnumber', header.deliveryaddresspostnumber),
    el('DeliveryAddressTown', header.deliveryaddresstown),
    el('DeliveryAddressCountryCode', countryName(deliveryCountry, 'EN')?.toUpperCase()),
    el('DeliveryMethod', header.deliverymethod),
    el('DeliveryTerm', header.deliveryterm),
  ];
}

const YES_NO = { EN: ['Yes', 'No'], FI: ['Kyllä', 'Ei'], SE: ['Ja', 'Nej'] } as const;

const STATUS_TEXTS: Readonly<Record<string, Readonly<Record<InterfaceLanguage, string>>>> = {
  draft: { EN: 'Draft', FI: 'Luonnos', SE: 'Utkast' },
  unsent: { EN: 'Unsent', FI: 'Lähettämätön', SE: 'Ej skickad' },
  open: { EN: 'Open', FI: 'Avoin', SE: 'Öppen' },
  overdue: { EN: 'Overdue', FI: 'Erääntynyt', SE: 'Förfallen' },
  reminded: { EN: 'Reminded', FI: 'Muistutettu', SE: 'Påmind' },
  requested: { EN: 'Requested', FI: 'Vaadittu', SE: 'Krävd' },
  collected: { EN: 'Collected', FI: 'Perinnässä', SE: 'I indrivning' },
  paid: { EN: 'Paid', FI: 'Maksettu', SE: 'Betald' },
  rejected: { EN: 'Rejected', FI: 'Hylätty', SE: 'Avvisad' },
  archived: { EN: 'Archived', FI: 'Arkistoitu', SE: 'Arkiverad' },
  undelivered: { EN: 'Undelivered', FI: 'Toimittamatta', SE: 'Ej levererad' },
  delivered: { EN: 'Delivered', FI: 'Toimitettu', SE: 'Levererad' },
  creditloss: { EN: 'Credit loss', FI: 'Luottotappio', SE: 'Kreditförlust' },
};

function statusElement(invoice: SalesInvoice, language: InterfaceLanguage, context: Context): Xml {
  const stage = currentStage(invoice, context);
  const status = invoice.status === 'open' && stage !== 'none' ? stage : invoice.status;
  return el('InvoiceStatus', STATUS_TEXTS[status]?.[language] ?? status, { status });
}

function attachments({ content }: SalesInvoice): Xml {
  return el(
    'SalesInvoiceAttachments',
    content.attachments.map((attachment) =>
      el('SalesInvoiceAttachment', [
        el('MimeType', attachment.mimeType),
        el('AttachmentDescription', attachment.description),
        el('FileName', attachment.fileName),
        el('DocumentData', attachment.documentData),
      ]),
    ),
  );
}

function history({ events }: SalesInvoice, { settings }: Context): Xml {
  return el(
    'ProcessHistory',
    events.map((event) =>
      el('ProcessHistoryLine', [
        el('ProcessedTimeStamp', finnishMoment(wallClock(event.at, settings.timeStampZone)), {
          format: 'ansi',
        }),
        el('MaterialTypeName', 'Sales invoice'),
        el('UserName', 'Integration'),
        el('ProcessChannelName', 'API'),
        el('ProcessStatus', event.what),
      ]),
    ),
  );
}

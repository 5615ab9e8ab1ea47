import { invalidData, NotSimulated } from '../errors.ts';
import type { CollectionStage, SalesInvoice } from '../records.ts';
import { el, optional } from '../render.ts';
import type { Xml } from '../render.ts';
import type { Context } from '../store.ts';
import type { NetvisorSimSettings } from '../settings.ts';
import { inEuros, openSum } from '../settlement.ts';
import { comma, wallClock } from '../values.ts';
import { momentFilter } from './resource.ts';
import type { ResourceRequest, ResourceResult } from './resource.ts';

const STATUS_FILTERS = [
  'open',
  'overdue',
  'reminded',
  'requested',
  'collected',
  'paid',
  'unsent',
  'creditloss',
  'rejected',
  'undelivered',
  'delivered',
  'billed',
] as const;
type StatusFilter = (typeof STATUS_FILTERS)[number];

const PRIVATE_COMMENT = 1;
const CURRENCY_SUMS = 2;
const SERVICE_BASKETS = 16;

/** salesinvoicelist.nv: invoices, orders or drafts with their open sums, one page per call. */
export function listSalesInvoices(request: ResourceRequest, context: Context): ResourceResult {
  const { query } = request;
  const { store, settings } = context;
  query.allowOnly(
    'listtype',
    'invoicesabovenetvisorkey',
    'begininvoicedate',
    'endinvoicedate',
    'invoicenumber',
    'invoicestatus',
    'lastmodifiedstart',
    'lastmodifiedend',
    'includemodifiedpayments',
    'salesinvoicebatchid',
    'customercode',
    'customernetvisorkey',
    'secondname',
    'secondnamenetvisorkey',
    'invoicingcustomercontrycode',
    'invoicingcustomercountrycode',
    'replyoption',
  );
  if (query.text('salesinvoicebatchid') !== undefined) {
    throw new NotSimulated('the parameter salesinvoicebatchid (batches)');
  }
  const reply = query.bits('replyoption', [PRIVATE_COMMENT, CURRENCY_SUMS, SERVICE_BASKETS]);
  const filters = [
    kindFilter(request),
    keyAndNumberFilter(request),
    dateFilter(request),
    modificationFilter(request, settings),
    partyFilter(request, context),
  ];
  const status = query.choice('invoicestatus', STATUS_FILTERS);
  const direction = settings.listOrder === 'ascending' ? 1 : -1;
  const rows = [...store.invoices.values()]
    .filter((invoice) => filters.every((filter) => filter(invoice)))
    .filter((invoice) => status === undefined || hasStatus(invoice, status, context))
    .sort((a, b) => direction * (a.netvisorKey - b.netvisorKey))
    .slice(0, settings.listRows)
    .map((invoice) => listRow(invoice, reply, request, context));
  return { payload: el('SalesInvoiceList', rows), booked: false };
}

type Filter = (invoice: SalesInvoice) => boolean;

function kindFilter({ query }: ResourceRequest): Filter {
  const listType = query.choice('listtype', ['preinvoice', 'draftandinvoice'] as const);
  return ({ content: { kind } }) => {
    switch (listType) {
      case undefined:
        return kind === 'invoice';
      case 'preinvoice':
        return kind === 'order';
      case 'draftandinvoice':
        return kind !== 'order';
    }
  };
}

function keyAndNumberFilter({ query }: ResourceRequest): Filter {
  const above = query.text('invoicesabovenetvisorkey');
  if (above !== undefined && !/^\d{1,15}$/.test(above)) {
    throw invalidData(`Parameter invoicesabovenetvisorkey has an unusable value: ${above}`);
  }
  const number = query.text('invoicenumber');
  return (invoice) =>
    (above === undefined || invoice.netvisorKey > Number(above)) &&
    (number === undefined || invoice.number === number);
}

function dateFilter({ query }: ResourceRequest): Filter {
  const begin = query.day('begininvoicedate');
  const end = query.day('endinvoicedate');
  return ({ content: { date } }) =>
    (begin === undefined || date >= begin) && (end === undefined || date <= end);
}

function modificationFilter({ query }: ResourceRequest, settings: Readonly<NetvisorSimSettings>): Filter {
  const start = query.moment('lastmodifiedstart');
  const end = query.moment('lastmodifiedend');
  const withPayments = query.flag('includemodifiedpayments') === '1';
  if (withPayments && (start === undefined || end === undefined)) {
    throw invalidData('includemodifiedpayments needs lastmodifiedstart and lastmodifiedend');
  }
  const inWindow = momentFilter(query, settings);
  return (invoice) => inWindow(invoice.modifiedAt) || (withPayments && inWindow(invoice.paymentsModifiedAt));
}

function partyFilter({ query }: ResourceRequest, { store }: Context): Filter {
  const code = query.text('customercode');
  const key = query.key('customernetvisorkey');
  const secondName = query.text('secondname') ?? query.text('secondnamenetvisorkey');
  const country = query.text('invoicingcustomercontrycode') ?? query.text('invoicingcustomercountrycode');
  return ({ content }) => {
    const customer = content.customerKey === null ? undefined : store.customers.get(content.customerKey);
    const currentCode = customer?.values.internalidentifier ?? content.customerCode;
    return (
      (code === undefined || currentCode === code) &&
      (key === undefined || content.customerKey === key) &&
      (secondName === undefined || content.header.secondname === secondName) &&
      (country === undefined || content.customerDetails.invoicingcustomercountrycode === country)
    );
  };
}

/** The collection stage as of today: an open invoice past its due date is at least overdue. */
export function currentStage(invoice: SalesInvoice, context: Context): CollectionStage {
  if (invoice.status !== 'open' || invoice.stage !== 'none') return invoice.stage;
  const today = wallClock(context.clock.now(), context.settings.timeStampZone).slice(0, 10);
  return invoice.content.dueDate < today ? 'overdue' : 'none';
}

function hasStatus(invoice: SalesInvoice, wanted: StatusFilter, context: Context): boolean {
  const stage = currentStage(invoice, context);
  switch (wanted) {
    case 'overdue':
      return invoice.status === 'open' && stage !== 'none';
    case 'reminded':
    case 'requested':
    case 'collected':
      return invoice.status === 'open' && stage === wanted;
    default:
      return invoice.status === wanted;
  }
}

function listRow(
  invoice: SalesInvoice,
  reply: number,
  { publicBaseUrl }: ResourceRequest,
  context: Context,
): Xml {
  const { content } = invoice;
  const customer =
    content.customerKey === null ? undefined : context.store.customers.get(content.customerKey);
  const code = customer?.values.internalidentifier ?? content.customerCode;
  const resource = content.kind === 'order' ? 'getorder.nv' : 'getsalesinvoice.nv';
  return el('SalesInvoice', [
    el('NetvisorKey', invoice.netvisorKey),
    el('InvoiceNumber', invoice.number),
    el('Invoicedate', content.date, { format: 'ansi' }),
    el('InvoiceDueDate', content.dueDate, { format: 'ansi' }),
    statusElement(invoice, context),
    content.customerKey === null ? undefined : el('CustomerNetvisorKey', content.customerKey),
    el('CustomerCode', code),
    el('CustomerName', content.customerName),
    el('ReferenceNumber', invoice.referenceNumber),
    el('InvoiceSum', comma(content.invoiceSumEur, 2)),
    el('OpenSum', comma(inEuros(openSum(invoice, context.settings), content), 2)),
    el('Uri', `${publicBaseUrl}/${resource}?netvisorkey=${invoice.netvisorKey}`),
    additionalInformation(invoice, reply, context),
  ]);
}

function statusElement(invoice: SalesInvoice, context: Context): Xml {
  if (invoice.status === 'draft') return el('InvoiceStatus', context.settings.draftStatusInList);
  if (invoice.status !== 'open') return el('InvoiceStatus', invoice.status);
  const stage = currentStage(invoice, context);
  return el('InvoiceStatus', 'open', {
    substatus: stage === 'none' ? 'open' : stage,
    isincollection: stage === 'collected' ? '1' : '0',
  });
}

function additionalInformation(invoice: SalesInvoice, reply: number, { settings }: Context): Xml | undefined {
  if ((reply & (PRIVATE_COMMENT | CURRENCY_SUMS)) === 0) return undefined;
  const { content } = invoice;
  const comment =
    (reply & PRIVATE_COMMENT) === 0
      ? undefined
      : optional('PrivateComment', content.header.salesinvoiceprivatecomment);
  const currency = { type: 'ISO-4217', currencycode: content.currency };
  const sums =
    (reply & CURRENCY_SUMS) === 0
      ? []
      : [
          el('InvoiceCurrencySum', comma(content.invoiceSum, 2), currency),
          el('OpenCurrencySum', comma(openSum(invoice, settings), 2), currency),
        ];
  return el('AdditionalInformation', [comment, ...sums]);
}

import { invalidData } from '../errors.ts';
import { el, optional } from '../render.ts';
import type { Xml } from '../render.ts';
import type { RegisterRecord } from '../records.ts';
import type { Context, NetvisorStore } from '../store.ts';
import { comma, decimalOf, wallClock } from '../values.ts';
import { customerByKey, paymentTerm } from './customer.ts';
import type { ResourceRequest, ResourceResult } from './resource.ts';

/** customerlist.nv: keyword, changedsince, customercodelist. */
export function listCustomers(request: ResourceRequest, context: Context): ResourceResult {
  const { query } = request;
  query.allowOnly('keyword', 'changedsince', 'customercodelist');
  const keyword = query.text('keyword')?.toLowerCase();
  const changedSince = query.moment('changedsince');
  const codes = query.list('customercodelist', 100);
  const found = [...context.store.customers.values()].filter(({ values, modifiedAt }) => {
    const changed =
      keyword !== undefined ||
      changedSince === undefined ||
      wallClock(modifiedAt, context.settings.timeStampZone) >= changedSince;
    const coded = codes === undefined || codes.includes(values.internalidentifier ?? '');
    const searched = [
      values.name,
      values.internalidentifier,
      values.externalidentifier,
      values.nameextension,
    ];
    const named = keyword === undefined || searched.some((v) => v?.toLowerCase().includes(keyword) === true);
    return changed && coded && named;
  });
  const rows = found.map((customer) => listRow(customer, request, context.store));
  return { payload: el('Customerlist', rows), booked: false };
}

function listRow(
  { netvisorKey, values }: RegisterRecord,
  request: ResourceRequest,
  store: NetvisorStore,
): Xml {
  const group = values.customergroupname;
  return el('Customer', [
    el('Netvisorkey', netvisorKey),
    el('Name', values.name),
    el('Code', values.internalidentifier),
    el('OrganisationIdentifier', values.externalidentifier),
    group === undefined ? undefined : el('CustomerGroupID', store.listKey('customerGroups', group)),
    optional('CustomerGroupName', group),
    el('Uri', `${request.publicBaseUrl}/getcustomer.nv?id=${netvisorKey}`),
  ]);
}

/** getcustomer.nv: id or idlist (at most 500). */
export function getCustomer(request: ResourceRequest, context: Context): ResourceResult {
  const { query } = request;
  query.allowOnly('id', 'idlist', 'replyoption');
  query.bits('replyoption', [1, 2, 4, 8]);
  const id = query.key('id');
  const ids = query.keys('idlist', 500);
  if ((id === undefined) === (ids === undefined)) {
    throw invalidData('Either id or idlist must be given');
  }
  if (id !== undefined) {
    const customer = customerByKey(context.store, id);
    return { payload: renderCustomer(customer, context.store), booked: false };
  }
  const customers = (ids ?? []).flatMap((key) =>
    context.settings.unknownCustomersInList === 'fail'
      ? [customerByKey(context.store, key)]
      : (context.store.customers.get(key) ?? []),
  );
  const payload = el(
    'Customers',
    customers.map((customer) => renderCustomer(customer, context.store)),
  );
  return { payload, booked: false };
}

function renderCustomer(customer: RegisterRecord, store: NetvisorStore): Xml {
  const { values } = customer;
  const plain = (name: string, from: string): Xml => el(name, values[from]);
  const group = values.customergroupname;
  return el('Customer', [
    el('CustomerBaseInformation', [
      el('NetvisorKey', customer.netvisorKey),
      plain('InternalIdentifier', 'internalidentifier'),
      plain('ExternalIdentifier', 'externalidentifier'),
      optional('OrganizationUnitNumber', values.organizationunitnumber),
      group === undefined
        ? undefined
        : el('CustomerGroupNetvisorKey', store.listKey('customerGroups', group)),
      optional('CustomerGroupName', group),
      plain('Name', 'name'),
      plain('NameExtension', 'nameextension'),
      plain('StreetAddress', 'streetaddress'),
      plain('AdditionalStreetAddress', 'additionaladdressline'),
      plain('City', 'city'),
      plain('PostNumber', 'postnumber'),
      el('Country', values.country, { type: 'ISO-3166' }),
      plain('PhoneNumber', 'phonenumber'),
      plain('FaxNumber', 'faxnumber'),
      plain('Email', 'email'),
      plain('EmailInvoicingAddress', 'emailinvoicingaddress'),
      plain('HomePageUri', 'homepageuri'),
      el('IsActive', values.isactive ?? '1'),
      el('IsPrivateCustomer', values.isprivatecustomer ?? '0'),
    ]),
    el('CustomerFinvoiceDetails', [
      plain('FinvoiceAddress', 'finvoiceaddress'),
      plain('FinvoiceRouterCode', 'finvoiceroutercode'),
    ]),
    el('CustomerDeliveryDetails', [
      plain('DeliveryName', 'deliveryname'),
      plain('DeliveryStreetAddress', 'deliverystreetaddress'),
      plain('DeliveryCity', 'deliverycity'),
      plain('DeliveryPostNumber', 'deliverypostnumber'),
      optional('DeliveryCountry', values.deliverycountry, { type: 'ISO-3166' }),
    ]),
    el('CustomerContactDetails', [
      plain('ContactPerson', 'contactperson'),
      plain('ContactPersonEmail', 'contactpersonemail'),
      plain('ContactPersonPhone', 'contactpersonphone'),
    ]),
    additionalInformation(customer, store),
  ]);
}

function additionalInformation(customer: RegisterRecord, store: NetvisorStore): Xml {
  const { values, attributes } = customer;
  const plain = (name: string, from: string): Xml => el(name, values[from]);
  const term =
    values.defaultpaymentterm === undefined
      ? undefined
      : paymentTerm(values.defaultpaymentterm, attributes['defaultpaymentterm@type']);
  const limit = values.balancelimit;
  return el('CustomerAdditionalInformation', [
    plain('Comment', 'comment'),
    plain('CustomerAgreementIdentifier', 'customeragreementidentifier'),
    plain('ReferenceNumber', 'customerreferencenumber'),
    el('UseCreditorReferenceNumber', '0'),
    plain('YourDefaultReference', 'yourdefaultreference'),
    plain('DefaultTextBeforeInvoiceLines', 'defaulttextbeforeinvoicelines'),
    plain('DefaultTextAfterInvoiceLines', 'defaulttextafterinvoicelines'),
    el(
      'DefaultPaymentTerm',
      term?.description,
      term === undefined ? {} : { netvisorkey: String(term.netvisorKey) },
    ),
    el('TaxHandlingType', values.taxhandlingtype ?? 'countrygroup'),
    el('BalanceLimit', limit === undefined ? '' : comma(decimalOf(limit), 2)),
    optional('DefaultSalesPerson', values.salespersonid),
    optional('InvoicingLanguage', values.invoicinglanguage, { type: 'ISO-3166' }),
    optional('EuStandardFinvoice', values.eustandardfinvoice),
    el('InCollectionProhibition', '0'),
    customer.dimensions.length === 0
      ? undefined
      : el(
          'CustomerDimensions',
          customer.dimensions.map((link) => dimension(link, store)),
        ),
  ]);
}

/** A dimension with the keys of header and item. */
export function dimension(link: { name: string; item: string }, store: NetvisorStore): Xml {
  const { header, item } = store.dimensions.find(link);
  return el('Dimension', [
    el('DimensionName', link.name, { netvisorkey: String(header?.netvisorKey ?? '') }),
    el('DimensionItem', link.item, { netvisorkey: String(item?.netvisorKey ?? '') }),
  ]);
}

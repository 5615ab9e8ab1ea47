import {
  aggregate,
  byType,
  code,
  country,
  decimal,
  fixed,
  flag,
  line,
  mayCarry,
  money,
  one,
  optional,
  orEmpty,
  possible,
  text,
  word,
} from './row.ts';
import { referenceNumber, registerDimension, taxHandlingType } from './shared.ts';

/* customer.nv (Netvisor, customer import), in the order in which Netvisor validates. */

const language = () => fixed(word('FI', 'SE', 'EN'), { type: 'ISO-3166' });

export const customerBaseRows = [
  // the customer code and our mark; empty with type automatic = Netvisor's next free number
  optional('internalIdentifier', mayCarry(orEmpty(code(50)), { type: possible(word('automatic')) })),
  // business id
  optional('externalIdentifier', code()),
  // OVT unit number, not the e-invoice address
  optional('organizationUnitNumber', code(17, /^0037\d{8}\d{0,5}$/u)),
  one('name', line(250)),
  optional('nameExtension', line(250)),
  optional('streetAddress', line(80)),
  optional('additionalAddressLine', line(80)),
  optional('city', line(80)),
  optional('postNumber', line(50)),
  optional('country', country()),
  optional('customerGroupName', line()),
  optional('phoneNumber', line()),
  optional('faxNumber', line()),
  optional('email', code()),
  optional('homePageUri', code()),
  optional('isActive', flag()),
  optional('isPrivateCustomer', flag()),
  optional('emailInvoicingAddress', code()),
] as const;

export const customerAdditionalRows = [
  optional('comment', text()),
  optional('customerAgreementIdentifier', code()),
  optional('customerReferenceNumber', referenceNumber()),
  optional('directDebitBankAccount', code()),
  optional('invoicingLanguage', language()),
  // 1 invoice with credit transfer form, 2 invoice only
  optional('invoicePrintChannelFormat', fixed(word('1', '2'), { type: 'netvisor' })),
  optional('yourDefaultReference', line(200)),
  optional('defaultTextBeforeInvoiceLines', text(500)),
  optional('defaultTextAfterInvoiceLines', text(500)),
  optional('defaultPaymentTerm', byType(code(), 'netvisor', 'customer')),
  optional('defaultSecondName', byType(code(), 'netvisor', 'customer')),
  optional('paymentInterest', decimal()),
  optional('balanceLimit', money()),
  optional('receivablesManagementAutomationRule', byType(code(), 'netvisor', 'customer')),
  optional('factoringAccount', byType(code(), 'netvisor', 'customer')),
  optional('taxHandlingType', taxHandlingType()),
  optional('euStandardFinvoice', flag()),
  optional('defaultSalesPerson', aggregate([one('salesPersonId', fixed(code(), { type: 'netvisor' }))])),
] as const;

export const customerRows = [
  one('customerBaseInformation', aggregate(customerBaseRows)),
  optional(
    'customerFinvoiceDetails',
    aggregate([optional('finvoiceAddress', code()), optional('finvoiceRouterCode', code())]),
  ),
  optional(
    'customerMaventaEdiDetails',
    aggregate([one('maventaEdiChannel', code()), optional('maventaEdiCustomerIdentifier', code())]),
  ),
  optional(
    'customerDeliveryDetails',
    aggregate([
      optional('deliveryName', line(250)),
      optional('deliveryStreetAddress', line(80)),
      optional('deliveryCity', line(80)),
      optional('deliveryPostNumber', line()),
      optional('deliveryCountry', country()),
    ]),
  ),
  optional(
    'customerContactDetails',
    aggregate([
      optional('contactName', line()),
      optional('contactPerson', line()),
      optional('contactPersonEmail', code()),
      optional('contactPersonPhone', line()),
    ]),
  ),
  optional('customerAdditionalInformation', aggregate(customerAdditionalRows)),
  optional('customerDimensionDetails', aggregate([registerDimension])),
] as const;

import {
  DIMENSION,
  ISO,
  NEW,
  country,
  decimal,
  flag,
  group,
  may,
  must,
  oneOf,
  referenceNumber,
  row,
  softText,
  text,
} from './rules.ts';
import type { ElementRule } from './rules.ts';

const BY_KEY_OR_NAME = { attributes: [must('type', 'netvisor', 'customer')] };

/** Customer: rows in the order of the documentation (customer.nv). */
export const CUSTOMER: ElementRule = group(
  'customer',
  '1',
  [
    group(
      'customerbaseinformation',
      '1',
      [
        row('internalidentifier', '0..1', text(50), { attributes: [may('type', 'automatic')] }),
        row('externalidentifier', '0..1', text()),
        row('organizationunitnumber', '0..1', { kind: 'unit-number', max: 17 }),
        row('name', '1', text(250)),
        row('nameextension', '0..1', text(250)),
        row('streetaddress', '0..1', text(80)),
        row('additionaladdressline', '0..1', text(80)),
        row('city', '0..1', text(80)),
        row('postnumber', '0..1', text(50)),
        row('country', '0..1', country, ISO),
        row('customergroupname', '0..1', text()),
        row('phonenumber', '0..1', text()),
        row('faxnumber', '0..1', text()),
        row('email', '0..1', softText(200)),
        row('homepageuri', '0..1', text()),
        row('isactive', '0..1', flag),
        row('isprivatecustomer', '0..1', flag),
        row('emailinvoicingaddress', '0..1', softText(200)),
      ],
      { edit: 'patch' },
    ),
    group('customerfinvoicedetails', '0..1', [
      row('finvoiceaddress', '0..1', text()),
      row('finvoiceroutercode', '0..1', text()),
    ]),
    group('customermaventaedidetails', '0..1', [
      row('maventaedichannel', '1', text()),
      row('maventaedicustomeridentifier', '0..1', text()),
    ]),
    group('customerdeliverydetails', '0..1', [
      row('deliveryname', '0..1', text(250)),
      row('deliverystreetaddress', '0..1', text(80)),
      row('deliverycity', '0..1', text(80)),
      row('deliverypostnumber', '0..1', text()),
      row('deliverycountry', '0..1', country, ISO),
    ]),
    group('customercontactdetails', '0..1', [
      row('contactname', '0..1', text()),
      row('contactperson', '0..1', text()),
      row('contactpersonemail', '0..1', softText(200)),
      row('contactpersonphone', '0..1', text()),
    ]),
    group('customeradditionalinformation', '0..1', [
      row('comment', '0..1', text()),
      row('customeragreementidentifier', '0..1', text()),
      row('customerreferencenumber', '0..1', referenceNumber),
      row('directdebitbankaccount', '0..1', text()),
      row('invoicinglanguage', '0..1', oneOf('FI', 'SE', 'EN'), ISO),
      row('invoiceprintchannelformat', '0..1', oneOf('1', '2'), {
        attributes: [may('type', 'netvisor')],
      }),
      row('yourdefaultreference', '0..1', text(200)),
      row('defaulttextbeforeinvoicelines', '0..1', text(500)),
      row('defaulttextafterinvoicelines', '0..1', text(500)),
      row('defaultpaymentterm', '0..1', text(), BY_KEY_OR_NAME),
      row('defaultsecondname', '0..1', text(), { ...NEW, ...BY_KEY_OR_NAME }),
      row('paymentinterest', '0..1', decimal, NEW),
      row('balancelimit', '0..1', decimal, NEW),
      row('receivablesmanagementautomationrule', '0..1', text(), { ...NEW, ...BY_KEY_OR_NAME }),
      row('factoringaccount', '0..1', text(), { ...NEW, ...BY_KEY_OR_NAME }),
      row(
        'taxhandlingtype',
        '0..1',
        oneOf('countrygroup', 'forcedomestic', 'notaxhandling', 'domesticconstructionservice'),
        NEW,
      ),
      row('eustandardfinvoice', '0..1', flag, NEW),
      group('defaultsalesperson', '0..1', [
        row('salespersonid', '1', text(), { attributes: [may('type', 'netvisor')] }),
      ]),
    ]),
    group('customerdimensiondetails', '0..1', [
      {
        ...DIMENSION,
        children: [
          row('dimensionname', '1', text()),
          row('dimensionitem', '1', text(), { attributes: [may('fatherid')] }),
        ],
      },
    ]),
  ],
  { edit: 'patch' },
);

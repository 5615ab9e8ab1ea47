import type { DimensionChange } from './dimensions.ts';
import type { RegisterRecord } from './records.ts';

type Sample = Pick<RegisterRecord, 'netvisorKey' | 'values' | 'attributes'>;

/** Customers of the setting `records: 'sample'`: a company, a foreign company, a private person. */
export const SAMPLE_CUSTOMERS: readonly Sample[] = [
  {
    netvisorKey: 4711,
    attributes: { 'defaultpaymentterm@type': 'netvisor' },
    values: {
      internalidentifier: 'HT-1001',
      externalidentifier: '9345672-7',
      organizationunitnumber: '00379345672700101',
      name: 'Havutupa Tukku Oy',
      streetaddress: 'Kanervakuja 4',
      city: 'Helsinki',
      postnumber: '00999',
      country: 'FI',
      customergroupname: 'Tukkurit',
      email: 'toimisto@havutupa.example',
      isactive: '1',
      isprivatecustomer: '0',
      finvoiceaddress: '003793456727',
      finvoiceroutercode: '003721291126',
      defaultpaymentterm: '3',
    },
  },
  {
    netvisorKey: 4710,
    attributes: {},
    values: {
      internalidentifier: 'NM-2001',
      externalidentifier: 'DE999999999',
      name: 'Nordlicht Muster GmbH',
      streetaddress: 'Musterweg 7',
      city: 'Hamburg',
      postnumber: '20099',
      country: 'DE',
      isactive: '1',
      isprivatecustomer: '0',
    },
  },
  {
    netvisorKey: 4709,
    attributes: {},
    values: {
      internalidentifier: 'P-3001',
      name: 'Aava Hiidenkoski',
      streetaddress: 'Mallikatu 1 A 2',
      city: 'Tampere',
      postnumber: '33999',
      country: 'FI',
      isactive: '1',
      isprivatecustomer: '1',
    },
  },
];

/** Dimensions of the setting `records: 'sample'`: a hidden item, one below another, one of this year only. */
export const SAMPLE_DIMENSIONS: readonly DimensionChange[] = [
  { name: 'Toimipiste', item: 'Helsinki' },
  { name: 'Toimipiste', item: 'Kalasatama', father: 'Helsinki' },
  { name: 'Toimipiste', item: 'Kotka', hidden: true },
  { name: 'Projekti', item: 'P-2026', start: '2026-01-01', end: '2026-12-31' },
];

/** Products of the setting `records: 'sample'`. */
export const SAMPLE_PRODUCTS: readonly Sample[] = [
  product(2101, 'KB-BOX-S', 'Säilytyslaatikko S, kuukausivuokra', '45,00', 'kk', {
    primaryeancode: '6499990001236',
    purchaseprice: '12,5',
  }),
  product(2100, 'KB-SERV-H', 'Muuttopalvelu, kertahinta', '100,00', 'kpl'),
  product(2099, 'KB-LOUNAS', 'Lounas', '12,50', 'kpl', { defaultvatpercentage: '13,5' }),
  product(2098, 'KB-CONSULT', 'Konsultointi', '120,00', 'h', { productgroup: 'Palvelut' }),
];

function product(
  netvisorKey: number,
  productcode: string,
  name: string,
  unitprice: string,
  unit: string,
  rest: Readonly<Record<string, string>> = {},
): Sample {
  return {
    netvisorKey,
    attributes: { 'unitprice@type': 'net' },
    values: {
      productcode,
      productgroup: 'Vuokraus',
      name,
      unitprice,
      unit,
      isactive: '1',
      issalesproduct: '1',
      defaultvatpercentage: '25,5',
      ...rest,
    },
  };
}

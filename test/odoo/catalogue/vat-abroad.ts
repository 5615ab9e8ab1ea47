import { cases, refused } from './case.ts';
import type { Desk, Values } from './desk.ts';
import type { TaxKey } from './taxes.ts';

interface Sale {
  readonly customer: Values & { readonly country: string };
  /** What the product is sold with at home; the fiscal position makes another of it. */
  readonly kind?: 'goods' | 'service';
  /** Chosen by hand on the row. */
  readonly tax?: TaxKey;
  readonly values?: Values;
}

/** 500.00 to a customer abroad, with the taxes that Odoo's fiscal position makes of the product's own. */
export async function soldAbroad(desk: Desk, sale: Sale, sums: string): Promise<number> {
  const { customer, kind = 'goods', tax, values } = sale;
  const service = { type: 'service', taxes_id: desk.taxes('25.5% S') };
  const product_id = await desk.product(kind === 'service' ? service : {});
  const rows = [{ product_id, quantity: 5, price_unit: 100, ...(tax && { tax_ids: desk.taxes(tax) }) }];
  return desk.invoice({ partner_id: await desk.customerAbroad(customer), ...values, rows }, sums);
}

export const GERMAN = {
  country: 'de',
  name: 'Kistenhandel GmbH',
  vat: 'DE136695976',
  city: 'Kiel',
  zip: '24103',
};
export const SWEDISH = {
  country: 'se',
  name: 'Lådkompaniet AB',
  vat: 'SE123456789701',
  city: 'Luleå',
  zip: '972 31',
};
export const AMERICAN = {
  country: 'us',
  name: 'Crate & Barge Inc.',
  vat: false,
  city: 'Duluth',
  zip: '55802',
};
const ALANDER = { country: 'ax', name: 'Skärgårdslådor Ab', city: 'Mariehamn', zip: '22100' };
const NO_VAT = '500.00 + 0.00';

export const vatAbroad = cases('VAT abroad', [
  {
    name: 'goods to a company in another EU country',
    expects: 'sent',
    build: (desk) => soldAbroad(desk, { customer: GERMAN }, NO_VAT),
  },
  {
    name: 'a service to a company in another EU country',
    expects: 'sent',
    build: (desk) => soldAbroad(desk, { customer: SWEDISH, kind: 'service' }, NO_VAT),
  },
  {
    name: 'goods to Greece, whose VAT numbers begin with EL',
    expects: 'sent',
    build: (desk) =>
      soldAbroad(
        desk,
        {
          customer: { country: 'gr', name: 'Kivotia AE', vat: 'EL094259216', city: 'Athina', zip: '104 31' },
        },
        NO_VAT,
      ),
  },
  {
    name: 'EU goods to a buyer whose VAT number is missing',
    expects: refused('BuyerVatIdMissing'),
    build: (desk) =>
      soldAbroad(
        desk,
        { customer: { ...GERMAN, name: 'Kiste neu GmbH', vat: false }, tax: '0% EU G' },
        NO_VAT,
      ),
  },
  {
    name: 'goods to a consumer in another EU country, with Finnish VAT',
    expects: 'sent',
    build: (desk) => {
      const customer = {
        country: 'ee',
        name: 'Mart Tamm',
        is_company: false,
        vat: false,
        city: 'Tallinn',
        zip: '10111',
      };
      return soldAbroad(desk, { customer }, '500.00 + 127.50');
    },
  },
  {
    name: 'triangulation: the second sale of a chain through three EU countries',
    expects: 'sent',
    build: (desk) => {
      const customer = {
        country: 'ee',
        name: 'Kastimeister OÜ',
        vat: 'EE100931558',
        city: 'Tartu',
        zip: '50090',
      };
      return soldAbroad(desk, { customer, tax: '0% TRI' }, NO_VAT);
    },
  },
  {
    // A copied tax is replaced like the one that it was copied from.
    name: 'food to an EU company, whose 13.5 % the fiscal position replaces',
    expects: 'sent',
    async build(desk) {
      const customer = { ...GERMAN, name: 'Beerenfreunde GmbH', vat: 'DE123456788' };
      const product_id = await desk.product({ name: 'Marjat', taxes_id: desk.taxes('13.5%') });
      const rows = [{ product_id, quantity: 5, price_unit: 100 }];
      return desk.invoice({ partner_id: await desk.customerAbroad(customer), rows }, NO_VAT);
    },
  },
  {
    name: 'goods exported outside the EU',
    expects: 'sent',
    build: (desk) => {
      const customer = {
        country: 'no',
        name: 'Kassefabrikken AS',
        vat: 'NO995525828MVA',
        city: 'Alta',
        zip: '9510',
      };
      return soldAbroad(desk, { customer }, NO_VAT);
    },
  },
  {
    name: 'a service to a company outside the EU',
    expects: 'sent',
    build: (desk) => soldAbroad(desk, { customer: AMERICAN, kind: 'service' }, NO_VAT),
  },
  {
    name: 'goods to Åland',
    expects: 'sent',
    build: (desk) => soldAbroad(desk, { customer: ALANDER }, NO_VAT),
  },
  {
    name: 'a service to Åland',
    expects: 'sent',
    build: (desk) => soldAbroad(desk, { customer: ALANDER, kind: 'service' }, NO_VAT),
  },
  {
    name: 'goods and a service to one EU company',
    expects: 'sent',
    async build(desk) {
      const partner_id = await desk.customerAbroad({
        ...GERMAN,
        vat: 'DE129274202',
        name: 'Kisten und mehr GmbH',
      });
      const service = await desk.product({ type: 'service', taxes_id: desk.taxes('25.5% S') });
      const rows = [
        { product_id: await desk.product(), quantity: 5, price_unit: 80 },
        { product_id: service, quantity: 2, price_unit: 50 },
      ];
      return desk.invoice({ partner_id, rows }, NO_VAT);
    },
  },
]);

import type { Env } from '../orm/env.ts';
import type { JsonObject } from '../schema/types.ts';

/** Invented customers: a Finnish company with addresses, a German one, a private person, a Swede. */
export function seedTrade(env: Env): void {
  const tukku = env.createOne('res.partner', {
    name: 'Havutupa Tukku Oy',
    is_company: true,
    company_registry: '9345672-7',
    vat: 'FI93456727',
    street: 'Havupolku 12',
    zip: '00560',
    city: 'Helsinki',
    country_id: env.ref('base.fi'),
    email: 'ostolaskut@havutupa.example',
    phone: '+358 9 555 0101',
    lang: 'fi_FI',
    customer_rank: 1,
  });
  env.create('res.partner', [
    {
      name: 'Havutupa varasto',
      parent_id: tukku,
      type: 'delivery',
      street: 'Terminaalikatu 4',
      zip: '01530',
      city: 'Vantaa',
      country_id: env.ref('base.fi'),
    },
    {
      name: 'Nordlicht Muster GmbH',
      is_company: true,
      vat: 'DE999999999',
      street: 'Musterweg 7',
      zip: '24937',
      city: 'Flensburg',
      country_id: env.ref('base.de'),
      email: 'rechnung@nordlicht-muster.example',
      customer_rank: 1,
    },
    {
      name: 'Aava Hiidenkoski',
      street: 'Kuusikuja 5 B 12',
      zip: '90100',
      city: 'Oulu',
      country_id: env.ref('base.fi'),
      email: 'aava.hiidenkoski@posti.example',
      lang: 'fi_FI',
      customer_rank: 1,
    },
    {
      name: 'Norrsken Handel AB',
      is_company: true,
      vat: 'SE999999999901',
      street: 'Exempelgatan 1',
      zip: '111 22',
      city: 'Stockholm',
      country_id: env.ref('base.se'),
      lang: 'sv_SE',
      customer_rank: 1,
    },
    {
      name: 'Pakkaspalvelu Oy',
      is_company: true,
      company_registry: '9511230-3',
      vat: 'FI95112303',
      street: 'Pakkastie 9',
      zip: '33200',
      city: 'Tampere',
      country_id: env.ref('base.fi'),
      supplier_rank: 1,
    },
  ]);
  seedProducts(env);
}

function seedProducts(env: Env): void {
  const goods = [
    env.ref('account.1_tax_dom_sales_goods_25_5'),
    env.ref('account.2_tax_dom_sales_goods_25_5'),
  ];
  const services = [
    env.ref('account.1_tax_dom_sales_service_25_5'),
    env.ref('account.2_tax_dom_sales_service_25_5'),
  ];
  const product = (values: JsonObject, taxes: readonly number[]): JsonObject => ({
    type: 'consu',
    ...values,
    taxes_id: [[6, 0, [...taxes]]],
  });
  const list: JsonObject[] = [
    product({ name: 'Moving box 60 l', default_code: 'KB-100', list_price: 24.9 }, goods),
    product({ name: 'Insulated box 30 l', default_code: 'KB-200', list_price: 79.5 }, goods),
    product({ name: 'Box label, roll', default_code: 'KB-310', list_price: 0.0375 }, goods),
    product(
      {
        name: 'Packing work',
        default_code: 'KB-WORK',
        type: 'service',
        list_price: 65,
        uom_id: env.ref('uom.product_uom_hour'),
      },
      services,
    ),
    product({ name: 'Freight', type: 'service', list_price: 15 }, services),
  ];
  const [first] = env.create('product.product', list);
  if (first !== undefined) {
    env.withContext({ lang: 'fi_FI' }).write('product.product', [first], { name: 'Muuttolaatikko 60 l' });
  }
}

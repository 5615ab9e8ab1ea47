import {
  analytic,
  company,
  FOREIGN_BUYER,
  REGISTERS,
  row,
  ROW,
  taxed,
  type Case,
} from './blocker-changes.ts';
import { anItem, aPartner, aProduct, aTax } from './samples.ts';

/** What is wrong with a row, or with the sums of the rows. */
export const ROW_CASES: readonly Case[] = [
  {
    reason: 'RowWithoutProduct',
    when: 'a row has no product',
    change: row({ product_id: undefined }),
    it: ROW,
  },
  {
    reason: 'RowWithoutProduct',
    when: 'all go under one product and nobody said which',
    change: company({ x_netvisor_product_mode: 'generic' }),
    it: ROW,
  },
  {
    reason: 'ProductWithoutCode',
    when: 'a product has no code',
    change: row({ product_id: aProduct({ default_code: undefined, name: 'Laatikko' }) }),
    it: 'Laatikko',
  },
  {
    reason: 'ProductWithoutCode',
    when: 'the general product has no code',
    change: company({
      x_netvisor_product_mode: 'generic',
      x_netvisor_generic_product: aProduct({ default_code: undefined, name: 'Myynti' }),
    }),
    it: 'Myynti',
  },
  { reason: 'RowWithoutTax', when: 'a row has no tax', change: row({ tax_ids: [] }), it: ROW },
  {
    reason: 'RowWithSeveralTaxes',
    when: 'a row has two taxes',
    change: row({ tax_ids: [aTax(), aTax({ id: 4 })] }),
    it: ROW,
  },
  {
    reason: 'TaxNotCarried',
    when: 'the tax is a fixed sum',
    change: taxed({ amount_type: 'fixed', name: 'Panttimaksu' }),
    it: 'Panttimaksu',
  },
  {
    reason: 'TaxWithoutVatCode',
    when: 'the tax has no VAT code',
    change: taxed({ x_netvisor_vat_code: undefined, name: '0 % EU' }),
    it: '0 % EU',
  },
  {
    reason: 'TaxWithoutVatCode',
    when: 'the VAT code is one of purchases',
    change: taxed({ x_netvisor_vat_code: 'KOOS' }),
    it: '25,5 % myynti (KOOS)',
  },
  {
    reason: 'VatCodeUnfit',
    when: 'the percentage does not go with the VAT code',
    change: taxed({ x_netvisor_vat_code: 'EUMY' }),
    it: '25,5 % myynti (EUMY)',
  },
  {
    reason: 'VatCodeUnfit',
    when: 'no rate of that height has ever been',
    change: taxed({ amount: 25, name: '25 %' }),
    it: '25 % (KOMY)',
  },
  {
    reason: 'VatRateNotInForce',
    when: 'the goods were delivered before the rate',
    change: { delivery_date: '2024-08-31' },
    it: '25,5 % myynti (KOMY)',
  },
  {
    reason: 'VatRateNotInForce',
    when: 'it credits an invoice of before the rate',
    change: {
      move_type: 'out_refund',
      payment_reference: undefined,
      reversed_entry_id: {
        id: 1,
        name: 'INV/2024/00001',
        invoice_date: '2024-09-01',
        delivery_date: '2024-08-31',
      },
    },
    it: '25,5 % myynti (KOMY)',
  },
  {
    reason: 'BuyerVatIdMissing',
    when: 'it is sold to the EU without a VAT number',
    change: { ...FOREIGN_BUYER, ...taxed({ amount: 0, x_netvisor_vat_code: 'EUMY' }) },
    it: 'Snö AB',
  },
  {
    reason: 'CustomerWithoutCountry',
    when: 'it is sold abroad to a customer without a country',
    change: {
      commercial_partner_id: aPartner({ name: 'Snö AB', country_id: undefined }),
      ...taxed({ amount: 0, x_netvisor_vat_code: 'EUUM' }),
    },
    it: 'Snö AB',
  },
  {
    reason: 'RowWithoutAccount',
    when: 'a row has no account',
    change: row({ account_id: undefined }),
    it: ROW,
  },
  {
    reason: 'RowWithoutAccount',
    when: 'the account is no number',
    change: row({ account_id: { id: 5, code: '3000.1' } }),
    it: ROW,
  },
  {
    reason: 'AccountUnknown',
    when: 'Netvisor has no such account',
    change: row({ account_id: { id: 5, code: '3010' } }),
    rules: { registers: REGISTERS },
    it: `3010 (${ROW})`,
  },
  {
    reason: 'AccountUnknown',
    when: 'Netvisor has no account that the settings map to',
    change: {},
    rules: { registers: REGISTERS, accounts: { '3000': '3001' } },
    it: `3001 (${ROW})`,
  },
  {
    reason: 'DimensionsNotCarried',
    when: 'a row goes to more than all of it',
    change: analytic({ '4': 60, '5': 60 }),
    it: ROW,
  },
  {
    reason: 'DimensionUnknown',
    when: 'Netvisor lacks the item of a dimension',
    change: analytic({ '4': 50, '5': 50 }),
    rules: { registers: REGISTERS },
    it: `Toimipiste / Turku (${ROW})`,
  },
  {
    reason: 'DimensionUnknown',
    when: 'Netvisor lacks the dimension',
    change: analytic({ '4': 100 }),
    rules: { registers: { ...REGISTERS, dimensions: new Map() } },
    it: `Toimipiste / Helsinki (${ROW})`,
  },
  {
    reason: 'RoundingDiffers',
    when: 'the header has other sums than the books',
    change: { amount_total: 112.96 },
    it: ': Odoo 112,96, Netvisor 112,95',
  },
  {
    reason: 'RoundingDiffers',
    when: 'net and VAT differ although the total is the same',
    change: {
      ...row({ quantity: 1, price_unit: 0.1 }),
      line_ids: [
        anItem({ id: 90, amount_currency: -0.09 }),
        anItem({ id: 1003, amount_currency: -0.04, display_type: 'tax', tax_line_id: { id: 3 } }),
      ],
      amount_untaxed: 0.09,
      amount_tax: 0.04,
      amount_total: 0.13,
    },
    rules: { lineSums: 'never' },
    it: 'KOMY 25.5: Odoo 0,09 + 0,04, Netvisor 0,10 + 0,03',
  },
];

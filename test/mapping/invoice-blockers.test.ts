import { describe, expect, test } from '@jest/globals';
import { mapInvoice, type InvoiceRules } from '../../mapping/invoice.ts';
import type { Reason } from '../../mapping/reasons.ts';
import { explain, explainAll, LANGUAGES, type Blocker } from '../../mapping/texts.ts';
import type { Invoice } from '../../odoo/models.ts';
import { aLine, anInvoice, aProduct, aTax, rulesFor } from './samples.ts';

interface Case {
  readonly reason: Reason;
  readonly when: string;
  readonly change: Partial<Invoice>;
  readonly rules?: Partial<InvoiceRules>;
  /** What the person is told it is about. */
  readonly it?: string;
}

const term = (change: object): Partial<Invoice> => ({
  invoice_payment_term_id: { id: 2, name: '30 + 60', early_discount: false, line_ids: [2], ...change },
});
const row = (change: Parameters<typeof aLine>[0]): Partial<Invoice> => ({
  invoice_line_ids: [aLine(change)],
});
const ROW = 'Row 1 ("Kuukausivuokra")';
const open = { id: 1, x_netvisor_invoice_status: 'open' } as const;

const CASES: readonly Case[] = [
  { reason: 'NotPosted', when: 'it is a draft', change: { state: 'draft' } },
  { reason: 'NotPosted', when: 'it is cancelled', change: { state: 'cancel' } },
  { reason: 'NotACustomerInvoice', when: 'it is a credit note', change: { move_type: 'out_refund' } },
  { reason: 'NotACustomerInvoice', when: 'it is a vendor bill', change: { move_type: 'in_invoice' } },
  {
    reason: 'OtherCompany',
    when: 'it is of another company',
    change: { company_id: { id: 2, x_netvisor_invoice_status: 'unsent' } },
  },
  {
    reason: 'JournalWithoutNumberRule',
    when: 'its journal is not in the settings',
    change: { journal_id: { id: 9, code: 'WEB' } },
    it: 'WEB',
  },
  { reason: 'NumberUnusable', when: 'its number has no digits', change: { name: 'LASKU' }, it: 'LASKU' },
  { reason: 'NumberUnusable', when: 'it has no number', change: { name: undefined }, it: '' },
  { reason: 'NumberUnusable', when: 'the number begins with zero', change: { name: '007' }, it: '007' },
  {
    reason: 'NumberUnusable',
    when: 'the number has sixteen digits',
    change: { name: '1234567890123456' },
    it: '1234567890123456',
  },
  {
    reason: 'NumberUnusable',
    when: 'prefix and number together have more than fifteen digits',
    change: { name: '123456789012345' },
    rules: { journals: { INV: { numberPrefix: '7' } } },
    it: '123456789012345',
  },
  {
    reason: 'ReferenceInvalid',
    when: 'the check digit of the reference is wrong',
    change: { payment_reference: '2026000012' },
    it: '2026000012',
  },
  {
    reason: 'ReferenceInvalid',
    when: 'it has no reference',
    change: { payment_reference: undefined },
    it: '',
  },
  {
    reason: 'CurrencyNotCarried',
    when: 'it is in kronor',
    change: { currency_id: { id: 18, name: 'SEK', decimal_places: 2 } },
    it: 'SEK',
  },
  {
    reason: 'TermsNotCarried',
    when: 'it is paid in parts',
    change: term({ line_ids: [2, 3] }),
    it: '30 + 60',
  },
  {
    reason: 'TermsNotCarried',
    when: 'it has a cash discount',
    change: term({ early_discount: true }),
    it: '30 + 60',
  },
  { reason: 'AlreadyPaid', when: 'it is paid', change: { payment_state: 'paid' } },
  { reason: 'AlreadyPaid', when: 'it is paid in part', change: { payment_state: 'partial' } },
  { reason: 'AlreadyPaid', when: 'its payment is under way', change: { payment_state: 'in_payment' } },
  { reason: 'AlreadyPaid', when: 'it is reversed', change: { payment_state: 'reversed' } },
  { reason: 'NoRows', when: 'it has no rows', change: { invoice_line_ids: [] } },
  { reason: 'NoRows', when: 'it has notes only', change: row({ display_type: 'line_note' }) },
  { reason: 'ZeroTotal', when: 'its total is zero', change: { amount_total: 0, payment_state: 'paid' } },
  { reason: 'DeliveredByOdoo', when: 'both would deliver it', change: { is_move_sent: true } },
  { reason: 'NotDeliveredByOdoo', when: 'nobody would deliver it', change: { company_id: open } },
  {
    reason: 'RowWithoutProduct',
    when: 'a row has no product',
    change: row({ product_id: undefined }),
    it: ROW,
  },
  {
    reason: 'ProductWithoutCode',
    when: 'a product has no code',
    change: row({ product_id: aProduct({ default_code: undefined, name: 'Laatikko' }) }),
    it: 'Laatikko',
  },
  { reason: 'RowWithoutTax', when: 'a row has no tax', change: row({ tax_ids: [] }), it: ROW },
  {
    reason: 'RowWithSeveralTaxes',
    when: 'a row has two taxes',
    change: row({ tax_ids: [aTax(), aTax()] }),
    it: ROW,
  },
  {
    reason: 'TaxNotCarried',
    when: 'the tax is a fixed sum',
    change: row({ tax_ids: [aTax({ amount_type: 'fixed', name: 'Panttimaksu' })] }),
    it: 'Panttimaksu',
  },
  {
    reason: 'TaxWithoutVatCode',
    when: 'the tax has no VAT code',
    change: row({ tax_ids: [aTax({ x_netvisor_vat_code: undefined, name: '0 % EU' })] }),
    it: '0 % EU',
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
    reason: 'RoundingDiffers',
    when: 'the sum is the same but net and VAT are not',
    change: { amount_untaxed: 90.01, amount_tax: 22.94 },
    it: 'Odoo 90,01 + 22,94, Netvisor 90,00 + 22,95',
  },
  {
    reason: 'RoundingDiffers',
    when: 'Netvisor would come to another sum',
    change: { amount_tax: 22.96, amount_total: 112.96 },
    it: 'Odoo 90,00 + 22,96, Netvisor 90,00 + 22,95',
  },
];

function blockersOf(change: Partial<Invoice>, rules: Partial<InvoiceRules> = {}): readonly Blocker[] {
  const mapping = mapInvoice(anInvoice(change), 'comment', rulesFor(rules));
  return mapping.kind === 'blocked' ? mapping.blockers : [];
}

describe('an invoice is held back', () => {
  test.each(CASES.map((one) => [one.when, one.reason, one] as const))('when %s: %s', (_when, reason, one) => {
    expect(blockersOf(one.change, one.rules)).toEqual([
      one.it === undefined ? { reason } : { reason, it: one.it },
    ]);
  });

  test.each(CASES.filter(({ it }) => it).map(({ reason, when, it }) => [reason, when, it ?? ''] as const))(
    '%s (%s) names the thing in every language',
    (reason, _when, it) => {
      for (const language of LANGUAGES) expect(explain({ reason, it }, language)).toContain(it);
    },
  );

  test('with the row named in the language of the company', () => {
    const change = row({ product_id: undefined });
    expect(blockersOf(change, { language: 'fi' })[0]?.it).toBe('Rivi 1 ("Kuukausivuokra")');
    expect(blockersOf(change, { language: 'sv' })[0]?.it).toBe('Rad 1 ("Kuukausivuokra")');
  });

  test('with rows counted as a person counts them: without sections and notes', () => {
    const change = {
      invoice_line_ids: [
        aLine({ display_type: 'line_section', name: 'Osa 1' }),
        aLine(),
        aLine({ name: 'Toinen\nrivi', product_id: undefined }),
      ],
    };
    expect(blockersOf(change)).toEqual([{ reason: 'RowWithoutProduct', it: 'Row 2 ("Toinen")' }]);
  });
});

test('all blockers are told at once, in one text with a line for each', () => {
  const blockers = blockersOf({
    ...term({ early_discount: true }),
    state: 'draft',
    move_type: 'out_refund',
    company_id: { id: 2, x_netvisor_invoice_status: 'open' },
    name: undefined,
    payment_reference: undefined,
    currency_id: { id: 18, name: 'SEK', decimal_places: 2 },
    payment_state: 'paid',
    invoice_line_ids: [
      aLine({ product_id: undefined, tax_ids: [], account_id: undefined }),
      aLine({
        product_id: aProduct({ default_code: undefined }),
        tax_ids: [aTax({ amount_type: 'group', x_netvisor_vat_code: undefined }), aTax()],
      }),
    ],
  });
  expect(blockers.map(({ reason }) => reason)).toEqual([
    'NotPosted',
    'NotACustomerInvoice',
    'OtherCompany',
    'NumberUnusable',
    'ReferenceInvalid',
    'CurrencyNotCarried',
    'TermsNotCarried',
    'AlreadyPaid',
    'NotDeliveredByOdoo',
    'RowWithoutProduct',
    'RowWithoutTax',
    'RowWithoutAccount',
    'ProductWithoutCode',
    'RowWithSeveralTaxes',
    'TaxNotCarried',
    'TaxWithoutVatCode',
  ]);
  for (const language of LANGUAGES) {
    expect(explainAll(blockers, language).split('\n')).toHaveLength(blockers.length);
  }
});

describe('rounding', () => {
  // 3 × 0,10 at 25,5 %: VAT is 0,09 when it is rounded on rows, 0,08 on the sum.
  const rows = [1, 2, 3].map(() => aLine({ quantity: 1, price_unit: 0.1 }));
  const invoice = (amount_tax: number): Partial<Invoice> => ({
    amount_untaxed: 0.3,
    amount_tax,
    amount_total: 0.3 + amount_tax,
    invoice_line_ids: rows,
  });

  test('by the known rule lets the invoice pass when Odoo comes to the same sums', () => {
    expect(blockersOf(invoice(0.09), { vatRounding: 'row' })).toEqual([]);
    expect(blockersOf(invoice(0.08), { vatRounding: 'code' })).toEqual([]);
  });

  test('by the other rule holds it back with the sums of both', () => {
    expect(blockersOf(invoice(0.08), { vatRounding: 'row' })).toEqual([
      { reason: 'RoundingDiffers', it: 'Odoo 0,30 + 0,08, Netvisor 0,30 + 0,09' },
    ]);
    expect(blockersOf(invoice(0.09), { vatRounding: 'code' })).toEqual([
      { reason: 'RoundingDiffers', it: 'Odoo 0,30 + 0,09, Netvisor 0,30 + 0,08' },
    ]);
  });

  test('that is not known holds back what comes out right under one rule only', () => {
    for (const tax of [0.08, 0.09]) {
      expect(blockersOf(invoice(tax), { vatRounding: 'unknown' })).toMatchObject([
        { reason: 'RoundingDiffers' },
      ]);
    }
    expect(blockersOf({}, { vatRounding: 'unknown' })).toEqual([]);
  });
});

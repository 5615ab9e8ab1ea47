import { describe, expect, test } from '@jest/globals';
import { mapInvoice, type InvoiceRules } from '../../mapping/invoice.ts';
import { explain, explainAll, inEach, LANGUAGES, said, type Blocker } from '../../mapping/texts.ts';
import type { Invoice } from '../../odoo/models.ts';
import { DOCUMENT_CASES } from './blocker-cases-document.ts';
import { ROW_CASES } from './blocker-cases-rows.ts';
import {
  analytic,
  ANALYTIC,
  company,
  FOREIGN_BUYER,
  PAID,
  REGISTERS,
  row,
  SEK,
  taxed,
  term,
  withItem,
} from './blocker-changes.ts';
import {
  aCompany,
  aCreditNote,
  aLine,
  aNote,
  anInvoice,
  anItem,
  aPartner,
  aProduct,
  aTax,
  rulesFor,
  settledBy,
} from './samples.ts';

const CASES = [...DOCUMENT_CASES, ...ROW_CASES];

function preflightBlockers(change: Partial<Invoice>, rules: Partial<InvoiceRules> = {}): readonly Blocker[] {
  const mapping = mapInvoice(anInvoice(change), 'comment', rulesFor(rules));
  return mapping.kind === 'blocked' ? mapping.blockers : [];
}

interface InEnglish {
  readonly reason: Blocker['reason'];
  readonly it?: string;
}

const inEnglish = (blockers: readonly Blocker[]): readonly InEnglish[] =>
  blockers.map(({ reason, it }) => (it === undefined ? { reason } : { reason, it: said(it, 'en') }));

const blockersOf = (change: Partial<Invoice>, rules: Partial<InvoiceRules> = {}): readonly InEnglish[] =>
  inEnglish(preflightBlockers(change, rules));

describe('an invoice is held back', () => {
  test.each(CASES.map((one) => [one.when, one.reason, one] as const))('when %s: %s', (_when, reason, one) => {
    expect(blockersOf(one.change, one.rules)).toEqual([
      one.it === undefined ? { reason } : { reason, it: one.it },
    ]);
  });

  test.each(
    CASES.filter(({ it, reason }) => it && reason !== 'PeriodLocked').map(
      ({ reason, when, it }) => [reason, when, it ?? ''] as const,
    ),
  )('%s (%s) names the thing in every language', (reason, _when, it) => {
    for (const language of LANGUAGES) expect(explain({ reason, it })[language]).toContain(it);
  });

  test('with the row named in each language', () => {
    const change = row({ product_id: undefined });
    expect(preflightBlockers(change)[0]?.it).toEqual({
      en: 'Row 1 ("Kuukausivuokra")',
      fi: 'Rivi 1 ("Kuukausivuokra")',
      sv: 'Rad 1 ("Kuukausivuokra")',
    });
  });

  test('with rows counted as a person sees them: in their order, without sections and notes', () => {
    const change = {
      invoice_line_ids: [
        aNote('line_section', 'Osa 1'),
        aLine(),
        aLine({ id: 91, name: 'Toinen\nrivi', product_id: undefined }),
      ],
    };
    expect(blockersOf(change)).toEqual([{ reason: 'RowWithoutProduct', it: 'Row 2 ("Toinen")' }]);
  });
});

test('a draft is told that it is one, and nothing of a number and a reference that it cannot have yet', () => {
  const draft = { state: 'draft', name: undefined, payment_reference: undefined } as const;
  expect(blockersOf(draft).map(({ reason }) => reason)).toEqual(['NotPosted']);
  expect(blockersOf({ ...draft, state: 'posted' }).map(({ reason }) => reason)).toEqual([
    'NumberUnusable',
    'ReferenceInvalid',
  ]);
});

test('all blockers are told at once, in one text with a line for each', () => {
  const blockers = blockersOf(
    {
      state: 'draft',
      move_type: 'in_invoice',
      company_id: aCompany({ id: 2, x_netvisor_invoice_status: 'open' }),
      name: undefined,
      payment_reference: undefined,
      ...SEK,
      ...term({ early_discount: true, early_pay_discount_computation: 'excluded' }),
      delivery_date: '2024-01-01',
      commercial_partner_id: FOREIGN_BUYER.commercial_partner_id,
      invoice_line_ids: [
        aLine({ id: 1, product_id: undefined, tax_ids: [], account_id: undefined }),
        aLine({
          id: 2,
          product_id: aProduct({ default_code: undefined }),
          tax_ids: [aTax(), aTax({ id: 4 })],
          account_id: { id: 6, code: '3010' },
        }),
        aLine({ id: 3, tax_ids: [aTax({ amount_type: 'group' })] }),
        aLine({ id: 4, tax_ids: [aTax({ x_netvisor_vat_code: undefined })] }),
        aLine({ id: 5, tax_ids: [aTax({ amount: 0, x_netvisor_vat_code: 'EUPM312' })] }),
        aLine({ id: 6, tax_ids: [aTax({ amount: 10, x_netvisor_vat_code: 'EUMY' })] }),
        aLine({
          id: 7,
          analytic_distribution: { '5': 100 },
          distribution_analytic_account_ids: ANALYTIC,
        }),
      ],
      amount_total: 0.01,
      amount_total_signed: 3_000_000,
      line_ids: [
        anItem({ display_type: 'rounding' }),
        anItem({
          matched_credit_ids: [
            { id: 1, amount: 5, max_date: '2026-11-21', debit_amount_currency: 5, credit_move_id: undefined },
          ],
        }),
      ],
    },
    { registers: { ...REGISTERS, lockedUntil: '2026-12-31' } },
  );
  expect(blockers.map(({ reason }) => reason)).toEqual([
    'NotPosted',
    'NotACustomerInvoice',
    'OtherCompany',
    'PeriodLocked',
    'TermsNotCarried',
    'CashRoundingNotCarried',
    'CurrencyDiffers',
    'AlreadyPaid',
    'NotDeliveredByOdoo',
    'RowWithoutProduct',
    'RowWithoutTax',
    'RowWithoutAccount',
    'ProductWithoutCode',
    'RowWithSeveralTaxes',
    'AccountUnknown',
    'TaxNotCarried',
    'TaxWithoutVatCode',
    'BuyerVatIdMissing',
    'VatCodeUnfit',
    'VatRateNotInForce',
    'DimensionUnknown',
  ]);
  for (const language of LANGUAGES) {
    expect(explainAll(blockers)[language].split('\n')).toHaveLength(blockers.length);
  }
});

describe('an invoice is let through', () => {
  test.each<readonly [string, Partial<Invoice>, Partial<InvoiceRules>?]>([
    [
      'when it is sold at home to a customer without a country',
      { commercial_partner_id: aPartner({ country_id: undefined }) },
    ],
    [
      'although its total is zero, when the company sends such',
      { ...row({ discount: 100 }), ...company({ x_netvisor_zero_total: 'send' }) },
    ],
    [
      'although it is paid, when the company sends such with their payment',
      { ...PAID, ...company({ x_netvisor_paid: 'with-payment', x_netvisor_payment_method: 'Kortti' }) },
    ],
    [
      'although a credit note is matched to it: nobody has paid',
      withItem({
        matched_credit_ids: [settledBy(71, 5, { move_type: 'out_refund' })],
      }),
    ],
    [
      'as open, when Odoo has delivered it',
      { is_move_sent: true, ...company({ x_netvisor_invoice_status: 'open' }) },
    ],
    [
      'on the day after the lock',
      { date: '2026-11-01' },
      { registers: { ...REGISTERS, lockedUntil: '2026-10-31' } },
    ],
    ['with dimensions and accounts that Netvisor has', analytic({ '4': 100 }), { registers: REGISTERS }],
    ['with dimensions of any name, while nobody has read the registers', analytic({ '5': 100 })],
    [
      'without a number that could be one, when Netvisor numbers',
      { name: 'LASKU' },
      { numbering: 'netvisor' },
    ],
    [
      'without a product on the row, when there is a general one',
      { ...row({ product_id: undefined }), ...company({ x_netvisor_generic_product: aProduct() }) },
    ],
    ['to the EU with a VAT number', taxed({ amount: 0, x_netvisor_vat_code: 'EUMY' })],
  ])('%s', (...[, change, rules]) => {
    expect(mapInvoice(anInvoice(change), 'comment', rulesFor(rules)).kind).toBe('ready');
  });

  test('as a credit note without a reference', () => {
    expect(mapInvoice(aCreditNote(), 'comment', rulesFor()).kind).toBe('ready');
  });
});

describe('rounding', () => {
  // 3 × 0,10 at 25,5 %: VAT is 0,09 when it is rounded on rows, 0,08 on the sum.
  const rows = [1, 2, 3].map((id) => aLine({ id, quantity: 1, price_unit: 0.1 }));
  const never = (vatRounding: InvoiceRules['vatRounding']) => rulesFor({ vatRounding, lineSums: 'never' });
  const globally = anInvoice({ invoice_line_ids: rows }, 'round_globally');
  const perLine = anInvoice({ invoice_line_ids: rows }, 'round_per_line');
  const blocked = (invoice: Invoice, rules: InvoiceRules): readonly Blocker[] => {
    const mapping = mapInvoice(invoice, 'comment', rules);
    return mapping.kind === 'blocked' ? mapping.blockers : [];
  };

  test('by the known rule lets the invoice pass when Odoo comes to the same sums', () => {
    expect(blocked(perLine, never('row'))).toEqual([]);
    expect(blocked(globally, never('code'))).toEqual([]);
  });

  test('by the other rule holds it back with the sums of both, where sums are never given', () => {
    expect(blocked(globally, never('row'))).toEqual([
      { reason: 'RoundingDiffers', it: inEach(() => 'KOMY 25.5: Odoo 0,30 + 0,08, Netvisor 0,30 + 0,09') },
    ]);
    expect(blocked(perLine, never('code'))).toEqual([
      { reason: 'RoundingDiffers', it: inEach(() => 'KOMY 25.5: Odoo 0,30 + 0,09, Netvisor 0,30 + 0,08') },
    ]);
  });

  test('that is not known holds back what comes out right under one rule only, where sums are never given', () => {
    for (const invoice of [globally, perLine]) {
      expect(blocked(invoice, never('unknown'))).toMatchObject([{ reason: 'RoundingDiffers' }]);
      expect(blocked(invoice, rulesFor({ vatRounding: 'unknown' }))).toEqual([]);
    }
    expect(blocked(anInvoice(), never('unknown'))).toEqual([]);
  });

  test('of net and VAT that no rounding explains holds the invoice back, although sums may be given', () => {
    const change = {
      line_ids: [
        anItem({ id: 90, amount_currency: -85 }),
        anItem({ id: 1003, amount_currency: -27.95, display_type: 'tax', tax_line_id: { id: 3 } }),
      ],
      amount_untaxed: 85,
      amount_tax: 27.95,
    };
    expect(blockersOf(change)).toEqual([
      { reason: 'RoundingDiffers', it: 'KOMY 25.5: Odoo 85,00 + 27,95, Netvisor 90,00 + 22,95' },
    ]);
  });
});

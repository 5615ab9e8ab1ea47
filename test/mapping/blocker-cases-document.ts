import { company, PAID, REGISTERS, row, SEK, term, withItem, type Case } from './blocker-changes.ts';
import { aNote, settledBy } from './samples.ts';

const TWO_INVOICES = [
  { id: 1, balance: -225.9, account_id: { id: 1, account_type: 'asset_receivable' }, tax_line_id: undefined },
];

/** What is wrong with the document as a whole. */
export const DOCUMENT_CASES: readonly Case[] = [
  { reason: 'NotPosted', when: 'it is a draft', change: { state: 'draft' } },
  { reason: 'NotPosted', when: 'it is cancelled', change: { state: 'cancel' } },
  { reason: 'NotACustomerInvoice', when: 'it is a vendor bill', change: { move_type: 'in_invoice' } },
  { reason: 'NotACustomerInvoice', when: 'it is a receipt', change: { move_type: 'out_receipt' } },
  { reason: 'OtherCompany', when: 'it is of another company', change: company({ id: 2 }) },
  {
    reason: 'JournalWithoutNumberRule',
    when: 'its journal is not in the settings',
    change: { journal_id: { id: 9, code: 'WEB' } },
    it: 'WEB',
  },
  {
    reason: 'JournalWithoutNumberRule',
    when: 'its journal is not in the settings, although Netvisor numbers',
    change: { journal_id: { id: 9, code: 'WEB' } },
    rules: { numbering: 'netvisor' },
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
    rules: { journals: { INV: { numberPrefix: '7', creditNotePrefix: '9' } } },
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
    reason: 'ReferenceInvalid',
    when: 'it is a credit note with a reference that is none',
    change: { move_type: 'out_refund', payment_reference: 'RINV/2026/1' },
    it: 'RINV/2026/1',
  },
  {
    reason: 'PeriodLocked',
    when: 'its event date is the last locked day',
    change: { date: '2026-10-31' },
    rules: { registers: { ...REGISTERS, lockedUntil: '2026-10-31' } },
    it: '2026-10-31',
  },
  {
    reason: 'PeriodLocked',
    when: 'it has no event date and its invoice date is locked',
    change: { date: undefined, invoice_date: '2026-10-01' },
    rules: { registers: { ...REGISTERS, lockedUntil: '2026-10-31' } },
    it: '2026-10-31',
  },
  {
    reason: 'CurrencyDiffers',
    when: 'no rate leads from its total to the euros in the books',
    change: { ...SEK, amount_total: 0.01, amount_total_signed: 3_000_000 },
    it: '0,01 SEK / 3000000,00 EUR',
  },
  {
    reason: 'TermsNotCarried',
    when: 'it is paid in parts',
    change: { ...term({}), ...withItem({ display_type: 'payment_term' }) },
    it: '30 + 60',
  },
  {
    reason: 'TermsNotCarried',
    when: 'its cash discount leaves the VAT as it is',
    change: term({ early_discount: true, early_pay_discount_computation: 'excluded' }),
    it: '30 + 60',
  },
  {
    reason: 'TermsNotCarried',
    when: 'its cash discount is of the mixed kind',
    change: {
      ...term({ early_discount: true, early_pay_discount_computation: 'mixed' }),
      ...withItem({ display_type: 'epd' }),
    },
    it: '30 + 60',
  },
  {
    reason: 'TermsNotCarried',
    when: 'rows of a mixed cash discount are in the books, whatever its terms say',
    change: { ...term({}), ...withItem({ display_type: 'epd' }) },
    it: '30 + 60',
  },
  {
    reason: 'TermsNotCarried',
    when: 'it has a cash discount and no due date',
    change: { ...term({ early_discount: true }), invoice_date_due: undefined },
    it: '30 + 60',
  },
  {
    reason: 'CashRoundingNotCarried',
    when: 'it is rounded to cash',
    change: withItem({ display_type: 'rounding' }),
  },
  { reason: 'AlreadyPaid', when: 'it is paid', change: PAID },
  { reason: 'AlreadyPaid', when: 'it is paid in part', change: { payment_state: 'partial' } },
  { reason: 'AlreadyPaid', when: 'its payment is under way', change: { payment_state: 'in_payment' } },
  {
    reason: 'AlreadyPaid',
    when: 'a payment is matched to it',
    change: withItem({
      matched_credit_ids: [settledBy(70, 5)],
    }),
  },
  {
    reason: 'PaymentMethodMissing',
    when: 'it is paid, and nobody said by which method',
    change: { ...PAID, ...company({ x_netvisor_paid: 'with-payment' }) },
  },
  {
    reason: 'WriteOffShared',
    when: 'its payment pays another invoice too, and something of it was written off',
    change: {
      ...PAID,
      ...company({ x_netvisor_paid: 'with-payment', x_netvisor_payment_method: 'Kortti' }),
      ...withItem({ matched_credit_ids: [settledBy(900, 112.95, { money: 225, lines: TWO_INVOICES })] }),
    },
  },
  { reason: 'NoRows', when: 'it has no rows', change: { invoice_line_ids: [] } },
  {
    reason: 'NoRows',
    when: 'it has notes only',
    change: { invoice_line_ids: [aNote('line_note', 'Kiitos')] },
  },
  { reason: 'ZeroTotal', when: 'its total is zero', change: row({ discount: 100 }) },
  { reason: 'DeliveredByOdoo', when: 'both would deliver it', change: { is_move_sent: true } },
  {
    reason: 'NotDeliveredByOdoo',
    when: 'nobody would deliver it',
    change: company({ x_netvisor_invoice_status: 'open' }),
  },
];

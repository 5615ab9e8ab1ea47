import type { Invoice, InvoiceLine } from '../odoo/models.ts';
import { businessIdOf } from './business-id.ts';
import { currencyRate } from './currency.ts';
import { dimensionShares } from './dimensions.ts';
import { isCreditNote, netvisorNumber, type NumberRule } from './invoice-number.ts';
import { accountOf, inOrder, isProductRow, productOf } from './invoice-rows.ts';
import { rowName } from './row-names.ts';
import { decimal, shown } from './money.ts';
import { paymentProblem } from './payments.ts';
import { isReferenceNumber } from './reference-number.ts';
import { isPaid } from './settlements.ts';
import { termsOf } from './terms.ts';
import { inEach, type Blocker, type Texts } from './texts.ts';
import { isForSalesAbroad, vatProblem, type VatProblem } from './vat.ts';

export interface PreflightRules {
  readonly company: number;
  readonly numbering: 'odoo' | 'netvisor';
  readonly journals: Readonly<Record<string, NumberRule>>;
  readonly accounts: Readonly<Record<string, string>>;
  /** What Netvisor holds, where its registers could be read. */
  readonly registers?: NetvisorRegisters;
}

/** A part that could not be read is missing, and is not checked: Netvisor itself checks it all. */
export interface NetvisorRegisters {
  /** Numbers of accounts that can be booked on. */
  readonly accounts?: ReadonlySet<string>;
  /** Items by dimension. */
  readonly dimensions?: ReadonlyMap<string, ReadonlySet<string>>;
  /** Days up to and including this one are locked. */
  readonly lockedUntil?: string;
}

type Found = Blocker | false | undefined;

/** Everything that keeps a document from being sent, at once. Sums come later: they need a document that is well formed. */
export function preflight(invoice: Invoice, rules: PreflightRules): readonly Blocker[] {
  const rows = inOrder(invoice.invoice_line_ids).filter(isProductRow);
  return [
    ...headerBlockers(invoice, rules),
    ...moneyBlockers(invoice, rows),
    ...deliveryBlockers(invoice),
    ...countryBlockers(invoice, rows),
    ...rows.flatMap((row, index) => rowBlockers(invoice, row, index + 1, rules)),
  ];
}

function headerBlockers(invoice: Invoice, rules: PreflightRules): readonly Blocker[] {
  const { registers } = rules;
  const eventDate = invoice.date ?? invoice.invoice_date;
  const posted = invoice.state === 'posted';
  const carried = ['out_invoice', 'out_refund'].includes(invoice.move_type);
  return blockers([
    !posted && { reason: 'NotPosted' },
    !carried && { reason: 'NotACustomerInvoice' },
    invoice.company_id.id !== rules.company && { reason: 'OtherCompany' },
    isBeforeCutOver(invoice) && { reason: 'BeforeCutOver', it: invoice.company_id.x_netvisor_since ?? '' },
    !rules.journals[invoice.journal_id.code] && {
      reason: 'JournalWithoutNumberRule',
      it: invoice.journal_id.code,
    },
    // A draft has neither yet, and other documents need none.
    ...(posted && carried ? numberBlockers(invoice, rules) : []),
    registers?.lockedUntil !== undefined &&
      eventDate !== undefined &&
      eventDate <= registers.lockedUntil && { reason: 'PeriodLocked', it: registers.lockedUntil },
    ...odooLock(invoice, eventDate),
  ]);
}

/** What is older than the day on which Silta took over was brought into Netvisor by other means. */
const isBeforeCutOver = ({ company_id: company, invoice_date: date }: Invoice): boolean =>
  date !== undefined && company.x_netvisor_since !== undefined && date < company.x_netvisor_since;

function numberBlockers(invoice: Invoice, { numbering, journals }: PreflightRules): readonly Found[] {
  const reference = invoice.payment_reference;
  const known = journals[invoice.journal_id.code] !== undefined;
  return [
    numbering === 'odoo' &&
      known &&
      !netvisorNumber(invoice, journals) && { reason: 'NumberUnusable', it: invoice.name ?? '' },
    // Odoo gives credit notes no reference, and they need none: nobody pays them.
    (!isCreditNote(invoice) || reference !== undefined) &&
      !isReferenceNumber(reference ?? '') && { reason: 'ReferenceInvalid', it: reference ?? '' },
  ];
}

/**
 * Posted before the day was locked, sent after it: somebody has closed those books, and is asked. Odoo's hard lock
 * is no reason, since nobody could ever lift it.
 */
function odooLock({ company_id: company }: Invoice, eventDate: string | undefined): readonly Found[] {
  const lockedUntil = [company.fiscalyear_lock_date, company.tax_lock_date, company.sale_lock_date]
    .filter((day): day is string => day !== undefined)
    .reduce((latest, day) => (day > latest ? day : latest), '');
  return [
    eventDate !== undefined &&
      eventDate <= lockedUntil && { reason: 'PeriodLockedInOdoo', it: `${eventDate} ≤ ${lockedUntil}` },
  ];
}

function moneyBlockers(invoice: Invoice, rows: readonly InvoiceLine[]): readonly Blocker[] {
  const { invoice_payment_term_id: term, company_id: company } = invoice;
  const withPayment = isPaid(invoice) && company.x_netvisor_paid === 'with-payment' && !isCreditNote(invoice);
  const has = (kind: string): boolean => invoice.line_ids.some(({ display_type }) => display_type === kind);
  return blockers([
    rows.length === 0 && { reason: 'NoRows' },
    rows.length > 0 &&
      invoice.amount_total === 0 &&
      company.x_netvisor_zero_total === 'refuse' && { reason: 'ZeroTotal' },
    !termsOf(invoice) && { reason: 'TermsNotCarried', it: term?.name ?? '' },
    has('epd') && termsOf(invoice) !== undefined && { reason: 'TermsNotCarried', it: term?.name ?? '' },
    has('rounding') && { reason: 'CashRoundingNotCarried' },
    invoice.currency_id.name !== 'EUR' &&
      !currencyRate(invoice) && {
        reason: 'CurrencyDiffers',
        it: `${shown(decimal(invoice.amount_total))} ${invoice.currency_id.name} / ${shown(decimal(invoice.amount_total_signed).abs())} EUR`,
      },
    // Money that went back to the customer cannot be sent along at all.
    isPaid(invoice) &&
      (company.x_netvisor_paid === 'refuse' || isCreditNote(invoice)) && { reason: 'AlreadyPaid' },
    withPayment && !company.x_netvisor_payment_method && { reason: 'PaymentMethodMissing' },
    withPayment && paymentBlocker(invoice),
  ]);
}

function paymentBlocker(invoice: Invoice): Found {
  const reason = paymentProblem(invoice);
  return reason && { reason };
}

/** Netvisor delivers what comes in unsent; what comes in open nobody delivers any more. */
function deliveryBlockers({ company_id: company, is_move_sent }: Invoice): readonly Blocker[] {
  const status = company.x_netvisor_invoice_status;
  return blockers([
    status === 'unsent' && is_move_sent && { reason: 'DeliveredByOdoo' },
    status === 'open' && !is_move_sent && { reason: 'NotDeliveredByOdoo' },
  ]);
}

/** At home Netvisor needs no country: a customer without one is taken for Finnish. */
function countryBlockers(
  { commercial_partner_id: buyer }: Invoice,
  rows: readonly InvoiceLine[],
): readonly Blocker[] {
  const abroad = rows.some(({ tax_ids: [tax] }) => isForSalesAbroad(tax?.x_netvisor_vat_code ?? ''));
  return blockers([
    abroad && !buyer.country_id?.code && { reason: 'CustomerWithoutCountry', it: buyer.name ?? '' },
  ]);
}

function rowBlockers(
  invoice: Invoice,
  line: InvoiceLine,
  index: number,
  { accounts, registers }: PreflightRules,
): readonly Blocker[] {
  const row = rowName(line, index);
  const product = productOf(invoice, line);
  const account = accountOf(line, accounts);
  const shares = dimensionShares(line);
  return blockers([
    !product && { reason: 'RowWithoutProduct', it: row },
    product && !product.default_code && { reason: 'ProductWithoutCode', it: product.name },
    ...taxBlockers(invoice, line, row),
    !account && { reason: 'RowWithoutAccount', it: row },
    account !== undefined &&
      registers?.accounts &&
      !registers.accounts.has(account) && {
        reason: 'AccountUnknown',
        it: inEach((language) => `${account} (${row[language]})`),
      },
    !shares && { reason: 'DimensionsNotCarried', it: row },
    ...(registers?.dimensions && shares ? unknownDimensions(shares, registers.dimensions, row) : []),
  ]);
}

const VAT_REASONS: Readonly<Record<VatProblem, Blocker['reason']>> = {
  CodeUnknown: 'TaxWithoutVatCode',
  PercentageUnfit: 'VatCodeUnfit',
  RateNotInForce: 'VatRateNotInForce',
  BuyerVatIdMissing: 'BuyerVatIdMissing',
};

function taxBlockers(invoice: Invoice, line: InvoiceLine, row: Texts): readonly Found[] {
  const [tax, ...more] = line.tax_ids;
  if (!tax) return [{ reason: 'RowWithoutTax', it: row }];
  if (more.length > 0) return [{ reason: 'RowWithSeveralTaxes', it: row }];
  if (tax.amount_type !== 'percent') return [{ reason: 'TaxNotCarried', it: tax.name }];
  if (!tax.x_netvisor_vat_code) return [{ reason: 'TaxWithoutVatCode', it: tax.name }];
  const { commercial_partner_id: buyer } = invoice;
  const hasVatId = buyer.vat !== undefined || businessIdOf(buyer.company_registry, buyer.vat) !== undefined;
  const problem = vatProblem(tax.x_netvisor_vat_code, tax.amount, supplyDay(invoice), hasVatId);
  return [
    problem && {
      reason: VAT_REASONS[problem],
      it: problem === 'BuyerVatIdMissing' ? (buyer.name ?? '') : `${tax.name} (${tax.x_netvisor_vat_code})`,
    },
  ];
}

/** The day whose VAT rates hold: delivery, else invoice date; for a credit note that of its original. */
export function supplyDay(invoice: Invoice): string {
  const original = invoice.reversed_entry_id;
  return (
    original?.delivery_date ?? original?.invoice_date ?? invoice.delivery_date ?? invoice.invoice_date ?? ''
  );
}

function unknownDimensions(
  shares: NonNullable<ReturnType<typeof dimensionShares>>,
  dimensions: NonNullable<NetvisorRegisters['dimensions']>,
  row: Texts,
): readonly Found[] {
  const named = shares.flatMap((share) => share.dimensions);
  return named
    .filter(({ dimensionName, dimensionItem }) => !dimensions.get(dimensionName)?.has(dimensionItem))
    .map(({ dimensionName, dimensionItem }) => ({
      reason: 'DimensionUnknown',
      it: inEach((language) => `${dimensionName} / ${dimensionItem} (${row[language]})`),
    }));
}

const blockers = (found: readonly Found[]): readonly Blocker[] =>
  found.filter((blocker): blocker is Blocker => Boolean(blocker));

import {
  aggregate,
  ansiDate,
  base64,
  byType,
  choice,
  code,
  country,
  decimal,
  fixed,
  flag,
  integer,
  line,
  list,
  many,
  mayCarry,
  money,
  needed,
  one,
  optional,
  orEmpty,
  possible,
  some,
  text,
  withAttributes,
  word,
} from './row.ts';
import {
  accountNumber,
  accrualRule,
  invoiceDimension,
  referenceNumber,
  taxHandlingType,
  vatCode,
} from './shared.ts';

/*
 * salesinvoice.nv (Netvisor, sales invoice import): header, then the nested aggregates, in the order in which
 * Netvisor validates. Lengths are those that are published or used by Netvisor's own client; without a number
 * none is known.
 */

const proposedAccount = () => fixed(code(), { type: 'customer' });

export const productLineRows = [
  one('productIdentifier', byType(code(), 'netvisor', 'customer', 'primaryeancode', 'secondaryeancode')),
  // empty = the name of the product register
  one('productName', orEmpty(line(200))),
  // always positive; credit notes have negative quantities. `netvisor` = Netvisor's own price
  one('productUnitPrice', byType(money(), 'net', 'gross', 'netvisor')),
  optional('productUnitPurchasePrice', fixed(money(), { type: 'net' })),
  // the code is optional in the DTD, but without it Netvisor guesses it from the account or refuses
  one('productVatPercentage', withAttributes(decimal(), { vatCode: needed(vatCode()) })),
  one('salesInvoiceProductLineQuantity', decimal()),
  // empty with type netvisor = the customer's own discount
  optional(
    'salesInvoiceProductLineDiscountPercentage',
    mayCarry(orEmpty(decimal()), { type: possible(word('netvisor')) }),
  ),
  optional('salesInvoiceProductLineFreeText', text(500)),
  // the two sums count only together
  optional('salesInvoiceProductLineVatSum', money()),
  optional('salesInvoiceProductLineSum', money()),
  optional('salesInvoiceProductLineInventoryId', integer()),
  optional('accountingAccountSuggestion', accountNumber()),
  optional('skipAccrual', flag()),
  invoiceDimension,
  optional('provisionPercentage', decimal()),
  accrualRule,
  optional('productUnitName', line()),
  optional('deliveryDate', ansiDate()),
  optional('orderNumber', code()),
  optional('proposedAccount', proposedAccount()),
  optional('accountDimensionText', line()),
] as const;

export const commentLineRows = [one('comment', text())] as const;

/** Informational only: takes no part in the total. */
export const subLineRows = [
  optional('subLineArticleIdentifier', code()),
  one('subLineArticleName', line()),
  optional('subLineDescription', text()),
  optional('subLineUnitCode', code()),
  optional('subLineUnitPrice', money()),
  optional('subLineDeliveredQuantity', decimal()),
  optional('subLineDiscountPercent', decimal()),
  optional('subLineVatPercent', decimal()),
  optional('subLineSum', money()),
  optional('subLineVatSum', money()),
] as const;

/** Own posting instead of the automatic one: debit positive, lines balance, not on drafts. */
export const voucherLineRows = [
  one('lineSum', byType(money(), 'net', 'gross')),
  optional('description', line()),
  one('accountNumber', accountNumber()),
  one('vatPercent', withAttributes(decimal(), { vatCode: needed(vatCode()) })),
  optional('skipAccrual', flag()),
  invoiceDimension,
] as const;

export const attachmentRows = [
  one('mimeType', code(50)),
  one('attachmentDescription', line(100)),
  one('fileName', line(255)),
  one('documentData', mayCarry(base64(), { type: possible(code()) })),
  // must be absent when the type is finvoice
  optional('printByDefault', flag()),
] as const;

const accrualRows = [
  optional('overrideDefaultSalesAccrualAccountNumber', accountNumber()),
  optional('salesInvoiceAccrualType', word('custom', 'default')),
  some(
    'accrualVoucherEntries',
    aggregate([one('month', integer(1, 12)), one('year', integer()), one('sum', money())]),
    'accrualVoucherEntry',
  ),
] as const;

const tag = many(
  'tag',
  aggregate([
    one('tagName', line()),
    one('tagValue', withAttributes(line(), { dataType: needed(word('date', 'text', 'float', 'enum')) })),
  ]),
);

export const salesInvoiceRows = [
  // 1: absent = Netvisor's next free number; not on drafts
  optional('salesInvoiceNumber', integer(1)),
  one('salesInvoiceDate', ansiDate()),
  // the voucher's date
  optional('salesInvoiceEventDate', ansiDate()),
  // one of this, paymentTerm and paymentTermNetDays is compulsory
  optional('salesInvoiceDueDate', ansiDate()),
  optional('salesInvoiceValueDate', ansiDate()),
  // decides the VAT rate
  optional('salesInvoiceDeliveryDate', ansiDate()),
  // a date, or an ISO week such as 2026-W47
  optional(
    'salesInvoiceDeliveryToCustomerDate',
    byType(fixed(code(10, /^\d{4}-(?:\d{2}-\d{2}|W\d{2})$/u), { format: 'ansi' }), 'date', 'weeknumber'),
  ),
  optional('salesInvoiceWaybillIdentifier', line()),
  optional(
    'salesInvoiceProductPackagePallet',
    withAttributes(integer(), { type: needed(code()), amount: possible(code()) }),
  ),
  // 10: absent = generated by Netvisor
  optional('salesInvoiceReferenceNumber', referenceNumber()),
  // gross total; empty = Netvisor sums the rows
  one(
    'salesInvoiceAmount',
    mayCarry(orEmpty(money()), {
      iso4217CurrencyCode: possible(code(3, /^[A-Z]{3}$/u)),
      currencyRate: possible(decimal()),
      priceType: possible(word('netvisor', 'customer')),
    }),
  ),
  optional('sellerIdentifier', mayCarry(code(), { type: possible(word('netvisor', 'customer')) })),
  optional('sellerName', line(50)),
  optional('invoiceType', word('invoice', 'order', 'invoicedraft')),
  // empty on drafts
  one(
    'salesInvoiceStatus',
    fixed(orEmpty(word('open', 'unsent', 'undelivered', 'delivered')), { type: 'netvisor' }),
  ),
  optional('salesInvoiceFreeTextBeforeLines', text(500)),
  optional('salesInvoiceFreeTextAfterLines', text(500)),
  optional('salesInvoiceOurReference', line()),
  optional('salesInvoiceYourReference', line()),
  // 20: never shown to the buyer, read back with replyoption 1: carries the mark
  optional('salesInvoicePrivateComment', code(255)),
  one(
    'invoicingCustomerIdentifier',
    withAttributes(code(), {
      type: needed(word('netvisor', 'customer', 'organizationunitnumber')),
      contactPersonId: possible(integer()),
    }),
  ),
  // as soon as one of these is given Netvisor takes nothing from its register
  optional('invoicingCustomerName', line(250)),
  optional('invoicingCustomerNameExtension', line(250)),
  optional('invoicingCustomerAddressLine', line(80)),
  optional('invoicingCustomerAdditionalAddressLine', line(80)),
  optional('invoicingCustomerPostNumber', line(50)),
  optional('invoicingCustomerTown', line(80)),
  optional('invoicingCustomerCountryCode', country()),
  optional('officeIdentifier', mayCarry(code(), { type: possible(word('automatic')) })),
  // 30
  optional('deliveryOffice', byType(code(), 'netvisor', 'customer')),
  optional('deliveryAddressName', line(250)),
  optional('deliveryAddressNameExtension', line(250)),
  optional('deliveryAddressLine', line(80)),
  optional('deliveryAddressPostNumber', line(50)),
  optional('deliveryAddressTown', line(80)),
  optional('deliveryAddressCountryCode', country()),
  optional('deliveryMethod', line()),
  optional('deliveryTerm', line()),
  optional('salesInvoiceTaxHandlingType', taxHandlingType()),
  // 40
  optional('paymentTerm', byType(integer(), 'netvisor', 'customerdefault', 'companydefault', 'default')),
  optional('paymentTermNetDays', integer()),
  optional('paymentTermCashDiscountDays', integer()),
  optional('paymentTermCashDiscount', byType(decimal(), 'percentage', 'sum')),
  optional('expectPartialPayments', flag()),
  // legacy direct debit
  optional(
    'tryDirectDebitLink',
    withAttributes(flag(), { mode: needed(word('ignore_error', 'fail_on_error')) }),
  ),
  optional('overrideVoucherSalesReceivablesAccountNumber', accountNumber()),
  optional('invoiceSubjectType', word('memberinvoice')),
  optional('salesInvoiceAgreementIdentifier', code(35)),
  // 1 or 2 with type netvisor, the layout's name with type customer
  optional('printChannelFormat', byType(code(), 'netvisor', 'customer')),
  // 50
  optional('secondName', byType(code(), 'netvisor', 'customer')),
  optional('overrideRateOfOverdue', decimal()),
  optional('orderNumber', code()),
  optional('proposedAccount', proposedAccount()),
  optional('accountDimensionText', line()),
  optional('collectionCost', money()),
  optional('isThirdPartySales', flag()),
  one(
    'invoiceLines',
    list(
      some(
        'invoiceLine',
        choice([
          one('productLine', aggregate(productLineRows), 'salesInvoiceProductLine'),
          one('commentLine', aggregate(commentLineRows), 'salesInvoiceCommentLine'),
          one('subLine', aggregate(subLineRows), 'salesInvoiceSubLine'),
        ]),
      ),
    ),
  ),
  optional('invoiceVoucherLines', list(some('voucherLine', aggregate(voucherLineRows)))),
  optional('salesInvoiceAccrual', aggregate(accrualRows)),
  // 60
  accrualRule,
  optional('salesInvoiceAttachments', list(some('salesInvoiceAttachment', aggregate(attachmentRows)))),
  optional('customTags', list(tag)),
] as const;

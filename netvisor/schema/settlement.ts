import {
  aggregate,
  byType,
  code,
  decimal,
  integer,
  line,
  list,
  many,
  money,
  needed,
  one,
  optional,
  plainDate,
  possible,
  some,
  text,
  withAttributes,
  word,
} from './row.ts';
import { accountNumber } from './shared.ts';

/* matchcreditnote.nv and salespayment.nv (Netvisor, credit note matching and sales payment import), in order. */

export const creditNoteMatchRows = [
  one('creditNoteNetvisorKey', integer(1)),
  one('invoiceNetvisorKey', integer(1)),
] as const;

/** VAT codes of payment vouchers: a shorter list than that of invoices. */
const paymentVatCode = () =>
  word(
    'NONE',
    'KOOS',
    'EUOS',
    'EUUO',
    'EUPO',
    '100',
    'KOMY',
    'EUMY',
    'EUUM',
    'EUPM312',
    'EUPM309',
    'MUUL',
    'EVTO',
    'EVPO',
    'KOMY0',
  );

export const salesPaymentRows = [
  one('sum', withAttributes(money(), { currency: possible(code(3, /^[A-Z]{3}$/u)) })),
  one('paymentDate', plainDate()),
  one(
    'targetIdentifier',
    withAttributes(code(), {
      type: needed(word('netvisor', 'invoicenumber', 'reference')),
      targetType: possible(word('invoice', 'order')),
    }),
  ),
  // the payer; the only element that can carry a mark
  one('sourceName', line()),
  one(
    'paymentMethod',
    withAttributes(line(), {
      type: needed(word('alternative', 'bankaccount')),
      overrideAccountingAccountNumber: possible(accountNumber()),
      overrideSalesReceivableAccountNumber: possible(accountNumber()),
    }),
  ),
  optional(
    'salesPaymentVoucherLines',
    list(
      some(
        'voucherLine',
        aggregate([
          one('lineSum', byType(money(), 'net', 'gross')),
          optional('description', text()),
          one('accountNumber', accountNumber()),
          one('vatPercent', withAttributes(decimal(), { vatCode: needed(paymentVatCode()) })),
          many(
            'dimensions',
            aggregate([one('dimensionName', line()), one('dimensionItem', line())]),
            'dimension',
          ),
        ]),
      ),
    ),
  ),
] as const;

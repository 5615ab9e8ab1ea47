import { account, day, decimal, group, may, must, row, text } from './rules.ts';
import type { ElementRule } from './rules.ts';

/** VAT codes of the DTD for payment vouchers, an older and shorter list than that of invoices. */
const PAYMENT_VAT_CODES =
  'NONE KOOS EUOS EUUO EUPO 100 KOMY EUMY EUUM EUPM312 EUPM309 MUUL EVTO EVPO KOMY0'.split(' ');

/** Sales payment: rows in the order of the documentation (salespayment.nv). */
export const SALES_PAYMENT: ElementRule = group('salespayment', '1', [
  row('sum', '1', decimal, {
    attributes: [{ name: 'currency', need: 'optional', value: { kind: 'currency' } }],
  }),
  row('paymentdate', '1', day),
  row('targetidentifier', '1', text(), {
    attributes: [
      must('type', 'netvisor', 'invoicenumber', 'reference'),
      may('targettype', 'invoice', 'order'),
    ],
  }),
  row('sourcename', '1', text()),
  row('paymentmethod', '1', text(), {
    attributes: [
      must('type', 'alternative', 'bankaccount'),
      { name: 'overrideaccountingaccountnumber', need: 'optional', value: account },
      { name: 'overridesalesreceivableaccountnumber', need: 'optional', value: account },
    ],
  }),
  group('salespaymentvoucherlines', '0..1', [
    group('voucherline', '1..n', [
      row('linesum', '1', decimal, { attributes: [must('type', 'net', 'gross')] }),
      row('description', '0..1', text()),
      row('accountnumber', '1', account),
      row('vatpercent', '1', decimal, { attributes: [must('vatcode', ...PAYMENT_VAT_CODES)] }),
      group('dimension', '0..n', [row('dimensionname', '1', text()), row('dimensionitem', '1', text())]),
    ]),
  ]),
]);

import {
  ACCRUAL_RULE,
  ANSI,
  DIMENSION,
  NEW,
  VAT_CODES,
  account,
  day,
  decimal,
  flag,
  group,
  integer,
  may,
  must,
  row,
  softText,
  text,
} from './rules.ts';
import type { ElementRule } from './rules.ts';

/** Product line of a sales invoice: rows in the order of the documentation. */
export const PRODUCT_LINE: ElementRule = group('salesinvoiceproductline', '1', [
  row('productidentifier', '1', text(), {
    // Whether an empty identifier is understood is a question of its own (one-off products).
    empty: 'allowed',
    attributes: [must('type', 'netvisor', 'customer', 'primaryeancode', 'secondaryeancode')],
  }),
  row('productname', '1', text(200), { empty: 'allowed' }),
  row('productunitprice', '1', decimal, { attributes: [must('type', 'net', 'gross', 'netvisor')] }),
  row('productunitpurchaseprice', '0..1', decimal, { attributes: [may('type', 'net')] }),
  row('productvatpercentage', '1', decimal, { attributes: [may('vatcode', ...VAT_CODES)] }),
  row('salesinvoiceproductlinequantity', '1', decimal),
  row('salesinvoiceproductlinediscountpercentage', '0..1', decimal, {
    attributes: [may('type', 'netvisor')],
  }),
  row('salesinvoiceproductlinefreetext', '0..1', text(500)),
  row('salesinvoiceproductlinevatsum', '0..1', decimal),
  row('salesinvoiceproductlinesum', '0..1', decimal),
  row('salesinvoiceproductlineinventoryid', '0..1', integer),
  row('accountingaccountsuggestion', '0..1', account),
  row('skipaccrual', '0..1', flag),
  DIMENSION,
  row('provisionpercentage', '0..1', decimal),
  ACCRUAL_RULE,
  row('productunitname', '0..1', text()),
  row('deliverydate', '0..1', day, { ...ANSI, ...NEW }),
  row('ordernumber', '0..1', softText(70), NEW),
  row('proposedaccount', '0..1', text(), { ...NEW, attributes: [may('type', 'customer')] }),
  row('accountdimensiontext', '0..1', text(), NEW),
]);

export const COMMENT_LINE: ElementRule = group('salesinvoicecommentline', '1', [
  row('comment', '1', softText(200)),
]);

export const SUB_LINE: ElementRule = group(
  'salesinvoicesubline',
  '1',
  [
    row('sublinearticleidentifier', '0..1', text()),
    row('sublinearticlename', '1', text()),
    row('sublinedescription', '0..1', text()),
    row('sublineunitcode', '0..1', text()),
    row('sublineunitprice', '0..1', decimal),
    row('sublinedeliveredquantity', '0..1', decimal),
    row('sublinediscountpercent', '0..1', decimal),
    row('sublinevatpercent', '0..1', decimal),
    row('sublinesum', '0..1', decimal),
    row('sublinevatsum', '0..1', decimal),
  ],
  NEW,
);

/** 1..n lines, each of which holds exactly one line of some kind. */
export const INVOICE_LINES: ElementRule = group('invoicelines', '1', [
  { name: 'invoiceline', min: 1, max: 'many', oneOf: [PRODUCT_LINE, COMMENT_LINE, SUB_LINE] },
]);

/** Own posting of an invoice; signs are bookkeeping signs. */
export const VOUCHER_LINES: ElementRule = group('invoicevoucherlines', '0..1', [
  group('voucherline', '1..n', [
    row('linesum', '1', decimal, { attributes: [must('type', 'net', 'gross')] }),
    row('description', '0..1', text()),
    row('accountnumber', '1', account),
    row('vatpercent', '1', decimal, { attributes: [must('vatcode', ...VAT_CODES)] }),
    row('skipaccrual', '0..1', flag),
    DIMENSION,
  ]),
]);

export const LEGACY_ACCRUAL: ElementRule = group('salesinvoiceaccrual', '0..1', [
  row('overridedefaultsalesaccrualaccountnumber', '0..1', account),
  row('salesinvoiceaccrualtype', '0..1', { kind: 'enum', values: ['custom', 'default'] }),
  group('accrualvoucherentry', '1..n', [
    row('month', '1', integer),
    row('year', '1', integer),
    row('sum', '1', decimal),
  ]),
]);

export const ATTACHMENTS: ElementRule = group('salesinvoiceattachments', '0..1', [
  group('salesinvoiceattachment', '1..n', [
    row('mimetype', '1', text(50)),
    row('attachmentdescription', '1', text(100)),
    row('filename', '1', text(255)),
    row('documentdata', '1', { kind: 'base64' }, { attributes: [may('type', 'finvoice', 'pdf')] }),
    row('printbydefault', '0..1', flag),
  ]),
]);

export const CUSTOM_TAGS: ElementRule = group('customtags', '0..1', [
  group('tag', '0..n', [
    row('tagname', '1', text()),
    row('tagvalue', '1', text(), {
      attributes: [must('datatype', 'date', 'text', 'float', 'enum')],
    }),
  ]),
]);

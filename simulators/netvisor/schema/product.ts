import {
  DIMENSION,
  ISO,
  NEW,
  account,
  country,
  decimal,
  flag,
  group,
  may,
  must,
  oneOf,
  row,
  text,
} from './rules.ts';
import type { ElementRule } from './rules.ts';

const EAN = { attributes: [may('type', 'any', 'ean8', 'ean13', 'code128')] };

const PACKAGE: ElementRule = group('productpackageinformation', '0..1', [
  row('packagewidth', '0..1', decimal),
  row('packageheight', '0..1', decimal),
  row('packagelength', '0..1', decimal),
]);

/**
 * Product: rows in the order of the documentation (product.nv). Sources disagree on whether package data or
 * dimensions come first, so the order of those two is an argument.
 */
export function productRule(order: 'package-first' | 'dimensions-first'): ElementRule {
  const last = order === 'package-first' ? [PACKAGE, DIMENSION] : [DIMENSION, PACKAGE];
  return group(
    'product',
    '1',
    [
      group(
        'productbaseinformation',
        '1',
        [
          row('productcode', '0..1', text(50)),
          row('productgroup', '1', text()),
          row('name', '1', text(200)),
          row('description', '0..1', text()),
          row('unitprice', '1', decimal, { attributes: [must('type', 'net', 'gross')] }),
          row('unit', '0..1', text(50)),
          row('unitweight', '0..1', decimal),
          row('kaukevaproductcode', '0..1', text()),
          row('purchaseprice', '0..1', decimal),
          row('tariffheading', '0..1', text()),
          row('comissionpercentage', '0..1', decimal),
          row('isactive', '1', flag),
          row('issalesproduct', '1', flag),
          row('inventoryenabled', '0..1', flag),
          row('inventorybatchlinkingmode', '0..1', oneOf('1', '2', '3', '4', '5', '6', '7', '8'), NEW),
          row('countryoforigin', '0..1', country, ISO),
          row('primaryeancode', '0..1', text(), EAN),
          row('secondaryeancode', '0..1', text(), EAN),
          row('inventoryalertlimit', '0..1', decimal, NEW),
        ],
        { edit: 'patch' },
      ),
      group('productbookkeepingdetails', '0..1', [
        row('defaultvatpercentage', '1', decimal),
        row('defaultdomesticaccountnumber', '0..1', account),
        row('defaulteuaccountnumber', '0..1', account),
        row('defaultoutsideeuaccountnumber', '0..1', account),
      ]),
      group('productadditionalinformation', '0..1', [
        row('productnetweight', '0..1', decimal),
        row('productgrossweight', '0..1', decimal),
        row('productweightunit', '0..1', oneOf('g', 'kg', 'tn')),
        ...last,
      ]),
      group(
        'productcustomtags',
        '0..1',
        [
          group('productcustomtag', '0..n', [
            row('tagname', '1', text()),
            row('tagvalue', '1', text(), {
              attributes: [must('datatype', 'date', 'text', 'decimal', 'enum')],
            }),
          ]),
        ],
        NEW,
      ),
    ],
    { edit: 'patch' },
  );
}

import {
  aggregate,
  byType,
  code,
  country,
  decimal,
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
  possible,
  text,
  withAttributes,
  word,
} from './row.ts';
import { accountNumber, registerDimension } from './shared.ts';

/* product.nv (Netvisor, product import), in the order in which Netvisor validates. */

const eanCode = () => mayCarry(code(), { type: possible(word('any', 'ean8', 'ean13', 'code128')) });

export const productBaseRows = [
  // our mark
  optional('productCode', code(50)),
  // created by Netvisor if missing
  one('productGroup', line()),
  one('name', line(200)),
  optional('description', text()),
  one('unitPrice', byType(money(), 'net', 'gross')),
  // created by Netvisor if missing
  optional('unit', line(50)),
  // deprecated, and its place is disputed: leave it out
  optional('unitWeight', decimal()),
  optional('kaukevaProductCode', code()),
  optional('purchasePrice', money()),
  optional('tariffHeading', code()),
  // spelled with one m by Netvisor
  optional('comissionPercentage', decimal()),
  one('isActive', flag()),
  one('isSalesProduct', flag()),
  optional('inventoryEnabled', flag()),
  // 1 none, 2 by hand, 3/4 newest/oldest by delivery, 5/6 by best-before, 7/8 by manufacturing date
  optional('inventoryBatchLinkingMode', integer(1, 8)),
  optional('countryOfOrigin', country()),
  optional('primaryEanCode', eanCode()),
  optional('secondaryEanCode', eanCode()),
  optional('inventoryAlertLimit', decimal()),
] as const;

export const productRows = [
  one('productBaseInformation', aggregate(productBaseRows)),
  optional(
    'productBookkeepingDetails',
    aggregate([
      one('defaultVatPercentage', decimal()),
      optional('defaultDomesticAccountNumber', accountNumber()),
      optional('defaultEuAccountNumber', accountNumber()),
      optional('defaultOutsideEuAccountNumber', accountNumber()),
    ]),
  ),
  optional(
    'productAdditionalInformation',
    aggregate([
      optional('productNetWeight', decimal()),
      optional('productGrossWeight', decimal()),
      optional('productWeightUnit', word('g', 'kg', 'tn')),
      // the order of package and dimensions is disputed, so a product carries one of them at most
      optional(
        'productPackageInformation',
        aggregate([
          optional('packageWidth', decimal()),
          optional('packageHeight', decimal()),
          optional('packageLength', decimal()),
        ]),
      ),
      registerDimension,
    ]),
  ),
  optional(
    'productCustomTags',
    list(
      many(
        'productCustomTag',
        aggregate([
          one('tagName', line()),
          one(
            'tagValue',
            withAttributes(line(), { dataType: needed(word('date', 'text', 'decimal', 'enum')) }),
          ),
        ]),
      ),
    ),
  ),
] as const;

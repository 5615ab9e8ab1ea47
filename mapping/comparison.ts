import { Decimal } from 'decimal.js';
import type { SalesInvoice } from '../netvisor/documents.ts';
import type { SalesInvoiceDetails } from '../netvisor/sales-invoice-replies.ts';
import { fieldName } from './fields.ts';
import { shown } from './money.ts';
import { phrase, type Texts } from './texts.ts';

/** Something that the document in Netvisor says otherwise than Odoo does now. */
export interface FieldDifference {
  readonly field: Texts;
  readonly odoo: string;
  readonly netvisor: string;
}

type Value = Decimal | string | number | null | undefined;

/**
 * What an edit would change in Netvisor, field by field, in the order of the message. `rows` are the words for each row
 * of the message. What Netvisor does not tell (files, units, accounts where it gives none) is not compared. Pure.
 */
export function compareWithNetvisor(
  document: SalesInvoice,
  held: SalesInvoiceDetails,
  rows: readonly Texts[],
): readonly FieldDifference[] {
  const header: readonly (readonly [field: string, odoo: Value, netvisor: Value])[] = [
    ['salesinvoicenumber', document.salesInvoiceNumber, held.salesInvoiceNumber],
    ['salesinvoicedate', document.salesInvoiceDate, held.salesInvoiceDate],
    ['salesinvoiceeventdate', document.salesInvoiceEventDate, held.salesInvoiceEventDate],
    ['salesinvoiceduedate', document.salesInvoiceDueDate, held.salesInvoiceDueDate],
    ['salesinvoicedeliverydate', document.salesInvoiceDeliveryDate, held.salesInvoiceDeliveryDate],
    ['salesinvoicereferencenumber', document.salesInvoiceReferenceNumber, plainReference(held)],
    [
      'salesinvoicefreetextafterlines',
      document.salesInvoiceFreeTextAfterLines ?? '',
      held.salesInvoiceFreeTextAfterLines,
    ],
    ['salesinvoiceourreference', document.salesInvoiceOurReference ?? '', held.salesInvoiceOurReference],
    ['salesinvoiceyourreference', document.salesInvoiceYourReference ?? '', held.salesInvoiceYourReference],
    [
      'invoicingcustomeridentifier',
      document.invoicingCustomerIdentifier.value,
      held.invoicingCustomerNetvisorKey,
    ],
    ['deliveryaddressname', document.deliveryAddressName ?? '', held.deliveryAddressName],
    ['deliveryaddressline', document.deliveryAddressLine ?? '', held.deliveryAddressLine],
    ['deliveryaddresspostnumber', document.deliveryAddressPostNumber ?? '', held.deliveryAddressPostNumber],
    ['deliveryaddresstown', document.deliveryAddressTown ?? '', held.deliveryAddressTown],
    ['deliveryterm', document.deliveryTerm ?? '', held.deliveryTerm],
    ['paymenttermnetdays', document.paymentTermNetDays, held.paymentTermNetDays],
    ['paymenttermcashdiscountdays', document.paymentTermCashDiscountDays, held.paymentTermCashDiscountDays],
    ['paymenttermcashdiscount', document.paymentTermCashDiscount?.value, held.paymentTermCashDiscount],
  ];
  return [
    ...header.flatMap(([field, odoo, netvisor]) => difference(named(field), odoo, netvisor)),
    ...rowDifferences(document, held, rows),
  ];
}

/** Only what Odoo says something of: Netvisor fills in much by itself. */
function difference(field: Texts, odoo: Value, netvisor: Value): readonly FieldDifference[] {
  if (odoo === undefined || odoo === null || isSame(odoo, netvisor)) return [];
  return [{ field, odoo: inWords(odoo), netvisor: inWords(netvisor) }];
}

const named = (field: string, path?: string, rows: readonly Texts[] = []): Texts =>
  fieldName({ resource: 'salesinvoice.nv', field, path }, rows);

function isSame(one: Value, other: Value): boolean {
  if (one instanceof Decimal) return one.equals(other instanceof Decimal ? other : new Decimal(0));
  return String(one ?? '').trim() === String(other ?? '').trim();
}

function inWords(value: Value): string {
  if (value instanceof Decimal) return shown(value);
  return value === undefined || value === null || value === '' ? '–' : String(value);
}

/** Netvisor writes reference numbers in groups. */
const plainReference = ({ salesInvoiceReferenceNumber: reference }: SalesInvoiceDetails): string =>
  (reference ?? '').replace(/\s/g, '').replace(/^0+/, '');

function rowDifferences(
  document: SalesInvoice,
  held: SalesInvoiceDetails,
  rows: readonly Texts[],
): readonly FieldDifference[] {
  const own = document.invoiceLines;
  const theirs = held.invoiceLines;
  if (own.length !== theirs.length) {
    const field = phrase('numberOfRows', {});
    return [{ field, odoo: String(own.length), netvisor: String(theirs.length) }];
  }
  return own.flatMap((line, index) => {
    const path = `/invoiceline[${index + 1}]`;
    const other = theirs[index];
    const compare = (field: string, odoo: Value, netvisor: Value): readonly FieldDifference[] =>
      difference(named(field, path, rows), odoo, netvisor);
    if ('commentLine' in line) {
      const comment = other && 'commentLine' in other ? other.commentLine.comment : '';
      return compare('comment', line.commentLine.comment, comment);
    }
    if (!('productLine' in line)) return [];
    const row = line.productLine;
    const product = other && 'productLine' in other ? other.productLine : undefined;
    const { type, value } = row.productUnitPrice;
    return [
      ...compare('productidentifier', row.productIdentifier.value, product?.productNetvisorKey),
      ...compare('productname', row.productName, product?.productName),
      // Netvisor tells net prices only.
      ...(type === 'net' ? compare('productunitprice', value, product?.productUnitPrice) : []),
      ...compare('productvatpercentage', row.productVatPercentage.value, product?.productVatPercentage),
      ...compare(
        'salesinvoiceproductlinequantity',
        row.salesInvoiceProductLineQuantity,
        product?.salesInvoiceProductLineQuantity,
      ),
      ...compare(
        'salesinvoiceproductlinediscountpercentage',
        discountOf(row.salesInvoiceProductLineDiscountPercentage),
        product?.salesInvoiceProductLineDiscountPercentage,
      ),
      ...compare(
        'salesinvoiceproductlinefreetext',
        row.salesInvoiceProductLineFreeText ?? '',
        product?.salesInvoiceProductLineFreeText,
      ),
      ...(product?.accountingAccountSuggestionAccountNumber
        ? compare(
            'accountingaccountsuggestion',
            row.accountingAccountSuggestion,
            product.accountingAccountSuggestionAccountNumber,
          )
        : []),
      ...compare('dimensionitem', dimensionsOf(row.dimensions), dimensionsOf(product?.dimensions)),
    ];
  });
}

function discountOf(discount: unknown): Decimal {
  return discount instanceof Decimal ? discount : new Decimal(0);
}

type Dimensions = readonly { readonly dimensionName: string | null; readonly dimensionItem: unknown }[];

const dimensionsOf = (dimensions: Dimensions = []): string =>
  dimensions
    .map(({ dimensionName, dimensionItem: item }) =>
      [dimensionName ?? '', typeof item === 'string' ? item : ''].join(': '),
    )
    .sort()
    .join(', ');

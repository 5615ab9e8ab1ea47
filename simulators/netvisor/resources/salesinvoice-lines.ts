import { invalidData } from '../errors.ts';
import { COMPANY_DEFAULT_ACCOUNTS, WAREHOUSES } from '../fixture.ts';
import { dimensionsOf, ownValues } from '../message.ts';
import type { CommentLine, ProductLine, RegisterRecord, SubLine, VatGroup } from '../records.ts';
import type { VatCode } from '../schema/rules.ts';
import type { Context, NetvisorStore } from '../store.ts';
import { lineSums, vatGroups } from '../totals.ts';
import type { GivenSums, UncalculatedLine } from '../totals.ts';
import { comma, decimalOf } from '../values.ts';
import { isVatCode, vatFit } from '../vat.ts';
import { child, childrenOf, textOf } from '../xml.ts';
import type { XmlNode } from '../xml.ts';
import { requireEntry } from './customer.ts';
import { accrualRule } from './salesinvoice-accounting.ts';
import { checkTaxHandling } from './salesinvoice-tax.ts';
import type { TaxHandling } from './salesinvoice-tax.ts';

export interface InvoiceLines {
  readonly lines: readonly (ProductLine | CommentLine | SubLine)[];
  readonly vatByCode: readonly VatGroup[];
}

interface Calculated {
  readonly line: ProductLine;
  readonly given: GivenSums | undefined;
}

/** The lines of a message, resolved and calculated. At least one must be a product line. */
export function invoiceLines(message: XmlNode, handling: TaxHandling, context: Context): InvoiceLines {
  const container = child(message, 'invoicelines');
  const calculated: Calculated[] = [];
  const day = textOf(message, 'salesinvoicedeliverydate') || textOf(message, 'salesinvoicedate');
  const lines = childrenOf(container ?? message, 'invoiceline').flatMap((holder) =>
    holder.children.map((node) => {
      switch (node.name) {
        case 'salesinvoicecommentline':
          return { kind: 'comment', comment: textOf(node, 'comment') } as const;
        case 'salesinvoicesubline':
          return subLine(node);
        default: {
          const entry = productLine(node, { day, handling }, context);
          calculated.push(entry);
          return entry.line;
        }
      }
    }),
  );
  if (calculated.length === 0) throw invalidData('The invoice has no product line');
  return { lines, vatByCode: vatGroups(calculated, context.settings) };
}

function subLine(node: XmlNode): SubLine {
  const values = Object.fromEntries(node.children.map((c) => [c.name, c.text.trim()]));
  return { kind: 'sub', name: textOf(node, 'sublinearticlename'), values };
}

function productLine(
  node: XmlNode,
  invoice: { readonly day: string; readonly handling: TaxHandling },
  context: Context,
): Calculated {
  const { store, settings } = context;
  const product = findProduct(node, context);
  const name = textOf(node, 'productname') || (product?.values.name ?? '');
  if (name === '') throw invalidData('A one-off product needs a name');
  const suggestion = textOf(node, 'accountingaccountsuggestion');
  if (suggestion !== '') store.postableAccount(suggestion);
  const inventory = textOf(node, 'salesinvoiceproductlineinventoryid');
  if (inventory !== '') {
    requireEntry('salesinvoiceproductlineinventoryid', inventory, 'netvisor', WAREHOUSES);
  }
  const uncalculated: UncalculatedLine = {
    kind: 'product',
    lineKey: store.nextKey('line'),
    productKey: product?.netvisorKey ?? null,
    productCode: product?.values.productcode ?? 'TEMP',
    name,
    ...unitPrice(node, product),
    unitPurchasePrice: decimalOf(
      textOf(node, 'productunitpurchaseprice') || (product?.values.purchaseprice ?? ''),
    ),
    quantity: decimalOf(textOf(node, 'salesinvoiceproductlinequantity')),
    discountPercentage: decimalOf(textOf(node, 'salesinvoiceproductlinediscountpercentage')),
    vatCode: vatCode(node, suggestion, store),
    vatPercentage: decimalOf(textOf(node, 'productvatpercentage')),
    freeText: textOf(node, 'salesinvoiceproductlinefreetext'),
    unitName: textOf(node, 'productunitname') || (product?.values.unit ?? ''),
    accountNumber: suggestion || defaultAccount(product, invoice.handling.area),
    deliveryDate: textOf(node, 'deliverydate'),
    orderNumber: textOf(node, 'ordernumber'),
    provisionPercentage: decimalOf(textOf(node, 'provisionpercentage')),
    dimensions: dimensionsOf(node),
    values: ownValues(node),
    accrualRule: accrualRule(node),
  };
  checkVat(uncalculated, invoice.day, context);
  checkTaxHandling(uncalculated.vatCode, invoice.handling, context);
  const given = givenSums(node);
  return { line: { ...uncalculated, ...lineSums(uncalculated, given, settings) }, given };
}

function findProduct(node: XmlNode, { store, settings }: Context): RegisterRecord | undefined {
  const element = child(node, 'productidentifier');
  const value = element?.text.trim() ?? '';
  const type = element?.attributes.type;
  const oneOff = type === 'customer' && (value === '' || value === 'TEMP');
  if (oneOff && settings.tempRecords === 'accept') return undefined;
  const found = [...store.products.values()].find((product) => {
    switch (type) {
      case 'netvisor':
        return String(product.netvisorKey) === value;
      case 'primaryeancode':
        return product.values.primaryeancode === value;
      case 'secondaryeancode':
        return product.values.secondaryeancode === value;
      default:
        return product.values.productcode === value;
    }
  });
  if (found === undefined || value === '') {
    throw invalidData(`Product not found with identifier: ${value}`);
  }
  return found;
}

function unitPrice(
  node: XmlNode,
  product: RegisterRecord | undefined,
): Pick<ProductLine, 'unitPrice' | 'unitPriceType'> {
  const element = child(node, 'productunitprice');
  const type = element?.attributes.type;
  if (type === 'netvisor') {
    return {
      unitPrice: decimalOf(product?.values.unitprice ?? ''),
      unitPriceType: product?.attributes['unitprice@type'] === 'gross' ? 'gross' : 'net',
    };
  }
  const price = decimalOf(element?.text.trim() ?? '');
  if (price.isNegative()) throw invalidData('The unit price must not be negative');
  return { unitPrice: price, unitPriceType: type === 'gross' ? 'gross' : 'net' };
}

function vatCode(node: XmlNode, suggestion: string, store: NetvisorStore): VatCode {
  const given = child(node, 'productvatpercentage')?.attributes.vatcode ?? '';
  if (isVatCode(given)) return given;
  const suggested = suggestion === '' ? undefined : store.postableAccount(suggestion).vatCode;
  if (suggested !== undefined) return suggested;
  throw invalidData(
    'VAT code cannot be retrieved from posting suggestion because no posting suggestion has been given.',
  );
}

function checkVat(line: UncalculatedLine, invoiceDay: string, { settings }: Context): void {
  const { vatCode: code, vatPercentage: percentage } = line;
  const day = line.deliveryDate || invoiceDay;
  const sale = line.quantity.isNegative() ? 'credit' : 'sale';
  const fit = vatFit({ code, percentage, day, sale }, settings);
  switch (fit) {
    case 'fits':
      return;
    case 'wrong-code':
      throw invalidData(`VAT percentage ${comma(percentage)} does not match code ${code}`);
    case 'wrong-day':
      throw invalidData(`VAT percentage ${comma(percentage)} is not in force on ${day}`);
  }
}

/** VAT sum and line sum count only together. */
function givenSums(node: XmlNode): GivenSums | undefined {
  const vatSum = textOf(node, 'salesinvoiceproductlinevatsum');
  const lineSum = textOf(node, 'salesinvoiceproductlinesum');
  if (vatSum === '' || lineSum === '') return undefined;
  return { vatSum: decimalOf(vatSum), lineSum: decimalOf(lineSum) };
}

function defaultAccount(product: RegisterRecord | undefined, area: TaxHandling['area']): string {
  switch (area) {
    case 'domestic':
      return product?.values.defaultdomesticaccountnumber ?? COMPANY_DEFAULT_ACCOUNTS.SalesDomesticDefault;
    case 'eu':
      return product?.values.defaulteuaccountnumber ?? COMPANY_DEFAULT_ACCOUNTS.SalesEUDefault;
    case 'outside':
      return product?.values.defaultoutsideeuaccountnumber ?? COMPANY_DEFAULT_ACCOUNTS.SalesOutsideEUDefault;
  }
}

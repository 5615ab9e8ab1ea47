import { ACCOUNTS, WAREHOUSES } from '../fixture.ts';
import type { ProductLine, SalesInvoice } from '../records.ts';
import { el, optional } from '../render.ts';
import type { Xml } from '../render.ts';
import type { Context } from '../store.ts';
import { comma } from '../values.ts';
import { dimension } from './customer-read.ts';

/** Product lines and, where they are wanted, comment lines, in document order. */
export function lineElements({ content }: SalesInvoice, comments: '1' | '0', context: Context): Xml[] {
  return content.lines.flatMap((line) => {
    switch (line.kind) {
      case 'product':
        return [productLine(line, context)];
      case 'comment':
        return comments === '1' ? [el('SalesInvoiceCommentLine', [el('Comment', line.comment)])] : [];
      case 'sub':
        return [];
    }
  });
}

function productLine(line: ProductLine, context: Context): Xml {
  const product = line.productKey === null ? undefined : context.store.products.get(line.productKey);
  const netPrice =
    line.unitPriceType === 'net' ? line.unitPrice : line.unitPrice.div(line.vatPercentage.div(100).plus(1));
  const account = ACCOUNTS.find((candidate) => candidate.number === line.accountNumber);
  const warehouse = WAREHOUSES.find(
    ({ netvisorKey }) => String(netvisorKey) === line.values.salesinvoiceproductlineinventoryid,
  );
  return el('SalesInvoiceProductLine', [
    el('NetvisorKey', line.lineKey),
    el('ProductIdentifier', line.productCode, { type: 'customer' }),
    el('ProductName', line.name),
    el('ProductNetvisorKey', line.productKey ?? ''),
    el('ProductUnitPrice', comma(netPrice, 4)),
    el('ProductPurchasePrice', comma(line.unitPurchasePrice, 4)),
    el('ProductVatPercentage', comma(line.vatPercentage), {
      vatcode: line.vatCode === 'NONE' ? context.settings.noVatCodeInReplies : line.vatCode,
    }),
    el('ProductPrimaryEanCode', product?.values.primaryeancode),
    el('ProductSecondaryEanCode', product?.values.secondaryeancode),
    el('SalesInvoiceProductLineQuantity', comma(line.quantity)),
    el('SalesInvoiceProductLineUnit', line.unitName),
    optional('SalesInvoiceProductLineDeliveryDate', line.deliveryDate, { format: 'ansi' }),
    el('SalesInvoiceProductLineDiscountPercentage', comma(line.discountPercentage)),
    el('SalesInvoiceProductLineFreeText', line.freeText),
    el('SalesInvoiceProductLineVatSum', comma(line.vat, 2)),
    el('SalesInvoiceProductLineSum', comma(line.gross, 2)),
    warehouse === undefined ? undefined : el('SalesInvoiceProductLineInventoryID', warehouse.netvisorKey),
    warehouse === undefined ? undefined : el('SalesInvoiceProductLineInventoryName', warehouse.name),
    el('AccountingAccountSuggestion', account?.netvisorKey ?? ''),
    el('AccountingAccountSuggestionAccountNumber', line.accountNumber),
    ...line.dimensions.map((link) => dimension(link, context.store)),
    el('ProvisionPercentage', comma(line.provisionPercentage)),
    el('OrderNumber', line.orderNumber),
  ]);
}

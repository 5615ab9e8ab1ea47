import type { Invoice, InvoiceLine } from '../odoo/models.ts';
import { dimensionShares } from './dimensions.ts';
import { inOrder, isProductRow } from './invoice-rows.ts';
import { firstLine, shortened } from './plain-text.ts';
import { phrase, type Texts } from './texts.ts';

/** A product row as people find it: by its number, counted without sections and notes, and its name. */
export const rowName = (line: InvoiceLine, number: number): Texts =>
  phrase('row', { number, name: shortened(firstLine(line.name)) });

/** What people call each row of the message, in the message's order: a row that is split stands there several times. */
export function rowNames(invoice: Invoice): readonly Texts[] {
  let number = 0;
  return inOrder(invoice.invoice_line_ids).flatMap((line) => {
    if (isProductRow(line)) {
      number += 1;
      const name = rowName(line, number);
      return (dimensionShares(line) ?? [undefined]).map(() => name);
    }
    const name = shortened(firstLine(line.name));
    return name ? [phrase('note', { name })] : [];
  });
}

import type { JsonObject } from '../schema/types.ts';

const SALE_TYPES = ['out_invoice', 'out_refund'];

export function isSale(move: JsonObject): boolean {
  return SALE_TYPES.includes(String(move['move_type']));
}

export function isRefund(move: JsonObject): boolean {
  return ['out_refund', 'in_refund'].includes(String(move['move_type']));
}

/** Invoices and credit notes, not the other entries of the ledger. */
export function isInvoice(move: JsonObject): boolean {
  return ['out_invoice', 'out_refund', 'in_invoice', 'in_refund'].includes(String(move['move_type']));
}

/** -1 where the rows that people enter are booked on the credit side. */
export function directionSign(move: JsonObject): 1 | -1 {
  return ['out_invoice', 'in_refund'].includes(String(move['move_type'])) ? -1 : 1;
}

/** Kinds of rows that people enter; Odoo makes the others. */
export const ENTERED = ['product', 'line_section', 'line_subsection', 'line_note'] as const;

export function isEntered(line: JsonObject): boolean {
  return ENTERED.some((kind) => kind === line['display_type']);
}

import type { JsonObject } from '../schema/types.ts';

/** Each tax has a base and a whole tax part, for invoices and for credit notes. */
export function addParts(add: (part: JsonObject) => void, tax: number, account: number | false): void {
  for (const document of ['invoice', 'refund']) {
    const part = { tax_id: tax, document_type: document };
    add({ ...part, repartition_type: 'base' });
    add({ ...part, repartition_type: 'tax', account_id: account, use_in_tax_closing: account !== false });
  }
}

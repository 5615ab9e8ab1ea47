import { contentDigest } from '../mapping/content.ts';
import { mapInvoice } from '../mapping/invoice.ts';
import { digestOf } from '../mapping/mark.ts';
import { explain } from '../mapping/texts.ts';
import type { Invoice } from '../odoo/models.ts';
import type { ConnectionDeps } from './deps.ts';
import { textBlockers } from './render-invoice.ts';
import { rulesOf } from './rules.ts';

/**
 * Digest of what stands in the way of a document, as far as Odoo tells. It changes when what is in the way changes;
 * where nothing is (Netvisor has refused it), when the document, its customer or a product changes. Nothing that Silta
 * writes is part of it.
 */
export function causeDigest(deps: ConnectionDeps, invoice: Invoice): string {
  const mapping = mapInvoice(invoice, '', rulesOf(deps));
  const blockers = [
    ...(mapping.kind === 'blocked' ? mapping.blockers : []),
    ...textBlockers(invoice, mapping.kind === 'ready' ? mapping.document : mapping.draft),
  ];
  const cause =
    blockers.length > 0
      ? blockers.map((blocker) => explain(blocker).en).sort()
      : [contentDigest(invoice), ...registersOf(invoice)];
  return digestOf(JSON.stringify(cause));
}

/** Customer and products without what Silta keeps on them. */
function registersOf(invoice: Invoice): readonly unknown[] {
  const { x_netvisor_keys: _keys, x_netvisor_attempt: _attempt, ...customer } = invoice.commercial_partner_id;
  const products = invoice.invoice_line_ids.flatMap(({ product_id: product }) => {
    if (!product) return [];
    const { x_netvisor_keys: _theirs, x_netvisor_attempt: _last, ...own } = product;
    return [own];
  });
  return [customer, ...products];
}

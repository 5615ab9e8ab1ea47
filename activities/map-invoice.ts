import { contentDigest, sumsDigest } from '../mapping/content.ts';
import {
  mapInvoice,
  type InvoiceMapping,
  type InvoiceRules,
  type MappedInvoice,
} from '../mapping/invoice.ts';
import { privateComment, type Mark } from '../mapping/mark.ts';
import { customerLock, productLock } from '../mapping/registers.ts';
import { productOf } from '../mapping/invoice-rows.ts';
import { NetvisorError } from '../netvisor/errors.ts';
import { renderSalesInvoice } from '../netvisor/sales-invoices.ts';
import type { Invoice } from '../odoo/models.ts';
import type { Attempt } from './attempts.ts';
import type { PostInvoiceResult } from './contract.ts';
import type { ConnectionDeps } from './deps.ts';
import { blockerOf } from './refusals.ts';
import { reject } from './reject-invoice.ts';

/** A document ready to be claimed and sent, or what came of the invoice instead. */
export type Prepared =
  | { readonly kind: 'ready'; readonly mapped: MappedInvoice; readonly comment: string }
  | { readonly kind: 'ended'; readonly result: PostInvoiceResult };

/** Maps an invoice; what cannot be sent is written onto it with all reasons at once. */
export async function prepare(deps: ConnectionDeps, invoice: Invoice): Promise<Prepared> {
  const databaseUuid = await deps.odoo.databaseUuid();
  const comment = privateComment(databaseUuid, invoice.id, contentDigest(invoice));
  const mapping = mapInvoice(invoice, comment, rulesOf(deps));
  switch (mapping.kind) {
    case 'blocked':
      return { kind: 'ended', result: await reject(deps, invoice, mapping.blockers) };
    case 'needs':
      return { kind: 'ended', result: needs(invoice, mapping) };
    case 'ready':
      return { kind: 'ready', mapped: mapping, comment };
  }
}

/** The message as it will be sent, or the rejection that its texts earn. */
export async function renderOrReject(
  deps: ConnectionDeps,
  invoice: Invoice,
  document: MappedInvoice['document'],
): Promise<{ readonly xml: string } | { readonly result: PostInvoiceResult }> {
  try {
    return { xml: renderSalesInvoice(document) };
  } catch (error) {
    if (!(error instanceof NetvisorError) || error.kind !== 'Rejected') throw error;
    return { result: await reject(deps, invoice, [blockerOf(error, deps.settings.language)]) };
  }
}

/** What the document will be recognised by in Netvisor, whatever happens to the invoice meanwhile. */
export function markOf(
  invoice: Invoice,
  { document, number }: MappedInvoice,
  comment: string,
  transactionId: string,
  { settleAfter }: Attempt,
): Mark {
  const found =
    number === undefined
      ? { customer: document.invoicingCustomerIdentifier.value, date: document.salesInvoiceDate }
      : { number };
  return { ...found, comment, sums: sumsDigest(invoice), transactionId, settleAfter };
}

/** The rules by which documents of a connection are mapped. */
export function rulesOf({ settings, ledger }: ConnectionDeps): InvoiceRules {
  return { ...settings.invoices, language: settings.language, company: settings.odoo.company, ledger };
}

function needs(
  invoice: Invoice,
  { customer, products }: Extract<InvoiceMapping, { kind: 'needs' }>,
): PostInvoiceResult {
  const partner = invoice.commercial_partner_id;
  const byId = new Map(
    invoice.invoice_line_ids.flatMap((line) => {
      const product = productOf(invoice, line);
      return product ? [[product.id, product]] : [];
    }),
  );
  return {
    kind: 'needs',
    customers: customer ? [{ recordId: partner.id, lock: customerLock(partner) }] : [],
    products: products.flatMap((id) => {
      const product = byId.get(id);
      return product ? [{ recordId: id, lock: productLock(product) }] : [];
    }),
  };
}

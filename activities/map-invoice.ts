import { contentDigest, sumsDigest } from '../mapping/content.ts';
import { mapInvoice, type InvoiceMapping, type MappedInvoice } from '../mapping/invoice.ts';
import { privateComment, type Mark } from '../mapping/mark.ts';
import type { Reason } from '../mapping/reasons.ts';
import { customerLock, productLock } from '../mapping/registers.ts';
import { productOf } from '../mapping/invoice-rows.ts';
import type { Blocker } from '../mapping/texts.ts';
import type { SalesInvoice } from '../netvisor/documents.ts';
import type { Invoice } from '../odoo/models.ts';
import type { Attempt } from './attempts.ts';
import type { PostInvoiceResult } from './contract.ts';
import type { RegisterPart } from './netvisor-registers.ts';
import type { ConnectionDeps } from './deps.ts';
import { reject } from './reject-invoice.ts';
import { renderInvoice, textBlockers } from './render-invoice.ts';
import { rulesOf } from './rules.ts';

/** A document ready to be claimed and sent, or what came of the invoice instead. */
export type Prepared =
  | { readonly kind: 'ready'; readonly mapped: MappedInvoice; readonly comment: string }
  | { readonly kind: 'ended'; readonly result: PostInvoiceResult };

/** Maps an invoice; what cannot be sent is written onto it with all reasons at once. */
export async function prepare(deps: ConnectionDeps, invoice: Invoice): Promise<Prepared> {
  const databaseUuid = await deps.odoo.databaseUuid();
  const comment = privateComment(databaseUuid, invoice.id, contentDigest(invoice));
  const mapping = await mapChecked(deps, invoice, comment);
  switch (mapping.kind) {
    case 'blocked': {
      const blockers = blockersIn(invoice, mapping);
      return { kind: 'ended', result: await reject(deps, invoice, blockers) };
    }
    case 'needs': {
      // Before a customer or product is made for it: nobody wants one for an invoice that cannot follow.
      const blockers = blockersIn(invoice, mapping);
      const result = blockers.length > 0 ? reject(deps, invoice, blockers) : needs(invoice, mapping);
      return { kind: 'ended', result: await result };
    }
    case 'ready':
      return { kind: 'ready', mapped: mapping, comment };
  }
}

/** All that is wrong with a document by itself, its texts included. */
export function blockersIn(invoice: Invoice, mapping: InvoiceMapping): readonly Blocker[] {
  if (mapping.kind === 'blocked') return [...mapping.blockers, ...textBlockers(invoice, mapping.draft)];
  const rendered = renderInvoice(invoice, messageOf(mapping));
  return 'xml' in rendered ? [] : rendered.blockers;
}

/** What would be sent; where Netvisor lacks something of it, as far as it goes. */
export const messageOf = (mapping: InvoiceMapping): SalesInvoice =>
  mapping.kind === 'ready' ? mapping.document : mapping.draft;

/** Reasons that rest on what Netvisor was seen to hold, and on which register. */
const RESTS_ON: Partial<Record<Reason, RegisterPart>> = {
  AccountUnknown: 'accounts',
  DimensionUnknown: 'dimensions',
  PeriodLocked: 'lockedUntil',
};

/**
 * Maps an invoice by what Netvisor holds. Before a refusal that rests on a register is believed, the register is
 * read anew: the account may just have been opened.
 */
export async function mapChecked(
  deps: ConnectionDeps,
  invoice: Invoice,
  comment: string,
): Promise<InvoiceMapping> {
  const begun = Date.now();
  const usesDimensions = invoice.invoice_line_ids.some(
    ({ analytic_distribution }) => Object.keys(analytic_distribution).length > 0,
  );
  const parts = new Set<RegisterPart>([
    'accounts',
    'lockedUntil',
    ...(usesDimensions ? (['dimensions'] as const) : []),
  ]);
  const registers = await deps.registers.read(parts);
  const mapping = mapInvoice(invoice, comment, { ...rulesOf(deps), registers });
  if (mapping.kind !== 'blocked') return mapping;
  const doubted = new Set(mapping.blockers.flatMap(({ reason }) => RESTS_ON[reason] ?? []));
  if (doubted.size === 0) return mapping;
  // What was doubted and cannot be read any more is no longer a reason.
  const { accounts, dimensions, lockedUntil } = registers;
  const kept = {
    ...(accounts && !doubted.has('accounts') && { accounts }),
    ...(dimensions && !doubted.has('dimensions') && { dimensions }),
    ...(lockedUntil && !doubted.has('lockedUntil') && { lockedUntil }),
  };
  const fresh = { ...kept, ...(await deps.registers.read(doubted, begun)) };
  return mapInvoice(invoice, comment, { ...rulesOf(deps), registers: fresh });
}

/** The message as it will be sent, or the rejection that its texts earn, all of them at once. */
export async function renderOrReject(
  deps: ConnectionDeps,
  invoice: Invoice,
  document: SalesInvoice,
): Promise<{ readonly xml: string } | { readonly result: PostInvoiceResult }> {
  const rendered = renderInvoice(invoice, document);
  return 'xml' in rendered ? rendered : { result: await reject(deps, invoice, rendered.blockers) };
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

import { contentDigest, sumsDigest } from '../mapping/content.ts';
import {
  mapInvoice,
  type InvoiceMapping,
  type InvoiceRules,
  type MappedInvoice,
} from '../mapping/invoice.ts';
import { privateComment, type Mark } from '../mapping/mark.ts';
import type { Reason } from '../mapping/reasons.ts';
import { customerLock, productLock } from '../mapping/registers.ts';
import { productOf } from '../mapping/invoice-rows.ts';
import { NetvisorError } from '../netvisor/errors.ts';
import { renderSalesInvoice } from '../netvisor/sales-invoices.ts';
import type { Invoice } from '../odoo/models.ts';
import type { Attempt } from './attempts.ts';
import type { PostInvoiceResult } from './contract.ts';
import type { RegisterPart } from './netvisor-registers.ts';
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
  const mapping = await mapChecked(deps, invoice, comment);
  switch (mapping.kind) {
    case 'blocked':
      return { kind: 'ended', result: await reject(deps, invoice, mapping.blockers) };
    case 'needs':
      return { kind: 'ended', result: needs(invoice, mapping) };
    case 'ready':
      return { kind: 'ready', mapped: mapping, comment };
  }
}

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

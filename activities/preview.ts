import { contentDigest } from '../mapping/content.ts';
import { privateComment } from '../mapping/mark.ts';
import { previewInvoice, type Preview } from '../mapping/preview.ts';
import { explain, type Blocker } from '../mapping/texts.ts';
import { NetvisorError } from '../netvisor/errors.ts';
import { renderSalesInvoice } from '../netvisor/sales-invoices.ts';
import type { ConnectionDeps } from './deps.ts';
import { rulesOf } from './map-invoice.ts';
import { blockerOf } from './refusals.ts';

/** A document as it would be sent, with the words for what is in the way. */
export interface InvoicePreview extends Omit<Preview, 'blockers'> {
  readonly blockers: readonly { readonly reason: string; readonly words: string }[];
  /** The exact message; undefined when something is in the way. */
  readonly xml?: string;
  /** Key of the document that Netvisor has already. */
  readonly sentAs?: string;
}

/**
 * Reads one document in Odoo and maps it as sending does; neither side is written to, and Netvisor is not asked.
 * No activity of a workflow: what it returns is for the person who asked, not for history.
 */
export async function previewOf(deps: ConnectionDeps, moveId: number): Promise<InvoicePreview | undefined> {
  const invoice = await deps.odoo.readInvoice(moveId);
  if (!invoice) return undefined;
  const { language } = deps.settings;
  const comment = privateComment(await deps.odoo.databaseUuid(), moveId, contentDigest(invoice));
  const preview = previewInvoice(invoice, comment, rulesOf(deps));
  const rendered = rendering(preview, deps);
  const blockers = [...preview.blockers, ...('blocker' in rendered ? [rendered.blocker] : [])];
  return {
    ...preview,
    blockers: blockers.map((blocker) => ({ reason: blocker.reason, words: explain(blocker, language) })),
    ...('xml' in rendered && { xml: rendered.xml }),
    ...(invoice.x_netvisor_key && { sentAs: invoice.x_netvisor_key }),
  };
}

function rendering(
  { document }: Preview,
  { settings }: ConnectionDeps,
): { readonly xml: string } | { readonly blocker: Blocker } | Record<never, never> {
  if (!document) return {};
  try {
    return { xml: renderSalesInvoice(document) };
  } catch (error) {
    if (!(error instanceof NetvisorError) || error.kind !== 'Rejected') throw error;
    return { blocker: blockerOf(error, settings.language) };
  }
}

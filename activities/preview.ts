import { contentDigest } from '../mapping/content.ts';
import { privateComment } from '../mapping/mark.ts';
import { previewInvoice, type Preview } from '../mapping/preview.ts';
import type { Blocker } from '../mapping/texts.ts';
import type { Invoice } from '../odoo/models.ts';
import type { ConnectionDeps } from './deps.ts';
import { rulesOf } from './map-invoice.ts';
import { renderInvoice, textBlockers } from './render-invoice.ts';

/** A document as it would be sent, with all that is in the way. */
export interface InvoicePreview extends Preview {
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
  const comment = privateComment(await deps.odoo.databaseUuid(), moveId, contentDigest(invoice));
  const preview = previewInvoice(invoice, comment, rulesOf(deps));
  const rendered = rendering(invoice, preview);
  const blockers = [...preview.blockers, ...rendered.blockers];
  return {
    ...preview,
    blockers,
    ...(rendered.xml !== undefined && { xml: rendered.xml }),
    ...(invoice.x_netvisor_key && { sentAs: invoice.x_netvisor_key }),
  };
}

/** A document that is held back by something else has its texts checked all the same. */
function rendering(
  invoice: Invoice,
  { document, draft }: Pick<Preview, 'document' | 'draft'>,
): { readonly xml?: string; readonly blockers: readonly Blocker[] } {
  if (!document) return { blockers: draft ? textBlockers(invoice, draft) : [] };
  return { blockers: [], ...renderInvoice(invoice, document) };
}

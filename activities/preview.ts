import { contentDigest } from '../mapping/content.ts';
import type { InvoiceMapping } from '../mapping/invoice.ts';
import { NO_KEY_YET } from '../mapping/invoice-rows.ts';
import { privateComment } from '../mapping/mark.ts';
import { previewInvoice, type Preview } from '../mapping/preview.ts';
import type { Blocker, Texts } from '../mapping/texts.ts';
import type { Invoice } from '../odoo/models.ts';
import { readFiles } from './attachments.ts';
import { customerRecord } from './customer-record.ts';
import type { ConnectionDeps } from './deps.ts';
import { blockersIn, mapChecked, messageOf } from './map-invoice.ts';
import { productRecord } from './product-record.ts';
import { heldFor, messageFor, type RegisterRecord } from './register-record.ts';
import { renderInvoice } from './render-invoice.ts';
import { sameReference } from './references.ts';
import { rulesOf } from './rules.ts';
import { foreseeResend } from './sent-invoice.ts';

/** A document as it would be sent, with all that is in the way. */
export interface InvoicePreview extends Preview {
  readonly blockers: readonly Blocker[];
  /** What Netvisor does not know yet and would get first. */
  readonly creates: { readonly customer?: string; readonly products: readonly string[] };
  /** What Netvisor knows and Odoo does not know that it knows. */
  readonly links: { readonly customer?: string; readonly products: readonly string[] };
  /** Stands in the message for keys that Netvisor has not given yet. */
  readonly placeholder: typeof NO_KEY_YET;
  /** The exact message; undefined when something is in the way, or nothing would be sent. */
  readonly xml?: string;
  /** Words about files that would not go along. */
  readonly leftOut?: Texts;
  /** What becomes of a document that Netvisor has already. */
  readonly sent?: { readonly key: string; readonly would: 'stay' | 'be-edited' | 'be-refused' };
  /** An earlier attempt has an unknown outcome, which is looked into before anything else. */
  readonly unsettled?: true;
}

/**
 * Reads and maps one document as sending does, and asks both sides what sending asks them; neither is written to.
 * No activity of a workflow: what it returns is for the person who asked, not for history.
 */
export async function previewOf(deps: ConnectionDeps, moveId: number): Promise<InvoicePreview | undefined> {
  const invoice = await deps.odoo.readInvoice(moveId);
  if (!invoice) return undefined;
  const comment = privateComment(await deps.odoo.databaseUuid(), moveId, contentDigest(invoice));
  const mapping = await mapChecked(deps, invoice, comment);
  const { x_netvisor_key: key, x_netvisor_attempt: attempt } = invoice;
  const fate = key ? await foreseeResend(deps, invoice, key) : 'sent';
  const message =
    fate === 'sent' || fate === 'edited' ? await foreseeSending(deps, invoice, mapping, fate) : NO_MESSAGE;
  const { blockers: found, creates = NO_RECORDS, links = NO_RECORDS, ...rest } = message;
  const blockers = typeof fate === 'string' ? found : [fate];
  const would = fate === 'edited' ? 'be-edited' : 'stay';
  return {
    ...previewInvoice(invoice, mapping, rulesOf(deps)),
    ...rest,
    creates,
    links,
    placeholder: NO_KEY_YET,
    blockers,
    ...(key && { sent: { key, would: blockers.length > 0 ? 'be-refused' : would } }),
    ...(attempt && !key && { unsettled: true as const }),
  };
}

type Foreseen = { readonly blockers: readonly Blocker[] } & Partial<
  Pick<InvoicePreview, 'creates' | 'links' | 'xml' | 'leftOut'>
>;

const NO_MESSAGE: Foreseen = { blockers: [] };
const NO_RECORDS: InvoicePreview['creates'] = { products: [] };

/** All that stands between a document and Netvisor, in the order in which sending would meet it; else the message. */
async function foreseeSending(
  deps: ConnectionDeps,
  invoice: Invoice,
  mapping: InvoiceMapping,
  as: 'sent' | 'edited',
): Promise<Foreseen> {
  const wrong = blockersIn(invoice, mapping);
  const records = await foreseeRecords(deps, invoice, mapping);
  const repeated = as === 'sent' && (await isReferenceRepeated(deps, invoice, mapping));
  const blockers: readonly Blocker[] = [
    ...wrong,
    ...records.blockers,
    ...(repeated ? [{ reason: 'ReferenceRepeated' as const, it: invoice.payment_reference ?? '' }] : []),
  ];
  if (blockers.length > 0) return { blockers };
  const { creates, links } = records;
  const { attachments, leftOut } = await readFiles(deps, invoice);
  const rendered = renderInvoice(invoice, { ...messageOf(mapping), ...attachments });
  return { blockers: [], creates, links, ...(leftOut && { leftOut }), ...rendered };
}

async function isReferenceRepeated(
  { odoo }: ConnectionDeps,
  invoice: Invoice,
  mapping: InvoiceMapping,
): Promise<boolean> {
  const { salesInvoiceReferenceNumber: reference } = messageOf(mapping);
  return (
    mapping.kind !== 'blocked' &&
    reference !== undefined &&
    (await odoo.hasInvoice(sameReference(invoice, reference)))
  );
}

/** What would become of the customer and the products that Odoo has no key for. */
async function foreseeRecords(
  deps: ConnectionDeps,
  invoice: Invoice,
  mapping: InvoiceMapping,
): Promise<Required<Pick<Foreseen, 'blockers' | 'creates' | 'links'>>> {
  if (mapping.kind !== 'needs') return { blockers: [], creates: NO_RECORDS, links: NO_RECORDS };
  const { commercial_partner_id: partner } = invoice;
  const customer = mapping.customer ? await foresee(await customerRecord(deps, partner.id)) : undefined;
  const products: Fate[] = [];
  for (const id of mapping.products) products.push(await foresee(await productRecord(deps, id)));
  const thatAre = (fate: Fate['fate']): InvoicePreview['creates'] => ({
    ...(customer?.fate === fate && { customer: partner.name ?? customer.it }),
    products: products.filter((product) => product.fate === fate).map(({ it }) => it),
  });
  return {
    blockers: [...(customer ? [customer] : []), ...products].flatMap(({ blockers }) => blockers),
    creates: thatAre('made'),
    links: thatAre('linked'),
  };
}

interface Fate {
  readonly it: string;
  readonly fate: 'made' | 'linked' | 'refused';
  readonly blockers: readonly Blocker[];
}

async function foresee(record: RegisterRecord | undefined): Promise<Fate> {
  if (!record) return { it: '', fate: 'refused', blockers: [{ reason: 'GoneInOdoo' }] };
  const { it, ambiguous } = record;
  const refused = (...blockers: readonly Blocker[]): Fate => ({
    it,
    fate: 'refused',
    blockers: blockers.map((blocker) => ({ it, ...blocker })),
  });
  if (record.blocked !== undefined) return refused({ reason: record.blocked });
  const held = await heldFor(record);
  if (held === 'ambiguous') return refused({ reason: ambiguous });
  if (held) return { it, fate: 'linked', blockers: [] };
  const message = await messageFor(record);
  return 'xml' in message ? { it, fate: 'made', blockers: [] } : refused(...message.blockers);
}

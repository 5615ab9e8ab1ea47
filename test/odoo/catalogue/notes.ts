import type { RealOdoo } from '../../../tools/odoo/server.ts';
import { chatter } from '../helpers.ts';
import type { Booked } from './books.ts';
import type { CatalogueBridge, Outcomes } from './sending.ts';

const HEADING = 'Not sent to Netvisor. ';

/** What Silta has written into a record's chatter about why something was not sent. */
export async function refusalNotes(odoo: RealOdoo, model: string, id: number): Promise<readonly string[]> {
  const notes = await chatter(odoo, model, id);
  return notes
    .filter((note) => note.startsWith(HEADING))
    .map((note) =>
      note
        .slice(HEADING.length)
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&')
        .trim(),
    );
}

/** The notes that such invoices point to: on the customer or on a product. */
export async function readNotes(
  { company }: CatalogueBridge,
  books: ReadonlyMap<number, Booked>,
  outcomes: Outcomes,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const found = new Map<number, readonly string[]>();
  for (const { moveId, reason } of outcomes.values()) {
    const booked = books.get(moveId);
    if (reason !== 'RegisterRejected' || !booked) continue;
    const { move, lines } = booked;
    const products = new Set(lines.map((line) => Number(line['product_id'])).filter(Boolean));
    const notes = [
      refusalNotes(company.odoo, 'res.partner', Number(move['commercial_partner_id'])),
      ...[...products].map((id) => refusalNotes(company.odoo, 'product.product', id)),
    ];
    found.set(moveId, (await Promise.all(notes)).flat());
  }
  return found;
}

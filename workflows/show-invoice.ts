import type { ShowInvoiceResult } from '../activities/contract.ts';
import { timing, type ShowInvoiceInput } from './contract.ts';
import { laneReads } from './policies.ts';
import { Status } from './status.ts';

/**
 * Shows a person, on the document in Odoo, what sending it would come to, or what Netvisor holds of it. Neither ledger
 * is written to.
 */
export async function ShowInvoice(input: ShowInvoiceInput): Promise<ShowInvoiceResult> {
  const { connection, moveId } = input;
  const lane = laneReads(connection, timing(input.limitSeconds));
  const status = new Status(`Invoice with Odoo id ${moveId}, to be shown`, {
    connection,
    flow: 'ShowInvoice',
    document: `account.move,${moveId}`,
  });
  status.explain('In the queue for Netvisor, behind what is being sent.');
  const result = await lane.showInvoice.executeWithOptions(
    { summary: 'Read both sides and write the report into Odoo', priority: { priorityKey: 1 } },
    [{ connection, moveId }],
  );
  status.explain(WORDS[result.kind]);
  return result;
}

const WORDS: Readonly<Record<ShowInvoiceResult['kind'], string>> = {
  shown: 'The report stands on the invoice in Odoo, tab *Netvisor*. Nothing was sent.',
  'not-asked': 'Nobody asks to be shown anything, or it has been shown already.',
  gone: 'The invoice no longer exists in Odoo.',
};

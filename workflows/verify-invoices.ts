import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import { timing } from './contract.ts';
import type { VerifyInvoicesInput, VerifyInvoicesResult } from './contract.ts';
import { laneReads, officeActivities } from './policies.ts';
import { Status } from './status.ts';

const NOTHING: VerifyInvoicesResult = { verified: 0, differing: 0, gone: 0 };

/**
 * Reads back in bulk what Netvisor computed for sent documents, and writes into Odoo where it is what Odoo has
 * booked. A document that differs, or is gone in Netvisor, is left to its own workflow: that looks for itself and
 * waits for a person. When there is nothing to verify, Netvisor is not asked.
 */
export async function VerifyInvoices(input: VerifyInvoicesInput): Promise<VerifyInvoicesResult> {
  const { connection } = input;
  const waits = timing(input.limitSeconds);
  const office = officeActivities(waits);
  const lane = laneReads(connection, waits);
  const status = new Status(`Verification of ${connection}`, { connection, flow: 'VerifyInvoices' });
  let seen = input.from?.seen ?? NOTHING;
  let after = input.from?.after;

  status.explain('Looking in Odoo for sent invoices that are not verified yet.');
  for (;;) {
    const { invoices, more } = await office.findUnverified.executeWithOptions(
      { summary: 'Which sent invoices are not verified yet' },
      [{ connection, ...(after !== undefined && { after }) }],
    );
    if (invoices.length > 0) {
      status.explain(
        `Comparing ${invoices.length} invoices. If it stays here, see the workflow of the connection.`,
      );
      const result = await lane.verifySums.executeWithOptions(
        { summary: `Compare the sums of ${invoices.length} invoices with Netvisor's` },
        [{ connection, invoices }],
      );
      seen = {
        verified: seen.verified + result.verified,
        differing: seen.differing + result.differing,
        gone: seen.gone + result.gone,
      };
      if (result.ask.length > 0) {
        const summary = 'Have those invoices looked at that differ, or agree again';
        await office.askInvoices.executeWithOptions({ summary }, [{ connection, moveIds: result.ask }]);
      }
    }
    after = invoices.at(-1)?.[0] ?? after;
    if (!more || after === undefined) break;
    if (workflowInfo().continueAsNewSuggested) {
      await continueAsNew<typeof VerifyInvoices>({ ...input, from: { after, seen } });
    }
  }
  status.explain(inWords(seen));
  return seen;
}

function inWords({ verified, differing, gone }: VerifyInvoicesResult): string {
  if (verified + differing + gone === 0) return 'There was nothing to verify.';
  return [
    `Verified: ${verified}.`,
    ...(differing > 0 ? [`Other sums in Netvisor: ${differing}.`] : []),
    ...(gone > 0 ? [`No longer in Netvisor: ${gone}.`] : []),
    ...(differing + gone > 0 ? ['Those wait for a person; each has its own workflow.'] : []),
  ].join(' ');
}

import { continueAsNew, setHandler, workflowInfo } from '@temporalio/workflow';
import type { SweepResult } from '../activities/contract.ts';
import { hint, timing, type InvoiceSweepInput, type InvoiceSweepResult } from './contract.ts';
import { sweepActivities } from './policies.ts';
import { Status } from './status.ts';

const NOTHING: InvoiceSweepResult = { requested: 0, restarted: 0, cured: 0, looked: 0 };
/** A flood of hints must not make a long history. */
const EVENTS_PER_RUN = 400;

/**
 * Looks in Odoo for what has been asked for, and sets each document's own workflow going. Webhooks only hint that it
 * is worth looking, so that one which is forged, repeated or lost changes nothing: Odoo says what is to be sent.
 */
export async function InvoiceSweep(input: InvoiceSweepInput): Promise<InvoiceSweepResult> {
  const { connection } = input;
  let hinted = false;
  setHandler(hint, () => void (hinted = true), {
    description: 'Look again: something may have been asked for in Odoo',
  });
  const office = sweepActivities(timing(input.limitSeconds));
  const status = new Status(`Sweep of ${connection}`, { connection, flow: 'InvoiceSweep' });
  let seen = NOTHING;

  status.explain('Looking in Odoo for what has been asked for.');
  do {
    hinted = false;
    let after: number | undefined;
    do {
      const page: SweepResult = await office.sweepInvoices.executeWithOptions(
        { summary: 'What has been asked for in Odoo, or is held by no run' },
        [{ connection, ...(after !== undefined && { after }) }],
      );
      seen = {
        requested: seen.requested + page.requested,
        restarted: seen.restarted + page.restarted,
        cured: seen.cured + page.cured,
        looked: seen.looked + page.looked,
      };
      after = page.after;
    } while (after !== undefined);
    if (hinted && workflowInfo().historyLength > EVENTS_PER_RUN)
      return continueAsNew<typeof InvoiceSweep>(input);
  } while (hinted);
  status.explain(inWords(seen));
  return seen;
}

function inWords({ requested, restarted, cured, looked }: InvoiceSweepResult): string {
  const parts = [
    [requested, 'asked for by people'],
    [restarted, 'under way and held by no run'],
    [cured, 'waiting for a person, whose cause has changed'],
    [looked, 'to be shown (preview, comparison)'],
  ] as const;
  const found = parts.filter(([count]) => count > 0).map(([count, what]) => `- ${count} ${what}`);
  return found.length === 0 ? 'There was nothing to do.' : `Set going:\n\n${found.join('\n')}`;
}

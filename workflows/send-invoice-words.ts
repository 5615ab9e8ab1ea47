/** What the page of an invoice's run says, in the words of operators. */
import type { Absence } from '../activities/contract.ts';
import type { Reason } from '../mapping/reasons.ts';
import { workflowIds, type Doubt } from './contract.ts';
import { clock } from './status.ts';

/** What the step will do, for the timeline. */
export function stepSummary(
  settling: boolean,
  absent: Absence | undefined,
  leaving: string | undefined,
): string {
  if (leaving !== undefined) return 'Look in Netvisor whether it is there, before it is left out';
  if (absent) return 'Look once more in Netvisor; send again if it is not there';
  return settling ? 'Look in Netvisor whether it arrived' : 'Read in Odoo, claim there, send to Netvisor';
}

export function done(connection: string, netvisorKey: string, how: string | undefined): string {
  const where = [netvisorKey, how].filter(Boolean).join(', ');
  return `In Netvisor with key ${where}, and Odoo knows it. Whether its sums there are Odoo's is seen by \`${workflowIds.verifyInvoices(connection)}\`; the field *Verified in Netvisor* says when.`;
}

export const leftOut = (code: string): string => `Left out of Netvisor by a person. Reason code: ${code}.`;

export const LOOKS_FIRST =
  'A person wants it left out. An earlier attempt may have reached Netvisor, so Silta looks there first. What is there, or cannot be told, is not called left out.';

export function lostReply(doubt: Doubt): string {
  return [
    'A reply of Netvisor was lost, so it is unknown whether the invoice arrived.',
    'Silta looks for it there, and sends again only if it is provably absent',
    `(not before ${clock(doubt.settleAfter)}).`,
  ].join(' ');
}

export function waitingForPerson(reason: Reason, since: string): string {
  return [
    `Waiting for a person since ${clock(Date.parse(since))}. Reason: **${reason}**. ${inWords(reason)}`,
    '',
    '- Cure the cause in Odoo, then send again there, or send the signal `retry` here.',
    '- To leave the invoice out of Netvisor: signal `ignore` with `{"code": "SentByHand"}` (any code of letters). If it may be there already, Silta looks first.',
  ].join('\n');
}

/** Odoo tells people, unless it is Odoo that does not let Silta near. */
const inWords = (reason: Reason): string =>
  reason === 'NotReadable'
    ? "Odoo does not let Silta's user see this invoice or something on it: another company's, hidden by a rule, or a mistyped id. The failed activity names the refused call."
    : 'The invoice in Odoo says it in words.';

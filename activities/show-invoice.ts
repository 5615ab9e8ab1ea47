import { compareWithNetvisor } from '../mapping/comparison.ts';
import { parseMark } from '../mapping/mark.ts';
import { comparisonReport, previewReport } from '../mapping/report.ts';
import { decideResend } from '../mapping/resend.ts';
import { rowNames } from '../mapping/row-names.ts';
import type { Language } from '../mapping/texts.ts';
import type { FieldValue } from '../odoo/client.ts';
import type { Invoice } from '../odoo/models.ts';
import { whileBeating } from './attempts.ts';
import type { LaneActivities, ShowInvoiceResult } from './contract.ts';
import type { ConnectionDeps, Connections } from './deps.ts';
import { withFailures } from './failures.ts';
import { mustWrite } from './guarded-post.ts';
import { mapChecked, messageOf } from './map-invoice.ts';
import { openSumOf } from './open-sums.ts';
import { previewOf } from './preview.ts';
import { differenceOf, hasPayments, keyOf, standingOf } from './sent-invoice.ts';

export function createShowActivities(connections: Connections): Pick<LaneActivities, 'showInvoice'> {
  return {
    async showInvoice({ connection, moveId }) {
      const deps = connections(connection);
      return withFailures(deps, () => whileBeating(() => show(deps, moveId)));
    },
  };
}

async function show(deps: ConnectionDeps, moveId: number): Promise<ShowInvoiceResult> {
  const invoice = await deps.odoo.readInvoice(moveId);
  if (!invoice) return { kind: 'gone' };
  const { x_netvisor_look: look, x_netvisor_looked: looked } = invoice;
  if (look === undefined || look === looked) return { kind: 'not-asked' };
  const language = languageOf(deps, look);
  const key = invoice.x_netvisor_key;
  // What is in Netvisor is compared, whatever was pressed: a preview of it would show what nobody gets.
  const report =
    key?.startsWith(`${deps.ledger}:`) === true
      ? await compare(deps, invoice, key, language)
      : { x_netvisor_report: await preview(deps, invoice, language), x_netvisor_can_resend: false };
  await mustWrite(deps, {
    model: 'account.move',
    id: moveId,
    expect: { x_netvisor_key: key ?? false },
    values: { ...report, x_netvisor_looked: look },
  });
  return { kind: 'shown', what: key === undefined ? 'preview' : 'comparison' };
}

/** Of the person who pressed; a token ends with it: `preview 2026-11-30 09:12:44.120000 fi_FI`. */
function languageOf({ settings }: ConnectionDeps, token: string): Language {
  const code = /\s([a-z]{2})_[A-Z]{2}$/.exec(token)?.[1];
  return code === 'fi' || code === 'sv' || code === 'en' ? code : settings.language;
}

async function preview(deps: ConnectionDeps, { id }: Invoice, language: Language): Promise<string> {
  const found = await previewOf(deps, id);
  return found ? previewReport(found, found.blockers, language) : '';
}

async function compare(
  deps: ConnectionDeps,
  invoice: Invoice,
  key: string,
  language: Language,
): Promise<Readonly<Record<string, FieldValue>>> {
  const mark = parseMark(invoice.x_netvisor_mark);
  const row = await openSumOf(deps, { key, mark: invoice.x_netvisor_mark });
  const held = row && (await deps.netvisor.salesInvoices.get(row.netvisorKey));
  const document = messageOf(await mapChecked(deps, invoice, mark?.comment ?? ''));
  const differences = held ? compareWithNetvisor(document, held, rowNames(invoice)) : [];
  // A document that was linked by hand bears no mark, so nothing is known of what was sent.
  const decision = decideResend(
    standingOf(row),
    hasPayments(row),
    mark ? differenceOf(invoice, mark) : 'nothing',
  );
  const it = invoice.x_netvisor_number ?? keyOf(key);
  return {
    x_netvisor_report: comparisonReport({ row, differences, decision, it }, language),
    x_netvisor_can_resend: decision.kind === 'edit',
  };
}

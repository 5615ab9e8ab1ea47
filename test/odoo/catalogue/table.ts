import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NetvisorSimState } from '../../../simulators/netvisor/view.ts';
import type { Built, CatalogueCase } from './case.ts';
import type { Outcome, Outcomes } from './sending.ts';

const FILE = fileURLToPath(new URL('../../../docs/catalogue.md', import.meta.url));

/** A case and the documents that it made. */
export interface Played extends Built {
  readonly item: CatalogueCase;
}

/** How it went. */
export interface Results {
  readonly outcomes: Outcomes;
  readonly notes: ReadonlyMap<number, readonly string[]>;
  readonly salesInvoices: readonly NetvisorInvoice[];
}

type NetvisorInvoice = NetvisorSimState['salesInvoices'][number];

const INTRODUCTION = `# What becomes of each kind of invoice

Each line below was played: an accountant made the document in a real Odoo 19 with the Finnish localisation, Silta sent it, and what Netvisor (a strict simulator of it) then held was compared with Odoo: total, net and VAT for each VAT code, dates, reference, rows, accounts, dimensions, currency, buyer. The page is written by that run.

- **Sent**: in Netvisor, with net + VAT for each VAT code and percentage, equal to Odoo's to the cent, whether Netvisor rounds VAT on each row or on the sum of a code. The sums are in the currency of the document and negative on credit notes.
- **Sent with its sums**: Netvisor would have rounded a cent otherwise than Odoo, so the rows carry Odoo's sums, and Netvisor takes those.
- **Sent, then**: in Netvisor, but something is left for a person to do.
- **Not sent**: nothing of it reached Netvisor; Odoo shows these words on the invoice. After the cause is cured, _Send_ again.

The settings of this company: invoices arrive as _unsent_ (Netvisor delivers), each product on its own, no general product, nothing is sent that is paid in Odoo or has the total zero, no dimension is created in passing. \`silta.yaml\`: \`vatRounding: unknown\`, \`lineSums: net\`.

Silta sends no tax whose Netvisor VAT code nobody has confirmed. The codes that stand here for triangulation (EUMY) and for Åland (EUUM) are examples of what an accountant may confirm, and no advice.
`;

/** The page for accountants; with `write` it is also kept. */
export function writeTable(
  played: readonly Played[],
  { outcomes, notes, salesInvoices }: Results,
  write: boolean,
): string {
  const groups = [...new Set(played.map(({ item }) => item.group))];
  const sections = groups.map((group) => {
    const lines = played
      .filter(({ item }) => item.group === group)
      .map(({ item, moveId }) => {
        const invoice = salesInvoices.find(({ privateComment }) =>
          privateComment.includes(` account.move ${moveId} `),
        );
        return `| ${cell(item.name)} | ${cell(told(item, outcomes.get(moveId), invoice, notes.get(moveId) ?? []))} |`;
      });
    const heading = `## ${group.charAt(0).toUpperCase()}${group.slice(1)}`;
    return [heading, '', '| document | what becomes of it |', '| --- | --- |', ...lines].join('\n');
  });
  const page = [INTRODUCTION, `<!-- prettier-ignore-start -->`, ...sections, `<!-- prettier-ignore-end -->`];
  const text = `${page.join('\n\n').replace(/\n{3,}/g, '\n\n')}\n`;
  if (write) writeFileSync(FILE, text);
  return text;
}

export const readTable = (): string => (existsSync(FILE) ? readFileSync(FILE, 'utf8') : '');

function told(
  { expects }: CatalogueCase,
  outcome: Outcome | undefined,
  invoice: NetvisorInvoice | undefined,
  notes: readonly string[],
): string {
  const words = unnumbered([outcome?.message ?? '', ...notes.map((note) => `There: ${note}`)].join(' '));
  if (!invoice) return `**Not sent** (\`${outcome?.reason ?? ''}\`): ${words}`;
  const currency = invoice.currency === 'EUR' ? '' : ` ${invoice.currency}`;
  const euros = invoice.currency === 'EUR' ? '' : ` (${invoice.invoiceSumEur} EUR in all)`;
  const sums = invoice.vatByCode
    .map(({ vatCode, percentage, net, vat }) => `${vatCode} ${percentage} %: ${net} + ${vat}${currency}`)
    .join('; ');
  if (outcome?.reason) return `**Sent, then** (\`${outcome.reason}\`): ${sums}${euros}. ${words}`;
  return `**${expects === 'sent with its sums' ? 'Sent with its sums' : 'Sent'}**: ${sums}${euros}`;
}

/** Numbers follow from the order in which cases are built. */
const unnumbered = (text: string): string =>
  text.replace(/\b[A-Z]{3,4}\/20\d\d\/\d{5}\b|(?<=ref: )\d+/g, '…');

const cell = (text: string): string => text.replaceAll('\n', ' · ').replaceAll('|', '\\|');

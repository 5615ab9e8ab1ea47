import type { Decimal } from 'decimal.js';
import type { SalesInvoiceListRow } from '../netvisor/sales-invoice-replies.ts';
import type { FieldDifference } from './comparison.ts';
import { shown } from './money.ts';
import type { Preview } from './preview.ts';
import type { Reason } from './reasons.ts';
import { REPORT_WORDS, STATUS_WORDS } from './report-words.ts';
import type { ResendDecision } from './resend.ts';
import { explain, type Blocker, type Language } from './texts.ts';

/** A report as HTML for a field of Odoo: all that comes from records is escaped. */
type Html = string;

/** What sending a document now would come to. */
export function previewReport(
  preview: Preview & {
    readonly creates: { readonly customer?: string; readonly products: readonly string[] };
    readonly xml?: string;
  },
  blockers: readonly Blocker[],
  language: Language,
): Html {
  const say = sayIn(language);
  const made = [
    ...(preview.creates.customer === undefined ? [] : [say('customer', { name: preview.creates.customer })]),
    ...preview.creates.products.map((name) => say('product', { name })),
  ];
  const head = ['row', 'quantity', 'price', 'vat', 'odoo', 'netvisor'] as const;
  return [
    blockers.length > 0
      ? paragraph(say('blocked')) + list(blockers.map((blocker) => explain(blocker)[language]))
      : paragraph(say('clear')),
    made.length > 0 ? paragraph(say('creates', { what: made.join(', ') })) : '',
    table(
      [...head.map((name) => say(name)), say('dimensions')],
      preview.rows.map((row) => [
        row.name,
        row.quantity.toString(),
        row.price.toString(),
        row.vat,
        shown(row.odooNet),
        shown(row.netvisorNet),
        row.dimensions,
      ]),
    ),
    table(
      [say('vat'), say('odoo'), say('netvisor')],
      [
        ...preview.codes.map(({ code, odoo, netvisor }) => [code, netAndVat(odoo), netAndVat(netvisor)]),
        [
          `${say('total')} (${preview.total.currency})`,
          shown(preview.total.odoo),
          shown(preview.total.netvisor),
        ],
      ],
    ),
    preview.xml === undefined ? '' : `${paragraph(say('message'))}<pre>${escapeHtml(preview.xml)}</pre>`,
  ].join('');
}

/** A document in Netvisor, beside what Odoo says of it now. */
export interface Comparison {
  readonly row: SalesInvoiceListRow | undefined;
  readonly differences: readonly FieldDifference[];
  readonly decision: ResendDecision;
  /** As the reader knows the document, where the decision names it. */
  readonly it: string;
}

/** What Netvisor holds of a document, what differs, and what comes next. */
export function comparisonReport({ row, differences, decision, it }: Comparison, language: Language): Html {
  const say = sayIn(language);
  if (!row) return paragraph(say('gone')) + reasonOf(decision, it, language);
  const { invoiceNumber, invoiceStatus, invoiceSum, openSum } = row;
  const paid = invoiceSum.minus(openSum);
  const status = STATUS_WORDS[invoiceStatus ?? 'other'][language];
  return [
    paragraph(
      say('holds', { number: invoiceNumber ?? '–', status, sum: shown(invoiceSum), open: shown(openSum) }),
    ),
    paid.isZero() ? '' : paragraph(say('payments', { sum: shown(paid) })),
    differences.length > 0
      ? paragraph(say('differs')) +
        table(
          [say('field'), say('odoo'), say('netvisor')],
          differences.map(({ field, odoo, netvisor }) => [field[language], odoo, netvisor]),
        )
      : '',
    decision.kind === 'nothing-to-do' ? paragraph(say('same')) : '',
    decision.kind === 'edit' ? paragraph(say('mayEdit')) : '',
    reasonOf(decision, it, language),
  ].join('');
}

const CREDITED: readonly Reason[] = ['ChangedAfterSending', 'ChangedAfterPayment'];

function reasonOf(decision: ResendDecision, it: string, language: Language): Html {
  if (decision.kind !== 'refuse') return '';
  const credit = CREDITED.includes(decision.reason) ? paragraph(sayIn(language)('credit')) : '';
  return paragraph(explain({ reason: decision.reason, it })[language]) + credit;
}

const sayIn =
  (language: Language) =>
  (name: keyof typeof REPORT_WORDS, values: Readonly<Record<string, string>> = {}): string =>
    REPORT_WORDS[name][language].replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '–');

const netAndVat = ({ net, vat }: { readonly net: Decimal; readonly vat: Decimal }): string =>
  `${shown(net)} + ${shown(vat)}`;

const paragraph = (text: string): Html => `<p>${escapeHtml(text)}</p>`;

const list = (items: readonly string[]): Html =>
  `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): Html {
  if (rows.length === 0) return '';
  const cells = (row: readonly string[], tag: 'td' | 'th'): Html =>
    `<tr>${row.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  return (
    `<table class="table table-sm"><thead>${cells(head, 'th')}</thead>` +
    `<tbody>${rows.map((row) => cells(row, 'td')).join('')}</tbody></table>`
  );
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string): Html => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

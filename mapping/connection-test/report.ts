import type { Finding } from '../connection-test.ts';
import type { Language } from '../texts.ts';
import { fill, type Verdict } from './outcome.ts';
import { AREA_WORDS, COMMON_WORDS, VERDICT_WORDS } from './words.ts';
import { AREAS } from './lines.ts';

/** Looks of Odoo's own web client; the words say the same. */
const BADGES: Readonly<Record<Verdict, string>> = {
  green: 'text-bg-success',
  red: 'text-bg-danger',
  unknown: 'text-bg-secondary',
};

/** How many of each, in a sentence. */
export function summary(findings: readonly Finding[], language: Language): string {
  const count = (verdict: Verdict): number => findings.filter((each) => each.verdict === verdict).length;
  return fill(COMMON_WORDS.summary[language], {
    green: count('green'),
    red: count('red'),
    unknown: count('unknown'),
  });
}

/** The whole report for the company form in Odoo: what is to be cured first, then every line by area. */
export function htmlReport(findings: readonly Finding[], language: Language): string {
  const word = (name: keyof typeof COMMON_WORDS): string => escape(COMMON_WORDS[name][language]);
  const reds = findings.filter(({ verdict }) => verdict === 'red');
  const cures = table(
    [word('line'), word('finding'), word('cure')],
    reds.map((each) => [strong(each.title), escape(each.says), escape(each.cure ?? '')]),
  );
  const all = AREAS.flatMap((area) => {
    const rows = findings.filter((each) => each.area === area);
    return rows.length === 0
      ? []
      : [`<h4>${escape(AREA_WORDS[area][language])}</h4>`, listing(rows, language)];
  });
  return [
    `<p><strong>${escape(summary(findings, language))}</strong></p>`,
    ...(reds.length > 0 ? [`<h3>${escape(VERDICT_WORDS.red[language])}</h3>`, cures] : []),
    `<h3>${word('everything')}</h3>`,
    ...all,
  ].join('\n');
}

function listing(rows: readonly Finding[], language: Language): string {
  return table(
    [],
    rows.map(({ verdict, title, says }) => [
      `<span class="badge ${BADGES[verdict]}">${escape(VERDICT_WORDS[verdict][language])}</span>`,
      escape(title),
      escape(says),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: 'th' | 'td', row: readonly string[]): string =>
    `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  const top = head.length > 0 ? `<thead>${cells('th', head)}</thead>` : '';
  return `<table class="table table-sm">${top}<tbody>${rows.map((row) => cells('td', row)).join('')}</tbody></table>`;
}

const strong = (text: string): string => `<strong>${escape(text)}</strong>`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');

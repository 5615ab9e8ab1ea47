/** The closing account as tables for people. */
import type { Decimal } from 'decimal.js';
import { PARTS } from './cast.ts';
import type { Account, AccountRow, CodeRow } from './closing.ts';
import { euros, type Column } from './screen.ts';
import type { Stage } from './stage.ts';

export function showAccount({ screen, documents }: Stage, account: Account): void {
  const parts = new Map(documents.map(({ id, role }) => [id, PARTS[role]]));
  const { rows, totals, codes, problems } = account;
  screen.heading('The books at the end, read from both sides');
  screen.table(
    [left('Document'), left('Kind'), left('Customer'), right('Odoo €'), right('Netvisor €'), right('Open €'), left('State'), left('What happened')], // prettier-ignore
    rows.map((row) => [
      row.document.name,
      parts.get(row.document.id)?.kind ?? '',
      row.document.customer,
      euros(row.document.total),
      row.found.map(({ total }) => euros(total)).join(' + ') || '–',
      openOf(row),
      row.document.verified ? 'verified' : row.document.state || '–',
      parts.get(row.document.id)?.happened ?? '',
    ]),
    [
      `${rows.length} documents`,
      '',
      '',
      euros(totals.odoo.total),
      euros(totals.netvisor.total),
      both(totals.odoo.open, totals.netvisor.open),
      '',
      '',
    ],
  );
  screen.gap();
  screen.table(
    [left('VAT code'), right('Odoo net €'), right('Netvisor net €'), right('Odoo VAT €'), right('Netvisor VAT €')], // prettier-ignore
    codes.map(({ code, odoo, netvisor }) => [
      code,
      ...[odoo.net, netvisor.net, odoo.vat, netvisor.vat].map(euros),
    ]),
    ['all', ...CODE_FIGURES.map((figure) => euros(add(codes.map(figure))))],
  );
  screen.gap();
  for (const problem of problems) screen.verdict('bad', `✗ ${problem}`);
  if (problems.length === 0)
    screen.verdict(
      'good',
      '✓ Both sides agree: each document stands in Netvisor once, equal to the cent in total, in net and VAT for each code, in what is open, in payments and in files.',
    );
}

const left = (title: string): Column => ({ title, align: 'left' });
const right = (title: string): Column => ({ title, align: 'right' });

const CODE_FIGURES: readonly ((row: CodeRow) => Decimal)[] = [
  ({ odoo }) => odoo.net,
  ({ netvisor }) => netvisor.net,
  ({ odoo }) => odoo.vat,
  ({ netvisor }) => netvisor.vat,
];

const add = (values: readonly Decimal[]): Decimal => values.reduce((sum, value) => sum.plus(value));

/** What is open where that is not simply all of it. */
function openOf({ document, found }: AccountRow): string {
  const [only] = found;
  if (!only) return '';
  const all = document.open.equals(document.total) && only.open.equals(only.total);
  return all ? '' : both(document.open, only.open);
}

const both = (odoo: Decimal, netvisor: Decimal): string =>
  odoo.equals(netvisor) ? euros(odoo) : `${euros(odoo)} ≠ ${euros(netvisor)}`;

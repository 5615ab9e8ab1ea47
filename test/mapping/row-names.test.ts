import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mapInvoice } from '../../mapping/invoice.ts';
import { rowNames } from '../../mapping/row-names.ts';
import { randomInvoice } from './random-invoices.ts';
import { aLine, aNote, anInvoice, rulesFor } from './samples.ts';

const accounts = [4, 5].map((id) => ({
  id,
  name: `Piste ${id}`,
  code: undefined,
  root_plan_id: { id: 1, display_name: 'Toimipiste' },
}));
const LINES = [
  { ...aNote('line_section', 'Marraskuu', 1), sequence: 1 },
  aLine({
    id: 2,
    sequence: 2,
    name: 'Vuokra\nVarasto 3',
    analytic_distribution: { '4': 50, '5': 50 },
    distribution_analytic_account_ids: accounts,
  }),
  { ...aNote('line_note', ' ', 3), sequence: 3 },
  aLine({ id: 4, sequence: 4, name: 'Siivous '.repeat(20) }),
];

describe('the names of the rows of a message', () => {
  test('count products as people do, and name a row that is split on each of its parts', () => {
    expect(rowNames(anInvoice({ invoice_line_ids: LINES })).map(({ en }) => en)).toEqual([
      'Text row "Marraskuu"',
      'Row 1 ("Vuokra")',
      'Row 1 ("Vuokra")',
      'Row 2 ("Siivous Siivous Siivous Siivous Siivous…")',
    ]);
  });

  test('are as many as the rows of the message, and in its order', () => {
    const check = (invoice: Parameters<typeof rowNames>[0]): void => {
      const mapping = mapInvoice(invoice, '', rulesFor());
      if (mapping.kind !== 'ready') return;
      const names = rowNames(invoice);
      expect(names).toHaveLength(mapping.document.invoiceLines.length);
      mapping.document.invoiceLines.forEach((line, index) => {
        expect(names[index]?.en).toMatch('commentLine' in line ? /^Text row/ : /^Row/);
      });
    };
    check(anInvoice({ invoice_line_ids: LINES }));
    fc.assert(fc.property(randomInvoice, check), { numRuns: 50 });
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dimensionShares } from '../../mapping/dimensions.ts';
import { productRows } from '../../mapping/invoice-rows.ts';
import { mapInvoice, type InvoiceRules } from '../../mapping/invoice.ts';
import { sum } from '../../mapping/rows.ts';
import { bookedByCode, centsOf } from './booked-by-code.ts';
import { sumsByCode, type Reading } from './netvisor-sums.ts';
import { randomInvoice } from './random-invoices.ts';
import { rulesFor } from './samples.ts';

/** `SILTA_RANDOM_RUNS` for a long look. */
const RUNS = Number(process.env['SILTA_RANDOM_RUNS'] ?? 500);
const READINGS: readonly Reading['vat'][] = ['row', 'code'];

/**
 * Maps random invoices by the rules, and holds every document against what Netvisor makes of it under each reading
 * that the rules allow. Counts what is refused.
 */
function refusals(
  rules: InvoiceRules,
  readings: readonly Reading[],
): { readonly all: number; readonly refused: number } {
  const seen = { all: 0, refused: 0 };
  fc.assert(
    fc.property(randomInvoice, (invoice) => {
      seen.all += 1;
      const mapping = mapInvoice(invoice, 'comment', rules);
      if (mapping.kind === 'blocked') {
        expect(mapping.blockers.map(({ reason }) => reason)).toEqual(['RoundingDiffers']);
        seen.refused += 1;
        return;
      }
      if (mapping.kind !== 'ready') throw new Error(mapping.kind);
      for (const reading of readings) {
        expect(sumsByCode(mapping.document, reading)).toEqual(bookedByCode(invoice));
      }
    }),
    { numRuns: RUNS },
  );
  return seen;
}

describe("Netvisor's net and VAT of every VAT code are Odoo's to the cent, or the document is refused", () => {
  test.each<readonly [InvoiceRules['vatRounding'], InvoiceRules['lineSums'], number]>([
    ['unknown', 'net', 0.01],
    ['unknown', 'gross', 0.01],
    ['row', 'net', 0.01],
    ['code', 'net', 0.01],
    ['row', 'never', 1],
    ['code', 'never', 1],
    ['unknown', 'never', 1],
  ])('VAT rounded by %s, row sums %s', (vatRounding, lineSums, most) => {
    const given = lineSums === 'gross' ? 'gross' : 'net';
    const readings = READINGS.filter((vat) => vatRounding === 'unknown' || vat === vatRounding).map(
      (vat) => ({
        vat,
        given,
      }),
    ) satisfies readonly Reading[];
    const { all, refused } = refusals(rulesFor({ vatRounding, lineSums }), readings);
    console.info(`vatRounding ${vatRounding}, lineSums ${lineSums}: ${refused} of ${all} refused`);
    expect(refused / all).toBeLessThanOrEqual(most);
  });
});

describe('a row that is split over dimensions', () => {
  const rules = rulesFor({ vatRounding: 'unknown' });

  test('is whole again when its parts are added up: its quantity, and to the cent its net in the books', () => {
    fc.assert(
      fc.property(randomInvoice, (invoice) => {
        const rows = productRows(invoice);
        for (const line of invoice.invoice_line_ids) {
          const parts = rows.filter((row) => row.line.id === line.id);
          const shares = dimensionShares(line) ?? [];
          expect(parts).toHaveLength(shares.length);
          const quantity = sum(parts.map((part) => part.quantity));
          expect(quantity.abs().toNumber()).toBe(Math.abs(line.quantity));
          const booked = -centsOf(invoice.line_ids.find(({ id }) => id === line.id)?.amount_currency ?? 0);
          expect(
            sum(parts.map(({ net }) => net))
              .times(100)
              .toFixed(),
          ).toBe(String(booked));
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('has its dimensions on every part, and no part has two items of one dimension', () => {
    fc.assert(
      fc.property(randomInvoice, (invoice) => {
        const mapping = mapInvoice(invoice, 'comment', rules);
        if (mapping.kind !== 'ready') return;
        const sent = mapping.document.invoiceLines.flatMap((line) =>
          'productLine' in line ? [line.productLine] : [],
        );
        const wanted = invoice.invoice_line_ids.flatMap((line) => dimensionShares(line) ?? []);
        expect(sent.map(({ dimensions = [] }) => dimensions)).toEqual(
          wanted.map(({ dimensions }) => dimensions),
        );
        for (const { dimensions = [] } of sent) expect(dimensions.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 100 },
    );
  });
});

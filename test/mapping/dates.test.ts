import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { mapInvoice } from '../../mapping/invoice.ts';
import { anInvoice, aTerm, rulesFor } from './samples.ts';

const FOLDER = new URL('../../mapping/', import.meta.url);

describe('business dates', () => {
  test('are never made a moment: only the counting of days knows an instant, and that is midnight in UTC', () => {
    const makers = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .filter((file) =>
        /\bDate\b|\bTemporal\.\w+\.|\bIntl\b/.test(
          readFileSync(new URL(file, FOLDER), 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*/g, ''),
        ),
      );
    expect(makers).toEqual(['terms.ts']);
    const terms = readFileSync(new URL('terms.ts', FOLDER), 'utf8');
    expect(terms.match(/Date[.(]\w*\(?[^)]*\)/g)).toEqual([
      'Date.parse(`${to}T00:00:00Z`)',
      'Date.parse(`${from}T00:00:00Z`)',
    ]);
  });

  // Midnight in Helsinki is another day in UTC, and two days of the year have 23 and 25 hours there.
  test.each(['2026-01-01', '2026-03-29', '2026-03-30', '2026-10-25', '2026-10-26', '2026-12-31'])(
    '%s is sent as it stands',
    (day) => {
      const dates = { invoice_date: day, date: day, delivery_date: day, invoice_date_due: day };
      expect(mapInvoice(anInvoice(dates), '', rulesFor())).toMatchObject({
        document: {
          salesInvoiceDate: day,
          salesInvoiceEventDate: day,
          salesInvoiceDeliveryDate: day,
          salesInvoiceDueDate: day,
        },
      });
      const invoice_payment_term_id = aTerm({ early_discount: true });
      expect(mapInvoice(anInvoice({ ...dates, invoice_payment_term_id }), '', rulesFor())).toMatchObject({
        document: { paymentTermNetDays: 0 },
      });
    },
  );
});

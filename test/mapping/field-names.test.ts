import { expect, test } from '@jest/globals';
import { blockerOf } from '../../activities/refusals.ts';
import { fieldName } from '../../mapping/field-names.ts';
import { explain, LANGUAGES } from '../../mapping/texts.ts';
import { notSent } from '../../netvisor/errors.ts';
import type { Row, Spec } from '../../netvisor/schema/row.ts';
import { productLineRows, salesInvoiceRows } from '../../netvisor/schema/sales-invoice.ts';

/** Elements of free text that Silta fills with what people wrote. */
const WRITTEN = [
  'salesinvoicefreetextafterlines',
  'salesinvoiceourreference',
  'salesinvoiceyourreference',
  'productname',
  'salesinvoiceproductlinefreetext',
  'productunitname',
  'deliveryaddressname',
  'deliveryaddressline',
  'deliveryaddresspostnumber',
  'deliveryaddresstown',
];

test.each(WRITTEN)('people read %s in words, in each language', (element) => {
  const names = LANGUAGES.map((language) => fieldName(element, language));
  expect(names).not.toContain(element);
  expect(new Set(names).size).toBe(LANGUAGES.length);
});

test('the elements that have words are elements of the message', () => {
  const namesIn = (rows: readonly Row[]): string[] =>
    rows.flatMap((row) => [row.name, ...inside(row.content.spec)]);
  const inside = (spec: Spec): string[] =>
    spec.kind === 'aggregate' || spec.kind === 'choice' ? namesIn(spec.rows) : [];
  const known = new Set([...namesIn(salesInvoiceRows), ...namesIn(productLineRows)]);
  expect(WRITTEN.filter((element) => !known.has(element))).toEqual([]);
});

test('a text that is too long is named as people see it in Odoo, with both lengths', () => {
  const error = notSent('Rejected', 'ElementTooLong', 'salesinvoice.nv', {
    field: 'salesinvoicefreetextafterlines',
    actual: 900,
    limit: 500,
  });
  const words = explain(blockerOf(error, 'en'), 'en');
  expect(words).toContain('the note below the rows (Terms and Conditions) has 900 characters, at most 500');
});

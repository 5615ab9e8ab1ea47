import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  isCreditNote,
  meetingPrefixes,
  netvisorNumber,
  type NumberRule,
} from '../../mapping/invoice-number.ts';

const rule = (numberPrefix = '', creditNotePrefix = '9'): NumberRule => ({ numberPrefix, creditNotePrefix });
const numberOf = (
  name: string | undefined,
  journals: Readonly<Record<string, NumberRule>> = { INV: rule() },
  move_type = 'out_invoice',
): string | undefined => netvisorNumber({ name, move_type, journal_id: { id: 6, code: 'INV' } }, journals);

describe('the invoice number in Netvisor', () => {
  test('is the digits of the number in Odoo', () => {
    expect(numberOf('INV/2026/00001')).toBe('202600001');
    expect(numberOf('INV/26-27/0042')).toBe('26270042');
  });

  test('begins with the prefix of the journal, so that two journals never meet', () => {
    expect(numberOf('INV/2026/00001', { INV: rule('7') })).toBe('7202600001');
    expect(numberOf('INV/0001', { INV: rule('70') })).toBe('700001');
  });

  test('of a credit note begins with another prefix, since Odoo numbers those from one again', () => {
    expect(numberOf('RINV/2026/00001', undefined, 'out_refund')).toBe('9202600001');
    expect(isCreditNote({ move_type: 'out_refund' })).toBe(true);
    expect(isCreditNote({ move_type: 'out_invoice' })).toBe(false);
  });

  test('has up to fifteen digits and no zero in front', () => {
    expect(numberOf('999999999999999')).toBe('999999999999999');
    for (const name of ['1000000000000000', '007', 'LASKU', '', undefined]) {
      expect(numberOf(name)).toBeUndefined();
    }
    expect(numberOf('007', { INV: rule('1') })).toBe('1007');
    expect(numberOf('123456789012345', { INV: rule('7') })).toBeUndefined();
  });

  test('is never the prefix alone', () => {
    expect(numberOf('LASKU', { INV: rule('7') })).toBeUndefined();
  });

  test('does not exist for a journal that is not in the settings', () => {
    expect(numberOf('INV/2026/00001', { WEB: rule() })).toBeUndefined();
  });
});

describe('prefixes', () => {
  const prefix = fc.stringMatching(/^\d{0,4}$/);
  const journals = fc.record({
    INV: fc.record({ numberPrefix: prefix, creditNotePrefix: prefix }),
    WEB: fc.record({ numberPrefix: prefix, creditNotePrefix: prefix }),
  });
  const year = fc.integer({ min: 2000, max: 2099 });
  const tail = fc.stringMatching(/^\d{1,6}$/);

  test('that are not said to meet give different numbers to all documents numbered by year', () => {
    fc.assert(
      fc.property(journals, year, tail, year, tail, (rules, oneYear, oneTail, otherYear, otherTail) => {
        fc.pre(meetingPrefixes(rules).length === 0);
        const starts = Object.values(rules).flatMap(({ numberPrefix, creditNotePrefix }) => [
          numberPrefix,
          creditNotePrefix,
        ]);
        starts.forEach((one, index) =>
          starts.slice(index + 1).forEach((other) => {
            expect(`${one}${oneYear}${oneTail}`).not.toBe(`${other}${otherYear}${otherTail}`);
          }),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('that could meet are named in pairs', () => {
    expect(meetingPrefixes({ INV: rule(), WEB: rule('7', '97') })).toEqual([]);
    expect(meetingPrefixes({ INV: rule('', '') })).toEqual(['INV numberPrefix and INV creditNotePrefix']);
    // 20 + 2026… against 2026…: an invoice number of 2020 could be both.
    expect(meetingPrefixes({ INV: rule(), WEB: rule('20', '97') })).toEqual([
      'INV numberPrefix and WEB numberPrefix',
    ]);
  });
});

import { describe, expect, test } from '@jest/globals';
import {
  journalsWithOneReference,
  meetingRanges,
  netvisorRanges,
  rangesWith,
} from '../../mapping/connection-test/numbers.ts';
import { journal } from './connection-facts.ts';

const rules = (prefixes: Readonly<Record<string, readonly [string, string]>>) =>
  Object.fromEntries(
    Object.entries(prefixes).map(([code, [numberPrefix, creditNotePrefix]]) => [
      code,
      { numberPrefix, creditNotePrefix },
    ]),
  );

describe('two journals share a Finnish reference', () => {
  test.each([
    ['INV/2026/00001', 'WEB/2026/00001', true],
    // The next year's numbers are meant as well.
    ['INV/2025/00431', 'WEB/2026/00001', true],
    ['INV/2026/03/0001', 'WEB/2026/11/0007', true],
    // With 6 digits a sequence reaches the numbers of the other one's months.
    ['INV/2026/03/0001', 'WEB/2026/00001', true],
    ['INV/2026/00001', 'WEB1/2026/00001', false],
    ['INV1/2026/00001', 'INV2/2026/00001', false],
    ['INV/2026/00001', 'S00012', false],
    ['INV/26/00001', 'WEB/25/00001', true],
    ['INV26/00001', 'WEB25/00001', false],
  ])('%s and %s: %s', (one, other, collide) => {
    const pair = [journal('A', { lastInvoice: one }), journal('B', { lastInvoice: other })];
    expect(journalsWithOneReference(pair)).toEqual(collide ? ['A + B'] : []);
  });

  test('also before the first invoice, by the way in which Odoo begins', () => {
    const fresh = { lastInvoice: undefined };
    expect(journalsWithOneReference([journal('INV', fresh), journal('WEB', fresh)])).toEqual(['INV + WEB']);
    expect(journalsWithOneReference([journal('INV1', fresh), journal('INV2', fresh)])).toEqual([]);
  });
});

describe('ranges in Netvisor', () => {
  test('of one journal stay apart by their prefixes, whether credit notes are numbered apart or not', () => {
    for (const ownCreditNoteNumbers of [true, false]) {
      const ranges = netvisorRanges([journal('INV', { ownCreditNoteNumbers })], rules({ INV: ['', '9'] }));
      expect(meetingRanges(ranges)).toEqual([]);
      expect(ranges.map(({ usable }) => usable)).toEqual([true, true]);
    }
  });

  test('meet without them', () => {
    const ranges = netvisorRanges([journal('INV')], rules({ INV: ['', ''] }));
    expect(meetingRanges(ranges)).toEqual(['INV numberPrefix + INV creditNotePrefix']);
  });

  test.each([
    ['S00012', '', false],
    ['S00012', '3', true],
    ['INV/2026/00001', '1234', true],
    ['INV/123456789/2026/00001', '', false],
  ])('%s with the prefix "%s" can be a number there: %s', (lastInvoice, prefix, usable) => {
    const [range] = netvisorRanges([journal('INV', { lastInvoice })], rules({ INV: [prefix, '9'] }));
    expect(range?.usable).toBe(usable);
  });

  test.each([
    ['202600077', ['INV numberPrefix']],
    ['202700001', ['INV numberPrefix']],
    ['9202600001', ['INV creditNotePrefix']],
    ['1001', []],
    ['20260077', []],
    ['2026-77', []],
  ])('the number %s of somebody else lies in %j', (number, within) => {
    const ranges = netvisorRanges([journal('INV')], rules({ INV: ['', '9'] }));
    expect(rangesWith(number, ranges).map(({ of }) => of)).toEqual(within);
  });
});

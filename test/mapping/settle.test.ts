import { describe, expect, test } from '@jest/globals';
import { settlementOf, type Absence, type Settlement } from '../../mapping/settle.ts';

const NOW = 1_790_000_000_000;
const AGAIN: Settlement = { kind: 'send', transactionId: 'tx-1' };
const ANEW: Settlement = { kind: 'send', transactionId: undefined };
const WAIT: Settlement = { kind: 'wait' };
const ASK: Settlement = { kind: 'ask-person' };

/** Until when Netvisor may be working on it, seen from now; what is known; what may follow. */
const TABLE: readonly (readonly [number, Absence['by'] | 'nothing' | 'of another attempt', Settlement])[] = [
  [1, 'nothing', WAIT],
  [0, 'nothing', WAIT],
  [-1, 'nothing', WAIT],
  [1, 'of another attempt', WAIT],
  [-1, 'of another attempt', WAIT],
  [0, 'looked', AGAIN],
  [-1, 'looked', AGAIN],
  [0, 'looked-refused', ANEW],
  [-1, 'looked-refused', ANEW],
  [0, 'looked-not-unique', ASK],
  [-1, 'looked-not-unique', ASK],
  [1, 'person', WAIT],
  [0, 'person', ANEW],
  [-1, 'person', ANEW],
];

describe('a write of which Netvisor shows nothing', () => {
  test.each(TABLE)('at work for %d ms more, known: %s', (left, known, settlement) => {
    const doubtful = { doubt: { attempt: 'run/1/1', settleAfter: NOW + left }, transactionId: 'tx-1' };
    expect(settlementOf(doubtful, absenceOf(known), NOW)).toEqual(settlement);
  });

  test('is repeated under its own id only on proof, and anew only by a refusal or a person', () => {
    const sent = TABLE.filter(([, , { kind }]) => kind === 'send');
    expect(sent.every(([left]) => left <= 0)).toBe(true);
    expect(new Set(sent.map(([, known]) => known))).toEqual(new Set(['looked', 'looked-refused', 'person']));
  });
});

function absenceOf(known: (typeof TABLE)[number][1]): Absence | undefined {
  switch (known) {
    case 'nothing':
      return undefined;
    case 'of another attempt':
      return { attempt: 'run/0/1', by: 'person' };
    default:
      return { attempt: 'run/1/1', by: known };
  }
}

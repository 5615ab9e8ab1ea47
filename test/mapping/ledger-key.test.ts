import { describe, expect, test } from '@jest/globals';
import { keyInLedger, keyOf, ledgerKey, numberOf } from '../../mapping/ledger-key.ts';

const LEDGER = 'test:9120034-9';

describe('the key of a document in Netvisor', () => {
  test('carries its books, and is read back without them', () => {
    const key = ledgerKey(LEDGER, 58231);
    expect(key).toBe('test:9120034-9:58231');
    expect([keyOf(key), numberOf(key), keyInLedger(key, LEDGER)]).toEqual(['58231', 58231, 58231]);
  });

  test.each([
    'production:9120034-9:58231',
    'test:9120034-90:58231',
    'test:9120034-9',
    'test:9120034-9:',
    'test:9120034-9:0',
    'test:9120034-9:58 231',
    'test:9120034-9:INV/2026/00001',
    'test:9120034-9:1:x',
    '58231',
  ])('is none of these books: "%s"', (key) => {
    expect(keyInLedger(key, LEDGER)).toBeUndefined();
  });
});

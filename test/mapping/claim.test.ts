import { describe, expect, test } from '@jest/globals';
import {
  attemptIn,
  claimText,
  DamagedClaim,
  parseClaim,
  parsePaymentClaim,
  paymentClaimText,
} from '../../mapping/claim.ts';

const ATTEMPT = '0199a1b2-7d0e-7b1c-9e55-9120034a0001/4/1';
const TX = '3c1f6a52-7d0e-4b1c-9e55-9120034a0001';
const CLAIM = { doubt: { attempt: ATTEMPT, settleAfter: 1_790_000_000_000 }, transactionId: TX };
const PAYMENT = { ...CLAIM, payment: 71, day: '2026-11-20' };

/** As the first builds wrote them, letter by letter. */
const OLD = `${ATTEMPT} ${TX} 1790000000000`;
const OLD_PAYMENT = `${OLD} 71 2026-11-20`;

describe('a claim', () => {
  test('comes back as it was written', () => {
    expect(parseClaim(claimText(CLAIM))).toEqual(CLAIM);
    expect(parsePaymentClaim(paymentClaimText(PAYMENT))).toEqual(PAYMENT);
    const dayless = { ...PAYMENT, day: undefined };
    expect(parsePaymentClaim(paymentClaimText(dayless))).toEqual(dayless);
  });

  test('that an earlier build wrote is read', () => {
    expect(claimText(CLAIM)).toBe(OLD);
    expect(parseClaim(OLD)).toEqual(CLAIM);
    expect(paymentClaimText(PAYMENT)).toBe(OLD_PAYMENT);
    expect(parsePaymentClaim(OLD_PAYMENT)).toEqual(PAYMENT);
    expect(parsePaymentClaim(`${OLD} 71 `)).toEqual({ ...PAYMENT, day: undefined });
  });

  test('is none where there is none', () => {
    expect(parseClaim(undefined)).toBeUndefined();
    expect(parsePaymentClaim(undefined)).toBeUndefined();
  });

  test.each([
    '',
    ' ',
    ATTEMPT,
    `${ATTEMPT} ${TX}`,
    `${ATTEMPT} ${TX} `,
    `${ATTEMPT} ${TX} 0`,
    `${ATTEMPT} ${TX} soon`,
    `${ATTEMPT}  1790000000000`,
    ` ${OLD}`,
    `${OLD} more`,
  ])('that is damaged is no proof of anything: "%s"', (text) => {
    expect(() => parseClaim(text)).toThrow(DamagedClaim);
    expect(() => parsePaymentClaim(text)).toThrow(DamagedClaim);
  });

  test('of a payment must name it', () => {
    expect(() => parsePaymentClaim(OLD)).toThrow(DamagedClaim);
    expect(() => parsePaymentClaim(`${OLD} 0 2026-11-20`)).toThrow(DamagedClaim);
    expect(() => parsePaymentClaim(`${OLD} 71 20.11.2026`)).toThrow(DamagedClaim);
  });

  test('names its attempt, whatever its kind', () => {
    expect([ATTEMPT, OLD, OLD_PAYMENT].map(attemptIn)).toEqual([ATTEMPT, ATTEMPT, ATTEMPT]);
  });
});

import type { Doubt } from './settle.ts';

/**
 * What stands on a record in Odoo from before a write to Netvisor leaves until its outcome is known. An invoice's claim
 * is the attempt alone; the rest stands in its mark.
 */
export interface Claim {
  readonly doubt: Doubt;
  /** Of the first try; a repetition after doubt uses it again. */
  readonly transactionId: string;
}

export interface PaymentClaim extends Claim {
  /** Id of the `account.partial.reconcile`. */
  readonly payment: number;
  /** On which Netvisor would show it, `YYYY-MM-DD`; undefined where Odoo knows no day. */
  readonly day: string | undefined;
}

/** Says nothing about what Netvisor holds: somebody has to look. */
export class DamagedClaim extends Error {
  override readonly name = 'DamagedClaim';
}

export const claimText = ({ doubt, transactionId }: Claim): string =>
  [doubt.attempt, transactionId, doubt.settleAfter].join(' ');

export const paymentClaimText = (claim: PaymentClaim): string =>
  [claimText(claim), claim.payment, claim.day].join(' ');

/** Undefined when there is none. @throws DamagedClaim */
export function parseClaim(text: string | undefined): Claim | undefined {
  return text === undefined ? undefined : read(text, /^(\S+) (\S+) ([1-9]\d{0,15})$/).claim;
}

/** Undefined when there is none. @throws DamagedClaim */
export function parsePaymentClaim(text: string | undefined): PaymentClaim | undefined {
  if (text === undefined) return undefined;
  const { claim, more } = read(text, /^(\S+) (\S+) ([1-9]\d{0,15}) ([1-9]\d{0,15}) ?(\d{4}-\d\d-\d\d)?$/);
  const [payment, day] = more;
  return { ...claim, payment: Number(payment), day };
}

/** The attempt that a field for claims of any kind names. */
export const attemptIn = (field: unknown): string | undefined =>
  typeof field === 'string' ? field.split(' ')[0] : undefined;

function read(text: string, form: RegExp) {
  const [, attempt, transactionId, settleAfter, ...more] = form.exec(text) ?? [];
  if (attempt === undefined || transactionId === undefined) throw new DamagedClaim();
  return { claim: { doubt: { attempt, settleAfter: Number(settleAfter) }, transactionId }, more };
}

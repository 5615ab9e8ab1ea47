/** A write whose outcome is unknown: which attempt, and from when on its absence in Netvisor is proof. */
export interface Doubt {
  readonly attempt: string;
  /** Epoch ms. */
  readonly settleAfter: number;
}

/** Proof that a doubtful attempt booked nothing, so that the write may be repeated. */
export interface Absence {
  readonly attempt: string;
  /**
   * `looked`: it was not there, and by now Netvisor can no longer be working on it. `looked-not-unique`: the
   * same, but Netvisor says that it knows the request. `looked-refused`: the same, and Netvisor had refused it.
   * `person`: someone looked and decided.
   */
  readonly by: 'looked' | 'looked-not-unique' | 'looked-refused' | 'person';
}

export type Settlement =
  | { readonly kind: 'wait' }
  | { readonly kind: 'ask-person' }
  /** Provably not there. `transactionId`: of the first try, to be used again; undefined: a new one. */
  | { readonly kind: 'send'; readonly transactionId: string | undefined };

/**
 * What may follow a doubtful write of which Netvisor shows nothing at this moment: one rule for all that Silta writes
 * there. A repetition bears the first try's transaction id, by which Netvisor may know it for the same.
 */
export function settlementOf(
  { doubt, transactionId }: { readonly doubt: Doubt; readonly transactionId: string },
  absent: Absence | undefined,
  now: number,
): Settlement {
  if (absent?.attempt !== doubt.attempt) return { kind: 'wait' };
  switch (absent.by) {
    case 'looked':
      return { kind: 'send', transactionId };
    // A request that was refused is known there: the same id would be refused for that.
    case 'looked-refused':
      return { kind: 'send', transactionId: undefined };
    case 'looked-not-unique':
      return { kind: 'ask-person' };
    // Whoever decides: as long as Netvisor may still be working on it, absence proves nothing.
    case 'person':
      return now < doubt.settleAfter ? { kind: 'wait' } : { kind: 'send', transactionId: undefined };
  }
}

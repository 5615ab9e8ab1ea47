import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { attemptIn } from '../mapping/claim.ts';
import { NetvisorError } from '../netvisor/errors.ts';
import type { GuardedWrite, GuardedWriteResult } from '../odoo/client.ts';
import { OdooError } from '../odoo/errors.ts';
import type { Attempt } from './attempts.ts';
import type { InDoubt } from './contract.ts';
import type { ConnectionDeps } from './deps.ts';
import { failureOf } from './failures.ts';

/** A write to Netvisor with the claim in Odoo that goes before it. */
export interface GuardedPost {
  /** Puts the attempt's token on the record, if the record is still as it was read. */
  readonly claim: GuardedWrite;
  /** Takes the token off again, when it is certain that nothing was booked. */
  readonly release: GuardedWrite;
  readonly send: () => Promise<{ readonly netvisorKey: string }>;
  /** Field that holds the claim. */
  readonly claimField?: 'x_netvisor_attempt' | 'x_netvisor_payment_attempt';
}

/** How a write to Netvisor ended. A lost reply is never a failure: it is doubt. */
export type PostOutcome =
  /** Not claimed: another record stands in the way. */
  | { readonly kind: 'clash' }
  /** Not claimed: another document, be it gone by now, was sent under this number. */
  | { readonly kind: 'number-used' }
  | { readonly kind: 'accepted'; readonly netvisorKey: string }
  | { readonly kind: 'refused'; readonly error: NetvisorError }
  | { readonly kind: 'in-doubt'; readonly error: NetvisorError };

/**
 * Claims, then sends. Throws only when nothing was sent, after taking the claim off again; a claim that stays
 * (a worker that dies, an Odoo that cannot be reached) reads as doubt to whoever comes next.
 */
export async function guardedPost(
  deps: ConnectionDeps,
  attempt: Attempt,
  post: GuardedPost,
): Promise<PostOutcome> {
  const claimed = await claim(deps, attempt, post);
  if (claimed !== 'claimed') return { kind: claimed };
  try {
    return { kind: 'accepted', ...(await post.send()) };
  } catch (error) {
    if (!(error instanceof NetvisorError)) throw error;
    switch (error.kind) {
      case 'InDoubt':
        return { kind: 'in-doubt', error };
      case 'Rejected':
      case 'AlreadyExists':
        return { kind: 'refused', error };
      case 'Transient':
      case 'Paused':
      case 'Bug':
        break;
    }
    await release(deps, post.release);
    throw error;
  }
}

async function claim(
  deps: ConnectionDeps,
  attempt: Attempt,
  { claim: write, claimField = 'x_netvisor_attempt' }: GuardedPost,
): Promise<'claimed' | 'clash' | 'number-used'> {
  const result = await deps.odoo.guardedWrite(write).catch((error: unknown) => {
    // The reply may be lost and the claim written: asking again tells, and does no harm.
    if (error instanceof OdooError && error.kind === 'Transient') return deps.odoo.guardedWrite(write);
    throw error;
  });
  switch (result.kind) {
    case 'done':
      return 'claimed';
    case 'clash':
    case 'number-used':
      return result.kind;
    case 'changed':
      if (attemptIn(result.found[claimField]) === attempt.token) return 'claimed';
      throw changedMeanwhile();
    case 'gone':
      throw changedMeanwhile();
    case 'other-database':
      deps.halt('OtherDatabase');
      throw changedMeanwhile();
  }
}

async function release(deps: ConnectionDeps, write: GuardedWrite): Promise<void> {
  try {
    await deps.odoo.guardedWrite(write);
  } catch (error) {
    const code = error instanceof OdooError ? error.code : 'Unknown';
    deps.log.warn(
      { connection: deps.settings.name, code },
      'a claim could not be taken off; it will be settled',
    );
  }
}

/**
 * Does what follows a refusal. Where that cannot be done now, the claim stays behind and reads as doubt; that the
 * attempt was refused is then told along, since its transaction id is spent: sent again with it, the request would be
 * refused for that alone, and a person be asked for nothing.
 */
export async function afterRefusal<T>(
  deps: ConnectionDeps,
  attempt: Attempt,
  body: () => Promise<T>,
): Promise<T | InDoubt> {
  try {
    return await body();
  } catch (error) {
    const failure = await failureOf(deps, error);
    if (failure.nonRetryable === true) throw failure;
    const doubt = { attempt: attempt.token, settleAfter: attempt.settleAfter };
    return { kind: 'in-doubt', doubt, reason: 'Refused' };
  }
}

/** The record is not as it was read: read it again. Nothing was sent. */
export function changedMeanwhile(): ApplicationFailure {
  return ApplicationFailure.create({
    message: 'the record in Odoo changed meanwhile',
    type: 'ChangedMeanwhile',
    nonRetryable: false,
    category: ApplicationFailureCategory.BENIGN,
  });
}

/** Writes to Odoo under a guard that must hold; when it does not, the activity starts over. */
export async function mustWrite(deps: ConnectionDeps, write: GuardedWrite): Promise<void> {
  const result = await deps.odoo.guardedWrite(write);
  if (result.kind === 'other-database') deps.halt('OtherDatabase');
  if (result.kind !== 'done') throw changedMeanwhile();
}

/** A guarded write whose refusal the caller may take as it is; only another database is never taken. */
export async function tryWrite(deps: ConnectionDeps, change: GuardedWrite): Promise<GuardedWriteResult> {
  const result = await deps.odoo.guardedWrite(change);
  if (result.kind !== 'other-database') return result;
  deps.halt('OtherDatabase');
  throw changedMeanwhile();
}

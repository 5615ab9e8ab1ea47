/**
 * What activities take and return: ids, keys, counts and codes. Document bodies, names and Netvisor's raw
 * words never pass through here, since all of it becomes workflow history.
 */
import type { PauseReason, Reason } from '../mapping/reasons.ts';
import type { ConnectionPause, Doubt } from '../workflows/contract.ts';

interface OnConnection {
  readonly connection: string;
}

/** Proof that a doubtful attempt booked nothing, so that the write may be repeated. */
export interface Absence {
  readonly attempt: string;
  /**
   * `looked`: it was not there, and by now Netvisor can no longer be working on it. `looked-not-unique`: the
   * same, but Netvisor says that it knows the request. `person`: someone looked and decided.
   */
  readonly by: 'looked' | 'looked-not-unique' | 'person';
}

/** A write was made whose outcome is unknown. */
export interface InDoubt {
  readonly kind: 'in-doubt';
  readonly doubt: Doubt;
  readonly reason?: 'RequestNotUnique';
}

export interface PostInvoiceInput extends OnConnection {
  readonly moveId: number;
  readonly absent?: Absence;
  /** This run was in doubt about the invoice, so that it may be in Netvisor whatever Odoo says. */
  readonly mayBeThere?: true;
  /** Netvisor refused the message with its attachments. */
  readonly withoutFiles?: true;
}

export type PostInvoiceResult =
  /** In Netvisor (just posted, or found there as provably ours); Odoo does not know it yet. */
  | {
      readonly kind: 'in-netvisor';
      readonly netvisorKey: string;
      /** Invoice number in Netvisor; absent where Netvisor numbers, and then read back by verification. */
      readonly number?: string;
      readonly attempt: string;
      /** Token of the request in Odoo that this serves. */
      readonly request?: string;
    }
  /** Odoo already holds the key and the content is what was sent. */
  | { readonly kind: 'already-sent'; readonly netvisorKey: string }
  /** Customer or products have no Netvisor key yet. */
  | { readonly kind: 'needs'; readonly customers: readonly Needed[]; readonly products: readonly Needed[] }
  /** Refused by pre-flight or by Netvisor; the words stand in Odoo. */
  | { readonly kind: 'rejected'; readonly reason: Reason; readonly doubt?: Doubt }
  | InDoubt
  /** Netvisor refused the message, which had attachments: it is to be sent without them. */
  | { readonly kind: 'files-refused' }
  | { readonly kind: 'gone' };

/** A register record that Netvisor must know first; `lock` is equal for records that must not be made twice. */
export interface Needed {
  readonly recordId: number;
  readonly lock: string;
}

export interface RecordSentInput extends OnConnection {
  readonly moveId: number;
  readonly netvisorKey: string;
  readonly number?: string;
  readonly attempt: string;
  readonly request?: string;
}
export type RecordSentResult =
  { readonly kind: 'recorded' } | { readonly kind: 'superseded' } | { readonly kind: 'gone' };

export interface RecordParkedInput extends OnConnection {
  readonly moveId: number;
  readonly reason: Reason;
}

export interface RecordIgnoredInput extends OnConnection {
  readonly moveId: number;
  readonly code: string;
}

export type RecordIgnoredResult =
  | { readonly kind: 'left-out' }
  /** Netvisor has it: it stays there as it is. */
  | { readonly kind: 'kept'; readonly netvisorKey: string };

export interface CreateRegisterInput extends OnConnection {
  readonly recordId: number;
  readonly absent?: Absence;
}

export type CreateRegisterResult =
  | { readonly kind: 'in-netvisor'; readonly netvisorKey: string; readonly attempt?: string }
  | { readonly kind: 'linked'; readonly netvisorKey: string }
  | { readonly kind: 'rejected'; readonly reason: Reason }
  | InDoubt;

export interface LinkRegisterInput extends OnConnection {
  readonly recordId: number;
  readonly netvisorKey: string;
}

/** Calls that go to Netvisor; they run on the connection's lane. */
export interface LaneActivities {
  postInvoice(input: PostInvoiceInput): Promise<PostInvoiceResult>;
  createCustomer(input: CreateRegisterInput): Promise<CreateRegisterResult>;
  createProduct(input: CreateRegisterInput): Promise<CreateRegisterResult>;
}

/** Calls that go to Odoo only. */
export interface OfficeActivities {
  recordSent(input: RecordSentInput): Promise<RecordSentResult>;
  recordParked(input: RecordParkedInput): Promise<void>;
  recordIgnored(input: RecordIgnoredInput): Promise<RecordIgnoredResult>;
  linkCustomer(input: LinkRegisterInput): Promise<void>;
  linkProduct(input: LinkRegisterInput): Promise<void>;
}

/** What is still to be done when documents may flow. Invoices do not wait for it. */
export type ToSetUp =
  /** The general product of the company form is not in Netvisor, as far as Odoo knows. */
  | { readonly kind: 'general-product'; readonly needed: Needed }
  | { readonly kind: 'missing'; readonly reason: 'GenericProductMissing' };

export type ProbeResult =
  | { readonly kind: 'green'; readonly toSetUp?: ToSetUp }
  | { readonly kind: 'red'; readonly reason: PauseReason };
export type HoldResult =
  { readonly kind: 'released' } | { readonly kind: 'paused'; readonly reason: PauseReason };

export interface HoldInput extends OnConnection {
  /** How the last holder let go; a lost one may be frozen in the middle of a request. */
  readonly predecessor: 'released' | 'lost';
}

/** Run by whichever worker process takes the lane. */
export interface HolderActivities {
  probe(input: OnConnection): Promise<ProbeResult>;
  holdLane(input: HoldInput): Promise<HoldResult>;
  announce(input: OnConnection & { readonly pause: ConnectionPause | null }): Promise<void>;
}

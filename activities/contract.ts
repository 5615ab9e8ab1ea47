/**
 * What activities take and return: ids, keys, counts and codes. Document bodies, names and Netvisor's raw
 * words never pass through here, since all of it becomes workflow history.
 */
import type { NextStep } from '../mapping/next-step.ts';
import type { PauseReason, Reason } from '../mapping/reasons.ts';
import type { Absence, Doubt } from '../mapping/settle.ts';
import type { ConnectionPause, TestConnectionResult } from '../workflows/contract.ts';

export type { Absence };

interface OnConnection {
  readonly connection: string;
}

/** A write was made whose outcome is unknown. */
export interface InDoubt {
  readonly kind: 'in-doubt';
  readonly doubt: Doubt;
  /** `Refused`: by Netvisor, and what had to follow that could not be done. */
  readonly reason?: 'RequestNotUnique' | 'Refused';
}

export interface PostInvoiceInput extends OnConnection {
  readonly moveId: number;
  readonly absent?: Absence;
  /** This run was in doubt about the invoice, so that it may be in Netvisor whatever Odoo says. */
  readonly mayBeThere?: true;
  /** A person has seen what differs, and wants Netvisor's copy edited. */
  readonly resend?: true;
  /** Netvisor refused the message with its attachments. */
  readonly withoutFiles?: true;
  /** A person wants it left out: what an earlier attempt claimed is settled, and nothing is sent. */
  readonly leaveOut?: true;
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
      /** What is left to do; absent where nothing is. */
      readonly next?: NextStep;
      /** Ids of the payments' entries in Odoo (`account.move`) that are to follow. */
      readonly payments?: readonly number[];
    }
  /** Odoo already holds the key and the content is what was sent. */
  | { readonly kind: 'already-sent'; readonly netvisorKey: string; readonly next?: NextStep }
  /** Customer or products have no Netvisor key yet. */
  | { readonly kind: 'needs'; readonly customers: readonly Needed[]; readonly products: readonly Needed[] }
  /** Refused by pre-flight or by Netvisor; the words stand in Odoo. */
  | { readonly kind: 'rejected'; readonly reason: Reason; readonly doubt?: Doubt }
  | InDoubt
  /** Netvisor refused the message, which had attachments: it is to be sent without them. */
  | { readonly kind: 'files-refused' }
  /** To be left out, and provably not there. */
  | { readonly kind: 'absent' }
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
  readonly next?: NextStep;
  readonly payments?: readonly number[];
}
export type RecordSentResult =
  { readonly kind: 'recorded' } | { readonly kind: 'superseded' } | { readonly kind: 'gone' };

export interface RecordParkedInput extends OnConnection {
  readonly moveId: number;
  readonly reason: Reason;
  /** It is in Netvisor, and what is left to do cannot be done. */
  readonly sent?: true;
}

export interface MatchCreditNoteInput extends OnConnection {
  readonly moveId: number;
  /** The first look: an original without a trace in Odoo may be about to be sent. */
  readonly fresh?: true;
  /** It has waited so long that a person is to be told. */
  readonly overdue?: true;
  /** A match whose reply was lost: before its time is up none is asked for again. */
  readonly doubt?: Doubt;
}

/** What a credit note waits for before it can be matched. */
export type MatchWait = 'original-on-its-way' | 'unsent-in-netvisor';

export type MatchCreditNoteResult =
  | { readonly kind: 'matched' }
  /** Matched to one invoice, and there is another one. */
  | { readonly kind: 'partly' }
  /** Stands alone, or what it credits has no open sum. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'waiting'; readonly for: MatchWait }
  | { readonly kind: 'rejected'; readonly reason: Reason }
  | InDoubt
  | { readonly kind: 'gone' };

export interface SendPaymentInput extends OnConnection {
  readonly moveId: number;
  readonly absent?: Absence;
}

export type SendPaymentResult =
  /** In Netvisor; Odoo does not know it yet. */
  | { readonly kind: 'booked'; readonly payment: number; readonly netvisorKey: string }
  /** All are there and the open sum is as it must be; Odoo knows it. */
  | { readonly kind: 'complete' }
  | { readonly kind: 'rejected'; readonly reason: Reason; readonly doubt?: Doubt }
  | InDoubt
  | { readonly kind: 'gone' };

export interface RecordPaymentInput extends OnConnection {
  readonly moveId: number;
  /** Id of the payment's entry (`account.move`). */
  readonly payment: number;
  readonly netvisorKey: string;
}

export interface RecordIgnoredInput extends OnConnection {
  readonly moveId: number;
  readonly code: string;
}

export type RecordIgnoredResult =
  | { readonly kind: 'left-out' }
  /** Netvisor has it: it stays there as it is. */
  | { readonly kind: 'kept'; readonly netvisorKey: string }
  /** An attempt has claimed it, so that it may be in Netvisor. Nothing was written. */
  | { readonly kind: 'claimed' };

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

export interface FindUnverifiedInput extends OnConnection {
  /** Only documents with a greater id. */
  readonly after?: number;
}

/** A sent document; pairs, because there are many of them in one history. */
export type SentInvoice = readonly [moveId: number, netvisorKey: number];

export interface FindUnverifiedResult {
  readonly invoices: readonly SentInvoice[];
  /** The page is full, so that there may be more. */
  readonly more: boolean;
}

export interface VerifySumsInput extends OnConnection {
  readonly invoices: readonly SentInvoice[];
}

export interface VerifySumsResult {
  readonly verified: number;
  readonly differing: number;
  readonly gone: number;
  /** Documents whose own workflow has something to say or to clear: their ids. */
  readonly ask: readonly number[];
}

export interface AskInvoicesInput extends OnConnection {
  readonly moveIds: readonly number[];
}

export interface SweepInput extends OnConnection {
  /** Only documents with a greater id. */
  readonly after?: number;
}

/** How many documents were set going, and for what. */
export interface SweepResult {
  /** Somebody has asked for them. */
  readonly requested: number;
  /** Odoo says that they are under way, and no run held them. */
  readonly restarted: number;
  /** They wait for a person, and what was in their way has changed. */
  readonly cured: number;
  /** Somebody wants to see them (preview, comparison). */
  readonly looked: number;
  /** Somebody has pressed *Test connection*. */
  readonly tested?: true;
  /** The page was full: go on behind this id. */
  readonly after?: number | undefined;
}

export interface ShowInvoiceInput extends OnConnection {
  readonly moveId: number;
}

export type ShowInvoiceResult =
  /** The report stands on the document in Odoo. */
  | { readonly kind: 'shown'; readonly what: 'preview' | 'comparison' }
  /** Nobody has asked, or it was shown already. */
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'gone' };

/** Calls that go to Netvisor; they run on the connection's lane. */
export interface LaneActivities {
  postInvoice(input: PostInvoiceInput): Promise<PostInvoiceResult>;
  matchCreditNote(input: MatchCreditNoteInput): Promise<MatchCreditNoteResult>;
  sendPayment(input: SendPaymentInput): Promise<SendPaymentResult>;
  createCustomer(input: CreateRegisterInput): Promise<CreateRegisterResult>;
  createProduct(input: CreateRegisterInput): Promise<CreateRegisterResult>;
  verifySums(input: VerifySumsInput): Promise<VerifySumsResult>;
  showInvoice(input: ShowInvoiceInput): Promise<ShowInvoiceResult>;
}

/** Calls that go to Odoo only. */
export interface OfficeActivities {
  recordSent(input: RecordSentInput): Promise<RecordSentResult>;
  recordParked(input: RecordParkedInput): Promise<void>;
  recordIgnored(input: RecordIgnoredInput): Promise<RecordIgnoredResult>;
  recordPayment(input: RecordPaymentInput): Promise<void>;
  linkCustomer(input: LinkRegisterInput): Promise<void>;
  linkProduct(input: LinkRegisterInput): Promise<void>;
  findUnverified(input: FindUnverifiedInput): Promise<FindUnverifiedResult>;
  /** Looks in Odoo for what has been asked for, and sets it going. */
  sweepInvoices(input: SweepInput): Promise<SweepResult>;
  /** Sees to it that these documents' own workflows look at them. */
  askInvoices(input: AskInvoicesInput): Promise<void>;
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

/** Run on the lane while a worker holds it, else by whoever may hold it. */
export interface TestActivities {
  testConnection(input: OnConnection): Promise<TestConnectionResult>;
}

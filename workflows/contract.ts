/**
 * What the outside may know of the workflows: names, ids, queues, messages, inputs. Pure data: imported by
 * workflow code, by `control/` and by the workers alike.
 */
import { defineQuery, defineSignal } from '@temporalio/workflow';
import { defineSearchAttributeKey } from '@temporalio/common';
import type { PauseReason, Reason } from '../mapping/reasons.ts';
import type { Doubt } from '../mapping/settle.ts';

export type { Doubt };

/** Task queues. Netvisor calls of a connection run on its own lane, one request at a time. */
export const SILTA_QUEUE = 'silta';
export const laneQueue = (connection: string): string => `netvisor-${connection}`;
/** Who may hold a lane is asked here: only workers whose settings know the connection listen. */
export const holderQueue = (connection: string): string => `netvisor-holder/${connection}`;

export const workflowIds = {
  connection: (connection: string): string => `connection/${connection}`,
  sendInvoice: (connection: string, moveId: number): string => `send-invoice/${connection}/${moveId}`,
  invoiceSweep: (connection: string): string => `invoice-sweep/${connection}`,
  showInvoice: (connection: string, moveId: number): string => `show-invoice/${connection}/${moveId}`,
  verifyInvoices: (connection: string): string => `verify-invoices/${connection}`,
  testConnection: (connection: string): string => `test-connection/${connection}`,
  ensureCustomer: (connection: string, lock: string): string => `ensure-customer/${connection}/${lock}`,
  ensureProduct: (connection: string, lock: string): string => `ensure-product/${connection}/${lock}`,
};

export const searchAttributes = {
  connection: defineSearchAttributeKey('SiltaConnection', 'KEYWORD'),
  flow: defineSearchAttributeKey('SiltaFlow', 'KEYWORD'),
  state: defineSearchAttributeKey('SiltaState', 'KEYWORD'),
  reason: defineSearchAttributeKey('SiltaReason', 'KEYWORD'),
  document: defineSearchAttributeKey('SiltaDocument', 'KEYWORD'),
};

export const STATES = ['Running', 'Settling', 'Waiting', 'NeedsAttention', 'Done', 'Ignored'] as const;
export type SiltaState = (typeof STATES)[number];

/**
 * Netvisor's own time limit for one request, in seconds (Netvisor API: at least 120 s). Every other wait is
 * derived from it by {@link timing}, so that one number moves them all.
 */
export const DEFAULT_LIMIT_SECONDS = 120;

export interface Timing {
  /** How long one request to Netvisor may take before its reply counts as lost. */
  readonly requestMs: number;
  /** How long one request to Odoo may take. */
  readonly odooMs: number;
  /** Start-to-close limit of an activity that writes to Netvisor: two requests and the reading. */
  readonly attemptMs: number;
  /** Age up to which Netvisor still accepts a signed request. */
  readonly toleranceMs: number;
  /** Pause before the first look after a lost reply. */
  readonly firstLookMs: number;
  /** For how long an invoice waits for another one that brings the same customer or product into Netvisor. */
  readonly busyMs: number;
  /** A worker that is silent for this long is taken for dead. */
  readonly heartbeatMs: number;
  /** Pauses between probes of a paused connection; the last one repeats. */
  readonly probeAfterMs: readonly number[];
  /** Pauses between looks at a document that waits in Netvisor; the last one repeats. */
  readonly lookAfterMs: readonly number[];
  /** For how long a document may wait in Netvisor before a person is told. */
  readonly alarmMs: number;
}

/** All waits of the product, from Netvisor's own limit for a request. */
export function timing(limitSeconds: number = DEFAULT_LIMIT_SECONDS): Timing {
  const limit = limitSeconds * 1000;
  const requestMs = Math.ceil(limit * 1.1);
  const attemptMs = 2 * requestMs + limit;
  const toleranceMs = Math.ceil(limit * 2.5);
  return {
    requestMs,
    odooMs: Math.ceil(limit / 2),
    attemptMs,
    toleranceMs,
    // An attempt that is lost, its settling, and the next one.
    busyMs: 2 * attemptMs + toleranceMs,
    firstLookMs: Math.ceil(limit / 24),
    // Temporal throttles heartbeats; below a second they would miss their own time-out.
    heartbeatMs: Math.max(Math.ceil(limit / 4), 1000),
    probeAfterMs: [2.5, 7.5, 30].map((factor) => Math.ceil(limit * factor)),
    // A minute, two, five, a quarter of an hour, an hour; three days.
    lookAfterMs: [0.5, 1, 2.5, 7.5, 30].map((factor) => Math.ceil(limit * factor)),
    alarmMs: limit * 2160,
  };
}

/** Type of the failure with which an activity says that the settings have another limit; the details hold it. */
export const OTHER_LIMIT = 'OtherLimit';

export interface FlowInput {
  readonly connection: string;
  /** Netvisor's own limit in seconds; left out: {@link DEFAULT_LIMIT_SECONDS}. */
  readonly limitSeconds?: number;
}

export interface SendInvoiceInput extends FlowInput {
  /** Id of the `account.move`. */
  readonly moveId: number;
  /** Set when a parked run continues as new: why it waits, and what it already knows. */
  readonly parked?: {
    readonly reason: Reason;
    readonly parkedAt: string;
    readonly doubt?: Doubt;
    /** It was in doubt, and may be in Netvisor. */
    readonly unsettled?: true;
    /** A person wanted it left out while it was still on its way. */
    readonly ignored?: string;
  };
  /** Set when a run that waits for something in Netvisor continues as new. */
  readonly waiting?: Waiting;
}

/** A document in Netvisor that waits there, for its sending or for another document. */
export interface Waiting {
  readonly netvisorKey: string;
  readonly since: string;
  /** How often it was looked at. */
  readonly looks: number;
}

export interface ShowInvoiceInput extends FlowInput {
  /** Id of the `account.move`. */
  readonly moveId: number;
}

export interface EnsureInput extends FlowInput {
  /** Id of the `res.partner` (commercial partner) or `product.product`. */
  readonly recordId: number;
}

export type EnsureResult =
  | { readonly kind: 'linked'; readonly netvisorKey: string }
  | { readonly kind: 'rejected'; readonly reason: Reason };

export interface ConnectionInput extends FlowInput {
  /** How the last holder of the lane let go; a lost one may be frozen in the middle of a request. */
  readonly predecessor?: 'released' | 'lost';
  readonly paused?: ConnectionPause;
  /** What a person has asked for and has not got yet. */
  readonly wish?: 'pause' | 'resume' | undefined;
  /** How the last test of the connection ended. */
  readonly tested?: ConnectionTested;
}

/** What a test of the connection came to. Codes and counts: the words stand in Odoo. */
export interface TestConnectionResult {
  readonly greens: number;
  /** Ids of the lines that are red. */
  readonly reds: readonly string[];
  readonly unknown: number;
  /** The report stands on the company in Odoo. */
  readonly written: boolean;
}

export interface ConnectionTested extends TestConnectionResult {
  /** When it ended. */
  readonly at: string;
}

export interface ConnectionPause {
  readonly reason: PauseReason | 'ByPerson';
  readonly since: string;
  readonly probes: number;
}

export interface ConnectionStatus {
  readonly lane: 'held' | 'waiting-for-worker' | 'paused';
  readonly pause?: ConnectionPause;
  /** Netvisor resources that the key has no right to. */
  readonly closedResources: readonly string[];
  /** Why the general product of the company form is not in Netvisor. */
  readonly notSetUp?: Reason;
}

export interface VerifyInvoicesInput extends FlowInput {
  /** Where an earlier run of the same verification stopped. */
  readonly from?: { readonly after: number; readonly seen: VerifyInvoicesResult };
}

export interface VerifyInvoicesResult {
  readonly verified: number;
  readonly differing: number;
  readonly gone: number;
}

/** What a schedule starts: one flow under its fixed id, unless that runs already. */
export interface ScheduledInput {
  readonly flow: 'VerifyInvoices' | 'InvoiceSweep';
  readonly workflowId: string;
  readonly input: FlowInput;
}

export type InvoiceSweepInput = FlowInput;

export interface InvoiceSweepResult {
  readonly requested: number;
  readonly restarted: number;
  readonly cured: number;
  readonly looked: number;
}

/** Something may have been asked for in Odoo. Carries nothing: Odoo says what. */
export const hint = defineSignal('hint');

/** A request to send. Carries nothing: what is to be sent stands in Odoo. */
export const requestSend = defineSignal('request');
/** The same for a document that is in Netvisor and has changed in Odoo since: it is edited there, if Netvisor lets it. */
export const resend = defineSignal('resend');
export const retry = defineSignal('retry');
/** `{ code, by }`; a free-text reason stands in Odoo, not here. Takes `unknown`: it may be typed by hand. */
export const ignore = defineSignal<[unknown]>('ignore');

export const pauseConnection = defineSignal('pause');
export const resumeConnection = defineSignal('resume');
/** From the lane to its connection: `string[]`; taken as `unknown`, since anyone may send a signal. */
export const closedResources = defineSignal<[unknown]>('closedResources');
/** Test the connection: every right and every assumption. Takes `unknown`: it may be sent by hand. */
export const testConnection = defineSignal<[unknown]>('testConnection');
/** From a test to its connection: {@link ConnectionTested}; taken as `unknown`, since anyone may send a signal. */
export const connectionTested = defineSignal<[unknown]>('connectionTested');
/** To a test that runs: once more when it is through. */
export const testAgain = defineSignal<[unknown]>('again');
export const connectionStatus = defineQuery<ConnectionStatus>('status');

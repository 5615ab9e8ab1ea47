import type { ConnectionSettings } from '../config/settings.ts';
import type { NetvisorClient } from '../netvisor/client.ts';
import type { Gate } from '../netvisor/gate.ts';
import type { OdooClient } from '../odoo/client.ts';
import type { PauseReason } from '../mapping/reasons.ts';
import type { RegisterCache } from './netvisor-registers.ts';
import type { Timing } from '../workflows/contract.ts';

/** What the activities of one connection work with. */
export interface ConnectionDeps {
  readonly settings: ConnectionSettings;
  /** Which books: `production:9120034-9`. */
  readonly ledger: string;
  readonly waits: Timing;
  readonly odoo: OdooClient;
  readonly netvisor: NetvisorClient;
  /** What Netvisor holds of accounts, dimensions, locks and payment terms, as far as it may be read. */
  readonly registers: RegisterCache;
  readonly gate: Gate;
  /** Closes the whole connection in this process, e.g. when Odoo refuses the key. */
  readonly halt: (reason: PauseReason) => void;
  /** Aborted when this process is told to stop: what has not reached the wire stays unsent. */
  readonly stopping: AbortSignal;
  readonly log: Log;
}

/** Structured logging; ids, keys and codes only. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** Finds the connection that an activity is for. */
export type Connections = (name: string) => ConnectionDeps;

import { fieldName } from '../mapping/fields.ts';
import type { Reason } from '../mapping/reasons.ts';
import type { Blocker, Texts } from '../mapping/texts.ts';
import type { WriteAttempt } from '../netvisor/exchange.ts';
import { NetvisorError } from '../netvisor/errors.ts';
import type { GuardedModel } from '../odoo/client.ts';
import type { ConnectionDeps } from './deps.ts';
import { blockersOf } from './refusals.ts';

/** A partner or product on its way into Netvisor's register. */
export interface RegisterRecord {
  readonly model: GuardedModel;
  readonly id: number;
  readonly keys: Readonly<Record<string, string>>;
  /** Claim of an attempt: token, transaction id and the time from which its absence is proof. */
  readonly claim: string | undefined;
  readonly ambiguous: Reason;
  /** For people, when it is ambiguous or blocked. */
  readonly it: string;
  readonly blocked: Reason | undefined;
  readonly find: () => Promise<Found>;
  /** The exact message that makes it. @throws NetvisorError Rejected naming the field that Netvisor cannot hold */
  readonly render: () => Promise<string>;
  readonly add: (xml: string, attempt: WriteAttempt) => Promise<{ readonly netvisorKey: number }>;
  /** What people are to know about a record that Silta has made. */
  readonly noteWhenMade?: Texts | undefined;
  /** What people are to know about a record that Netvisor had already. */
  readonly noteWhenFound?: (netvisorKey: number) => Promise<Texts | undefined>;
}

/** What Netvisor already has for a record. */
export interface Found {
  readonly keys: readonly number[];
  /**
   * `own`: it bears the code that Silta gives. `earlier`: it was there before Silta came. `other`: what bears our
   * code is provably something else.
   */
  readonly whose: 'own' | 'earlier' | 'other';
}

/** The one thing that Netvisor has for a record, if any; `ambiguous` where it is not one, or not this one. */
export async function heldFor({
  find,
}: RegisterRecord): Promise<
  { readonly key: number; readonly whose: 'own' | 'earlier' } | 'ambiguous' | undefined
> {
  const { keys, whose } = await find();
  const [key, ...more] = keys;
  if (whose === 'other' || more.length > 0) return 'ambiguous';
  return key === undefined ? undefined : { key, whose };
}

/** The message that makes a record, or all in it that Netvisor cannot hold. */
export async function messageFor({
  render,
}: RegisterRecord): Promise<{ readonly xml: string } | { readonly blockers: readonly Blocker[] }> {
  try {
    return { xml: await render() };
  } catch (error) {
    if (!(error instanceof NetvisorError) || error.kind !== 'Rejected') throw error;
    return { blockers: refusalsOf(error) };
  }
}

/** As for invoices, but where Netvisor's words name a field, the person is told which. */
export function refusalsOf(error: NetvisorError): readonly Blocker[] {
  const names = error.reason === 'InvalidData' && error.field !== undefined;
  return names ? [{ reason: 'FieldNotCarried', it: fieldName(error) }] : blockersOf(error);
}

/**
 * A read that only adds to what people see: without the right to it, or where its answer is not understood, work
 * goes on without. What proves nothing about the resource itself is left to Temporal, which repeats it.
 */
export async function helpful<T>(
  { log, settings }: ConnectionDeps,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof NetvisorError)) throw error;
    const { kind, reason, resource } = error;
    if (reason !== 'RightMissing' && kind !== 'Rejected' && kind !== 'Bug') throw error;
    log.warn({ connection: settings.name, resource, reason }, 'a register of Netvisor could not be read');
    return undefined;
  }
}

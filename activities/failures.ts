/** The one place that turns errors of the clients into Temporal failures. */
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { PauseReason } from '../mapping/reasons.ts';
import { NetvisorError } from '../netvisor/errors.ts';
import { OdooError } from '../odoo/errors.ts';
import type { ConnectionDeps } from './deps.ts';

/**
 * Runs an activity's body so that only these failures leave it: one that proves that nothing was sent (Temporal
 * repeats it), `Bug` and `NotReadable` (Temporal does not). Messages hold codes only, so that history does.
 */
export async function withFailures<T>(deps: ConnectionDeps, body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    const failure = await failureOf(deps, error);
    // Where it happened stands in the log; history keeps no paths of this machine.
    failure.stack = '';
    throw failure;
  }
}

/** An error as Temporal is told of it; one that concerns the whole connection halts it. */
export async function failureOf(deps: ConnectionDeps, error: unknown): Promise<ApplicationFailure> {
  if (error instanceof ApplicationFailure) return error;
  if (error instanceof OdooError)
    return error.code === ACCESS_ERROR ? ofAccess(deps, error) : ofOdoo(deps, error);
  if (error instanceof NetvisorError) return ofNetvisor(error);
  deps.log.error({ connection: deps.settings.name, error: stackOf(error) }, 'an activity met a bug');
  return bug(error instanceof Error ? error.name : 'UnknownError');
}

/** With which Odoo refuses a single record, and in the same words all records of a kind. */
const ACCESS_ERROR = 'odoo.exceptions.AccessError';

/**
 * Where the connection itself still works, only the document whose record is refused waits: another company's, one
 * that a rule hides, a mistyped id.
 */
async function ofAccess(deps: ConnectionDeps, error: OdooError): Promise<ApplicationFailure> {
  const [model = ''] = error.operation.split('/');
  try {
    await deps.odoo.checkAccess(model === 'ir.actions.server' ? 'account.move' : model);
  } catch (why) {
    return ofOdoo(deps, why instanceof OdooError ? why : error);
  }
  deps.log.error(
    { connection: deps.settings.name, operation: error.operation },
    'Odoo does not let Silta at a record; only the document that needs it waits',
  );
  return ApplicationFailure.create({ message: error.message, type: 'NotReadable', nonRetryable: true });
}

function ofOdoo(deps: ConnectionDeps, error: OdooError): ApplicationFailure {
  switch (error.kind) {
    case 'Transient':
      return retryable('Transient', error.message, error.retryAfterMs);
    case 'Refused':
      deps.halt(refusalOf(error));
      return retryable('Paused', error.message);
    case 'Rejected':
    case 'Gone':
    case 'Bug':
      deps.log.error(
        { connection: deps.settings.name, code: error.code, operation: error.operation },
        'Odoo refused a call',
      );
      return bug(error.message);
  }
}

/** Refusals with a cure of their own; the others mean the key or its rights. */
const OWN_REFUSALS = [
  'OdooTooOld',
  'OdooVersionUnknown',
  'OdooUserMissing',
  'OtherDatabase',
  'NotProvisioned',
] as const satisfies readonly PauseReason[];

/** Why the connection holds still after Odoo, or a look at it, has refused. */
export function refusalOf({ code }: OdooError): 'OdooRefused' | (typeof OWN_REFUSALS)[number] {
  return OWN_REFUSALS.find((own) => own === code) ?? 'OdooRefused';
}

function ofNetvisor(error: NetvisorError): ApplicationFailure {
  switch (error.kind) {
    case 'Transient':
    case 'Paused':
      return retryable(error.kind, error.message, error.retryAfterMs);
    // On a write these are outcomes, which the activity returns; here they mean that a look-up went wrong.
    case 'Rejected':
    case 'AlreadyExists':
    case 'InDoubt':
    case 'Bug':
      return bug(error.message);
  }
}

/** `nextRetryDelay` is kept between a second and a quarter of an hour, whatever the other side asks for. */
function retryable(type: string, message: string, afterMs?: number): ApplicationFailure {
  return ApplicationFailure.create({
    message,
    type,
    nonRetryable: false,
    category: ApplicationFailureCategory.BENIGN,
    ...(afterMs !== undefined && { nextRetryDelay: Math.min(Math.max(afterMs, 1000), 900_000) }),
  });
}

function bug(message: string): ApplicationFailure {
  return ApplicationFailure.create({ message, type: 'Bug', nonRetryable: true });
}

/** Where it happened, without the message: that may quote a document. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const at = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? [];
  return [error.name, ...at.slice(0, 8)].join('\n');
}

import { ServiceError } from '@temporalio/client';
import { QueryNotRegisteredError, WorkflowNotFoundError } from '@temporalio/client';
import { SettingsError } from '../config/settings.ts';
import { NetvisorError } from '../netvisor/errors.ts';
import { OdooError } from '../odoo/errors.ts';
import { ProvisionError } from '../odoo/provision/provision.ts';

/** What the person can mend; shown without a stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** The answer of a command: JSON for machines, a sentence for people. */
export function print(options: { readonly json?: true }, data: unknown, sentence: string): void {
  console.log(options.json ? JSON.stringify(data) : sentence);
}

/** Ends the command with exit code 1 and one clear text. A bug shows its stack. */
export function fail(error: unknown): void {
  process.exitCode = 1;
  console.error(wordsFor(error));
}

const WITHOUT_STACK = [SettingsError, ProvisionError, CommandError];

function wordsFor(error: unknown): string {
  if (error instanceof Error && WITHOUT_STACK.some((kind) => error instanceof kind)) return error.message;
  if (error instanceof WorkflowNotFoundError)
    return 'No such workflow runs. Is a worker up? Start one: silta worker';
  if (error instanceof QueryNotRegisteredError)
    return 'The workflow runs code without this query. Update the worker.';
  if (error instanceof ServiceError)
    return 'Temporal does not answer. Is it up, and is temporal.address right?';
  if (error instanceof NetvisorError)
    return `Netvisor does not answer as it should (${error.reason}). See what is wrong: silta check`;
  if (error instanceof OdooError && odooCure(error.code)) return `${error.message}: ${odooCure(error.code)}.`;
  if (error instanceof OdooError) return `${error.message}. Check odoo.url, odoo.database and the API key.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const ODOO_CURES: Readonly<Record<string, string>> = {
  OdooTooOld: 'this Odoo is older than 16, which Silta cannot serve. Upgrade Odoo',
  OdooVersionUnknown: 'something answers there that does not tell a version of Odoo. Check odoo.url',
  OdooUserMissing:
    'this Odoo is older than 19 and wants a login beside the key. Set odoo.user in silta.yaml (for an administrator’s key: SILTA_ODOO_ADMIN_USER)',
};

/** What to do about a refusal that has nothing to do with the key. */
export const odooCure = (code: string): string | undefined => ODOO_CURES[code];

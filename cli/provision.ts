import { openSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { ask, confirm } from './confirm.ts';
import { CommandError, print } from './output.ts';
import { ADMIN_USER_ENV, connectionOf, settingsOf, type Global } from './shared.ts';
import { ledgerOf, webhookUrlOf, type ConnectionSettings } from '../config/settings.ts';
import { suggestVatCode } from '../mapping/vat.ts';
import { createOdooTransport } from '../odoo/any-version.ts';
import { applySteps, planProvisioning, type ProvisionStep } from '../odoo/provision/provision.ts';
import { companyName, planRemoval } from '../odoo/provision/remove.ts';
import { makeKey, planUser } from '../odoo/provision/user.ts';
import { detectVersion, limitsOf } from '../odoo/provision/version.ts';
import type { OdooTransport } from '../odoo/transport.ts';

interface Flags {
  readonly adminKeyEnv: string;
  readonly yes?: true;
  readonly repin?: true;
  /** Login, or true for the usual one. */
  readonly createUser?: string | true;
  readonly keyFile?: string;
  readonly remove?: true;
  /** Name of the company, typed; or true to be asked for it. */
  readonly deleteData?: string | true;
}

/** Installing a module of Odoo's, or making all fields, takes longer than other calls. */
const TIMEOUT_MS = 150_000;

export function addProvision(program: Command, options: () => Global): void {
  program
    .command('provision <connection>')
    .description('Show what Odoo lacks for this connection, and make it. Run it again at any time.')
    .option(
      '--admin-key-env <name>',
      'environment variable with an administrator’s API key',
      'SILTA_ODOO_ADMIN_KEY',
    )
    .option('--yes', 'make it without asking')
    .option('--repin', 'bind the connection to this database although it is bound to another')
    .option('--create-user [login]', 'make or mend the user that Silta works as (silta), with a new API key')
    .option('--key-file <file>', 'write the key there, readable by you alone, instead of printing it once')
    .option('--remove', 'take away all that provisioning has made; what is known of invoices stays')
    .option('--delete-data [company]', 'with --remove: delete that too; name the company to confirm')
    .action((connection: string, flags: Flags) =>
      flags.remove ? remove(options(), connection, flags) : provision(options(), connection, flags),
    );
}

/** Plan, question, steps one by one. The administrator's key is used and not kept. */
async function provision(options: Global, connection: string, flags: Flags): Promise<void> {
  const all = settingsOf(options);
  const settings = connectionOf(all, connection);
  const webhookUrl = webhookUrlOf(all, settings);
  if (flags.deleteData !== undefined) throw new CommandError('--delete-data goes with --remove.');
  if (flags.keyFile !== undefined && flags.createUser === undefined)
    throw new CommandError('--key-file goes with --create-user.');
  const admin = administrator(settings, flags);
  const { company } = settings.odoo;
  const limits = limitsOf(await detectVersion(admin), webhookUrl);
  if (!options.json) for (const limit of limits) console.log(limit);
  const user = { admin, company, login: flags.createUser === true ? 'silta' : (flags.createUser ?? '') };
  const steps = [
    ...(await planProvisioning({
      admin,
      company,
      ledger: ledgerOf(settings),
      repin: flags.repin ? 'repin' : 'keep',
      suggestVatCode,
      webhookUrl,
    })),
    ...(flags.createUser === undefined ? [] : await planUser(user)),
  ];
  if (steps.length === 0 && flags.createUser === undefined) {
    print(options, { made: [] }, 'Odoo has all that this connection needs.');
    return;
  }
  const key = flags.createUser === undefined ? [] : [`a new API key for the user "${user.login}"`];
  const made = await carryOut(options, flags, 'Odoo lacks', 'Make this in Odoo?', steps, key);
  if (!made) return;
  const words = flags.createUser === undefined ? {} : await newKey(user, flags);
  print(options, { made, limits, ...words }, ['Done.', ...Object.values(words)].join('\n'));
}

async function remove(options: Global, connection: string, flags: Flags): Promise<void> {
  const settings = connectionOf(settingsOf(options), connection);
  if (flags.createUser !== undefined || flags.repin)
    throw new CommandError('--remove goes with --delete-data and --yes only.');
  const admin = administrator(settings, flags);
  const { company } = settings.odoo;
  const name = await companyName(admin, company);
  const data = await dataToo(flags, name);
  const steps = await planRemoval({ admin, company, data });
  if (steps.length === 0) {
    print(options, { removed: [] }, 'Odoo has nothing of this connection.');
    return;
  }
  const removed = await carryOut(options, flags, 'To be removed', 'Remove this from Odoo?', steps, []);
  if (!removed) return;
  const rest =
    data === 'keep'
      ? 'The fields with what is known of invoices are still there; so is the module Automation Rules.'
      : 'The module Automation Rules is still there.';
  print(options, { removed }, `Done. ${rest}`);
}

/** Data goes only with the company's name, typed by a person or given on the command line. */
async function dataToo(flags: Flags, name: string): Promise<'keep' | 'delete'> {
  const typed =
    flags.deleteData === true || (flags.deleteData === undefined && !flags.yes)
      ? await ask(
          `To delete also what Odoo knows of the invoices in Netvisor, type "${name}"; or press Enter to keep it: `,
        )
      : (flags.deleteData ?? '');
  if (typed === name) return 'delete';
  if (flags.deleteData === undefined && typed === '') return 'keep';
  throw new CommandError(`Data is deleted only with the name of the company: --delete-data "${name}"`);
}

function administrator(settings: ConnectionSettings, flags: Flags): OdooTransport {
  const apiKey = process.env[flags.adminKeyEnv];
  if (!apiKey) {
    throw new CommandError(
      `Set ${flags.adminKeyEnv} to an API key of an Odoo administrator (Preferences → Account Security).`,
    );
  }
  const { url, database } = settings.odoo;
  const user = process.env[ADMIN_USER_ENV];
  return createOdooTransport({ url, database, user, apiKey, timeoutMs: TIMEOUT_MS });
}

/** What was done; undefined when the person does not want it. */
async function carryOut(
  options: Global,
  flags: Flags,
  heading: string,
  question: string,
  steps: readonly ProvisionStep[],
  more: readonly string[],
): Promise<readonly string[] | undefined> {
  const planned = [...steps.map(({ what }) => what), ...more];
  if (!options.json) console.log(`${heading}:\n${planned.map((what) => `  - ${what}`).join('\n')}`);
  if (!flags.yes && !(await confirm(question))) {
    print(options, { planned }, 'Nothing was changed. To do it without a question: --yes');
    return undefined;
  }
  await applySteps(steps, (what) => {
    if (!options.json) console.log(`done: ${what}`);
  });
  return steps.map(({ what }) => what);
}

/** Odoo tells a key once, and so does this. The file is made first: a key that cannot be kept is not made. */
async function newKey(
  user: Parameters<typeof makeKey>[0],
  { keyFile }: Flags,
): Promise<Readonly<Record<string, string>>> {
  const file = keyFile === undefined ? undefined : openNew(keyFile);
  const { key, expires, others } = await makeKey(user);
  if (file !== undefined) writeFileSync(file, `${key}\n`);
  return {
    key: keyFile === undefined ? key : `The key is in ${keyFile}.`,
    ...(expires !== undefined && { expires: `It works until ${expires}; make a new one before.` }),
    ...(others > 0 && {
      others: `The user has ${others} older keys that work still. Delete them in Odoo when the new one is in use.`,
    }),
  };
}

function openNew(file: string): number {
  try {
    return openSync(file, 'wx', 0o600);
  } catch {
    throw new CommandError(`${file} is there already, or cannot be written: the key needs a new file.`);
  }
}

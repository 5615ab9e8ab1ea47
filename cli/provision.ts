import { confirm } from './confirm.ts';
import { CommandError, print } from './output.ts';
import { ADMIN_USER_ENV, connectionOf, settingsOf, type Global } from './shared.ts';
import { ledgerOf } from '../config/settings.ts';
import { suggestVatCode } from '../mapping/vat.ts';
import { planProvisioning } from '../odoo/provision/provision.ts';
import { createOdooTransport } from '../odoo/any-version.ts';
import { timing } from '../workflows/contract.ts';

interface Flags {
  readonly adminKeyEnv: string;
  readonly yes?: true;
  readonly repin?: true;
}

/** `silta provision`: plan, question, steps one by one. The administrator's key is used and not kept. */
export async function provision(options: Global, connection: string, flags: Flags): Promise<void> {
  const settings = connectionOf(settingsOf(options), connection);
  const adminKey = process.env[flags.adminKeyEnv];
  if (!adminKey) {
    throw new CommandError(
      `Set ${flags.adminKeyEnv} to an API key of an Odoo administrator (Preferences → Account Security).`,
    );
  }
  const { url, database, company } = settings.odoo;
  const { odooMs } = timing(settings.netvisor.limitSeconds);
  const admin = createOdooTransport({
    url,
    database,
    user: process.env[ADMIN_USER_ENV],
    apiKey: adminKey,
    timeoutMs: odooMs,
  });
  const ledger = ledgerOf(settings);
  const steps = await planProvisioning({
    admin,
    company,
    ledger,
    repin: flags.repin ? 'repin' : 'keep',
    suggestVatCode,
  });
  if (steps.length === 0) {
    print(options, { made: [] }, 'Odoo has all that this connection needs.');
    return;
  }
  if (!options.json) console.log(`Odoo lacks:\n${steps.map(({ what }) => `  - ${what}`).join('\n')}`);
  if (!flags.yes && !(await confirm('Make this in Odoo?'))) {
    print(
      options,
      { planned: steps.map(({ what }) => what) },
      'Nothing was changed. To make it without a question: --yes',
    );
    return;
  }
  for (const { what, apply } of steps) {
    await apply();
    if (!options.json) console.log(`made: ${what}`);
  }
  print(options, { made: steps.map(({ what }) => what) }, 'Done.');
}

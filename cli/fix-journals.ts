import type { Command } from 'commander';
import { confirm } from './confirm.ts';
import { CommandError, print } from './output.ts';
import { connectionOf, settingsOf, type Global } from './shared.ts';
import { table } from './table.ts';
import { paymentsWait, waitingLines } from '../mapping/connection-test/in-payment.ts';
import {
  readPaymentLines,
  writePaymentAccount,
  type LedgerAccount,
  type PaymentLine,
} from '../odoo/payment-lines.ts';
import { readModules } from '../odoo/inspection.ts';
import { createJson2Transport } from '../odoo/transport.ts';
import { timing } from '../workflows/contract.ts';

interface Flags {
  readonly adminKeyEnv: string;
  readonly journal?: readonly string[];
  readonly yes?: true;
}

export function addFixJournals(program: Command, options: () => Global): void {
  program
    .command('odoo')
    .description('Settings of Odoo itself that Silta rests on.')
    .command('fix-journals <connection>')
    .description(
      'Show which payment methods would leave invoices In Payment, and book them on the account of their journal.',
    )
    .option(
      '--admin-key-env <name>',
      'environment variable with an administrator’s API key',
      'SILTA_ODOO_ADMIN_KEY',
    )
    .option('--journal <code...>', 'only these journals')
    .option('--yes', 'do it without asking')
    .action((connection: string, flags: Flags) => fixJournals(options(), connection, flags));
}

/** The administrator's key is used and not kept; nothing else in Odoo is changed. */
async function fixJournals(options: Global, connection: string, flags: Flags): Promise<void> {
  const { odoo, netvisor } = connectionOf(settingsOf(options), connection);
  const apiKey = process.env[flags.adminKeyEnv];
  if (!apiKey) {
    throw new CommandError(
      `Set ${flags.adminKeyEnv} to an API key of an Odoo administrator (Preferences → Account Security).`,
    );
  }
  const { url, database, company } = odoo;
  const admin = createJson2Transport({
    url,
    database,
    apiKey,
    timeoutMs: timing(netvisor.limitSeconds).odooMs,
  });
  if (!paymentsWait(await readModules(admin, ['account_accountant']))) {
    const why =
      'This Odoo has no bank reconciliation of its own (Community): payments end in Paid. Nothing to do.';
    print(options, { planned: [], set: [] }, why);
    return;
  }
  const wanted = flags.journal;
  const waiting = waitingLines(await readPaymentLines(admin, company)).filter(
    ({ journal }) => wanted === undefined || wanted.includes(journal.code),
  );
  const fixable = waiting.filter(isFixable);
  const lost = waiting.filter((line) => !isFixable(line));
  const planned = fixable.map(described);
  if (waiting.length === 0) {
    print(options, { planned: [], set: [] }, 'Payments of all journals end in Paid. Nothing to do.');
    return;
  }
  if (!options.json) console.log(plan(fixable, lost));
  if (fixable.length === 0) {
    throw new CommandError(
      'None of them has an account of its own: give each journal one in Odoo, then run this again.',
    );
  }
  if (!flags.yes && !(await confirm('Set these accounts in Odoo?'))) {
    print(options, { planned, set: [] }, 'Nothing was changed. To set them without a question: --yes');
    return;
  }
  for (const { id, journal } of fixable) await writePaymentAccount(admin, company, id, journal.account.id);
  print(options, { planned, set: planned }, `Set: ${fixable.length}. Test again: silta check ${connection}`);
}

type Fixable = PaymentLine & { readonly journal: { readonly account: LedgerAccount } };
const isFixable = (line: PaymentLine): line is Fixable => line.journal.account !== undefined;

const described = ({ id, name, direction, journal, paymentAccount }: Fixable): object => ({
  line: id,
  journal: journal.code,
  method: name,
  direction,
  from: paymentAccount?.name ?? null,
  to: journal.account.name,
});

function plan(fixable: readonly Fixable[], lost: readonly PaymentLine[]): string {
  const without = lost.map(({ journal, name }) => `  ${journal.code} / ${name}`);
  return [
    'These payment methods leave invoices In Payment until a bank statement is matched:',
    table(COLUMNS, fixable),
    ...(without.length > 0
      ? [`Their journal has no account of its own, so nothing can be set:\n${without.join('\n')}`]
      : []),
  ].join('\n\n');
}

const COLUMNS: Parameters<typeof table<Fixable>>[0] = [
  { title: 'journal', of: ({ journal }) => journal.code },
  { title: 'payment method', of: ({ name }) => name },
  { title: 'direction', of: ({ direction }) => direction },
  { title: 'account now', of: ({ paymentAccount }) => paymentAccount?.name ?? '–' },
  { title: 'account then', of: ({ journal }) => journal.account.name },
];

import { Command, InvalidArgumentError, Option } from 'commander';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { check, type CheckFlags } from './check.ts';
import { addFixJournals } from './fix-journals.ts';
import { fail, print } from './output.ts';
import { addGateway } from './gateway.ts';
import { addPreview } from './preview.ts';
import { addProvision } from './provision.ts';
import { addSchedules } from './schedules.ts';
import { type Global, idOf, settingsOf, withClient } from './shared.ts';
import { addStatus } from './status.ts';
import { addVat } from './vat.ts';
import { loadSettings } from '../config/settings.ts';
import { ensureConnections } from '../control/connections.ts';
import { inbox } from '../control/inbox.ts';
import { ignoreInvoice, resendInvoice, retryInvoice, sendInvoice } from '../control/invoices.ts';
import { hintSweep } from '../control/sweep.ts';
import { pauseConnection, resumeConnection, workflowIds } from '../workflows/contract.ts';

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));

const program = new Command('silta')
  .description('The bridge between Odoo and Netvisor.')
  .version(version)
  .option('-c, --config <file>', 'settings file', process.env['SILTA_CONFIG'] ?? 'silta.yaml')
  .option('--json', 'answer in JSON, for machines')
  .showHelpAfterError();

const connectionArgument = '<connection>';

program
  .command('worker')
  .description(
    'Run a worker: workflows, Odoo calls, and the Netvisor lanes that it can get. Stops on Ctrl-C.',
  )
  .addOption(new Option('--log-level <level>').choices(['debug', 'info', 'warn', 'error']).default('info'))
  .action(async ({ logLevel }: { logLevel: string }) => {
    const settings = settingsOf(options());
    // Loaded here only: the other commands need no Rust core and start quicker without it.
    const [{ runWorker }, { createLog }] = await Promise.all([
      import('../workers/run.ts'),
      import('../workers/log.ts'),
    ]);
    const log = createLog(logLevel);
    const stop = new AbortController();
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
    await runWorker({
      settings,
      log,
      stopping: stop.signal,
      ready: () => log.info({ connections: [...settings.connections.keys()] }, 'worker ready'),
    });
    log.info({}, 'worker stopped');
  });

program
  .command('check [connection]')
  .description(
    'Test settings, Temporal, and every right and assumption in Netvisor and Odoo; exit code 1 if one is red.',
  )
  .addOption(new Option('--language <language>').choices(['en', 'fi', 'sv']).default('en'))
  .action((connection: string | undefined, flags: CheckFlags) => check(options(), connection, flags));

addProvision(program, options);

program
  .command(`send ${connectionArgument} <invoice...>`)
  .description('Ask for invoices (ids of account.move) to be sent. Asking again is harmless.')
  .action((connection: string, invoices: string[]) => {
    const ids = invoices.map(idOf);
    return withClient(options(), connection, async (client, settings, own) => {
      await ensureConnections(client, settings);
      for (const id of ids) await sendInvoice(client, own, id, 'person');
      print(
        options(),
        { asked: ids.length },
        `Asked for ${ids.length}. See: silta inbox, or the Temporal UI.`,
      );
    });
  });

program
  .command(`resend ${connectionArgument} <invoice...>`)
  .description('Edit in Netvisor what has changed in Odoo since it was sent, where Netvisor lets it.')
  .action((connection: string, invoices: string[]) => {
    const ids = invoices.map(idOf);
    return withClient(options(), connection, async (client, settings, own) => {
      await ensureConnections(client, settings);
      for (const id of ids) await resendInvoice(client, own, id);
      print(
        options(),
        { asked: ids.length },
        `Asked for ${ids.length}. See: silta inbox, or the Temporal UI.`,
      );
    });
  });

program
  .command(`sweep ${connectionArgument}`)
  .description('Look in Odoo now for what has been asked for, without waiting for webhook or schedule.')
  .action((connection: string) =>
    withClient(options(), connection, async (client, _settings, own) => {
      await hintSweep(client, own);
      print(
        options(),
        { swept: connection },
        `Looking. See: workflow ${workflowIds.invoiceSweep(connection)}`,
      );
    }),
  );

program
  .command(`retry ${connectionArgument} <invoice...>`)
  .description('Try invoices again that wait for a person.')
  .action((connection: string, invoices: string[]) => {
    const ids = invoices.map(idOf);
    return withClient(options(), connection, async (client) => {
      const running = await Promise.all(ids.map((id) => retryInvoice(client, connection, id)));
      report(ids, running, 'asked to try again');
    });
  });

program
  .command(`ignore ${connectionArgument} <invoice>`)
  .description('Leave an invoice that waits for a person out of Netvisor.')
  .requiredOption('--code <code>', 'why, as one word of letters: it is kept in history', codeArgument)
  .action((connection: string, invoice: string, { code }: { code: string }) => {
    const id = idOf(invoice);
    return withClient(options(), connection, async (client) => {
      const running = await ignoreInvoice(client, connection, id, code);
      report([id], [running], 'asked to be left out, which happens if it waits for a person');
    });
  });

program
  .command('inbox')
  .description('All that waits for a person.')
  .action(() =>
    withClient(options(), undefined, async (client) => {
      const items = await inbox(client);
      const lines = items.map(
        (item) =>
          `${item.document || item.workflowId}\t${item.reason}\t${item.connection}\tsince ${item.since}`,
      );
      print(options(), items, items.length > 0 ? lines.join('\n') : 'Nothing waits for a person.');
    }),
  );

addStatus(program, options);

program
  .command(`pause ${connectionArgument}`)
  .description('Hold all documents of a connection. None fails.')
  .action((connection: string) =>
    withClient(options(), connection, async (client) => {
      await client.workflow.getHandle(workflowIds.connection(connection)).signal(pauseConnection);
      print(
        options(),
        { paused: connection },
        `${connection}: asked to pause. To go on: silta resume ${connection}`,
      );
    }),
  );

program
  .command(`resume ${connectionArgument}`)
  .description('Probe now, and let documents flow if the probe is green.')
  .action((connection: string) =>
    withClient(options(), connection, async (client) => {
      await client.workflow.getHandle(workflowIds.connection(connection)).signal(resumeConnection);
      print(
        options(),
        { resumed: connection },
        `${connection}: asked to resume. See: silta status ${connection}`,
      );
    }),
  );

addPreview(program, options);
addGateway(program, options);
addFixJournals(program, options);
addVat(program, options);
addSchedules(program, options);

const config = program.command('config').description('Settings as data.');
config
  .command('check')
  .description('Name every setting that is wrong, in one go.')
  .action(() => {
    const { config: file } = options();
    const { connections } = loadSettings(file, process.env);
    print(
      options(),
      { connections: [...connections.keys()] },
      `${file}: in order, ${connections.size} connection(s).`,
    );
  });

function options(): Global {
  return program.opts<Global>();
}

function codeArgument(text: string): string {
  if (!/^\w{1,40}$/.test(text))
    throw new InvalidArgumentError('one word of at most 40 letters, digits or underscores.');
  return text;
}

function report(ids: readonly number[], running: readonly boolean[], done: string): void {
  const results = ids.map((invoice, index) => ({ invoice, asked: running[index] ?? false }));
  const lines = results.map(({ invoice, asked }) => `${invoice}: ${asked ? done : 'is not on its way'}`);
  print(options(), results, lines.join('\n'));
}

program.parseAsync().catch(fail);

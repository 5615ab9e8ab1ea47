import { Command, InvalidArgumentError } from 'commander';

interface Started {
  readonly url: string;
  close(): Promise<void>;
}

interface Options {
  readonly port: number;
  readonly host: string;
}

const program = new Command('simulate')
  .description('Runs one simulator in the foreground until it is interrupted.')
  .showHelpAfterError();

addCommand('netvisor', 'docs/simulators.md', async (options) => {
  const { startNetvisorSimulator } = await import('./netvisor/server.ts');
  return startNetvisorSimulator(options);
});
addCommand('odoo', 'docs/simulators-odoo.md', async (options) => {
  const { startOdooSimulator } = await import('./odoo/server.ts');
  return startOdooSimulator(options);
});

await program.parseAsync();

function addCommand(
  name: string,
  documentation: string,
  start: (options: Options) => Promise<Started>,
): void {
  program
    .command(name)
    .description(`the ${name} simulator`)
    .option('--port <number>', 'port to listen on; 0 takes a free one', toPort, 0)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .action(async (options: Options) => {
      const server = await start(options);
      console.log(`${name} simulator at ${server.url}, test credentials in ${documentation}`);
      await interruption();
      await server.close();
    });
}

function toPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(port) || port > 65535) {
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  }
  return port;
}

/** Resolves when the process is asked to stop. */
function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

import type { Command } from 'commander';
import { CommandError } from './output.ts';
import { type Global, withClient } from './shared.ts';
import { startGateway } from '../gateway/server.ts';
import { createLog } from '../workers/log.ts';

export function addGateway(program: Command, options: () => Global): void {
  program
    .command('gateway')
    .description("Take Odoo's webhooks and tell how Silta is (health, readiness). Stops on Ctrl-C.")
    .action(() => gateway(options()));
}

async function gateway(options: Global): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  await withClient(
    options,
    undefined,
    async (client, settings) => {
      const { host, port } = settings.gateway;
      const log = createLog();
      const running = await startGateway({ settings, client, log, host, port }).catch((error: unknown) => {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
        throw new CommandError(
          `The gateway cannot listen on ${host}:${port} (${code}). See gateway in the settings.`,
        );
      });
      if (!stop.signal.aborted) {
        await new Promise((resolve) => stop.signal.addEventListener('abort', resolve, { once: true }));
      }
      await running.close();
      log.info({}, 'gateway stopped');
    },
    'no time limit',
  );
}

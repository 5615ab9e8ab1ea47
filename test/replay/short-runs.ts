import { Client, Connection } from '@temporalio/client';
import { spawn } from 'node:child_process';
import { findTemporalServer } from '../../tools/temporal-server/find.ts';
import type { TestTemporal } from '../../tools/playground/temporal.ts';
import { endWithUs } from '../../tools/temporal-server/guard.ts';
import { freePorts } from '../../tools/temporal-server/ports.ts';
import { searchAttributes } from '../../workflows/contract.ts';

/** Events after which the recorder's server asks a run to continue as new; in production thousands. */
export const SUGGESTED_EVENTS = 60;

/** A Temporal server that asks for new runs early, so that the history of one stays small. */
export async function startRecordingServer(suggestedEvents = SUGGESTED_EVENTS): Promise<TestTemporal> {
  const { path } = await findTemporalServer((line) => console.log(line));
  const [port = 0] = await freePorts(1);
  const names = Object.values(searchAttributes).map(({ name }) => name);
  const child = spawn(
    path,
    [
      'server',
      'start-dev',
      '--ip=127.0.0.1',
      `--port=${port}`,
      '--headless',
      '--log-level=error',
      ...names.map((name) => `--search-attribute=${name}=Keyword`),
      '--dynamic-config-value=system.forceSearchAttributesCacheRefreshOnRead=true',
      `--dynamic-config-value=limit.historyCount.suggestContinueAsNew=${suggestedEvents}`,
    ],
    { stdio: 'ignore', detached: process.platform !== 'win32' },
  );
  endWithUs(child);
  const address = `127.0.0.1:${port}`;
  const connection = await ready(address, names);
  const end = async (): Promise<void> => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  };
  return {
    address,
    client: new Client({ connection }),
    server: { address, process: child, stop: end },
    async stop() {
      await connection.close();
      await end();
    },
  };
}

async function ready(address: string, names: readonly string[]): Promise<Connection> {
  const end = Date.now() + 60_000;
  for (;;) {
    try {
      const connection = await Connection.connect({ address, connectTimeout: '2 seconds' });
      const { customAttributes } = await connection.operatorService.listSearchAttributes({
        namespace: 'default',
      });
      if (names.every((name) => name in customAttributes)) return connection;
      await connection.close();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

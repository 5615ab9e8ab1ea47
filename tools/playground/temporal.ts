import { Client, Connection } from '@temporalio/client';
import { searchAttributes } from '../../workflows/contract.ts';
import { startTemporalServer, type TemporalServer } from '../temporal-server/start.ts';

export interface TestTemporal {
  readonly address: string;
  readonly client: Client;
  readonly server: TemporalServer;
  stop(): Promise<void>;
}

/** A real Temporal server of its own for one test file; with its web UI for people who look on. */
export async function startTemporal(options: { readonly ui?: true } = {}): Promise<TestTemporal> {
  const server = await startTemporalServer({
    log: () => undefined,
    ...options,
    searchAttributes: Object.values(searchAttributes).map(({ name }) => name),
  });
  const connection = await Connection.connect({ address: server.address });
  return {
    address: server.address,
    client: new Client({ connection }),
    server,
    async stop() {
      await connection.close();
      await server.stop();
    },
  };
}

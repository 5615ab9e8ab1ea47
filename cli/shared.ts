import { Client, Connection } from '@temporalio/client';
import { CommandError } from './output.ts';
import { loadSettings, SettingsError, type ConnectionSettings, type Settings } from '../config/settings.ts';

/** Login of the administrator whose key is given; Odoo 16 to 18 want it. */
export const ADMIN_USER_ENV = 'SILTA_ODOO_ADMIN_USER';

/** Options that every command takes. */
export interface Global {
  readonly config: string;
  readonly json?: true;
}

export const settingsOf = ({ config }: Global): Settings => loadSettings(config, process.env);

export function connectionOf({ connections }: Settings, name: string): ConnectionSettings {
  const found = connections.get(name);
  if (!found)
    throw new SettingsError([
      `there is no connection "${name}"; there is: ${[...connections.keys()].join(', ')}`,
    ]);
  return found;
}

/** Runs a command against Temporal, with a time limit: without a worker a query would wait for ever. */
export async function withClient(
  options: Global,
  connection: string | undefined,
  body: (client: Client, settings: Settings, own: ConnectionSettings) => Promise<void>,
  limit: 'quick' | 'no time limit' = 'quick',
): Promise<void> {
  const settings = settingsOf(options);
  const own = connectionOf(settings, connection ?? [...settings.connections.keys()][0] ?? '');
  const { address, namespace } = settings.temporal;
  const temporal = await Connection.connect({ address, connectTimeout: '5s' }).catch(() => {
    throw new CommandError(
      `Temporal does not answer at ${address}. Is it up, and is temporal.address right?`,
    );
  });
  try {
    const client = new Client({ connection: temporal, namespace });
    const run = (): Promise<void> => body(client, settings, own);
    await (limit === 'quick' ? temporal.withDeadline(Date.now() + 20_000, run) : run());
  } finally {
    await temporal.close();
  }
}

/** @throws CommandError before anything is asked of anybody */
export function idOf(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new CommandError(`"${text}" is not an id of an invoice in Odoo.`);
  return Number(text);
}

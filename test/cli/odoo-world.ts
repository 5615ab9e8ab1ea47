import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { ODOO_SIM_ADMIN, ODOO_SIM_BOT, ODOO_SIM_DATABASE } from '../../simulators/odoo/credentials.ts';
import { startOdooSimulator } from '../../simulators/odoo/server.ts';
import type { OdooSimulator } from '../../simulators/odoo/simulator.ts';
import { provisionSimulator } from '../../tools/playground/world.ts';
import { KEYS, settingsText, silta, type Ran } from './run.ts';

/** Commands against a provisioned Odoo; nobody serves Netvisor, and what needs it would fail. */
export interface OdooWorld {
  readonly odoo: OdooSimulator;
  readonly run: (args: readonly string[], as?: 'bot' | 'administrator') => Promise<Ran>;
  close(): Promise<void>;
}

export async function openOdooWorld(temporalAddress = '127.0.0.1:1'): Promise<OdooWorld> {
  const { simulator, url, close } = await startOdooSimulator({});
  await provisionSimulator(url);
  const folder = await mkdtemp(path.join(tmpdir(), 'silta-cli-'));
  const config = path.join(folder, 'silta.yaml');
  const text = parse(settingsText(temporalAddress)) as { connections: { main: object } };
  const main = {
    ...text.connections.main,
    language: 'en',
    odoo: { url, database: ODOO_SIM_DATABASE, company: 1, apiKey: { env: 'ODOO_KEY' } },
    invoices: { journals: { INV: {} }, vatRounding: 'row' },
  };
  await writeFile(config, stringify({ ...text, connections: { main } }));
  const keys = { ...KEYS, ODOO_KEY: ODOO_SIM_BOT.key };
  return {
    odoo: simulator,
    run: (args, as = 'bot') =>
      silta(['--config', config, ...args], {
        ...keys,
        ...(as === 'administrator' && { SILTA_ODOO_ADMIN_KEY: ODOO_SIM_ADMIN.key }),
      }),
    async close() {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

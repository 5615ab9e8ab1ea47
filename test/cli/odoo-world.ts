import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { NETVISOR_SIM_CREDENTIALS } from '../../simulators/netvisor/credentials.ts';
import { startNetvisorSimulator } from '../../simulators/netvisor/server.ts';
import type { NetvisorSimulator } from '../../simulators/netvisor/simulator.ts';
import { ODOO_SIM_ADMIN, ODOO_SIM_BOT, ODOO_SIM_DATABASE } from '../../simulators/odoo/credentials.ts';
import { startOdooSimulator } from '../../simulators/odoo/server.ts';
import type { OdooSimulator } from '../../simulators/odoo/simulator.ts';
import { provisionSimulator } from '../../tools/playground/world.ts';
import { KEYS, settingsText, silta, type Ran } from './run.ts';

/** Commands against a provisioned Odoo and a Netvisor without records. */
export interface OdooWorld {
  readonly odoo: OdooSimulator;
  readonly netvisor: NetvisorSimulator;
  readonly netvisorUrl: string;
  readonly run: (args: readonly string[], as?: 'bot' | 'administrator') => Promise<Ran>;
  close(): Promise<void>;
}

export async function openOdooWorld(temporalAddress = '127.0.0.1:1'): Promise<OdooWorld> {
  const [odoo, netvisor] = await Promise.all([startOdooSimulator({}), startNetvisorSimulator({})]);
  const { url } = odoo;
  await provisionSimulator(url);
  const folder = await mkdtemp(path.join(tmpdir(), 'silta-cli-'));
  const config = path.join(folder, 'silta.yaml');
  const text = parse(settingsText(temporalAddress)) as { connections: { main: object } };
  const main = {
    ...text.connections.main,
    language: 'en',
    odoo: { url, database: ODOO_SIM_DATABASE, company: 1, apiKey: { env: 'ODOO_KEY' } },
    netvisor: {
      url: netvisor.url,
      organisationId: NETVISOR_SIM_CREDENTIALS.organisationId,
      partnerId: NETVISOR_SIM_CREDENTIALS.partnerId,
      partnerKey: { env: 'PARTNER_KEY' },
      customerId: NETVISOR_SIM_CREDENTIALS.customerId,
      customerKey: { env: 'CUSTOMER_KEY' },
    },
    invoices: { journals: { INV: {} }, vatRounding: 'row' },
  };
  await writeFile(config, stringify({ ...text, connections: { main } }));
  const keys = {
    ...KEYS,
    ODOO_KEY: ODOO_SIM_BOT.key,
    PARTNER_KEY: NETVISOR_SIM_CREDENTIALS.partnerKey,
    CUSTOMER_KEY: NETVISOR_SIM_CREDENTIALS.customerKey,
  };
  return {
    odoo: odoo.simulator,
    netvisor: netvisor.simulator,
    netvisorUrl: netvisor.url,
    run: (args, as = 'bot') =>
      silta(['--config', config, ...args], {
        ...keys,
        ...(as === 'administrator' && { SILTA_ODOO_ADMIN_KEY: ODOO_SIM_ADMIN.key }),
      }),
    async close() {
      await Promise.all([odoo.close(), netvisor.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

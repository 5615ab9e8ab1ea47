import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { NETVISOR_SIM_CREDENTIALS } from '../../simulators/netvisor/credentials.ts';
import { ODOO_SIM_BOT, ODOO_SIM_DATABASE } from '../../simulators/odoo/credentials.ts';
import type { Company } from './company.ts';

/** What the settings refer to; for the environment of a worker. */
export const SECRETS = {
  ODOO_KEY: ODOO_SIM_BOT.key,
  NETVISOR_PARTNER_KEY: NETVISOR_SIM_CREDENTIALS.partnerKey,
  NETVISOR_CUSTOMER_KEY: NETVISOR_SIM_CREDENTIALS.customerKey,
};

export interface SettingsFile {
  readonly path: string;
  remove(): void;
}

/** Settings with a connection for each company; all limits are the product's own. */
export function writeSettings(temporalAddress: string, companies: readonly Company[]): SettingsFile {
  const connections = companies.map(({ name, odoo, netvisor }) => [
    name,
    {
      environment: 'test',
      language: 'en',
      odoo: { url: odoo.url, database: ODOO_SIM_DATABASE, company: 1, apiKey: { env: 'ODOO_KEY' } },
      netvisor: {
        url: netvisor.url,
        partnerId: NETVISOR_SIM_CREDENTIALS.partnerId,
        partnerKey: { env: 'NETVISOR_PARTNER_KEY' },
        customerId: NETVISOR_SIM_CREDENTIALS.customerId,
        customerKey: { env: 'NETVISOR_CUSTOMER_KEY' },
        organisationId: NETVISOR_SIM_CREDENTIALS.organisationId,
      },
      invoices: { journals: { INV: {} }, vatRounding: 'row' },
      // Calls are counted: what goes by the clock is asked for when its turn comes.
      schedules: { verifyInvoices: 'off', invoiceSweep: 'off' },
    },
  ]);
  const folder = mkdtempSync(join(tmpdir(), 'silta-bench-'));
  const path = join(folder, 'silta.yaml');
  writeFileSync(
    path,
    stringify({
      temporal: { address: temporalAddress },
      connections: Object.fromEntries(connections) as object,
    }),
  );
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

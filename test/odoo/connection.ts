import { stringify } from 'yaml';
import { parseSettings, type ConnectionSettings } from '../../config/settings.ts';
import { suggestVatCode } from '../../mapping/vat.ts';
import { planProvisioning } from '../../odoo/provision/provision.ts';
import { createJson2Transport } from '../../odoo/transport.ts';
import { NETVISOR_SIM_CREDENTIALS } from '../../simulators/netvisor/credentials.ts';
import type { RealOdoo } from '../../tools/odoo/server.ts';

/** Settings of a connection between a real Odoo and a Netvisor simulator. */
export function settingsOfReal(odoo: RealOdoo, netvisorUrl: string): ConnectionSettings {
  const { partnerId, partnerKey, customerId, customerKey, organisationId } = NETVISOR_SIM_CREDENTIALS;
  const yaml = stringify({
    connections: {
      real: {
        environment: 'test',
        language: 'en',
        odoo: {
          url: odoo.url,
          database: odoo.database,
          company: odoo.companyId,
          apiKey: { env: 'ODOO_KEY' },
        },
        netvisor: {
          url: netvisorUrl,
          partnerId,
          partnerKey: { env: 'PARTNER_KEY' },
          customerId,
          customerKey: { env: 'CUSTOMER_KEY' },
          organisationId,
        },
        invoices: { journals: { INV: {} }, vatRounding: 'row' },
      },
    },
  });
  const secrets = { ODOO_KEY: odoo.botKey, PARTNER_KEY: partnerKey, CUSTOMER_KEY: customerKey };
  const found = parseSettings(yaml, secrets).connections.get('real');
  if (!found) throw new Error('no connection');
  return found;
}

/** What `silta provision` does. */
export async function provisionReal(odoo: RealOdoo): Promise<void> {
  const admin = createJson2Transport({ ...odoo, apiKey: odoo.adminKey, timeoutMs: 60_000 });
  const ledger = `test:${NETVISOR_SIM_CREDENTIALS.organisationId}`;
  const steps = await planProvisioning({
    admin,
    company: odoo.companyId,
    ledger,
    repin: 'keep',
    suggestVatCode,
  });
  for (const { apply } of steps) await apply();
}

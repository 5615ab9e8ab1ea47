import { stringify } from 'yaml';
import { testedLines } from '../../activities/test-connection.ts';
import { parseSettings, type ConnectionSettings } from '../../config/settings.ts';
import { inWords, type Finding, type LineId } from '../../mapping/connection-test.ts';
import { createJson2Transport, type OdooTransport } from '../../odoo/transport.ts';
import { NETVISOR_SIM_CREDENTIALS } from '../../simulators/netvisor/credentials.ts';
import { startNetvisorSimulator, type NetvisorServer } from '../../simulators/netvisor/server.ts';
import { ODOO_SIM_ADMIN, ODOO_SIM_BOT, ODOO_SIM_DATABASE } from '../../simulators/odoo/credentials.ts';
import { startOdooSimulator } from '../../simulators/odoo/server.ts';
import type { OdooSimulator } from '../../simulators/odoo/simulator.ts';
import { provisionSimulator } from '../../tools/playground/world.ts';
import { openConnection, SILENT, type OpenConnection } from '../../workers/connections.ts';

/** Both simulators with a provisioned company, and connections to them in this process. */
export interface TwoSides {
  readonly odoo: OdooSimulator;
  readonly netvisor: NetvisorServer;
  readonly odooUrl: string;
  /** A connection as a fresh process opens it. */
  open(more?: SettingsWish): OpenConnection;
  /** Calls as the administrator. */
  readonly admin: OdooTransport;
  close(): Promise<void>;
}

export interface SettingsWish {
  readonly invoices?: Readonly<Record<string, unknown>>;
  readonly odooKey?: string;
  readonly language?: 'en' | 'fi' | 'sv';
}

/** Simulators are restored by a reset, and provisioned anew. */
export async function openTwoSides(): Promise<TwoSides> {
  const [odoo, netvisor] = await Promise.all([
    startOdooSimulator({}),
    startNetvisorSimulator({ settings: { records: 'sample' } }),
  ]);
  await provisionSimulator(odoo.url);
  return {
    odoo: odoo.simulator,
    netvisor,
    odooUrl: odoo.url,
    open: (more = {}) =>
      openConnection(settingsFor(odoo.url, netvisor.url, more), new AbortController().signal, SILENT),
    admin: createJson2Transport({
      url: odoo.url,
      database: ODOO_SIM_DATABASE,
      apiKey: ODOO_SIM_ADMIN.key,
      timeoutMs: 30_000,
    }),
    async close() {
      await Promise.all([odoo.close(), netvisor.close()]);
    },
  };
}

function settingsFor(odooUrl: string, netvisorUrl: string, wish: SettingsWish): ConnectionSettings {
  const secrets = { ...SECRETS, ODOO_KEY: wish.odooKey ?? ODOO_SIM_BOT.key };
  const found = parseSettings(settingsYaml(odooUrl, netvisorUrl, wish), secrets).connections.get('main');
  if (!found) throw new Error('no connection');
  return found;
}

/** What the settings file of {@link settingsYaml} refers to. */
export const SECRETS = {
  ODOO_KEY: ODOO_SIM_BOT.key,
  PARTNER_KEY: NETVISOR_SIM_CREDENTIALS.partnerKey,
  CUSTOMER_KEY: NETVISOR_SIM_CREDENTIALS.customerKey,
};

export function settingsYaml(
  odooUrl: string,
  netvisorUrl: string,
  { invoices, language = 'en' }: SettingsWish = {},
): string {
  const { partnerId, customerId, organisationId } = NETVISOR_SIM_CREDENTIALS;
  const main = {
    environment: 'test',
    language,
    odoo: { url: odooUrl, database: ODOO_SIM_DATABASE, company: 1, apiKey: { env: 'ODOO_KEY' } },
    netvisor: {
      url: netvisorUrl,
      partnerId,
      partnerKey: { env: 'PARTNER_KEY' },
      customerId,
      customerKey: { env: 'CUSTOMER_KEY' },
      organisationId,
    },
    invoices: { journals: { INV: {} }, vatRounding: 'row', ...invoices },
  };
  // No Temporal is there: what needs it says so.
  return stringify({ temporal: { address: '127.0.0.1:1' }, connections: { main } });
}

export type Findings = ReadonlyMap<LineId, Finding>;

/** The test of the connection, in English. */
export async function lookAt(
  sides: TwoSides,
  wish: SettingsWish = {},
  open: OpenConnection = sides.open(wish),
): Promise<Findings> {
  const findings = inWords(await testedLines(open), 'en');
  open.netvisor.close();
  return new Map(findings.map((finding) => [finding.id, finding]));
}

export const verdictOf = (findings: Findings, id: LineId): string | undefined => findings.get(id)?.verdict;

/** Lines that are red after a change and were not before. */
export async function newlyRedIn(
  sides: TwoSides,
  change: () => void | Promise<void>,
  wish: SettingsWish = {},
): Promise<Finding[]> {
  const before = await lookAt(sides, wish);
  await change();
  const after = await lookAt(sides, wish);
  return [...after.values()].filter(
    ({ id, verdict }) => verdict === 'red' && verdictOf(before, id) !== 'red',
  );
}

/** A posted invoice of yesterday over one row. */
export function invoiceIn({ odoo }: TwoSides, tax = 'tax_dom_sales_goods_25_5'): number {
  const partner = odoo.addPartner({ name: 'Havutupa Tukku Oy', is_company: true });
  const product = odoo.addProduct({ name: 'Laatikko', default_code: `L-${partner}` });
  const lines = [{ product, name: 'Laatikko', quantity: 1, price: 45, taxes: [tax] }];
  const date = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  return odoo.createInvoice({ partner, lines, date }).id;
}

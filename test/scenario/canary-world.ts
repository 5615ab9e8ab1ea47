import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { callerHeaders, macOf } from '../../simulators/netvisor/authentication.ts';
import { NETVISOR_SIM_CREDENTIALS } from '../../simulators/netvisor/credentials.ts';
import { ODOO_SIM_BOT, ODOO_SIM_DATABASE } from '../../simulators/odoo/credentials.ts';
import type { TestTemporal } from '../../tools/playground/temporal.ts';
import { startWorkerProcess, type WorkerProcess } from '../../tools/playground/worker-process.ts';
import { createWorld, type Company } from '../../tools/playground/world.ts';
import type { Canaries } from './canaries.ts';
import { plantCanaries, type Planted } from './canary-company.ts';
import { tapWire, type TappedWire, type WireCall } from './tapped-wire.ts';

/** A company whose texts and credentials are canaries, with taps on both its wires. */
export interface CanaryCompany extends Company {
  readonly odooWire: TappedWire;
  readonly netvisorWire: TappedWire;
  readonly planted: Planted;
}

export interface CanaryWorld {
  readonly companies: readonly CanaryCompany[];
  readonly workers: readonly WorkerProcess[];
  /** What a person passes to `silta`: settings file and environment. */
  readonly configFile: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly credentials: Credentials;
  startWorker(): Promise<WorkerProcess>;
  close(): Promise<void>;
}

export interface Credentials {
  readonly odooKey: string;
  readonly partnerId: string;
  readonly partnerKey: string;
  readonly customerId: string;
  readonly customerKey: string;
}

const PREFIX = 'x-netvisor-authentication-';

/**
 * The simulators know fixed credentials only. So the worker gets canaries, and the tap accepts these, checks
 * the signature that was made with them, and goes on with what the simulator knows.
 */
export async function createCanaryWorld(
  temporal: TestTemporal,
  roles: readonly string[],
  canaries: Canaries,
): Promise<CanaryWorld> {
  const credentials: Credentials = {
    odooKey: canaries.token('Odoo key'),
    partnerId: canaries.token('Netvisor partner id'),
    partnerKey: canaries.token('Netvisor partner key'),
    customerId: canaries.token('Netvisor customer id'),
    customerKey: canaries.token('Netvisor customer key'),
  };
  const environment = {
    ODOO_KEY: credentials.odooKey,
    NETVISOR_PARTNER_KEY: credentials.partnerKey,
    NETVISOR_CUSTOMER_KEY: credentials.customerKey,
  };
  const world = await createWorld({ temporal, companies: roles.length, name: 'canary' });
  const companies = await Promise.all(
    roles.map(async (role, index): Promise<CanaryCompany> => {
      const company = world.companies[index];
      if (!company) throw new Error('a role without a company');
      const { odoo, netvisor } = company.settings;
      return {
        ...company,
        odooWire: await tapWire(odoo.url, (call) => withOdooKey(call, credentials)),
        netvisorWire: await tapWire(netvisor.url, (call) => signedAnew(call, credentials)),
        planted: plantCanaries(company, canaries, role),
      };
    }),
  );
  const folder = mkdtempSync(join(tmpdir(), 'silta-canary-'));
  const configFile = join(folder, 'silta.yaml');
  writeFileSync(configFile, settingsFor(temporal, companies, credentials));
  const workers: WorkerProcess[] = [];
  return {
    companies,
    workers,
    configFile,
    environment,
    credentials,
    async startWorker() {
      const worker = await startWorkerProcess({ configFile, environment });
      workers.push(worker);
      return worker;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.stop()));
      const wires = companies.flatMap(({ odooWire, netvisorWire }) => [odooWire, netvisorWire]);
      await Promise.all(wires.map((wire) => wire.close()));
      await world.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function settingsFor(
  temporal: TestTemporal,
  companies: readonly CanaryCompany[],
  { partnerId, customerId }: Credentials,
): string {
  const connections = companies.map(({ name, settings, odooWire, netvisorWire }) => [
    name,
    {
      environment: 'test',
      language: 'en',
      odoo: { url: odooWire.url, database: ODOO_SIM_DATABASE, company: 1, apiKey: { env: 'ODOO_KEY' } },
      netvisor: {
        url: netvisorWire.url,
        partnerId,
        partnerKey: { env: 'NETVISOR_PARTNER_KEY' },
        customerId,
        customerKey: { env: 'NETVISOR_CUSTOMER_KEY' },
        organisationId: NETVISOR_SIM_CREDENTIALS.organisationId,
        limitSeconds: settings.netvisor.limitSeconds,
      },
      invoices: { journals: { INV: {} }, vatRounding: 'row' },
    },
  ]);
  return stringify({
    temporal: { address: temporal.address },
    connections: Object.fromEntries(connections) as unknown,
  });
}

function withOdooKey({ headers }: WireCall, { odooKey }: Credentials): WireCall['headers'] {
  const known = headers.authorization === `bearer ${odooKey}`;
  return known ? { ...headers, authorization: `bearer ${ODOO_SIM_BOT.key}` } : headers;
}

function signedAnew({ headers, target }: WireCall, credentials: Credentials): WireCall['headers'] {
  const url = `http://${headers.host}${target}`;
  const caller = callerHeaders(headers);
  if (!isSigned({ headers, target }, credentials)) return headers;
  const { customerId, partnerId } = NETVISOR_SIM_CREDENTIALS;
  return {
    ...headers,
    [`${PREFIX}customerid`]: customerId,
    [`${PREFIX}partnerid`]: partnerId,
    [`${PREFIX}mac`]: macOf(url, { ...caller, customerId, partnerId }, 'HMACSHA256', 'latin1'),
  };
}

/** Whether a request carries the ids and was signed with the keys. */
export function isSigned(
  { headers, target }: Pick<WireCall, 'headers' | 'target'>,
  { customerId, customerKey, partnerId, partnerKey }: Credentials,
): boolean {
  const caller = callerHeaders(headers);
  const keys = { customerKey, partnerKey };
  const mac = macOf(`http://${headers.host}${target}`, caller, 'HMACSHA256', 'latin1', keys);
  return (
    caller.mac.toLowerCase() === mac && caller.customerId === customerId && caller.partnerId === partnerId
  );
}

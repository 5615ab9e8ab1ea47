import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { parseSettings, type ConnectionSettings, type Settings } from '../../config/settings.ts';
import { sendInvoice } from '../../control/invoices.ts';
import { suggestVatCode } from '../../mapping/vat.ts';
import { planProvisioning } from '../../odoo/provision/provision.ts';
import { createJson2Transport, type OdooTransport } from '../../odoo/transport.ts';
import { NETVISOR_SIM_CREDENTIALS } from '../../simulators/netvisor/credentials.ts';
import { startNetvisorSimulator } from '../../simulators/netvisor/server.ts';
import type { NetvisorSimSettings } from '../../simulators/netvisor/settings.ts';
import type { NetvisorSimulator } from '../../simulators/netvisor/simulator.ts';
import { ODOO_SIM_ADMIN, ODOO_SIM_BOT, ODOO_SIM_DATABASE } from '../../simulators/odoo/credentials.ts';
import { startOdooSimulator } from '../../simulators/odoo/server.ts';
import type { OdooSimulator } from '../../simulators/odoo/simulator.ts';
import { timing, workflowIds } from '../../workflows/contract.ts';
import type { TestTemporal } from './temporal.ts';
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts';

/** One company with both its systems, each a simulator of its own, so that many cases run at a time. */
export interface Company {
  readonly name: string;
  readonly settings: ConnectionSettings;
  readonly odoo: OdooSimulator;
  readonly netvisor: NetvisorSimulator;
  /** Number of the last call to Odoo that provisioning made. */
  readonly provisionedAt: number;
  /** Asks for an invoice to be sent, as a click does. */
  send(moveId: number): Promise<void>;
  /** The invoice in Odoo, as the simulator holds it. */
  invoice(moveId: number): Record<string, unknown>;
  workflowId(moveId: number): string;
}

export interface World {
  readonly temporal: TestTemporal;
  readonly companies: readonly Company[];
  readonly settings: Settings;
  /** What a command of the product is given. */
  readonly configFile: string;
  readonly environment: Readonly<Record<string, string>>;
  startWorker(root?: string): Promise<WorkerProcess>;
  /**
   * Ends the workers and goes on with the same simulators and all that they hold, under new names: for Temporal they
   * are companies that it has never seen. No fault is armed, no call held.
   */
  renewed(): Promise<World>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly temporal: TestTemporal;
  readonly companies: number;
  /** What the connections' names begin with; unique in its Temporal server. */
  readonly name?: string;
  /** Netvisor's own limit in seconds, from which all waits follow; small, to make tests quick. */
  readonly limitSeconds?: number;
  readonly netvisor?: Partial<NetvisorSimSettings>;
  readonly invoices?: Readonly<Record<string, unknown>>;
}

/** Part of the address of Odoo's webhooks, for all companies of a world. */
export const WEBHOOK_SECRET = 'webhook-secret-of-the-playground';

const SECRETS = {
  ODOO_KEY: ODOO_SIM_BOT.key,
  WEBHOOK_SECRET,
  NETVISOR_PARTNER_KEY: NETVISOR_SIM_CREDENTIALS.partnerKey,
  NETVISOR_CUSTOMER_KEY: NETVISOR_SIM_CREDENTIALS.customerKey,
};

let worlds = 0;

/** Simulators, provisioned and seeded, with the settings for a worker. */
export async function createWorld(options: WorldOptions): Promise<World> {
  const { toleranceMs } = timing(limitOf(options));
  provisioned ??= provisionedSimulator();
  const like = await provisioned;
  const servers = await Promise.all(
    Array.from({ length: options.companies }, async () => {
      const [odoo, netvisor] = await Promise.all([
        startOdooSimulator({ like }),
        startNetvisorSimulator({
          settings: { timestampToleranceSeconds: toleranceMs / 1000, ...options.netvisor },
        }),
      ]);
      return { odoo, netvisor };
    }),
  );
  return worldOf(options, servers);
}

/** What each company's Odoo begins with: provisioning one takes as long as copying many. */
let provisioned: Promise<OdooSimulator> | undefined;

async function provisionedSimulator(): Promise<OdooSimulator> {
  const odoo = await startOdooSimulator({});
  await provisionSimulator(odoo.url);
  await odoo.close();
  return odoo.simulator;
}

const limitOf = ({ limitSeconds = 2 }: WorldOptions): number => limitSeconds;

interface Servers {
  readonly odoo: Awaited<ReturnType<typeof startOdooSimulator>>;
  readonly netvisor: Awaited<ReturnType<typeof startNetvisorSimulator>>;
}

function worldOf(options: WorldOptions, servers: readonly Servers[]): World {
  const limitSeconds = limitOf(options);
  const prefix = options.name ?? `w${(worlds += 1)}-${process.pid}`;
  const sides = servers.map((each, index) => ({
    name: options.companies === 1 && options.name ? options.name : `${prefix}-${index}`,
    ...each,
  }));
  const yaml = stringify({
    temporal: { address: options.temporal.address },
    connections: Object.fromEntries(
      sides.map(({ name, odoo, netvisor }) => [
        name,
        {
          environment: 'test',
          language: 'en',
          odoo: {
            url: odoo.url,
            database: ODOO_SIM_DATABASE,
            company: 1,
            apiKey: { env: 'ODOO_KEY' },
            webhookSecret: { env: 'WEBHOOK_SECRET' },
          },
          netvisor: {
            url: netvisor.url,
            partnerId: NETVISOR_SIM_CREDENTIALS.partnerId,
            partnerKey: { env: 'NETVISOR_PARTNER_KEY' },
            customerId: NETVISOR_SIM_CREDENTIALS.customerId,
            customerKey: { env: 'NETVISOR_CUSTOMER_KEY' },
            organisationId: NETVISOR_SIM_CREDENTIALS.organisationId,
            limitSeconds,
          },
          invoices: { journals: { INV: {} }, vatRounding: 'row', ...options.invoices },
          // What is played here begins when it is asked for, and calls are counted.
          schedules: { verifyInvoices: 'off', invoiceSweep: 'off' },
        },
      ]),
    ),
  });
  const settings = parseSettings(yaml, SECRETS);
  const folder = mkdtempSync(join(tmpdir(), 'silta-world-'));
  const configFile = join(folder, 'silta.yaml');
  writeFileSync(configFile, yaml);
  const workers: WorkerProcess[] = [];

  const companies = sides.map(({ name, odoo, netvisor }): Company => {
    const own = settings.connections.get(name);
    if (!own) throw new Error('a company without settings');
    return {
      name,
      settings: own,
      odoo: odoo.simulator,
      netvisor: netvisor.simulator,
      provisionedAt: odoo.simulator.calls.list().at(-1)?.seq ?? 0,
      send: (moveId) => sendInvoice(options.temporal.client, own, moveId, 'person'),
      invoice(moveId) {
        const found = odoo.simulator.state().invoices.find(({ id }) => id === moveId);
        if (!found) throw new Error(`no invoice ${moveId}`);
        return found;
      },
      workflowId: (moveId) => workflowIds.sendInvoice(name, moveId),
    };
  });

  return {
    temporal: options.temporal,
    companies,
    settings,
    configFile,
    environment: SECRETS,
    async startWorker(root) {
      const worker = await startWorkerProcess({ configFile, environment: SECRETS, ...(root && { root }) });
      workers.push(worker);
      return worker;
    },
    async renewed() {
      for (const { faults } of companies.flatMap(({ odoo, netvisor }) => [odoo, netvisor])) {
        faults.clear();
        faults.release('discarded');
      }
      await leave();
      return worldOf(options, servers);
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await Promise.all(sides.flatMap(({ odoo, netvisor }) => [odoo.close(), netvisor.close()]));
      await leave();
    },
  };

  async function leave(): Promise<void> {
    await Promise.all(workers.map((worker) => worker.stop()));
    for (const { name } of companies) {
      await options.temporal.client.workflow
        .getHandle(workflowIds.connection(name))
        .terminate()
        .catch(() => undefined);
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `silta provision` does, by an administrator of the simulated Odoo. */
export async function provisionSimulator(url: string): Promise<void> {
  const admin = createJson2Transport({
    url,
    database: ODOO_SIM_DATABASE,
    apiKey: ODOO_SIM_ADMIN.key,
    timeoutMs: 30_000,
  });
  const ledger = `test:${NETVISOR_SIM_CREDENTIALS.organisationId}`;
  for (const { apply } of await planProvisioning({
    admin,
    company: 1,
    ledger,
    repin: 'keep',
    suggestVatCode,
  }))
    await apply();
  // What is played has its own days, and Silta took over before them.
  const args = { vals: { x_netvisor_since: '2026-01-01' } };
  await admin.call({ model: 'res.company', method: 'write', ids: [1], args });
  await joinSilta(admin);
}

/** Its user may do as Silta's own user may, which provisioning makes only where it is asked to. */
export async function joinSilta(admin: OdooTransport): Promise<void> {
  const domain = [
    ['model', '=', 'res.groups'],
    ['module', '=', '__netvisor__'],
    ['name', '=', 'group_silta'],
  ];
  const [group] = z.array(z.object({ res_id: z.int() })).parse(
    await admin.call({
      model: 'ir.model.data',
      method: 'search_read',
      args: { domain, fields: ['res_id'] },
    }),
  );
  const users = z.array(z.int()).parse(
    await admin.call({
      model: 'res.users',
      method: 'search',
      args: { domain: [['login', '=', ODOO_SIM_BOT.login]] },
    }),
  );
  const args = { vals: { group_ids: [[4, group?.res_id ?? 0]] } };
  await admin.call({ model: 'res.users', method: 'write', ids: users, args });
}

/** Polls until the check holds; fails with what it last saw. */
export async function until<T>(
  what: string,
  read: () => T | Promise<T>,
  holds: (value: T) => boolean,
  limitMs = 60_000,
  everyMs = 50,
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > end)
      throw new Error(`waited in vain: ${what}; last seen: ${JSON.stringify(value)?.slice(0, 600)}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

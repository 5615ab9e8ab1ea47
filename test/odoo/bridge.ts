import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { parseSettings, type ConnectionSettings } from '../../config/settings.ts';
import { sendInvoice } from '../../control/invoices.ts';
import { hintSweep } from '../../control/sweep.ts';
import { verifyInvoices } from '../../control/verification.ts';
import { startGateway } from '../../gateway/server.ts';
import type { VatRounding } from '../../mapping/totals.ts';
import { suggestVatCode } from '../../mapping/vat.ts';
import { planProvisioning, type ProvisionStep } from '../../odoo/provision/provision.ts';
import { createJson2Transport } from '../../odoo/transport.ts';
import { NETVISOR_SIM_CREDENTIALS } from '../../simulators/netvisor/credentials.ts';
import { startNetvisorSimulator } from '../../simulators/netvisor/server.ts';
import { NetvisorSimulator } from '../../simulators/netvisor/simulator.ts';
import type { RealOdoo } from '../../tools/odoo/server.ts';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { startWorkerProcess, type WorkerProcess } from '../../tools/playground/worker-process.ts';
import { until } from '../../tools/playground/world.ts';
import {
  connectionStatus,
  resumeConnection,
  timing,
  workflowIds,
  type ConnectionStatus,
} from '../../workflows/contract.ts';
import { rows } from './helpers.ts';

export const CONNECTION = 'kuurabox';
export const LEDGER = `test:${NETVISOR_SIM_CREDENTIALS.organisationId}`;

/** Long enough for an Odoo that shares two cores with everything else: it gets half of this for a call. */
const LIMIT_SECONDS = 10;

/** The two ways in which Odoo may round taxes, and what has to be set on the other side for each. */
export const ROUNDINGS = [
  { odoo: 'round_per_line', vatRounding: 'row', netvisor: 'line' },
  { odoo: 'round_globally', vatRounding: 'code', netvisor: 'total' },
] as const satisfies readonly { odoo: string; vatRounding: VatRounding; netvisor: string }[];
export type Rounding = (typeof ROUNDINGS)[number];

/** The part `invoices` of a connection in `silta.yaml`. */
export type InvoiceSettings = Readonly<Record<string, unknown>>;

/** Silta between a real Odoo and a simulated Netvisor, with a Temporal server of its own. */
export interface Bridge {
  readonly netvisor: NetvisorSimulator;
  readonly temporal: TestTemporal;
  /** A second Netvisor that gets the same requests, with whatever settings of its own. */
  readonly otherNetvisor: NetvisorSimulator;
  /** Bodies of all that was posted to Netvisor, oldest first. */
  readonly messages: readonly string[];
  /** Of these the sales invoices with this number. */
  messagesOf(number: string): readonly string[];
  /** What is missing in Odoo, asked and made with the administrator's key. */
  plan(): Promise<readonly ProvisionStep[]>;
  /** Sets Odoo, Netvisor and Silta to one way of rounding, with a fresh worker process. */
  work(rounding: Rounding): Promise<WorkerProcess>;
  /** A fresh worker process with these settings for invoices; Odoo and Netvisor stay as they are. */
  workWith(invoices: InvoiceSettings): Promise<WorkerProcess>;
  stopWork(): Promise<void>;
  send(moveId: number): Promise<void>;
  /** Compares the sums of all sent invoices on both sides, as the schedule does. */
  verify(): Promise<void>;
  /** Has the sweep look now, as the schedule does. */
  sweep(): Promise<void>;
  /** A gateway for the webhooks of this Odoo, and the address that they go to. */
  openGateway(): Promise<{ readonly webhookUrl: string; close(): Promise<void> }>;
  /** Waits until each invoice is sent or needs attention; resolves to the states by id. */
  settled(moveIds: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** Waits until the connection's status page fits. */
  status(holds: (status: ConnectionStatus) => boolean): Promise<ConnectionStatus>;
  /** Whether any worker has written this into its log. */
  said(words: string): boolean;
  /** Asks the connection to probe now. */
  resume(): Promise<void>;
  close(): Promise<void>;
}

export async function openBridge(odoo: RealOdoo): Promise<Bridge> {
  const { toleranceMs } = timing(LIMIT_SECONDS);
  const [temporal, server] = await Promise.all([
    startTemporal(),
    startNetvisorSimulator({ settings: { timestampToleranceSeconds: toleranceMs / 1000 } }),
  ]);
  const { simulator } = server;
  const bodies = recordBodies(simulator);
  const otherNetvisor = alsoTo(simulator, server.url);
  const folder = mkdtempSync(join(tmpdir(), 'silta-real-'));
  const configFile = join(folder, 'silta.yaml');
  const secrets = {
    ODOO_KEY: odoo.botKey,
    WEBHOOK_SECRET: 'webhook-secret-of-the-tests-0123',
    NETVISOR_PARTNER_KEY: NETVISOR_SIM_CREDENTIALS.partnerKey,
    NETVISOR_CUSTOMER_KEY: NETVISOR_SIM_CREDENTIALS.customerKey,
  };
  const admin = createJson2Transport({ ...odoo, apiKey: odoo.adminKey, timeoutMs: 60_000 });
  const write = (invoices: InvoiceSettings): string => {
    const yaml = settingsFile(odoo, temporal.address, server.url, invoices);
    writeFileSync(configFile, yaml);
    return yaml;
  };
  const invoicesOf = ({ vatRounding }: Rounding): InvoiceSettings => ({ journals: { INV: {} }, vatRounding });
  let own = ownSettings(write(invoicesOf(ROUNDINGS[0])), secrets);
  let worker: WorkerProcess | undefined;
  const workers: WorkerProcess[] = [];
  const stopWork = async (): Promise<void> => {
    await worker?.stop();
    worker = undefined;
  };
  const workWith = async (invoices: InvoiceSettings): Promise<WorkerProcess> => {
    await stopWork();
    own = ownSettings(write(invoices), secrets);
    worker = await startWorkerProcess({ configFile, environment: secrets });
    workers.push(worker);
    return worker;
  };

  return {
    netvisor: simulator,
    otherNetvisor,
    temporal,
    messages: bodies,
    messagesOf: (number) => bodies.filter((body) => body.includes(`>${number}</salesinvoicenumber>`)),
    plan: () =>
      planProvisioning({ admin, company: odoo.companyId, ledger: LEDGER, repin: 'keep', suggestVatCode }),

    async work(rounding) {
      await stopWork();
      simulator.settings.patch({ rounding: rounding.netvisor });
      const vals = { tax_calculation_rounding_method: rounding.odoo };
      await odoo.rpc(odoo.adminKey, 'res.company', 'write', { ids: [odoo.companyId], vals });
      return workWith(invoicesOf(rounding));
    },
    workWith,
    stopWork,

    send: (moveId) => sendInvoice(temporal.client, own, moveId, 'person'),

    async verify() {
      await (await verifyInvoices(temporal.client, own)).result();
    },

    async sweep() {
      await hintSweep(temporal.client, own);
      await temporal.client.workflow.getHandle(workflowIds.invoiceSweep(CONNECTION)).result();
    },

    async openGateway() {
      const settings = parseSettings(readFileSync(configFile, 'utf8'), secrets);
      const log = { info: () => undefined, warn: () => undefined };
      const gateway = await startGateway({
        settings,
        client: temporal.client,
        log,
        host: '127.0.0.1',
        port: 0,
      });
      return {
        webhookUrl: `${gateway.url}/odoo/${CONNECTION}/${secrets.WEBHOOK_SECRET}`,
        close: () => gateway.close(),
      };
    },

    async settled(moveIds) {
      const read = async (): Promise<ReadonlyMap<number, string>> => {
        const fields = ['x_netvisor_state'];
        const found = await odoo.rpc(odoo.botKey, 'account.move', 'read', { ids: moveIds, fields });
        return new Map(rows(found).map((row) => [Number(row['id']), String(row['x_netvisor_state'])]));
      };
      const over = (states: ReadonlyMap<number, string>): boolean =>
        [...states.values()].every((state) => state === 'sent' || state === 'attention');
      return until('invoices settled', read, over, 120_000);
    },

    status(holds) {
      const handle = temporal.client.workflow.getHandle(workflowIds.connection(CONNECTION));
      return until('status of the connection', () => handle.query(connectionStatus), holds);
    },

    said: (words) => workers.some(({ lines }) => lines.some((line) => line.includes(words))),
    resume: () =>
      temporal.client.workflow.getHandle(workflowIds.connection(CONNECTION)).signal(resumeConnection),

    async close() {
      await stopWork();
      await Promise.all([server.close(), temporal.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The simulator keeps what messages mean; here their very bytes are wanted too. */
function recordBodies(simulator: NetvisorSimulator): readonly string[] {
  const bodies: string[] = [];
  const process = simulator.process.bind(simulator);
  simulator.process = (incoming, own) => {
    if (incoming.method === 'POST') bodies.push(incoming.body.toString('utf8'));
    return process(incoming, own);
  };
  return bodies;
}

/**
 * Another Netvisor that gets what this one gets, so that one run is seen under two sets of Netvisor's own rules.
 * Its answers are nobody's: that it accepts the same is for the test to compare.
 */
function alsoTo(simulator: NetvisorSimulator, publicBaseUrl: string): NetvisorSimulator {
  const other = new NetvisorSimulator({ ...simulator.settings.value, publicBaseUrl });
  const process = simulator.process.bind(simulator);
  simulator.process = async (incoming, own) => {
    const answer = await process(incoming, own);
    await other.process(incoming, undefined);
    return answer;
  };
  return other;
}

function settingsFile(
  odoo: RealOdoo,
  temporalAddress: string,
  netvisorUrl: string,
  invoices: InvoiceSettings,
): string {
  const { partnerId, customerId, organisationId } = NETVISOR_SIM_CREDENTIALS;
  return stringify({
    temporal: { address: temporalAddress },
    connections: {
      [CONNECTION]: {
        environment: 'test',
        language: 'en',
        odoo: {
          url: odoo.url,
          database: odoo.database,
          company: odoo.companyId,
          apiKey: { env: 'ODOO_KEY' },
          webhookSecret: { env: 'WEBHOOK_SECRET' },
        },
        netvisor: {
          url: netvisorUrl,
          partnerId,
          customerId,
          organisationId,
          limitSeconds: LIMIT_SECONDS,
          partnerKey: { env: 'NETVISOR_PARTNER_KEY' },
          customerKey: { env: 'NETVISOR_CUSTOMER_KEY' },
        },
        invoices,
      },
    },
  });
}

function ownSettings(yaml: string, secrets: Readonly<Record<string, string>>): ConnectionSettings {
  const found = parseSettings(yaml, secrets).connections.get(CONNECTION);
  if (!found) throw new Error('no such connection');
  return found;
}

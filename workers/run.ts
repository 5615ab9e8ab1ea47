import { Client } from '@temporalio/client';
import { NativeConnection, Runtime, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createMatchActivities } from '../activities/match-credit-note.ts';
import { createRegisterActivities } from '../activities/registers.ts';
import { createSendInvoiceActivities } from '../activities/send-invoice.ts';
import { createPaymentActivities } from '../activities/send-payment.ts';
import { createShowActivities } from '../activities/show-invoice.ts';
import { createSweepActivities } from '../activities/sweep.ts';
import { createTestActivities } from '../activities/test-connection.ts';
import { createVerificationActivities } from '../activities/verify-invoices.ts';
import type { Settings } from '../config/settings.ts';
import { ensureConnections } from '../control/connections.ts';
import { sendInvoice } from '../control/invoices.ts';
import { showInvoice } from '../control/show.ts';
import { isInvoiceRunning, runsOfInvoices } from '../control/sweep.ts';
import { testConnection } from '../control/test-connection.ts';
import { applySchedules } from '../schedules/apply.ts';
import { holderQueue, SILTA_QUEUE } from '../workflows/contract.ts';
import { bundleWorkflows } from './bundle.ts';
import { openConnections, type OpenConnection } from './connections.ts';
import { createHolderActivities } from './lane.ts';
import { temporalLogger } from './log.ts';

export interface WorkerOptions {
  readonly settings: Settings;
  readonly log: Logger;
  /** Aborting it stops the process in order: nothing new on the wire, lanes drained, workers down. */
  readonly stopping: AbortSignal;
  /** Told once everything polls. */
  readonly ready?: () => void;
}

/** Runs one worker process: workflows, Odoo activities, and the lanes that it can get. Resolves when stopped. */
export async function runWorker({ settings, log, stopping, ready }: WorkerOptions): Promise<void> {
  Runtime.install({ logger: temporalLogger(log), shutdownSignals: [] });
  const { address, namespace } = settings.temporal;
  const [temporal, workflowBundle] = await Promise.all([
    NativeConnection.connect({ address }),
    bundleWorkflows(),
  ]);
  try {
    const client = new Client({ connection: temporal, namespace });
    // Before anything polls: what Temporal refuses here ends the process, and with it goes nothing that is under way.
    await ensureConnections(client, settings);
    // Other workers may serve other connections: theirs are left alone.
    await applySchedules(client, settings, { others: 'keep' });
    const open = openConnections(settings, stopping, log);
    const connections = (name: string): OpenConnection => {
      const found = open.get(name);
      if (!found) throw new Error(`the settings of this worker have no connection "${name}"`);
      return found;
    };
    // On the lane while it is held, else where those wait who may hold it.
    const testing = createTestActivities(connections);
    const activities = {
      ...testing,
      ...createSendInvoiceActivities(connections),
      ...createMatchActivities(connections),
      ...createPaymentActivities(connections),
      ...createRegisterActivities(connections),
      ...createShowActivities(connections),
      ...createSweepActivities(connections, {
        send: (own, moveId) => sendInvoice(client, own, moveId, 'person'),
        show: (own, moveId) => showInvoice(client, own, moveId),
        testConnection: async (own) => void (await testConnection(client, own)),
        runs: ({ name }) => runsOfInvoices(client, name),
        isRunning: ({ name }, moveId) => isInvoiceRunning(client, name, moveId),
      }),
      ...createVerificationActivities(connections, (own, moveId) =>
        sendInvoice(client, own, moveId, 'batch'),
      ),
    };
    const holders = createHolderActivities({
      connections,
      temporal,
      client,
      namespace,
      activities,
      stopping,
    });

    const [main, ...lanes] = await Promise.all([
      createMainWorker(temporal, namespace, workflowBundle, activities),
      ...[...settings.connections.keys()].map((connection) =>
        Worker.create({
          connection: temporal,
          namespace,
          taskQueue: holderQueue(connection),
          activities: { ...holders, ...testing },
          // A hold, what goes before it, and a test.
          maxConcurrentActivityTaskExecutions: 3,
          activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 1 },
        }),
      ),
    ]);
    // The lanes go down when their holds have let go; the main worker serves them until then.
    stopping.addEventListener('abort', () => lanes.forEach((lane) => lane.shutdown()), { once: true });
    const lanesDown = Promise.all(lanes.map((lane) => lane.run())).finally(() => {
      if (main.getState() === 'RUNNING') main.shutdown();
    });
    const running = Promise.all([main.run(), lanesDown]);
    // A connection that an operator has ended comes back; Temporal being away for a moment is no matter here.
    const ensuring = setInterval(() => {
      ensureConnections(client, settings).catch((error: unknown) => {
        log.warn(
          { error: error instanceof Error ? error.name : 'unknown' },
          'the connections could not be ensured',
        );
      });
    }, 60_000);
    ready?.();
    await running.finally(() => clearInterval(ensuring));
  } finally {
    await temporal.close();
  }
}

function createMainWorker(
  connection: NativeConnection,
  namespace: string,
  workflowBundle: WorkflowBundleWithSourceMap,
  activities: object,
): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue: SILTA_QUEUE,
    workflowBundle,
    activities,
    maxCachedWorkflows: 500,
    maxConcurrentWorkflowTaskExecutions: 20,
    maxConcurrentActivityTaskExecutions: 20,
  });
}

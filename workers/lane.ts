import { activityInfo, cancellationSignal, heartbeat, sleep } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { Worker, type NativeConnection } from '@temporalio/worker';
import type {
  HolderActivities,
  HoldInput,
  HoldResult,
  LaneActivities,
  ProbeResult,
  ToSetUp,
} from '../activities/contract.ts';
import { refusalOf } from '../activities/failures.ts';
import type { PauseReason } from '../mapping/reasons.ts';
import { writeAboutConnection } from '../activities/company-form.ts';
import { OPEN_WORDS, PAUSE_WORDS } from '../mapping/pause-words.ts';
import { productLock } from '../mapping/registers.ts';
import type { Texts } from '../mapping/texts.ts';
import { NetvisorError } from '../netvisor/errors.ts';
import { OdooError } from '../odoo/errors.ts';
import type { ProductChoice } from '../odoo/models.ts';
import { closedResources, laneQueue, workflowIds } from '../workflows/contract.ts';
import type { OpenConnection } from './connections.ts';

/** While one document travels, the next one is read and mapped; the wire itself takes one request at a time. */
const DOCUMENTS_AT_A_TIME = 2;

export interface LaneOptions {
  readonly connections: (name: string) => OpenConnection;
  readonly temporal: NativeConnection;
  readonly client: Client;
  readonly namespace: string;
  readonly activities: LaneActivities;
  /** Aborted when this process is told to stop. */
  readonly stopping: AbortSignal;
}

/**
 * Activities of whoever holds a lane. The hold is a lease: it beats while this process polls the lane's queue,
 * and when the process dies the beat stops and another one may take over.
 */
export function createHolderActivities(options: LaneOptions): HolderActivities {
  const turns = new Map<string, Turn>();

  async function hold({ connection, predecessor }: HoldInput, told: AbortSignal): Promise<HoldResult> {
    const open = options.connections(connection);
    // A lost predecessor may be frozen with a request on the wire: it gets one time-out to be over.
    if (predecessor === 'lost') await sleep(activityInfo().heartbeatTimeoutMs ?? 30_000);
    open.lane.reopen();
    await tellCompany(open, 'open', OPEN_WORDS);
    return runLane(options, connection, open, told);
  }

  return {
    probe: ({ connection }) => probe(options.connections(connection)),

    async holdLane(input) {
      const beat = setInterval(() => heartbeat(), (activityInfo().heartbeatTimeoutMs ?? 30_000) / 3);
      const before = turns.get(input.connection);
      const letGo = new AbortController();
      // Whose workflow was terminated or reset: Temporal tells that hold only with its next beat.
      before?.letGo.abort();
      const turn = (before?.over ?? Promise.resolve()).then(() => hold(input, letGo.signal));
      const over = turn.then(
        () => undefined,
        () => undefined,
      );
      turns.set(input.connection, { letGo, over });
      try {
        return await turn;
      } finally {
        clearInterval(beat);
      }
    },

    async announce({ connection, pause }) {
      const open = options.connections(connection);
      const { log } = open;
      await tellCompany(open, pause ? 'paused' : 'open', pause ? PAUSE_WORDS[pause.reason] : OPEN_WORDS);
      if (pause)
        log.error(
          { connection, reason: pause.reason },
          'the connection is paused: documents wait, none fails',
        );
      else log.warn({ connection }, 'the connection is open again');
    },
  };
}

/** A hold of this process, which the next one of the same lane waits for. */
interface Turn {
  readonly letGo: AbortController;
  readonly over: Promise<void>;
}

/** Holds the lane until it is `told` to let go, or has a reason of its own. */
async function runLane(
  options: LaneOptions,
  connection: string,
  open: OpenConnection,
  told: AbortSignal,
): Promise<HoldResult> {
  const worker = await Worker.create({
    connection: options.temporal,
    namespace: options.namespace,
    taskQueue: laneQueue(connection),
    activities: { ...options.activities },
    maxConcurrentActivityTaskExecutions: DOCUMENTS_AT_A_TIME,
    shutdownGraceTime: 2 * open.waits.requestMs,
  });
  const letGo = new AbortController();
  let shown = '';
  const tell = (): void => {
    const closed = open.lane.closedResources().join();
    if (closed !== shown) void tellRights(options.client, connection, open);
    shown = closed;
  };
  tell();
  const stopListening = open.lane.onChange(() => {
    if (open.lane.haltedBy() !== undefined) letGo.abort();
    tell();
  });
  // It may have been closed while the worker was being made.
  if (open.lane.haltedBy() !== undefined) letGo.abort();
  const ends = AbortSignal.any([letGo.signal, told, options.stopping, cancellationSignal()]);
  const drained = worker.run();
  try {
    // The worker ends by itself only by a fatal error, which then fails this hold.
    await Promise.race([aborted(ends), drained]);
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await drained;
  } finally {
    stopListening();
  }
  const reason = open.lane.haltedBy();
  return reason === undefined ? { kind: 'released' } : { kind: 'paused', reason };
}

/** What the company form says of the connection; where Odoo does not take it, it says what it said. */
async function tellCompany(open: OpenConnection, state: 'open' | 'paused', words: Texts): Promise<void> {
  try {
    await writeAboutConnection(open, { x_netvisor_connection: state }, words);
  } catch (error) {
    const code = error instanceof OdooError ? error.code : 'unknown';
    open.log.warn(
      { connection: open.settings.name, code },
      'the company form could not be told of the connection',
    );
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

async function tellRights(client: Client, connection: string, open: OpenConnection): Promise<void> {
  try {
    const handle = client.workflow.getHandle(workflowIds.connection(connection));
    await handle.signal(closedResources, open.lane.closedResources());
  } catch {
    // Only the status page misses it; the gate itself is closed.
    open.log.warn({ connection }, 'the status page could not be told of a missing right');
  }
}

/** Asks both sides whether documents may flow: keys, service, database and pin. Costs one call to Netvisor. */
async function probe({ odoo, netvisor, ledger }: OpenConnection): Promise<ProbeResult> {
  try {
    const pin = await odoo.checkPin();
    if (pin.kind === 'not-provisioned') return { kind: 'red', reason: 'NotProvisioned' };
    if (pin.kind === 'other-database') return { kind: 'red', reason: 'OtherDatabase' };
    const toSetUp = toSetUpFor(await odoo.readProductChoice(), ledger);
    await netvisor.probe();
    return { kind: 'green', ...(toSetUp && { toSetUp }) };
  } catch (error) {
    if (error instanceof OdooError) return { kind: 'red', reason: odooReason(error) };
    if (error instanceof NetvisorError) return { kind: 'red', reason: netvisorReason(error) };
    throw error;
  }
}

/** The general product stands in Netvisor before the first invoice needs it. */
function toSetUpFor(choice: ProductChoice, ledger: string): ToSetUp | undefined {
  const { x_netvisor_product_mode: mode, x_netvisor_generic_product: product } = choice;
  if (!product) return mode === 'generic' ? { kind: 'missing', reason: 'GenericProductMissing' } : undefined;
  if (product.x_netvisor_keys[ledger] !== undefined) return undefined;
  return { kind: 'general-product', needed: { recordId: product.id, lock: productLock(product) } };
}

function odooReason(error: OdooError): PauseReason {
  switch (error.kind) {
    case 'Transient':
      return 'NotReached';
    case 'Refused':
      return refusalOf(error);
    // Fields or the action are missing.
    case 'Rejected':
    case 'Gone':
    case 'Bug':
      return 'NotProvisioned';
  }
}

function netvisorReason({ reason }: NetvisorError): 'AuthFailed' | 'Maintenance' | 'NotReached' {
  return reason === 'AuthFailed' || reason === 'Maintenance' ? reason : 'NotReached';
}

import type { Client, WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import type {
  HolderActivities,
  LaneActivities,
  OfficeActivities,
  TestActivities,
} from '../../activities/contract.ts';
import { limitOf } from '../../control/connections.ts';
import { sendInvoice } from '../../control/invoices.ts';
import { startTemporal } from '../../tools/playground/temporal.ts';
import { bundleWorkflows } from '../../workers/bundle.ts';
import {
  connectionStatus,
  holderQueue,
  laneQueue,
  searchAttributes,
  SILTA_QUEUE,
  workflowIds,
  type ConnectionStatus,
  type SiltaState,
} from '../../workflows/contract.ts';

type Activities = LaneActivities & OfficeActivities & HolderActivities & TestActivities;
export type ActivityName = keyof Activities;
/** What the activities of one company do; one that is called and not given fails as a bug. */
export type Fakes = Partial<Activities>;
export type InputOf<N extends ActivityName> = Parameters<Activities[N]>[0];

const LANE = [
  'postInvoice',
  'matchCreditNote',
  'sendPayment',
  'createCustomer',
  'createProduct',
  'verifySums',
  'showInvoice',
  'testConnection',
] as const satisfies (keyof (LaneActivities & TestActivities))[];
const OFFICE = [
  'recordSent',
  'recordParked',
  'recordIgnored',
  'recordPayment',
  'linkCustomer',
  'linkProduct',
  'findUnverified',
  'sweepInvoices',
  'askInvoices',
] as const satisfies (keyof OfficeActivities)[];
const HOLDERS = [
  'probe',
  'holdLane',
  'announce',
  'testConnection',
] as const satisfies (keyof (HolderActivities & TestActivities))[];

/** A company whose activities are made up; workflows and server are the real ones. */
export interface FakeCompany {
  readonly connection: string;
  /** Inputs that an activity was called with, oldest first. */
  callsOf<N extends ActivityName>(name: N): readonly InputOf<N>[];
  /** Asks for an invoice to be sent, as a click does. */
  send(moveId?: number): Promise<WorkflowHandle>;
  startConnection(taskQueue?: string): Promise<WorkflowHandle>;
  laneStatus(): Promise<ConnectionStatus>;
}

export interface Stage {
  readonly client: Client;
  company(fakes: Fakes, options?: { readonly limitSeconds?: number }): Promise<FakeCompany>;
  /** A worker for workflows of another bundle, on a queue of its own. */
  addWorkflows(taskQueue: string, bundle: WorkflowBundleWithSourceMap): Promise<void>;
  close(): Promise<void>;
}

interface Cast {
  readonly fakes: Fakes;
  readonly calls: { readonly name: ActivityName; readonly input: unknown }[];
}

/** A real Temporal server with the real workflows; each company brings activities of its own. */
export async function openStage(): Promise<Stage> {
  // Activities that fail on purpose are no news.
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    shutdownSignals: [],
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) },
    },
  });
  const [temporal, workflowBundle] = await Promise.all([startTemporal(), bundleWorkflows()]);
  const { client } = temporal;
  const connection = await NativeConnection.connect({ address: temporal.address });
  const cast = new Map<string, Cast>();
  const workers: { readonly worker: Worker; readonly down: Promise<void> }[] = [];

  const play = (names: readonly ActivityName[]): Record<string, (input: unknown) => Promise<unknown>> =>
    Object.fromEntries(names.map((name) => [name, (input: unknown) => act(cast, name, input)]));
  const add = async (options: Parameters<typeof Worker.create>[0]): Promise<void> => {
    const worker = await Worker.create({ connection, ...options });
    workers.push({ worker, down: worker.run() });
  };
  await add({ taskQueue: SILTA_QUEUE, workflowBundle, activities: play(OFFICE) });

  return {
    client,
    async company(fakes, { limitSeconds } = {}) {
      const name = `c${cast.size}`;
      const own: Cast = { fakes, calls: [] };
      cast.set(name, own);
      if ('postInvoice' in fakes || 'verifySums' in fakes || 'showInvoice' in fakes)
        await add({ taskQueue: laneQueue(name), activities: play(LANE) });
      if ('probe' in fakes) await add({ taskQueue: holderQueue(name), activities: play(HOLDERS) });
      return companyOf(client, name, own, limitSeconds);
    },
    addWorkflows: (taskQueue, bundle) => add({ taskQueue, workflowBundle: bundle }),
    async close() {
      for (const { worker } of workers) worker.shutdown();
      await Promise.all(workers.map(({ down }) => down));
      await connection.close();
      await temporal.stop();
    },
  };
}

async function act(cast: ReadonlyMap<string, Cast>, name: ActivityName, input: unknown): Promise<unknown> {
  const { connection } = input as { readonly connection: string };
  const own = cast.get(connection);
  own?.calls.push({ name, input });
  const fake: ((input: never) => Promise<unknown>) | undefined = own?.fakes[name];
  if (!fake) throw bug(`nobody plays ${name}`);
  return fake(input as never);
}

function companyOf(
  client: Client,
  connection: string,
  { calls }: Cast,
  limitSeconds: number | undefined,
): FakeCompany {
  return {
    connection,
    callsOf: <N extends ActivityName>(name: N) =>
      calls.filter((call) => call.name === name).map(({ input }) => input as InputOf<N>),
    async send(moveId = 42) {
      const netvisor = { limitSeconds: limitSeconds ?? 120 } as Parameters<typeof sendInvoice>[1]['netvisor'];
      await sendInvoice(client, { name: connection, netvisor }, moveId, 'person');
      return client.workflow.getHandle(workflowIds.sendInvoice(connection, moveId));
    },
    startConnection: (taskQueue = SILTA_QUEUE) =>
      client.workflow.start('Connection', {
        taskQueue,
        workflowId: workflowIds.connection(connection),
        args: [{ connection, ...limitOf(limitSeconds ?? 120) }],
      }),
    laneStatus: () => client.workflow.getHandle(workflowIds.connection(connection)).query(connectionStatus),
  };
}

/** The page of a run in the Temporal UI: its current details. */
export async function pageOf(handle: WorkflowHandle): Promise<string> {
  const { currentDetails } = await handle.query<{ readonly currentDetails?: string }>(
    '__temporal_workflow_metadata',
  );
  return currentDetails ?? '';
}

/** The failure with which an activity says that something is wrong with Silta itself. */
export const bug = (message: string): ApplicationFailure =>
  ApplicationFailure.create({ message, type: 'Bug', nonRetryable: true });

export interface Seen {
  readonly running: boolean;
  readonly state: SiltaState | undefined;
  readonly reason: string | undefined;
  readonly runId: string;
}

/** A run as an operator's list shows it. */
export async function look(handle: WorkflowHandle): Promise<Seen> {
  const { status, typedSearchAttributes, runId } = await handle.describe();
  return {
    running: status.name === 'RUNNING',
    state: typedSearchAttributes.get(searchAttributes.state) as SiltaState | undefined,
    reason: typedSearchAttributes.get(searchAttributes.reason) ?? undefined,
    runId,
  };
}

/** A promise that is settled from outside: what a fake waits for. */
export function promised<T = void>(): { readonly promise: Promise<T>; resolve(value: T): void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve: (value) => resolve(value) };
}

/** Gives these answers one after the other, the last one for good. */
export function inTurn<I, O>(
  ...answers: readonly ((input: I) => O | Promise<O>)[]
): (input: I) => Promise<O> {
  let turn = 0;
  return async (input) => {
    const answer = answers[Math.min(turn++, answers.length - 1)];
    if (!answer) throw bug('no answer left');
    return answer(input);
  };
}
